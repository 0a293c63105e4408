"""Where in a text a citation may stand.

A place is only a hint: most words `quyết định` are verbs, most slashes belong to dates. The
recognisers of `refextract.grammar` decide, each reading outward from its place.

One pass over the text finds all places, by one regular expression whose every branch begins with
one rare character: the capital of a type word, the slash of a symbol, `ố` of `số` before a digit,
and one letter of each of the few types that are cited without a number also in small letters
(`luật đất đai`). So the engine skips all other characters by one table, the fastest way in which it
searches; what surrounds the character is only looked at. All other type words in small letters
count only where a number follows, and are looked for backwards from it. All of it is linear in the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any, Final

import msgspec

from refextract import vocabulary
from refextract.folding import Folded
from refextract.vocabulary import DocumentType

_CODE: Final = "Bộ luật"
_SMALL: Final = {
    "luật": "ậ", "hiến pháp": "ế", "pháp lệnh": "ệ", "nghị định": "ị", "nghị quyết": "ị",
    "thông tư": "ô", "đề án": "ề", "chỉ thị": "ị", "văn bản": "ă",
}  # fmt: skip
"""Type words that are looked for in small letters by themselves, each with the one of its letters
by which it is found."""
_COUNTING: Final = {
    "quyết định": "ị", "quy định": "ị", "kết luận": "ậ", "thông báo": "ô", "kế hoạch": "ế",
    "công văn": "ă", "công điện": "ệ",
}  # fmt: skip
"""The same of words that are so only before a number, and often verbs then too: `quyết định 49`."""

_STANDARDS: Final = frozenset({"TCVN", "QCVN", "QCĐP", "TCXD", "TCCS", "TCN"})
_SECTOR: Final = re.compile(r"(?<!\w)\d\d ?$")
_SAID: Final = r"(?=[ :.*\n]{0,3}\d)"
"""What follows `số` before a number."""
_SYMBOL: Final = r"/(?=[ \n*]{0,3}[A-ZĐƯa-zđ])"
_DASHED: Final = re.compile(r"[ốỐ][ :.*\n]{1,3}\d{1,4}[a-z]?-(?=[A-ZĐ]{2,7}(?![\w/-]))")
_LONGEST: Final = 6
"""Words of the longest type: `Thông báo kết luận`, `Quy chuẩn kỹ thuật quốc gia`."""


class Place(msgspec.Struct, frozen=True, gc=False):
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
    text = folded.text
    found: list[Place] = []
    rows, standards, alone = _rows(), _STANDARDS, _alone()
    in_order, start = True, -1
    end_of_capitals = end_of_word = 0
    for match in _scanner().finditer(text):
        at = match.start()
        rest = match.lastindex
        if rest is not None:
            end = match.end(rest)
            written = text[at:end]
            if written in standards:
                place = _standard(text, at, end)
            else:
                if at < end_of_capitals:
                    continue
                end_of_capitals = end
                row, abbreviated = rows.get(written) or _row(written)
                after = text[end : end + 1]
                if abbreviated and after == "-" and row.name != _CODE:
                    continue  # the letters of a number
                # Nearly all stand between blanks.
                if after not in " \n" or text[at - 1 : at] not in " \n":
                    if not _stands_free(text, at, end):
                        continue
                if not abbreviated:
                    place = Place(at, end, row)
                    if written in alone:
                        end_of_word = end
                elif row.name == _CODE or _NUMBER_AHEAD.match(folded.lower, end):
                    place = Place(at, end, row, False, True)
                else:
                    continue
        else:
            letter = text[at]
            if letter == "/":
                place = Place(at, at + 1)
            elif letter in "ốỐ":
                if at - 2 == end_of_word:
                    continue  # `Nghị định số`: that place is the last one.
                place = word_before(folded, at - 1) or _dashed(text, at)
                if place is not None and place.start == start:
                    found.pop()  # The same word, or a shorter: `thông tư` of `thông tư liên tịch`.
            else:
                place = _small_word(text, at, letter)
        if place is not None:
            found.append(place)
            if place.start < start:
                in_order = False
            start = place.start
    if not in_order:
        found.sort(key=_START)
    return found


_START: Final = attrgetter("start")


@cache
def _scanner() -> re.Pattern[str]:
    """Compile the pattern of all places: a rare character, and what must surround it.

    Of a type word in capitals and of a standard the end is the end of its group; the other places
    have no group.
    """
    capitals: dict[str, list[str]] = {}
    for word in (*_written(), *_STANDARDS):
        capitals.setdefault(word[0], []).append(word[1:])
    smalls: dict[str, list[str]] = {}
    for word, letter in (_SMALL | _COUNTING).items():
        before, _, after = word.partition(letter)
        number = r" \d\d" if word in _COUNTING else ""
        around = f"(?<={before}{letter})" + (f"(?={after}{number})" if after + number else "")
        if word == "luật":
            around = f"(?<!pháp {before}{letter}){around}"  # Most by far, and never a citation.
        smalls.setdefault(letter, []).append(around)
    return re.compile(
        "|".join(
            [
                *(f"{letter}(?:{'|'.join(around)})" for letter, around in smalls.items()),
                *(rf"{letter}(?<=[sS]{letter}){_SAID}" for letter in "ốỐ"),
                _SYMBOL,
                # The longest word at a place counts: an atomic group never tries a shorter one.
                *(
                    f"{re.escape(letter)}(?=(?>({_alternatives(rests)})))"
                    for letter, rests in capitals.items()
                ),
            ]
        )
    )


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
            if lower.startswith("hiến "):
                words.setdefault("hiển " + lower[5:], (row, abbreviated))  # as scanning reads it
            if lower.startswith("quy "):
                words.setdefault("qui " + lower[4:], (row, abbreviated))
    return words


@cache
def _written() -> frozenset[str]:
    """Give the type words that begin with a capital, in their three usual writings."""
    written: set[str] = set()
    for word, (row, abbreviated) in _words().items():
        if abbreviated:
            names = [name for name in row.aliases if name.lower() == word]
            written.update(name for name in names if name[0].isupper())
        else:
            written.update((word.capitalize(), word.title(), word.upper()))
    return frozenset(written)


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(_alternatives(_written()))


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


@cache
def _alone() -> frozenset[str]:
    """Give the writings of type words that neither end with another nor are the end of one."""
    words = _words()
    alone = {
        word
        for word in words
        if not any(word != one and (one.endswith(word) or word.endswith(one)) for one in words)
    }
    return frozenset(written for written in _written() if written.lower() in alone)


@cache
def _rows() -> dict[str, tuple[DocumentType, bool]]:
    """Map the type words as they are usually written to what `_words` has for them."""
    words = _words()
    return {written: words[written.lower()] for written in _written()}


def _row(written: str) -> tuple[DocumentType, bool]:
    """Give what `_words` has for a word with other blanks in it than the usual."""
    return _words()[" ".join(written.lower().split())]


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


def _dashed(text: str, at: int) -> Place | None:
    """Give the place of a symbol without a slash after the text's own `Số:`: `Số: 61-CP`."""
    match = _DASHED.match(text, at)
    return Place(match.end() - 1, match.end()) if match is not None else None


def _small_word(text: str, at: int, letter: str) -> Place | None:
    """Give the place of a type in small letters of which one letter was found."""
    for name, row, before in _small_names()[letter]:
        start = at - before
        if not text.startswith(name, start):
            continue
        end = start + len(name)
        if name == "luật" and text.endswith("bộ ", 0, start):
            row, start = _words()["bộ luật"][0], start - 3
        if text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()):
            return None
        return Place(start, end, row)
    return None


@cache
def _small_names() -> dict[str, list[tuple[str, DocumentType, int]]]:
    """Map each letter to the words found by it, with their types and where it is in them."""
    names: dict[str, list[tuple[str, DocumentType, int]]] = {}
    for name, letter in (_SMALL | _COUNTING).items():
        names.setdefault(letter, []).append((name, _words()[name][0], name.index(letter)))
    return names


def _standard(text: str, start: int, end: int) -> Place | None:
    """Give the place of a standard; one of a sector begins with its sector: `22 TCN 211-06`."""
    if text.startswith("TCN", start):
        sector = _SECTOR.search(text, max(0, start - 4), start)
        return Place(sector.start(), end, standard=True) if sector is not None else None
    if start and text[start - 1].isalnum():
        return None
    return Place(start, end, standard=True)


def word_before(folded: Folded, end: int) -> Place | None:
    """Find the longest type word in small letters that ends at a position, but for blanks."""
    text = folded.text
    begin = max(0, end - 48)
    window = text[begin:end].lower().rstrip(" \n*_([:")
    words, endings = _words(), _endings()
    best: Place | None = None
    written = ""
    start = stripped = len(window)
    for word in reversed(window.split()[-_LONGEST:]):
        written = f"{word} {written}" if written else word
        if written not in endings:
            break
        start = window.rindex(word, 0, start)
        known = words.get(written)
        if known is not None and not known[1] and text[begin + start].islower():
            best = Place(begin + start, begin + stripped, known[0])
    return best


@cache
def _endings() -> frozenset[str]:
    """Give every run of words with which a type word ends, so that no other need be tried."""
    endings: set[str] = set()
    for word in _words():
        parts = word.split()
        endings.update(" ".join(parts[at:]) for at in range(len(parts)))
    return frozenset(endings)
