"""A worker process: reads inputs, extracts, and gives back records as JSON lines."""

from __future__ import annotations

import gc
import multiprocessing
import os
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from refextract.batch.tasks import Failure, Input, Piece, Task
from refextract.citation import Citation
from refextract.readers.document import Document, UnreadableInput, source_name

BUDGET: Final = 0.1
"""Seconds after which a worker begins nothing new and answers, so that the others can help."""

LOOK: Final = 0.03
"""The same where an input turns out to have many items, which others can share from then on."""

IN_MEMORY: Final = 4 << 20
"""Bytes of records above which a piece goes to a file instead of through a pipe."""

MARK: Final = struct.Struct("<qq")
"""What a worker is at: the index of an input, and the item."""

Failed = Callable[[UnreadableInput], None]
Wanted = Callable[[], bool]
Read = Callable[[str, Failed, Wanted], Iterator[Document]]
Extract = Callable[[Document], Iterable[Citation]]

_LINES: Final = 256


class Recipe(NamedTuple):
    """What is done with every input. All of it goes to other processes, so it can be pickled.

    Attributes:
        read: gives the documents of a file, calls its second argument with what it cannot read, and
            may give an empty document where its third says that the next is not wanted.
        extractor: makes the function that gives the records of a document. Called once a worker.
    """

    read: Read
    extractor: Callable[[], Extract]


class Worker:
    """The work of one process.

    Args:
        recipe: what is done with every input.
        folder: where pieces go that are large.
        mark: file in which it is written what the worker is at, for when it dies of it.
    """

    def __init__(self, recipe: Recipe, folder: str, mark: str) -> None:
        self._read = recipe.read
        self._extract = recipe.extractor()
        self._folder = folder
        self._mark = os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600)
        self._written = 0
        self._skips = False
        # An archive is read from its beginning to its end. Who has read it so far goes on from
        # there instead of skipping what comes before.
        self._open: tuple[int, int, Iterator[Document | Failure]] | None = None

    def perform(self, task: Task) -> list[Piece]:
        """Read items until the task is done or the time is up; the last piece tells how far."""
        deadline = time.monotonic() + BUDGET
        pieces: list[Piece] = []
        first = task.first
        for source in task.inputs:
            pieces.append(self._piece(source, first, task.count, deadline))
            if not pieces[-1].ended or time.monotonic() > deadline:
                break
            first = 0
        return pieces

    def _piece(self, source: Input, first: int, count: int | None, deadline: float) -> Piece:
        rows = _Rows(self._folder, f"{os.getpid()}-{self._written}.jsonl")
        failures: list[Failure] = []
        documents = bytes_read = 0
        at = first
        ended = False
        if count is None:
            deadline = min(deadline, time.monotonic() + LOOK)
        items = self._from(source, first)
        while count is None or at < first + count:
            self._at(source.index, at)
            item = next(items, None)
            if item is None:
                ended = True
                break
            if isinstance(item, Document):
                bytes_read = item.bytes_read
                failure = self._records(source, item, rows)
                if failure is None:
                    documents += item.is_first
                else:
                    failures.append(failure)
            else:
                failures.append((_named(source, item[0]), item[1]))
            at += 1
            if time.monotonic() > deadline:
                if count is None:
                    # Whether there is more must be known now: another worker would have to read all
                    # of a large file to find out.
                    self._at(source.index, at)
                    following = next(items, None)
                    ended = following is None
                    if following is not None:
                        items = chain([following], items)
                break
        self._open = None if ended else (source.index, at, items)
        self._at(-1, 0)
        found = rows.finish()
        self._written += isinstance(found, str)
        failed = tuple(failures)
        return Piece(
            source.index, first, at, ended, found, documents, rows.count, failed, bytes_read
        )

    def _from(self, source: Input, first: int) -> Iterator[Document | Failure]:
        """Give the items of an input from one of them on."""
        position = 0
        items = None
        if self._open is not None and self._open[0] == source.index:
            _, position, items = self._open
        if items is None or position > first:
            position, items = 0, _items(self._read, source.path, lambda: not self._skips)
        self._open = None
        self._skips = True
        for item in range(position, first):
            self._at(source.index, item)
            if next(items, None) is None:
                break
        self._skips = False
        return items

    def _records(self, source: Input, document: Document, rows: _Rows) -> Failure | None:
        if source.source is not None:
            document = document._replace(source=_named(source, document.source))
        before = rows.position()
        try:
            rows.add(self._extract(document))
        except MemoryError:
            rows.cut(before)
            return document.source, "too large for memory; split it"
        except Exception as error:  # A fault of ours in one text must not cost the others.
            rows.cut(before)
            if os.environ.get("REFEXTRACT_DEBUG"):
                import traceback

                traceback.print_exception(error)
            what = f"{type(error).__name__}: {error}"
            return document.source, f"internal error ({what}); please report it"
        return None

    def _at(self, index: int, item: int) -> None:
        os.pwrite(self._mark, MARK.pack(index, item), 0)


def _items(read: Read, path: str, wanted: Wanted) -> Iterator[Document | Failure]:
    """Give documents and failures in the order in which they are met."""
    failures: list[Failure] = []

    def failed(problem: UnreadableInput) -> None:
        failures.append((problem.source, problem.reason))

    documents = read(path, failed, wanted)
    while True:
        document = None
        try:
            document = next(documents, None)
        except UnreadableInput as problem:
            failed(problem)
        except MemoryError:
            failures.append((source_name(path), "too large for memory; split it"))
        except Exception as error:  # A fault of a library in one file must not cost the others.
            what = f"{type(error).__name__}: {error}"
            failures.append((source_name(path), f"internal error ({what}); please report it"))
        yield from failures
        failures.clear()
        if document is None:
            return
        yield document


def _named(source: Input, name: str) -> str:
    """Give the name of a document whose input has another name than its path."""
    if source.source is None:
        return name
    return source.source + name.removeprefix(source_name(source.path))


class _Rows:
    """Records as JSON lines: in memory while they are few, then in a file."""

    def __init__(self, folder: str, name: str) -> None:
        self.count = 0
        self._path = os.path.join(folder, name)
        self._buffer = bytearray()
        self._flushed = 0
        self._encoder = msgspec.json.Encoder()

    def add(self, records: Iterable[Citation]) -> None:
        lines: list[Citation] = []
        for record in records:
            lines.append(record)
            if len(lines) == _LINES:
                self._write(lines)
                lines.clear()
        self._write(lines)

    def position(self) -> tuple[int, int]:
        """Give what `cut` takes to undo what follows."""
        return self._flushed + len(self._buffer), self.count

    def cut(self, position: tuple[int, int]) -> None:
        """Take back what was added after a position."""
        length, self.count = position
        if length >= self._flushed:
            del self._buffer[length - self._flushed :]
        else:
            os.truncate(self._path, length)
            self._buffer.clear()
            self._flushed = length

    def finish(self) -> bytes | str:
        """Give the lines, or the path of the file that has them."""
        if not self._flushed:
            return bytes(self._buffer)
        self._flush()
        return self._path

    def _write(self, records: list[Citation]) -> None:
        self._buffer += self._encoder.encode_lines(records)
        self.count += len(records)
        if len(self._buffer) > IN_MEMORY:
            self._flush()

    def _flush(self) -> None:
        with open(self._path, "ab") as file:
            file.write(self._buffer)
        self._flushed += len(self._buffer)
        self._buffer.clear()


_worker: Worker


def start(recipe: Recipe, folder: str, mark: str) -> None:
    """Make this process a worker."""
    global _worker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Records have no cycles: see `refextract.__main__`.
    gc.set_threshold(100_000, 20, 20)
    _worker = Worker(recipe, folder, mark)


def perform(task: Task) -> list[Piece]:
    """Do a task in this process."""
    return _worker.perform(task)


def _end_with_parent() -> None:
    """Leave nothing behind when the main process is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
