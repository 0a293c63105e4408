"""Plain text files rewritten: the same bytes but for what is mended, or nothing at all."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

from refextract.cli.output import destination, is_special
from refextract.readers import STANDARD_INPUT, Document
from refextract.readers.document import source_name

_MARKS: Final = {
    "UTF-8": ((codecs.BOM_UTF8, "utf-8"), (b"", "utf-8")),
    "UTF-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
}
"""What a text in an encoding may begin with, and how the rest of it is encoded."""
_TEXT: Final = "text in "


class NotRewritable(Exception):
    """Why a text is not rewritten; the message says it and what to do."""


class File(NamedTuple):
    """A plain text file as it is on disk.

    Attributes:
        path: where it is.
        mark: its byte order mark, or nothing.
        codec: Python's name of its encoding.
        data: its bytes.
    """

    path: str
    mark: bytes
    codec: str
    data: bytes


def opened(path: str, document: Document) -> File:
    """Find out how a text is stored, so that it can be stored so again.

    Args:
        path: the file that was read.
        document: what was read from it, whole.

    Raises:
        NotRewritable: it is no plain text file, or one whose bytes cannot be made from its text.
    """
    if path == STANDARD_INPUT:
        raise NotRewritable("standard input is only read; name the file")
    if is_special(path):
        raise NotRewritable("a pipe or device is only read; name the file")
    if document.source != source_name(path) or not document.read_as.startswith(_TEXT):
        raise NotRewritable("only plain text files are rewritten, not archives, HTML or documents")
    encoding = document.read_as.removeprefix(_TEXT)
    data = _read(path)
    codec = encoding.replace("windows-", "cp").lower()
    for mark, name in _MARKS.get(encoding, ((b"", codec),)):
        try:
            if data.startswith(mark) and mark + document.text.encode(name) == data:
                return File(path, mark, name, data)
        except (LookupError, UnicodeEncodeError):
            continue
    raise NotRewritable(f"text in {encoding} is not rewritten; convert it to UTF-8 first")


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise NotRewritable(f"cannot be read again: {error.strerror}") from None


def write_file(file: File, text: str) -> None:
    """Put a text in the place of a file's; the file is replaced whole or not at all.

    Args:
        file: the file as it was read.
        text: what it is to hold.

    Raises:
        NotRewritable: the text has letters that the encoding lacks, or the file has changed.
        OutputError: it cannot be written.
    """
    try:
        data = file.mark + text.encode(file.codec)
    except UnicodeEncodeError:
        raise NotRewritable(f"{file.codec} has no letter for it; convert it to UTF-8") from None
    if _read(file.path) != file.data:
        raise NotRewritable("it was changed meanwhile; run the command again")
    with destination(file.path) as stream:
        stream.write(data)
