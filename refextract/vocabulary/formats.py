"""What the vocabulary's tables consist of: columns and keys, and what may stand in their cells."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from typing import Final, NamedTuple


class Format(NamedTuple):
    """What a table consists of.

    Attributes:
        columns: its columns.
        key: the columns that say what a row is about.
        needed: the columns that may not be empty.
        dates: the columns with dates.
        period: the two columns that say when a row is valid; none where it always is.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]
    dates: tuple[str, ...] = ()
    period: tuple[str, str] | None = None

    @property
    def unique(self) -> tuple[str, ...]:
        """The columns in which no two rows of a file are the same."""
        return (*self.key, "system") if "system" in self.columns else (*self.key, *self.dates[:1])


def _format(columns: str, key: str, needed: str = "", dates: str = "", period: str = "") -> Format:
    first, _, last = period.partition(" ")
    return Format(
        tuple(columns.split()),
        tuple(key.split()),
        tuple((needed or key).split()),
        tuple((dates or period).split()),
        (first, last) if period else None,
    )


FORMATS: Final = {
    "document_types": _format(
        "name english symbols aliases system issuer since until example expected source",
        key="name",
        period="since until",
    ),
    "issuers": _format(
        "name english symbols aliases level since until example expected source confidence",
        key="name",
        period="since until",
    ),
    "ambiguous_symbols": _format("symbol meaning system note source", key="symbol"),
    "provinces": _format(
        "name kind aliases since until successors source", key="name kind", period="since until"
    ),
    "laws": _format(
        "type name number date effective until replaced_by aliases example expected source "
        "confidence",
        key="type name number",
        needed="type",
        dates="date effective until",
        period="effective until",
    ),
    "party_events": _format(
        "kind term ordinal name start end note source",
        key="kind term ordinal",
        needed="kind",
        period="start end",
    ),
}
"""The tables and what they consist of."""

_CLOSED: Final[tuple[str, ...]] = ("system", "level", "confidence", "kind", "type")
"""Columns that have no other values than the program's tables have there."""

_LISTS: Final = ("symbols", "aliases", "system", "successors", "replaced_by")
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SYMBOL: Final = re.compile(r"[A-Za-zĐđƯư](?:[A-Za-zĐđƯư0-9&/.\-]*[A-Za-zĐđƯư0-9])?")

Row = dict[str, str]


class Place(NamedTuple):
    """Where a row stands: its file, and its number there, the names of the columns being row 1."""

    file: str
    row: int


Placed = tuple[Place, Row]


class VocabularyError(ValueError):
    """Additions that cannot be used; the message names file, row and column, and what to do."""


def built_in(table: str) -> list[Placed]:
    """Read a table of the program; the places in it have the name of its file only."""
    name = f"{table}.csv"
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [(Place(name, number), row) for number, row in enumerate(rows, start=2)]


def advice(written: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """Give the nearest of several known words, or all of them."""
    near = get_close_matches(written.lower(), list(known), n=1)
    return f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"


def check(table: str, path: str, content: str) -> Iterator[Placed]:
    """Read the rows of a table and check each.

    Args:
        table: its name.
        path: its file, for messages.
        content: what is in it.

    Yields:
        The rows with their places; a column that the file does not have is empty.

    Raises:
        VocabularyError: one of them cannot be used.
    """
    form = FORMATS[table]
    values = _values(table)
    lines = csv.reader(content.splitlines(keepends=True), strict=True)
    seen: dict[tuple[str, ...], int] = {}
    number = 1
    try:
        names = [name.strip() for name in next(lines, [])]
        _check_columns(path, names, form)
        for number, cells in enumerate(lines, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            place = f"{path}, row {number}"
            if len(cells) > len(names):
                raise VocabularyError(
                    f"{place}: more cells than columns; put commas in quotation marks"
                )
            cleaned = (unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells)
            row = dict.fromkeys(form.columns, "") | dict(zip(names, cleaned, strict=False))
            for column, fault in _faults(row, form, values):
                raise VocabularyError(f"{place}, column {column}: {fault}")
            first = seen.setdefault(tuple(row[name] for name in form.unique), number)
            if first != number:
                raise VocabularyError(f"{place}: the same as row {first}; make them one row")
            yield Place(path, number), row
    except csv.Error as error:
        raise VocabularyError(f"{path}, row {number + 1}: no CSV: {error}") from None


def _values(table: str) -> dict[str, list[str]]:
    """Give the values that the columns of a table may have, for those that have no others."""
    known = [row for _, row in built_in(table)]
    return {
        column: sorted({item for row in known for item in row[column].split(";") if item})
        for column in FORMATS[table].columns
        if column in _CLOSED
    }


def _check_columns(path: str, columns: Sequence[str], form: Format) -> None:
    if len(columns) == 1 and ";" in columns[0]:
        raise VocabularyError(f"{path}, row 1: columns apart by semicolons; save it with commas")
    for name in columns:
        if name not in form.columns:
            raise VocabularyError(
                f"{path}, row 1: no such column {name!r}; {advice(name, form.columns)}"
            )
        if columns.count(name) > 1:
            raise VocabularyError(f"{path}, row 1: the column {name} is there twice; keep one")
    for name in form.needed:
        if name not in columns:
            raise VocabularyError(f"{path}, row 1: the column {name} is missing; add it")


def _faults(
    row: Row, form: Format, values: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a row: the column, and what about it."""
    for name in form.needed:
        if not row[name]:
            yield name, "empty; fill it in"
    for name in form.dates:
        if row[name] and not _is_date(row[name]):
            yield name, f"{row[name]!r} is no date; write it like 2025-03-01, 2025-03 or 2025"
    if form.period is not None:
        since, until = (row[name] for name in form.period)
        if until and since and until < since[: len(until)]:
            yield form.period[1], f"{until} is before {since}; exchange them"
    for name, cell in row.items():
        if not cell:
            continue
        items = [item.strip() for item in cell.split(";")] if name in _LISTS else [cell]
        if not all(items):
            yield name, "nothing between two semicolons; take one out"
        row[name] = ";".join(items) if name in _LISTS else cell
        for item in items:
            if item not in values.get(name, (item,)):
                yield name, f"{item!r} is none of its values; {advice(item, values[name])}"
            if name in ("symbol", "symbols") and _SYMBOL.fullmatch(item) is None:
                yield name, f"{item!r} is no symbol; write the letters only: NĐ, BTC, NQ-HĐND"
            if name in ("name", "aliases") and not item[0].isalpha():
                yield name, f"{item!r} does not begin with a letter; write it as in a sentence"
    if row.get("expected") and row["expected"].count("|") != 3:
        yield "expected", "is to be type|number|issuer|date, empty where the example has none"


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True
