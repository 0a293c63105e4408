"""Usual command lines are read without Typer, and read as Typer would read them."""

from __future__ import annotations

from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from refextract.cli.arguments import declared, read_arguments
from refextract.cli.commands import COMMANDS, load
from refextract.cli.interface import program

EXTRACT = load("extract")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("", {}),
        ("a.txt - b.txt", {"paths": ["a.txt", "-", "b.txt"]}),
        ("-f csv a.txt", {"format": "csv", "paths": ["a.txt"]}),
        ("a.txt --format csv", {"format": "csv", "paths": ["a.txt"]}),
        ("--format=csv", {"format": "csv"}),
        ("--format= a", {"format": "", "paths": ["a"]}),
        ("--format csv -f tsv", {"format": "tsv"}),
        ("--type Luật --type=Kết*", {"type": ["Luật", "Kết*"]}),
        ("-r --unique -q", {"recursive": True, "unique": True, "quiet": True}),
        ("--number -1", {"number": ["-1"]}),
        ("--files0-from -", {"files0_from": "-"}),
    ],
)
def test_what_is_plainly_right_is_read(line: str, values: dict[str, Any]) -> None:
    assert read_arguments(EXTRACT, line.split()) == values


@pytest.mark.parametrize(
    "line",
    ["--help", "-h", "--colums x", "--format", "-fcsv", "-ru", "--quiet=1", "-- a", "-f=csv"],
)
def test_everything_else_is_left_to_typer(line: str) -> None:
    assert read_arguments(EXTRACT, line.split()) is None


def test_a_command_without_paths_takes_none() -> None:
    assert read_arguments(load("schema"), ["--unique"]) == {"unique": True}
    assert read_arguments(load("schema"), ["a.txt"]) is None
    assert read_arguments(load("schema"), ["-"]) is None


WORDS = [
    *("a.txt", "-", "--", "x=y", "", "csv", "--help", "--nonsense", "-x", "-ru", "-fcsv", "-f=csv"),
    *(name for _, option in declared(EXTRACT).values() for name in option.names),
    *("--format=json", "--format=", "--type=Luật", "--quiet=yes", "--form", "--number=-1"),
]


@settings(deadline=None)  # The first call imports Typer.
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_where_both_read_a_command_line_they_read_the_same(words: list[str]) -> None:
    values = read_arguments(EXTRACT, words)
    if values is None:
        return
    group = program()
    command = group.get_command(None, "extract")
    with command.make_context("extract", list(words)) as context:
        found = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in context.params.items()
            if value
        }
    assert found == {name: value for name, value in values.items() if value}


@settings(deadline=None)  # The first call imports Typer.
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_what_typer_refuses_is_never_read(words: list[str]) -> None:
    command = program().get_command(None, "extract")
    try:
        command.make_context("extract", list(words))
    except (typer.TyperException, typer.Exit):
        assert read_arguments(EXTRACT, words) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    for type, option in declared(load(name)).values():
        assert type in (bool, str | None, list[str] | None)
        assert option.help
        assert (type is bool) == (option.metavar == "")
