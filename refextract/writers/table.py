"""A table for a terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from refextract.writers import Screen, shown

if TYPE_CHECKING:
    from rich.table import Table as RichTable
    from rich.text import Text

LONGEST: Final = 120
"""Where a cell is cut: a title of ten lines would push everything else from the screen."""

_STYLES: Final = {"number": "bold cyan", "title": "italic", "line": "dim", "source": "dim"}
_NUMERIC: Final = ("line", "column", "page", "start", "end", "count")
_UNBROKEN: Final = ("date", *_NUMERIC)
_KEPT: Final = {"type": 16, "number": 24}
"""The columns that are broken last, and the width up to which they are kept whole."""
_RATIOS: Final = {"source": 2, "issuer": 3, "title": 4, "text": 4, "document": 4, "places": 3}
"""The columns that share what width is left, and in which proportion."""


class Table:
    """One table, as wide as the screen at most. It is drawn at the end, when all rows are known.

    Args:
        columns: the fields, in this order; none means those worth showing.
        screen: what to draw it for.
    """

    def __init__(self, columns: Sequence[str] = (), screen: Screen = Screen()) -> None:
        self._columns = columns
        self._screen = screen
        self._records: list[msgspec.Struct] = []

    def head(self) -> bytes:
        return b""

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        self._records.extend(records)
        return b""

    def tail(self) -> bytes:
        if not self._records:
            return b""
        from rich.console import Console

        drawn = io.StringIO()
        console = Console(
            file=drawn,
            width=self._screen.width,
            force_terminal=self._screen.colour,
            color_system="standard" if self._screen.colour else None,
            highlight=False,
            legacy_windows=False,
        )
        console.print(self._table())
        lines = [line.rstrip() for line in drawn.getvalue().splitlines()]
        return "".join(f"{line}\n" for line in lines if line).encode()

    def _table(self) -> RichTable:
        from rich import box
        from rich.cells import cell_len
        from rich.table import Table as RichTable

        names, rows = shown.grid(self._records, self._columns)
        table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for index, name in enumerate(names):
            widest = max(cell_len(line) for row in rows for line in row[index] or [""])
            table.add_column(
                name,
                style=_STYLES.get(name),
                justify="right" if name in _NUMERIC else "left",
                no_wrap=name in _UNBROKEN,
                overflow="fold",
                ratio=_RATIOS.get(name),
                min_width=min(widest, _KEPT.get(name, 0)),
            )
        for row in rows:
            table.add_row(*map(_cell, row))
        return table


def _cell(lines: list[str]) -> Text:
    from rich.text import Text

    text = "\n".join(lines)
    # `Text`, because a string would be searched for markup.
    return Text(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,;:") + "…")
