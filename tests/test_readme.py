"""The README says what is so: its table is the record, its examples are understood."""

from __future__ import annotations

import re
import shlex

import pytest
from conftest import ROOT

from refextract import extract
from refextract.citation import FIELDS, KINDS
from refextract.cli.arguments import declared, read_arguments
from refextract.cli.commands import COMMANDS, DEFAULT, load

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).splitlines()
EXAMPLES = [
    shlex.split(part, comments=True)[1:]
    for line in SHELL
    for part in re.split(r"\||>>?", line)
    if part.strip().startswith("refextract ")
]


def first_cells(heading: str) -> list[str]:
    """The code in the first cells of the table under a heading."""
    rows = README.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [code for row in rows for code in re.findall(r"`(\w+)`", row.split(" | ")[0])]


def test_the_table_of_the_record_is_the_record() -> None:
    assert tuple(first_cells("key")) == FIELDS


def test_the_table_of_kinds_has_every_kind() -> None:
    assert tuple(first_cells("kind")) == KINDS


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_an_example_is_a_command_line_that_is_understood(words: list[str]) -> None:
    command = words.pop(0) if words[0] in COMMANDS else DEFAULT
    assert read_arguments(load(command), words) is not None or words == ["--install-completion"]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 15


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_mentioned(command: str) -> None:
    for _, option in declared(load(command)).values():
        assert any(name in README for name in option.names) or not option.names


def test_the_library_does_what_its_example_says() -> None:
    (citation,) = extract("Căn cứ Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ")
    said = f"# {citation.type} {citation.number} {citation.issuer} {citation.date}\n"
    assert said in README
