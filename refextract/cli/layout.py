"""In which format and with which columns results are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

import msgspec

from refextract.citation import CatalogedCitation, Citation
from refextract.cli.messages import UsageError
from refextract.cli.output import STANDARD_OUTPUT
from refextract.writers import FORMATS, Screen, Writer, writer
from refextract.writers.unique import CatalogedDocument, CitedDocument

PLAIN_WIDTH: Final = 100
"""How wide a table is that goes to a file or a pipe."""


def record_type(*, unique: bool, catalog: bool) -> type[msgspec.Struct]:
    """Give the type of the rows.

    Args:
        unique: one row a document.
        catalog: with a catalog, which adds the column ``url``.
    """
    if unique:
        return CatalogedDocument if catalog else CitedDocument
    return CatalogedCitation if catalog else Citation


def chosen_writer(
    record: type[msgspec.Struct],
    *,
    format: str | None,
    columns: Sequence[str],
    excel: bool,
    output: str | None,
    usual_columns: Sequence[str] = (),
) -> Writer:
    """Make the writer that the options ask for.

    Args:
        record: the type of the rows.
        format: name of a format; None for a table on a terminal and JSON lines elsewhere.
        columns: names of fields, several in one value with commas between them; none means all.
        excel: CSV for Excel.
        output: the file that is written, None for standard output.
        usual_columns: the fields of a table for people where none are chosen; without them, those
            worth showing.

    Raises:
        UsageError: an unknown format or column, or Excel with a format that it does not go with.
    """
    usual = "csv" if excel else "table" if _is_terminal(output) else "jsonl"
    wanted = (format or usual).lower()
    if wanted not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    if excel and wanted != "csv":
        raise UsageError(f"--excel goes with --format csv, not with {wanted}")
    fields = chosen_columns(columns, record)
    if wanted in ("table", "markdown"):
        fields = fields or tuple(usual_columns)
    return writer(wanted, record, fields, excel=excel, screen=chosen_screen(output))


def chosen_columns(values: Sequence[str], record: type[msgspec.Struct]) -> tuple[str, ...]:
    """Give the fields that the options ask for.

    Args:
        values: names of fields, several in one value with commas between them; none means all.
        record: the type of the rows.

    Raises:
        UsageError: an unknown column.
    """
    names = [name.strip().lower() for value in values for name in value.split(",")]
    known = record.__struct_fields__
    for name in names:
        if name not in known:
            raise UsageError(f"unknown column {name!r}; choose from {', '.join(known)}")
    return tuple(dict.fromkeys(names))


def _is_terminal(output: str | None) -> bool:
    return output in (None, STANDARD_OUTPUT) and sys.stdout is not None and sys.stdout.isatty()


def chosen_screen(output: str | None) -> Screen:
    """Find out what is written for: how wide it is, and whether it shows colours.

    Args:
        output: the file that is written, None for standard output.
    """
    if _is_terminal(output):
        # The variable COLUMNS comes first, as everywhere.
        from shutil import get_terminal_size

        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return Screen(get_terminal_size().columns, colour=not plain)
    width = os.environ.get("COLUMNS", "")
    return Screen(int(width) if width.isdecimal() and int(width) else PLAIN_WIDTH)
