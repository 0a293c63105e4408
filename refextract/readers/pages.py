"""Pages of lines, as a PDF has them, made one text again.

Three things stand between the lines of a page and the sentences in it: lines are broken where the
page is full, numbers are broken behind a hyphen, and headers and page numbers stand in the middle
of a sentence that runs over two pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

_EDGE: Final = 2
"""How many lines at either end of a page may be its header and footer."""

_FULL: Final = 0.75
"""The share of the usual width from which on a line may be broken because the page was full."""

_NARROW: Final = 32
"""No running text is set narrower than this."""

_PAGE_NUMBER: Final = re.compile(
    r"[\W_]*(?:trang\s*)?(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_NUMBER_BESIDE: Final = re.compile(
    r"(?P<first>\d{1,4})\s+(?P<left>\D.*)|(?P<right>.*\S)\s+(?P<last>\d{1,4})"
)
_NEW_PARAGRAPH: Final = re.compile(
    r"[-–—+•●*]\s|\(?\d{1,3}[.)]\s|\(?[a-zđ]{1,2}[.)]\s|[IVXLC]+\.\s"
    r"|(?:Điều|Khoản|Mục|Chương|Phần|Phụ lục|CHƯƠNG|PHẦN|PHỤ LỤC|MỤC)\s+[\dIVXLC]+(?:\.\s|\.?$)"
    r"|(?:Căn cứ|Theo đề nghị|Xét|Nơi nhận|Kính gửi)\b"
)
_SENTENCE_END: Final = re.compile(r"""[.;:!?…]["”’)\]]?$|\./\.$""")


def joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Make one text of the pages of a document.

    Args:
        pages: the text of each page, in lines as they stand on it.

    Returns:
        The text, and the offsets in it at which the pages begin.
    """
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    lines = _without_headers(lines)
    width = _usual_width(line for page in lines for line in page)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    before = ""
    for page in lines:
        first = True
        for line in page:
            between = _between(before, line, width) if before else ""
            length += len(between)
            pieces.append(between)
            if first:
                starts.append(length)
                first = False
            pieces.append(line)
            length += len(line)
            before = line
        if first:
            starts.append(length)
    if before and not before.endswith("\n"):
        pieces.append("\n")
    return "".join(pieces), tuple(starts)


def _between(before: str, line: str, width: int) -> str:
    """Give what belongs between two lines: nothing, a blank, or the end of a paragraph."""
    if before.endswith("\n"):
        return ""
    if _SENTENCE_END.search(before) or _NEW_PARAGRAPH.match(line):
        return "\n"
    full = len(before) >= width * _FULL
    goes_on = line[0].islower() or before.endswith((",", " -", " –"))
    # A number goes on behind its hyphen or slash: 15/2020/NĐ- and CP.
    if before.endswith(("-", "/")) and len(before) > 1 and before[-2].isalnum():
        return "" if full or not goes_on else " "
    return " " if full or goes_on else "\n"


def _usual_width(lines: Iterable[str]) -> int:
    """Give the width that lines of running text have."""
    widths = sorted(len(line) for line in lines)
    return max(_NARROW, widths[len(widths) * 9 // 10] if widths else 0)


def _without_headers(pages: list[list[str]]) -> list[list[str]]:
    """Take away page numbers, and headers and footers from the second time on."""
    repeated = _repeated(pages)
    seen: set[str] = set()
    result = []
    for index, page in enumerate(pages):
        kept = []
        for position, line in enumerate(page):
            if _EDGE <= position < len(page) - _EDGE:
                kept.append(line)
                continue
            text, number = _header(line)
            if (text, _offset(number, index)) in repeated:
                if text and text not in seen:
                    seen.add(text)
                    kept.append(f"{text}\n")  # No sentence goes on behind it.
                continue
            kept.append(line)
        result.append(kept)
    return result


def _repeated(pages: list[list[str]]) -> set[tuple[str, int | None]]:
    """Find the lines at the edges of pages that come again, with a number that counts the pages."""
    found: Counter[tuple[str, int | None]] = Counter()
    for index, page in enumerate(pages):
        edges = page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]
        for line in dict.fromkeys(edges):
            text, number = _header(line)
            found[text, _offset(number, index)] += 1
    enough = max(2, len(pages) // 4)
    return {header for header, count in found.items() if count >= enough}


def _header(line: str) -> tuple[str, int | None]:
    """Part a line into its text and the number of its page."""
    match = _PAGE_NUMBER.fullmatch(line)
    if match is not None:
        return "", int(match["number"])
    match = _NUMBER_BESIDE.fullmatch(line)
    if match is None:
        return line, None
    return match["left"] or match["right"], int(match["first"] or match["last"])


def _offset(number: int | None, index: int) -> int | None:
    return None if number is None else number - index
