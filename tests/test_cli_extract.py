"""`refextract extract`: what is read, and in which form it comes out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import CITATION, CITING, CITING_TWO, Command

from refextract.citation import FIELDS


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


# What is read


def test_a_file_is_read_and_named_in_its_records(refextract: Command, directory: Path) -> None:
    (directory / "report.txt").write_text(CITING)
    result = refextract("extract", "report.txt")
    (record,) = records(result.out)
    assert result.status == 0
    assert result.err == ""
    assert {name: record[name] for name in ("source", "start", "end", "line", "column")} == {
        "source": "report.txt",
        "start": 20,
        "end": 20 + len(CITATION),
        "line": 1,
        "column": 21,
    }
    assert {name: record[name] for name in ("text", "type", "number", "issuer", "date")} == {
        "text": CITATION,
        "type": "Kết luận",
        "number": "57-KL/TW",
        "issuer": "Bộ Chính trị",
        "date": "2023-06-15",
    }


@pytest.mark.parametrize(
    "arguments",
    [(), ("-",), ("extract",), ("extract", "-"), ("--format", "jsonl"), ("-q",), ("--", "-")],
)
def test_without_a_command_it_is_extract_without_a_path_standard_input(
    refextract: Command, arguments: tuple[str, ...]
) -> None:
    result = refextract(*arguments, stdin=CITING)
    assert [record["source"] for record in records(result.out)] == ["-"]
    assert result.status == 0


def test_files_are_read_in_the_order_given(refextract: Command, directory: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (directory / name).write_text(CITING)
    result = refextract("b.txt", "-", "a.txt", stdin=CITING)
    assert [record["source"] for record in records(result.out)] == ["b.txt", "-", "a.txt"]


def test_a_file_with_the_name_of_a_command_is_given_as_a_path(
    refextract: Command, directory: Path
) -> None:
    (directory / "schema").write_text(CITING)
    result = refextract("./schema")
    assert [record["source"] for record in records(result.out)] == ["./schema"]


def test_directories_are_walked_by_name_if_recursive(refextract: Command, directory: Path) -> None:
    for name in ("d/b.txt", "d/a/z.txt", "d/.hidden/x.txt", "d/.hidden.txt", "c.txt"):
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(CITING)
    (directory / "d" / "loop").symlink_to(directory / "d")
    result = refextract("--recursive", "d", "c.txt")
    sources = [record["source"] for record in records(result.out)]
    assert sources == ["d/a/z.txt", "d/b.txt", "c.txt"]
    assert result.status == 0


def test_a_list_of_files_ends_each_name_with_nul(refextract: Command, directory: Path) -> None:
    for name in ("một.txt", "two\nlines.txt"):
        (directory / name).write_text(CITING)
    result = refextract("--files0-from", "-", stdin="một.txt\0two\nlines.txt\0")
    assert [record["source"] for record in records(result.out)] == ["một.txt", "two\nlines.txt"]
    (directory / "list").write_text("một.txt\0")
    result = refextract("--files0-from", "list")
    assert [record["source"] for record in records(result.out)] == ["một.txt"]


# In which form it comes out


def test_jsonl_is_what_a_pipe_gets(refextract: Command) -> None:
    unasked = refextract(stdin=CITING_TWO)
    assert unasked.out == refextract("--format", "jsonl", stdin=CITING_TWO).out
    assert [tuple(record) for record in records(unasked.out)] == [FIELDS, FIELDS]


def test_json_is_one_array(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    result = refextract("--format", "json", "a.txt", "-", "a.txt", stdin="không có gì")
    assert [record["source"] for record in json.loads(result.out)] == ["a.txt", "a.txt"]
    assert json.loads(refextract("--format", "json").out) == []


def test_csv_and_tsv_begin_with_the_names_of_their_columns(refextract: Command) -> None:
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        result = refextract("-f", format, stdin=CITING_TWO)
        header, *rows = csv.reader(io.StringIO(result.out), delimiter=delimiter)
        assert tuple(header) == FIELDS
        assert [row[header.index("number")] for row in rows] == ["57-KL/TW", "15/2020/NĐ-CP"]


def test_a_table_has_a_line_a_citation(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    result = refextract("-f", "table", stdin=CITING_TWO)
    header, rule, first, second = result.out.splitlines()
    assert header.split() == ["line", "type", "number", "date", "issuer"]
    assert set(rule) == {"─"}
    assert first.split() == ["1", "Kết", "luận", "57-KL/TW", "2023-06-15", "Bộ", "Chính", "trị"]
    assert "15/2020/NĐ-CP" in second


def test_a_table_is_as_wide_as_it_is_told(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = refextract("-f", "table", stdin=CITING)
    assert max(map(len, result.out.splitlines())) <= 60


def test_markdown_is_a_table(refextract: Command) -> None:
    result = refextract("-f", "markdown", stdin=CITING)
    assert result.out.splitlines() == [
        "| line | type | number | date | issuer |",
        "| --- | --- | --- | --- | --- |",
        "| 1 | Kết luận | 57-KL/TW | 2023-06-15 | Bộ Chính trị |",
    ]


@pytest.mark.parametrize("columns", [("date,number",), ("date", "number"), (" Date , NUMBER",)])
def test_columns_are_chosen_and_ordered(refextract: Command, columns: tuple[str, ...]) -> None:
    options = [word for value in columns for word in ("--columns", value)]
    result = refextract(*options, stdin=CITING)
    assert result.out == '{"date":"2023-06-15","number":"57-KL/TW"}\n'
    result = refextract("-f", "csv", *options, stdin=CITING)
    assert result.out == "date,number\n2023-06-15,57-KL/TW\n"


def test_csv_for_excel_begins_with_a_byte_order_mark(refextract: Command) -> None:
    plain = refextract("-f", "csv", stdin=CITING).out
    assert refextract("--excel", stdin=CITING).out == "\ufeff" + plain
    assert refextract("--excel", "-f", "csv", stdin=CITING).out == "\ufeff" + plain


def test_one_row_a_document(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING + CITING)
    (directory / "b.txt").write_text(CITING_TWO)
    result = refextract("--unique", "a.txt", "b.txt")
    first, second = records(result.out)
    assert first["number"] == "57-KL/TW"
    assert first["count"] == 3
    assert first["places"] == ["a.txt:1:21", "a.txt:2:21", "b.txt:1:21"]
    assert second["number"] == "15/2020/NĐ-CP"
    assert second["count"] == 1


def test_only_what_passes_the_filters_comes_out(refextract: Command) -> None:
    numbers = '{"number":"57-KL/TW"}\n', '{"number":"15/2020/NĐ-CP"}\n'
    for options, expected in (
        (("--type", "kết luận"), numbers[0]),
        (("--type", "nghi dinh"), numbers[1]),
        (("--issuer", "Bộ Chính trị"), numbers[0]),
        (("--number", "15/2020"), numbers[1]),
        (("--since", "2021"), numbers[0]),
        (("--until", "3/2/2020"), numbers[1]),
        (("--kind", "numbered"), "".join(numbers)),
        (("--kind", "named,back"), ""),
        (("--type", "Kết luận", "--type", "Nghị định"), "".join(numbers)),
        (("--type", "Kết luận", "--until", "2022"), ""),
    ):
        result = refextract("--columns", "number", *options, stdin=CITING_TWO)
        assert (options, result.out) == (options, expected)


def test_nothing_found_is_no_error(refextract: Command) -> None:
    for format, expected in (("jsonl", ""), ("json", "[]\n"), ("table", ""), ("markdown", "")):
        result = refextract("-f", format, stdin="không có gì")
        assert (result.status, result.out, result.err) == (0, expected, "")
