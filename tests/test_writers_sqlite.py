"""SQLite: tables of mentions, of the documents they mean, and of what cites which."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import ROOT

from refextract import extract
from refextract.citation import FIELDS, CatalogedCitation, Citation, Provision
from refextract.writers import sqlite
from refextract.writers.unique import Documents

TEXTS = {
    "a.txt": "Căn cứ Luật Đất đai ngày 29/11/2013; Luật số 45/2013/QH13; điểm a khoản 1 Điều 2 "
    "Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ.\nNghị định số 15/2020/NĐ-CP.",
    "b'.txt": "Bãi bỏ Nghị định số 15/2020/NĐ-CP ngày 03/02/2020.\n\nTheo Kết luận 57.",
}
CITATIONS = [one for name, text in TEXTS.items() for one in extract(text, source=name)]


def made(folder: Path, records: list[Any], record: type[msgspec.Struct] = Citation) -> Path:
    rows = folder / "rows.jsonl"
    rows.write_bytes(msgspec.json.Encoder().encode_lines(records))
    sqlite.write(str(rows), str(folder / "made.sqlite"), record=record)
    return folder / "made.sqlite"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(made(tmp_path, CITATIONS))
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_mentions_are_the_records_in_their_order(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT * FROM mentions ORDER BY id").fetchall()
    assert tuple(rows[0].keys()) == ("id", *FIELDS, "document_id")
    for row, citation in zip(rows, CITATIONS, strict=True):
        values = dict(row)
        read = {
            name: msgspec.json.decode(value) if name in ("provisions", "warnings") else value
            for name, value in values.items()
            if name in FIELDS
        }
        assert msgspec.convert(read, Citation) == citation


def test_documents_are_those_of_unique(database: sqlite3.Connection) -> None:
    expected = Documents()
    expected.add(CITATIONS)
    names = "type, number, issuer, date, title, document"
    rows = database.execute(f"SELECT {names}, mentions FROM documents ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [
        (one.type, one.number, one.issuer, one.date, one.title, one.document, one.count)
        for one in expected.rows()
    ]


def test_citations_say_which_source_cites_which_document(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT source, citations.mentions, first_line, sources FROM citations "
        "JOIN documents ON documents.id = document_id WHERE number = '15/2020/NĐ-CP' "
        "ORDER BY source"
    ).fetchall()
    assert [tuple(row) for row in rows] == [("a.txt", 2, 1, 2), ("b'.txt", 1, 1, 2)]


def test_what_belongs_together_is_found_without_a_scan(database: sqlite3.Connection) -> None:
    # Of tables as small as these SQLite knows that an index doesn't pay.
    database.executescript("DELETE FROM sqlite_stat1; ANALYZE sqlite_schema;")
    for table, column in [
        ("mentions", "document_id"),
        ("mentions", "source"),
        ("mentions", "number"),
        ("documents", "number"),
        ("documents", "key"),
        ("documents", "type"),
        ("documents", "issuer"),
        ("documents", "date"),
        ("citations", "source"),
        ("citations", "document_id"),
    ]:
        query = f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = ?"
        (plan,) = database.execute(query, ["x"]).fetchall()
        assert plan["detail"].startswith("SEARCH"), (table, column)


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = "".join(re.findall(r"```sql\n(.*?)```", README, re.DOTALL)).split(";")[:-1]


@pytest.mark.parametrize("query", QUERIES, ids=["cited", "cites", "repealed"])
def test_the_queries_of_the_readme_find_something(database: sqlite3.Connection, query: str) -> None:
    rows = database.execute(query.replace("archive/report.txt", "a.txt")).fetchall()
    assert rows


def test_without_records_the_tables_are_there(tmp_path: Path) -> None:
    with sqlite3.connect(made(tmp_path, [])) as database:
        for table in ("mentions", "documents", "citations"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    database.close()


def test_a_catalog_adds_the_address(tmp_path: Path) -> None:
    (first, *_) = CITATIONS
    record = CatalogedCitation(
        **{name: getattr(first, name) for name in FIELDS}, url="https://example.org/1"
    )
    with sqlite3.connect(made(tmp_path, [record], CatalogedCitation)) as database:
        assert database.execute("SELECT url FROM documents").fetchall() == [(record.url,)]
    database.close()


def test_lists_are_json(tmp_path: Path) -> None:
    record = Citation(
        start=0,
        end=1,
        line=1,
        column=1,
        kind="numbered",
        text="x",
        provisions=[Provision(dieu="2", khoan="1")],
        warnings=["invalid-date"],
    )
    with sqlite3.connect(made(tmp_path, [record])) as database:
        query = "SELECT json_extract(provisions, '$[0].dieu'), warnings FROM mentions"
        assert database.execute(query).fetchall() == [("2", '["invalid-date"]')]
    database.close()


def test_what_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "rows").touch()
    with pytest.raises(OSError, match="unable to open database file"):
        sqlite.write(str(tmp_path / "rows"), str(tmp_path / "no" / "made"), record=Citation)
