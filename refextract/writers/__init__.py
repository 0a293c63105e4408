"""Writers: records in, bytes out.

A writer turns rows into UTF-8 bytes and leaves it to the caller where these go. It is asked for
its head once, for its rows once a document, and for its tail once: formats that can be streamed
give their bytes with the rows, a table gives all of them at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

import msgspec

FORMATS: Final = ("table", "json", "jsonl", "csv", "tsv", "markdown")
"""The names of the formats."""


class Writer(Protocol):
    """What every format does."""

    def head(self) -> bytes:
        """Give what stands before all rows."""

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        """Give the next rows, as far as the format can be streamed."""

    def tail(self) -> bytes:
        """Give what stands after all rows, and what could not be streamed."""


class Screen(NamedTuple):
    """What a table is laid out for.

    Attributes:
        width: columns of the terminal.
        colour: the terminal shows colours, and the person wants them.
    """

    width: int = 100
    colour: bool = False


def writer(
    format: str,
    record: type[msgspec.Struct],
    columns: Sequence[str] = (),
    *,
    excel: bool = False,
    screen: Screen = Screen(),
) -> Writer:
    """Make the writer of a format.

    Args:
        format: one of `FORMATS`.
        record: the type of the rows.
        columns: the fields to write, in this order; none means all of them in a format for
            programs, and those worth showing in one for people.
        excel: write CSV so that Excel reads it right (see `refextract.writers.delimited`).
        screen: what a table is laid out for.

    Raises:
        ValueError: there is no such format.
    """
    # Each format brings its own imports, and a run needs one of them.
    match format:
        case "json" | "jsonl":
            from refextract.writers import json

            return json.Json(columns) if format == "json" else json.JsonLines(columns)
        case "csv" | "tsv":
            from refextract.writers import delimited

            fields = columns or record.__struct_fields__
            return delimited.Csv(fields, excel=excel) if format == "csv" else delimited.Tsv(fields)
        case "markdown":
            from refextract.writers.markdown import Markdown

            return Markdown(columns)
        case "table":
            from refextract.writers.table import Table

            return Table(columns, screen)
    raise ValueError(f"no such format: {format}")
