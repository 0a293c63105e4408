"""Pieces in the order of the inputs, whoever is done first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from msgspec.structs import replace

from refextract.batch.tasks import Piece

IN_MEMORY: Final = 64 << 20
"""Bytes of records that may wait in memory; more wait on disk."""


class _Stored(NamedTuple):
    """A piece whose records are on disk."""

    piece: Piece
    offset: int
    length: int


class Order:
    """Holds pieces back until it is their turn.

    Args:
        index: the input to begin with.
        first: its item to begin with.
        folder: a directory for what doesn't fit into memory.
    """

    def __init__(self, index: int, first: int, folder: str) -> None:
        self.index = index
        self.first = first
        self.held = 0
        self._pieces: dict[int, dict[int, Piece | _Stored]] = {}
        self._path = os.path.join(folder, "waiting.jsonl")
        self._file: BinaryIO | None = None
        self._bytes = 0
        self._stored = 0

    def put(self, piece: Piece) -> None:
        """Take a piece, in any order. One behind the end of its input is of no use."""
        if (piece.index, piece.first) < (self.index, self.first):
            return
        waiting: Piece | _Stored = piece
        if isinstance(piece.rows, bytes):
            if self._bytes + len(piece.rows) > IN_MEMORY:
                waiting = self._store(piece, piece.rows)
            else:
                self._bytes += len(piece.rows)
        self._pieces.setdefault(piece.index, {})[piece.first] = waiting
        self.held += 1

    def ready(self) -> Iterator[Piece]:
        """Give the pieces whose turn it is."""
        while waiting := self._pieces.get(self.index, {}).pop(self.first, None):
            piece = self._taken(waiting)
            if piece.ended:
                for behind in self._pieces.pop(self.index, {}).values():
                    self._taken(behind)
                self.index, self.first = self.index + 1, 0
            else:
                self.first = piece.next
            yield piece

    def close(self) -> None:
        """Give up what still waits."""
        if self._file is not None:
            self._file.close()

    def _store(self, piece: Piece, rows: bytes) -> _Stored:
        if self._file is None:
            self._file = open(self._path, "w+b")  # noqa: SIM115
        offset = self._file.seek(0, os.SEEK_END)
        self._file.write(rows)
        self._stored += 1
        return _Stored(replace(piece, rows=b""), offset, len(rows))

    def _taken(self, waiting: Piece | _Stored) -> Piece:
        self.held -= 1
        if isinstance(waiting, Piece):
            if isinstance(waiting.rows, bytes):
                self._bytes -= len(waiting.rows)
            return waiting
        assert self._file is not None
        self._file.seek(waiting.offset)
        piece = replace(waiting.piece, rows=self._file.read(waiting.length))
        self._stored -= 1
        if not self._stored:
            self._file.truncate(0)
        return piece
