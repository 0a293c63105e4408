"""Type words that scanning garbled: `Nghị quyỗt số 132/2020/QH14`, `Nghi dinh 15/2020/ND-CP`.

A number with a well-known symbol vouches for the word before it, so that the word may be off: it is
compared without marks, and one letter may be wrong. Text typed without marks at all is read by the
same rule.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from refextract.folding import unaccented_word
from refextract.vocabulary import symbols

_FIRST_GROUP: Final = re.compile(r"[/-]([A-ZĐ]*O[A-ZĐ]*)(?=[/-])")
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


@lru_cache(maxsize=1 << 12)
def restored(symbol: str, type_name: str) -> str:
    """Put back the ``Đ`` or ``Q`` that scanning read as ``O``, where the type word vouches for it.

    >>> restored("/NO-CP", "Nghị quyết"), restored("/NO-CP", "Nghị định")
    ('/NQ-CP', '/NĐ-CP')
    """
    match = _FIRST_GROUP.match(symbol)
    if match is None or symbols.is_type(match.group(1)):
        return symbol
    for letter in "ĐQ":
        first = match.group(1).replace("O", letter)
        if any(row.name == type_name for row in symbols.types(first)):
            return symbol[: match.start(1)] + first + symbol[match.end(1) :]
    return symbol


@cache
def _pattern(name: str) -> Any:
    """Compile a type word with one wrong letter, at the end of a window."""
    import regex  # only scanned text needs it, and it takes a page's time to import

    plain = r"\s+".join(re.escape(unaccented_word(word)) for word in name.split())
    return regex.compile(rf"(?<!\w)(?P<type>(?:{plain}){{s<=1}})\s+(?:\w{{1,2}}\s*[:.]?\s*)?$")
