"""Which encoding a text is in, told from its bytes.

Each word with bytes beyond ASCII is read in every old encoding; the one in which nearly all of them
are Vietnamese syllables, and clearly more than in any other, is the one. Where none is, or two are,
nothing is guessed: rubbish that looks like text is worse than an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from refextract.readers.encodings import LEGACY, decode_as, from_tcvn3_font, from_vni_font
from refextract.readers.syllables import is_syllable

SAMPLE: Final = 1 << 18
"""How many bytes are looked at."""

_ENOUGH: Final = 0.75
"""The share of words that have to be syllables."""
_AHEAD: Final = 0.2
"""How much the share has to be above that in the next best encoding."""
_FEW: Final = 3
"""Fewer words than this tell nothing."""

_BYTE_WORD: Final = re.compile(
    rb"[A-Za-z\x02\x05\x06\x14\x19\x1e]*[\x80-\xff][A-Za-z\x02\x05\x06\x14\x19\x1e\x80-\xff]*"
)
"""A word with a byte beyond ASCII; VISCII has letters among the control characters."""
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]")
_LETTERS_OR_SIGNS: Final = re.compile(r"[A-Za-z\xa1-\xff\u0100-\u1fff]+")
_LETTERS: Final = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_PUNCTUATION: Final = frozenset("“”‘’„‚–—…•·«»°\u00a0\u00ad§€")


class Guess(NamedTuple):
    """How well an encoding fits.

    Attributes:
        name: the encoding.
        share: the share of words that are syllables in it, from 0 to 1.
    """

    name: str
    share: float


def detect(data: bytes) -> str | None:
    """Tell which of the old encodings a text is in.

    Args:
        data: the whole text, which is not Unicode.

    Returns:
        A key of `LEGACY`, or None where it cannot be told.
    """
    sample = _sample(data)
    ranked = guesses(sample)
    best = ranked[0]
    if best.share < _ENOUGH or len(_BYTE_WORD.findall(sample)) < _FEW:
        return None
    for other in ranked[1:]:
        # Where two give the same text, either is right.
        if best.share - other.share < _AHEAD and (
            decode_as(sample, other.name) != decode_as(sample, best.name)
        ):
            return None
    return best.name


def guesses(sample: bytes) -> list[Guess]:
    """Say how well each of the old encodings fits a text, the best first."""
    words = Counter(_BYTE_WORD.findall(sample))
    total = words.total() or 1
    found = []
    for name, decode in LEGACY.items():
        good = sum(count for word, count in words.items() if _fits(word, decode))
        found.append(Guess(name, good / total))
    return sorted(found, key=lambda guess: -guess.share)


def _sample(data: bytes) -> bytes:
    """Cut out the part that is looked at: from the first byte beyond ASCII, in whole words."""
    first = _BEYOND_ASCII.search(data)
    start = data.rfind(b" ", 0, first.start()) + 1 if first is not None else 0
    end = start + SAMPLE
    if end < len(data):
        end = max(data.rfind(b" ", start, end), start + SAMPLE // 2)
    return data[start:end]


def _fits(word: bytes, decode: Callable[[bytes], str]) -> bool:
    """Say whether a word of bytes is made of syllables when it is read in an encoding."""
    try:
        text = decode(word)
    except UnicodeDecodeError:
        return False
    others = _LETTERS.sub("", text)
    return all(char.isascii() or char in _PUNCTUATION for char in others) and all(
        is_syllable(part) for part in _LETTERS.findall(text)
    )


def reread(text: str) -> str:
    """Read text that comes as it is stored, although an old font showed it otherwise.

    Args:
        text: such as ``Céng hoµ x· héi chñ nghÜa ViÖt Nam``.

    Returns:
        What was shown, if that is clear; otherwise the text as it is.
    """
    words = Counter(word for word in _LETTERS_OR_SIGNS.findall(text[:SAMPLE]) if not word.isascii())
    if words.total() < _FEW:
        return text
    enough = max(_ENOUGH, _share(words, str) + _AHEAD)
    for read in (from_tcvn3_font, from_vni_font):
        if _share(words, read) >= enough:
            return read(text)
    return text


def _share(words: Counter[str], read: Callable[[str], str]) -> float:
    good = 0
    for word, count in words.items():
        parts = _LETTERS.findall(read(word))
        good += count * (bool(parts) and all(is_syllable(part) for part in parts))
    return good / words.total()
