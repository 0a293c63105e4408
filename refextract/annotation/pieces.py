"""Where marks begin and end: citations may lie in each other, marks may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refextract.citation import Citation


class Piece(NamedTuple):
    """A piece of the text that belongs to one citation.

    Attributes:
        start: offset of its first code point.
        end: offset after its last.
        citation: which of the citations.
    """

    start: int
    end: int
    citation: int


def pieces(citations: Sequence[Citation]) -> Iterator[Piece]:
    """Cut a text into pieces that don't overlap, in order.

    Where citations lie in each other, the inner one has the piece; where they cross, the one that
    begins later. The outer one goes on behind it with another piece.

    Args:
        citations: in the order in which they begin.
    """
    open_: list[int] = []
    at = 0
    for index, citation in enumerate(citations):
        yield from _until(citation.start, at, open_, citations)
        at = citation.start
        open_.append(index)
    yield from _until(None, at, open_, citations)


def _until(
    stop: int | None, at: int, open_: list[int], citations: Sequence[Citation]
) -> Iterator[Piece]:
    """Give the pieces before a position, and forget the citations that end before it."""
    while open_:
        index = open_[-1]
        end = citations[index].end
        if stop is not None and end > stop:
            if at < stop:
                yield Piece(at, stop, index)
            return
        if at < end:
            yield Piece(at, end, index)
            at = end
        open_.pop()
