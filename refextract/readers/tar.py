"""TAR: archives that are read from beginning to end, never held as a whole."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Final

from refextract.readers.dispatch import read_stream
from refextract.readers.document import (
    Broken,
    Document,
    Exhausted,
    NotReadable,
    UnreadableInput,
    source_name,
)
from refextract.readers.limits import MEGABYTE, Job
from refextract.readers.members import is_meant, member_source
from refextract.readers.streams import Counted, Readable, Rejoined

DAMAGED: Final = "damaged or cut off; what is behind the damage is not read"

_LARGEST_NAME: Final = MEGABYTE
_HEADERS: Final = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Member(tarfile.TarInfo):
    """A member whose extended header cannot fill the memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > _LARGEST_NAME:
            raise tarfile.ReadError("a header of impossible size")
        processed: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return processed


class _Archive:
    """The bytes of an archive; what is wrong with them is told from what is wrong with a member."""

    def __init__(self, stream: Rejoined) -> None:
        self._stream = stream

    def read(self, count: int) -> bytes:
        try:
            return self._stream.read(count)
        except NotReadable as error:
            raise Broken(self, error) from None


class _Content:
    """The bytes of a member; where they end too early, the archive does."""

    def __init__(self, whole: _Archive, stream: Readable) -> None:
        self._whole = whole
        self._stream = stream

    def read(self, count: int = -1, /) -> bytes:
        try:
            return self._stream.read(count)
        except tarfile.TarError:
            raise Broken(self._whole, NotReadable(DAMAGED)) from None


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read the members of an archive one after the other.

    Args:
        stream: the archive.
        source: the name that its records begin with.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is damaged; what was before the damage has been given.
    """
    whole = _Archive(stream)
    with job.deeper():
        try:
            archive = tarfile.open(  # noqa: SIM115 - It has nothing to close.
                fileobj=whole,  # type: ignore[call-overload]
                mode="r|",
                tarinfo=_Member,
                errors="surrogateescape",
            )
            while (member := _next(archive)) is not None:
                yield from _documents(archive, whole, member, source, job)
        except (tarfile.TarError, EOFError):
            raise NotReadable(DAMAGED) from None
        except Broken as broken:
            if broken.archive is whole:
                raise broken.error from None
            raise


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    member = archive.next()
    # It would keep them all, for going back to them.
    archive.members = []  # type: ignore[attr-defined]
    return member


def _documents(
    archive: tarfile.TarFile, whole: _Archive, member: tarfile.TarInfo, source: str, job: Job
) -> Iterator[Document]:
    if not member.isreg():
        return
    name = source_name(member.name)
    if not is_meant(name, job.reading):
        return
    inner = member_source(source, name)
    try:
        content = archive.extractfile(member)
        if content is not None:
            yield from read_stream(Counted(_Content(whole, content), job, None), inner, job)
    except Exhausted:
        raise
    except NotReadable as error:
        job.failed(UnreadableInput(inner, str(error)))
