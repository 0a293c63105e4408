"""Dates that cannot be: not in the calendar, not yet come, not the year of the number.

A State number has restarted every year since 1997, so the year in it is that of the date (Nghị định
30/2020/NĐ-CP, Điều 15); a number of the National Assembly has its term as well (Luật 80/2015/QH13,
Điều 10), and that has to be the one that sat in that year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from refextract import vocabulary
from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.document_key import roman_value, slug
from refextract.folding import fold
from refextract.grammar.number import Number
from refextract.vocabulary import Law, Period

_ASSEMBLY: Final = re.compile(r"(?:UBTV)?QHK?(\d{1,2})$")
_BY_YEAR: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
"""Types whose year stands for the date. In `Kế hoạch … năm 2030` it is what the plan is for."""


def invalid_date(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find days that the calendar does not have."""
    if "invalid-date" not in cited.citation.warnings:
        return
    folded = fold(cited.citation.text)
    wrong = next((date for date in cited.dates if not date.valid), None)
    said = f": {' '.join(folded.text[wrong.start : wrong.end].split())}" if wrong else ""
    yield Mark("invalid-date", f"there is no such date{said}", _dated_elsewhere(cited, text))


def future_date(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find documents issued after today, by their date or the year of their number."""
    date = cited.citation.date or ""
    if (cited.dated or cited.citation.type in _BY_YEAR) and date > text.today[: len(date)]:
        yield Mark("future-date", f"the date {date} is after {text.today}")
    elif cited.year > text.today[:4]:
        yield Mark("future-date", f"the year {cited.year} of the number is after {text.today}")


def year_mismatch(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find numbers whose year is not that of the date, or not one of the Assembly's term."""
    date, year = cited.dated, cited.year
    if year and date and year != date[:4]:
        said = f"the number says {year}, the date {date}"
        yield Mark("year-mismatch", said, _dated_elsewhere(cited, text))
        return
    term = assembly_term(cited.number)
    sat = _terms().get(term)
    when = date or year
    if sat is not None and when and not Period(*sat).covers(when[:4]):
        yield Mark(
            "year-mismatch",
            f"the National Assembly of term {term} sat from {sat[0][:4]} to {sat[1][:4] or 'now'}, "
            f"the {'number' if year else 'date'} says {when[:4]}",
            _with_its_term(cited, term, when),
        )


def _dated_elsewhere(cited: Cited, text: Text) -> str | None:
    """Give the date of the same number that the table of laws or the text has, if it fits."""
    if cited.law is not None and cited.law.date.startswith(cited.year):
        return cited.law.date
    same = text.dates.get(cited.name, {})
    return next((date for date in same if date.startswith(cited.year)), None)


def assembly_term(number: Number | None) -> int:
    """Give the term of the National Assembly in a number, or 0."""
    matches = map(_ASSEMBLY.match, number.groups if number is not None else ())
    return next((int(match.group(1)) for match in matches if match is not None), 0)


def sitting_term(when: str) -> int:
    """Give the term of the National Assembly that sat at a date or in a year, or 0.

    Where two sat in a year, a date without a month does not say which.
    """
    sat = [term for term, days in _terms().items() if Period(*days).covers(when)]
    return sat[0] if len(sat) == 1 else 0


@cache
def _terms() -> dict[int, tuple[str, str]]:
    """First and last day of the terms of the National Assembly."""
    return {
        roman_value(event.term): (event.start, event.end)
        for event in vocabulary.party_events()
        if event.kind == "na_term"
    }


def _with_its_term(cited: Cited, wrong: int, when: str) -> str | None:
    """Give a number with year and term that go together.

    Either may be the wrong one: the table of laws tells which, by name where the text has one. Of
    what it does not know, the year is taken to be right.
    """
    number, title = cited.number, cited.citation.title
    if number is None:
        return None
    known = [
        law
        for law in _laws_by_serial().get((cited.citation.type, number.serial), ())
        if law.number.startswith(f"{number.serial}/{number.year}/")
        or law.number.endswith(number.symbol)
    ]
    if title is not None:
        known = [law for law in known if slug(law.name) == slug(title)]
    if known:
        return known[0].number if len(known) == 1 else None
    right = sitting_term(when)
    return re.sub(rf"(?<=QH){wrong}$", str(right), number.canonical) if right else None


@cache
def _laws_by_serial() -> dict[tuple[str | None, str], list[Law]]:
    """Map type and serial to the laws of the table that have them."""
    found: dict[tuple[str | None, str], list[Law]] = {}
    for law in vocabulary.laws():
        found.setdefault((law.type, law.number.partition("/")[0]), []).append(law)
    return found
