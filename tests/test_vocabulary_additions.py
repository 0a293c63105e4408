"""Tables of the user's own: they extend or override those of the program, or are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from refextract import vocabulary
from refextract.vocabulary.additions import FORMATS, VocabularyError, digest, merged, read

Process = Callable[..., Result]

ISSUERS = "name,symbols,aliases,since,until\n"


@pytest.fixture
def tables(directory: Path) -> Callable[..., str]:
    def write(**files: str) -> str:
        Path("ours").mkdir()
        for name, content in files.items():
            Path("ours", f"{name}.csv").write_text(content, encoding="utf-8")
        return "ours"

    return write


def test_the_formats_are_those_of_the_tables() -> None:
    for table, form in FORMATS.items():
        [row, *_] = vocabulary._rows(table)
        assert tuple(row) == form.columns


@pytest.mark.parametrize(
    ("files", "text", "expected"),
    [
        (
            {"issuers": ISSUERS + "Bộ Vũ trụ,BVT,,2026-01-01,\n"},
            "Thông tư 12/2026/TT-BVT",
            ("Thông tư", "12/2026/TT-BVT", "Bộ Vũ trụ"),
        ),
        (
            {"issuers": ISSUERS + "Công ty Hoa Sen,CTHS,Hoa Sen,,\n"},
            "Quyết định số 12/QĐ-CTHS của Hoa Sen",
            ("Quyết định", "12/QĐ-CTHS", "Công ty Hoa Sen"),
        ),
        (
            {"document_types": "name,symbols\nPhiếu xuất,PX\n"},
            "Phiếu xuất số 12/PX-BTC",
            ("Phiếu xuất", "12/PX-BTC", "Bộ Tài chính"),
        ),
        (  # One row overrides another.
            {"issuers": ISSUERS + "Bộ Tài chính,BXYZ,,,\n"},
            "Thông tư 12/2026/TT-BXYZ",
            ("Thông tư", "12/2026/TT-BXYZ", "Bộ Tài chính"),
        ),
    ],
)
def test_additions_are_read(
    process: Process,
    tables: Callable[..., str],
    files: dict[str, str],
    text: str,
    expected: tuple[str, ...],
) -> None:
    ours = tables(**files)
    Path("a.txt").write_text(text)
    without = process("a.txt", "--columns", "type,number,issuer")
    result = process("--vocabulary", ours, "a.txt", "--columns", "type,number,issuer")
    assert tuple(json.loads(result.out).values()) == expected, result.err
    assert without.out != result.out
    process("batch", "--vocabulary", ours, "a.txt", "-o", "b.jsonl", "-j", "2",
            "--columns", "type,number,issuer")  # fmt: skip
    assert Path("b.jsonl").read_text() == result.out


def test_they_can_be_searched_and_configured(process: Process, tables: Callable[..., str]) -> None:
    ours = tables(issuers=ISSUERS + "Bộ Vũ trụ,BVT,,2026-01-01,\n")
    Path("refextract.toml").write_text(f"vocabulary = '{ours}'")
    result = process("vocabulary", "issuers", "bo vu tru", "--columns", "name,since")
    assert result.out == '{"name":"Bộ Vũ trụ","since":"2026-01-01"}\n'


def test_a_run_with_other_tables_is_another_run(tables: Callable[..., str]) -> None:
    ours = tables(issuers=ISSUERS + "Bộ Vũ trụ,BVT,,2026-01-01,\n")
    before = digest(ours)
    assert digest(ours) == before
    Path(ours, "issuers.csv").write_text(ISSUERS + "Bộ Vũ trụ,BVTR,,2026-01-01,\n")
    assert digest(ours) != before


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("", "", []),
        ("2000", "2010", []),
        ("2010", "", []),
        ("2020-06-01", "", ["2000"]),
        ("", "1999-12-31", ["2000"]),
    ],
)
def test_a_row_overrides_those_of_the_same_time(since: str, until: str, kept: list[str]) -> None:
    empty = dict.fromkeys(FORMATS["issuers"].columns, "")
    known = [empty | {"name": "A", "since": "2000", "until": "2019-12-31"}]
    added = [empty | {"name": "A", "since": since, "until": until}]
    rows = merged("issuers", known, added)
    assert rows[0] == added[0]
    assert [row["since"] for row in rows[1:]] == kept
    assert merged("issuers", known, [added[0] | {"name": "B"}])[1:] == known


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bodies", "name\nA\n", "ours/bodies.csv: no such table; name it one of document_types"),
        ("issuers", "nam\nA\n", "ours/issuers.csv, row 1: no such column 'nam'; choose from name"),
        ("issuers", "symbols\nA\n", "ours/issuers.csv, row 1: the column name is missing; add it"),
        ("issuers", "name,since\nA,\n,2000\n", "ours/issuers.csv, row 3, column name: empty"),
        ("issuers", "name,since\nA,1/2/2000\n", "row 2, column since: '1/2/2000' is no date"),
        ("issuers", "name,since\nA,2001-02-30\n", "row 2, column since: '2001-02-30' is no date"),
        ("issuers", ISSUERS + "A,,,2001,2000\n", "row 2, column until: 2000 is before 2001"),
        ("issuers", "name\nA,B\n", "row 2: more cells than columns; put commas in quotation"),
        ("issuers", 'name\n"A\n', "ours/issuers.csv, row 1: no CSV: "),
        ("laws", "type,name,number,date\n,A,1,\n", "ours/laws.csv, row 2, column type: empty"),
    ],
)
def test_faults_are_told_with_their_place(
    tables: Callable[..., str], name: str, content: str, said: str
) -> None:
    with pytest.raises(VocabularyError) as raised:
        read(tables(**{name: content}))
    assert said in str(raised.value)


def test_directories_that_are_none(process: Process, directory: Path) -> None:
    Path("empty").mkdir()
    result = process("--vocabulary", "empty", stdin=b"")
    assert result.err.startswith("refextract: --vocabulary empty: no tables in it; it may have ")
    assert result.status == 2
    assert "name a directory" in process("--vocabulary", "nowhere", stdin=b"").err
    Path("empty/issuers.csv").write_bytes(b"name\n\xff\n")
    assert "not UTF-8" in process("--vocabulary", "empty", stdin=b"").err


def test_what_is_used_already_cannot_be_changed(tables: Callable[..., str]) -> None:
    vocabulary.issuers()
    with pytest.raises(RuntimeError, match="comes before the first extraction"):
        vocabulary.use(tables(issuers=ISSUERS + "A,,,,\n"))
