"""The formats: what a record looks like in each of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from refextract.citation import FIELDS, Citation, Provision
from refextract.writers import FORMATS, Screen, writer
from refextract.writers.schema import schema
from refextract.writers.unique import CitedDocument, Documents

SHORT = Citation(start=0, end=11, line=1, column=1, kind="short", text="Kết luận 57", number="57")
FULL = Citation(
    source="báo cáo.txt",
    start=120,
    end=173,
    line=4,
    column=7,
    page=2,
    kind="numbered",
    text="Kết luận số 57-KL/TW,\nngày 15/6/2023 của Bộ Chính trị",
    type="Kết luận",
    number="57-KL/TW",
    issuer="Bộ Chính trị",
    date="2023-06-15",
    title='tiếp tục nâng cao "chất lượng", hiệu quả\tđối ngoại \\ 5%',
    issuer_basis="text",
    provisions=[Provision(dieu="5", khoan="2", diem="a"), Provision(phu_luc="II")],
    relation="implements",
    document="urn:lex:vn:bo.chinh.tri:ket.luan:2023-06-15;57-kl-tw",
    warnings=["invalid-date"],
)


def written(
    format: str,
    *batches: Sequence[msgspec.Struct],
    record: type[msgspec.Struct] = Citation,
    **options: Any,
) -> str:
    """What a writer makes of the rows of several documents."""
    chosen = writer(format, record, **options)
    parts = [chosen.head(), *(chosen.rows(batch) for batch in batches), chosen.tail()]
    return b"".join(parts).decode()


def documents(*citations: Citation) -> list[CitedDocument]:
    found = Documents()
    found.add(citations)
    return list(found.rows())


def parsed(format: str, out: str, described: dict[str, Any]) -> list[dict[str, Any]]:
    """Read back what a writer wrote; cells of CSV and TSV become what the schema says."""
    if format == "json":
        return list(json.loads(out))
    if format == "jsonl":
        return [json.loads(line) for line in out.splitlines()]
    if format == "csv":
        header, *rows = csv.reader(io.StringIO(out, newline=""))
    else:
        escapes = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
        header, *rows = [
            [
                re.sub(r"\\.", lambda match: escapes[match.group()], cell)
                for cell in line.split("\t")
            ]
            for line in out.removesuffix("\n").split("\n")
        ]
    return [
        {
            name: value(cell, described["properties"][name])
            for name, cell in zip(header, row, strict=True)
        }
        for row in rows
    ]


def value(cell: str, field: dict[str, Any]) -> Any:
    types = {option.get("type") for option in field.get("anyOf", [field])}
    if cell == "" and "null" in types:
        return None
    return json.loads(cell) if types & {"array", "integer"} else cell


# Every writer against the schema


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv"])
@pytest.mark.parametrize(
    ("record", "batches"),
    [
        (Citation, [[SHORT, FULL], [], [FULL]]),
        (Citation, [[]]),
        (CitedDocument, [documents(SHORT, FULL, FULL)]),
    ],
)
def test_what_is_written_is_what_the_schema_says(
    format: str, record: type[msgspec.Struct], batches: list[list[msgspec.Struct]]
) -> None:
    described = schema(record)
    out = written(format, *batches, record=record)
    found = parsed(format, out, described)
    expected = [msgspec.to_builtins(row) for batch in batches for row in batch]
    assert found == expected
    for row in found:
        Draft202012Validator(described).validate(row)
        assert tuple(row) == record.__struct_fields__


@pytest.mark.parametrize("format", ["table", "markdown"])
@pytest.mark.parametrize("record", [Citation, CitedDocument])
def test_what_is_shown_are_fields_of_the_schema(format: str, record: type[msgspec.Struct]) -> None:
    here = msgspec.structs.replace(FULL, source="-")
    rows: list[Any] = [SHORT, here] if record is Citation else list(documents(SHORT, here))
    columns = tuple(schema(record)["properties"])
    for chosen in ((), columns):
        screen = Screen(width=1000)
        header = written(format, rows, record=record, columns=chosen, screen=screen).splitlines()[0]
        shown = header.replace("|", " ").split()
        assert set(shown) <= set(columns)
        assert not chosen or tuple(shown) == columns


def test_every_format_can_be_made() -> None:
    for format in FORMATS:
        writer(format, Citation)
    with pytest.raises(ValueError, match="no such format"):
        writer("xlsx", Citation)


# JSON


def test_json_has_the_keys_of_a_record_in_their_order() -> None:
    assert tuple(json.loads(written("jsonl", [FULL]))) == FIELDS
    (record,) = json.loads(written("json", [FULL]))
    assert record["provisions"] == [{"dieu": "5", "khoan": "2", "diem": "a"}, {"phu_luc": "II"}]
    assert "Kết luận" in written("jsonl", [FULL]), "Vietnamese is not written in escapes"


def test_a_json_array_has_a_line_a_record() -> None:
    assert written("json", [SHORT], [], [SHORT]).count("\n") == 4
    assert written("json") == written("json", [], []) == "[]\n"


# CSV and TSV


def test_csv_quotes_what_needs_it() -> None:
    out = written("csv", [FULL], columns=["number", "text", "page", "warnings"])
    assert out == (
        "number,text,page,warnings\n"
        '57-KL/TW,"Kết luận số 57-KL/TW,\nngày 15/6/2023 của Bộ Chính trị",2,"[""invalid-date""]"\n'
    )


def test_a_record_in_tsv_is_one_line_whatever_is_in_it() -> None:
    out = written("tsv", [FULL], columns=["title", "text"])
    assert out.splitlines()[1] == (
        'tiếp tục nâng cao "chất lượng", hiệu quả\\tđối ngoại \\\\ 5%\t'
        "Kết luận số 57-KL/TW,\\nngày 15/6/2023 của Bộ Chính trị"
    )


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("57-KL/TW", "57-KL/TW"),
        ("10/2019", '"=""10/2019"""'),  # Excel would make October 2019 of it.
        ("057", '"=""057"""'),
        ("57", "57"),
        ("=1+1", '"=""=1+1"""'),
        ("-", "-"),
    ],
)
def test_excel_is_kept_from_changing_cells(number: str, cell: str) -> None:
    row = msgspec.structs.replace(SHORT, number=number)
    out = written("csv", [row], columns=["number", "date"], excel=True)
    assert out == f"\ufeffnumber,date\n{cell},\n"
    plain = written("csv", [row], columns=["number"])
    assert plain == f"number\n{number}\n"


def test_excel_reads_iso_dates_itself() -> None:
    out = written("csv", [FULL], columns=["date"], excel=True)
    assert out == "\ufeffdate\n2023-06-15\n"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_csv_and_tsv(text: str) -> None:
    row = msgspec.structs.replace(SHORT, text=text)
    described = schema(Citation)
    for format in ("csv", "tsv"):
        out = written(format, [row], columns=["text", "number"])
        assert parsed(format, out, described) == [{"text": text, "number": "57"}]


# Tables


def test_a_table_shows_what_the_rows_have() -> None:
    assert written("table", [SHORT]).split()[:2] == ["line", "number"]
    assert written("table", []) == ""
    assert written("markdown", []) == ""


def test_several_sources_stand_above_their_rows() -> None:
    out = written("table", [SHORT], [FULL], columns=(), screen=Screen(200)).splitlines()
    assert out[0] == "-"
    assert out[1].split() == ["line", "type", "number", "date", "issuer", "title"]
    assert out[5] == "báo cáo.txt"
    assert "57-KL/TW" in out[6]


def test_a_chosen_source_is_a_column() -> None:
    out = written("table", [SHORT, FULL], columns=["source", "number"]).splitlines()
    assert [line.split() for line in out[2:]] == [["-", "57"], ["báo", "cáo.txt", "57-KL/TW"]]


def test_pin_points_are_said_in_vietnamese() -> None:
    out = written("table", [FULL], columns=["provisions"]).splitlines()
    assert out[2:] == ["điểm a khoản 2 Điều 5", "Phụ lục II"]


def test_places_are_gathered_by_source() -> None:
    at = [msgspec.structs.replace(FULL, line=line) for line in (1, 1, 2, 3, 4, 5, 6)]
    rows = documents(*at)
    one = written("table", rows, record=CitedDocument, columns=["count", "places"])
    assert one.splitlines()[2].split(maxsplit=1) == ["7", "1, 2, 3, 4, (+2)"]
    rows = documents(*at, msgspec.structs.replace(FULL, source="b.txt"))
    two = written("markdown", rows, record=CitedDocument, columns=["places"])
    assert two.splitlines()[2] == "| báo cáo.txt: 1, 2, 3, 4, (+2)<br>b.txt: 4 |"


@pytest.mark.parametrize("decomposed", [False, True])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_vietnamese_is_wrapped_between_words_not_inside_letters(
    decomposed: bool, width: int
) -> None:
    title = "tiếp tục nâng cao chất lượng, hiệu quả công tác thông tin đối ngoại"
    given = unicodedata.normalize("NFD", title) if decomposed else title
    row = msgspec.structs.replace(SHORT, title=given)
    out = written("table", [row], columns=["title"], screen=Screen(width))
    assert " ".join(line.strip() for line in out.splitlines()[2:]) == title
    assert max(map(len, out.splitlines())) <= width


def test_wide_characters_take_two_columns() -> None:
    row = msgspec.structs.replace(SHORT, title="越南" * 10)
    out = written("table", [row], columns=["title", "number"], screen=Screen(30))
    assert "57" in out
    for line in out.splitlines():
        assert sum(2 if unicodedata.east_asian_width(char) == "W" else 1 for char in line) <= 30


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_in_a_text_breaks_a_table_or_steers_the_terminal(text: str) -> None:
    row = msgspec.structs.replace(SHORT, text=text, title=text)
    for format in ("table", "markdown"):
        out = written(format, [row], columns=["number", "text"], screen=Screen(60))
        assert all(char.isprintable() or char == "\n" for char in out)
    assert len(written("markdown", [row], columns=["text"]).splitlines()) == 3


def test_markup_in_a_text_is_text() -> None:
    row = msgspec.structs.replace(SHORT, title="[red]đỏ[/red] | *x* <b>")
    assert "[red]đỏ[/red] | *x* <b>" in written("table", [row], columns=["title"])
    out = written("markdown", [row], columns=["title"]).splitlines()
    assert out[2] == r"| \[red\]đỏ\[/red\] \| \*x\* \<b\> |"


def test_a_long_title_is_cut() -> None:
    row = msgspec.structs.replace(SHORT, title="rất dài " * 100)
    assert len(written("table", [row], columns=["title"], screen=Screen(40)).splitlines()) < 8


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in written("table", [FULL], screen=Screen(80, colour=True))
    assert "\x1b[" not in written("table", [FULL], screen=Screen(80, colour=False))


# One row a document


def test_mentions_of_one_document_are_one_row() -> None:
    short = msgspec.structs.replace(SHORT, document=FULL.document, date="2023")
    (row,) = documents(short, FULL)
    assert row == CitedDocument(
        type="Kết luận",
        number="57-KL/TW",  # The fullest form.
        issuer="Bộ Chính trị",
        date="2023-06-15",
        title=FULL.title,
        document=FULL.document,
        count=2,
        places=["-:1:1", "báo cáo.txt:4:7"],
    )


def test_without_a_key_what_identifies_a_document_must_be_equal() -> None:
    def unknown(**fields: Any) -> Citation:
        return msgspec.structs.replace(FULL, document=None, **fields)

    assert len(documents(unknown(), unknown(line=9, title="khác"))) == 1
    assert len(documents(unknown(), unknown(date="2024-06-15"))) == 2
    assert len(documents(unknown(number=None, title="a"), unknown(number=None, title="b"))) == 2
