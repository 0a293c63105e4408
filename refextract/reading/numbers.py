"""Citations by number: single, enumerated, with an elided symbol, short, and of standards.

`Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ`; `các Nghị quyết số 18-NQ/TW, 19-NQ/TW và
27-NQ/TW`; `Nghị quyết số 18, 19-NQ/TW`; `Kết luận 57`. In an enumeration each member has its own
span; the first takes the type word, the last the shared tail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

import msgspec

from refextract.folding import Folded
from refextract.grammar import short
from refextract.grammar.garbled import restored
from refextract.grammar.issuer import issuer_at
from refextract.grammar.number import (
    Number,
    number_at,
    spaced_number_at,
    split_number_at,
    standard_at,
)
from refextract.grammar.symbol import issuer_of, read_symbol
from refextract.grammar.tail import tail_at
from refextract.mention import Mention
from refextract.reading.context import share, style, take, take_tail
from refextract.reading.links import MARKS, NEXT_MEMBER, TO_NUMBER
from refextract.scanning import Place
from refextract.vocabulary import symbols

LETTERS: Final = frozenset({"Công văn", "Văn bản"})
"""What `văn bản số …` may be taken for until its symbol says more."""

_PARTY_BODIES: Final = frozenset({"TW", "TU"})
_NEVER_VERBS: Final = frozenset({"Nghị định", "Thông tư"})
"""Types whose word in small letters before a number is always the document."""
_RARELY_COUNTED: Final = frozenset({"Nghị quyết", "Chỉ thị", "Công văn", "Công điện"})
"""Types whose word is the document before a number of two digits and more in the same line."""
_GOVERNING: Final = re.compile(r"(?<!\w)(?:theo|tại|thực hiện|ban hành|ký|căn cứ) $")
"""What stands before a document, never before a verb: `thực hiện quyết định 23 về di dời`."""
_ABBREVIATED_ALONE: Final = frozenset({"Nghị định", "Nghị quyết", "Quyết định"})
"""Types whose abbreviation before a bare number is nothing else (`HD 615` is a graphics chip)."""
_OF_BODY: Final = re.compile(r"\s+của\s+")
_AFTER_ISSUER: Final = re.compile(rf"{MARKS}:?(?:{TO_NUMBER.pattern})")
_MOST_ELIDED: Final = 400
_MOST_REMEMBERED: Final = 50
"""Mentions among which a short form in small letters may have its full form."""


def numbered(
    folded: Folded,
    place: Place,
    type_name: str,
    at: int,
    *,
    said: bool,
    before: Sequence[Mention] = (),
) -> list[Mention]:
    """Read the number or numbers after a type word.

    Args:
        folded: the text.
        place: the type word.
        type_name: canonical name of the type.
        at: position of the first digit.
        said: whether `số` stands before it.
        before: the mentions before it: a word that may be a verb is none where it repeats the
            number of one of them.
    """
    text = folded.text
    number = number_at(text, at) or spaced_number_at(text, at)
    if number is None and said:
        number = split_number_at(text, at)
    if number is not None:
        known = said or number.year or read_symbol(number.symbol, type_name).known
        if type_name == "Luật" and number.groups[-1] in _PARTY_BODIES:
            return []  # `Thông báo kết luật số 19-TB/TW`: the Party passes no laws.
        if (place.abbreviated and not known) or text[number.end : number.end + 1].isdigit():
            return []
        return enumeration(folded, place.start, type_name, [number])
    elided = _elided(folded, at)
    if elided:
        return enumeration(folded, place.start, type_name, elided)
    shorts = short.shorts_at(text, folded.lower, at, type_name, said=said)
    if not shorts or not (said or _stands_unaided(place, type_name, shorts[0])):
        return []
    found = _short_mentions(folded, place.start, type_name, shorts)
    if said or text[place.start].isupper() or type_name in _NEVER_VERBS:
        return found
    last = found[-1]
    if last.issuer_basis == "text" or len(last.date or "") == len("2021-11-24"):
        return found
    if len(shorts[0].number) < 2 or "\n" in text[place.start : at]:
        return []
    if type_name in _RARELY_COUNTED or _is_cited(found[0], before):
        return found
    governed = _GOVERNING.search(folded.lower, max(0, place.start - 16), place.start)
    return found if governed is not None else []


def _is_cited(short_form: Mention, before: Sequence[Mention]) -> bool:
    """Say whether a citation shortly before a short form has its number in full."""
    for mention in islice(reversed(before), _MOST_REMEMBERED):
        if mention.type == short_form.type:
            number = mention.parsed.serial if mention.parsed is not None else mention.number
            if number == short_form.number:
                return True
    return False


def _stands_unaided(place: Place, type_name: str, first: short.ShortFound) -> bool:
    """Say whether an abbreviated type may stand before a number without `số`: `NĐ 100`."""
    return not place.abbreviated or bool(first.year) or type_name in _ABBREVIATED_ALONE


def issuer_first(folded: Folded, place: Place, type_name: str) -> list[Mention]:
    """Read a number that follows the issuer: `Nghị quyết của Bộ Chính trị 59, 70, 71, 72`."""
    of = _OF_BODY.match(folded.lower, place.end)
    issuer = issuer_at(folded.text, folded.lower, of.end()) if of is not None else None
    to_number = _AFTER_ISSUER.match(folded.lower, issuer.end) if issuer is not None else None
    if issuer is None or to_number is None:
        return []
    said = to_number.group("so") is not None
    found = numbered(folded, place, type_name, to_number.end(), said=said)
    for mention in found:
        if mention.issuer_basis != "text":
            mention.issuer, mention.issuer_basis = issuer.name, "text"
    return found


def enumeration(folded: Folded, start: int, type_name: str, first: list[Number]) -> list[Mention]:
    """Make mentions of numbers, read on after the last of them, and share what ends the list.

    Args:
        folded: the text.
        start: where the first mention begins.
        type_name: canonical name of the type of all.
        first: the numbers read so far: one, or those of an elided enumeration.
    """
    mentions = [mention_of(number.start, number, type_name) for number in first]
    mentions[0].start = start
    take_tail(folded, mentions[-1])
    while (link := NEXT_MEMBER.match(folded.lower, mentions[-1].end)) is not None:
        further = _elided(folded, link.end())
        if not further or not _agrees(further[-1], type_name):
            break
        mentions += [mention_of(number.start, number, type_name) for number in further]
        take_tail(folded, mentions[-1])
    if len(mentions) > 1:
        share(mentions)
    return mentions


def _agrees(number: Number, type_name: str) -> bool:
    """Say whether a further member of an enumeration can be of the type before the first."""
    types = read_symbol(number.symbol, type_name).types
    return not types or type_name in types or type_name in LETTERS


def _elided(folded: Folded, at: int) -> list[Number]:
    """Read numbers up to the first with a symbol, which is the symbol of all: `18, 19-NQ/TW`."""
    serials: list[re.Match[str]] = []
    while (number := number_at(folded.text, at)) is None:
        serial = short.SERIAL.match(folded.text, at)
        link = NEXT_MEMBER.match(folded.lower, serial.end()) if serial is not None else None
        if serial is None or link is None or len(serials) > _MOST_ELIDED:
            return []
        serials.append(serial)
        at = link.end()
    members = [
        Number(
            serial.start(),
            serial.end(),
            serial.group("serial"),
            serial.group("year") or number.year,
            number.symbol,
        )
        for serial in serials
    ]
    return [*members, number]


def mention_of(start: int, number: Number, type_name: str) -> Mention:
    """Make the mention of one number; `văn bản` gives way to the type that the symbol names."""
    symbol, type_name = _symbol_and_type(number.symbol, type_name)
    if symbol != number.symbol:
        number = msgspec.structs.replace(number, symbol=symbol)
    return Mention(
        start,
        number.end,
        "numbered",
        type_name,
        (number.start, number.end),
        number=number.canonical.replace(" ", ""),
        parsed=number,
    )


@lru_cache(maxsize=1 << 12)
def _symbol_and_type(symbol: str, type_name: str) -> tuple[str, str]:
    """Give a symbol as it was before scanning, and the type that it and the type word name."""
    symbol = restored(symbol, type_name)
    types = read_symbol(symbol, type_name).types
    if type_name in LETTERS and types and types[0] not in LETTERS:
        type_name = types[0]
    elif type_name == "Quy định" and types and type_name not in types:
        type_name = types[0]  # `nay quy định số 128/2021/NĐ-CP`: a verb.
    return symbol, type_name


# -- short forms and standards --------------------------------------------------------------------


def _short_mentions(
    folded: Folded, start: int, type_name: str, shorts: list[short.ShortFound]
) -> list[Mention]:
    mentions = [
        Mention(
            found.start, found.end, "short", type_name, (found.start, found.end),
            number=found.number,
        )
        for found in shorts
    ]  # fmt: skip
    mentions[0].start = start
    last = mentions[-1]
    year = shorts[-1].year
    _, joint = style("", type_name)
    tail = tail_at(folded.text, folded.lower, last.end, year=year, party=True, joint=joint)
    take(folded, last, tail)
    if last.issuer is None:
        bare = short.bare_issuer_at(folded.text, folded.lower, last.end)
        if bare is not None:
            last.issuer, last.issuer_basis, last.end = bare.name, "text", bare.end
    share(mentions)
    return mentions


def standard(folded: Folded, place: Place) -> list[Mention]:
    """Read a technical standard: `TCVN 7957:2008`, `Tiêu chuẩn quốc gia TCVN 3105:2022`."""
    found = standard_at(folded.text, place.start)
    if found is None:
        return []
    rows = symbols.types(found.prefix)
    name = rows[0].name if rows else None
    start = found.start
    if name is not None:
        begin = max(0, start - 60)
        before = folded.lower[begin:start].rstrip()
        if before.endswith(name.lower()):
            start = begin + len(before) - len(name)
    mention = Mention(
        start, found.end, "numbered", name, (found.start, found.end), number=found.canonical
    )
    body = found.canonical.rpartition("/")[2]
    if body != found.canonical and symbols.bodies(body):
        year = re.search(r":(\d{4})", found.canonical)
        mention.issuer = issuer_of(f"/{body}", year.group(1) if year is not None else "")
        mention.issuer_basis = "symbol" if mention.issuer else None
    return [mention]
