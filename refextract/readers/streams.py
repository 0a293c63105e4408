"""Streams of bytes: reading ahead, and counting what comes out of an archive."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol

from refextract.readers.limits import Job

CHUNK = 1 << 18


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, count: int = -1, /) -> bytes: ...


class Rejoined(io.RawIOBase):
    """A stream whose first bytes have been read already.

    Args:
        head: the bytes that were read.
        rest: the stream behind them.
    """

    def __init__(self, head: bytes, rest: Readable) -> None:
        self.peeked = head
        self._head = head
        self.rest = rest
        self.read_ahead = len(head)

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1, /) -> bytes:
        if count is None or count < 0:
            data = self._head + self.rest.read()
            self._head = b""
        elif self._head:
            data, self._head = self._head[:count], self._head[count:]
        else:
            data = self.rest.read(count)
        return data


class Counted(io.RawIOBase):
    """What comes out of an archive, held against the limits while it is read.

    What is read to its end at once comes into memory and has to keep to the size of one member;
    what is read piece by piece, like an archive in an archive, only to the limits of the whole.

    Args:
        stream: the member, expanded.
        job: the reading with its limits.
        stored: tells how many compressed bytes have gone into it; None where there is no expansion.
    """

    def __init__(self, stream: Readable, job: Job, stored: Callable[[], int] | None) -> None:
        self._stream = stream
        self._job = job
        self._stored = stored
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1, /) -> bytes:
        if count is not None and count >= 0:
            return self._piece(count)
        pieces = []
        while piece := self._piece(CHUNK):
            self._job.check_member(self.count)
            pieces.append(piece)
        self._job.check_member(self.count)
        return b"".join(pieces)

    def _piece(self, count: int) -> bytes:
        data = self._stream.read(count)
        self.count += len(data)
        if self._stored is not None:
            self._job.spend(len(data))
            self._job.check_ratio(self.count, self._stored())
        return data


def seekable(stream: Rejoined) -> BinaryIO:
    """Give a stream in which one can go back and forth.

    A file on disk is one; what comes from a pipe or an archive has to come into memory.
    """
    file = stream.rest
    if isinstance(file, io.BufferedReader) and file.seekable():
        file.seek(-stream.read_ahead, io.SEEK_CUR)
        return file
    return io.BytesIO(stream.read())
