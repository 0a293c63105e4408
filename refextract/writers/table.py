"""A table for a terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refextract.writers import Screen, shown

if TYPE_CHECKING:
    from rich.table import Table as RichTable

LONGEST: Final = 120
"""Where a cell is cut: a title of ten lines would push everything else from the screen."""

_STYLES: Final = {"number": "bold cyan", "title": "italic", "line": "dim", "source": "dim"}
_NUMERIC: Final = ("line", "column", "page", "start", "end", "count")
_UNBROKEN: Final = ("date", *_NUMERIC)
_RATIOS: Final = {"issuer": 3, "title": 4, "text": 4, "provisions": 2, "document": 4}
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
        return "".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()).encode()

    def _table(self) -> RichTable:
        from rich import box
        from rich.table import Table as RichTable

        columns = self._columns or shown.columns(self._records)
        table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for name in columns:
            table.add_column(
                name,
                style=_STYLES.get(name),
                justify="right" if name in _NUMERIC else "left",
                no_wrap=name in _UNBROKEN,
                overflow="fold",
                ratio=_RATIOS.get(name),
            )
        for record in self._records:
            table.add_row(*(_cell(getattr(record, name)) for name in columns))
        return table


def _cell(value: Any) -> Any:
    from rich.text import Text

    text = "\n".join(shown.lines(value))
    # `Text`, because a string would be searched for markup.
    return Text(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,;:") + "…")
