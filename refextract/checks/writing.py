"""Numbers that are not written in the official form, in letters or in typography.

The form is `15/2020/NĐ-CP`, `439/QĐ-TTg`, `119/2013/TTLT-BTC-BNV` (Nghị định 30/2020/NĐ-CP, Điều 8
and Phụ lục I); `38/2019/QH14` (Nghị quyết 351/2017/UBTVQH14, Điều 6); `57-KL/TW` (Hướng dẫn
36-HD/VPTW). What is rewritten here is how a number is written and never which number it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from refextract.checks.cited import Cited, Text
from refextract.checks.dates import assembly_term, sitting_term
from refextract.checks.finding import Edit, Mark
from refextract.folding import fold
from refextract.grammar.number import Number
from refextract.vocabulary import symbols

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
        if lost_its_bar(cited, text):
            return
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


def lost_its_bar(cited: Cited, text: Text) -> bool:
    """Say whether `HĐ` was read as `HD`, Hướng dẫn, where the text speaks of something else.

    Typing and scanning lose the bar of a letter and never add one, so it is of a council or board.
    """
    if cited.written is None or cited.number is None or cited.citation.type == "Hướng dẫn":
        return False
    written = fold(text.text[slice(*cited.written)]).text.upper()
    return cited.number.groups[0] == "HD" and "HĐ" in written


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
