"""Dates as people give them to ``--since`` and ``--until``, made comparable with a record's.

A date of a record is ISO 8601 and as precise as the text: ``2023``, ``2023-06``, ``2023-06-15``.
Two such dates are compared as far as both go, by their first characters.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from refextract.cli.messages import UsageError

_ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WORDS: Final = ["ngày", "tháng", "năm"]


def parse_date(text: str, option: str) -> str:
    """Read a date that a person typed.

    Args:
        text: ``2023``, ``2023-06``, ``2023-06-15``, ``15/6/2023``, ``6/2023``, ``15 tháng 6 năm
            2023`` or another usual form; the day stands before the month.
        option: the option it was given to, for the message.

    Returns:
        The date in ISO 8601, as precise as given.

    Raises:
        UsageError: it is no date.
    """
    text = text.strip()
    try:
        return _iso(text) if _ISO.fullmatch(text) else _other(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option}: {text!r} is no date; write it like 2023, 2023-06, 2023-06-15 or 15/6/2023"
        ) from None


def _iso(text: str) -> str:
    date.fromisoformat(text + "-01-01"[len(text) - 4 :])  # Raises where there is no such day.
    return text


def _other(text: str) -> str:
    # Imported here because it takes as long as everything else at start-up.
    from dateutil import parser

    class Vietnamese(parser.parserinfo):
        JUMP = parser.parserinfo.JUMP + _WORDS

    # What the text leaves out is taken from the default: where two defaults give two answers,
    # nothing was said.
    first, second = (
        parser.parse(text, parserinfo=Vietnamese(dayfirst=True), default=default)
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))
    )
    if first.year != second.year:
        raise ValueError("no year")
    if first.month != second.month:
        return f"{first.year:04}"
    if first.day != second.day:
        return f"{first.year:04}-{first.month:02}"
    return f"{first:%Y-%m-%d}"


def not_before(found: str | None, since: str) -> bool:
    """Say whether a record's date may be ``since`` or later."""
    return found is not None and found[: len(since)] >= since[: len(found)]


def not_after(found: str | None, until: str) -> bool:
    """Say whether a record's date may be ``until`` or earlier."""
    return found is not None and found[: len(until)] <= until[: len(found)]
