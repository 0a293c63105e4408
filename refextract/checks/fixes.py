"""Rewriting: what is safe to mend in a text, and how the change is shown.

Safe is what changes how a number is written and not which number it is: the edits of
`noncanonical-symbol` and `typography`. They never reach over a line, so that lines stay as many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from refextract.checks.finding import Edit, Found

CONTEXT: Final = 3
"""Lines shown before and after a change."""
_MOST_ROUNDS: Final = 5


def rewrite(text: str, found: Callable[[str], Iterable[Found]]) -> str:
    """Mend all that is safe to mend, until nothing of it is left.

    Args:
        text: the text.
        found: gives what is found in a text.
    """
    for _ in range(_MOST_ROUNDS):
        edits = [one.edit for one in found(text) if one.edit is not None]
        if not edits:
            break
        text = applied(text, edits)
    return text


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Give a text with edits made; of two that overlap the first is."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        if edit.start >= done:
            parts += [text[done : edit.start], edit.new]
            done = edit.end
    return "".join([*parts, text[done:]])


def diff(name: str, old: str, new: str) -> Iterator[str]:
    """Give the unified diff of a text and what was made of it, piece by piece.

    Args:
        name: the name of the file.
        old: the text.
        new: the same with as many lines.
    """
    before, after = _lines(old), _lines(new)
    changed = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    if not changed:
        return
    yield f"--- {name}\n+++ {name}\n"
    for first, last in _hunks(changed):
        begin, end = max(0, first - CONTEXT), min(len(before), last + CONTEXT + 1)
        yield f"@@ -{begin + 1},{end - begin} +{begin + 1},{end - begin} @@\n"
        at = begin
        while at < end:
            if before[at] == after[at]:
                yield _line(" ", before[at])
                at += 1
                continue
            stop = at
            while stop < end and before[stop] != after[stop]:
                stop += 1
            yield from (_line("-", line) for line in before[at:stop])
            yield from (_line("+", line) for line in after[at:stop])
            at = stop


def _lines(text: str) -> list[str]:
    """Split a text where `patch` does: at line feeds only."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _hunks(changed: list[int]) -> Iterator[tuple[int, int]]:
    """Give first and last changed line of what is shown in one piece."""
    first = last = changed[0]
    for at in changed[1:]:
        if at - last > 2 * CONTEXT:
            yield first, last
            first = at
        last = at
    yield first, last
