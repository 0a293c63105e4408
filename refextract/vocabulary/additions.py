"""Rows of the user's own, in files of the format of the tables, which extend or override these.

A directory has files named as the tables are: ``issuers.csv``, ``document_types.csv``. The first
line names columns, in any order; those that are left out are empty. A row overrides the rows of the
table that have the same key and a period in common with it; all others are added.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence

from refextract.vocabulary.formats import (
    FORMATS,
    Format,
    Placed,
    Row,
    VocabularyError,
    advice,
    check,
)


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
            raise VocabularyError(f"{path}: no such table; {advice(table, FORMATS)}")
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
