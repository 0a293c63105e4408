"""Plain text: UTF-8 with or without a byte order mark, UTF-16 with one."""

from __future__ import annotations

import codecs

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotText(ValueError):
    """Bytes that are not text in a known encoding; the message says why and what to do."""


def decode(data: bytes) -> str:
    """Decode the bytes of a text file.

    Args:
        data: the whole file.

    Returns:
        The text without its byte order mark, its line ends as they are.

    Raises:
        NotText: the bytes are binary or in another encoding.
    """
    if data.startswith(UTF16_MARKS):
        return _decode_utf16(data)
    # A text has no NUL; every common binary format has some.
    if b"\0" in data:
        raise NotText("a binary file, not text; convert it to text first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(
            f"not UTF-8 (byte 0x{data[error.start]:02X} at offset {error.start}); "
            "convert it first, for example with: iconv -f WINDOWS-1258 -t UTF-8"
        ) from None


def _decode_utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotText(
            f"begins like UTF-16 but is not ({error.reason} at offset {error.start}); "
            "save it again as UTF-8"
        ) from None
    if "\0" in text:
        raise NotText("a binary file, not text; convert it to text first")
    return text
