"""Numbers that lack their year.

The year has been in the numbers of legal documents since 1997 (Luật Ban hành văn bản quy phạm pháp
luật 1996, Nghị định 101/CP of 1997). Numbers before have none, and neither have those of individual
decisions, letters and the Party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from refextract import vocabulary
from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.vocabulary import symbols

_ASSEMBLY: Final = re.compile(r"QH(\d\d)$")
_DECREE: Final = ("NĐ", "CP")
_DECREES_SINCE: Final = "1998"
"""In 1997 both forms are found: `44/CP` and `91/1997/NĐ-CP`."""
_CIRCULARS_SINCE: Final = "2005"
"""Ministries changed later; by Thông tư liên tịch 55/2005/TTLT-BNV-VPCP all had."""


def incomplete_number(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find numbers of decrees, circulars and laws in which the year is missing."""
    if cited.number is None or cited.year or "/" in cited.number.serial:
        return
    if not _needs_year(cited):
        return
    yield Mark("incomplete-number", "the year is missing in the number", _completed(cited, text))


def _needs_year(cited: Cited) -> bool:
    number = cited.number
    if number is None or number.symbol[0] != "/":
        return False
    date = cited.dated
    groups = number.groups
    if tuple(groups) == _DECREE:
        return not date or date[:4] >= _DECREES_SINCE
    if len(groups) == 1 and _ASSEMBLY.match(groups[0]):
        return True
    if groups[0] in ("TT", "TTLT") and len(groups) > 1:
        ministry = all(_is_ministry(group) for group in groups[1:])
        return ministry and date[:4] >= _CIRCULARS_SINCE
    return False


def _is_ministry(symbol: str) -> bool:
    return any(
        row.level == "central" and row.name.startswith("Bộ ") for row in symbols.bodies(symbol)
    )


def _completed(cited: Cited, text: Text) -> str | None:
    """Give the number with its year, where the date, the text or the table of laws tells it."""
    number = cited.number
    if number is None:
        return None
    years = {cited.dated[:4]} if cited.dated else set()
    years = years or text.years.get((number.serial, number.symbol), set())
    years = years or _years_of_laws().get((number.serial, number.symbol), set())
    if len(years) != 1:
        return None
    return f"{number.serial}/{next(iter(years))}{number.symbol}"


@cache
def _years_of_laws() -> dict[tuple[str, str], set[str]]:
    """Map serial and symbol, `/QH14`, to the years of the laws that have them."""
    found: dict[tuple[str, str], set[str]] = {}
    for law in vocabulary.laws():
        serial, _, rest = law.number.partition("/")
        year, _, symbol = rest.partition("/")
        if symbol:
            found.setdefault((serial, f"/{symbol}"), set()).add(year)
    return found
