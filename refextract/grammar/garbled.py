"""Type words that scanning garbled: `Nghị quyỗt số 132/2020/QH14`, `Nghi dinh 15/2020/ND-CP`.

A number with a well-known symbol vouches for the word before it, so that the word may be off: it is
compared without marks, and one letter may be wrong. Text typed without marks at all is read by the
same rule.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from refextract.folding import unaccented_word

_WINDOW: Final = 34
_LEAST: Final = 8
"""Letters that a type must have for one of them to be wrong: shorter ones are too easily met."""


class GarbledType(NamedTuple):
    """A type word in a text: where it begins, and the type that it most likely is."""

    start: int
    name: str


def type_before(text: str, at: int, types: tuple[str, ...]) -> GarbledType | None:
    """Read a garbled type word that ends right before a number, `số` between them or not.

    Args:
        text: the folded text.
        at: where the number begins.
        types: the types that the symbol of the number allows.
    """
    begin = max(0, at - _WINDOW)
    window = text[begin:at]
    if not any(letter.isupper() for letter in window):
        return None
    plain = "".join(unaccented_word(letter) or " " for letter in window)
    if len(plain) != len(window):
        return None
    for name in types:
        if len(name) < _LEAST:
            continue
        match = _pattern(name).search(plain)
        if match is not None and window[match.start("type")].isupper():
            return GarbledType(begin + match.start("type"), name)
    return None


@cache
def _pattern(name: str) -> Any:
    """Compile a type word with one wrong letter, at the end of a window."""
    import regex  # only scanned text needs it, and it takes a page's time to import

    plain = r"\s+".join(unaccented_word(word) for word in name.split())
    return regex.compile(rf"(?<!\w)(?P<type>(?:{plain}){{s<=1}})\s+(?:\w{{1,2}}\s*[:.]?\s*)?$")
