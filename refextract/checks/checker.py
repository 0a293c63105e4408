"""All rules over one text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from refextract.checks import (
    cataloged,
    conflicts,
    dates,
    issuers,
    laws,
    numbers,
    symbols,
    writing,
)
from refextract.checks.cited import Cited, Text, read_text
from refextract.checks.finding import Finding, Found, Mark
from refextract.citation import Citation

if TYPE_CHECKING:  # Only a run with a catalog needs it.
    from refextract.catalog import Catalog

_OF_ONE: Final[tuple[Callable[[Cited, Text], Iterator[Mark]], ...]] = (
    dates.invalid_date,
    dates.future_date,
    dates.year_mismatch,
    symbols.type_symbol_mismatch,
    issuers.issuer_symbol_mismatch,
    issuers.issuer_not_in_office,
    symbols.unknown_symbol,
    writing.noncanonical_symbol,
    numbers.incomplete_number,
    laws.superseded,
    cataloged.not_in_catalog,
)
_OF_ALL: Final[tuple[Callable[[Text], Iterator[tuple[Cited, Mark]]], ...]] = (
    conflicts.conflicting_dates,
    conflicts.conflicting_issuers,
)


def check(
    text: str,
    citations: Sequence[Citation],
    *,
    codes: Collection[str],
    today: str,
    as_of: str = "",
    catalog: Catalog | None = None,
) -> list[Found]:
    """Find what looks wrong with the citations of a text.

    Args:
        text: the decoded text.
        citations: what `refextract.extract` finds in it.
        codes: the codes of the rules that count.
        today: ISO date of the day after which no document can have been issued.
        as_of: ISO date that the text is held against, where the user says one.
        catalog: the user's own list of documents.

    Returns:
        The findings in the order of the citations.
    """
    read = read_text(text, citations, today=today, as_of=as_of, catalog=catalog)
    marks = [(one, mark) for one in read.cited for rule in _OF_ONE for mark in rule(one, read)]
    marks += [pair for rule in _OF_ALL for pair in rule(read)]
    found = [
        Found(_finding(one.citation, mark), mark.edit) for one, mark in marks if mark.code in codes
    ]
    return sorted(found, key=lambda one: (one.finding.start, one.finding.end, one.finding.code))


def _finding(citation: Citation, mark: Mark) -> Finding:
    return Finding(
        source=citation.source,
        start=citation.start,
        end=citation.end,
        line=citation.line,
        column=citation.column,
        page=citation.page,
        code=mark.code,
        message=mark.message,
        suggestion=mark.suggestion,
        fixable=mark.edit is not None,
        kind=citation.kind,
        text=citation.text,
        type=citation.type,
        number=citation.number,
        issuer=citation.issuer,
        date=citation.date,
        document=citation.document,
    )
