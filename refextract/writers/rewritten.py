"""JSON lines on disk, read again to be written in another format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from refextract.writers import writer

BATCH: Final = 4096
"""How many records are held in memory."""


def batches(path: str, record: type[msgspec.Struct]) -> Iterator[list[msgspec.Struct]]:
    """Read records from JSON lines.

    Args:
        path: the file.
        record: their type.

    Yields:
        Some of them at a time, in order.
    """
    decode = msgspec.json.Decoder(record).decode
    with open(path, "rb") as lines:
        found = []
        for line in lines:
            found.append(decode(line))
            if len(found) == BATCH:
                yield found
                found = []
        yield found


def write(
    rows: str,
    made: str,
    *,
    format: str,
    record: type[msgspec.Struct],
    columns: Sequence[str] = (),
    excel: bool = False,
) -> None:
    """Write JSON lines in another format that can be streamed.

    Args:
        rows: path of the JSON lines.
        made: path of the file to write.
        format: one of `refextract.writers.FORMATS`.
        record: type of the records.
        columns: the fields to write; none means all.
        excel: CSV for Excel.
    """
    to = writer(format, record, columns, excel=excel)
    with open(made, "wb") as file:
        file.write(to.head())
        for records in batches(rows, record):
            file.write(to.rows(records))
        file.write(to.tail())
        file.flush()
        os.fsync(file.fileno())
