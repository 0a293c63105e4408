"""`refextract vocabulary`: what is known, found by name, abbreviation and date."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from conftest import Command

from refextract import vocabulary
from refextract.vocabulary.search import TABLES, search


@pytest.mark.parametrize(
    ("table", "query", "at", "expected"),
    [
        ("types", "kết luận", "", ["Kết luận", "Thông báo"]),
        ("types", "KẾT LUẬN", "", ["Kết luận", "Thông báo"]),
        ("types", "ket luan", "", ["Kết luận", "Thông báo"]),  # Thông báo kết luận
        ("types", "kết luan", "", []),  # Some accents, but not these.
        ("types", "KL", "", ["Kết luận"]),
        ("types", "nd", "", ["Nghị định"]),
        ("types", "directive", "", ["Chỉ thị", "Chỉ thị liên tịch"]),
        ("issuers", "BCT", "2024", ["Bộ Công Thương"]),
        ("issuers", "BKHĐT", "2024", ["Bộ Kế hoạch và Đầu tư"]),
        ("issuers", "BKHĐT", "2026", []),
        ("issuers", "quan uy*uong", "2020", ["Quân ủy Trung ương"]),
        ("provinces", "quang tri", "2026-01-01", ["Quảng Trị"]),
        ("provinces", "Quảng Bình", "2026", []),
        ("provinces", "quang binh", "2020", ["Quảng Bình"]),
        ("laws", "luat dat dai", "2015", ["Đất đai"]),
        ("laws", "45/2013", "", ["Đất đai"]),
        ("symbols", "KL", "", ["Kết luận"]),
        ("symbols", "TTg", "2020", ["Thủ tướng Chính phủ"]),
        ("symbols", "nothing of this kind", "", []),
        ("issuers", "(", "", []),
        ("laws", "dat dai", "1950", []),
        ("issuers", "duc va dao", "2020", ["Bộ Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"]),
        ("provinces", "uang tr", "2020", ["Quảng Trị"]),  # No word of a name, but a piece of one.
    ],
)
def test_search(table: str, query: str, at: str, expected: list[str]) -> None:
    assert [row.name for row in search(table, query, at)] == expected


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("chinh phu", "Chính phủ"),
        ("tai chinh", "Bộ Tài chính"),
        ("văn phòng", "Văn phòng Chính phủ"),
        ("quoc hoi", "Quốc hội"),
    ],
)
def test_what_is_so_called_comes_first_then_what_has_the_least_beside_it(
    query: str, first: str
) -> None:
    rows = search("issuers", query, "2024")
    assert rows[0].name == first
    assert len(rows) > 3


def test_a_law_without_a_date_is_not_said_to_be_valid() -> None:
    assert all(row.since for row in search("laws", at="2020"))
    assert len(search("laws", at="2020")) > 100


@pytest.mark.parametrize("table", TABLES)
def test_a_row_says_where_it_stands(table: str) -> None:
    folder = Path(vocabulary.__file__).parent
    for row in search(table):
        line = (folder / row.file).read_text(encoding="utf-8").splitlines()[row.row - 1]
        assert row.name in next(csv.reader([line]))


@pytest.mark.parametrize("table", TABLES)
def test_without_a_query_everything_is_listed(table: str) -> None:
    rows = search(table)
    counts = {
        "types": len(vocabulary.document_types()),
        "issuers": len(vocabulary.issuers()),
        "laws": len(vocabulary.laws()),
        "provinces": len(vocabulary.provinces()),
    }
    assert len(rows) == counts.get(table, len(rows)) > 50


def test_the_command(refextract: Command) -> None:
    result = refextract("vocabulary", "laws", "dat", "dai", "--at", "2015-06-30")
    [row] = [json.loads(line) for line in result.out.splitlines()]
    assert (row["number"], row["since"], row["until"]) == (
        "45/2013/QH13",
        "2014-07-01",
        "2024-07-31",
    )
    assert (result.err, result.status) == ("", 0)


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_every_table_in_every_format(refextract: Command, kind: str, format: str) -> None:
    result = refextract("vocabulary", kind, "-f", format)
    assert result.status == 0
    assert len(result.out) > 2000


def test_columns(refextract: Command) -> None:
    result = refextract("vocabulary", "types", "KL", "--columns", "name,symbols", "-f", "csv")
    assert result.out == 'name,symbols\nKết luận,"[""KL"",""KLTTr""]"\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "vocabulary of what? choose from types, issuers, laws, provinces, symbols"),
        (["nothing"], "vocabulary of what? choose from types"),
        (["isuers"], "vocabulary of what? did you mean issuers?"),
        (["types", "--at", "yesterday"], "--at: 'yesterday' is no date"),
        (["types", "--columns", "x"], "unknown column 'x'; choose from name, symbols"),
    ],
)
def test_wrong_usage(refextract: Command, arguments: list[str], said: str) -> None:
    result = refextract("vocabulary", *arguments)
    assert said in result.err
    assert (result.status, result.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["issuers", "bo tai chinhh"], "nothing fits; did you mean 'Bộ Tài chính'?"),
        (["issuers", "BKHĐT", "--at", "1950"], "nothing fits"),
        (["symbols", "#"], "nothing fits"),
    ],
)
def test_nothing_fits(refextract: Command, arguments: list[str], said: str) -> None:
    result = refextract("vocabulary", *arguments)
    assert result == (0, "", f"refextract: {said}\n")
