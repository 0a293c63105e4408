"""Long texts in pieces: where a text may be cut without cutting a citation.

A citation does not run over an empty line, and hardly ever over a line's end that ends a sentence.
Pieces end at the last such place before a length; so a text of any length is read in memory that
does not grow with it. There are two sizes. A *section* is what is read by itself, so that several
processes can share a long text; it has *parts*, of which the later know what the earlier say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

PART: Final = 1 << 20
"""Code points of a part, at the most; shorter texts are one part."""

SECTION: Final = 4 << 20
"""Code points of a section, at the most: about 2,000 pages."""

_CUTS: Final = ("\n\n", ".\n", ";\n", "\n", ". ", "; ", " ")
"""Where to cut, the best first."""


class Begin(NamedTuple):
    """Where a piece begins in its text.

    Attributes:
        offset: code points before it.
        line: its first line, from 1.
        column: its first column, from 1.
    """

    offset: int = 0
    line: int = 1
    column: int = 1

    def after(self, piece: str) -> Begin:
        """Give where the next piece begins.

        >>> Begin().after("a\\nbc")
        Begin(offset=4, line=2, column=3)
        """
        behind = len(piece) - (piece.rfind("\n") + 1)
        breaks = piece.count("\n")
        column = behind + 1 if breaks else self.column + behind
        return Begin(self.offset + len(piece), self.line + breaks, column)


def split(chunks: Iterable[str], size: int) -> Iterator[str]:
    """Give a text in pieces that together are the text.

    Args:
        chunks: the text in any pieces, as they were read. They make no difference.
        size: code points of a piece, at the most.
    """
    rest = ""
    for chunk in chunks:
        rest += chunk
        if len(rest) <= size:
            continue
        at = 0
        while len(rest) - at > size:
            end = _cut(rest, at, at + size)
            yield rest[at:end]
            at = end
        rest = rest[at:]
    if rest:
        yield rest


def _cut(text: str, start: int, end: int) -> int:
    """Give where to cut a text before a position, not before its last quarter if possible."""
    least = start + (end - start) * 3 // 4
    for mark in _CUTS:
        found = text.rfind(mark, least, end)
        if found >= 0:
            return found + len(mark)
    return end
