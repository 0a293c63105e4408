"""Readers: paths in, documents out.

`files` finds the files that are meant and `documents` reads them. How the bytes of one file become
text is the matter of one module a format; `read` chooses among them by what the bytes are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from refextract.readers.dispatch import read_stream
from refextract.readers.document import Document, NotReadable, UnreadableInput, source_name
from refextract.readers.limits import Failed, Job, Reading, Wanted, always
from refextract.readers.paths import reason, split_names, walk

__all__ = [
    "DEFAULT",
    "STANDARD_INPUT",
    "Document",
    "Reading",
    "UnreadableInput",
    "documents",
    "files",
    "read",
    "split_names",
]

STANDARD_INPUT = "-"
"""The path that means standard input."""

DEFAULT = Reading()
"""How inputs are read where nothing else is said."""


def files(
    paths: Iterable[str], *, recursive: bool, failed: Failed, reading: Reading = DEFAULT
) -> Iterator[str]:
    """Find the files that are meant.

    Args:
        paths: files, ``-`` for standard input, and directories if ``recursive``.
        recursive: give the files of directories and of those below them.
        failed: called with each directory that cannot be listed.
        reading: which files of directories are meant.

    Yields:
        The files, in the order of the paths and by name in a directory.
    """
    for path in paths:
        if recursive and os.path.isdir(path):
            yield from walk(path, failed, reading)
        else:
            yield path


def documents(
    paths: Iterable[str], *, failed: Failed, reading: Reading = DEFAULT
) -> Iterator[Document]:
    """Read documents one after the other, each when it is asked for.

    Args:
        paths: files, and ``-`` for standard input.
        failed: called with each file or member of an archive that cannot be read.
        reading: how they are read.

    Yields:
        The documents, in the order of the paths and, of an archive, in its own.
    """
    for path in paths:
        try:
            yield from read(path, failed=failed, reading=reading)
        except UnreadableInput as problem:
            failed(problem)


def read(
    path: str,
    *,
    failed: Failed | None = None,
    reading: Reading = DEFAULT,
    wanted: Wanted = always,
) -> Iterator[Document]:
    """Read one input: one document, or those of an archive or a mail.

    Args:
        path: a file, or ``-`` for standard input.
        failed: called with each member that cannot be read, so that the others are; without it,
            the first ends the reading.
        reading: how it is read.
        wanted: asked before each document; where it says no, an empty one may come instead, which
            saves the reading.

    Yields:
        Its documents.

    Raises:
        UnreadableInput: there is no text to be had.
    """
    source = source_name(path)
    job = Job(reading, failed or _give_up, wanted)
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                raise OSError("standard input is closed")
            yield from read_stream(sys.stdin.buffer, source, job)
            return
        with open(path, "rb") as file:
            told = file.seekable()
            for document in read_stream(file, source, job):
                yield document._replace(bytes_read=file.tell()) if told else document
    except OSError as error:
        raise UnreadableInput(source, reason(error)) from None
    except NotReadable as error:
        raise UnreadableInput(source, str(error)) from None


def _give_up(problem: UnreadableInput) -> None:
    raise problem
