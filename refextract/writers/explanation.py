"""Explanations of citations: for people, or as JSON.

For people the text stands above with its parts underlined and named; below, each part has its
value, the reason, the rows of the vocabulary behind it, and what was not taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from refextract.explanation import Explained, Explanation, Part, Row
from refextract.explanation.parts import in_words
from refextract.vocabulary import Period
from refextract.writers import Screen, shown

if TYPE_CHECKING:
    from rich.console import Console

FORMATS: Final = ("text", "json")
"""The names of the formats."""

_MARKED: Final = (
    "relation", "provisions", "type", "number", "issuer", "date", "title",
)  # fmt: skip
_ELSEWHERE: Final = ("context", "shared")
"""Rules by which a part comes from another citation."""
_STYLES: Final = {
    "type": "green",
    "number": "bold cyan",
    "symbol": "cyan",
    "issuer": "magenta",
    "date": "yellow",
    "title": "italic",
    "provisions": "blue",
    "relation": "blue",
}
_LABEL: Final = 12
_NAMES: Final = {"symbol": "letters"}
_LEFT_OUT: Final = ("kind",)
"""What is said in the line above the parts."""


def json(explanation: Explanation) -> bytes:
    """Write an explanation as one JSON object."""
    return msgspec.json.format(msgspec.json.encode(explanation), indent=2) + b"\n"


def text(explanation: Explanation, screen: Screen) -> bytes:
    """Write an explanation for people.

    Args:
        explanation: what is to be written.
        screen: what it is laid out for.
    """
    # Imported here, because JSON needs none of it.
    from rich.console import Console

    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=max(screen.width, 40),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for number, explained in enumerate(explanation.citations):
        if number:
            console.print()
        _draw(console, explanation.text, explained)
    if explanation.citations and explanation.untaken:
        console.print()
    if not explanation.citations:
        _line(console, 0, ("no citation found", "bold"))
    for place in explanation.untaken:
        _line(console, 0, ("✗ ", "red"), (_clean(place.text), "bold"), (f": {place.why}", ""))
    for hint in explanation.hints:
        _line(console, 0, (f"· {hint}", ""))
    return "".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()).encode()


def _draw(console: Console, text: str, explained: Explained) -> None:
    from rich.text import Text

    for line in _underlined(text, explained.parts, console.width):
        console.print(Text.assemble(*line), soft_wrap=True)
    console.print()
    citation = explained.citation
    kind = next(part for part in explained.parts if part.field == "kind")
    _line(console, 0, (citation.kind, "bold"), (f": {kind.why}", "dim"))
    told: set[tuple[str, str]] = set()
    for part in explained.parts:
        if part.field in _LEFT_OUT:
            continue
        name = _NAMES.get(part.field, part.field)
        value = _clean(part.value) if part.value is not None else "not known"
        style = _STYLES.get(part.field, "") if part.value is not None else "dim"
        _line(console, 0, (f"{name:<{_LABEL}}", "dim"), (value, style), hanging=_LABEL)
        _line(console, _LABEL, (f"{_clean(part.why)} [{part.rule}]", "dim"))
        for row in part.rows:
            _line(console, _LABEL, (f"← {_place(row)}", "dim"))
        for other in part.rejected:
            if (other.what, other.why) not in told:
                told.add((other.what, other.why))
                place = f" ({other.row.file}, row {other.row.row})" if other.row else ""
                _line(
                    console,
                    _LABEL,
                    ("✗ ", "red"),
                    (_clean(other.what), ""),
                    (f": {_clean(other.why)}{place}", "dim"),
                )


def _line(console: Console, indent: int, *pieces: tuple[str, str], hanging: int = 0) -> None:
    """Print a line; what does not fit goes on below it, a little further in."""
    from rich.text import Text

    line = Text.assemble(*pieces)
    hanging = hanging or indent + 2
    first, *rest = line.wrap(console, console.width - hanging)
    for number, wrapped in enumerate((first, *rest)):
        console.print(Text(" " * (indent if not number else hanging)) + wrapped, soft_wrap=True)


def _place(row: Row) -> str:
    period = ""
    if row.since or row.until:
        period = f", {in_words(Period(row.since or '', row.until or ''))}"
    return f"{row.file}, row {row.row}: {row.key}{period}"


def _clean(text: str) -> str:
    return " ".join(shown.lines(text))


# -- the text above -------------------------------------------------------------------------------


class _Span(NamedTuple):
    start: int
    end: int
    field: str


def _underlined(text: str, parts: Iterable[Part], width: int) -> Iterator[list[tuple[str, str]]]:
    """Give the lines of a text, each with its parts underlined and named below."""
    spans = sorted(
        _Span(part.start, part.end, part.field)
        for part in parts
        if part.field in _MARKED and part.start is not None and part.end is not None
        if not part.rule.endswith(_ELSEWHERE)
    )
    kind = next(part for part in parts if part.field == "kind")
    begin = min([kind.start or 0, *(span.start for span in spans)])
    end = max([kind.end or 0, *(span.end for span in spans)])
    for start, stop in _lines(text, begin, end, width):
        here = [
            _Span(max(span.start, start), min(span.end, stop), span.field)
            for span in spans
            if span.start < stop and span.end > start
        ]
        yield _styled(text, start, stop, here)
        columns = [
            (_width(text[start : span.start]), _width(text[start : span.end]), span.field)
            for span in here
        ]
        yield _marks(columns)
        yield from _labels(columns, width)


def _lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Break a piece of text into lines."""
    while start < end:
        stop = start
        while stop < end and _width(text[start : stop + 1]) <= width:
            stop += 1
        if stop < end:
            blank = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))
            stop = blank + 1 if blank > start else max(stop, start + 1)
        yield start, stop
        start = stop


def _styled(text: str, start: int, stop: int, spans: list[_Span]) -> list[tuple[str, str]]:
    """Give a line of the text with the style of each part."""
    pieces = []
    at = start
    for span in spans:
        if span.start >= at:
            pieces.append((_shown(text[at : span.start]), ""))
            pieces.append((_shown(text[span.start : span.end]), _STYLES.get(span.field, "")))
            at = span.end
    pieces.append((_shown(text[at:stop]), ""))
    return pieces


def _marks(columns: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    pieces = []
    at = 0
    for start, end, field in columns:
        if start >= at:
            pieces += [(" " * (start - at), ""), ("─" * (end - start), _STYLES.get(field, ""))]
            at = end
    return pieces


def _labels(columns: list[tuple[int, int, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Give the lines of names: a name that has no room beside another goes below."""
    left = [(min(start, width - len(field)), end, field) for start, end, field in columns]
    while left:
        pieces: list[tuple[str, str]] = []
        at = 0
        below = []
        for start, end, field in left:
            if start < at:
                below.append((start, end, field))
                continue
            pieces += [(" " * (start - at), ""), (field, _STYLES.get(field, ""))]
            at = start + len(field) + 1
            pieces.append((" ", ""))
        yield pieces
        left = below


def _shown(text: str) -> str:
    """Give a piece of text without what would break the line or steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(_shown(text))
