"""SQLite: a database of what cites what, ready to query.

``mentions`` has the records, in their order. ``documents`` has the cited documents, one row each,
with what is known of them from all mentions together. ``citations`` has a row for each document
that a source cites, with how often it does. What is not known is NULL; a list is JSON text.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import Any, Final

import msgspec

from refextract.writers.rewritten import batches
from refextract.writers.unique import CATALOGED, DESCRIBING, SHORTENED, key

NUMBERS: Final = ("start", "end", "line", "column", "page")
"""The fields of a record that are numbers."""

_CITATIONS: Final = """
CREATE TABLE citations (
    source TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    mentions INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    PRIMARY KEY (source, document_id)
) WITHOUT ROWID;

INSERT INTO citations
SELECT source, document_id, count(*), min(line) FROM mentions GROUP BY source, document_id;

CREATE INDEX citations_by_document ON citations (document_id);

UPDATE documents
SET sources = (SELECT count(*) FROM citations WHERE document_id = documents.id);
"""

_INDEXES: Final = """
CREATE INDEX mentions_by_source ON mentions (source);
CREATE INDEX mentions_by_document ON mentions (document_id);
CREATE INDEX mentions_by_number ON mentions (number);
CREATE INDEX documents_by_number ON documents (number);
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX documents_by_issuer ON documents (issuer);
CREATE INDEX documents_by_type ON documents (type, date);
"""


def write(rows: str, made: str, *, record: type[msgspec.Struct]) -> None:
    """Make a database out of JSON lines.

    Args:
        rows: path of the JSON lines.
        made: path of the database, which must not exist yet.
        record: type of the records.

    Raises:
        OSError: it cannot be written.
    """
    fields = record.__struct_fields__
    describing = [name for name in (*DESCRIBING, CATALOGED) if name in fields]
    try:
        with closing(sqlite3.connect(made, isolation_level=None)) as database:
            # If this is interrupted the file is made again, so that no step needs to be safe.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            _create(database, fields, describing)
            database.execute("BEGIN")
            _insert(database, rows, record, describing)
            database.execute("COMMIT")
            database.executescript(f"BEGIN; {_CITATIONS} {_INDEXES} COMMIT; ANALYZE;")
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error), made) from None
    with open(made, "rb") as file:
        os.fsync(file.fileno())


def _create(database: sqlite3.Connection, fields: tuple[str, ...], describing: list[str]) -> None:
    # Quoted, because `end` and `column` are words of SQL.
    columns = [f'"{name}" {"INTEGER" if name in NUMBERS else "TEXT"}' for name in fields]
    database.execute(
        f"CREATE TABLE mentions (id INTEGER PRIMARY KEY, {', '.join(columns)}, "
        "document_id INTEGER NOT NULL REFERENCES documents (id))"
    )
    database.execute(
        "CREATE TABLE documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, "
        + "".join(f"{name} TEXT, " for name in describing)
        + "mentions INTEGER NOT NULL DEFAULT 1, sources INTEGER NOT NULL DEFAULT 0)"
    )


def _insert(
    database: sqlite3.Connection, rows: str, record: type[msgspec.Struct], describing: list[str]
) -> None:
    fields = record.__struct_fields__
    mention = f"INSERT INTO mentions VALUES (NULL{', ?' * (len(fields) + 1)})"
    document = (
        f"INSERT INTO documents (key, {', '.join(describing)}) "
        f"VALUES (?{', ?' * len(describing)}) ON CONFLICT (key) DO UPDATE SET "
        + ", ".join(map(_better, describing))
        + ", mentions = mentions + 1 RETURNING id"
    )
    for records in batches(rows, record):
        values = []
        for one in records:
            known = [getattr(one, name) for name in describing]
            ((identity,),) = database.execute(document, [_key(one), *known])
            values.append([*(_value(getattr(one, name)) for name in fields), identity])
        database.executemany(mention, values)


def _better(name: str) -> str:
    """Take from a further mention what earlier ones lack, as `refextract.writers.unique` does."""
    if name not in SHORTENED:
        return f"{name} = coalesce({name}, excluded.{name})"
    longer = f"substr(excluded.{name}, 1, length({name})) = {name}"
    return f"{name} = CASE WHEN {name} IS NULL OR {longer} THEN excluded.{name} ELSE {name} END"


def _key(citation: Any) -> str:
    """Give what all mentions of a document have in common."""
    identity = key(citation)
    return identity if isinstance(identity, str) else msgspec.json.encode(identity).decode()


def _value(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value
