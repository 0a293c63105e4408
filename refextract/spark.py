"""Spark: the records of more texts than one machine can read (extra ``spark``).

    found = citations(spark.read.parquet("texts.parquet"), text="body", source="url")

As a program it reads whole files, or Parquet with a text a row, and writes Parquet::

    python -m refextract.spark INPUT OUTPUT
    spark-submit --master URL refextract/spark.py INPUT OUTPUT

Every machine needs refextract and the Python that it is installed in.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any, Final

import pyarrow
from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from refextract.arrow import SCHEMA, extract_batches
from refextract.citation import DEFAULT_KINDS, FIELDS, Kind
from refextract.readers import UnreadableInput

MOST_FAILURES: Final = 1000
"""How many of the inputs that cannot be read are named."""

FILES_A_BATCH: Final = 16
"""How many files are in the memory of a worker at once."""


def citations(
    dataframe: DataFrame,
    text: str = "text",
    source: str = "path",
    *,
    kinds: Collection[Kind] = DEFAULT_KINDS,
    failed: Callable[[UnreadableInput], None] | None = None,
) -> DataFrame:
    """Find the citations in a table of texts.

    Args:
        dataframe: one text a row.
        text: the column with the texts: strings, or the bytes of whole files.
        source: the column with what the records give as their source.
        kinds: the kinds of citation to give.
        failed: called on the workers with each that cannot be read; without it, that ends the job.

    Returns:
        One citation a row, with the keys of the record as columns.
    """
    columns = dataframe.select(sql.col(source).cast("string").alias("path"), sql.col(text))
    columns = columns.toDF("path", "text")
    return columns.mapInArrow(partial(_extract, kinds=tuple(kinds), failed=failed), ddl(SCHEMA))


def _extract(
    batches: Iterator[pyarrow.RecordBatch],
    kinds: Collection[Kind],
    failed: Callable[[UnreadableInput], None] | None,
) -> Iterator[pyarrow.RecordBatch]:
    return extract_batches(batches, kinds=kinds, failed=failed)


def ddl(schema: pyarrow.Schema) -> str:
    """Write a schema as Spark does.

    >>> ddl(pyarrow.schema([("a", pyarrow.string()), ("b", pyarrow.list_(pyarrow.int64()))]))
    '`a` string, `b` array<bigint>'
    """
    return ", ".join(f"`{field.name}` {_type(field.type)}" for field in schema)


def _type(type: pyarrow.DataType) -> str:
    if pyarrow.types.is_list(type):
        return f"array<{_type(type.value_type)}>"
    if pyarrow.types.is_struct(type):
        return f"struct<{', '.join(f'`{field.name}`: {_type(field.type)}' for field in type)}>"
    return {"string": "string", "int64": "bigint"}[str(type)]


def files(spark: SparkSession, path: str) -> DataFrame:
    """Read whole files.

    Args:
        spark: the session.
        path: a file, a directory with all below it, or a pattern.

    Returns:
        Their ``path``, without the ``file:`` of local ones, and their ``content``.
    """
    found = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    local = sql.regexp_replace("path", "^file:/+", "/")
    return found.select(local.alias("path"), "content")


class _Failures:
    """Brings back from the workers what could not be read: a `pyspark.AccumulatorParam`."""

    def zero(self, value: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return []

    def addInPlace(
        self, value1: list[tuple[str, str]], value2: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        return (value1 + value2)[:MOST_FAILURES]


def run(arguments: Sequence[str]) -> int:
    """Run the program.

    Returns:
        The exit status: 0 done; 1 some input could not be read; 2 nothing was done.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    partitions = [name for name in (options.partition_by or "").split(",") if name]
    for name in partitions:
        if name not in FIELDS:
            parser.error(f"--partition-by: unknown field {name!r}; choose from {', '.join(FIELDS)}")
    try:
        return _run(options, partitions)
    except (PySparkException, Py4JError) as error:
        print(f"refextract: {_said(error)}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace, partitions: list[str]) -> int:
    # Spark would take the first Python it finds, which has no refextract where this one is in an
    # environment of its own.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("refextract")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", FILES_A_BATCH)
        .getOrCreate()
    )
    if options.format == "parquet":
        texts, text, source = spark.read.parquet(options.input), options.text, options.source
    else:
        texts, text, source = files(spark, options.input), "content", "path"
    collect: Any = _Failures()
    failures: Any = spark.sparkContext.accumulator([], collect)
    found = citations(texts, text, source, failed=partial(_note, failures))
    writing = found.write.format(options.write).mode("overwrite" if options.overwrite else "error")
    if partitions:
        writing = writing.partitionBy(*partitions)
    writing.save(options.output)
    told = sorted(set(failures.value))  # A task that was repeated tells of them again.
    for name, reason in told:
        print(f"refextract: {name}: {reason}", file=sys.stderr)
    return 1 if told else 0


def _said(error: Exception) -> str:
    """Give what Spark says is wrong, without the places in its code."""
    said = error.java_exception.toString() if isinstance(error, Py4JJavaError) else str(error)
    return said.strip().split("\n")[0]


def _note(failures: Any, problem: UnreadableInput) -> None:
    failures.add([(problem.source, problem.reason)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m refextract.spark", description="Find citations with Spark."
    )
    parser.add_argument("input", metavar="INPUT", help="files, a directory, a pattern, or Parquet")
    parser.add_argument("output", metavar="OUTPUT", help="the directory to write")
    parser.add_argument(
        "--format",
        choices=["files", "parquet"],
        default="files",
        help="what INPUT is: whole files of any format that refextract reads, or a table",
    )
    parser.add_argument("--text", default="text", help="column of the table with the texts")
    parser.add_argument("--source", default="path", help="column that names each of them")
    parser.add_argument(
        "--write",
        metavar="FORMAT",
        default="parquet",
        help="what OUTPUT is: parquet, or another that your Spark knows, such as delta",
    )
    parser.add_argument(
        "--partition-by",
        metavar="NAMES",
        help=f"a directory a value of these fields: kind,type (of {', '.join(FIELDS)})",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace OUTPUT")
    return parser


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
