"""A citation while it is being read: positions in the folded text, fields as far as known."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from refextract.citation import IssuerBasis, Kind, Provision, Relation
from refextract.grammar.number import Number
from refextract.grammar.tail import Tail
from refextract.vocabulary import Law

watch: Callable[[Mention, Tail], None] | None = None
"""Is told what each mention takes, for `refextract.explanation`, which tells where it is."""


# Made for every citation: a Struct is made many times as fast as a dataclass, and the garbage
# collector need not look at what holds no cycles.
class Mention(msgspec.Struct, gc=False):
    """One citation under construction.

    Attributes:
        start: offset in the folded text where the citation begins.
        end: offset after it.
        kind: how the document is cited.
        type: canonical name of the document type.
        anchor: where the number, name, date or title stands.
        number: canonical number.
        parsed: the number taken apart, where it has a symbol.
        issuer: official name of the issuer.
        issuer_basis: how the issuer is known.
        date: ISO date of issue as stated.
        title: subject or name.
        provisions: pin-points.
        pinned_from: where the pin-points that stand before it begin; -1 if none do.
        relation: what the citing text does with the document.
        document: key of the document.
        heading: whether it is the text's own number in its heading.
        warnings: codes of what looks wrong.
        laws: rows of the vocabulary that bear its name, where it is a law by name.
        term: congress term that the text gives with it, as a Roman numeral: `XIII`.
        demonstrative: what a back reference points with: `này`, `nêu trên`.
    """

    start: int
    end: int
    kind: Kind
    type: str | None
    anchor: tuple[int, int]
    number: str | None = None
    parsed: Number | None = None
    issuer: str | None = None
    issuer_basis: IssuerBasis | None = None
    date: str | None = None
    title: str | None = None
    provisions: list[Provision] = []
    relation: Relation | None = None
    document: str | None = None
    heading: bool = False
    warnings: list[str] = []
    laws: list[Law] = []
    term: str = ""
    demonstrative: str = ""
    pinned_from: int = -1

    @property
    def year(self) -> str:
        """The year of the document: of its date, else that inside its number, else empty."""
        if self.date:
            return self.date[:4]
        return self.parsed.year if self.parsed is not None else ""

    def take(self, tail: Tail) -> None:
        """Take the date and the issuer that stand behind it."""
        if watch is not None:
            watch(self, tail)
        if tail.date is not None:
            self.date = tail.date.date
            if not tail.date.valid:
                self.warnings.append("invalid-date")
        if tail.issuer is not None:
            self.issuer, self.issuer_basis = tail.issuer.name, "text"
