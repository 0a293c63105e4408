"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from refextract.cli.messages import OutputError, ReaderGone

STANDARD_OUTPUT = "-"
"""The path that means standard output."""


@contextmanager
def destination(path: str | None) -> Iterator[BinaryIO]:
    """Open the place for the results.

    Args:
        path: a file; None or ``-`` for standard output.

    Yields:
        What to write to.

    Raises:
        OutputError: it cannot be written: no such directory, no right, a full disk.
        ReaderGone: whoever read standard output has stopped.
    """
    try:
        if path is None or path == STANDARD_OUTPUT:
            with _standard_output() as stream:
                yield stream
        elif is_special(path):
            with open(path, "wb") as stream:
                yield stream
        else:
            with _whole_file(path) as stream:
                yield stream
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        name = "standard output" if path in (None, STANDARD_OUTPUT) else path
        raise OutputError(f"{name}: {error.strerror or error}") from None


def is_special(path: str) -> bool:
    """Say whether a path is a device or a pipe, which must not be replaced by a file."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    if sys.stdout is None:
        raise OSError("it is closed")
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except OSError:
        _give_up(stream)
        raise


def _give_up(stream: BinaryIO) -> None:
    """Let what is still in the buffer go nowhere, or Python would complain about it at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def _whole_file(path: str) -> Iterator[BinaryIO]:
    """Write a file beside the wanted one, and put it in its place when it is complete."""
    path = os.path.realpath(path)  # A link stays a link.
    if os.path.isdir(path):
        raise IsADirectoryError(0, "is a directory")
    # The dot keeps it out of a walk through the same directory.
    draft = os.path.join(os.path.dirname(path), f".refextract-{os.urandom(6).hex()}.tmp")
    try:
        with open(draft, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            os.chmod(draft, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise
