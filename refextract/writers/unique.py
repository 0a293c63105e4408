"""One row a document instead of one a citation: how often it is cited, and where."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

import msgspec

from refextract.citation import Citation

DESCRIBING: Final[tuple[str, ...]] = ("type", "number", "issuer", "date", "title", "document")
"""The fields of a citation that say which document it is."""

SHORTENED: Final = ("number", "date")
"""Those of which a mention may give only the beginning: `57`, `2023`."""

CATALOGED: Final = "url"
"""The field that only a run with a catalog has."""


class CitedDocument(msgspec.Struct, kw_only=True):
    """One document and where it is cited.

    Attributes:
        type: official name of the document type.
        number: canonical number.
        issuer: official name of the issuing body; several are joined by ``; ``.
        date: date of issue, ISO 8601, as precise as known.
        title: what the document is about, or the name of a named one.
        document: key of the document, a URN after RFC 9676 as far as its parts are known.
        count: how many citations there are.
        places: where they stand, in order, each as ``source:line:column``.
    """

    type: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    document: str | None = None
    count: int = 0
    places: list[str] = msgspec.field(default_factory=list)


class CatalogedDocument(CitedDocument, kw_only=True):
    """One document and where it is cited, as a run with a catalog gives it.

    Attributes:
        url: address of the document in the catalog; none where it is not found in it.
    """

    url: str | None = None


class Documents:
    """The documents cited so far, in the order in which they were first cited.

    Args:
        record: the type of the rows; `CatalogedDocument` for citations with a ``url``.
    """

    def __init__(self, record: type[CitedDocument] = CitedDocument) -> None:
        self._record = record
        self._documents: dict[Hashable, CitedDocument] = {}
        self._describing = DESCRIBING
        if CATALOGED in record.__struct_fields__:
            self._describing = (*DESCRIBING, CATALOGED)

    def add(self, citations: Iterable[Citation]) -> None:
        """Count citations."""
        for citation in citations:
            row = self._documents.setdefault(key(citation), self._record())
            for name in self._describing:
                known, told = getattr(row, name), getattr(citation, name)
                if known is None or (name in SHORTENED and (told or "").startswith(known)):
                    setattr(row, name, told)
            row.count += 1
            row.places.append(f"{citation.source}:{citation.line}:{citation.column}")

    def rows(self) -> Sequence[CitedDocument]:
        """Give the documents."""
        return list(self._documents.values())


def key(citation: Citation) -> Hashable:
    """Give what two citations of one document share.

    That is the key of the document; where it is not known, what identifies it in the text.
    """
    if citation.document is not None:
        return citation.document
    name = citation.title or citation.text if citation.number is None else None
    return citation.type, citation.number, citation.issuer, citation.date, name
