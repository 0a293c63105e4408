"""Findings for people: where, what, and the line of the text with the citation marked.

report.txt:3:12 invalid-date there is no such date: ngày 31/02/2020
    Căn cứ Nghị định 15/2020/NĐ-CP ngày 31/02/2020 của Chính phủ
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from refextract.checks.finding import Finding, Found
from refextract.writers import Screen

_INDENT: Final = "    "
_LEAST: Final = 40
"""How wide a line is shown at least, however narrow the screen."""
_CODE_POINTS: Final = 4
"""How many code points one column may take: a letter and its marks."""
_CUT: Final = "…"
_STYLES: Final = {"place": "bold", "code": "bold yellow", "caret": "bold red"}


class Human:
    """The findings one after the other, as wide as the screen at most.

    Args:
        screen: how wide it is, and whether it shows colours.
    """

    def __init__(self, screen: Screen = Screen()) -> None:
        self._width = max(_LEAST, screen.width - len(_INDENT))
        self._colour = screen.colour

    def head(self) -> bytes:
        return b""

    def findings(self, text: str, found: Sequence[Found]) -> bytes:
        return "".join(self._one(text, one.finding) for one in found).encode()

    def tail(self) -> bytes:
        return b""

    def _one(self, text: str, finding: Finding) -> str:
        place = f"{_plain(finding.source)}:{finding.line}:{finding.column}"
        shown = excerpt(text, finding.start, finding.end, self._width)
        marked = " " * cell_len(shown.before) + "^" * max(1, cell_len(shown.marked))
        return (
            f"{self._styled('place', place)} {self._styled('code', finding.code)} {said(finding)}\n"
            f"{_INDENT}{shown.before}{shown.marked}{shown.after}".rstrip()
            + f"\n{_INDENT}{self._styled('caret', marked)}\n"
        )

    def _styled(self, name: str, text: str) -> str:
        if not self._colour:
            return text
        from rich.color import ColorSystem
        from rich.style import Style

        return Style.parse(_STYLES[name]).render(text, color_system=ColorSystem.STANDARD)


def said(finding: Finding) -> str:
    """Say in one line what is wrong, what is likely right, and on which page."""
    parts = [finding.message]
    if finding.suggestion is not None and finding.suggestion not in finding.message:
        parts.append(f"likely right: {finding.suggestion}")
    if finding.page is not None:
        parts.append(f"page {finding.page}")
    return _plain("; ".join(parts))


class Excerpt(NamedTuple):
    """A line of a text around a citation, as it is shown; ``marked`` is the citation in it."""

    before: str
    marked: str
    after: str


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """Cut a line down to what fits round a citation.

    Args:
        text: the text.
        start: where the citation begins.
        end: where it ends; of one over several lines the first is shown.
        width: columns of the screen; a wide character takes two, a combining mark none.
    """
    # However long the line is, no more of it is looked at than can be shown.
    reach = width * _CODE_POINTS
    first = max(text.rfind("\n", max(0, start - reach), start) + 1, start - reach, 0)
    last = text.find("\n", start, end + reach)
    last = min(len(text), end + reach) if last < 0 else last
    end = min(end, last)
    before, marked, after = (
        _plain(text[a:b]) for a, b in ((first, start), (start, end), (end, last))
    )
    before, after = before.lstrip(), after.rstrip()
    marked = _head(marked, width)
    room = width - cell_len(marked)
    left = max(room // 2, room - cell_len(after))
    before = _tail(before, left, cut=first > 0 and text[first - 1] != "\n")
    after = _head(after, room - cell_len(before))
    return Excerpt(before, marked, after)


def _plain(text: str) -> str:
    """Give a text whose characters all show: others would steer the terminal or have no width."""
    return "".join(char if char.isprintable() else " " for char in text)


def _head(text: str, width: int) -> str:
    """Give as much of the beginning of a text as fits."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    fitting = bisect_right(range(len(text)), width - 1, key=lambda end: cell_len(text[:end]))
    return text[: fitting - 1] + _CUT


def _tail(text: str, width: int, *, cut: bool) -> str:
    """Give as much of the end of a text as fits."""
    if cell_len(text) <= width and not cut:
        return text
    if width < 1:
        return ""
    start = bisect_left(range(len(text)), -(width - 1), key=lambda at: -cell_len(text[at:]))
    while start < len(text) and unicodedata.combining(text[start]):
        start += 1
    return _CUT + text[start:]
