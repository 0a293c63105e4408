"""Batch: whatever happens to one document costs that document alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from recipes import RECIPE, die_at_start

from refextract import batch
from refextract.batch import Batch, State, WorkersFail
from refextract.readers import UnreadableInput


class Watch:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.failures: list[tuple[str, str]] = []

    def failed(self, source: str, reason: str) -> None:
        self.failures.append((source, reason))

    def progress(self, state: State, current: str) -> None:
        pass


def found(paths: Iterable[str]) -> Callable[[Callable[[UnreadableInput], None]], Iterable[str]]:
    return lambda failed: paths


def process(files: dict[str, str], **options: Any) -> tuple[list[str], list[tuple[str, str]]]:
    """Run batch over files; give `source text` of each record, and the failures."""
    for name, content in files.items():
        Path(name).write_text(content)
    watch = Watch()
    what = Batch(
        **{
            "find": found(files),
            "recipe": RECIPE,
            "output": "out.jsonl",
            "finish": None,
            "run": {},
            "jobs": 2,
            "timeout": 5.0,
            "errors": "errors.jsonl",
            **options,
        }
    )
    state = batch.run(what, watch)
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    errors = [json.loads(line) for line in Path("errors.jsonl").read_text().splitlines()]
    assert [(one["source"], one["reason"]) for one in errors] == watch.failures
    assert (state.citations, state.failures) == (len(rows), len(errors))
    assert state.files == len(files)
    assert not [name for name in os.listdir() if "partial" in name]
    return [f"{row['source']} {row['text']}" for row in rows], watch.failures


KILLED = "killed its worker process (signal 9)"


@pytest.mark.parametrize(
    ("content", "expected", "failures"),
    [
        ("a unreadable c", ["x!/0 a", "x!/2 c"], [("x!/1", "not to be had")]),
        (
            "a fault c",
            ["x!/0 a", "x!/2 c"],
            [("x!/1", "internal error (KeyError: 'something'); please report it")],
        ),
        ("a memory c", ["x!/0 a", "x!/2 c"], [("x!/1", "too large for memory; split it")]),
        ("a die c", ["x!/0 a", "x!/2 c"], [("x", f"{KILLED} at its document 2")]),
        (
            "a exit c",
            ["x!/0 a", "x!/2 c"],
            [("x", "ended its worker process (exit status 3) at its document 2")],
        ),
        (
            "a broken-library c",
            ["x!/0 a"],
            [("x", "internal error (IndexError: of a library); please report it")],
        ),
        ("a die-while-read c", ["x!/0 a"], [("x", f"{KILLED} at its document 2"), ("x", KILLED)]),
        ("die", [], [("x", KILLED)]),
    ],
)
def test_a_document_that_does_harm_costs_itself(
    directory: Path, content: str, expected: list[str], failures: list[tuple[str, str]]
) -> None:
    rows, told = process({"before": "b", "x": content, "after": "b c"})
    assert rows == ["before!/0 b", *expected, "after!/0 b", "after!/1 c"]
    assert told == failures


@pytest.mark.parametrize(
    ("content", "expected", "failures"),
    [
        ("hang", [], ["took longer than 0.5 s"]),
        ("hang-while-read", [], ["took longer than 0.5 s"]),
        ("a hang c", ["x!/0 a", "x!/2 c"], ["took longer than 0.5 s at its document 2"]),
        (
            "a hang-while-read c",
            ["x!/0 a"],
            ["took longer than 0.5 s at its document 2", "took longer than 0.5 s"],
        ),
    ],
)
def test_a_document_that_takes_too_long_is_given_up(
    directory: Path, content: str, expected: list[str], failures: list[str]
) -> None:
    rows, told = process({"before": "b", "x": content, "after": "b"}, timeout=0.5)
    assert rows == ["before!/0 b", *expected, "after!/0 b"]
    assert told == [("x", reason) for reason in failures]


def test_a_worker_that_dies_of_something_else_costs_nothing(directory: Path) -> None:
    # The system kills a process when memory is short, whatever it is doing.
    rows, failures = process({"x": "a die-once:mark c", "y": "d"})
    assert rows == ["x!/0 a", "x!/1 die-once:mark", "x!/2 c", "y!/0 d"]
    assert failures == []


def test_many_that_die_one_after_the_other(directory: Path) -> None:
    files = {f"{place:02}": "die" if place % 3 else "a" for place in range(12)}
    rows, failures = process(files, jobs=3)
    assert rows == ["00!/0 a", "03!/0 a", "06!/0 a", "09!/0 a"]
    assert [source for source, _ in failures] == [name for name in files if int(name) % 3]


def test_workers_that_cannot_start_end_the_run(directory: Path) -> None:
    broken = RECIPE._replace(extractor=die_at_start)
    with pytest.raises(WorkersFail, match="before they have begun"):
        process({"x": "a"}, recipe=broken)
    assert Path("out.jsonl.partial").exists()


def test_what_is_known_to_be_unreadable_stands_in_its_place(directory: Path) -> None:
    def find(failed: Callable[[UnreadableInput], None]) -> Iterable[str]:
        yield "x"
        failed(UnreadableInput("closed", "permission denied"))
        yield "y"

    Path("x").write_text("unreadable")
    Path("y").write_text("unreadable b")
    watch = Watch()
    what = Batch(find, RECIPE, "out.jsonl", None, {}, jobs=2, dedupe=False)
    state = batch.run(what, watch)
    assert [source for source, _ in watch.failures] == ["x!/0", "closed", "y!/0"]
    assert state.files == 3


# Copies


def test_a_copy_has_the_records_and_failures_of_the_original(directory: Path) -> None:
    content = "a unreadable many"
    files = {"x": content, "y": "other", 'n\u00e4me "quoted"!': content, "z": content}
    rows, failures = process(files)
    assert len(rows) == 3 * 30_001 + 1
    assert [row for row in rows if row.endswith(" a")] == [
        f"{name}!/0 a" for name in files if name != "y"
    ]
    assert failures == [(f"{name}!/1", "not to be had") for name in files if name != "y"]


@pytest.mark.parametrize(("dedupe", "times"), [(True, 1), (False, 2)])
def test_a_copy_is_read_once_unless_that_is_not_wanted(
    directory: Path, dedupe: bool, times: int
) -> None:
    rows, _ = process({"x": "log:reads", "y": "log:reads"}, dedupe=dedupe)
    assert rows == ["x!/0 log:reads", "y!/0 log:reads"]
    assert len(Path("reads").read_text().splitlines()) == times


# Order and memory


def test_what_waits_for_its_turn_may_wait_on_disk(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refextract.batch.order.IN_MEMORY", 100)
    files = {f"{place:03}": "slow" if place == 0 else f"w{place}" for place in range(400)}
    rows, _ = process(files)
    assert rows == [f"{name}!/0 {content}" for name, content in files.items()]


def test_a_document_with_more_records_than_go_through_a_pipe(directory: Path) -> None:
    rows, _ = process({"x": "a many b"})
    assert len(rows) == 30_002
    assert rows[-1] == "x!/2 b"


def test_an_archive_is_shared_out(directory: Path) -> None:
    content = " ".join("slow" if place % 2 else f"w{place}" for place in range(40))
    rows, _ = process({"x": content, "y": "a"}, jobs=4)
    assert rows == [f"x!/{n} {word}" for n, word in enumerate(content.split())] + ["y!/0 a"]


def test_a_file_with_one_document_is_read_once_however_long_it_takes(directory: Path) -> None:
    rows, _ = process({"log-of-reading": "slow", "y": "a"}, jobs=3)
    assert rows == ["log-of-reading!/0 slow", "y!/0 a"]
    assert Path("readings").read_text() == "read\n"
