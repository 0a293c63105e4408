"""What the tables know, found by a name, an abbreviation or a part of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

import msgspec

from refextract import vocabulary
from refextract.folding import comparable, unaccented_word
from refextract.vocabulary import Period
from refextract.vocabulary.places import place_of
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
    file: str
    row: int


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
    file: str
    row: int


class Place(msgspec.Struct, kw_only=True):
    """A province under one name, as `refextract vocabulary provinces` lists it."""

    name: str
    kind: str
    aliases: list[str]
    since: str
    until: str
    successors: list[str]
    source: str
    file: str
    row: int


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
    file: str
    row: int


class Symbol(msgspec.Struct, kw_only=True):
    """Letters in numbers, as `refextract vocabulary symbols` lists them.

    Attributes:
        symbol: the letters.
        stands_for: ``type``, ``issuer``, or ``several`` where they name no one body.
        name: what they stand for.
        since: first day of the period in which they do.
        until: its last day.
        example: a citation with them.
        source: what that rests on.
        file: the table that says so.
        row: the row in it.
    """

    symbol: str
    stands_for: str
    name: str
    since: str
    until: str
    example: str
    source: str
    file: str
    row: int


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
            **place_of(row)._asdict(),
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
            **place_of(row)._asdict(),
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
            **place_of(row)._asdict(),
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
            **place_of(row)._asdict(),
        )


def _symbols() -> Iterator[Row]:
    for stands_for, rows in (("type", _types()), ("issuer", _issuers())):
        for row in rows:
            assert isinstance(row, (Type, Body))
            for symbol in row.symbols:
                yield Symbol(
                    symbol=symbol,
                    stands_for=stands_for,
                    name=row.name,
                    since=row.since,
                    until=row.until,
                    example=row.example,
                    source=row.source,
                    file=row.file,
                    row=row.row,
                )
    for several in vocabulary.ambiguous_symbols():
        yield Symbol(
            symbol=several.symbol,
            stands_for="several",
            name=several.meaning,
            since="",
            until="",
            example="",
            source=several.source,
            **place_of(several)._asdict(),
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
        query: a name, or words of one, the last of which may go on; letters of a number; or, where
            that finds nothing, any piece of a name. ``*`` stands for anything. Case makes no
            difference, and accents none where it has none. Empty means all rows.
        at: ISO date, as precise as one likes; only what was valid then.

    Returns:
        The rows: first what is so called, then what begins so, then what has a word that does; of
        these, first those with the least beside it.

    >>> [row.name for row in search("issuers", "BGD", at="2024")]
    ['Bộ Giáo dục và Đào tạo']
    """
    rows = [row for row in TABLES[table][1]() if not at or _valid(row, at)]
    if not query:
        return rows
    rank = _ranking(query)
    ranked = sorted((rank(row), position) for position, row in enumerate(rows))
    best = [one for one in ranked if one[0][0] <= _WORD] or ranked
    return [rows[position] for (tier, _), position in best if tier < _NONE]


def _valid(row: Row, at: str) -> bool:
    """Say whether a row was valid at a date; of a law of which no date is known it is not said."""
    known = bool(row.since) or not isinstance(row, NamedLaw)
    return known and Period(row.since, row.until).covers(at)


_CALLED, _BEGINS, _WORD, _CONTAINS, _NONE = range(5)


def _ranking(query: str) -> Callable[[Row], tuple[int, int]]:
    """Make the function that says how well a row fits a query: the smaller the better.

    Its second number is the length of the name that fits, where that is not wanted as a whole.
    """
    wanted = ".*".join(re.escape(comparable(part)) for part in query.split("*"))
    if not wanted:  # There is nothing in it that a name could have.
        return lambda row: (_NONE, 0)
    anywhere = re.compile(wanted)
    word = re.compile(rf"\b{wanted}") if wanted[:1].isalnum() else anywhere
    letters = re.compile(".*".join(re.escape(key(part)) for part in query.strip().split("*")))

    def fit(text: str) -> tuple[int, int]:
        if anywhere.fullmatch(text):
            return _CALLED, 0
        if anywhere.match(text):
            return _BEGINS, len(text)
        if word.search(text):
            return _WORD, len(text)
        return (_CONTAINS if anywhere.search(text) else _NONE), len(text)

    def rank(row: Row) -> tuple[int, int]:
        if any(letters.fullmatch(key(symbol)) for symbol in _values(row, _LETTERS)):
            return _CALLED, 0
        texts = [comparable(text) for text in _values(row, _SEARCHED)]
        if isinstance(row, NamedLaw):
            texts.append(comparable(f"{row.type} {row.name}"))
        if query.isascii():
            texts = [unaccented_word(text) for text in texts]
        return min(map(fit, texts), default=(_NONE, 0))

    return rank


def nearest(table: str, query: str) -> str | None:
    """Give the name that is most like a query that finds nothing; ``None`` if none is."""
    names = {
        unaccented_word(comparable(name)): name
        for row in TABLES[table][1]()
        for name in _values(row, (*_SEARCHED, *_LETTERS))
    }
    near = get_close_matches(unaccented_word(comparable(query)), names, n=1)
    return names[near[0]] if near else None


def _values(row: Row, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = getattr(row, name, None)
        if isinstance(value, list):
            yield from value
        elif value:
            yield value
