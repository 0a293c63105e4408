"""Long plain texts: decoded piece by piece, and given in sections, so that none is held whole."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from refextract.readers.decoding import BINARY, UTF16_MARKS, decode_unmarked, old_encoding
from refextract.readers.document import Document, NotReadable
from refextract.readers.limits import Job
from refextract.splitting import SECTION, Begin, split

if TYPE_CHECKING:
    from refextract.readers.streams import Readable

PIECE: Final = 1 << 20
"""Bytes that are decoded at once."""

Decode = Callable[[bytes, bool], str]
"""Takes the next bytes, and whether they are the last; keeps what is not a whole character yet."""


def sections(head: bytes, stream: Readable, source: str, job: Job) -> Iterator[Document]:
    """Read a long text.

    Args:
        head: its first bytes, at least some thousands.
        stream: the file, from there on.
        source: the name that its records bear.
        job: the reading. Its encoding, if any, is taken; otherwise it is told from the bytes.

    Raises:
        NotReadable: the bytes are binary, or in an encoding that cannot be told, from some place
            on. The sections before it have been given.
    """
    decoder = Decoder(head, job.reading.encoding)
    begin = Begin()
    for text in split(_decoded(decoder, head, stream, job), SECTION):
        yield Document(text, source, (), f"text in {decoder.encoding}", begin)
        begin = begin.after(text)


def _decoded(decoder: Decoder, head: bytes, stream: Readable, job: Job) -> Iterator[str]:
    data, count = head, len(head)
    while data:
        if job.depth:
            job.check_member(count)
        yield decoder.decode(data)
        data = stream.read(PIECE)
        count += len(data)
    yield decoder.decode(b"")


class Decoder:
    """Decodes a text whose encoding is told from its bytes, as `refextract.readers.decoding` does.

    Args:
        head: its first bytes.
        encoding: its encoding, where it is known: a name that `known_encoding` gives.

    Attributes:
        encoding: the encoding. What is ASCII counts as UTF-8 until something else comes.

    Raises:
        NotReadable: the bytes are binary.
    """

    def __init__(self, head: bytes, encoding: str | None) -> None:
        self._before = 0
        self._ascii = True
        self._told = encoding is None
        self.encoding = "UTF-8" if encoding is None else encoding
        if encoding is not None:
            self._decode = _named(encoding)
        elif head.startswith(UTF16_MARKS):
            self.encoding = "UTF-16"
            self._decode = codecs.getincrementaldecoder("utf-16")().decode
        elif b"\0" in head:
            # A character may be cut in two at the end.
            _, self.encoding = decode_unmarked(head[: len(head) // 4 * 2])
            self._decode = codecs.getincrementaldecoder(self.encoding)().decode
        else:
            self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode

    def decode(self, data: bytes) -> str:
        """Decode the next bytes; none mean the end.

        Raises:
            NotReadable: they are not in the encoding of those before.
        """
        try:
            text = self._decode(data, not data)
        except UnicodeDecodeError as error:
            text = self._decode_other(data, error)
        self._before += len(data)
        if self._told and "\0" in text:
            raise NotReadable(BINARY)
        self._ascii = self._ascii and text.isascii()
        return text

    def _decode_other(self, data: bytes, error: UnicodeDecodeError) -> str:
        """Decode the first bytes that are not UTF-8, where all before them are ASCII."""
        rest = bytes(error.object)  # What is left of the bytes before comes first.
        at = self._before + len(data) - len(rest) + error.start
        if self.encoding != "UTF-8":
            raise NotReadable(
                f"no {self.encoding} any more from offset {at} on ({error.reason}); "
                "save it again as UTF-8"
            )
        if not self._ascii:
            raise NotReadable(
                f"damaged UTF-8 (byte 0x{rest[error.start]:02X} at offset {at}); what is before "
                "that has been read; --encoding UTF-8 reads the rest of it"
            )
        self.encoding = old_encoding(rest, error, at)
        self._decode = _named(self.encoding)
        return self._decode(rest, not data)


def _named(encoding: str) -> Decode:
    """Give what decodes an encoding; bytes without meaning become U+FFFD."""
    from refextract.readers.encodings import LEGACY, decode_as

    if encoding in LEGACY:
        return _WholeWords(lambda data: decode_as(data, encoding))
    name = "utf-8-sig" if encoding == "UTF-8" else encoding
    return codecs.getincrementaldecoder(name)("replace").decode


class _WholeWords:
    """Decodes line by line, if possible: in old encodings what is near tells what a byte means."""

    def __init__(self, decode: Callable[[bytes], str]) -> None:
        self._whole = decode
        self._rest = b""

    def __call__(self, data: bytes, final: bool) -> str:
        data = self._rest + data
        end = len(data)
        if not final:
            end = data.rfind(b"\n") + 1
            if not end:
                end = data.rfind(b" ", 0, len(data) - 1) + 1 if len(data) > PIECE else 0
        self._rest = data[end:]
        return self._whole(data[:end])
