"""Batch: whatever ends a run, with --resume it goes on; nothing is lost, nothing there twice."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import CITING, CITING_TWO, ROOT, Command

from refextract.batch import Refused, State
from refextract.batch.journal import Partial

PROGRAM = (
    "from refextract import batch; from refextract.__main__ import main; "
    "batch.CHECKPOINT = 0.02; main()"
)
"""The command, with a journal that is written often, because the test's runs are short."""

LEFT = ("out.jsonl.partial", "out.jsonl.partial.journal", "out.jsonl.partial.d")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files with copies among them, one that cannot be read, and an archive of many."""
    folder = tmp_path_factory.mktemp("archive")
    chance = random.Random(5)
    for place in range(150):
        text = CITING_TWO.replace("57", str(chance.randrange(1, 99))) * chance.randrange(1, 60)
        (folder / f"{place:03}.txt").write_text(text)
        if place % 10 == 0:
            (folder / f"{place:03}-copy.txt").write_text(text)
    (folder / "050-bad.txt").write_bytes(b"\x00\x01binary")
    with zipfile.ZipFile(folder / "075.zip", "w") as packed:
        for place in range(300):
            packed.writestr(f"{place}.txt", CITING_TWO * chance.randrange(1, 30))
    return folder


def begin(archive: Path, *options: str) -> subprocess.Popen[bytes]:
    arguments = ["batch", str(archive), "-o", "out.jsonl", "--errors", "errors.jsonl", *options]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def end(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, err = run.communicate(timeout=60)
    return run.returncode, err.decode()


def results() -> tuple[bytes, bytes]:
    return Path("out.jsonl").read_bytes(), Path("errors.jsonl").read_bytes()


@pytest.fixture(scope="module")
def uninterrupted(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[bytes, bytes]]:
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("uninterrupted"))
    status, err = end(begin(archive, "--jobs", "1"))
    assert status == 1, err
    yield results()
    os.chdir(before)


def workers(main: int) -> list[int]:
    """The processes that work for a run: the children of the server that forks them."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    return [pid for pid, parent in parents.items() if parents.get(parent) == main]


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="finds the workers in /proc, which isn't here"
)


@needs_proc
def test_killed_at_random_twenty_times_it_goes_on(
    directory: Path, archive: Path, uninterrupted: tuple[bytes, bytes]
) -> None:
    cut = 0
    for seed in range(20):
        chance = random.Random(seed)
        run = begin(archive, "--jobs", "2", "--resume")
        worker_at, main_at = sorted(chance.choices(range(150), k=2))
        wait_for(worker_at, run)
        if of_run := workers(run.pid):
            kill(chance.choice(of_run))
        wait_for(main_at, run)
        time.sleep(chance.uniform(0, 0.05))
        run.kill()
        end(run)
        # Most are killed when there is something, and not everything.
        cut += os.path.exists(LEFT[0]) and os.path.getsize(LEFT[0]) > 0
        if left() or not Path("out.jsonl").exists():
            status, err = end(begin(archive, "--jobs", "2", "--resume"))
            assert status == 1, (seed, err)
        assert results() == uninterrupted, seed
        assert not left(), seed
        os.unlink("out.jsonl")
    assert cut >= 10


def left() -> list[str]:
    """What a run leaves when it is killed."""
    return [name for name in LEFT if os.path.exists(name)]


def wait_for(index: int, run: subprocess.Popen[bytes]) -> None:
    """Wait until a run has come to an input."""
    while progress() < index and run.poll() is None:
        time.sleep(0.005)


def progress() -> int:
    """The input that the run is at, as the last whole line of its journal says."""
    try:
        return int(json.loads(Path(LEFT[1]).read_bytes().split(b"\n")[-2])["index"])
    except (OSError, IndexError, KeyError):
        return -1


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_promptly_and_says_how_to_go_on(
    directory: Path, archive: Path, uninterrupted: tuple[bytes, bytes], sent: signal.Signals
) -> None:
    run = begin(archive, "--jobs", "1")
    wait_for(1, run)
    run.send_signal(sent)
    begun = time.monotonic()
    status, err = end(run)
    assert time.monotonic() - begun < 2
    assert status in (130, 143, -sent)
    assert "the same command with --resume goes on" in err
    assert "Traceback" not in err
    assert not Path("out.jsonl").exists()
    assert end(begin(archive, "--resume"))[0] == 1
    assert results() == uninterrupted


# What --resume refuses, and what it does where there is nothing to go on with


def test_without_resume_an_interrupted_run_is_not_thrown_away(
    refextract: Command, directory: Path
) -> None:
    (directory / "a.txt").write_text(CITING)
    (directory / "out.jsonl.partial").write_text("something")
    result = refextract("batch", "a.txt", "-o", "out.jsonl")
    assert result.status == 2
    assert "out.jsonl.partial is left of a run that was interrupted; add --resume" in result.err
    assert (directory / "out.jsonl.partial").read_text() == "something"


def test_with_nothing_to_go_on_with_it_begins(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    assert refextract("batch", "a.txt", "-o", "out.jsonl", "--resume").status == 0
    assert len((directory / "out.jsonl").read_text().splitlines()) == 1


def interrupt(refextract: Command, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Begin a run that ends before its first result."""

    def stop(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("refextract.batch.pool.Pool.wait", stop)
        with pytest.raises(KeyboardInterrupt):
            refextract("batch", *arguments)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (["b.txt", "-o", "out.jsonl"], "another paths"),
        (["a.txt", "-o", "out.jsonl", "--type", "Luật"], "another filters"),
        (["a.txt", "-o", "out.jsonl", "--hidden"], "another reading"),
    ],
)
def test_another_run_does_not_go_on_with_it(
    refextract: Command,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed: list[str],
    says: str,
) -> None:
    for name in ("a.txt", "b.txt"):
        (directory / name).write_text(CITING)
    interrupt(refextract, monkeypatch, "a.txt", "-o", "out.jsonl")
    result = refextract("batch", *changed, "--resume")
    assert result.status == 2
    assert says in result.err
    assert refextract("batch", "a.txt", "-o", "out.jsonl", "--resume").status == 0


def test_the_format_may_change(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "a.txt").write_text(CITING)
    interrupt(refextract, monkeypatch, "a.txt", "-o", "out")
    assert refextract("batch", "a.txt", "-o", "out", "--resume", "-f", "csv").status == 0
    assert (directory / "out").read_text().startswith("source,start,end,")


def test_other_files_than_before_are_noticed(
    directory: Path, archive: Path, refextract: Command
) -> None:
    mine = directory / "mine"
    shutil.copytree(archive, mine)
    run = begin(mine, "--jobs", "1")
    wait_for(4, run)
    run.kill()
    end(run)
    (mine / "000.txt").rename(mine / "0000.txt")
    result = refextract("batch", str(mine), "-o", "out.jsonl", "--errors", "e.jsonl", "--resume")
    assert result.status == 2
    assert "left of a run over other files" in result.err


# The journal


def partial(*, resume: bool, run: str = "x") -> Partial:
    return Partial("out", "errors", {"run": run}, resume=resume)


def test_what_the_journal_does_not_speak_of_is_cut_off(directory: Path) -> None:
    first = partial(resume=False)
    first.write(b"one\n")
    first.fail("a", "no")
    first.state.index = 1
    first.checkpoint()
    first.write(b"two\n")
    first.fail("b", "no")
    first.state.index = 2
    first.close()
    with Path("out.partial.journal").open("ab") as journal:
        journal.write(b'{"index":2,"rows":8')  # It was killed in the midst of the line.
    second = partial(resume=True)
    assert (second.state.index, second.state.rows, second.state.failures) == (1, 4, 1)
    assert Path("out.partial").read_bytes() == b"one\n"
    assert Path("errors").read_text() == '{"source":"a","reason":"no"}\n'
    second.close()


def test_killed_before_the_first_line_it_begins_again(directory: Path) -> None:
    partial(resume=False).close()
    for content in (b"", b'{"run":"x"}\n', b'{"run"'):
        Path("out.partial.journal").write_bytes(content)
        Path("out.partial").write_bytes(b"left over")
        again = partial(resume=True)
        assert again.state == State()
        again.close()
        assert Path("out.partial").read_bytes() == b""


def test_killed_between_the_last_steps_it_only_tidies_up(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "a.txt").write_text(CITING)
    with monkeypatch.context() as patched:
        patched.setattr(Partial, "clean", Partial.close)
        assert refextract("batch", "a.txt", "-o", "out.jsonl").status == 0
    whole = (directory / "out.jsonl").read_bytes()
    assert (directory / LEFT[1]).exists()
    result = refextract("batch", "a.txt", "-o", "out.jsonl", "--resume")
    assert re.search(r"1 file, .*; 1 citation in out.jsonl", result.err)
    assert (directory / "out.jsonl").read_bytes() == whole
    assert not left()


def test_two_runs_with_one_output_are_kept_apart(directory: Path) -> None:
    first = partial(resume=False)
    with pytest.raises(Refused, match="another run is writing out"):
        partial(resume=True)
    first.close()
    partial(resume=True).close()
