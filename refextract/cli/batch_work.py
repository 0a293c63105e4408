"""What the options of `batch` mean: which files, what is done with each, what is made of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from refextract.citation import Citation
from refextract.cli.batch_options import EXTENSIONS, FORMATS
from refextract.cli.inputs import refuse_overwriting
from refextract.cli.messages import UsageError, say
from refextract.cli.output import STANDARD_OUTPUT, is_special
from refextract.cli.selection import Selection
from refextract.cli.tables import use_vocabulary
from refextract.readers import Document, Reading, UnreadableInput, read

if TYPE_CHECKING:
    import msgspec

Failed = Callable[[UnreadableInput], None]


@dataclass(frozen=True)
class Wanted:
    """Which citations are wanted. It goes to the workers, so it holds plain values only.

    Attributes:
        filters: the arguments of `Selection`.
        catalogs: paths of catalogs.
        vocabulary: directory with tables of the user's own.
    """

    filters: dict[str, Any]
    catalogs: tuple[str, ...]
    vocabulary: str | None = None

    def check(self, *, quiet: bool) -> None:
        """Make sure that the options make sense.

        Args:
            quiet: say nothing about what is doubtful.

        Raises:
            UsageError: they don't.
        """
        Selection(**self.filters, hint=None if quiet else say)
        if self.catalogs:
            from refextract.cli.catalogs import chosen_catalog

            chosen_catalog(self.catalogs, output=None, quiet=False)

    def __call__(self) -> Callable[[Document], Iterable[Citation]]:
        """Make the function that gives the wanted citations of a document."""
        from refextract.cli.catalogs import chosen_catalog

        use_vocabulary(self.vocabulary)
        catalog = chosen_catalog(self.catalogs, output=None, quiet=True)
        return partial(Selection(**self.filters).citations, catalog=catalog)


def read_one(
    reading: Reading, path: str, failed: Failed, wanted: Callable[[], bool]
) -> Iterator[Document]:
    """Read one file, in a worker."""
    return read(path, failed=failed, reading=reading, wanted=wanted)


def target(output: str | None, errors: str | None, used: Iterable[str]) -> str:
    """Give the path of the output.

    Args:
        output: as given.
        errors: the file of errors.
        used: paths that are read.

    Raises:
        UsageError: there is none, or it is none that can be written whole or not at all.
    """
    if output is None or output == STANDARD_OUTPUT:
        raise UsageError("batch writes a file; name it with --output FILE")
    if os.path.isdir(output) or is_special(output):
        raise UsageError(f"--output {output}: not a file; batch needs one that it can replace")
    if errors is not None and os.path.realpath(errors) == os.path.realpath(output):
        raise UsageError("--errors and --output are the same file; name two")
    refuse_overwriting(used, [output, errors])
    return output


def finisher(
    output: str,
    format: str | None,
    record: type[msgspec.Struct],
    columns: Sequence[str],
    *,
    excel: bool,
) -> Callable[[str, str], None] | None:
    """Give the function that makes the wanted format out of JSON lines.

    Args:
        output: the file that is wanted; its name may say the format.
        format: the format; None if the name says it.
        record: the type of the records.
        columns: the fields that are wanted; none means all.
        excel: CSV for Excel.

    Returns:
        The function, which takes the paths of both files; None if the JSON lines are what is
        wanted.

    Raises:
        UsageError: an unknown format, one that lacks its library, or one that has no columns.
    """
    usual = EXTENSIONS.get(os.path.splitext(output)[1].lower(), "csv" if excel else "jsonl")
    wanted = (format or usual).lower()
    if wanted not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    if excel and wanted != "csv":
        raise UsageError(f"--excel goes with --format csv, not with {wanted}")
    if columns and wanted == "sqlite":
        raise UsageError("--columns does not go with sqlite: choose them in your query")
    if wanted == "jsonl" and not columns:
        return None
    # Each format brings its own imports, and a run needs one of them.
    if wanted == "sqlite":
        from refextract.writers import sqlite

        return partial(sqlite.write, record=record)
    if wanted == "parquet":
        _need_pyarrow()
        from refextract.writers import parquet

        return partial(parquet.write, record=record, columns=columns)
    from refextract.writers import rewritten

    return partial(rewritten.write, format=wanted, record=record, columns=columns, excel=excel)


def _need_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow; install it with: pip install 'refextract-vn[parquet]'"
        ) from None


def positive(value: str, option: str, number: type[int] | type[float]) -> float:
    """Read a number above zero.

    Raises:
        UsageError: it is none.
    """
    with suppress(ValueError):
        if (read_as := number(value)) > 0:
            return read_as
    raise UsageError(f"{option}: {value!r} is not a number above zero")


def cores() -> int:
    """Give the number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Not every system can say.
        return os.cpu_count() or 1
