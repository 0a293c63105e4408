"""Batch: what is told while it runs, on a terminal and in a log."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from conftest import CITING_TWO, ROOT, Command

from refextract.cli import progress

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def pack(members: int) -> None:
    """Pack texts that take a while."""
    with tarfile.open("old.tar", "w") as packed:
        for place in range(members):
            data = (CITING_TWO * 500).encode()
            member = tarfile.TarInfo(f"{place}.txt")
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))


def test_a_log_has_a_line_now_and_then(
    refextract: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LOG_SECONDS", 0.0)
    pack(30)
    result = refextract("batch", "old.tar", "-o", "found.jsonl", "-j", "1")
    *lines, last = result.err.splitlines()
    assert lines
    amounts = r"0 files(, \d+ documents?)?, [\d.]+ (B|kB|MB), [\d.]+ (B|kB|MB)/s(; now old\.tar)?"
    assert all(re.fullmatch(f"refextract: {amounts}", line) for line in lines)
    assert not all(" 0 B, " in line for line in lines)  # Bytes of an archive count as it is read.
    size = f"{os.path.getsize('old.tar') / 1e6:.1f} MB"
    assert last.startswith(f"refextract: 1 file, 30 documents, {size} in ")
    assert last.endswith("; 30,000 citations in found.jsonl")


def test_a_terminal_has_a_bar(directory: Path) -> None:
    pack(60)
    Path("bad.txt").write_bytes(b"\0\1")
    shown, status = on_a_terminal("batch", "bad.txt", "old.tar", "-o", "found.jsonl", "-j", "1")
    assert status == 1
    plain = ESCAPE.sub("", shown)
    assert "refextract: bad.txt: a binary file, not text" in plain
    # How many frames there are, and what each has come to, is a matter of the machine.
    assert re.search(r"[01] files? .*[━╸]+.*/\d+\.\d MB .*[01] errors?", plain)
    # What stays on the screen is below the bar, which is taken away.
    assert "\x1b[2K" in shown
    assert plain.splitlines()[-1].startswith("refextract: 2 files, 60 documents, ")


def test_a_quiet_run_says_nothing(directory: Path) -> None:
    pack(5)
    assert on_a_terminal("batch", "old.tar", "-o", "found.jsonl", "--quiet") == ("", 0)


def on_a_terminal(*arguments: str) -> tuple[str, int]:
    """Run the command with standard error on a terminal; give what it shows, and the status."""
    main, terminal = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "refextract", *arguments],
        stderr=terminal,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "160"},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            some = os.read(main, 4096)
        except OSError:  # Linux says so when the other side is closed.
            break
        if not some:
            break
        shown += some
    os.close(main)
    return shown.decode(), run.wait()
