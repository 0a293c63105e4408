"""Long texts in parts: where a text may be cut without cutting a citation.

A citation does not run over an empty line, and hardly ever over a line's end that ends a sentence.
Parts end at the last such place before a length; so a text of any length is read in memory that
does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

PART: Final = 1 << 20
"""Code points of a part, at the most (but for a last few); shorter texts are one part."""

_CUTS: Final = ("\n\n", ".\n", ";\n", "\n", ". ", "; ", " ")
"""Where to cut, the best first."""


def parts(chunks: Iterable[str], size: int = PART) -> Iterator[str]:
    """Give a text in parts that together are the text.

    Args:
        chunks: the text in pieces of any length, as they were read.
        size: code points of a part, at the most.
    """
    rest = ""
    for chunk in chunks:
        rest += chunk
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
