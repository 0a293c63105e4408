"""Plain text: short ones whole, long ones in sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from refextract.readers.decoding import decode
from refextract.readers.document import Document
from refextract.readers.limits import Job

if TYPE_CHECKING:
    from refextract.readers.streams import Readable

LONG: Final = 4 << 20
"""Bytes from which on a text is read piece by piece. It has no more code points than a section."""


def text_documents(head: bytes, stream: Readable, source: str, job: Job) -> Iterator[Document]:
    """Read a text file.

    Args:
        head: its first bytes.
        stream: the file, from there on.
        source: the name that its records bear.
        job: the reading. Its encoding, if any, is taken; otherwise it is told from the bytes.

    Yields:
        The text; if it is long, its sections.

    Raises:
        NotReadable: the bytes are binary, or in an encoding that cannot be told.
    """
    data = head
    while len(data) < LONG and (more := stream.read(LONG - len(data))):
        data += more
    if job.depth:
        job.check_member(len(data))
    if len(data) < LONG:
        text, encoding = decode(data, job.reading.encoding)
        yield Document(text, source, (), f"text in {encoding}")
        return
    # Imported here: most texts are short.
    from refextract.readers.long_text import sections

    yield from sections(data, stream, source, job)
