"""Where the rows of the vocabulary stand: in which file, and on which row of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from refextract import vocabulary
from refextract.vocabulary.formats import Place


def place_of(row: Any) -> Place:
    """Give the place of a row of the vocabulary's tables.

    Raises:
        KeyError: it is none.
    """
    return _places()[type(row), row]


@cache
def _places() -> dict[tuple[type, Any], Place]:
    tables = {
        "document_types": vocabulary.document_types,
        "issuers": vocabulary.issuers,
        "ambiguous_symbols": vocabulary.ambiguous_symbols,
        "provinces": vocabulary.provinces,
        "laws": vocabulary.laws,
        "party_events": vocabulary.party_events,
    }
    return {
        (type(row), row): place
        for table, read in tables.items()
        for row, (place, _) in zip(read(), vocabulary.placed_rows(table), strict=True)
    }
