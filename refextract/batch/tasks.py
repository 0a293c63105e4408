"""What goes to a worker and what comes back.

An *input* is a file. Its *items*, counted from 0, are the documents in it and the failures among
them: one for a text, many for an archive. A *task* asks for items of one or more inputs; a *piece*
is what was found in successive items of one input. Pieces tell where they begin and end, so that
they can be put in order whoever made them, and however the items were shared out.
"""

from __future__ import annotations

import msgspec

from refextract.readers.document import source_name

Failure = tuple[str, str]
"""The name of a source and the reason why it could not be read."""


class Input(msgspec.Struct, frozen=True):
    """A file to read.

    Attributes:
        index: its place among all inputs, from 0.
        path: where it is.
        name: the path as given, for the record of the run.
        size: its bytes, as far as known.
        source: what its records give as their source, where that is not its path.
        copy_of: index of an earlier input with the same bytes.
        failure: it cannot be read, as is known already.
    """

    index: int
    path: str
    name: str
    size: int = 0
    source: str | None = None
    copy_of: int | None = None
    failure: Failure | None = None


class Task(msgspec.Struct, frozen=True):
    """Items to be read.

    Attributes:
        inputs: the files, in order.
        first: the item of the first file to begin with; the others are read from their beginning.
        count: how many items of a file to read at most; None for all.
        tries: how often a worker has died of it.
    """

    inputs: tuple[Input, ...]
    first: int = 0
    count: int | None = None
    tries: int = 0


class Piece(msgspec.Struct, frozen=True):
    """What was found in successive items of an input.

    Attributes:
        index: which input.
        first: its first item.
        next: the item after its last one.
        ended: whether the input has no more.
        rows: the records as JSON lines; or the name of a file that has them, if they are many.
        documents: how many documents were read.
        citations: how many records there are.
        failures: what could not be read, in order.
        bytes_read: how many bytes of the input had been read by then, as far as known.
    """

    index: int
    first: int
    next: int
    ended: bool
    rows: bytes | str = b""
    documents: int = 0
    citations: int = 0
    failures: tuple[Failure, ...] = ()
    bytes_read: int = 0


def failed(source: Input, first: int, reason: str, *, ended: bool) -> Piece:
    """Make the piece of one item that could not be read."""
    failure = source.source or source_name(source.path), reason
    return Piece(source.index, first, first + 1, ended, failures=(failure,))
