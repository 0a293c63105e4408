"""Input that cannot be read: one line that names it and says what to do, and the rest is read."""

from __future__ import annotations

import builtins
import codecs
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CITING, Command, Result

from refextract import extraction
from refextract.citation import Citation


def sources(result: Result) -> list[str]:
    return [json.loads(line)["source"] for line in result.out.splitlines()]


BINARY = b"\x7fELF\x02\x01\x00"
WINDOWS_1258 = CITING.encode().replace("Ế".encode(), b"\xc3") + "Nghị định".encode("utf-16-le")[:1]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "missing.txt: no such file"),
        ("program.txt", BINARY, "program.txt: a binary file"),
        (
            "old.txt",
            b"Ngh\xf2 \xf0\xecnh",
            "old.txt: not UTF-8 (byte 0xF2 at offset 3), and no other encoding fits it well",
        ),
        ("half.txt", codecs.BOM_UTF16_LE + b"a\0b", "half.txt: begins like UTF-16"),
        ("wide.txt", CITING.encode("utf-32"), "wide.txt: a binary file"),
        ("folder", "directory", "folder: a directory; add --recursive"),
        ("file.txt/x", None, "file.txt/x: Not a directory"),
        ("a" * 300, None, "File name too long"),
    ],
)
def test_it_is_named_and_the_rest_is_read(
    refextract: Command, directory: Path, name: str, data: bytes | str | None, says: str
) -> None:
    (directory / "file.txt").write_text(CITING)
    if isinstance(data, bytes):
        (directory / name).write_bytes(data)
    elif data == "directory":
        (directory / name).mkdir()
    result = refextract("file.txt", name, "file.txt")
    assert sources(result) == ["file.txt", "file.txt"]
    assert result.status == 1
    (line,) = result.err.splitlines()
    assert line.startswith("refextract: ")
    assert says in line


def test_quiet_leaves_it_to_the_exit_status(refextract: Command) -> None:
    assert refextract("--quiet", "missing.txt") == Result(1, "", "")


def test_an_empty_file_has_no_citations(refextract: Command, directory: Path) -> None:
    (directory / "empty.txt").touch()
    assert refextract("empty.txt") == Result(0, "", "")
    assert refextract() == Result(0, "", "")


def test_a_file_without_the_right_to_read_it(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("open.txt", "closed.txt"):
        (directory / name).write_text(CITING)
    # Where the tests run as root no file is unreadable, so the refusal is made here.
    really_open = builtins.open

    def refuse(file: Any, *arguments: Any, **options: Any) -> Any:
        if file == "closed.txt":
            raise PermissionError(13, "Permission denied", file)
        return really_open(file, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    result = refextract("closed.txt", "open.txt")
    assert sources(result) == ["open.txt"]
    assert result.status == 1
    assert result.err == (
        "refextract: closed.txt: permission denied; you need the right to read it\n"
    )


def test_a_directory_that_cannot_be_listed(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("d/closed/x.txt", "d/open/x.txt"):
        (directory / name).parent.mkdir(parents=True)
        (directory / name).write_text(CITING)
    really_scan = os.scandir

    def refuse(path: str) -> Any:
        if path == "d/closed":
            raise PermissionError(13, "Permission denied", path)
        return really_scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = refextract("-r", "d")
    assert sources(result) == ["d/open/x.txt"]
    assert result.status == 1
    assert "d/closed: permission denied" in result.err


def test_a_name_that_would_steer_the_terminal_is_written_in_escapes(refextract: Command) -> None:
    result = refextract("a\x1b[2J\nb")
    assert result.err == "refextract: a\\x1b[2J\\nb: no such file; check the path\n"


def test_a_name_that_is_not_utf_8(process: Callable[..., Result], directory: Path) -> None:
    (directory / os.fsdecode(b"b\xe1o.txt")).write_text(CITING)
    result = process(b"b\xe1o.txt", b"kh\xf4ng.txt")
    assert sources(result) == ["b\\xe1o.txt"]
    assert result.err.startswith("refextract: kh\\xf4ng.txt: no such file")
    assert result.status == 1


def test_a_fault_of_ours_costs_one_text_only(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "good.txt").write_text(CITING)
    (directory / "bad.txt").write_text("bad")
    really_extract = extraction.extract_parts

    def fail(chunks: list[str], **options: Any) -> Iterator[Citation]:
        if chunks == ["bad"]:
            raise IndexError("of something")
        return really_extract(chunks, **options)

    monkeypatch.setattr(extraction, "extract_parts", fail)
    result = refextract("bad.txt", "good.txt")
    assert sources(result) == ["good.txt"]
    assert result.status == 1
    assert result.err == (
        "refextract: bad.txt: internal error (IndexError: of something); please report it\n"
    )
    monkeypatch.setenv("REFEXTRACT_DEBUG", "1")
    assert "Traceback" in refextract("bad.txt").err


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "xlsx"), "unknown format 'xlsx'; choose from table, json, jsonl, csv"),
        (("--columns", "number,dat"), "unknown column 'dat'; choose from source, start, end"),
        (("--unique", "--columns", "line"), "unknown column 'line'; choose from type, number"),
        (("--kind", "legal"), "unknown kind 'legal'; choose from numbered, named, dated"),
        (("--since", "31/02/2023"), "--since: '31/02/2023' is no date; write it like 2023"),
        (("--excel", "-f", "json"), "--excel goes with --format csv, not with json"),
        (("--files0-from", "list", "a.txt"), "either paths or --files0-from, not both"),
        (("--files0-from", "list"), "--files0-from list: No such file or directory"),
        (("--colums", "number"), "No such option: --colums"),
        (("--format",), "'--format' requires an argument"),
        (("schema", "a.txt"), "unexpected extra argument"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    refextract: Command, arguments: tuple[str, ...], says: str
) -> None:
    result = refextract(*arguments, stdin=CITING)
    (line,) = result.err.splitlines()
    assert line.startswith("refextract: ")
    assert says in line
    assert (result.status, result.out) == (2, "")
