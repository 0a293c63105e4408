"""What a reader gives: a text and the name of its source, or the reason why there is no text."""

from __future__ import annotations

import os
from typing import NamedTuple

from refextract.splitting import Begin


class Document(NamedTuple):
    """One text to extract from.

    Attributes:
        text: the text. Of a plain text it is as it stands: no line ends or normal forms changed, no
            BOM.
        source: the name that its records bear.
        pages: offsets in ``text`` at which its pages begin; empty where it has none.
        read_as: what it was found to be: ``text in UTF-8``, ``PDF``.
        begin: where it begins, if it is a section of a longer text. The sections of a text are
            documents that follow each other, so that none of them need be in memory whole.
        bytes_read: how many bytes of its file had been read when it was complete; 0 where it is
            not from a file.
    """

    text: str
    source: str
    pages: tuple[int, ...] = ()
    read_as: str = "text in UTF-8"
    begin: Begin = Begin()
    bytes_read: int = 0

    @property
    def is_first(self) -> bool:
        """Whether its text begins with it."""
        return self.begin.offset == 0


class UnreadableInput(Exception):
    """An input gives no text; the message names it, says why, and what to do.

    Attributes:
        source: the name of the input.
        reason: why it could not be read, and what to do.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NotReadable(Exception):
    """Why a reader of a format gives no text, and what to do; who called it names the input."""


class Exhausted(NotReadable):
    """An input has used up what all of it may expand to; nothing more of it is read."""


class Broken(Exception):
    """An archive cannot be read on, whichever member of it is being read.

    Args:
        archive: the archive.
        error: why.
    """

    def __init__(self, archive: object, error: NotReadable) -> None:
        super().__init__(str(error))
        self.archive = archive
        self.error = error


def source_name(path: str) -> str:
    """Name a path in a record.

    Names of files are bytes. One that is not UTF-8 can stand neither in JSON nor on a terminal, so
    its odd bytes are written as ``\\xNN``.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")
