"""Laws by name: `Luật Đất đai năm 2013`, `Luật Đất đai số 45/2013/QH13`, amending laws.

A mention inside a longer mention is a citation of its own: an amending law gives one mention for
itself and one for each law that it amends.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.name import NameFound, name_at
from refextract.grammar.number import Number, number_at
from refextract.grammar.tail import Tail, tail_at
from refextract.mention import Mention
from refextract.reading.context import take, take_tail
from refextract.reading.links import MARKS, SO
from refextract.scanning import Place
from refextract.vocabulary import Law

TYPES: Final = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"})
"""The types that are cited by name."""

_LAWGIVERS: Final = frozenset({"Quốc hội", "Ủy ban Thường vụ Quốc hội", "Hội đồng Nhà nước"})
_OTHER_WORD: Final = re.compile(
    r"(?:pháp|công\s+ty|văn\s+phòng|hãng|viện|đại\s+học|đh|học\s+viện|trường|khoa|ngành|cử\s+nhân|"
    r"thạc\s+sĩ|tiến\s+sĩ|kỷ|đạo)\s+$"
)
_END_OF_OTHER: Final = (
    "pháp", "ty", "phòng", "hãng", "viện", "học", "đh", "trường", "khoa", "ngành", "nhân", "sĩ",
    "kỷ", "đạo",
)  # fmt: skip
"""How the words of the pattern above end; a cheap test that spares most laws the search."""
_COMMON_NOUN: Final = re.compile(r"(?:quy|qui|định)\s+$")
_END_OF_NOUN: Final = ("quy", "qui", "định")
_TO_NUMBER: Final = re.compile(
    rf"(?:[ \n,]{{1,3}}kỳ\s+họp\s+thứ\s+\w+)?[ \n*_]{{0,20}}[,(]?{MARKS}{SO}{MARKS}:?{MARKS}(?=\d)"
    r"|[ ](?=\d{1,3}/\d{4}/)"
)
_TREATY: Final = re.compile(r"(?:công|hiệp)\s+ước(?:\s+\w+){0,6}\s+$")
"""What makes a law the subject of a treaty: `Công ước Liên hợp quốc về Luật Biển`."""
_TREATY_REACH: Final = 48
_LEAST_OF_NAME: Final = 3
"""Words that make a name of no table one of a law also after `luật` in small letters."""
_YEARS: Final = re.compile(r"\s+các\s+năm\s+(\d{4})((?:\s*(?:,|và)\s*(?:năm\s+)?\d{4})+)")
_YEAR: Final = re.compile(r"\d{4}")


def is_other_word(folded: Folded, start: int) -> bool:
    """Say whether `luật` stands in another word or name: `pháp luật`, `Trường Đại học Luật`."""
    begin = max(0, start - 16)
    before = folded.text[begin:start].lower().rstrip()
    if before.endswith(_END_OF_OTHER) and _OTHER_WORD.search(folded.lower, begin, start):
        return True
    return (
        before.endswith(_END_OF_NOUN)
        and folded.text[start].islower()
        and _COMMON_NOUN.search(folded.lower, begin, start) is not None
    )


def number_after(lower: str, at: int) -> int | None:
    """Give where the number after a law's name begins: `Luật Đất đai số 45/2013/QH13`."""
    match = _TO_NUMBER.match(lower, at)
    return match.end() if match is not None else None


def take_number(folded: Folded, mention: Mention, number: Number) -> None:
    """Turn a law cited by name into one cited by the number after its name."""
    mention.kind = "numbered"
    mention.parsed = number
    mention.number = number.canonical
    mention.anchor = (number.start, number.end)
    mention.end = number.end
    mention.issuer = mention.issuer_basis = None
    take_tail(folded, mention)


def law(folded: Folded, place: Place, type_name: str) -> list[Mention]:
    """Read a law by name, with the number, date or year that follows the name."""
    found = name_at(folded.text, folded.lower, place.start, place.end)
    if found is None or _is_foreign(folded.lower, place.start, found):
        return []
    if found.nested:
        return _amending_law(folded, place, type_name, found)
    mention = _mention(folded, place.end, type_name, found)
    if not _take_after_name(folded, mention, found.end) and not _is_named(folded, mention, found):
        return []
    return [mention, *_further_years(folded, mention)]


def _is_foreign(lower: str, start: int, found: NameFound) -> bool:
    """Say whether a law is the subject of a treaty, or a bill that is in no table."""
    before = lower[max(0, start - _TREATY_REACH) : start]
    if before.endswith("dự "):
        return not (found.laws or found.nested)
    return "ước " in before and _TREATY.search(before) is not None


def _mention(folded: Folded, type_end: int, type_name: str, found: NameFound) -> Mention:
    written = " ".join(folded.text[type_end : found.end].replace("*", " ").split())
    written = written.removeprefix("về ")  # as with all titles
    if found.laws and (not written or written.startswith("sửa")):  # `BLHS`, `BLHS sửa đổi`
        written = f"{found.laws[0].name} {written}".rstrip()
    return Mention(
        found.start,
        found.end,
        "named",
        found.laws[0].type if found.laws else type_name,
        (found.start, found.end),
        title=written or None,
        laws=found.laws,
    )


def _take_after_name(folded: Folded, mention: Mention, at: int) -> bool:
    """Take the number, or else the date, after a law's name; say whether there is one."""
    start = number_after(folded.lower, at)
    number = number_at(folded.text, start) if start is not None else None
    if number is not None:
        take_number(folded, mention, number)
        return True
    take(folded, mention, _tail(folded, at))
    return mention.date is not None


def _tail(folded: Folded, at: int) -> Tail:
    """Read date and issuer after a law's name; an issuer that passes no laws is another's."""
    tail = tail_at(folded.text, folded.lower, at, named=True)
    if tail.issuer is None or tail.issuer.name in _LAWGIVERS:
        return tail
    return Tail(tail.date.end if tail.date is not None else at, tail.date, None)


def _is_named(folded: Folded, mention: Mention, found: NameFound) -> bool:
    """Say whether a law without number and date is named rather than spoken of in general."""
    if mention.type == "Hiến pháp":
        return folded.text[found.start].isupper()
    if found.laws or folded.text[found.start].isupper():
        return True
    return len((mention.title or "").split()) >= _LEAST_OF_NAME


def _further_years(folded: Folded, mention: Mention) -> list[Mention]:
    """Read the years of `BLHS các năm 1985, 1999`: one citation each."""
    years = _YEARS.match(folded.lower, mention.end) if mention.date is None else None
    if years is None:
        return []
    mention.date, mention.end = years.group(1), years.end(1)
    return [
        Mention(
            *year.span(), "named", mention.type, year.span(), date=year.group(),
            title=mention.title, laws=mention.laws,
        )
        for year in _YEAR.finditer(folded.lower, years.start(2), years.end(2))
    ]  # fmt: skip


def _amending_law(folded: Folded, place: Place, type_name: str, found: NameFound) -> list[Mention]:
    """Read an amending law and the laws that it amends."""
    mention = _mention(folded, place.end, type_name, found)
    nested: list[Mention] = []
    for start, type_end in found.nested:
        inner = name_at(folded.text, folded.lower, start, type_end, depth=1)
        if inner is None:
            continue
        word = folded.lower[start:type_end]
        one = _mention(folded, type_end, _type_of(word), inner)
        last = start == found.nested[-1][0]
        if last:
            tail = _tail(folded, inner.end)
            if tail.date is not None and not _is_date_of(inner.laws, tail, folded.lower):
                take(folded, mention, tail)
            else:
                _take_after_name(folded, one, inner.end)
        else:
            _take_after_name(folded, one, inner.end)
        nested.append(one)
    mention.end = max([mention.end, *(one.end for one in nested)])
    return [mention, *nested]


def _type_of(word: str) -> str:
    """Give the type of a law from the folded word: `bộ luật`, `BLHS`, `pháp lệnh`, `luật`."""
    if word.startswith("b"):
        return "Bộ luật"
    return "Pháp lệnh" if word.startswith("p") else "Luật"


def _is_date_of(laws: list[Law], tail: Tail, lower: str) -> bool:
    """Say whether the date after an amending law's name is that of the law it amends.

    `Luật sửa đổi, bổ sung một số điều của BLHS năm 2015`: the code is of 2015. Where the table has
    the amended law of that date, the date is its; where not, a year after `năm` is its too and a
    full date the amending law's.
    """
    if tail.date is None or tail.date.date is None:
        return False
    date = tail.date.date
    if any(law.date for law in laws):
        return any(law.date.startswith(date) for law in laws)
    return len(date) == 4 and lower.startswith("n", tail.date.start)
