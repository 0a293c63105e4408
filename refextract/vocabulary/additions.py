"""Rows of the user's own, in files of the format of the tables, which extend or override these.

A directory has files named as the tables are: ``issuers.csv``, ``document_types.csv``. The first
line names columns, in any order; those that are left out are empty. A row overrides the rows of the
table that have the same key and a period in common with it; all others are added.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sys
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


def read(directory: str | os.PathLike[str]) -> dict[str, list[Placed]]:
    """Read the additions in a directory.

    Args:
        directory: the directory.

    Returns:
        The rows of each table that it has a file for, with their places.

    Raises:
        VocabularyError: it cannot be read, or has no table, or a fault in one.
    """
    try:
        names = sorted(
            name
            for name in os.listdir(directory)
            if name.endswith(".csv") and not name.startswith(".")
        )
    except OSError as error:
        raise VocabularyError(f"{directory}: {error.strerror}; name a directory") from None
    offered = ", ".join(f"{table}.csv" for table in FORMATS)
    if not names:
        raise VocabularyError(f"{directory}: no tables in it; it may have {offered}")
    found = {}
    for name in names:
        path = os.path.join(directory, name)
        table = name.removesuffix(".csv")
        if table not in FORMATS:
            raise VocabularyError(f"{path}: no such table; {_advice(table, FORMATS)}")
        found[table] = list(check(table, path, _content(path)))
    return found


def digest(directory: str) -> str:
    """Give a fingerprint of the additions in a directory.

    Raises:
        VocabularyError: they cannot be read.
    """
    content = hashlib.blake2b(digest_size=12)
    tables = {table: [row for _, row in rows] for table, rows in read(directory).items()}
    content.update(repr(sorted(tables.items())).encode())
    return content.hexdigest()


def built_in(table: str) -> list[Placed]:
    """Read a table of the program; the places in it have the name of its file only."""
    name = f"{table}.csv"
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [(Place(name, number), row) for number, row in enumerate(rows, start=2)]


def merged(table: str, known: Sequence[Placed], added: Sequence[Placed]) -> list[Placed]:
    """Put additions into a table. They come first, so that of two that fit they are taken."""
    form = FORMATS[table]
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for _, row in added:
        by_key.setdefault(_key(row, form), []).append(row)
    kept = [
        (place, row)
        for place, row in known
        if not any(_meet(row, other, form) for other in by_key.get(_key(row, form), ()))
    ]
    return [*added, *kept]


def empty_caches() -> None:
    """Empty every cache of the package, since what is kept there may come from the tables."""
    package = __name__.partition(".")[0]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _content(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            content = stream.read()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise VocabularyError(
            f"{path}, line {line}: not UTF-8; save it as UTF-8, from Excel as “CSV UTF-8”"
        ) from None
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror}; check the path") from None


def _advice(written: str, known: Sequence[str] | Mapping[str, object]) -> str:
    """Give the nearest of several known words, or all of them."""
    near = get_close_matches(written.lower(), list(known), n=1)
    return f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"


# -- what may stand in a table --------------------------------------------------------------------


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
                f"{path}, row 1: no such column {name!r}; {_advice(name, form.columns)}"
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
                yield name, f"{item!r} is none of its values; {_advice(item, values[name])}"
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


def _key(row: Row, form: Format) -> tuple[str, ...]:
    return tuple(row[name] for name in form.key)


def _meet(one: Row, other: Row, form: Format) -> bool:
    """Say whether the periods of two rows have a day in common."""
    if form.period is None:
        return True
    since, until = form.period
    return _before(one[since], other[until]) and _before(other[since], one[until])


def _before(since: str, until: str) -> bool:
    shortest = min(len(since), len(until))
    return not since or not until or since[:shortest] <= until[:shortest]
