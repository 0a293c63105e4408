"""The inputs of a run, in order: files, copies of files, and what is not a file."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final

from refextract.batch.duplicates import Bytes
from refextract.batch.tasks import Failure, Input
from refextract.readers import STANDARD_INPUT, UnreadableInput
from refextract.readers.document import source_name

CHUNK: Final = 1 << 20

Failed = Callable[[UnreadableInput], None]
Find = Callable[[Failed], Iterable[str]]
"""Gives the paths, and calls its argument with what cannot be listed."""


class Inputs:
    """Numbers the inputs and finds out about them.

    Args:
        find: gives the paths.
        folder: a directory for what has to be copied to be read in another process.
        ours: paths of files that the run writes.
        dedupe: look for files that have the same bytes.
    """

    def __init__(self, find: Find, folder: str, ours: Iterable[str], *, dedupe: bool) -> None:
        self._find = find
        self._folder = folder
        self._ours = {os.path.realpath(path) for path in ours}
        self._our_names = {os.path.basename(path) for path in self._ours}
        self._dedupe = Bytes() if dedupe else None
        self._failures: list[UnreadableInput] = []
        self._paths = self._found()
        self._count = 0
        self._begun: int | None = None

    def skip(self, count: int, *, begun: bool) -> str:
        """Pass over the inputs that an earlier run has read.

        Args:
            count: how many there were.
            begun: whether it has read some of the next one as well.

        Returns:
            The fingerprint of their paths; another one, where they are other inputs.
        """
        digest = ""
        for path, _ in islice(self._paths, count):
            digest = chained(digest, path)
        self._count = count
        self._begun = count if begun else None
        return digest

    def __iter__(self) -> Iterator[Input]:
        """Give the inputs, each when it is asked for."""
        for path, failure in self._paths:
            yield self._input(self._count, path, failure)
            self._count += 1

    def _found(self) -> Iterator[tuple[str, Failure | None]]:
        for path in self._find(self._failures.append):
            yield from self._unlisted()
            if not self._is_ours(path):
                yield path, None
        yield from self._unlisted()

    def _is_ours(self, path: str) -> bool:
        """Say whether a path in a directory is that of a result, finished or not."""
        # Comparing names first saves resolving each path.
        if not any(name in path for name in self._our_names):
            return False
        real = os.path.realpath(path)
        return any(real == ours or real.startswith(f"{ours}.partial") for ours in self._ours)

    def _unlisted(self) -> Iterator[tuple[str, Failure]]:
        for problem in self._failures:
            yield problem.source, (problem.source, problem.reason)
        self._failures.clear()

    def _input(self, index: int, path: str, failure: Failure | None) -> Input:
        if failure is not None:
            return Input(index, path, path, failure=failure)
        if path == STANDARD_INPUT:
            assert sys.stdin is not None
            return self._copied(index, path, sys.stdin.buffer)
        try:
            status = os.stat(path)
            if stat.S_ISREG(status.st_mode):
                original = None
                # Of one that was begun earlier it isn't known where its records begin.
                if self._dedupe is not None and index != self._begun:
                    original = self._dedupe.original(index, path, status.st_size)
                return Input(index, path, path, status.st_size, copy_of=original)
            if not stat.S_ISDIR(status.st_mode):
                with open(path, "rb") as stream:
                    return self._copied(index, path, stream)
        except OSError:
            pass  # Whoever reads it says what is wrong with it.
        return Input(index, path, path)

    def _copied(self, index: int, path: str, stream: BinaryIO) -> Input:
        """Copy a stream to a file: other processes can't read it, or not twice."""
        copy = os.path.join(self._folder, f"input-{index}")
        with open(copy, "wb") as file:
            shutil.copyfileobj(stream, file, CHUNK)
        return Input(index, copy, path, os.path.getsize(copy), source=source_name(path))


def chained(digest: str, path: str) -> str:
    """Give the fingerprint of a list of paths out of that of all but the last."""
    data = digest.encode() + b"\0" + os.fsencode(path)
    return hashlib.blake2b(data, digest_size=12).hexdigest()
