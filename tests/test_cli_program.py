"""The program itself: its help, its version, its start, and the commands it knows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import CITING, Command, Result

from refextract import __version__
from refextract.cli.commands import COMMANDS


def test_version(refextract: Command) -> None:
    assert refextract("--version") == Result(0, f"refextract {__version__}\n", "")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_teaches_by_example_and_lists_the_commands(refextract: Command, option: str) -> None:
    result = refextract(option)
    assert result.status == 0
    assert "refextract report.txt > found.jsonl" in result.out
    for command in COMMANDS:
        assert f"\n  {command}" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_in_its_help(refextract: Command, command: str) -> None:
    result = refextract(command, "--help")
    assert result.status == 0
    assert "Examples:\n    refextract" in result.out


def test_help_after_a_path_is_that_of_extract(refextract: Command) -> None:
    assert refextract("report.txt", "--help").out == refextract("extract", "--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    assert import_module(COMMANDS[command]).command.__doc__


def test_the_module_is_the_program(process: Callable[..., Result]) -> None:
    assert process("--version").out == f"refextract {__version__}\n"
    assert process(stdin=CITING).out.count("\n") == 1


@pytest.mark.parametrize(
    ("word", "meant"), [("extarct", "extract"), ("Batch", "batch"), ("shema", "schema")]
)
def test_a_mistyped_command_is_told(refextract: Command, word: str, meant: str) -> None:
    said = f"refextract: {word}: no such command or file; did you mean {meant}?\n"
    assert refextract(word, "a.txt") == Result(2, "", said)


def test_a_file_called_nearly_like_a_command_is_read(refextract: Command) -> None:
    Path("extarct").write_text(CITING)
    assert refextract("extarct").out.count("\n") == 1


def test_a_path_that_is_no_command_is_missed_as_a_path(refextract: Command) -> None:
    assert refextract("nowhere").status == 1
    assert refextract("extarct.txt").status == 1


# The start


def imported(*arguments: str) -> set[str]:
    """The modules that a run imports."""
    code = (
        "import sys; from refextract.cli.program import run; "
        f"run({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=CITING, capture_output=True, check=True, text=True
    )
    return set(done.stderr.split())


def test_the_version_needs_no_command() -> None:
    loaded = imported("--version")
    assert not loaded & {"refextract.extraction", "msgspec", "regex", "typer"}


def test_help_needs_no_grammar() -> None:
    loaded = imported("extract", "--help")
    assert not loaded & {"refextract.extraction", "regex"}


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_needs_only_what_json_needs(format: str) -> None:
    loaded = imported("--format", format)
    assert not loaded & {"typer", "rich", "dateutil", "refextract.writers.table"}


# Completion


def completions(process: Callable[..., Result], words: str, current: int) -> list[str]:
    result = process(
        _REFEXTRACT_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(current)
    )
    return result.out.split()


@pytest.mark.parametrize(
    ("words", "current", "expected"),
    [
        ("refextract sch", 1, {"schema"}),
        ("refextract --ver", 1, {"--version"}),
        ("refextract extract --form", 2, {"--format"}),
        ("refextract --columns number --form", 3, {"--format"}),
        ("refextract extract --format js", 3, {"json", "jsonl"}),
        ("refextract --kind n", 2, {"numbered", "named"}),
    ],
)
def test_the_shell_completes(
    process: Callable[..., Result], words: str, current: int, expected: set[str]
) -> None:
    assert set(completions(process, words, current)) == expected


def test_the_completion_can_be_shown(process: Callable[..., Result]) -> None:
    result = process("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "_REFEXTRACT_COMPLETE" in result.out


def test_py_typed_is_there() -> None:
    package = sys.modules["refextract"].__file__
    assert package is not None
    assert Path(package).with_name("py.typed").exists()
