"""Lines of text out of paragraphs and tables, the same for every format that has them."""

from __future__ import annotations

import re
from typing import Final

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")


class Layout:
    """Puts the text of a document together, one paragraph a line.

    The cells of a row stand in one line, apart by tabs, where each has one line; where a cell has
    several, as in the head of official documents, the cells follow one another.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._rows: list[tuple[list[str], list[list[str]]]] = []

    def text(self, text: str) -> None:
        """Add to the line."""
        self._line.append(text)

    def flowing(self, text: str) -> None:
        """Add text whose blanks and line breaks only keep words apart."""
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not self._line or self._line[-1].endswith((" ", "\n", "\t"))):
            text = text[1:]
        if text:
            self._line.append(text)

    def end_line(self) -> None:
        """End the line, unless nothing is in it."""
        if self._line:
            line = "".join(self._line).strip(" \t\r\n")
            if line.strip():
                self._lines.append(line)
            self._line = []

    def start_row(self) -> None:
        """Begin a row of a table."""
        self.end_line()
        self._rows.append((self._lines, []))

    def start_cell(self) -> None:
        """Begin a cell of the row."""
        self.end_line()
        self._lines = []

    def end_cell(self) -> None:
        """End the cell."""
        self.end_line()
        if self._rows:
            self._rows[-1][1].append(self._lines)
            self._lines = []

    def end_row(self) -> None:
        """End the row."""
        self.end_line()
        if not self._rows:
            return
        outside, cells = self._rows.pop()
        if all(len(cell) < 2 and "\n" not in "".join(cell) for cell in cells):
            row = "\t".join("".join(cell) for cell in cells).strip("\t")
            outside.extend([row] if row else [])
        else:
            outside.extend(line for cell in cells for line in cell)
        # What stands in a row beside its cells is no valid table, but text all the same.
        outside.extend(self._lines)
        self._lines = outside

    def result(self) -> str:
        """Give the text, each line ended."""
        self.end_line()
        while self._rows:
            self.end_cell()
            self.end_row()
        return "".join(f"{line}\n" for line in self._lines)
