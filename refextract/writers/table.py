"""A table for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import msgspec

from refextract.writers import Screen, shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

LONGEST: Final = 100
"""Where a line is cut: a title of ten lines would push everything else from the screen."""

GAP: Final = 3
"""The space between two columns."""

_STYLES: Final = {"number": "bold cyan", "title": "italic", "line": "dim"}
_NUMERIC: Final = ("line", "column", "page", "start", "end", "count")
_FLOORS: Final[tuple[tuple[dict[str, int], int], ...]] = (
    ({"type": 22, "number": 24, "title": 28, "text": 28}, 14),
    ({"type": 12, "number": 18, "title": 20, "text": 20}, 10),
    ({"date": 10}, 5),
)
"""How narrow columns are made, those named and all others: at first, if need be, at worst."""

_SHARES: Final = {"title": 2, "text": 2}
"""How much wider than others a column may stay that has whole sentences."""


class Table:
    """One table, as wide as the screen at most. It is drawn at the end, when all rows are known.

    Where no columns were chosen and there are several sources, each stands above its rows.

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

        names = list(self._columns or shown.worth_showing(self._records))
        headings = not self._columns and "source" in names
        if headings:
            names.remove("source")
        rows = shown.rows(self._records, names)
        widths = _widths(names, rows, self._screen.width)
        drawn = io.StringIO()
        console = Console(
            file=drawn,
            # Wider than the screen only where not even the narrowest columns fit.
            width=max(self._screen.width, sum(widths) + GAP * len(widths)),
            force_terminal=self._screen.colour,
            color_system="standard" if self._screen.colour else None,
            highlight=False,
            legacy_windows=False,
        )
        _draw(console, names, widths, self._groups(rows, headings))
        return "".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()).encode()

    def _groups(
        self, rows: list[list[list[str]]], headings: bool
    ) -> Iterator[tuple[str, list[list[list[str]]]]]:
        """Give the rows of each source under its name, or all under none."""
        if not headings:
            yield "", rows
            return
        pairs = zip(self._records, rows, strict=True)
        for source, group in groupby(pairs, key=lambda pair: str(getattr(pair[0], "source", ""))):
            yield source, [row for _, row in group]


def _draw(
    console: Console,
    names: Sequence[str],
    widths: Sequence[int],
    groups: Iterator[tuple[str, list[list[list[str]]]]],
) -> None:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    for index, (heading, rows) in enumerate(groups):
        table = RichTable(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            show_header=index == 0,
            header_style="bold",
        )
        for name, width in zip(names, widths, strict=True):
            table.add_column(
                name,
                width=width,
                style=_STYLES.get(name),
                justify="right" if name in _NUMERIC else "left",
                overflow="fold",
            )
        for row in rows:
            table.add_row(*map(_cell, row))
        if index:
            console.print()
        if heading:
            console.print(Text("".join(shown.lines(heading)), style="magenta", overflow="fold"))
        console.print(table)


def _widths(names: Sequence[str], rows: Sequence[list[list[str]]], screen: int) -> list[int]:
    """Share the screen among the columns: the widest is narrowed until all fit."""
    from rich.cells import cell_len

    widths = [len(name) for name in names]
    for row in rows:
        widths = [max([old, *map(cell_len, cell)]) for old, cell in zip(widths, row, strict=True)]
    room = screen - GAP * (len(names) - 1)
    for named, floor in _FLOORS:
        floors = [named.get(name, floor) for name in names]
        while sum(widths) > room:
            wide = [index for index, width in enumerate(widths) if width > floors[index]]
            if not wide:
                break
            widest = max(wide, key=lambda index: widths[index] / _SHARES.get(names[index], 1))
            widths[widest] -= 1
    return widths


def _cell(lines: Sequence[str]) -> Text:
    from rich.text import Text

    # `Text`, because a string would be searched for markup.
    return Text("\n".join(map(_cut, lines)))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip(" ,;:") + "…"
