"""Which files a command reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from refextract.cli.messages import Problems, UsageError, say
from refextract.cli.output import STANDARD_OUTPUT
from refextract.readers import DEFAULT, STANDARD_INPUT, Reading, files, split_names


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
    if files0_from is not None and paths:
        raise UsageError("give either paths or --files0-from, not both")
    written = _identity(output) if output not in (None, STANDARD_OUTPUT) else None
    for path in paths:
        if written is not None and _identity(path) == written:
            raise UsageError(f"{path} is to be read and to be written; name another --output")
    wanted: Iterable[str] = paths or (STANDARD_INPUT,)
    if files0_from is not None:
        wanted = _listed(files0_from)
    elif not paths and not problems.quiet and sys.stdin is not None and sys.stdin.isatty():
        say("reading what you type; end with Ctrl-D on a line of its own (--help shows more)")
    found = files(wanted, recursive=recursive, failed=problems.add, reading=reading)
    if written is None:
        return found
    return (path for path in found if _identity(path) != written)


def _listed(path: str) -> Iterator[str]:
    try:
        # Opened now, so that a mistake is told before anything is done; closed when it is read.
        stream = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"--files0-from {path}: {error.strerror}") from None

    def names() -> Iterator[str]:
        with stream:
            yield from split_names(stream)

    return names()


def _identity(path: str | None) -> tuple[int, int] | None:
    """Give what two names of one file have in common."""
    try:
        status = os.stat(path or "")
    except OSError:
        return None
    return status.st_dev, status.st_ino
