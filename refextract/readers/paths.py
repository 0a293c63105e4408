"""Which files are meant: lists of names, and the files of a directory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from refextract.readers.document import UnreadableInput, source_name
from refextract.readers.limits import Failed, Reading

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


def walk(
    directory: str, failed: Failed, reading: Reading, above: tuple[tuple[int, int], ...] = ()
) -> Iterator[str]:
    """Find the files below a directory, sorted by name, so that runs can be compared.

    Hidden files and directories are left out unless they are asked for, and so are links to
    directories. A link that leads back to a directory above it is never followed.

    Args:
        directory: where to begin.
        failed: called with each directory that cannot be listed; the walk goes on without it.
        reading: which files are meant.
        above: what identifies the directories that this one is in.

    Yields:
        Paths that begin with ``directory`` as it was given.
    """
    try:
        status = os.stat(directory)
        here = (status.st_dev, status.st_ino)
        if here in above:
            return
        with os.scandir(directory) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        failed(UnreadableInput(source_name(directory), reason(error)))
        return
    for entry in entries:
        if entry.name.startswith(".") and not reading.hidden:
            continue
        if entry.is_dir(follow_symlinks=reading.follow_links):
            yield from walk(entry.path, failed, reading, (*above, here))
        elif entry.is_file() and is_wanted(entry.path, reading):
            yield entry.path


def is_wanted(path: str, reading: Reading) -> bool:
    """Say whether the patterns let a file of a directory or an archive be read.

    A pattern without a slash is held against the name, one with a slash against the end of the
    path; ``*`` and ``?`` stand for anything in it.
    """
    if not (reading.include or reading.exclude):
        return True
    if any(_fits(path, pattern) for pattern in reading.exclude):
        return False
    return not reading.include or any(_fits(path, pattern) for pattern in reading.include)


def _fits(path: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    if "/" not in pattern:
        return fnmatchcase(os.path.basename(path), pattern)
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")


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
