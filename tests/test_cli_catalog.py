"""`--catalog`: a run with the user's own documents, and the `url` that its records have."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from conftest import CITING_TWO, ROOT, Command
from jsonschema import Draft202012Validator

from refextract.citation import FIELDS, CatalogedCitation

CATALOG = str(ROOT / "fixtures" / "catalog.csv")
URLS = ["https://example.org/2023/57-kl-tw", "https://example.org/2020/15-nd-cp"]
UNKNOWN = "Theo Nghị định số 99/2001/NĐ-CP.\n"


def test_json_has_a_url(refextract: Command) -> None:
    for format in ("json", "jsonl"):
        out = refextract("--catalog", CATALOG, "-f", format, stdin=CITING_TWO + UNKNOWN).out
        records = json.loads(out) if format == "json" else list(map(json.loads, out.splitlines()))
        assert [record["url"] for record in records] == [*URLS, None]
        assert all(tuple(record) == (*FIELDS, "url") for record in records)


def test_csv_and_tsv_have_a_url(refextract: Command) -> None:
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        out = refextract("--catalog", CATALOG, "-f", format, stdin=CITING_TWO + UNKNOWN).out
        header, *rows = csv.reader(io.StringIO(out), delimiter=delimiter)
        assert header == [*FIELDS, "url"]
        assert [row[-1] for row in rows] == [*URLS, ""]


def test_tables_have_a_url(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    for format in ("table", "markdown"):
        result = refextract("--catalog", CATALOG, "-f", format, stdin=CITING_TWO)
        assert "url" in result.out.splitlines()[0].split()
        # In Markdown too as it is, or it would be no link.
        assert all(url in result.out for url in URLS)


def test_columns_may_name_it_only_with_a_catalog(refextract: Command) -> None:
    result = refextract("--catalog", CATALOG, "--columns", "url,number", stdin=CITING_TWO)
    assert json.loads(result.out.splitlines()[0]) == {"url": URLS[0], "number": "57-KL/TW"}
    result = refextract("--columns", "url", stdin=CITING_TWO)
    assert result.status == 2
    assert "unknown column 'url'" in result.err


def test_without_a_catalog_there_is_none(refextract: Command) -> None:
    assert tuple(json.loads(refextract(stdin=UNKNOWN).out)) == FIELDS


@pytest.mark.parametrize("unique", [(), ("--unique",)])
def test_the_schema_says_so(refextract: Command, unique: tuple[str, ...]) -> None:
    described = json.loads(refextract("schema", "--catalog", *unique).out)
    plain = json.loads(refextract("schema", *unique).out)
    Draft202012Validator.check_schema(described)
    assert list(described["properties"]) == [*plain["properties"], "url"] == described["required"]
    assert all(field["description"] for field in described["properties"].values())
    del described["properties"]["url"]["description"]
    assert described["properties"] == {
        **plain["properties"],
        "url": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    }
    validator = Draft202012Validator(json.loads(refextract("schema", "--catalog", *unique).out))
    result = refextract("--catalog", CATALOG, *unique, stdin=CITING_TWO + UNKNOWN)
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["url"] for row in rows] == [*URLS, None]
    for row in rows:
        validator.validate(row)


def test_its_fields_are_those_of_the_record_and_a_url() -> None:
    assert CatalogedCitation.__struct_fields__ == (*FIELDS, "url")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "refextract: --catalog mine.csv: no such file; check the path\n"),
        ("so\n1\n", "refextract: --catalog mine.csv: no column 'number' among its columns (so)\n"),
        (
            "number,date\n1/CP,soon\n",
            "refextract: --catalog mine.csv, row 2, column date: 'soon' is no date; "
            "write it like 2023, 2023-06 or 2023-06-15\n",
        ),
    ],
)
def test_an_unusable_catalog_ends_it_before_any_output(
    refextract: Command, directory: Path, data: str | None, says: str
) -> None:
    if data is not None:
        (directory / "mine.csv").write_text(data)
    (directory / "out.jsonl").write_text("as it was")
    for output in ((), ("-o", "out.jsonl")):
        result = refextract("--catalog", "mine.csv", "-f", "csv", *output, stdin=CITING_TWO)
        assert result == (2, "", says)
    assert (directory / "out.jsonl").read_text() == "as it was"


def test_a_catalog_is_not_overwritten(refextract: Command, directory: Path) -> None:
    (directory / "mine.csv").write_text("number\n1/CP\n")
    result = refextract("--catalog", "mine.csv", "-o", "./mine.csv", stdin=CITING_TWO)
    assert result.status == 2
    assert "name another file" in result.err
    assert (directory / "mine.csv").read_text() == "number\n1/CP\n"


def test_several_catalogs_and_what_is_in_both(refextract: Command, directory: Path) -> None:
    (directory / "a.csv").write_text("number,url\n57-KL/TW,a\n")
    (directory / "b.jsonl").write_text(
        '{"number":"15/2020/NĐ-CP","url":"b"}\n{"number":"57-KL/TW","url":"c"}\n'
    )
    arguments = ("--catalog", "a.csv", "--catalog", "b.jsonl", "--columns", "url")
    result = refextract(*arguments, stdin=CITING_TWO)
    assert result.status == 0
    assert result.out == '{"url":"a"}\n{"url":"b"}\n'
    assert result.err == (
        "refextract: b.jsonl, row 2: the same document as a.csv, row 2; the first counts\n"
    )
    assert refextract("--quiet", *arguments, stdin=CITING_TWO).err == ""


def test_the_example_in_the_readme_is_so(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(
        r"\$ echo '([^']*)' \|\n>     refextract (--catalog [^\n]*)\n(.*?)```", readme, re.DOTALL
    )
    assert example is not None
    text, arguments, out = example.groups()
    monkeypatch.chdir(ROOT)
    assert refextract(*shlex.split(arguments), stdin=text + "\n").out == out
