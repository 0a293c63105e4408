"""ZIP: archives, member by member, and the documents that are ZIP files inside."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from refextract.readers.dispatch import read_stream
from refextract.readers.document import Document, Exhausted, NotReadable, UnreadableInput
from refextract.readers.kinds import HEAD, PRESENTATION, TEXT, WORKBOOK, kind_of
from refextract.readers.limits import Job
from refextract.readers.members import is_meant, member_source
from refextract.readers.plain import LONG
from refextract.readers.streams import Counted, Readable, Rejoined, seekable

DAMAGED: Final = "damaged or cut off ({}); get it again from where it came"
ENCRYPTED: Final = "protected with a password; unpack it with the password first"

_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x41
"""Flags of a member: encrypted, also the strong way."""

_DOCUMENTS: Final = {
    "xl/workbook.xml": WORKBOOK,
    "ppt/presentation.xml": PRESENTATION,
    "content.xml": "an OpenDocument file, which is not read; save it as DOCX or PDF",
}
"""Members that tell what a ZIP file is, other than an archive or a DOCX."""


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a DOCX, or the members of an archive one after the other.

    Args:
        stream: the file.
        source: the name that its records bear.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is damaged, or holds no text.
    """
    try:
        archive = zipfile.ZipFile(seekable(stream))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotReadable(DAMAGED.format(_said(error))) from None
    with archive:
        names = archive.NameToInfo
        if "word/document.xml" in names:
            from refextract.readers.docx import read_docx

            yield read_docx(names, lambda name: _opened(archive, names[name], job), source, job)
            return
        for name, said in _DOCUMENTS.items():
            if name in names and ("mimetype" in names or "[Content_Types].xml" in names):
                raise NotReadable(said)
        with job.deeper():
            yield from _members(archive, source, job)


def _members(archive: zipfile.ZipFile, source: str, job: Job) -> Iterator[Document]:
    for info in archive.infolist():
        name = _name(info)
        if name.endswith("/") or not is_meant(name, job.reading):
            continue
        inner = member_source(source, name)
        try:
            if not job.wanted() and _is_short_text(archive, info, job):
                job.spend(info.file_size)
                yield Document("", inner)
                continue
            yield from read_stream(_opened(archive, info, job), inner, job)
        except Exhausted:
            raise
        except NotReadable as error:
            job.failed(UnreadableInput(inner, str(error)))


def _is_short_text(archive: zipfile.ZipFile, info: zipfile.ZipInfo, job: Job) -> bool:
    """Say whether a member is one document, or one that fails, whatever else it holds."""
    head = _opened(archive, info, job).read(HEAD)
    return kind_of(head) == TEXT and info.file_size < LONG


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, job: Job) -> Counted:
    """Open a member.

    Raises:
        NotReadable: it is encrypted, or compressed by an unknown method, or is not where the
            directory says.
    """
    if info.flag_bits & _ENCRYPTED:
        raise NotReadable(ENCRYPTED)
    try:
        member = archive.open(info)
    except NotImplementedError:
        raise NotReadable("compressed by an unusual method; pack it again as usual ZIP") from None
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise NotReadable(DAMAGED.format(_said(error))) from None
    return Counted(Member(member), job, lambda: info.compress_size)


class Member:
    """A member of a ZIP archive; what is wrong with it is said in one way."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def read(self, count: int = -1, /) -> bytes:
        try:
            return self._stream.read(count)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise NotReadable(DAMAGED.format(_said(error))) from None
        except Exception as error:
            # The decompressors of bzip2 and LZMA have errors of their own.
            if type(error).__name__ in ("LZMAError", "ZstdError"):
                raise NotReadable(DAMAGED.format(_said(error))) from None
            raise


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member.

    Names without the mark for UTF-8 are in an unknown code page. Windows in Vietnam and most
    programs elsewhere write UTF-8 all the same; what is not is shown as escapes.
    """
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return info.filename


def _said(error: Any) -> str:
    return str(error).split("\n")[0].rstrip(".") or type(error).__name__
