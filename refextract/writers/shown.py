"""How records are shown to people: which columns, and what stands in a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from refextract.citation import Provision

SHOWN: Final = (
    "source",
    "line",
    "type",
    "number",
    "date",
    "issuer",
    "title",
    "count",
    "places",
)
"""The fields worth showing when none were chosen, those that the rows have."""

UNITS: Final = {
    "diem": "điểm",
    "khoan": "khoản",
    "dieu": "Điều",
    "muc": "Mục",
    "chuong": "Chương",
    "phan": "Phần",
    "phu_luc": "Phụ lục",
}
"""The units of a document from the smallest, the order in which they are said."""


def columns(records: Sequence[msgspec.Struct]) -> list[str]:
    """Choose the columns worth showing.

    A column that is empty in every row says nothing, and neither does the source where all rows
    have the same one.
    """
    if not records:
        return []
    chosen = []
    for name in SHOWN:
        if name not in records[0].__struct_fields__:
            continue
        values = [getattr(record, name) for record in records]
        if name == "source" and len(set(values)) == 1:
            continue
        if any(value not in (None, "", []) for value in values):
            chosen.append(name)
    return chosen


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
    if isinstance(value, Provision):
        units = ((word, getattr(value, name)) for name, word in UNITS.items())
        value = " ".join(f"{word} {numeral}" for word, numeral in units if numeral is not None)
    text = unicodedata.normalize("NFC", str(value))
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
