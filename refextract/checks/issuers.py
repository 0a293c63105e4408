"""Issuers that cannot have issued the document: not those of its symbol, or not there at its date.

The letters of a number name the body that issued it (Nghị định 30/2020/NĐ-CP, Điều 8; Hướng dẫn
36-HD/VPTW). Only bodies at the head of the State, the Party and of places are held against them:
what a department issues is often said to be of the ministry above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from refextract import vocabulary
from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.checks.symbols import is_one_slip, type_symbol_mismatch, with_letters
from refextract.grammar.number import Number
from refextract.grammar.symbol import read_symbol
from refextract.vocabulary import Issuer, Period, symbols
from refextract.vocabulary.names import issuer_names, province_names

_LETTER: Final = "Công văn"
_LEADING: Final = ("central", "court", "historic", "party-central")
_BELOW: Final = (
    "Ban Quản lý", "Cục ", "Đảng ủy ", "Học viện ", "Kho bạc ", "Tổng cục ", "Trung tâm ",
    "Viện ", "Vụ ",
)  # fmt: skip
"""How the names of bodies begin that stand below another, which may be named in their place."""
_COUNCIL: Final = "Hội đồng nhân dân"
_COMMITTEE: Final = "Ủy ban nhân dân"
_OF_PLACES: Final = {"UBND": _COMMITTEE, "HĐND": _COUNCIL}
_PARTY: Final = "TW"
_ISSUED: Final = ("của", "do", "bởi", "giữa")


# -- the body that the symbol names ----------------------------------------------------------------


def issuer_symbol_mismatch(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find issuers that the letters of the number do not allow."""
    citation, number = cited.citation, cited.number
    if number is None or citation.issuer is None or not _is_named_beside(cited):
        return
    reading = read_symbol(number.symbol, citation.type or "")
    if not reading.types or _LETTER in (citation.type, *reading.types):
        return
    named = citation.issuer.split("; ")
    if not all(map(_is_leading, named)) or any(type_symbol_mismatch(cited, text)):
        return
    if any(_is_short_for_another(name, cited.date) for name in named):
        return
    expected = _expected(number, reading.bodies, cited.date)
    if not expected or any(_may_be(name, number, reading.bodies) for name in named):
        return
    yield Mark(
        "issuer-symbol-mismatch",
        f"{citation.number} is a number of {expected}, not of {citation.issuer}",
        _right_symbol(number, reading.bodies, named, cited.date)
        or (expected if reading.bodies else None),
    )


def _is_named_beside(cited: Cited) -> bool:
    """Say whether a type word begins the citation and its issuer ends it."""
    place = cited.written
    if cited.citation.issuer_basis != "text" or place is None or place[0] == cited.citation.start:
        return False
    behind = cited.citation.text[place[1] - cited.citation.start :].lower().split()
    return not {*behind}.isdisjoint(_ISSUED)


def _expected(number: Number, bodies: tuple[str, ...], when: str) -> str:
    """Say whose number it is, if it is one of a body at the head; else ``""``."""
    if bodies:
        rows = [symbols.body(body, when) for body in bodies]
        names = [row.name for row in rows if row is not None]
        return "; ".join(names) if all(map(_is_leading, names)) else ""
    last = number.groups[-1]
    if last == _PARTY:
        return "the Party's centre"
    return f"a {_OF_PLACES[last]}" if last in _OF_PLACES else ""


def _may_be(named: str, number: Number, bodies: tuple[str, ...]) -> bool:
    """Say whether a body, at whatever time, may have issued what is numbered so."""
    if bodies:
        names = {row.name for body in bodies for row in symbols.bodies(body)}
        # The Hội đồng Thẩm phán is one of the Tòa án nhân dân tối cao.
        return named in names or any("Tòa án" in name and name in named for name in names)
    last = number.groups[-1]
    if last == _PARTY:
        levels = {row.level for row in _rows(named)}
        return "Trung ương" in named or "Đảng" in named or "party-central" in levels
    return named.startswith((_OF_PLACES[last], f"Thường trực {_OF_PLACES[last]}"))


def _right_symbol(
    number: Number, bodies: tuple[str, ...], named: list[str], when: str
) -> str | None:
    """Give the number with the symbol of the named body, where that is the likelier one.

    It is where the symbol is one slip away from it (`QĐ-TTP`), and where the body that bears the
    symbol was not in office any more.
    """
    if len(bodies) != 1 or len(named) != 1 or not when:
        gone = False
    else:
        gone = not any(row.period.covers(when) for row in symbols.bodies(bodies[0]))
    for row in _rows(named[0]):
        for symbol in row.symbols[:1]:
            slip = any(is_one_slip(symbols.key(body), symbols.key(symbol)) for body in bodies)
            if (gone and row.period.covers(when)) or slip:
                return with_letters(number, bodies[0], symbol)
    return None


def _is_leading(name: str) -> bool:
    """Say whether a name is of a body at the head of the State, of the Party or of a place."""
    if name.startswith((_COUNCIL, _COMMITTEE)):
        return True
    return not name.startswith(_BELOW) and any(row.level in _LEADING for row in _rows(name))


@lru_cache(maxsize=1 << 10)
def _is_short_for_another(name: str, when: str) -> bool:
    """Say whether a body of the time has a name that begins so: `Bộ Văn hóa` of 2014."""
    return bool(when) and any(
        row.name.startswith((f"{name} ", f"{name},")) and row.period.covers(when)
        for row in vocabulary.issuers()
    )


@lru_cache(maxsize=1 << 10)
def _rows(name: str) -> list[Issuer]:
    return [row for row in issuer_names().get(name) if row.name == name]


# -- the body at the date of the document ----------------------------------------------------------

_CERTAIN: Final = "high"
_GRACE: Final = timedelta(days=92)
"""Bodies go on for some weeks after the resolution that ends them, and begin before it."""


def issuer_not_in_office(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find documents of bodies that did not exist, or not yet, or no more, at their date."""
    citation = cited.citation
    when = cited.dated or cited.year
    if not when or not citation.issuer:
        return
    named = _is_named_beside(cited)
    for name in citation.issuer.split("; "):
        right = None
        if named and name.startswith((_COMMITTEE, _COUNCIL)):
            periods, right = _place(name, when)
        elif named or _is_ministry_by_symbol(cited, name):
            periods = _periods(name)
        else:
            continue
        said = _outside(periods, when)
        if said and not _is_short_for_another(name, when):
            on = "on" if cited.dated else "in"
            yield Mark("issuer-not-in-office", f"{on} {when} there was no {name}; {said}", right)


def _is_ministry_by_symbol(cited: Cited, name: str) -> bool:
    """Say whether the letters of a ministry name it: `BTNMT`, but not `LĐ` or `CT`."""
    if cited.citation.issuer_basis != "symbol" or cited.number is None:
        return False
    letters = {row.symbols[0] for row in _rows(name) if row.symbols and row.symbols[0][0] == "B"}
    return name.startswith("Bộ ") and not letters.isdisjoint(cited.number.groups)


def _periods(name: str) -> list[Period]:
    """Give the periods of a body at the head, as far as they are certain; else none."""
    rows = [row for row in _rows(name) if row.level in _LEADING]
    certain = _is_leading(name) and all(row.confidence == _CERTAIN for row in rows)
    return [row.period for row in rows] if certain else []


def _outside(periods: list[Period], when: str) -> str:
    """Say when a body was there, if it was not at a date; else ``""``."""
    if not periods or any(_nearly_covers(period, when) for period in periods):
        return ""
    before = [period.until for period in periods if period.until and period.until < when]
    after = [period.since for period in periods if period.since > when]
    said = [f"it existed until {max(before)}"] if before else []
    return " and ".join(said + ([f"it exists since {min(after)}"] if after else []))


def _nearly_covers(period: Period, when: str) -> bool:
    if len(when) < len("2020-02-03"):
        return period.covers(when)
    day = date.fromisoformat(when)
    return any(period.covers(other.isoformat()) for other in (day - _GRACE, day, day + _GRACE))


def _place(name: str, when: str) -> tuple[list[Period], str | None]:
    """Give the periods of the province in the name of a local body, and the body in its place."""
    head = _COMMITTEE if name.startswith(_COMMITTEE) else _COUNCIL
    unit, _, place = name.removeprefix(head).strip().partition(" ")
    if unit != "tỉnh" or "," in place:
        return [], None
    rows = [row for row in province_names().get(place) if row.name == place and row.kind == unit]
    gone = max(
        (row for row in rows if row.period.until), key=lambda row: row.period.until, default=None
    )
    after = [
        f"{head} {row.kind} {row.name}"
        for row in vocabulary.provinces()
        if gone is not None and row.name in gone.successors and row.period.covers(when)
    ]
    return [row.period for row in rows], after[0] if len(after) == 1 else None
