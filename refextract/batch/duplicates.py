"""Files with the same bytes: which they are, and what was found in the first of them."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from refextract.batch.tasks import Failure

CHUNK: Final = 1 << 20

OPENING: Final = b'{"source":"'
"""How the JSON of a record begins; what follows is the name of its source."""


class Bytes:
    """Which files have the same bytes. Only files of one size are compared."""

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, str] | None] = {}
        self._known: dict[bytes, int] = {}

    def original(self, index: int, path: str, size: int) -> int | None:
        """Give the index of the first file with the same bytes; None if this is the first."""
        if size not in self._first:
            self._first[size] = index, path
            return None
        try:
            first = self._first[size]
            if first is not None:
                self._first[size] = None
                self._known.setdefault(_digest(first[1]), first[0])
            return _other(self._known.setdefault(_digest(path), index), index)
        except OSError:
            return None


def _other(found: int, index: int) -> int | None:
    return None if found == index else found


def _digest(path: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            if len(chunk) < CHUNK:  # Most files are small, and asking again costs as much.
                break
    return digest.digest()


class Found(NamedTuple):
    """What was found in an input.

    Attributes:
        start: where its records begin in the result.
        end: where they end.
        name: how many bytes of JSON its name has.
        documents: how many texts it has.
        citations: how many records.
        failures: what could not be read, without the name of the input before each.
    """

    start: int
    end: int
    name: int
    documents: int
    citations: int
    failures: tuple[Failure, ...]


class Originals:
    """What was found in the inputs of this run, kept small: there may be millions.

    Args:
        index: the first input.
        start: where its records begin in the result.
    """

    def __init__(self, index: int, start: int) -> None:
        self._base = index
        self._ends = array("Q", [start])
        self._names = array("L")
        self._documents = array("L")
        self._citations = array("L")
        self._failures: dict[int, tuple[Failure, ...]] = {}

    def add(
        self, name: str, end: int, documents: int, citations: int, failures: Iterable[Failure]
    ) -> None:
        """Take the next input."""
        kept = tuple((source.removeprefix(name), reason) for source, reason in failures)
        if kept:
            self._failures[len(self._names)] = kept
        self._names.append(_encoded_length(name))
        self._ends.append(end)
        self._documents.append(documents)
        self._citations.append(citations)

    def of(self, index: int) -> Found:
        """Give what was found in an input."""
        place = index - self._base
        return Found(
            self._ends[place],
            self._ends[place + 1],
            self._names[place],
            self._documents[place],
            self._citations[place],
            self._failures.get(place, ()),
        )


def renamed(rows: bytes, length: int, name: str) -> bytes:
    """Give records another source.

    Args:
        rows: JSON lines, the source of each beginning with the same name.
        length: how many bytes of JSON that name has.
        name: the name to put in its place.
    """
    opening = OPENING + _encoded(name)
    behind = len(OPENING) + length
    return b"".join(opening + line[behind:] + b"\n" for line in rows.split(b"\n")[:-1])


def _encoded(name: str) -> bytes:
    return msgspec.json.encode(name)[1:-1]


def _encoded_length(name: str) -> int:
    return len(_encoded(name))
