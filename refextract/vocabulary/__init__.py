"""What refextract knows: document types, issuers, provinces, laws, Party congresses and plenums.

Every fact is a row of a CSV table beside this module, with the period in which it holds, its
aliases, an example and its source. This module reads the tables, each once and only when asked,
and gives them as typed rows; `refextract.vocabulary.names` and `refextract.vocabulary.symbols`
make them searchable. A new ministry is a row, never a line of code.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from os import PathLike
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # Most runs have no rows of their own.
    from refextract.vocabulary.formats import Place


class Period(NamedTuple):
    """When a fact holds: first and last day, ISO 8601 and as precise as known; empty is open."""

    since: str
    until: str

    def covers(self, date: str) -> bool:
        """Say whether a date (``2020``, ``2020-06``, ``2020-06-15``) may lie in the period.

        Dates of different precision are compared as far as both go.
        """
        shortest = min(len(date), len(self.since) or len(date))
        if date[:shortest] < self.since[:shortest]:
            return False
        shortest = min(len(date), len(self.until) or len(date))
        return not self.until or date[:shortest] <= self.until[:shortest]


class DocumentType(NamedTuple):
    """A type of document (``document_types.csv``).

    Attributes:
        name: as in a heading: `Kết luận`.
        english: what it is called in English.
        symbols: the letters that stand for it in a number: `KL`.
        aliases: other ways to write it before a number.
        systems: where it is used: state, party, court, standard, organisation, historic, treaty.
        issuer: the issuer that the type alone determines, or empty.
        period: when it is in use.
        example: a citation of this type.
        expected: type, number, issuer and date of the example.
        source: what the row rests on.
    """

    name: str
    english: str
    symbols: tuple[str, ...]
    aliases: tuple[str, ...]
    systems: tuple[str, ...]
    issuer: str
    period: Period
    example: str
    expected: tuple[str, ...]
    source: str


class Issuer(NamedTuple):
    """A body that issues documents, under one name (``issuers.csv``).

    Attributes:
        name: official name in the period.
        english: English name.
        symbols: how numbers abbreviate it, the official symbol first.
        aliases: other names used in running text.
        level: central, court, party-central, party-local, organisation, province, …
        period: when the body bore this name.
        example: a citation of a document that it issued.
        expected: type, number, issuer and date of the example.
        source: what the row rests on.
        confidence: high, medium or low.
    """

    name: str
    english: str
    symbols: tuple[str, ...]
    aliases: tuple[str, ...]
    level: str
    period: Period
    example: str
    expected: tuple[str, ...]
    source: str
    confidence: str


class AmbiguousSymbol(NamedTuple):
    """A symbol that is in use but names no one body (``ambiguous_symbols.csv``): `UBND`."""

    symbol: str
    meaning: str
    system: str
    note: str
    source: str


class Province(NamedTuple):
    """A province or centrally governed city under one name (``provinces.csv``)."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    period: Period
    successors: tuple[str, ...]
    source: str


class Law(NamedTuple):
    """A constitution, code, law or ordinance (``laws.csv``).

    Attributes:
        type: Hiến pháp, Bộ luật, Luật, Pháp lệnh or Nghị quyết.
        name: its name without the type: `Đất đai`.
        number: `45/2013/QH13`; empty where none is known.
        date: day of passing.
        effective: day of coming into force.
        until: last day in force.
        replaced_by: numbers of what replaced it.
        aliases: other names, with or without the type.
        example: a citation of it.
        expected: type, number, issuer and date of the example.
        source: what the row rests on.
        confidence: high, medium or low.
    """

    type: str
    name: str
    number: str
    date: str
    effective: str
    until: str
    replaced_by: tuple[str, ...]
    aliases: tuple[str, ...]
    example: str
    expected: tuple[str, ...]
    source: str
    confidence: str


class PartyEvent(NamedTuple):
    """A congress, term or plenum of the Party, or an Assembly's term (``party_events.csv``)."""

    kind: str
    term: str
    ordinal: str
    name: str
    start: str
    end: str
    note: str
    source: str


_added: Mapping[str, Sequence[tuple[Place, dict[str, str]]]] = {}


def use(directory: str | PathLike[str] | None) -> None:
    """Have rows of one's own extend or override those of the tables, in this process.

    They count for all that is read from then on. What an earlier call added is forgotten. Not to be
    called while another thread reads.

    Args:
        directory: has files of the format of the tables: `refextract.vocabulary.formats`. None
            goes back to the tables of the program.

    Raises:
        VocabularyError: a fault in them; the message names file, row and column. What was in use
            stays in use.
    """
    global _added
    if directory is None and not _added:
        return
    # Imported here: most runs have no additions.
    from refextract.vocabulary.additions import empty_caches, read

    _added = read(directory) if directory is not None else {}
    empty_caches()


def _rows(table: str) -> list[dict[str, str]]:
    if table in _added:
        return [row for _, row in placed_rows(table)]
    text = files(__name__).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def placed_rows(table: str) -> list[tuple[Place, dict[str, str]]]:
    """Give the rows of a table as they are written, each with the file and row that it stands in.

    They are in the order of those that the functions below give.
    """
    from refextract.vocabulary.additions import merged
    from refextract.vocabulary.formats import built_in

    rows = built_in(table)
    return merged(table, rows, _added[table]) if table in _added else rows


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _expected(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|"))


def _period(row: dict[str, str]) -> Period:
    return Period(row["since"], row["until"])


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Read the table of document types."""
    return tuple(
        DocumentType(
            row["name"],
            row["english"],
            _items(row["symbols"]),
            _items(row["aliases"]),
            _items(row["system"]),
            row["issuer"],
            _period(row),
            row["example"],
            _expected(row["expected"]),
            row["source"],
        )
        for row in _rows("document_types")
    )


@cache
def issuers() -> tuple[Issuer, ...]:
    """Read the table of issuers."""
    return tuple(
        Issuer(
            row["name"],
            row["english"],
            _items(row["symbols"]),
            _items(row["aliases"]),
            row["level"],
            _period(row),
            row["example"],
            _expected(row["expected"]),
            row["source"],
            row["confidence"],
        )
        for row in _rows("issuers")
    )


@cache
def ambiguous_symbols() -> tuple[AmbiguousSymbol, ...]:
    """Read the table of symbols that name no one body."""
    return tuple(
        AmbiguousSymbol(row["symbol"], row["meaning"], row["system"], row["note"], row["source"])
        for row in _rows("ambiguous_symbols")
    )


@cache
def provinces() -> tuple[Province, ...]:
    """Read the table of provinces and centrally governed cities."""
    return tuple(
        Province(
            row["name"],
            row["kind"],
            _items(row["aliases"]),
            _period(row),
            _items(row["successors"]),
            row["source"],
        )
        for row in _rows("provinces")
    )


@cache
def laws() -> tuple[Law, ...]:
    """Read the table of constitutions, codes, laws and ordinances."""
    return tuple(
        Law(
            row["type"],
            row["name"],
            row["number"],
            row["date"],
            row["effective"],
            row["until"],
            _items(row["replaced_by"]),
            _items(row["aliases"]),
            row["example"],
            _expected(row["expected"]),
            row["source"],
            row["confidence"],
        )
        for row in _rows("laws")
    )


@cache
def party_events() -> tuple[PartyEvent, ...]:
    """Read the table of congresses, terms and plenums."""
    return tuple(PartyEvent(**row) for row in _rows("party_events"))
