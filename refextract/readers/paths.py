"""Which files are meant: lists of names, and the files of a directory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from refextract.readers.document import UnreadableInput, source_name

CHUNK = 1 << 16


def split_names(stream: BinaryIO) -> Iterator[str]:
    """Read file names that end in NUL, as ``find -print0`` writes them.

    Args:
        stream: the list; it is read piece by piece, so it may be endless.

    Yields:
        The names in their order. Empty ones are left out.
    """
    rest = b""
    while chunk := stream.read(CHUNK):
        *names, rest = (rest + chunk).split(b"\0")
        yield from (os.fsdecode(name) for name in names if name)
    if rest:
        yield os.fsdecode(rest)


def walk(directory: str, failed: Callable[[UnreadableInput], None]) -> Iterator[str]:
    """Find the files below a directory, sorted by name, so that runs can be compared.

    Hidden files and directories are left out, and so are links to directories, which might lead
    round in a circle.

    Args:
        directory: where to begin.
        failed: called with each directory that cannot be listed; the walk goes on without it.

    Yields:
        Paths that begin with ``directory`` as it was given.
    """
    try:
        with os.scandir(directory) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        failed(UnreadableInput(source_name(directory), reason(error)))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, failed)
        elif entry.is_file():
            yield entry.path


def reason(error: OSError) -> str:
    """Say in one line why a file could not be read, and what to do about it."""
    match error:
        case FileNotFoundError():
            return "no such file; check the path"
        case PermissionError():
            return "permission denied; you need the right to read it"
        case IsADirectoryError():
            return "a directory; add --recursive to read the files in it"
    return error.strerror or str(error)
