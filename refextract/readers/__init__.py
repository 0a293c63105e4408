"""Readers: paths in, documents out.

`files` finds the files that are meant and `documents` reads them. How the bytes of one file become
text is the matter of one module a format; `read` chooses among them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator

from refextract.readers.document import Document, UnreadableInput, source_name
from refextract.readers.paths import reason, split_names, walk
from refextract.readers.plain import NotText, decode

__all__ = [
    "STANDARD_INPUT",
    "Document",
    "UnreadableInput",
    "documents",
    "files",
    "read",
    "split_names",
]

STANDARD_INPUT = "-"
"""The path that means standard input."""

Failed = Callable[[UnreadableInput], None]
"""What is called with an input that cannot be read, so that the others are read all the same."""


def files(paths: Iterable[str], *, recursive: bool, failed: Failed) -> Iterator[str]:
    """Find the files that are meant.

    Args:
        paths: files, ``-`` for standard input, and directories if ``recursive``.
        recursive: give the files of directories and of those below them.
        failed: called with each directory that cannot be listed.

    Yields:
        The files, in the order of the paths and by name in a directory.
    """
    for path in paths:
        if recursive and os.path.isdir(path):
            yield from walk(path, failed)
        else:
            yield path


def documents(paths: Iterable[str], *, failed: Failed) -> Iterator[Document]:
    """Read documents one after the other, each when it is asked for.

    Args:
        paths: files, and ``-`` for standard input.
        failed: called with each that cannot be read.

    Yields:
        The documents, in the order of the paths.
    """
    for path in paths:
        try:
            yield from read(path)
        except UnreadableInput as problem:
            failed(problem)


def read(path: str) -> Iterator[Document]:
    """Read one input. It is one document for now; an archive will be many.

    Args:
        path: a file, or ``-`` for standard input.

    Yields:
        Its documents.

    Raises:
        UnreadableInput: there is no text to be had.
    """
    source = source_name(path)
    try:
        text = decode(_bytes(path))
    except OSError as error:
        raise UnreadableInput(source, reason(error)) from None
    except NotText as error:
        raise UnreadableInput(source, str(error)) from None
    except MemoryError:
        raise UnreadableInput(source, "too large for memory; split it") from None
    yield Document(text, source)


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()
