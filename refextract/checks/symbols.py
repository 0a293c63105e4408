"""Letters of a number: not those of its type, or known to nobody.

The first letters name the type of the document and the others who issued it (Nghị định
30/2020/NĐ-CP, Điều 8 and Phụ lục III; Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from refextract import vocabulary
from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.checks.writing import lost_its_bar
from refextract.grammar.number import Number
from refextract.grammar.symbol import read_symbol
from refextract.vocabulary import symbols

_ANY: Final = frozenset({"Công văn", "Văn bản hợp nhất"})
"""A letter may be called by what it says, and a consolidated text by what it consolidates."""
_PROMULGATED: Final = frozenset(
    {
        "Chiến lược", "Chương trình", "Dự án", "Đề án", "Điều lệ", "Giấy phép", "Kế hoạch",
        "Nội quy", "Phương án", "Quy chế", "Quy định", "Quy trình",
    }
)  # fmt: skip
"""What a decision promulgates is often cited with the number of the decision."""
_SAME: Final = (
    frozenset({"Thông báo", "Kết luận"}),  # Thông báo kết luận
    frozenset({"Công điện", "Điện"}),
    frozenset({"Luật", "Sắc lệnh"}),  # the laws of 1957 were made known as `101-SL/L.003`
    frozenset({"Luật", "Lệnh"}),  # `22-L/CTN` is the order that promulgates the law
    frozenset({"Pháp lệnh", "Lệnh"}),
    frozenset({"Bộ luật", "Lệnh"}),
    frozenset({"Luật", "Bộ luật"}),
)
"""Pairs of types whose words stand for each other."""


# -- the type --------------------------------------------------------------------------------------


def type_symbol_mismatch(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find numbers whose letters are those of another type than the text says."""
    said, number = cited.citation.type, cited.number
    if said is None or number is None or _is_old(number):
        return
    # In small letters `luật` is a common noun, or the rest of a word: `Thông báo kết luật`.
    if cited.citation.text.startswith("luật") or lost_its_bar(cited, text) or _is_torn(cited, text):
        return
    types = read_symbol(number.symbol).types
    if not types or _agrees(said, (*types, *read_symbol(number.symbol, said).types)):
        return
    yield Mark(
        "type-symbol-mismatch",
        f"{cited.citation.number} is the number of a {types[0]}, not of a {said}",
        _of_type(cited, text, said),
    )


def _is_old(number: Number) -> bool:
    """Say whether letters of a type may be those of a body: `203-CT`, `1417/TC/TCĐN`."""
    if not symbols.bodies(number.groups[0]):
        return False
    return len(number.groups) == 1 or number.symbol.count("/") > 1


def _is_torn(cited: Cited, text: Text) -> bool:
    """Say whether a line ends between type and number, where two columns may have been mixed."""
    place = cited.written
    return place is None or "\n" in text.text[cited.citation.start : place[0]]


def _agrees(said: str, types: tuple[str, ...]) -> bool:
    if said in types or said in _PROMULGATED or not _ANY.isdisjoint((said, *types)):
        return True
    if any(said.startswith(name) or name.startswith(said) for name in types):
        return True  # Thông tư, Thông tư liên tịch
    if any({said, name} == pair for name in types for pair in _SAME):
        return True
    return _of_courts(said) and any(map(_of_courts, types))


@cache
def _of_courts(name: str) -> bool:
    return any(row.name == name and "court" in row.systems for row in vocabulary.document_types())


def _of_type(cited: Cited, text: Text, said: str) -> str | None:
    """Give the one number of the stated type that the text has with the same serial."""
    if cited.number is None:
        return None
    same = text.numbers.get((said, cited.number.serial, cited.number.year), {})
    found = [number for number, symbol in same.items() if said in read_symbol(symbol).types]
    return found[0] if len(found) == 1 else None


# -- letters that nobody knows ---------------------------------------------------------------------

_CENTRAL_TYPES: Final = frozenset({"NĐ", "TT", "TTLT"})
"""Types of which only central bodies issue those that are numbered by the year."""
_MOST_NAMED: Final = 3


def unknown_symbol(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find letters that no table has and that are one slip away from letters that it has.

    Letters of units, schools and companies are without number, so what is unknown is wrong only
    where nothing but central bodies can stand: in the numbers of decrees and circulars.
    """
    number = cited.number
    if number is None or not number.year or len(number.groups) < 2:
        return
    first, second = number.groups[:2]
    if first in _CENTRAL_TYPES:
        issuers = re.match(r"/\w+[-/]([^/]+)", number.symbol)  # a unit may follow: `TT-BNN/KH`
        letters = issuers.group(1).split("-") if issuers is not None else []
        unknown = next((group for group in letters if not _is_known(group, first)), "")
        near = _near(unknown, _central(number.year)) if unknown else []
    elif not symbols.is_type(first) and not symbols.is_body(first) and symbols.bodies(second):
        unknown, near = first, _near(first, _symbols_of(cited.citation.type or ""))
    else:
        return
    if not near:
        return
    likely = [symbol for symbol in near if symbol in text.letters] or near
    right = with_letters(number, unknown, likely[0]) if len(likely) == 1 else None
    nearest = ", ".join(likely[:_MOST_NAMED])
    yield Mark("unknown-symbol", f"no symbol {unknown} is known; the nearest is {nearest}", right)


def _is_known(group: str, type_letters: str) -> bool:
    """Say whether a group is known, also as older numbers have it: `TTLT-BTC-TNMT`."""
    if type_letters == "NĐ":
        return group == "CP"
    bare = group.replace("&", "")
    return any(symbols.is_body(form) for form in (group, bare, f"B{bare}"))


@lru_cache(maxsize=1 << 8)
def _central(year: str) -> tuple[str, ...]:
    """Give the official symbols of the central bodies of a year."""
    rows = (row for row in vocabulary.issuers() if row.level in ("central", "court"))
    return tuple({row.symbols[0]: None for row in rows if row.symbols and row.period.covers(year)})


@lru_cache(maxsize=1 << 8)
def _symbols_of(type_name: str) -> tuple[str, ...]:
    rows = (row for row in vocabulary.document_types() if row.name == type_name)
    return tuple(row.symbols[0] for row in rows if row.symbols)


@lru_cache(maxsize=1 << 10)
def _near(symbol: str, known: tuple[str, ...]) -> list[str]:
    """Give the known symbols that one slip of the fingers makes out of a symbol."""
    ours = symbols.key(symbol)
    return [other for other in known if is_one_slip(ours, symbols.key(other))]


def with_letters(number: Number, old: str, new: str) -> str:
    """Give a number with one group of letters, or several joined ones, in the place of others."""
    return re.sub(rf"(?<=[/\-]){re.escape(old)}(?![^/\-])", new, number.canonical)


def is_one_slip(one: str, other: str) -> bool:
    """Say whether one letter more, less, other, or two exchanged make one word of the other.

    >>> is_one_slip("BTCC", "BTC"), is_one_slip("BCT", "BTC"), is_one_slip("BTC", "BXD")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    if start < 0:
        return True  # one is the beginning of the other
    ours, theirs = one[start:], other[start:]
    return (
        ours[1:] == theirs
        or ours == theirs[1:]
        or ours[1:] == theirs[1:]
        or (ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:])
    )
