"""A text as the rules see it: its citations, their numbers as written, and when it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from refextract.checks.known_laws import law_of
from refextract.citation import Citation
from refextract.folding import fold
from refextract.grammar.date import DateFound, date_at
from refextract.grammar.number import Number, number_at, spaced_number_at
from refextract.reading.links import SO
from refextract.vocabulary import Law

if TYPE_CHECKING:  # Only a run with a catalog needs it.
    from refextract.catalog import Catalog

_HEADING: Final = re.compile(rf"(?:^|\n|---)[ \t|*_\]\[]*(?i:{SO})\s*:?[ *_|\n]*$")
_HEADING_REACH: Final = 40
_HEADING_PLACE: Final = 3000
"""A text's own number stands within so many characters of its beginning."""
_MOST_BEFORE_HEADING: Final = 3
_DIGIT: Final = re.compile(r"(?<![\w/])\d")
_DATE: Final = re.compile(r"(?<!\w)(?:ng\S{1,2}y|th\S{1,2}ng|n\S{1,2}m)(?!\w)|(?<![\w/.\-])\d{1,4}")
_ENDING: Final = ("amends", "replaces", "repeals")
_BROKEN: Final = re.compile(r"\d[ \t\xa0]{1,2}$")


@dataclass(frozen=True)
class Cited:
    """One citation, and its number taken apart.

    Attributes:
        citation: the record.
        own: whether it is the citing text's own number, in its heading.
    """

    citation: Citation
    own: bool = False

    @cached_property
    def number(self) -> Number | None:
        """The canonical number taken apart; None where the citation has none with a symbol."""
        if self.citation.kind != "numbered" or not self.citation.number:
            return None
        number = number_at(self.citation.number, 0)
        return number if number is not None and number.end == len(self.citation.number) else None

    @property
    def name(self) -> tuple[str | None, str | None]:
        """What all citations of a document by number share: type and number."""
        return self.citation.type, self.citation.number

    @cached_property
    def dates(self) -> list[DateFound]:
        """The dates that stand in the citation itself, impossible ones too."""
        folded = fold(self.citation.text)
        found = (
            date_at(folded.lower, at.start(), self.year) for at in _DATE.finditer(folded.lower)
        )
        return [date for date in found if date is not None]

    @property
    def dated(self) -> str:
        """The whole date, where it stands in the citation itself; else ``""``.

        One that stands before the citation, or behind its title, may be of another document.
        """
        date = self.citation.date or ""
        whole = len(date) == len("2020-02-03")
        return date if whole and any(found.date == date for found in self.dates) else ""

    @cached_property
    def written(self) -> tuple[int, int] | None:
        """Where in the text the number stands; None where a part of it is elided."""
        folded = fold(self.citation.text)
        for digit in _DIGIT.finditer(folded.text):
            number = number_at(folded.text, digit.start())
            number = number or spaced_number_at(folded.text, digit.start())
            if number is None or number.canonical.replace(" ", "") != self.citation.number:
                continue
            start, end = folded.original(number.start, number.end)
            return self.citation.start + start, self.citation.start + end
        return None

    @cached_property
    def law(self) -> Law | None:
        """The law of the table that is cited, where it is one."""
        return law_of(self.citation)

    @property
    def year(self) -> str:
        """The year inside the number, wherever it stands in it, or ``""``."""
        if self.number is None:
            return ""
        last = self.number.groups[-1]
        return self.number.year or (last if last.isdecimal() and len(last) == 4 else "")

    @property
    def date(self) -> str:
        """The date of the document as precise as known: as stated, else the year of its number."""
        return self.citation.date or self.year


@dataclass(frozen=True)
class Text:
    """A citing text.

    Attributes:
        text: the decoded text.
        cited: its citations, in order.
        today: ISO date after which no document can have been issued.
        as_of: ISO date that the text is to be held against, where the user says one.
        catalog: the documents that are known, where the user has a list.
    """

    text: str
    cited: Sequence[Cited]
    today: str
    as_of: str = ""
    catalog: Catalog | None = None

    @cached_property
    def own(self) -> Cited | None:
        """The text's own number, where its heading has one."""
        return next((one for one in self.cited if one.own), None)

    @cached_property
    def written_in(self) -> str:
        """When the text was written: its own date, else the one that the user says, or ``""``."""
        own = self.own.date if self.own is not None else ""
        return own or self.as_of

    # What the citations of a text say together; found once, so that a text full of faults takes
    # no longer than its length asks for.

    @cached_property
    def dates(self) -> dict[tuple[str | None, str | None], dict[str, None]]:
        """The whole dates that stand with each type and number, in the order of the text."""
        found: dict[tuple[str | None, str | None], dict[str, None]] = {}
        for one in self.cited:
            if one.dated:
                found.setdefault(one.name, {})[one.dated] = None
        return found

    @cached_property
    def years(self) -> dict[tuple[str, str], set[str]]:
        """The years that stand with each serial and symbol."""
        found: dict[tuple[str, str], set[str]] = {}
        for one in self.cited:
            if one.number is not None and one.number.year:
                key = (one.number.serial, one.number.symbol)
                found.setdefault(key, set()).add(one.number.year)
        return found

    @cached_property
    def numbers(self) -> dict[tuple[str | None, str, str], dict[str, str]]:
        """The numbers of each type with a serial and year, each with its symbol."""
        found: dict[tuple[str | None, str, str], dict[str, str]] = {}
        for one in self.cited:
            if one.number is not None:
                key = (one.citation.type, one.number.serial, one.number.year)
                found.setdefault(key, {})[one.number.canonical] = one.number.symbol
        return found

    @cached_property
    def letters(self) -> frozenset[str]:
        """The groups of letters of all numbers."""
        return frozenset(
            group for one in self.cited if one.number is not None for group in one.number.groups
        )

    @cached_property
    def cited_laws(self) -> frozenset[str]:
        """The numbers of the laws of the table that are cited."""
        return frozenset(one.law.number for one in self.cited if one.law is not None)

    @cached_property
    def ended_laws(self) -> frozenset[str]:
        """The numbers of those that the text, or what it cites, amends, replaces or repeals."""
        return frozenset(
            one.law.number
            for one in self.cited
            if one.law is not None and one.citation.relation in _ENDING
        )


def read_text(
    text: str,
    citations: Sequence[Citation],
    *,
    today: str,
    as_of: str = "",
    catalog: Catalog | None = None,
) -> Text:
    """Prepare a text and its citations for the rules.

    What stands behind a digit and a blank is the rest of a number that a scanner broke (`1
    64/2013`); nothing can be said about it.

    Args:
        text: the decoded text.
        citations: what `refextract.extract` finds in it.
        today: ISO date of today, or of the day that counts as today.
        as_of: the same where the user said it.
        catalog: the user's own list of documents.
    """
    cited = []
    for position, citation in enumerate(citations):
        before = text[max(0, citation.start - _HEADING_REACH) : citation.start]
        own = position < _MOST_BEFORE_HEADING and _is_heading(citation, before)
        if not (citation.text[0].isdigit() and _BROKEN.search(before)):
            cited.append(Cited(citation, own))
    return Text(text, cited, today, as_of, catalog)


def _is_heading(citation: Citation, before: str) -> bool:
    if citation.kind != "numbered" or citation.start > _HEADING_PLACE:
        return False
    return _HEADING.search(before) is not None
