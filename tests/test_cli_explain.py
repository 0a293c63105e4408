"""`refextract explain`: what is shown of a citation."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Command, Result

from refextract.vocabulary import symbols
from refextract.vocabulary.places import place_of

[KL] = symbols.types("KL")
SHOWN = f"""\
57-KL/TW ngày 15/6/2023
──────── ──────────────
number   date

numbered: a number with its letters
type        Kết luận
            KL in the number stands for it [type.symbol]
            ← document_types.csv, row {place_of(KL).row}: Kết luận
number      57-KL/TW
            serial 57, letters KL/TW [number.full]
"""


def test_what_is_shown(refextract: Command) -> None:
    result = refextract("explain", "57-KL/TW ngày 15/6/2023")
    assert result.out.startswith(SHOWN)
    assert (result.status, result.err) == (0, "")


def test_words_need_no_quotation_marks(refextract: Command) -> None:
    one = refextract("explain", "57-KL/TW ngày 15/6/2023")
    assert refextract("explain", "57-KL/TW", "ngày", "15/6/2023") == one


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(refextract: Command, arguments: list[str]) -> None:
    result = refextract("explain", *arguments, stdin="57-KL/TW ngày 15/6/2023\n")
    assert result.out.startswith(SHOWN)


def test_json_has_the_record_and_every_part(refextract: Command) -> None:
    text = "Kết luận số 57-KL/TW"
    [found] = json.loads(refextract("explain", text, "-f", "json").out)["citations"]
    [record] = map(json.loads, refextract("-f", "jsonl", stdin=text).out.splitlines())
    assert found["citation"] == record
    assert [part["field"] for part in found["parts"]] == [
        "kind", "type", "number", "symbol", "symbol", "issuer", "document",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [40, 60, 100, 200])
def test_lines_fit_the_width(
    refextract: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = (ROOT / "fixtures" / "hoi-nghi-tinh-uy.txt").read_text(encoding="utf-8")
    result = refextract("explain", stdin=text)
    assert result.status == 0
    assert max(map(len, result.out.splitlines())) <= columns


def test_what_steers_a_terminal_is_not_passed_on(refextract: Command) -> None:
    result = refextract("explain", "Luật \x1b[31mĐất đai\x1b[0m và Nghị định số\n15/2020/NĐ-CP\x07")
    assert not set(result.out) & {"\x1b", "\x07"}


def test_markup_of_the_text_is_text(refextract: Command) -> None:
    assert "Nghị định [bold]" in refextract("explain", "Nghị định [bold] số 15/2020/NĐ-CP").out


def test_nothing_is_found(refextract: Command) -> None:
    result = refextract("explain", "Chỉ thị ngày 31/02/2021 của Ban Bí thư")
    assert result == Result(
        0, "no citation found\n✗ Chỉ thị: the calendar has no ngày 31/02/2021\n", ""
    )


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["-f", "csv", "x"], b"", "unknown format 'csv'; choose from text, json"),
        ([], b"\xff", "standard input is not UTF-8"),
        ([], b"x" * 100_001, "100,001 characters are too many to explain"),
    ],
)
def test_wrong_usage(refextract: Command, arguments: list[str], stdin: bytes, said: str) -> None:
    result = refextract("explain", *arguments, stdin=stdin)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_rows_of_ones_own_are_named_with_their_file(refextract: Command) -> None:
    Path("ours").mkdir()
    Path("ours/issuers.csv").write_text("name,symbols\nBộ Vũ trụ,BVTQ\n")
    result = refextract("explain", "--vocabulary", "ours", "Thông tư 12/2027/TT-BVTQ")
    assert "← ours/issuers.csv, row 2: Bộ Vũ trụ\n" in result.out
    assert "ours/issuers.csv" not in refextract("explain", "Thông tư 12/2027/TT-BVTQ").out


def test_a_format_for_other_commands_is_passed_over(refextract: Command) -> None:
    Path("refextract.toml").write_text("format = 'csv'")
    assert refextract("explain", "57-KL/TW ngày 15/6/2023").out.startswith(SHOWN)


def on_terminal(**variables: str) -> str:
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "refextract", "explain", "57-KL/TW"]
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT), **variables}
    with os.fdopen(terminal, "wb") as stream:
        subprocess.run(command, stdout=stream, check=True, env=environment)
    shown = b""
    try:
        while piece := os.read(main, 65536):
            shown += piece
    except OSError:  # So ends a terminal that nobody writes to any more.
        pass
    os.close(main)
    return shown.decode()


def test_colours_are_for_terminals(process: Callable[..., Result]) -> None:
    assert "\x1b[" in on_terminal()
    assert "\x1b[" not in on_terminal(NO_COLOR="1")
    assert "\x1b[" not in process("explain", "57-KL/TW").out


def test_json_needs_no_rich() -> None:
    code = (
        "import sys; from refextract.cli.program import run; run(['explain', 'x', '-f', 'json']);"
        "print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.endswith("False\n")
