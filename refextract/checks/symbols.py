"""Letters of a number: not those of its type, known to nobody, or not written as they should be.

How a number is written: `15/2020/NĐ-CP`, `439/QĐ-TTg`, `119/2013/TTLT-BTC-BNV` (Nghị định
30/2020/NĐ-CP, Điều 8 and Phụ lục I); `38/2019/QH14` (Nghị quyết 351/2017/UBTVQH14, Điều 6);
`57-KL/TW` (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from refextract import vocabulary
from refextract.checks.cited import Cited, Text
from refextract.checks.dates import assembly_term, sitting_term
from refextract.checks.finding import Edit, Mark
from refextract.folding import fold
from refextract.grammar.number import Number
from refextract.grammar.symbol import read_symbol
from refextract.vocabulary import symbols

_LETTER: Final = "Công văn"
_PROMULGATED: Final = frozenset(
    {
        "Chiến lược", "Chương trình", "Dự án", "Đề án", "Điều lệ", "Kế hoạch", "Nội quy",
        "Phương án", "Quy chế", "Quy định", "Quy trình",
    }
)  # fmt: skip
"""What a decision promulgates is often cited with the number of the decision."""
_SAME: Final = (
    frozenset({"Thông báo", "Kết luận"}),  # Thông báo kết luận
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
    if said is None or number is None or _is_old(number) or _is_torn(cited, text):
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
    if said in types or said in _PROMULGATED or _LETTER in (said, *types):
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
    number = cited.number
    found = {
        other.citation.number
        for other in text.cited
        if number is not None
        and other.number is not None
        and other.citation.type == said
        and (other.number.serial, other.number.year) == (number.serial, number.year)
        and said in read_symbol(other.number.symbol).types
    }
    return found.pop() if len(found) == 1 else None


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
        unknown, near = first, _near(first, _types())
    else:
        return
    if not near:
        return
    written = {group for other in text.cited if other.number for group in other.number.groups}
    likely = [symbol for symbol in near if symbol in written] or near
    right = number.canonical.replace(unknown, likely[0]) if len(likely) == 1 else None
    nearest = ", ".join(likely[:_MOST_NAMED])
    yield Mark("unknown-symbol", f"no symbol {unknown} is known; the nearest is {nearest}", right)


def _is_known(group: str, type_letters: str) -> bool:
    """Say whether a group is known, also as older numbers have it: `TTLT-BTC-TNMT`."""
    if type_letters == "NĐ":
        return group == "CP"
    return symbols.is_body(group) or symbols.is_body(f"B{group}")


@lru_cache(maxsize=1 << 8)
def _central(year: str) -> tuple[str, ...]:
    """Give the official symbols of the central bodies of a year."""
    rows = (row for row in vocabulary.issuers() if row.level in ("central", "court"))
    return tuple({row.symbols[0]: None for row in rows if row.symbols and row.period.covers(year)})


@cache
def _types() -> tuple[str, ...]:
    return tuple({row.symbols[0]: None for row in vocabulary.document_types() if row.symbols})


@lru_cache(maxsize=1 << 10)
def _near(symbol: str, known: tuple[str, ...]) -> list[str]:
    """Give the known symbols that one slip of the fingers makes out of a symbol."""
    ours = symbols.key(symbol)
    return [other for other in known if is_one_slip(ours, symbols.key(other))]


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


# -- the official writing --------------------------------------------------------------------------

_TW: Final = frozenset({"TƯ", "T.Ư", "T.W"})
_MARKS: Final = frozenset("\r\n*_\t|")
"""What a number that was broken by the layout of a page has in it."""
_LAYOUT: Final = re.compile(r"[\s*|]+")
_OWN_STYLE: Final = re.compile(r"\d+-\d{4}/NQ-CP$")
"""Resolutions that the Government itself numbers so: `19-2017/NQ-CP`."""
_NO_PARTY_TYPES: Final = frozenset({"CĐ", "ĐK"})
"""Telegrams of steering committees, which are called central too: `17/CĐ-TW`."""
_STATE_SINCE: Final = "2005"
"""Before (Thông tư liên tịch 55/2005/TTLT-BNV-VPCP) bodies wrote `QĐ/UB` and the like."""
_GOVERNMENT: Final = ("CP", "TTg")
_GOVERNMENT_SINCE: Final = "1998"


def noncanonical_symbol(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find numbers that are not written in the official form, in letters or in typography."""
    place = cited.written
    if place is None or cited.number is None or "/" in cited.number.serial:
        return
    written = unicodedata.normalize("NFC", text.text[place[0] : place[1]])
    right = official(cited.number)
    letters = _LAYOUT.sub("", fold(written).text)
    if written == right or _OWN_STYLE.match(letters):
        return
    broken = not _MARKS.isdisjoint(written)
    edit = None if broken or _is_glued(text.text, *place) else Edit(*place, right)
    if letters != right:
        capitals = cited.citation.text.replace(written, "")
        if capitals.isupper() and letters == right.upper():
            return  # All of the heading is in capitals: `CHỈ THỊ SỐ 16/CT-TTG`.
        seated = _with_sitting_term(cited.number, letters)
        if seated is not None:
            yield Mark("noncanonical-symbol", f"officially written {seated}", seated)
        else:
            yield Mark("noncanonical-symbol", f"officially written {right}", right, edit)
    elif not broken and not cited.own:  # A form leaves room for the number: `Số:   12 /QĐ-UBND`.
        yield Mark("typography", f"officially written {right}", right, edit)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Say whether something touches a number that would be read as part of it in another form."""
    before, behind = fold(text[max(0, start - 8) : start]), fold(text[end : end + 8])
    touching = before.text[-1:] + behind.text[:1]
    return any(char.isalnum() or char in "/-_*" for char in touching)


def _with_sitting_term(number: Number, letters: str) -> str | None:
    """Give a number whose term is not certain (`QH2013`) the term that sat in its year."""
    term = assembly_term(number)
    if not term or not number.year or letters.endswith(number.groups[-1]):
        return None
    right = sitting_term(number.year)
    if not right or right == term:
        return None
    return re.sub(rf"{term}$", str(right), number.canonical)


def official(number: Number) -> str:
    """Give a number in its official form, as far as that is certain.

    Args:
        number: the number as the record has it: official letters, no blanks.
    """
    groups = ["TW" if group in _TW else group for group in number.groups]
    year = number.year
    if groups[-1].isdecimal() and len(groups[-1]) == len("2019") and len(groups) > 1:
        year = groups.pop()  # `38/QH14/2019`
    separators = re.findall(r"[/\-. ]", number.symbol)[: len(groups)]
    if _is_central_party(groups) and not year:
        separators = ["-", "/"]
    elif year and _is_state(groups, year):
        separators = ["/", "-"]
    symbol = "".join(map("".join, zip(separators, groups, strict=True)))
    return f"{number.serial}/{year}{symbol}" if year else number.serial + symbol


def _is_central_party(groups: list[str]) -> bool:
    """Say whether the letters are a type and a central body of the Party: `NQ`, `TW`."""
    if len(groups) != 2 or not symbols.is_type(groups[0]) or groups[0] in _NO_PARTY_TYPES:
        return False
    return groups[1] == "TW" or any(
        row.level == "party-central" for row in symbols.bodies(groups[1])
    )


def _is_state(groups: list[str], year: str) -> bool:
    """Say whether the letters are a type and a central body of the State, of after the rules."""
    if len(groups) != 2 or not symbols.is_type(groups[0]):
        return False
    if groups[1] in _GOVERNMENT:
        return year >= _GOVERNMENT_SINCE
    central = any(row.level == "central" for row in symbols.bodies(groups[1]))
    return central and year >= _STATE_SINCE
