"""What the letters of a number say: the type of the document and the body that issued it.

State: `n/yyyy/TYPE-BODY` and `n/TYPE-BODY`, letters `n/BODY-UNIT` (Nghị định 30/2020/NĐ-CP, Phụ lục
I); Party: `n-TYPE/BODY` (Hướng dẫn 36-HD/VPTW); National Assembly `n/yyyy/QHk`; before 1997 the
body often comes first: `1141-TC/QĐ/CĐKT`, `651-BNV/HC/NĐ`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from refextract.grammar.number import groups
from refextract.vocabulary import symbols

_JOINT: Final = frozenset(
    "TTLT TTLN TTLB NQLT QĐLT CTLT HDLT HDLN KHLT KHPH QCLT QCPH CTPH".split()
)
"""Types whose further groups are all issuers."""

_LETTER: Final = "Công văn"
_ASSEMBLIES: Final = ("QH", "UBTVQH")


class Reading(NamedTuple):
    """How a symbol is read.

    Attributes:
        types: names of the types it may stand for, the likelier first; empty where it names none.
        bodies: symbols of the issuing bodies, in order; empty where it names none.
        known: whether every part that matters is in the vocabulary, so that the number is one of
            an official document even where no type word says so.
    """

    types: tuple[str, ...]
    bodies: tuple[str, ...]
    known: bool


@lru_cache(maxsize=1 << 13)
def read_symbol(symbol: str, word: str = "") -> Reading:
    """Read a canonical symbol.

    Args:
        symbol: the symbol with its first separator: `/NĐ-CP`, `-KL/TW`, `/BTC-TCT`.
        word: the type that the text names, where it does: letters that stand for a type and for
            a body (`82-TC/TCT`: Thông cáo, Bộ Tài chính) are read so that they agree with it.
    """
    party = symbol.startswith("-") and "/" in symbol
    letters = groups(symbol.strip())
    for part in letters:
        if part.startswith(_ASSEMBLIES) and part.strip("K0123456789") in _ASSEMBLIES:
            return _assembly(letters, part)
    whole = symbol.strip(" /-")
    if len(letters) > 1 and symbols.is_type(whole):
        return Reading(_types(whole, party=party), (), known=True)
    first = letters[0]
    if first in _JOINT:
        return _joint(letters)
    rest = letters[1:]
    body_first = symbol[0] in "- " or word == _LETTER
    disagrees = (
        body_first
        and bool(word)
        and any(first in row.symbols for row in symbols.bodies(first))  # ND, but not NĐ
        and word not in _types(first, party=party)
    )
    if symbols.is_type(first) and not disagrees and not _is_letter(letters, party=party):
        if party and len(rest) > 1 and all(symbols.bodies(part) for part in rest):
            return Reading(_types(first, party=party), tuple(rest), known=True)
        body = _longest_body(rest)
        known = bool(rest) and (
            bool(body) or symbols.is_body(rest[0]) or (len(rest[0]) >= 2 and rest[0][:2].isupper())
        )
        return Reading(_types(first, party=party), (body,) if body else (), known or not rest)
    for at, part in enumerate(rest, start=1):
        if symbols.is_type(part) and symbol[0] in "- /" and "/" in symbol[1:]:
            body = _longest_body(letters[:at])
            return Reading(_types(part, party=False), (body,) if body else (), known=bool(body))
    body = _longest_body(letters)
    if rest:
        return Reading((_LETTER,), (body,) if body else (), known=bool(body))
    return Reading((), (body,) if body else (), known=False)


def _is_letter(letters: Sequence[str], *, party: bool) -> bool:
    """Say whether letters that could be a type are rather the sender of an official letter.

    `CT-CS` is a letter of the tax authority (CT), not a directive: nothing called CS issues any.
    """
    if party or len(letters) < 2:
        return False
    first, second = letters[0], letters[1]
    return bool(symbols.bodies(first)) and not symbols.is_body(second) and len(second) <= 3


def _types(symbol: str, *, party: bool) -> tuple[str, ...]:
    """Give the names of the types of a symbol, those of the style of the number first."""
    rows = symbols.types(symbol)
    ordered = sorted(rows, key=lambda row: ("party" in row.systems) is not party)
    if party:
        ordered = sorted(ordered, key=lambda row: "party" not in row.systems)
    else:
        ordered = sorted(ordered, key=lambda row: row.systems == ("party",))
    return tuple(dict.fromkeys(row.name for row in ordered))


def _assembly(letters: Sequence[str], part: str) -> Reading:
    """Read a number of the National Assembly or its Standing Committee."""
    types: tuple[str, ...] = ()
    first = letters[0]
    if first in _JOINT:
        return _joint(letters)
    if first != part and symbols.is_type(first):
        types = _types(first, party=False)
    elif part.startswith("UBTVQH"):
        types = ("Nghị quyết", "Pháp lệnh")
    else:
        types = ("Luật", "Bộ luật", "Nghị quyết")
    return Reading(types, (part,), known=True)


def _joint(letters: Sequence[str]) -> Reading:
    """Read a joint document: every known group after the type is an issuer."""
    bodies = []
    rest = letters[1:]
    while rest:
        body = _longest_body(rest)
        taken = body.count("-") + 1 if body else 1
        if body:
            bodies.append(body)
        rest = rest[taken:]
    return Reading(_types(letters[0], party=False), tuple(bodies), known=bool(letters[1:]))


def _longest_body(letters: Sequence[str]) -> str:
    """Give the longest run of groups from the first that is the symbol of one body, or ``""``."""
    for count in (3, 2, 1):
        if count <= len(letters):
            candidate = "-".join(letters[:count])
            if symbols.bodies(candidate):
                return candidate
    bare = letters[0].split("(")[0] if letters else ""
    return bare if bare and symbols.bodies(bare) else ""


def issuer_of(symbol: str, date: str, word: str = "") -> str | None:
    """Give the issuers that a symbol names at a date, as the record has them, or ``None``.

    Args:
        symbol: canonical symbol with its first separator.
        date: ISO date of the document, or the year in its number, or empty.
        word: the type that the text names, or empty.
    """
    # Most symbols have always stood for one body; only of the others dates are looked up.
    if _is_timeless(symbol, word):
        date = ""
    return _issuer_at(symbol, date, word)


@lru_cache(maxsize=1 << 13)
def _is_timeless(symbol: str, word: str) -> bool:
    """Say whether the bodies that a symbol names are the same at every date."""
    return all(
        len(rows) < 2 and not any(row.period.until for row in rows)
        for rows in map(symbols.bodies, read_symbol(symbol, word).bodies)
    )


@lru_cache(maxsize=1 << 13)
def _issuer_at(symbol: str, date: str, word: str) -> str | None:
    reading = read_symbol(symbol, word)
    rows = [symbols.body(body, date) for body in reading.bodies]
    names = [row.name for row in rows if row is not None]
    if not names or len(names) < len(rows):
        return None
    return "; ".join(dict.fromkeys(names))
