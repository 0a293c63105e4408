"""Parquet: the records as a table of columns, zstd-compressed (extra ``parquet``)."""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec
from pyarrow import parquet

from refextract.arrow import schema, table_batch
from refextract.writers.rewritten import batches


def write(
    rows: str, made: str, *, record: type[msgspec.Struct], columns: Sequence[str] = ()
) -> None:
    """Make a Parquet file out of JSON lines.

    Args:
        rows: path of the JSON lines.
        made: path of the Parquet file.
        record: type of the records.
        columns: the fields, in this order; none means all.
    """
    wanted = schema(record, columns)
    with open(made, "wb") as file:
        with parquet.ParquetWriter(file, wanted, compression="zstd") as table:
            for records in batches(rows, record):
                table.write_batch(table_batch(records, wanted))
        file.flush()
        os.fsync(file.fileno())
