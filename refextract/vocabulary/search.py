"""What the tables know, found by a name, an abbreviation or a part of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from refextract import vocabulary
from refextract.folding import comparable, unaccented_word
from refextract.vocabulary import Period
from refextract.vocabulary.symbols import key


class Type(msgspec.Struct, kw_only=True):
    """A type of document, as `refextract vocabulary types` lists it."""

    name: str
    symbols: list[str]
    aliases: list[str]
    english: str
    system: list[str]
    issuer: str
    since: str
    until: str
    example: str
    source: str


class Body(msgspec.Struct, kw_only=True):
    """A body under one name, as `refextract vocabulary issuers` lists it."""

    name: str
    symbols: list[str]
    aliases: list[str]
    english: str
    level: str
    since: str
    until: str
    example: str
    source: str


class Place(msgspec.Struct, kw_only=True):
    """A province under one name, as `refextract vocabulary provinces` lists it."""

    name: str
    kind: str
    aliases: list[str]
    since: str
    until: str
    successors: list[str]
    source: str


class NamedLaw(msgspec.Struct, kw_only=True):
    """A law, as `refextract vocabulary laws` lists it; ``since`` and ``until`` are in force."""

    type: str
    name: str
    number: str
    date: str
    aliases: list[str]
    since: str
    until: str
    replaced_by: list[str]
    example: str
    source: str


class Symbol(msgspec.Struct, kw_only=True):
    """Letters in numbers, as `refextract vocabulary symbols` lists them.

    Attributes:
        symbol: the letters.
        stands_for: ``type``, ``issuer``, or ``several`` where they name no one body.
        name: what they stand for.
        since: first day of the period in which they do.
        until: its last day.
        source: what that rests on.
    """

    symbol: str
    stands_for: str
    name: str
    since: str
    until: str
    source: str


Row = Type | Body | Place | NamedLaw | Symbol


def _types() -> Iterator[Row]:
    for row in vocabulary.document_types():
        yield Type(
            name=row.name,
            symbols=list(row.symbols),
            aliases=list(row.aliases),
            english=row.english,
            system=list(row.systems),
            issuer=row.issuer,
            since=row.period.since,
            until=row.period.until,
            example=row.example,
            source=row.source,
        )


def _issuers() -> Iterator[Row]:
    for row in vocabulary.issuers():
        yield Body(
            name=row.name,
            symbols=list(row.symbols),
            aliases=list(row.aliases),
            english=row.english,
            level=row.level,
            since=row.period.since,
            until=row.period.until,
            example=row.example,
            source=row.source,
        )


def _provinces() -> Iterator[Row]:
    for row in vocabulary.provinces():
        yield Place(
            name=row.name,
            kind=row.kind,
            aliases=list(row.aliases),
            since=row.period.since,
            until=row.period.until,
            successors=list(row.successors),
            source=row.source,
        )


def _laws() -> Iterator[Row]:
    for row in vocabulary.laws():
        yield NamedLaw(
            type=row.type,
            name=row.name,
            number=row.number,
            date=row.date,
            aliases=list(row.aliases),
            since=row.effective or row.date,
            until=row.until,
            replaced_by=list(row.replaced_by),
            example=row.example,
            source=row.source,
        )


def _symbols() -> Iterator[Row]:
    for known in vocabulary.document_types():
        yield from _symbol_rows(known.symbols, "type", known.name, known.period, known.source)
    for body in vocabulary.issuers():
        yield from _symbol_rows(body.symbols, "issuer", body.name, body.period, body.source)
    for several in vocabulary.ambiguous_symbols():
        yield from _symbol_rows(
            (several.symbol,), "several", several.meaning, Period("", ""), several.source
        )


def _symbol_rows(
    symbols: Sequence[str], stands_for: str, name: str, period: Period, source: str
) -> Iterator[Symbol]:
    for symbol in symbols:
        yield Symbol(
            symbol=symbol,
            stands_for=stands_for,
            name=name,
            since=period.since,
            until=period.until,
            source=source,
        )


TABLES: Final[dict[str, tuple[type[msgspec.Struct], Callable[[], Iterator[Row]]]]] = {
    "types": (Type, _types),
    "issuers": (Body, _issuers),
    "laws": (NamedLaw, _laws),
    "provinces": (Place, _provinces),
    "symbols": (Symbol, _symbols),
}
"""What can be searched: the type of the rows, and the rows."""

_SEARCHED: Final = ("type", "name", "number", "english", "aliases")
_LETTERS: Final = ("symbol", "symbols")


def search(table: str, query: str = "", at: str = "") -> list[Row]:
    """Find rows.

    Args:
        table: a key of `TABLES`.
        query: words of a name, the last of which may go on, or letters of a number; ``*`` stands
            for anything. Case makes no difference, and accents none where it has none. Empty means
            all rows.
        at: ISO date, as precise as one likes; only what was valid then.

    >>> [row.name for row in search("issuers", "BGD", at="2024")]
    ['Bộ Giáo dục và Đào tạo']
    """
    fits = _fits(query)
    return [
        row
        for row in TABLES[table][1]()
        if fits(row) and (not at or Period(row.since, row.until).covers(at))
    ]


def _fits(query: str) -> Callable[[Row], bool]:
    if not query:
        return lambda row: True
    wanted = ".*".join(re.escape(comparable(part)) for part in query.split("*"))
    # Of a query without letters, `(`, nothing is left to compare names with.
    pattern = re.compile(rf"\b{wanted}" if wanted[:1].isalnum() else wanted or "(?!)")
    letters = re.compile(".*".join(re.escape(key(part)) for part in query.strip().split("*")))

    def fits(row: Row) -> bool:
        if any(letters.fullmatch(key(symbol)) for symbol in _values(row, _LETTERS)):
            return True
        texts = [comparable(text) for text in _values(row, _SEARCHED)]
        if isinstance(row, NamedLaw):
            texts.append(comparable(f"{row.type} {row.name}"))
        if query.isascii():
            texts = [unaccented_word(text) for text in texts]
        return any(pattern.search(text) for text in texts)

    return fits


def _values(row: Row, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = getattr(row, name, None)
        if isinstance(value, list):
            yield from value
        elif value:
            yield value
