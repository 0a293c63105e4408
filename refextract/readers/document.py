"""What a reader gives: a text and the name of its source, or the reason why there is no text."""

from __future__ import annotations

import os
from typing import NamedTuple


class Document(NamedTuple):
    """One text to extract from.

    Attributes:
        text: the decoded text, as it stands: no line ends or normal forms changed, no BOM.
        source: the name that its records bear.
        pages: offsets in ``text`` at which its pages begin; empty where it has none.
    """

    text: str
    source: str
    pages: tuple[int, ...] = ()


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


def source_name(path: str) -> str:
    """Name a path in a record.

    Names of files are bytes. One that is not UTF-8 can stand neither in JSON nor on a terminal, so
    its odd bytes are written as ``\\xNN``.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")
