"""Where in a text a citation may stand.

A place is only a hint: most words `quyết định` are verbs, most slashes belong to dates. The
recognisers of `refextract.grammar` decide, each reading outward from its place.

Capitals are rare, and so are numbers; the search rests on both. One pass over the text finds the
type words that begin with a capital. Those in small letters count only where a number follows, so
they are looked for backwards, from `số` before a digit and from the slash of a symbol; only the few
that are cited without a number (`luật đất đai`) are searched for by themselves. All of it is linear
in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from refextract import vocabulary
from refextract.folding import Folded
from refextract.vocabulary import DocumentType

_CODE: Final = "Bộ luật"
_SMALL: Final = (
    "luật", "hiến pháp", "pháp lệnh", "nghị định", "nghị quyết", "thông tư", "đề án", "chỉ thị",
    "điều lệ đảng", "văn bản",
)  # fmt: skip
"""Type words that are looked for in small letters by themselves."""

_STANDARDS: Final = ("TCVN", "QCVN", "QCĐP", "TCXD", "TCCS", "TCN")
_SECTOR: Final = re.compile(r"(?<!\w)\d\d ?$")
_SAID: Final = re.compile(r"số[ :.*\n]{0,3}(?=\d)")
_SLASH: Final = re.compile(r"/(?=[ \n*]{0,3}[A-ZĐƯa-zđ])")
_WORD: Final = re.compile(r"\S+")
_LONGEST: Final = 6
"""Words of the longest type: `Thông báo kết luận`, `Quy chuẩn kỹ thuật quốc gia`."""


class Place(NamedTuple):
    """A place where a citation may stand.

    Attributes:
        start: where the type word begins, or the slash or the standard's prefix stands.
        end: where the type word ends.
        word: the type that the word names; ``None`` at a symbol or standard.
        standard: whether it is the prefix of a standard.
        abbreviated: whether the type is abbreviated (`NĐ`) rather than written out.
    """

    start: int
    end: int
    word: DocumentType | None = None
    standard: bool = False
    abbreviated: bool = False


def places(folded: Folded) -> list[Place]:
    """Give the places of a text in order."""
    found = [
        *_capital_words(folded),
        *_small_words(folded),
        *_words_before_numbers(folded),
        *_symbols(folded.text),
        *_standards(folded.text),
    ]
    found.sort(key=lambda place: (place.start, -place.end))
    return found


@cache
def _words() -> dict[str, tuple[DocumentType, bool]]:
    """Map every way to write a type, folded, to its row and whether it is an abbreviation."""
    words: dict[str, tuple[DocumentType, bool]] = {}
    for row in vocabulary.document_types():
        if row.systems == ("standard",):
            continue
        for position, word in enumerate((row.name, *row.aliases)):
            lower = word.lower()
            abbreviated = position > 0 and " " not in word and (word[:2].isupper() or "Tr" in word)
            words.setdefault(lower, (row, abbreviated))
            if lower.startswith("quy "):
                words.setdefault("qui " + lower[4:], (row, abbreviated))
    return words


@cache
def _capitals() -> re.Pattern[str]:
    """Compile the type words that begin with a capital, in their three usual writings."""
    written: set[str] = set()
    for word, (row, abbreviated) in _words().items():
        if abbreviated:
            names = [name for name in row.aliases if name.lower() == word]
            written.update(name for name in names if name[0].isupper())
        else:
            written.update((word.capitalize(), word.title(), word.upper()))
    return re.compile(_alternatives(written))


def _alternatives(words: Iterable[str]) -> str:
    """Write words as a regular expression that shares their beginnings, longest first."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        branches = [
            (r"\s+" if letter == " " else re.escape(letter)) + written(node[letter])
            for letter in sorted(node)
            if letter
        ]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{body})?" if "" in node else body

    return written(root)


def heading_words(text: str, start: int, end: int) -> Iterator[str]:
    """Give the types whose words stand all in capitals in a part of a text, in order."""
    words = _words()
    for match in _capitals().finditer(text, start, end):
        if match.group().isupper() and _stands_free(text, *match.span()):
            row, abbreviated = words[" ".join(match.group().lower().split())]
            if not abbreviated:
                yield row.name


def _capital_words(folded: Folded) -> Iterator[Place]:
    text = folded.text
    words = _words()
    for match in _capitals().finditer(text):
        start, end = match.span()
        if not _stands_free(text, start, end):
            continue
        row, abbreviated = words[" ".join(match.group().lower().split())]
        if abbreviated and row.name != _CODE and not _NUMBER_AHEAD.match(folded.lower, end):
            continue
        yield Place(start, end, row, abbreviated=abbreviated)


_NUMBER_AHEAD: Final = re.compile(r"[\s.:*]*(?:số[\s:]*)?\d")


def _stands_free(text: str, start: int, end: int) -> bool:
    """Say whether a word is a word of its own.

    Letters glued before it are a lost blank (`củaNghị định`), since a capital begins the word.
    """
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return False
    return (
        start == 0
        or not (text[start - 1].isalnum() or text[start - 1] == "_")
        or (text[start - 1].islower())
    )


def _small_words(folded: Folded) -> Iterator[Place]:
    """Find the few types that are looked for in small letters."""
    text = folded.text
    words = _words()
    for word in _SMALL:
        for at in _occurrences(text, word):
            start, end, name = at, at + len(word), word
            if word == "luật" and text.endswith("bộ ", 0, at):
                name, start = "bộ luật", at - 3
            before = text[start - 1] if start else " "
            if not before.isalnum() and not (end < len(text) and text[end].isalnum()):
                row, _ = words.get(name, (None, False))
                if row is not None:
                    yield Place(start, end, row)


def _words_before_numbers(folded: Folded) -> Iterator[Place]:
    """Find type words in small letters before `số` and a digit."""
    for match in _SAID.finditer(folded.lower):
        place = word_before(folded, match.start())
        if place is not None:
            yield place


def _standards(text: str) -> Iterator[Place]:
    """Find the prefixes of standards; a sector standard begins with its sector: `22 TCN 211-06`."""
    for prefix in _STANDARDS:
        for start in _occurrences(text, prefix):
            end = start + len(prefix)
            if prefix == "TCN":
                sector = _SECTOR.search(text, max(0, start - 4), start)
                if sector is None:
                    continue
                start = sector.start()
            elif start and text[start - 1].isalnum():
                continue
            yield Place(start, end, standard=True)


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _symbols(text: str) -> Iterator[Place]:
    for match in _SLASH.finditer(text):
        yield Place(match.start(), match.end())


def word_before(folded: Folded, end: int) -> Place | None:
    """Find the longest type word in small letters that ends at a position, but for blanks."""
    text, lower = folded.text, folded.lower
    begin = max(0, end - 48)
    window = lower[begin:end]
    stripped = len(window.rstrip(" \n*_(["))
    words = _words()
    best: Place | None = None
    starts = [match.start() for match in _WORD.finditer(window, 0, stripped)]
    for start in reversed(starts[-_LONGEST:]):
        known = words.get(" ".join(window[start:stripped].split()))
        if known is not None and not known[1] and text[begin + start].islower():
            best = Place(begin + start, begin + stripped, known[0])
    return best
