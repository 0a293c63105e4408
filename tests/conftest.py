"""What the tests of the command share: a directory to work in, and two ways to run it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from refextract.cli.program import run

ROOT = Path(__file__).parent.parent

CITING = "Hội nghị quán triệt Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị.\n"
"""A text with one citation, and what it is."""
CITATION = CITING[20:-2]

CITING_TWO = CITING + "Căn cứ Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ.\n"


class Result(NamedTuple):
    """What a run of the command left."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """The command, called with its arguments."""

    def __call__(self, *arguments: str, stdin: bytes | str = b"") -> Result: ...


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory, the current one while the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def refextract(
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Command:
    """The command, run in this process: quick."""

    def call(*arguments: str, stdin: bytes | str = b"") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        status = run(arguments)
        out, err = capfdbinary.readouterr()
        return Result(status, out.decode(), err.decode())

    return call


@pytest.fixture
def process(directory: Path) -> Callable[..., Result]:
    """The command, run as a shell would: what happens at the edges of a process counts."""

    def call(
        *arguments: str | bytes,
        stdin: bytes | str = b"",
        shell: str | None = None,
        **variables: str,
    ) -> Result:
        command: list[str | bytes] | str = [sys.executable, "-m", "refextract", *arguments]
        if shell is not None:
            command = shell.replace("refextract", f"{sys.executable} -m refextract")
        done = subprocess.run(
            command,
            shell=shell is not None,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
