"""Which files a command reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from refextract.cli.messages import Problems, UsageError, say
from refextract.cli.output import STANDARD_OUTPUT
from refextract.readers import (
    DEFAULT,
    STANDARD_INPUT,
    Reading,
    UnreadableInput,
    files,
    split_names,
)

Find = Callable[[Callable[[UnreadableInput], None]], Iterator[str]]
"""Gives the files, and calls its argument with directories that cannot be listed."""


def chosen_files(
    paths: Sequence[str],
    files0_from: str | None,
    *,
    recursive: bool,
    output: str | None,
    problems: Problems,
    reading: Reading = DEFAULT,
) -> Iterator[str]:
    """Find the files that the options ask for, standard input if they name none.

    Args:
        paths: files and directories; ``-`` is standard input.
        files0_from: a file with names, each ended by NUL; ``-`` is standard input.
        recursive: read the files of directories.
        output: the file that is going to be written. Where a directory or a list has it, it is
            left out.
        problems: told of directories that cannot be listed.
        reading: which files of directories are meant.

    Raises:
        UsageError: paths as well as a list of them, a list that cannot be read, or a path that is
            going to be overwritten.
    """
    if files0_from is None and not paths:
        if not problems.quiet and sys.stdin is not None and sys.stdin.isatty():
            say("reading what you type; end with Ctrl-D on a line of its own (--help shows more)")
        paths = (STANDARD_INPUT,)
    refuse_overwriting(paths, [output])
    found = finder(paths, files0_from, recursive=recursive, reading=reading)(problems.add)
    written = _identity(output)
    if written is None:
        return found
    return (path for path in found if _identity(path) != written)


def finder(
    paths: Sequence[str], files0_from: str | None, *, recursive: bool, reading: Reading
) -> Find:
    """Give the function that finds the files. With a list of names it can be called once.

    Args:
        paths: files and directories; ``-`` is standard input.
        files0_from: a file with names, each ended by NUL; ``-`` is standard input.
        recursive: give the files of directories.
        reading: which files of directories are meant.

    Raises:
        UsageError: paths as well as a list of them, or a list that cannot be read.
    """
    if files0_from is not None and paths:
        raise UsageError("give either paths or --files0-from, not both")
    names: Iterable[str] = paths if files0_from is None else _listed(files0_from)

    def find(failed: Callable[[UnreadableInput], None]) -> Iterator[str]:
        return files(names, recursive=recursive, failed=failed, reading=reading)

    return find


def refuse_overwriting(read: Iterable[str], written: Iterable[str | None]) -> None:
    """Make sure that nothing is going to be read and written.

    Args:
        read: paths of files that are read.
        written: paths of files that are written; None and ``-`` are none.

    Raises:
        UsageError: one is both.
    """
    targets = {_identity(path) for path in written} - {None}
    for path in read if targets else ():
        if _identity(path) in targets:
            raise UsageError(f"{path} is to be read and to be written; name another file")


def _listed(path: str) -> Iterator[str]:
    try:
        # Opened now, so that a mistake is told before anything is done; closed when it is read.
        stream = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"--files0-from {path}: {error.strerror}; check the path") from None

    def names() -> Iterator[str]:
        with stream:
            yield from split_names(stream)

    return names()


def _identity(path: str | None) -> tuple[int, int] | None:
    """Give what two names of one file have in common; None where there is no such file."""
    if path in (None, STANDARD_OUTPUT):
        return None
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
