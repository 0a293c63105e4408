"""Dates of issue: every way in which Vietnamese texts write them.

Official style is `ngày 05 tháng 3 năm 2020` (Nghị định 30/2020/NĐ-CP, Phụ lục I); news and web
pages write `5/3/2020`, `5-3-2020`, `5.3.2020`; references give `năm 2020` or `tháng 3/2020`. A day
and month without a year take it from the number of the document, where that has one.

>>> date_at("ngày 15 tháng 6 năm 2023 của", 0)
DateFound(start=0, end=24, date='2023-06-15', valid=True)
>>> date_at("ngày 31/02/2023", 0)
DateFound(start=0, end=15, date=None, valid=False)
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import Final

import msgspec

_MONTH_WORDS: Final = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip

# Scanned text loses tone marks of the fixed words (`ngay`, `thắng 6`, `nấm 2015`); the digits
# around them say what they are.
_NGAY: Final = r"(?:ng[àaảạáâ]y|m[ồù]ng)"
_THANG: Final = r"th[áaảàắẳủâấ]ng"
_NAM: Final = r"n[ăaắấâ]m"

_DATE: Final = re.compile(
    rf"""
    (?P<full>
        (?:{_NGAY}\s*(?:ký\s*)?:?\s*)?
        (?P<d1>\d{{1,2}})\s?(?P<sep>[/.\-])\s?(?P<m1>\d{{1,2}})\s?(?P=sep)\s?
        (?P<y1>(?:1[89]|20)\d\d|\d\d(?!\d))(?![\d/]|-\d)
    )
    | (?:{_NGAY}\s+)?{_NGAY}\s*(?P<d2>\d{{1,2}})\s*,?\s*{_THANG}\s*
        (?P<m2>\d{{1,2}}|mười\s(?:một|hai)|{"|".join(sorted(_MONTH_WORDS, key=len, reverse=True))})
        (?:\s*,?\s*(?:{_NAM}\s*|/\s*)(?:(?P<y2>(?:1[89]|20)\d\d)|\d{{3}})(?!\d))?
    | (?P<d9>\d{{1,2}})\s+{_THANG}\s+(?P<m9>\d{{1,2}})\s+{_NAM}\s+(?P<y9>(?:1[89]|20)\d\d)(?!\d)
    | {_NGAY}\s*(?P<d3>\d{{1,2}})\s?[/.\-]\s?(?P<m3>\d{{1,2}})(?![\d/]|[.\-]\d|\s*{_NAM})
    | {_NGAY}\s*(?P<d5>\d{{1,2}})\s?[/.\-]\s?(?P<m5>\d{{1,2}})
        \s*{_NAM}\s*(?P<y5>(?:1[89]|20)\d\d)(?!\d)
    | {_NGAY}\s*\d{{1,2}}\s+(?:{_NGAY}|{_NAM}|{_THANG})\s*(?:\d{{1,2}}|[il]{{1,2}})
        \s+{_NAM}\s*(?P<y8>(?:1[89]|20)\d\d)(?!\d)
    | (?:\(\s*)?{_THANG}\s*(?P<m4>\d{{1,2}})\s*(?:[/.\-]|{_NAM})\s*(?P<y4>(?:1[89]|20)\d\d)(?!\d)
    | {_NAM}\s*(?P<y6>(?:1[89]|20)\d\d)(?!\d|\s?[-/]\s?\d)
    | (?P<y7>(?:1[89]|20)\d\d)(?![\w/%]|\s?-\s?\d|[.,]\d)
    """,
    re.VERBOSE,
)


_USUAL: Final = re.compile(
    r"ngày (?P<day>\d\d?) tháng (?P<month>\d\d?) năm (?P<year>(?:1[89]|20)\d\d)(?!\d)"
)
"""The official style, as most dates are written: a pattern without choices is the fastest."""

_ONLY_YEAR: Final = frozenset({"y6", "y7", "y8"})
"""Groups of dates of which the year alone can be read: `ngày 17 ngày 8 năm 2005`."""


class DateFound(msgspec.Struct, frozen=True, gc=False):
    """A date in a text.

    Attributes:
        start: where it begins.
        end: where it ends.
        date: ISO 8601, as precise as written; ``None`` where it is impossible or has no year.
        valid: whether the calendar has such a day.
    """

    start: int
    end: int
    date: str | None
    valid: bool


def date_at(lower: str, at: int, year: str | None = None) -> DateFound | None:
    """Read a date that begins exactly at a position.

    Args:
        lower: folded text in lower case.
        at: position of the first character: of `ngày`, of `năm`, or of a digit.
        year: the year for a day and month without one: that of the document's number.
    """
    match = _USUAL.match(lower, at)
    if match is not None:
        return DateFound(at, match.end(), *_iso(*match.groups()))
    match = _DATE.match(lower, at)
    if match is None:
        return None
    which = match.lastgroup
    start, end = match.span()
    if which in _ONLY_YEAR:
        return DateFound(start, end, match.group(which or 0), valid=True)
    if which == "y2" or which == "m2":
        day, month, written = match.group("d2", "m2", "y2")
        if not month.isdecimal():
            month = str(_MONTH_WORDS[" ".join(month.split())])
        written = written or year
    elif which == "full":
        day, month, written = match.group("d1", "m1", "y1")
        if len(written) == 2:
            written = ("20" if int(written) < 30 else "19") + written
    elif which == "y4":
        month, written = match.group("m4", "y4")
        valid = 1 <= int(month) <= 12
        return DateFound(start, end, f"{written}-{int(month):02d}" if valid else None, valid)
    elif which == "y5":
        day, month, written = match.group("d5", "m5", "y5")
    elif which == "y9":
        day, month, written = match.group("d9", "m9", "y9")
    else:
        day, month, written = (*match.group("d3", "m3"), year)
    return DateFound(start, end, *_iso(day, month, written))


@lru_cache(maxsize=1 << 14)
def _iso(written_day: str, written_month: str, year: str | None) -> tuple[str | None, bool]:
    """Give the ISO date and whether the calendar has it."""
    day, month = int(written_day), int(written_month)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None, False
    if day > 28 and day > monthrange(int(year or 2000), month)[1]:
        return None, False
    return (f"{year}-{month:02d}-{day:02d}" if year else None), True
