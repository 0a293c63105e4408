"""Mail (RFC 5322, MIME): its subject, text and attachments; also pages saved as MHTML."""

from __future__ import annotations

import email
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from typing import Final

from refextract.readers.decoding import decode
from refextract.readers.dispatch import read_stream
from refextract.readers.document import Document, Exhausted, NotReadable, UnreadableInput
from refextract.readers.html import decode_page, text_of
from refextract.readers.limits import Job
from refextract.readers.members import is_meant, member_source
from refextract.readers.streams import Rejoined

_TEXTS: Final = ("text/plain", "text/html")


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a message, and then what is attached to it.

    Args:
        stream: the file.
        source: the name that the records of the message bear; an attachment is a member of it.
        job: the reading, with its limits.

    Raises:
        NotReadable: its text cannot be decoded.
    """
    message = email.message_from_bytes(stream.read())
    with job.deeper():
        body = _body(message)
        subject = _header(message, "Subject")
        pieces = [f"{subject}\n\n"] if subject else []
        if body is not None:
            pieces.append(_text(body))
        yield Document("".join(pieces), source, (), "mail")
        for number, part in enumerate(_attachments(message, body), 1):
            name = _name(part) or f"part-{number}"
            if is_meant(name, job.reading):
                yield from _attached(part, member_source(source, name), job)


def _attached(part: Message, source: str, job: Job) -> Iterator[Document]:
    from io import BytesIO

    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            data = inner.as_bytes() if isinstance(inner, Message) else b""
        else:
            data = _bytes(part)
        yield from read_stream(BytesIO(data), source, job)
    except Exhausted:
        raise
    except NotReadable as error:
        job.failed(UnreadableInput(source, str(error)))


def _body(message: Message) -> Message | None:
    """Find the part that is the text: plain if there is one, for it is what the others repeat."""
    texts = [
        part
        for part in _parts(message)
        if part.get_content_type() in _TEXTS and part.get_content_disposition() != "attachment"
    ]
    for kind in _TEXTS:
        for part in texts:
            if part.get_content_type() == kind and _bytes(part).strip():
                return part
    return None


def _attachments(message: Message, body: Message | None) -> Iterator[Message]:
    """Find what else there is, but for other forms of the text and pictures in it."""
    for part in _parts(message):
        if part is body or part.get_content_maintype() in ("image", "audio", "video"):
            continue
        inline = part.get_content_disposition() != "attachment" and not _name(part)
        if inline and part.get_content_type() != "message/rfc822":
            continue
        yield part


def _parts(message: Message) -> Iterator[Message]:
    """Give the parts that hold something, without going into attached messages."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def _text(part: Message) -> str:
    data = _bytes(part)
    charset = part.get_content_charset()
    if charset is not None:
        from refextract.readers.encodings import known_encoding

        charset = known_encoding(charset)
    if charset is not None and charset.startswith("UTF"):
        charset = None  # What says so and isn't is told from the bytes.
    if part.get_content_type() == "text/html":
        return text_of(decode_page(data, charset)[0])
    return decode(data, charset)[0]


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name(part: Message) -> str:
    name = part.get_filename() or ""
    with suppress(ValueError, LookupError):
        name = str(make_header(decode_header(name)))
    # A path in the name of an attachment means nothing here.
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (ValueError, LookupError):
        return str(value)
