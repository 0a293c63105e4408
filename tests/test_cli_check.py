"""`check`: what is found, where, and what the exit status says of it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import CITING, ROOT, Command, Result

from refextract.checks.rules import BY_CODE, RULES
from refextract.cli.commands import COMMANDS, load
from refextract.cli.configuration import call

WRONG = "Mở đầu.\nTheo Nghị định 15/2020/NĐ-CP ngày 31/02/2020 thì thế.\n"
REPORT = """\
-:2:6 invalid-date there is no such date: ngày 31/02/2020
    Theo Nghị định 15/2020/NĐ-CP ngày 31/02/2020 thì thế.
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""
MANY = "Nghị định 15/2020/ND-CP ngày 31/02/2020 và Thông tư 29 /2018/TT-BTC\n"
LAW = "Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29/11/2013;\n"
CATALOG = str(ROOT / "fixtures" / "catalog.csv")


def codes(result: Result) -> list[str]:
    """The codes in a report for people."""
    lines = [line for line in result.out.splitlines() if not line.startswith("    ")]
    return [line.split(" ")[1] for line in lines]


def test_a_finding_has_its_place_and_its_line(refextract: Command) -> None:
    assert refextract("check", stdin=WRONG) == Result(1, REPORT, "")


def test_nothing_found(refextract: Command) -> None:
    assert refextract("check", stdin=CITING) == Result(0, "", "")
    assert refextract("check", stdin="") == Result(0, "", "")


def test_several_files_and_one_that_cannot_be_read(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    (directory / "b.txt").write_text(CITING)
    result = refextract("check", "a.txt", "missing.txt", "b.txt")
    assert result.status == 1
    assert result.out == REPORT.replace("-:2:6", "a.txt:2:6")
    assert result.err == "refextract: missing.txt: no such file; check the path\n"
    assert refextract("check", "b.txt", "missing.txt", "-q") == Result(1, "", "")


def test_a_directory_and_an_archive(refextract: Command, directory: Path) -> None:
    (directory / "in").mkdir()
    (directory / "in" / "a.txt").write_text(WRONG)
    with zipfile.ZipFile(directory / "in" / "b.zip", "w") as packed:
        packed.writestr("c.txt", WRONG)
        packed.writestr("d.md", WRONG)
    result = refextract("check", "-r", "in", "--exclude", "*.md")
    places = [line.split(" ")[0] for line in result.out.splitlines() if line[0] != " "]
    assert places == ["in/a.txt:2:6", "in/b.zip!/c.txt:2:6"]


def test_a_list_of_files(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    result = refextract("check", "--files0-from", "-", stdin=b"a.txt\0")
    assert codes(result) == ["invalid-date"]


def test_an_old_encoding_that_is_named(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_bytes(WRONG.encode("utf-16-le"))
    assert codes(refextract("check", "--encoding", "UTF-16LE", "a.txt")) == ["invalid-date"]


def test_verbose_says_what_was_read(refextract: Command) -> None:
    assert refextract("check", "-v", stdin=CITING).err == "refextract: -: text in UTF-8\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), ["invalid-date", "noncanonical-symbol", "typography"]),
        (("--select", "typography"), ["typography"]),
        (("--select", "typography, Invalid-Date"), ["invalid-date", "typography"]),
        (("--select", "typography", "--select", "invalid-date"), ["invalid-date", "typography"]),
        (("--ignore", "typography,invalid-date"), ["noncanonical-symbol"]),
        (("--select", "typography,invalid-date", "--ignore", "typography"), ["invalid-date"]),
        (("--select", "future-date"), []),
    ],
)
def test_rules_that_count(
    refextract: Command, arguments: tuple[str, ...], expected: list[str]
) -> None:
    result = refextract("check", *arguments, stdin=MANY)
    assert codes(result) == expected
    assert result.status == (1 if expected else 0)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, []),
        ("2026-03-05", ["superseded"]),
        ("5/3/2026", ["superseded"]),
        ("2026", ["superseded"]),
        ("2024-07", []),
        ("2013-01-01", ["future-date"]),
        ("2013", []),  # Its last day.
    ],
)
def test_as_of_a_day(refextract: Command, as_of: str | None, expected: list[str]) -> None:
    options = ("--as-of", as_of) if as_of is not None else ()
    assert codes(refextract("check", *options, stdin=LAW)) == expected


def test_a_catalog(refextract: Command) -> None:
    text = "Nghị định số 15/2020/NĐ-CP và Nghị định số 99/2001/NĐ-CP\n"
    assert codes(refextract("check", "--catalog", CATALOG, stdin=text)) == ["not-in-catalog"]
    text = "Nghị định số 15/2020/NĐ-CP của Ủy ban nhân dân tỉnh Gia Lai\n"
    result = refextract("check", "--catalog", CATALOG, "--select", "not-in-catalog", stdin=text)
    assert "row 5 has the number, but type, date or issuer differ" in result.out
    # The text's own number is not one that it cites.
    own = refextract("check", "--catalog", CATALOG, stdin="Số: 99/2001/NĐ-CP\n")
    assert codes(own) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--select", "typografy"), "unknown code 'typografy'; the nearest is typography"),
        (("--ignore", "dates"), "unknown code 'dates'; the nearest is future-date"),
        (("--ignore", ",".join(BY_CODE)), "--ignore leaves no rule to check"),
        (("--select", "not-in-catalog"), "not-in-catalog needs --catalog FILE"),
        (("--explain", "superseeded"), "unknown code 'superseeded'; the nearest is superseded"),
        (("--as-of", "soon"), "--as-of: 'soon' is no date"),
        (("--format", "xml"), "unknown format 'xml'; choose from human, json, sarif, github"),
        (("--write",), "--write goes with --fix"),
        (("--fix", "-f", "json"), "--fix shows a diff, which has no --format"),
    ],
)
def test_what_makes_no_sense(refextract: Command, arguments: tuple[str, ...], says: str) -> None:
    result = refextract("check", *arguments, stdin=WRONG)
    assert (result.status, result.out) == (2, "")
    assert says in result.err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(refextract: Command, rule: object) -> None:
    assert isinstance(rule, type(RULES[0]))
    result = refextract("check", "--explain", rule.code)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"{rule.code}: {rule.meaning}\n\n")
    for example in (rule.wrong, rule.right):
        assert all(f"    {line}\n" in result.out for line in example.splitlines())
    assert all(len(line) < 110 for line in result.out.splitlines())


def test_findings_go_to_a_file(refextract: Command, directory: Path) -> None:
    assert refextract("check", "-o", "found.txt", stdin=WRONG) == Result(1, "", "")
    assert (directory / "found.txt").read_text() == REPORT


def test_pages_of_a_document_are_told(refextract: Command, directory: Path) -> None:
    made = pytest.importorskip("office_files")
    (directory / "a.pdf").write_bytes(
        made.pdf(made.pages([*["Trang"] * 8, WRONG.split("\n")[1]], 5))
    )
    [finding] = json.loads(refextract("check", "-f", "json", "a.pdf").out)
    assert finding["page"] == 2
    assert "; page 2\n" in refextract("check", "a.pdf").out


def test_a_text_of_several_sections_is_held_against_itself(
    refextract: Command, directory: Path
) -> None:
    first = "Nghị định 15/2020/NĐ-CP ngày 03/02/2020.\n"
    second = "Nghị định 15/2020/NĐ-CP ngày 13/02/2020.\n"
    (directory / "long.txt").write_text(first + "Không có gì ở đây cả.\n" * 250_000 + second)
    [finding] = json.loads(refextract("check", "-f", "json", "long.txt").out)
    assert (finding["code"], finding["line"]) == ("conflicting-date", 250_002)


def test_a_fault_of_the_program_costs_one_text(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from refextract.cli import checking

    def fails(text: str, *arguments: object, **named: object) -> list[object]:
        if "31/02" in text:
            raise ValueError("oops")
        return []

    monkeypatch.setattr(checking, "check", fails)
    (directory / "a.txt").write_text(WRONG)
    (directory / "b.txt").write_text(CITING)
    result = refextract("check", "a.txt", "b.txt")
    assert result == (
        1,
        "",
        "refextract: a.txt: internal error (ValueError: oops); please report it\n",
    )


def test_defaults_are_taken_from_the_file_of_a_project(
    refextract: Command, directory: Path
) -> None:
    (directory / "refextract.toml").write_text("[check]\nignore = ['invalid-date']\n")
    assert refextract("check", stdin=WRONG) == Result(0, "", "")
    assert call("check", {"explain": "typography"}) == 0


def test_a_format_of_other_commands_is_passed_over(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "refextract.toml").write_text("format = 'csv'\n")
    assert refextract("check", stdin=WRONG).out == REPORT
    (directory / "refextract.toml").write_text("format = 'cvs'\n")
    assert refextract("check", stdin=WRONG).status == 2
    (directory / "refextract.toml").write_text("format = 'json'\n")
    assert refextract("check", stdin=CITING).out == "[]\n"
    monkeypatch.setenv("REFEXTRACT_FORMAT", "tsv")
    assert refextract("check", "--no-config", stdin=WRONG).out == REPORT
    (directory / "refextract.toml").unlink()
    assert refextract("check", stdin=WRONG).out == REPORT
    monkeypatch.setenv("REFEXTRACT_CHECK_FORMAT", "tsv")
    assert refextract("check", stdin=WRONG).status == 2


def test_the_command_is_loaded_without_its_rules() -> None:
    code = (
        "import sys; from refextract.cli.commands import load; load('check'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "check" in COMMANDS
    assert callable(load("check"))
    loaded = set(done.stdout.split())
    assert not loaded & {"refextract.extraction", "regex", "rich", "dateutil", "typer"}


# Colour


def on_a_terminal(directory: Path, **variables: str) -> str:
    """What a run writes to a terminal."""
    (directory / "a.txt").write_text(WRONG)
    leader, follower = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    subprocess.run(
        [sys.executable, "-m", "refextract", "check", "a.txt"],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        check=False,
        cwd=directory,
        env=environment | variables,
    )
    os.close(follower)
    written = b""
    try:
        while chunk := os.read(leader, 4096):
            written += chunk
    except OSError:
        pass  # Nobody holds the other end any more.
    os.close(leader)
    return written.decode()


def test_colour_on_a_terminal_only(refextract: Command, directory: Path) -> None:
    shown = on_a_terminal(directory)
    assert "\x1b[1;33minvalid-date\x1b[0m" in shown
    assert "\x1b[1;31m" in shown
    assert "\x1b" not in on_a_terminal(directory, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(directory, TERM="dumb")
    assert "\x1b" not in refextract("check", "a.txt").out
