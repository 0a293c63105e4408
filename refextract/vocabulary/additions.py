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
from collections.abc import Sequence
from datetime import date
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

_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Row = dict[str, str]


class VocabularyError(ValueError):
    """Additions that cannot be used; the message names file, row and column, and what to do."""


def read(directory: str) -> dict[str, list[Row]]:
    """Read the additions in a directory.

    Args:
        directory: the directory.

    Returns:
        The rows of each table that it has a file for.

    Raises:
        VocabularyError: it cannot be read, or has no table, or a fault in one.
    """
    try:
        names = sorted(name for name in os.listdir(directory) if name.endswith(".csv"))
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
            raise VocabularyError(f"{path}: no such table; name it one of {offered}")
        found[table] = _rows(path, FORMATS[table])
    return found


def digest(directory: str) -> str:
    """Give a fingerprint of the additions in a directory.

    Raises:
        VocabularyError: they cannot be read.
    """
    content = hashlib.blake2b(digest_size=12)
    content.update(repr(sorted(read(directory).items())).encode())
    return content.hexdigest()


def merged(table: str, known: list[Row], added: list[Row]) -> list[Row]:
    """Put additions into a table. They come first, so that of two that fit they are taken."""
    form = FORMATS[table]
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in added:
        by_key.setdefault(_key(row, form), []).append(row)
    kept = [
        row
        for row in known
        if not any(_meet(row, other, form) for other in by_key.get(_key(row, form), ()))
    ]
    return added + kept


def _rows(path: str, form: Format) -> list[Row]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            columns = reader.fieldnames or []
            _check_columns(path, columns, form)
            rows = []
            for row in reader:
                _check(f"{path}, row {reader.line_num}", row, form)
                rows.append({name: (row.get(name) or "").strip() for name in form.columns})
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror}; check the path") from None
    except UnicodeDecodeError:
        raise VocabularyError(f"{path}: not UTF-8; save it as “CSV UTF-8”") from None
    except csv.Error as error:
        raise VocabularyError(f"{path}, row {reader.line_num}: no CSV: {error}") from None
    return rows


def _check_columns(path: str, columns: Sequence[str], form: Format) -> None:
    for name in columns:
        if name not in form.columns:
            raise VocabularyError(
                f"{path}, row 1: no such column {name!r}; choose from {', '.join(form.columns)}"
            )
    for name in form.needed:
        if name not in columns:
            raise VocabularyError(f"{path}, row 1: the column {name} is missing; add it")


def _check(place: str, row: dict[str, str | None], form: Format) -> None:
    if None in row:
        raise VocabularyError(f"{place}: more cells than columns; put commas in quotation marks")
    for name in form.needed:
        if not (row[name] or "").strip():
            raise VocabularyError(f"{place}, column {name}: empty; fill it in")
    for name in form.dates:
        value = (row.get(name) or "").strip()
        if value and not _is_date(value):
            raise VocabularyError(
                f"{place}, column {name}: {value!r} is no date; write it like 2025-03-01, 2025-03 "
                "or 2025"
            )
    if form.period is not None:
        since, until = ((row.get(name) or "").strip() for name in form.period)
        if since and until and until < since[: len(until)]:
            raise VocabularyError(
                f"{place}, column {form.period[1]}: {until} is before {since}; exchange them"
            )


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
