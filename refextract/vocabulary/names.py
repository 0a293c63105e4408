"""Names found in running text: a trie over words, and the vocabulary's tables in it.

Words are compared as `refextract.folding.comparable_word`; conjunctions between words are passed
over, so that `Bộ NN&PTNT`, `Bộ NN và PTNT` and `Bộ NN - PTNT` are one key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, Generic, TypeVar

import msgspec

from refextract import vocabulary
from refextract.folding import comparable_word, unaccented_word
from refextract.vocabulary import Issuer, Law, Province

T = TypeVar("T")

_NEXT_WORD: Final = re.compile(r"[\s,;.&\-*_]{0,12}(\w+)")
_WORD: Final = re.compile(r"\w+")
_PASSED_OVER: Final = frozenset({"và", "va"})
_VALUES: Final = ""


class Found(msgspec.Struct, Generic[T], frozen=True):
    """A name in a text: its end, how many of its words count, and what it stands for."""

    end: int
    words: int
    values: list[T]


class Names(Generic[T]):
    """A set of names, searchable at a position of a text in time linear in the name's length."""

    def __init__(
        self, entries: Iterable[tuple[str, T]], fold: Callable[[str], str] = comparable_word
    ) -> None:
        """Build the trie of ``(name, value)`` pairs; one name may have several values."""
        self._fold = fold
        self._root: dict[str, Any] = {}
        for name, value in entries:
            node = self._root
            for word in _WORD.findall(name):
                key = fold(word)
                if key not in _PASSED_OVER:
                    node = node.setdefault(key, {})
            values = node.setdefault(_VALUES, [])
            if value not in values:
                values.append(value)

    def longest(self, text: str, at: int, end: int | None = None) -> Found[T] | None:
        """Find the longest name that begins at ``at``, or after the blanks there."""
        node = self._root
        best_end = best_count = count = 0
        values: list[T] = []
        limit = len(text) if end is None else end
        next_word, fold = _NEXT_WORD.match, self._fold
        while (match := next_word(text, at, limit)) is not None:
            key = fold(match[1])
            following = node.get(key)
            if following is None:
                # No name has a word that is passed over, so that this is looked at last.
                if count == 0 or key not in _PASSED_OVER:
                    break
                at = match.end()
                continue
            at = match.end()
            node = following
            count += 1
            if _VALUES in node:
                best_end, best_count, values = at, count, node[_VALUES]
        return Found(best_end, best_count, values) if values else None

    def get(self, name: str) -> list[T]:
        """Give the values of exactly this name, or none."""
        found = self.longest(name, 0)
        return found.values if found is not None and found.end == len(name.rstrip()) else []


@cache
def issuer_names() -> Names[Issuer]:
    """The names and aliases of all issuers."""
    return Names(_issuer_entries())


@cache
def unaccented_issuer_names() -> Names[Issuer]:
    """The same without accents, for scanned text; only names of two words and more."""
    return Names(
        ((name, row) for name, row in _issuer_entries() if " " in name), fold=unaccented_word
    )


def _issuer_entries() -> Iterable[tuple[str, Issuer]]:
    for row in vocabulary.issuers():
        yield row.name, row
        for alias in row.aliases:
            yield alias, row


@cache
def province_names() -> Names[Province]:
    """The names and aliases of all provinces and central cities, of all times."""
    return Names((name, row) for row in vocabulary.provinces() for name in (row.name, *row.aliases))


@cache
def law_names() -> Names[Law]:
    """The names of laws with their type in front: `Luật Đất đai`, `BLHS`."""
    return Names(_law_entries())


@cache
def unaccented_law_names() -> Names[Law]:
    """The same without accents, for scanned text."""
    return Names(
        ((name, row) for name, row in _law_entries() if name.count(" ") >= 1), fold=unaccented_word
    )


_YEAR_OF_ALIAS: Final = re.compile(r"\s+(?:năm\s+)?\d{4}.*$")


def _law_entries() -> Iterable[tuple[str, Law]]:
    for row in vocabulary.laws():
        yield f"{row.type} {row.name}".strip(), row
        for alias in row.aliases:
            # The year of `Luật Đất đai 2013` is a date in a text, not part of the name.
            name = _YEAR_OF_ALIAS.sub("", alias)
            yield name, row
            if " " in name and not name.startswith((row.type, "BL", "HP", "PL", "L")):
                yield f"{row.type} {name}", row
