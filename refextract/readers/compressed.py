"""Single compressed files: gzip, bzip2, xz and zstd, whose content is told from its bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from refextract.readers.dispatch import read_stream
from refextract.readers.document import Document, NotReadable
from refextract.readers.extras import library
from refextract.readers.kinds import kind_of
from refextract.readers.limits import Job
from refextract.readers.streams import Counted, Rejoined

DAMAGED: Final = "damaged or cut off; get it again from where it came"


class Measured:
    """A stream that knows how much of it has been read."""

    def __init__(self, stream: Rejoined) -> None:
        self._stream = stream
        self.count = 0

    def read(self, count: int = -1, /) -> bytes:
        data = self._stream.read(count)
        self.count += len(data)
        return data


class Expanded:
    """A stream that expands what it reads; what is wrong with it is said in one way for all."""

    def __init__(self, stream: Any, errors: tuple[type[Exception], ...]) -> None:
        self._stream = stream
        self._errors = errors

    def read(self, count: int = -1, /) -> bytes:
        try:
            data: bytes = self._stream.read(count)
        except self._errors:
            raise NotReadable(DAMAGED) from None
        return data


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read what a compressed file holds: a text, an archive, or any other kind.

    Args:
        stream: the file.
        source: the name that its records bear; what is inside has the same.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is damaged, expands too far, or holds nothing that can be read.
    """
    with job.deeper():
        yield from read_stream(_expanded(stream, job), source, job)


def _expanded(stream: Rejoined, job: Job) -> Counted:
    measured = Measured(stream)
    kind = kind_of(stream.peeked)
    errors: tuple[type[Exception], ...] = (EOFError, OSError)
    if kind == "gzip":
        expanded: Any = import_module("gzip").GzipFile(fileobj=measured)
        errors = (*errors, zlib.error)
    elif kind == "bzip2":
        expanded = import_module("bz2").BZ2File(measured)
    elif kind == "xz":
        lzma = import_module("lzma")
        expanded = lzma.LZMAFile(measured)
        errors = (*errors, lzma.LZMAError)
    else:
        zstd = _zstd()
        expanded = zstd.ZstdFile(measured)
        errors = (*errors, zstd.ZstdError)
    return Counted(Expanded(expanded, errors), job, lambda: measured.count)


def _zstd() -> Any:
    try:
        return import_module("compression.zstd")  # Python 3.14 has it.
    except ImportError:
        return library("backports.zstd", "a file compressed with zstd")
