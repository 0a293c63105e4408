"""The letters of document numbers: which stand for a type, which for a body, and when.

Symbols are looked up without regard to case and to the bar of ``Đ`` (`TTG`, `ND`, `nđ`), because
those are what typing and scanning lose; the tables say how they are written officially.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from refextract import vocabulary
from refextract.vocabulary import DocumentType, Issuer

_LOST: Final = str.maketrans("ĐƯÐ", "DUD")
_STILL_USED: Final = 2
"""Years after the end of a body in which its symbol may still be met."""
_TERM: Final = re.compile(r"(?<=[A-Z])K?\d{1,2}$")


@lru_cache(maxsize=1 << 12)
def key(symbol: str) -> str:
    """Give the form under which a symbol is looked up.

    >>> key("nđ"), key("TTg"), key("BNN&PTNT")
    ('ND', 'TTG', 'BNN&PTNT')
    """
    return symbol.upper().translate(_LOST)


@cache
def _types() -> dict[str, list[tuple[str, DocumentType]]]:
    table: dict[str, list[tuple[str, DocumentType]]] = {}
    for row in vocabulary.document_types():
        for symbol in row.symbols:
            table.setdefault(key(symbol), []).append((symbol, row))
    return table


@cache
def _issuers() -> dict[str, list[tuple[str, Issuer]]]:
    table: dict[str, list[tuple[str, Issuer]]] = {}
    for row in vocabulary.issuers():
        for symbol in row.symbols:
            table.setdefault(key(symbol), []).append((symbol, row))
    return table


@cache
def _ambiguous() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for row in vocabulary.ambiguous_symbols():
        table.setdefault(key(row.symbol), []).append(row.symbol)
    return table


def types(symbol: str) -> list[DocumentType]:
    """Give the document types that a symbol may stand for."""
    return [row for _, row in _types().get(key(symbol), ())]


@lru_cache(maxsize=1 << 12)
def bodies(symbol: str) -> tuple[Issuer, ...]:
    """Give the bodies that a symbol may stand for, of all times, the likelier first.

    The term of an assembly (`QH13`, `UBTVQH14`, `QHK6`) is passed over.
    """
    found = _issuers().get(key(symbol))
    if found is None:
        found = _issuers().get(_TERM.sub("", key(symbol)), [])
    # Written exactly so, a symbol is not its look-alike: BCNn and BCNN, DKVN and ĐKVN.
    exact = [row for name, row in found if name == symbol]
    return (*exact, *(row for name, row in found if name != symbol))


@lru_cache(maxsize=1 << 12)
def body(symbol: str, date: str) -> Issuer | None:
    """Give the body that a symbol stood for at a date (``2013``, ``2013-07-15``, or empty).

    Where the period decides nothing, the body that bore the symbol last is taken: a symbol is
    still a symbol in the year after its body went, and a number without a date is rarely old. A
    date long after all of them leaves none.
    """
    rows = bodies(symbol)
    for row in rows:
        if date and row.period.covers(date):
            return row
    last = max(rows, key=lambda row: row.period.until or "9999", default=None)
    if last is not None and date and last.period.until:
        if int(date[:4]) > int(last.period.until[:4]) + _STILL_USED:
            return None
    return last


def is_type(symbol: str) -> bool:
    """Say whether the letters stand for a type of document."""
    return key(symbol) in _types()


def is_body(symbol: str) -> bool:
    """Say whether the letters stand for an issuer, be it one or one of many."""
    folded = key(symbol)
    return (
        folded in _issuers()
        or folded in _ambiguous()
        or _TERM.sub("", folded) in _issuers()
        or _TERM.sub("", folded) in _ambiguous()
    )


@lru_cache(maxsize=1 << 12)
def official_type(symbol: str) -> str:
    """Give the letters of a type in their official form: `ND` → `NĐ`, `ttg` stays."""
    known = [name for name, _ in _types().get(key(symbol), ())]
    return symbol if symbol in known or not known else known[0]


@lru_cache(maxsize=1 << 12)
def official(symbol: str) -> str:
    """Give a symbol in its official letters, or as it is where it is not known.

    >>> official("nd"), official("TTG"), official("qh13")
    ('NĐ', 'TTg', 'QH13')
    """
    folded = key(symbol)
    rows: dict[str, list[str]] = {}
    for name, row in (*_types().get(folded, ()), *_issuers().get(folded, ())):
        rows.setdefault(row.name, []).append(name)
    for name in _ambiguous().get(folded, ()):
        rows.setdefault(name, []).append(name)
    if not rows:
        term = _TERM.search(folded)
        return official(symbol[: term.start()]) + term.group() if term is not None else symbol
    for forms in rows.values():
        if symbol in forms:
            return forms[0]
    # A bar is easily lost and never gained: TCDN may be TCĐN, TCĐN is not TCDN.
    known = (forms[0] for forms in rows.values() if not _loses_a_bar(symbol, forms[0]))
    return next(known, symbol)


def _loses_a_bar(symbol: str, known: str) -> bool:
    return any(
        written in "ĐƯđư" and letter.upper() in "DU"
        for written, letter in zip(symbol, known, strict=False)
    )
