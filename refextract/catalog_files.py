"""Catalog files: CSV, JSON Lines or Parquet in, rows of the user's own documents out.

Columns go by name: ``number`` must be there, ``type``, ``issuer``, ``date``, ``title`` and ``url``
may be; any others are passed over. What a file is, its content says, so that a pipe is read too.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from io import BufferedReader, StringIO
from sys import intern
from typing import Any, Final

import msgspec

COLUMNS: Final = ("number", "type", "issuer", "date", "title", "url")
"""The columns that are read."""

_LONGEST_CELL: Final = 1 << 24
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEFORE_TEXT: Final = b"".join(_UTF16_MARKS) + codecs.BOM_UTF8 + b"\0 \t\r\n"
"""What may stand before the first letter: byte order marks, the half of UTF-16, blanks."""
_ISO_DATE: Final = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:.*)?")
_WRITTEN_DATE: Final = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_EXCEL_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
"""How ``refextract --excel`` writes what Excel would change."""


class CatalogError(Exception):
    """A catalog that cannot be used; the message names the file, row and column, and the fault."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One document of a catalog; what a row does not say is empty.

    Attributes:
        number: number as written in the catalog.
        type: type as written.
        issuer: issuer as written.
        date: ISO date, as precise as given.
        title: title as written.
        url: address of the document.
        file: path of the catalog.
        row: its row there, from 1; the names of the columns of CSV are row 1.
    """

    number: str
    type: str
    issuer: str
    date: str
    title: str
    url: str
    file: str
    row: int

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.file}, row {self.row}"


def read_entries(path: str) -> Iterator[Entry]:
    """Read a catalog row by row.

    Args:
        path: CSV (comma, semicolon or tab) or JSON Lines in UTF-8, or UTF-16 with a byte order
            mark; or Parquet.

    Yields:
        The documents, in the order of the file.

    Raises:
        CatalogError: the file or a row of it cannot be used.
    """
    try:
        with open(path, "rb") as stream:
            begin = stream.peek(64)[:64]
            if begin.startswith(b"PAR1"):
                rows = _parquet(stream, path)
            elif begin.translate(None, _BEFORE_TEXT)[:1] in (b"{", b"["):
                rows = _json_lines(stream, path)
            else:
                rows = _delimited(_lines(stream, path), path)
            for row, cells in rows:
                yield _entry(cells, path, row)
    except FileNotFoundError:
        raise CatalogError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise CatalogError(f"{path}: a directory; name a file") from None
    except PermissionError:
        raise CatalogError(f"{path}: permission denied; you need the right to read it") from None
    except OSError as error:
        raise CatalogError(f"{path}: {error.strerror or error}") from None


# -- rows ---------------------------------------------------------------------------------------

Row = tuple[int, Sequence[Any]]
"""The number of a row and its cells, in the order of `COLUMNS`."""


def _entry(cells: Sequence[Any], path: str, row: int) -> Entry:
    number, type_name, issuer, when, title, url = (
        cell.strip() if type(cell) is str else _text(cell, path, row, position)
        for position, cell in enumerate(cells)
    )
    if not number:
        raise _fault(path, row, "number", "is empty; every document needs its number")
    if when:
        iso = _iso(when)
        if iso is None:
            raise _fault(
                path, row, "date", f"{when!r} is no date; write it like 2023, 2023-06 or 2023-06-15"
            )
        when = iso
    # Few types and issuers stand in many rows: one string serves all of them.
    return Entry(number, intern(type_name), intern(issuer), when, title, url, path, row)


def _text(cell: Any, path: str, row: int, position: int) -> str:
    """Give a cell of JSON or Parquet that is no text as text."""
    if cell is None or cell != cell:  # Only what is "not a number" differs from itself.
        return ""
    if isinstance(cell, date):  # A time is a date too.
        return cell.isoformat()
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    raise _fault(path, row, COLUMNS[position], f"{type(cell).__name__} where text should be")


def _iso(text: str) -> str | None:
    """Give a date in ISO 8601, as precise as written, or None where it is none."""
    match = _ISO_DATE.fullmatch(text)
    if match is not None:
        found = match.group(1)
    else:
        match = _WRITTEN_DATE.fullmatch(text)
        if match is None:
            return None
        day, month, year = match.groups()
        found = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    try:
        date.fromisoformat(found + "-01-01"[len(found) - 4 :])
    except ValueError:
        return None
    return found


def _fault(path: str, row: int, column: str, what: str) -> CatalogError:
    return CatalogError(f"{path}, row {row}, column {column}: {what}")


def _without_number(path: str, names: Iterable[str]) -> CatalogError:
    shown = ", ".join(list(names)[:12]) or "none"
    return CatalogError(f"{path}: no column 'number' among its columns ({shown})")


# -- formats ------------------------------------------------------------------------------------


def _lines(stream: BufferedReader, path: str) -> Iterator[str]:
    """Decode a file line by line, so that a fault in it can be found."""
    if stream.peek(2)[:2] in _UTF16_MARKS:
        try:
            text = stream.read().decode("utf-16")
        except UnicodeDecodeError as error:
            raise CatalogError(f"{path}: begins like UTF-16 but is not ({error.reason})") from None
        yield from StringIO(text, newline="")
        return
    for number, line in enumerate(stream, start=1):
        if b"\0" in line:
            raise CatalogError(f"{path}: a binary file; save it as CSV, JSON Lines or Parquet")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise CatalogError(
                f"{path}, line {number}: not UTF-8 (byte 0x{line[error.start]:02X}); "
                "save it as UTF-8, from Excel as “CSV UTF-8”"
            ) from None


def _delimited(lines: Iterator[str], path: str) -> Iterator[Row]:
    first = next(lines, "")
    if not first.strip():
        raise CatalogError(f"{path}: no names of columns in its first row")
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(_with_first(first, lines), delimiter=delimiter)
    limit = csv.field_size_limit(_LONGEST_CELL)
    row = 0
    try:
        for row, cells in enumerate(rows, start=1):
            if row == 1:
                names = [name.strip().lower() for name in cells]
                places = _places(names, path)
            elif cells:
                if len(cells) > len(names):
                    raise CatalogError(
                        f"{path}, row {row}: {len(cells)} cells under {len(names)} columns; "
                        f"put a cell that holds {delimiter!r} in quotation marks"
                    )
                yield row, [_cell(cells, place) for place in places]
    except csv.Error as error:
        raise CatalogError(f"{path}, row {row + 1}: {error}") from None
    finally:
        csv.field_size_limit(limit)


def _with_first(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _places(names: Sequence[str], path: str) -> list[int]:
    """Give where each of `COLUMNS` stands; -1 where it does not."""
    if "number" not in names:
        raise _without_number(path, names)
    for name in COLUMNS:
        if names.count(name) > 1:
            raise CatalogError(f"{path}: {names.count(name)} columns called {name!r}; keep one")
    return [names.index(name) if name in names else -1 for name in COLUMNS]


def _cell(cells: Sequence[str], place: int) -> str:
    if not 0 <= place < len(cells):
        return ""
    cell = cells[place]
    if cell.startswith('="'):
        quoted = _EXCEL_TEXT.fullmatch(cell)
        return quoted.group(1) if quoted is not None else cell
    return cell


def _json_lines(stream: BufferedReader, path: str) -> Iterator[Row]:
    decode = msgspec.json.Decoder().decode
    for row, line in enumerate(_lines(stream, path), start=1):
        if not line.strip():
            continue
        try:
            found = decode(line)
        except msgspec.DecodeError as error:
            raise CatalogError(f"{path}, row {row}: no JSON object in one line ({error})") from None
        if not isinstance(found, dict):
            raise CatalogError(
                f"{path}, row {row}: not a JSON object but {type(found).__name__}; "
                "write one object a line (jq -c '.[]' makes them from an array)"
            )
        if "number" not in found:
            raise CatalogError(f"{path}, row {row}, column number: missing")
        yield row, [found.get(name) for name in COLUMNS]


def _parquet(stream: BufferedReader, path: str) -> Iterator[Row]:
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise CatalogError(
            f"{path}: Parquet needs pyarrow; pip install 'refextract-vn[parquet]'"
        ) from None
    try:
        file = parquet.ParquetFile(stream)
        names = file.schema_arrow.names
        if "number" not in names:
            raise _without_number(path, names)
        chosen = [name for name in COLUMNS if name in names]
        row = 0
        for batch in file.iter_batches(columns=chosen):
            columns = {name: batch.column(name).to_pylist() for name in chosen}
            nothing = [None] * batch.num_rows
            for cells in zip(*(columns.get(name, nothing) for name in COLUMNS), strict=True):
                row += 1
                yield row, cells
    except import_module("pyarrow").ArrowException as error:
        raise CatalogError(f"{path}: damaged Parquet ({' '.join(str(error).split())})") from None
