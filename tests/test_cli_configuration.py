"""Defaults of options: the command line counts first, then the environment, then the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CITING, ROOT, Command

from refextract.cli import configuration


@pytest.fixture(autouse=True)
def report(directory: Path) -> None:
    Path("a.txt").write_text(CITING)


def columns(refextract: Command, *arguments: str) -> str:
    """Say which columns a run without a word on them writes."""
    result = refextract("-f", "tsv", *arguments, "a.txt")
    assert result.status == 0, result.err
    return result.out.splitlines()[0].replace("\t", ",")


def everything(refextract: Command) -> str:
    return columns(refextract, "--no-config")


LEVELS = [
    ("tool", "[tool.refextract]\ncolumns = 'start'", {}, [], "start"),
    ("file", "columns = 'start'", {}, [], "start"),
    ("file, a list", "columns = ['start', 'end']", {}, [], "start,end"),
    ("table", "columns = 'start'\n[extract]\ncolumns = 'end'", {}, [], "end"),
    ("table of another", "columns = 'start'\n[batch]\ncolumns = 'end'", {}, [], "start"),
    ("environment", "[extract]\ncolumns = 'end'", {"COLUMNS": "line"}, [], "line"),
    (
        "environment, of the command",
        "columns = 'end'",
        {"COLUMNS": "line", "EXTRACT_COLUMNS": "page"},
        [],
        "page",
    ),
    ("environment, of another", "columns = 'end'", {"BATCH_COLUMNS": "page"}, [], "end"),
    ("environment, a list", "", {"COLUMNS": "line;page"}, [], "line,page"),
    ("environment, empty", "columns = 'end'", {"COLUMNS": ""}, [], "end"),
    ("command line", "columns = 'end'", {"COLUMNS": "line"}, ["--columns", "type"], "type"),
    ("read by Typer", "columns = 'end'", {}, ["-q", "--"], "end"),
    ("command line, Typer", "columns = 'end'", {}, ["--columns", "type", "--"], "type"),
]


@pytest.mark.parametrize(
    ("file", "variables", "arguments", "expected"),
    [level[1:] for level in LEVELS],
    ids=[level[0] for level in LEVELS],
)
def test_what_counts(
    refextract: Command,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    variables: dict[str, str],
    arguments: list[str],
    expected: str,
) -> None:
    Path("pyproject.toml" if "[tool" in file else "refextract.toml").write_text(file)
    for name, value in variables.items():
        monkeypatch.setenv(f"REFEXTRACT_{name}", value)
    assert columns(refextract, *arguments) == expected


def test_no_config(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    without = everything(refextract)
    Path("refextract.toml").write_text("columns = 'end'")
    monkeypatch.setenv("REFEXTRACT_COLUMNS", "line")
    assert everything(refextract) == without


def test_the_nearest_file_counts(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("refextract.toml").write_text("columns = 'start'")
    Path("below/deeper").mkdir(parents=True)
    Path("below/deeper/a.txt").write_text(CITING)
    monkeypatch.chdir("below/deeper")
    assert columns(refextract) == "start"
    Path("../pyproject.toml").write_text("[project]\nname = 'x'")
    assert columns(refextract) == "start"
    Path("../pyproject.toml").write_text("[tool.refextract]\ncolumns = 'end'")
    assert columns(refextract) == "end"
    Path("../refextract.toml").write_text("columns = 'line'")
    assert columns(refextract) == "line"


def test_a_file_that_is_named(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("refextract.toml").write_text("columns = 'start'")
    Path("other.toml").write_text("columns = 'end'")
    assert columns(refextract, "--config", "other.toml") == "end"
    monkeypatch.setenv("REFEXTRACT_CONFIG", "other.toml")
    assert columns(refextract) == "end"


def test_paths_begin_at_the_file(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("register.csv").write_bytes((ROOT / "fixtures" / "catalog.csv").read_bytes())
    Path("refextract.toml").write_text("catalog = 'register.csv'\ncolumns = 'number,url'")
    Path("below").mkdir()
    Path("below/a.txt").write_text("Theo Quyết định số 41/2021/QĐ-UBND")
    monkeypatch.chdir("below")
    result = refextract("-f", "tsv", "a.txt")
    assert result.out.splitlines()[1].endswith("41-2021")


@pytest.mark.parametrize(
    ("value", "quiet"),
    [("1", True), ("yes", True), ("TRUE", True), ("0", False), ("no", False), ("", False)],
)
def test_a_flag(
    refextract: Command, monkeypatch: pytest.MonkeyPatch, value: str, quiet: bool
) -> None:
    Path("refextract.toml").write_text(f"quiet = {str(not quiet).lower()}")
    monkeypatch.setenv("REFEXTRACT_QUIET", value)
    assert (refextract("nowhere").err == "") is quiet


@pytest.mark.parametrize("value", ["2023", "2023-06-15", "'2023-06'"])
def test_numbers_and_dates_need_no_quotation_marks(refextract: Command, value: str) -> None:
    Path("refextract.toml").write_text(f"[extract]\nsince = {value}")
    assert len(refextract("a.txt").out.splitlines()) == 1
    Path("refextract.toml").write_text("[extract]\nsince = 2024")
    assert refextract("a.txt").out == ""


def test_batch_has_defaults_too(refextract: Command) -> None:
    Path("refextract.toml").write_text("[batch]\noutput = 'found.csv'\ncolumns = ['number']")
    assert refextract("batch", "a.txt").status == 0
    assert Path("found.csv").read_bytes() == b"number\n57-KL/TW\n"


def test_schema_has_none(refextract: Command) -> None:
    Path("refextract.toml").write_text("catalog = 'x'\nunique = true")
    assert refextract("schema") == refextract("schema", "--no-config")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("formt = 'csv'", "refextract.toml: formt: no such option; did you mean format?"),
        ("max_depth = 5", "max_depth: no such option; did you mean max-depth?"),
        ("[extract]\njobs = 5", "refextract.toml: extract.jobs: no such option"),
        ("[extrct]\nformat = 'csv'", "extrct: no such option; did you mean extract?"),
        ("extract = 1", "refextract.toml: extract: is to be a table: [extract]"),
        ("[schema]\nunique = true", "schema.unique: no such option"),
        ("config = 'x'", "config: no such option"),
        ("quiet = 'yes'", "refextract.toml: quiet: is to be true or false"),
        ("format = true", "refextract.toml: format: is to be a text, in quotation marks"),
        ("type = ['Luật', []]", "refextract.toml: type: is to be a text"),
        ("format = csv", "refextract.toml: no TOML: "),
        ("format = 'cvs'", "(not from the command line are --format: format in "),
    ],
)
def test_a_file_that_makes_no_sense(refextract: Command, file: str, said: str) -> None:
    Path("refextract.toml").write_text(file)
    result = refextract("a.txt")
    assert said in result.err
    assert (result.status, result.out) == (2, "")


def test_a_file_that_is_not_there(refextract: Command) -> None:
    result = refextract("--config", "nowhere.toml", "a.txt")
    assert result.err == ("refextract: nowhere.toml: No such file or directory; check the path\n")
    assert result.status == 2
    result = refextract("--config", "nowhere.toml", "--no-config", "a.txt")
    assert (result.status, result.out) == (2, "")


def test_a_variable_that_makes_no_sense(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFEXTRACT_RECURSIVE", "maybe")
    result = refextract("a.txt")
    assert result.err == "refextract: the variable REFEXTRACT_RECURSIVE is to be 1 or 0\n"
    assert result.status == 2


def test_a_directory_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("gone").mkdir()
    monkeypatch.chdir("gone")
    Path("../gone").rmdir()
    assert configuration.nearest() is None
