"""How records are shown to people: which columns, and what stands in a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

import msgspec

SHOWN: Final[tuple[str, ...]] = (
    "source",
    "line",
    "type",
    "number",
    "date",
    "issuer",
    "title",
    "url",
    "count",
    "places",
)
"""The fields worth showing when none were chosen, those that the rows have."""

MOST_PLACES: Final = 4
"""How many places of a document are listed, files and lines of a file."""


def worth_showing(records: Sequence[msgspec.Struct]) -> list[str]:
    """Choose columns.

    One that is empty in every row says nothing, and neither does the source where all rows have the
    same one.
    """
    chosen: list[str] = []
    for name in SHOWN:
        if not records or name not in records[0].__struct_fields__:
            continue
        values = [getattr(record, name) for record in records]
        if name == "source" and len(set(values)) == 1:
            continue
        if any(value not in (None, "", []) for value in values):
            chosen.append(name)
    return chosen


def rows(records: Sequence[msgspec.Struct], columns: Sequence[str]) -> list[list[list[str]]]:
    """Give the rows of a table, each as its cells, each as the lines in it."""
    several = len({source for record in records for source in _by_source(record)}) > 1
    return [
        [
            _places(record, named=several) if name == "places" else lines(getattr(record, name))
            for name in columns
        ]
        for record in records
    ]


def _by_source(record: msgspec.Struct) -> dict[str, dict[str, None]]:
    """Give for each source the numbers of the lines in which a document is cited, in order."""
    numbers: dict[str, dict[str, None]] = {}
    for place in getattr(record, "places", []):
        source, line, _ = place.rsplit(":", 2)
        numbers.setdefault(source, {})[line] = None
    return numbers


def _places(record: msgspec.Struct, *, named: bool) -> list[str]:
    listed = [
        (f"{_line(source)}: " if named else "") + _some(", ", list(found))
        for source, found in _by_source(record).items()
    ]
    return _some("\n", listed).split("\n")


def _some(separator: str, items: Sequence[str]) -> str:
    """Join the first items and say how many there are besides."""
    rest = len(items) - MOST_PLACES
    more = [f"(+{rest})"] if rest > 0 else []
    return separator.join([*items[:MOST_PLACES], *more])


def lines(value: Any) -> list[str]:
    """Give the lines of a cell.

    Line breaks and other control characters of the source become spaces: they would break the
    layout, and an escape sequence would steer the terminal.
    """
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [_line(one) for one in values]


def _line(value: Any) -> str:
    text = unicodedata.normalize("NFC", str(value))
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
