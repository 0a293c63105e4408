"""Cheap tests that spare costly ones never change what is found.

Reading asks by a character or a word whether something can follow, before it looks for it, and for
the usual form before all others. A form that is added to a grammar but not to such a test would be
lost without a sign; so all texts of the project are read once more with every test answering "it
may", and no form taken for usual; the records must be the same.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from refextract import deferred, extract, identity, provisions, reading, relations, scanning
from refextract.citation import KINDS, Citation
from refextract.grammar import cue, date, tail
from refextract.reading import laws

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "cases").glob("*.jsonl"))
FIXTURES = sorted((ROOT / "fixtures").glob("*.txt"))
ALWAYS = re.compile("")
NEVER = re.compile("(?!)")


class Everything(frozenset[str]):
    """A set that has every word."""

    def __contains__(self, word: object) -> bool:
        return True


def texts(path: Path) -> list[str]:
    if path.suffix == ".txt":
        return [path.read_text(encoding="utf-8")]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def read(path: Path) -> list[list[Citation]]:
    return [extract(text, kinds=KINDS) for text in texts(path)]


def answer_that_it_may(patch: pytest.MonkeyPatch) -> None:
    """Make every shortcut let through what it is asked about."""
    patch.setattr(reading, "MAY_FOLLOW", ALWAYS)
    patch.setattr(laws, "_END_OF_OTHER", "")
    patch.setattr(laws, "_END_OF_NOUN", "")
    for module in (tail, cue):
        patch.setattr(module, "begins_otherwise", lambda lower, at, letters: False)
    patch.setattr(date, "_USUAL", NEVER)
    patch.setattr(tail, "_USUAL_OF", "\0")
    patch.setattr(reading, "_SO", "\0")
    patch.setattr(relations, "_USUAL", "\0")
    patch.setattr(identity, "_is_of_law", lambda symbol: True)
    patch.setattr(identity, "_BY_NUMBER", frozenset({"type"}))
    patch.setattr(provisions, "_LAST_WORDS", Everything())
    patch.setattr(deferred, "_OF_WORDS", ALWAYS)
    patch.setattr(scanning, "_alone", lambda: frozenset())


@pytest.mark.parametrize("path", [*CASES, *FIXTURES], ids=lambda path: path.stem)
def test_a_shortcut_changes_no_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(path)
    answer_that_it_may(monkeypatch)
    assert read(path) == expected
