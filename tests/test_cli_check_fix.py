"""`check --fix`: what is safe to rewrite, shown first, and written so that nothing else changes."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CITING, Command, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from refextract import extract
from refextract.checks.checker import check
from refextract.checks.finding import Edit, Found
from refextract.checks.fixes import applied, diff, rewrite
from refextract.checks.rules import BY_CODE
from refextract.cli import checking

WRONG = "Một.\nTheo Nghị định 15/2020/ND-CP và Thông tư 29 /2018/TT – BTC.\nNghị quyết 05/NQ-TƯ\n"
RIGHT = "Một.\nTheo Nghị định 15/2020/NĐ-CP và Thông tư 29/2018/TT-BTC.\nNghị quyết 05-NQ/TW\n"
DIFF = """\
--- a.txt
+++ a.txt
@@ -1,3 +1,3 @@
 Một.
-Theo Nghị định 15/2020/ND-CP và Thông tư 29 /2018/TT – BTC.
-Nghị quyết 05/NQ-TƯ
+Theo Nghị định 15/2020/NĐ-CP và Thông tư 29/2018/TT-BTC.
+Nghị quyết 05-NQ/TW
"""


def found(text: str) -> list[Found]:
    return check(text, extract(text), codes=BY_CODE, today="2026-11-23")


def test_it_is_shown_first(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    assert refextract("check", "--fix", "a.txt") == Result(1, DIFF, "")
    assert (directory / "a.txt").read_text() == WRONG


def test_it_is_written_and_then_there_is_nothing_left(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    result = refextract("check", "--fix", "--write", "a.txt")
    assert result == Result(0, "", "refextract: a.txt: rewritten\n")
    assert (directory / "a.txt").read_text() == RIGHT
    assert refextract("check", "--fix", "a.txt") == Result(0, "", "")
    assert refextract("check", "--fix", "--write", "a.txt") == Result(0, "", "")
    assert os.listdir(directory) == ["a.txt"]


def test_what_is_left_is_reported_where_it_stands_now(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text("Thông tư 29 /2018/TT – BTC và Nghị định 67/NĐ- CP\n")
    result = refextract("check", "--fix", "--write", "a.txt", "-q")
    assert result.status == 1
    assert result.out.startswith("a.txt:1:28 incomplete-number ")
    assert result.err == ""


def test_rules_that_do_not_count_rewrite_nothing(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    refextract("check", "--fix", "--write", "--ignore", "noncanonical-symbol", "a.txt")
    text = (directory / "a.txt").read_text()
    assert "29/2018/TT-BTC" in text
    assert "15/2020/ND-CP" in text


def test_a_text_that_is_right_is_left_alone(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    before = os.stat(directory / "a.txt")
    assert refextract("check", "--fix", "--write", "a.txt") == Result(0, "", "")
    after = os.stat(directory / "a.txt")
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(
    refextract: Command, directory: Path, mark: bytes, encoding: str, end: str
) -> None:
    wrong, right = WRONG.replace("\n", end), RIGHT.replace("\n", end)
    (directory / "a.txt").write_bytes(mark + wrong.encode(encoding))
    result = refextract("check", "--fix", "--write", "a.txt")
    assert result.status == 0, result
    assert (directory / "a.txt").read_bytes() == mark + right.encode(encoding)


def test_what_is_decomposed_stays_so(refextract: Command, directory: Path) -> None:
    text = unicodedata.normalize("NFD", "Căn cứ Nghị định 15/2020/ND-CP của Chính phủ\n")
    (directory / "a.txt").write_text(text)
    refextract("check", "--fix", "--write", "a.txt")
    assert (directory / "a.txt").read_text() == text.replace("ND-CP", "NĐ-CP")


def test_mode_and_links_stay(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    (directory / "a.txt").chmod(0o640)
    (directory / "link.txt").symlink_to("a.txt")
    assert refextract("check", "--fix", "--write", "link.txt").status == 0
    assert (directory / "link.txt").is_symlink()
    assert (directory / "a.txt").read_text() == RIGHT
    assert (directory / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_long_text_is_rewritten_whole(refextract: Command, directory: Path) -> None:
    filler = "Không có gì ở đây cả.\n" * 250_000
    (directory / "a.txt").write_text(WRONG + filler + WRONG)
    assert refextract("check", "--fix", "--write", "a.txt").status == 0
    assert (directory / "a.txt").read_text() == RIGHT + filler + RIGHT


@pytest.mark.parametrize("write", [(), ("--write",)])
def test_what_is_not_rewritten_is_said(
    refextract: Command, directory: Path, write: tuple[str, ...]
) -> None:
    with zipfile.ZipFile(directory / "a.zip", "w") as packed:
        packed.writestr("b.txt", WRONG)
    (directory / "c.html").write_text(f"<!doctype html><html><body><p>{WRONG}</p></body></html>")
    packed_before = (directory / "a.zip").read_bytes()
    result = refextract("check", "--fix", *write, "a.zip", "c.html", "-", stdin=WRONG)
    assert result.status == 1
    for source, why in (
        ("a.zip!/b.txt", "only plain text files are rewritten, not archives, HTML or documents"),
        ("c.html", "only plain text files are rewritten, not archives, HTML or documents"),
        ("-", "standard input is only read; name the file"),
    ):
        assert f"refextract: {source}: not rewritten: {why}\n" in result.err
    assert (directory / "a.zip").read_bytes() == packed_before
    assert ("a.zip!/b.txt:2:6 noncanonical-symbol" in result.out) == bool(write)


def test_an_old_encoding_is_not_rewritten(refextract: Command, directory: Path) -> None:
    data = "NghÞ ®Þnh 15/2020/ND-CP cña ChÝnh phñ\n".encode("latin-1")
    (directory / "a.txt").write_bytes(data)
    result = refextract("check", "--fix", "--write", "--encoding", "TCVN3", "a.txt")
    assert result.status == 1
    assert "text in TCVN3 is not rewritten; convert it to UTF-8 first" in result.err
    assert (directory / "a.txt").read_bytes() == data


def test_letters_that_the_encoding_lacks(refextract: Command, directory: Path) -> None:
    data = b"Theo QD 15/2020/ND-CP cua Chinh phu: Nghi dinh 15/2020/ND-CP\n"
    (directory / "a.txt").write_bytes(data)
    result = refextract("check", "--fix", "--write", "--encoding", "latin-1", "a.txt")
    assert result.status == 1
    assert "convert it to UTF-8" in result.err
    assert (directory / "a.txt").read_bytes() == data


def test_a_file_that_cannot_be_written_costs_itself(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (directory / name).write_text(WRONG)
    replace = os.replace

    def full(draft: str, path: str) -> None:
        if path.endswith("a.txt"):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(draft, path)

    monkeypatch.setattr(os, "replace", full)
    result = refextract("check", "--fix", "--write", "a.txt", "b.txt")
    assert result.status == 1
    assert "refextract: a.txt: No space left on device\n" in result.err
    assert "a.txt:2:6 noncanonical-symbol" in result.out
    assert (directory / "a.txt").read_text() == WRONG
    assert (directory / "b.txt").read_text() == RIGHT
    assert sorted(os.listdir(directory)) == ["a.txt", "b.txt"]


def test_a_file_that_changed_meanwhile_is_left_alone(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "a.txt").write_text(WRONG)

    def mended(*arguments: object) -> str:
        (directory / "a.txt").write_text("another text")
        return RIGHT

    monkeypatch.setattr(checking.Checking, "mended", mended)
    result = refextract("check", "--fix", "--write", "a.txt")
    assert "a.txt: not rewritten: it was changed meanwhile; run the command again\n" in result.err
    assert (directory / "a.txt").read_text() == "another text"


def test_a_pipe_is_only_read(process: Callable[..., Result], directory: Path) -> None:
    (directory / "a.txt").write_text(WRONG)
    os.mkfifo(directory / "pipe")
    result = process(shell="cat a.txt > pipe & refextract check --fix pipe")
    assert result.status == 1
    assert "pipe: not rewritten: a pipe or device is only read; name the file\n" in result.err


# The diff


@pytest.mark.parametrize(
    "command", [["patch", "--binary", "-p0"], ["git", "apply", "-p0", "--whitespace=nowarn"]]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\nHết."])
def test_other_programs_understand_it(
    directory: Path, command: list[str], end: str, last: str
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    lines = [f"Dòng {number}" for number in range(40)]
    for number in (0, 1, 7, 20, 39):
        lines[number] = "Nghị định 15/2020/ND-CP"
    old = end.join(lines) + last
    new = rewrite(old, found)
    assert new == old.replace("ND-CP", "NĐ-CP")
    (directory / "a.txt").write_text(old, newline="")
    shown = "".join(diff("a.txt", old, new)).encode()
    subprocess.run(command, input=shown, check=True, capture_output=True)
    assert (directory / "a.txt").read_bytes() == new.encode()


def test_no_change_has_no_diff() -> None:
    assert list(diff("a.txt", WRONG, WRONG)) == []


def test_of_edits_that_overlap_the_first_is_made() -> None:
    assert applied("abcdef", [Edit(3, 5, "Y"), Edit(1, 4, "X"), Edit(5, 6, "Z")]) == "aXeZ"


PARTS = st.sampled_from(
    ["Nghị định ", "số ", "15", "/", "2020", "/ND-CP", "/NĐ/CP", " – ", "-", "NQ/TW", "05/NQ-TƯ",
     "QĐ", "TTG", "Luật Quản lý thuế số 38/QH14/2019", "và ", ", ", "\n", "18, 19-NQ/TW", "CP",
     "\u200b", "100/2015/QH2013", " /2018/TT- BYT", "Ð", "Thông tư ", "của Bộ Y tế ", "QHI5", " "]
)  # fmt: skip


def numbers(text: str) -> list[str | None]:
    return [one.number for one in extract(text) if one.kind == "numbered"]


@settings(deadline=None)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_a_second_run_finds_nothing_to_rewrite(text: str) -> None:
    new = rewrite(text, found)
    assert new.count("\n") == text.count("\n")
    assert [one for one in found(new) if one.edit is not None] == []
    assert len(numbers(new)) >= len(numbers(text))
