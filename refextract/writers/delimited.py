"""CSV and TSV: a line of names, then one line a record.

A list (``provisions``, ``warnings``) is JSON text in its cell; what is not known is an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

_ENCODER: Final = msgspec.json.Encoder()

_EXCEL_MISREADS: Final = re.compile(r"[=+@-].+|0\d+|\d{1,4}[/.-]\d{1,4}([/.-]\d{1,4})?", re.DOTALL)
"""What Excel would turn into a formula, a number without its zeros, or a date (``10/2019``)."""

_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
"""The dates that Excel reads as the dates they are."""

_QUOTED: Final = re.compile(r'[",\r\n]')
"""What makes a cell of CSV need quotes."""

_TSV_ESCAPES: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def cell(value: Any) -> str:
    """Write one value as a cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _ENCODER.encode(value).decode()
    return str(value)


class Csv:
    """Comma-separated values (RFC 4180, but lines end in ``\\n``).

    Args:
        columns: the fields, in this order.
        excel: begin with a byte order mark, without which Excel takes UTF-8 for another encoding,
            and write as ``="10/2019"`` what Excel would otherwise change into a date or a formula.
    """

    def __init__(self, columns: Sequence[str], *, excel: bool = False) -> None:
        self._columns = columns
        self._excel = excel

    def head(self) -> bytes:
        mark = "\ufeff" if self._excel else ""
        return (mark + self._line(self._columns)).encode()

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        return "".join(
            self._line(self._cell(getattr(record, name)) for name in self._columns)
            for record in records
        ).encode()

    def tail(self) -> bytes:
        return b""

    def _cell(self, value: Any) -> str:
        text = cell(value)
        if not self._excel or not isinstance(value, str):
            return text
        if _EXCEL_MISREADS.fullmatch(text) and not _ISO_DATE.fullmatch(text):
            return '="' + text.replace('"', '""') + '"'
        return text

    def _line(self, cells: Iterable[str]) -> str:
        # An empty line would be no row, so a lone empty cell is quoted.
        return (",".join(map(_quoted, cells)) or '""') + "\n"


def _quoted(text: str) -> str:
    # The module csv leaves a lone carriage return bare where lines end in "\n", and readers then
    # take it for the end of a line.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


class Tsv:
    """Tab-separated values for ``cut`` and ``awk``: one record is always one line.

    A tab, line break or backslash in a value is written ``\\t``, ``\\n``, ``\\r``, ``\\\\``, as jq
    does.

    Args:
        columns: the fields, in this order.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def head(self) -> bytes:
        return ("\t".join(self._columns) + "\n").encode()

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        return "".join(map(self._line, records)).encode()

    def tail(self) -> bytes:
        return b""

    def _line(self, record: msgspec.Struct) -> str:
        cells = (cell(getattr(record, name)).translate(_TSV_ESCAPES) for name in self._columns)
        return "\t".join(cells) + "\n"
