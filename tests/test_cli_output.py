"""Where results go: nothing is half-written, and a reader that stops early is no error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CITING, ROOT, Command, Result

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def test_a_file_gets_what_standard_output_would_get(refextract: Command, directory: Path) -> None:
    expected = refextract(stdin=CITING).out
    assert refextract("--output", "found.jsonl", stdin=CITING) == Result(0, "", "")
    assert (directory / "found.jsonl").read_text() == expected
    assert refextract("--output", "-", stdin=CITING).out == expected


def test_a_file_is_replaced_whole(refextract: Command, directory: Path) -> None:
    found = directory / "found.csv"
    found.write_text("old " * 1000)
    found.chmod(0o640)
    link = directory / "link.csv"
    link.symlink_to(found)
    refextract("-f", "csv", "--columns", "number", "-o", "link.csv", stdin=CITING)
    assert found.read_text() == "number\n57-KL/TW\n"
    assert found.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(os.listdir(directory)) == ["found.csv", "link.csv"]


def test_input_that_cannot_be_read_does_not_cost_the_rest(
    refextract: Command, directory: Path
) -> None:
    result = refextract("-o", "found.jsonl", "missing.txt", "-", stdin=CITING)
    assert result.status == 1
    assert len((directory / "found.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("no/found.csv", "no/found.csv: No such file or directory"),
        (".", ".: is a directory"),
        ("report.txt/found.csv", "report.txt/found.csv: Not a directory"),
    ],
)
def test_a_file_that_cannot_be_written(
    refextract: Command, directory: Path, path: str, says: str
) -> None:
    (directory / "report.txt").write_text(CITING)
    result = refextract("-o", path, stdin=CITING)
    assert result == Result(1, "", f"refextract: {says}\n")


def test_a_full_disk_leaves_the_old_file(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "found.jsonl").write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = refextract("-o", "found.jsonl", stdin=CITING)
    assert result == Result(1, "", "refextract: found.jsonl: No space left on device\n")
    assert (directory / "found.jsonl").read_text() == "old"
    assert os.listdir(directory) == ["found.jsonl"]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_nothing(directory: Path, ending: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "refextract", "-o", "found.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    for _ in range(1000):
        if os.listdir(directory):
            break
        time.sleep(0.01)
    assert len(os.listdir(directory)) == 1, "it should be waiting for its input by now"
    run.send_signal(ending)
    _, err = run.communicate()
    assert (run.returncode, err) == (128 + ending, b"")
    assert os.listdir(directory) == []


def test_what_is_read_is_never_overwritten(refextract: Command, directory: Path) -> None:
    (directory / "report.txt").write_text(CITING)
    result = refextract("report.txt", "-o", "./report.txt")
    assert (result.status, result.out) == (2, "")
    assert "is to be read and to be written" in result.err
    assert (directory / "report.txt").read_text() == CITING


def test_an_output_of_before_is_not_read_with_its_directory(
    refextract: Command, directory: Path
) -> None:
    (directory / "report.txt").write_text(CITING)
    for _ in range(2):
        refextract("-r", ".", "-o", "found.jsonl")
    assert (directory / "found.jsonl").read_text().count("\n") == 1


def test_a_device_is_written_not_replaced(process: Callable[..., Result]) -> None:
    assert process("-o", "/dev/stdout", stdin=CITING).out.count("\n") == 1
    assert process("-o", os.devnull, stdin=CITING) == Result(0, "", "")
    assert not Path(os.devnull).is_file()


@needs_full
@pytest.mark.parametrize(
    "command",
    [
        "refextract >/dev/full",
        "refextract -f table >/dev/full",
        "refextract schema >/dev/full",
        "refextract --version >/dev/full",
        "refextract --help >/dev/full",
    ],
)
def test_a_full_disk_behind_standard_output(process: Callable[..., Result], command: str) -> None:
    result = process(shell=command, stdin=CITING)
    assert result.status == 1
    assert result.err == "refextract: standard output: No space left on device\n"


def test_a_closed_standard_output(process: Callable[..., Result]) -> None:
    result = process(shell="refextract >&-", stdin=CITING)
    assert result == Result(1, "", "refextract: standard output: it is closed\n")


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "table"])
def test_a_reader_that_stops_early(
    process: Callable[..., Result], directory: Path, format: str
) -> None:
    (directory / "long.txt").write_text(CITING * 5000)
    files = "long.txt " * 5
    script = f"refextract -f {format} {files} | head -n 1"
    result = process(shell=f"bash -c 'set -o pipefail; {script}'")
    assert (result.status, result.err) == (0, "")
    assert result.out.count("\n") == 1


def test_records_come_out_before_the_next_document_is_read(directory: Path) -> None:
    (directory / "first.txt").write_text(CITING)
    run = subprocess.Popen(
        [sys.executable, "-m", "refextract", "first.txt", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdout is not None
    assert b"57-KL/TW" in run.stdout.readline(), "while standard input is still open"
    run.communicate(CITING.encode())
