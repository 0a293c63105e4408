"""Text → comparable text, with a map back to the original offsets.

Vietnamese text reaches us in many typographic shapes: composed and decomposed letters, three
characters that look like ``Đ``, a dozen dashes and spaces, zero-width marks, soft hyphens,
Cyrillic capitals that a keyboard layout slipped in. `fold` removes those differences once, so
that the grammar can be written for one shape; what it finds is reported in the offsets of the
text as it was given.

Most texts need only substitutions of one code point for one, which keep every offset. The map is
built only for the others.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import Final

_SUBSTITUTES: Final = {
    "-": "‐‑‒–—―−﹣－",
    " ": "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t",
    "/": "∕⁄／",
    "Đ": "ÐƉ",
    "A": "А",
    "B": "В",
    "C": "С",
    "E": "Е",
    "H": "Н",
    "K": "К",
    "M": "М",
    "O": "О",
    "P": "Р",
    "T": "Т",
    "X": "Х",
    "I": "İ",
    "\n": "\r\x0b\x0c\x85\u2028\u2029",
}
"""Characters that stand for the key: dashes, spaces, slashes, Đ's twins, Cyrillic look-alikes."""

_REPLACEMENTS: Final = [(old, new) for new, olds in _SUBSTITUTES.items() for old in olds]

_COMBINING: Final = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
"""The combining marks of decomposed Vietnamese."""

_IGNORED: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without width or meaning: soft hyphen, zero-width space and joiners, BOM."""

_BOLD: Final = "**"
"""Markdown's mark for bold type, which web pages leave also in the middle of a word."""

_FOLDED: Final = re.compile(
    rf"[{_COMBINING}{_IGNORED}*{re.escape(''.join(old for old, _ in _REPLACEMENTS))}]"
)
"""One of the characters that folding may change: one pass finds which of them a text has."""

_LENGTH_CHANGING: Final = re.compile(
    rf"""
    [{_COMBINING}{_IGNORED}*]
    (?:
        (?<=[{_COMBINING}])[\u0300-\u036f]*
      | (?<=[{_IGNORED}])[{_IGNORED}]*
      | (?<=\*)(?<!\*\*)\*(?!\*)
    )
    """,
    re.VERBOSE,
)
"""What changes offsets. The pattern begins with one set of rare characters, which the engine looks
for quickly; what stands before it, such as the letter of a combining mark, is read afterwards."""

_KEPT_APART: Final = frozenset(_COMBINING + _IGNORED)


class Folded:
    """A text made comparable.

    Attributes:
        text: the folded text, case kept.
        lower: the same in lower case; as long as ``text``, code point for code point. Made when it
            is first asked for: most texts cite nothing, and their scan needs no lower case.
        runs: where offsets changed, or ``None`` where they did not.
    """

    __slots__ = ("lower", "runs", "text")

    lower: str

    def __init__(self, text: str, runs: Runs | None = None) -> None:
        """Keep a text and the map back to its original."""
        self.text = text
        self.runs = runs

    def __getattr__(self, name: str) -> str:
        """Make ``lower``; only reached as long as it is not set, so that later reads are direct."""
        if name != "lower":
            raise AttributeError(name)
        self.lower = self.text.lower()
        return self.lower

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the original text of a non-empty span of the folded one."""
        if self.runs is None:
            return start, end
        return self.runs.start(start), self.runs.end(end - 1)


class Runs:
    """A map from folded to original offsets, as runs of code points that moved together."""

    def __init__(self) -> None:
        """Begin with the run of the first code point, which has not moved."""
        self._folded = array("l", [0])
        self._original = array("l", [0])
        self._lengths = array("l", [1])

    def add(self, folded: int, original: int, length: int) -> None:
        """Begin a run.

        Args:
            folded: folded offset of its first code point.
            original: original offset of the same.
            length: how many original code points each of its code points stands for.
        """
        self._folded.append(folded)
        self._original.append(original)
        self._lengths.append(length)

    def start(self, folded: int) -> int:
        """Give the original offset of a folded code point."""
        run = bisect_right(self._folded, folded) - 1
        if self._lengths[run] > 1:
            return self._original[run]
        return self._original[run] + folded - self._folded[run]

    def end(self, folded: int) -> int:
        """Give the original offset after a folded code point."""
        run = bisect_right(self._folded, folded) - 1
        length = self._lengths[run]
        if length > 1:
            return self._original[run] + length
        return self._original[run] + folded - self._folded[run] + length


def fold(text: str) -> Folded:
    """Make a text comparable; linear in its length."""
    found = set(_FOLDED.findall(text))
    if not found:
        return Folded(text)
    runs = None
    if not _KEPT_APART.isdisjoint(found) or ("*" in found and _BOLD in text):
        text, runs = _compose(text)
    for old, new in _REPLACEMENTS:
        if old in found:
            text = text.replace(old, new)
    return Folded(text, runs)


def _compose(text: str) -> tuple[str, Runs]:
    """Compose decomposed letters and drop ignored characters, keeping track of offsets."""
    parts: list[str] = []
    runs = Runs()
    done = length = 0
    for match in _LENGTH_CHANGING.finditer(text):
        at, after = match.span()
        first = text[at]
        letter = first in _COMBINING
        if letter and at > done and text[at - 1] not in _KEPT_APART:
            at -= 1
        parts.append(text[done:at])
        length += at - done
        if letter:
            piece = _composed(text[at:after])
            parts.append(piece)
            runs.add(length, at, after - at)
            length += len(piece)
        runs.add(length, after, 1)
        done = after
    parts.append(text[done:])
    return "".join(parts), runs


@lru_cache(maxsize=1 << 12)
def _composed(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)


_TONE_PLACEMENT: Final = {
    old: new
    for pair in (
        "oà òa,oá óa,oả ỏa,oã õa,oạ ọa,oè òe,oé óe,oẻ ỏe,oẽ õe,oẹ ọe,uỳ ùy,uý úy,uỷ ủy,uỹ ũy,uỵ ụy"
    ).split(",")
    for old, new in [pair.split()]
}
_TONE: Final = re.compile("|".join(_TONE_PLACEMENT))


@lru_cache(maxsize=1 << 14)
def comparable_word(word: str) -> str:
    """Fold one word for comparison with the vocabulary: lower case, one tone placement.

    >>> comparable_word("Uỷ"), comparable_word("HOÀ"), comparable_word("quản")
    ('ủy', 'hòa', 'quản')
    """
    word = word.lower()
    # "quý" keeps its y: after q, u belongs to the consonant and takes no tone.
    if word.startswith("qu"):
        return word
    return _TONE.sub(lambda match: _TONE_PLACEMENT[match.group()], word)


@lru_cache(maxsize=1 << 14)
def unaccented_word(word: str) -> str:
    """Strip a word of case, tone and vowel marks, for text that lost or garbled them.

    >>> unaccented_word("Chỉnh"), unaccented_word("ĐẦU")
    ('chinh', 'dau')
    """
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f").replace("đ", "d")


_WORD: Final = re.compile(r"\w+")


def comparable(text: str) -> str:
    """Fold a name for comparison: its words as `comparable_word`, one space between them.

    >>> comparable("Bộ Văn hoá, Thể thao  và Du lịch")
    'bộ văn hóa thể thao và du lịch'
    """
    folded = unicodedata.normalize("NFC", text)
    return " ".join(comparable_word(word) for word in _WORD.findall(folded))
