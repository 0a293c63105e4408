"""What an explanation consists of."""

from __future__ import annotations

from typing import Any

import msgspec

from refextract.citation import Citation
from refextract.vocabulary import Law, Period, Province
from refextract.vocabulary.places import place_of


class Row(msgspec.Struct, frozen=True):
    """A row of the vocabulary that decided something.

    Attributes:
        file: its table; with its path, if it is one of the user's own.
        row: its row there; the names of the columns are row 1.
        key: what the row is about.
        since: from when on it holds.
        until: until when.
    """

    file: str
    row: int
    key: str
    since: str | None
    until: str | None


class Rejected(msgspec.Struct, frozen=True):
    """What could have been taken and was not.

    Attributes:
        what: the candidate.
        why: why it was not taken.
        row: its row of the vocabulary, where it has one.
    """

    what: str
    why: str
    row: Row | None = None


class Part(msgspec.Struct):
    """One part of a citation.

    Attributes:
        field: the field of the record; ``symbol`` for a group of letters of the number.
        value: what it says; none where nothing was taken.
        rule: the rule by which it was found: ``type.word``, ``issuer.symbol``.
        why: the same in words.
        text: where it stands in the text; none where it does not stand there.
        start: offset of that in the text.
        end: offset after it.
        rows: the rows of the vocabulary that decided it.
        rejected: what else it could have been.
    """

    field: str
    value: str | None
    rule: str
    why: str
    text: str | None = None
    start: int | None = None
    end: int | None = None
    rows: list[Row] = []
    rejected: list[Rejected] = []


class Explained(msgspec.Struct):
    """A citation and its parts."""

    citation: Citation
    parts: list[Part]


class Untaken(msgspec.Struct):
    """A place where a citation could have stood and none was read.

    Attributes:
        text: what stands there.
        start: its offset.
        end: the offset after it.
        why: why it is none.
    """

    text: str
    start: int
    end: int
    why: str


class Explanation(msgspec.Struct):
    """What is found in a text, and what is not.

    Attributes:
        text: the text.
        citations: the citations in it, each taken apart.
        untaken: the places where none was read.
        hints: where no citation is found at all, what that may be due to.
    """

    text: str
    citations: list[Explained]
    untaken: list[Untaken]
    hints: list[str]


def row_of(row: Any) -> Row:
    """Describe a row of the vocabulary."""
    place = place_of(row)
    period = period_of(row)
    return Row(place.file, place.row, _key(row), period.since or None, period.until or None)


def period_of(row: Any) -> Period:
    """Give when a row holds."""
    if isinstance(row, Law):
        return Period(row.effective or row.date, row.until)
    if hasattr(row, "start"):
        return Period(row.start, row.end)
    period: Period = getattr(row, "period", Period("", ""))
    return period


def _key(row: Any) -> str:
    if isinstance(row, Law):
        return " ".join(filter(None, [row.type, row.name, row.number]))
    if isinstance(row, Province):
        return f"{row.kind} {row.name}"
    name: str = getattr(row, "name", "") or row.symbol
    return name


def in_words(period: Period) -> str:
    """Say a period.

    >>> in_words(Period("1995-10-21", "2025-02-28")), in_words(Period("2025", ""))
    ('1995-10-21 to 2025-02-28', 'from 2025 on')
    """
    if period.since and period.until:
        return f"{period.since} to {period.until}"
    if period.since:
        return f"from {period.since} on"
    return f"until {period.until}" if period.until else "at all times"
