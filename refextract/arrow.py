"""Arrow: the records as a table, and the extraction for engines that hand over Arrow batches.

`extract_batch` takes a batch of texts and gives a batch of records. It knows nothing of any engine:

Ray Data::

    dataset.map_batches(
        lambda table: pyarrow.Table.from_batches(
            [extract_batch(batch) for batch in table.to_batches()], schema=SCHEMA
        ),
        batch_format="pyarrow",
    )

Dask::

    frame.map_partitions(
        lambda part: extract_batch(pyarrow.RecordBatch.from_pandas(part)).to_pandas(),
        meta=SCHEMA.empty_table().to_pandas(),
    )

DuckDB::

    query = "SELECT path, text FROM 'texts.parquet'"
    reader = duckdb.connect().sql(query).to_arrow_reader(64)
    found = pyarrow.RecordBatchReader.from_batches(SCHEMA, map(extract_batch, reader))
    duckdb.sql("SELECT number, count(*) FROM found GROUP BY number")

The schema is derived from the record, `refextract.Citation`.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow

from refextract.citation import DEFAULT_KINDS, Citation, Kind
from refextract.extraction import extract_parts
from refextract.readers import Document, Reading, UnreadableInput
from refextract.readers.dispatch import read_stream
from refextract.readers.document import NotReadable
from refextract.readers.limits import Failed, Job

ROWS: Final = 4096
"""How many records a batch has at most."""

_PLAIN: Final[dict[Any, pyarrow.DataType]] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
}


def schema(record: type[msgspec.Struct] = Citation, columns: Sequence[str] = ()) -> pyarrow.Schema:
    """Give the schema of a table of records.

    Args:
        record: type of the records.
        columns: the fields, in this order; none means all.
    """
    hints = get_type_hints(record)
    return pyarrow.schema(
        [_field(name, hints[name]) for name in columns or record.__struct_fields__]
    )


def _field(name: str, hint: Any) -> pyarrow.Field:
    nullable = type(None) in get_args(hint)
    return pyarrow.field(name, _type(hint), nullable=nullable)


def _type(hint: Any) -> pyarrow.DataType:
    """Give the Arrow type of a field of the record."""
    if get_origin(hint) in (types.UnionType, Union):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return _type(inner)
    if get_origin(hint) is Literal:
        return pyarrow.string()
    if get_origin(hint) is list:
        return pyarrow.list_(_type(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pyarrow.struct([_field(*of) for of in get_type_hints(hint).items()])
    return _PLAIN[hint]


SCHEMA: Final = schema()
"""The schema of what `extract_batch` gives."""


def table_batch(records: Sequence[msgspec.Struct], wanted: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Make a batch of records.

    Args:
        records: the records.
        wanted: a schema that `schema` gave for their type.
    """
    return pyarrow.RecordBatch.from_pylist(
        [{name: _value(getattr(one, name)) for name in wanted.names} for one in records],
        schema=wanted,
    )


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {name: getattr(value, name) for name in value.__struct_fields__}
    return value


def extract_batch(
    batch: pyarrow.RecordBatch,
    text: str = "text",
    source: str = "path",
    *,
    kinds: Collection[Kind] = DEFAULT_KINDS,
    failed: Failed | None = None,
) -> pyarrow.RecordBatch:
    """Give the records of a batch of texts.

    Args:
        batch: one text a row.
        text: the column with the texts: strings, or the bytes of whole files, which are read as the
            command reads files. Rows in which it is null are passed over.
        source: the column with what the records give as their source, strings.
        kinds: the kinds of citation to give.
        failed: called with each that cannot be read; without it, that ends the reading.

    Returns:
        One record a row, in the order of the texts; its schema is `SCHEMA`.

    Raises:
        UnreadableInput: bytes that cannot be read, where there is no ``failed``.
        KeyError: there is no such column.
    """
    return table_batch(list(_records(batch, text, source, kinds, failed or _give_up)), SCHEMA)


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch],
    text: str = "text",
    source: str = "path",
    *,
    kinds: Collection[Kind] = DEFAULT_KINDS,
    failed: Failed | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Give the records of many batches, in batches that are never large.

    The arguments are those of `extract_batch`.
    """
    for batch in batches:
        records = _records(batch, text, source, kinds, failed or _give_up)
        while some := list(islice(records, ROWS)):
            yield table_batch(some, SCHEMA)


def _records(
    batch: pyarrow.RecordBatch, text: str, source: str, kinds: Collection[Kind], failed: Failed
) -> Iterator[Citation]:
    for name, content in zip(batch.column(source), batch.column(text), strict=True):
        for document in _documents(name.as_py() or "-", content.as_py(), failed):
            yield from extract_parts(
                [document.text],
                source=document.source,
                kinds=kinds,
                begin=document.begin,
                pages=document.pages,
            )


def _documents(source: str, content: str | bytes | None, failed: Failed) -> Iterator[Document]:
    if isinstance(content, str):
        yield Document(content, source)
    elif content is not None:
        try:
            yield from read_stream(BytesIO(content), source, Job(Reading(), failed))
        except NotReadable as error:
            failed(UnreadableInput(source, str(error)))


def _give_up(problem: UnreadableInput) -> None:
    raise problem
