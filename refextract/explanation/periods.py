"""Why one of several rows was taken: their periods, and the date of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refextract.explanation.parts import Rejected, in_words, row_of
from refextract.vocabulary import Issuer


def bearers(rows: Sequence[Issuer], date: str) -> str:
    """Say how a body was chosen among those that have had its letters or name."""
    if len(rows) < 2:
        return "no other has had these letters"
    if not date:
        return f"of {len(rows)} that have had these letters, the one that had them last"
    if any(row.period.covers(date) for row in rows):
        return f"of {len(rows)} that have had these letters, the one that had them in {date}"
    return f"none of {len(rows)} had these letters in {date}; the one that had them last"


def others(rows: Sequence[Issuer], chosen: Issuer, date: str) -> Iterator[Rejected]:
    """Give the bodies that were not chosen, and why not."""
    for row in rows:
        if row is not chosen:
            yield Rejected(row.name, _why_not(row, chosen, date), row_of(row))


def _why_not(row: Issuer, chosen: Issuer, date: str) -> str:
    period = in_words(row.period)
    if not date:
        return f"{period}; without a date the latest counts"
    if not row.period.covers(date):
        return f"{period}, not in {date}"
    return f"{period}; stands behind {chosen.name} in the tables"
