"""A Markdown table (GitHub's dialect), to be put into a report or an issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from refextract.writers import shown

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~])")

_ADDRESS: Final = re.compile(r"https?://[^\s<>]+")
"""What becomes a link by itself, if nothing in it is escaped."""


class Markdown:
    """One table. It is written at the end, when it is known which columns have anything to show.

    Args:
        columns: the fields, in this order; none means those worth showing.
    """

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._columns = columns
        self._records: list[msgspec.Struct] = []

    def head(self) -> bytes:
        return b""

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        self._records.extend(records)
        return b""

    def tail(self) -> bytes:
        names = self._columns or shown.worth_showing(self._records)
        if not names:
            return b""
        rows = shown.rows(self._records, names)
        table = [names, ["---"] * len(names), *(map(_cell, row) for row in rows)]
        return "".join(f"| {' | '.join(row)} |\n" for row in table).encode()


def _cell(lines: Sequence[str]) -> str:
    if len(lines) == 1 and _ADDRESS.fullmatch(lines[0]):
        return lines[0].replace("|", "%7C")
    return "<br>".join(_SPECIAL.sub(r"\\\1", line) for line in lines)
