"""The record: one citation of an official document, as it stands in a text.

The keys, their order and their meaning are a published interface (`refextract schema` prints it
as JSON Schema): every key is always present, and what is not known is ``null`` or ``[]``.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

Kind = Literal["numbered", "named", "dated", "titled", "short", "back"]
IssuerBasis = Literal["text", "symbol", "type", "name", "catalog", "context"]
Relation = Literal[
    "based_on",
    "implements",
    "guides",
    "amends",
    "replaces",
    "repeals",
    "promulgated_with",
]

KINDS: Final[tuple[Kind, ...]] = ("numbered", "named", "dated", "titled", "short", "back")
"""Every kind of citation, in the order in which the guidelines define them."""

DEFAULT_KINDS: Final[tuple[Kind, ...]] = ("numbered", "named", "dated", "titled", "short")
"""The kinds that are extracted unless others are asked for: all but back references."""


UNITS: Final = {
    "diem": "điểm",
    "khoan": "khoản",
    "dieu": "Điều",
    "muc": "Mục",
    "chuong": "Chương",
    "phan": "Phần",
    "phu_luc": "Phụ lục",
}
"""The units of a document from the smallest, the order in which they are said."""


class Provision(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A pin-point inside the cited document, from its largest unit to its smallest.

    Values are the numerals as written (``"2"``, ``"12a"``, ``"II"``); a range keeps both ends
    (``"5-8"``). Units that the text does not name are left out of the JSON.
    """

    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None
    phu_luc: str | None = None

    def __str__(self) -> str:
        """Say it as one does, from the smallest unit: ``điểm a khoản 2 Điều 5``."""
        units = ((word, getattr(self, name)) for name, word in UNITS.items())
        return " ".join(f"{word} {numeral}" for word, numeral in units if numeral is not None)


class Citation(msgspec.Struct, kw_only=True, gc=False):
    """One citation of one document.

    Attributes:
        source: path as given; ``-`` for standard input or a text without a path.
        start: offset of the first code point of the citation in the decoded text, from 0.
        end: offset after the last code point: ``text[start:end]`` is the citation.
        line: line of ``start``, from 1. Lines end at ``\\n``.
        column: code point of ``start`` in its line, from 1.
        page: page of ``start``, from 1, where the input has pages.
        kind: how the document is cited.
        text: the citation as it stands in the source.
        type: official name of the document type (`Kết luận`).
        number: canonical number (`57-KL/TW`); for ``short`` the part that is written.
        issuer: official name of the issuing body; several are joined by a semicolon and a blank.
        date: date of issue as stated, ISO 8601, as precise as the text (`2023-06-15`, `2023`).
        title: what the document is about, or the name of a named one.
        issuer_basis: how the issuer is known.
        provisions: the pin-points that belong to this citation, in the order of the text.
        relation: what the citing text does with the document.
        document: key of the cited document, a URN after RFC 9676 as far as its parts are known.
        warnings: codes of what looks wrong with the citation.
    """

    source: str = "-"
    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    kind: Kind
    text: str
    type: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    issuer_basis: IssuerBasis | None = None
    provisions: list[Provision] = msgspec.field(default_factory=list)
    relation: Relation | None = None
    document: str | None = None
    warnings: list[str] = msgspec.field(default_factory=list)


class CatalogedCitation(Citation, kw_only=True, gc=False):
    """One citation of one document, as a run with a catalog gives it.

    Attributes:
        url: address of the document in the catalog; none where the citation is not found in it.
    """

    url: str | None = None


FIELDS: Final[tuple[str, ...]] = Citation.__struct_fields__
"""The keys of a record, in order."""
