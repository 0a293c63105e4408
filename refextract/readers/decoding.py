"""The bytes of a text → its characters: Unicode by its marks and form, or an old encoding."""

from __future__ import annotations

import codecs
from typing import Final

from refextract.readers.document import NotReadable

UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

BINARY: Final = "a binary file, not text; convert it to text first"

_SAMPLE: Final = 4096


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a text.

    Args:
        data: the whole text.
        encoding: its encoding, where it is known: a name that `known_encoding` gives.

    Returns:
        The text without its byte order mark, its line ends as they are; and its encoding.

    Raises:
        NotReadable: the bytes are binary, or in an encoding that cannot be told.
    """
    if encoding is not None:
        from refextract.readers.encodings import decode_as

        return decode_as(data, encoding), encoding
    if data.startswith(UTF16_MARKS):
        return _decode_utf16(data), "UTF-16"
    # A text has no NUL, but half of UTF-16 may be; every common binary format has some.
    if b"\0" in data:
        return decode_unmarked(data)
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        encoding = old_encoding(data, error, error.start)
    from refextract.readers.encodings import decode_as

    return decode_as(data, encoding), encoding


def _decode_utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotReadable(
            f"begins like UTF-16 but is not ({error.reason} at offset {error.start}); "
            "save it again as UTF-8"
        ) from None
    if "\0" in text:
        raise NotReadable(BINARY)
    return text


def decode_unmarked(data: bytes) -> tuple[str, str]:
    """Decode UTF-16 without a mark: blanks and most letters have a NUL for their other half.

    Returns:
        The text and its encoding.

    Raises:
        NotReadable: it is something else.
    """
    sample = data[:_SAMPLE]
    for encoding, halves, letters in (
        ("UTF-16LE", sample[1::2], sample[0::2]),
        ("UTF-16BE", sample[0::2], sample[1::2]),
    ):
        if halves.count(0) * 3 < len(halves) or 0 in letters:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(char < " " and char not in "\t\n\f\r" for char in text[:_SAMPLE]):
            if "\0" not in text:
                return text, encoding
    raise NotReadable(BINARY)


def old_encoding(data: bytes, error: UnicodeDecodeError, offset: int) -> str:
    """Tell which of the old encodings a text is in.

    Args:
        data: the text, which is not UTF-8.
        error: where it is not.
        offset: the same in the whole file.

    Raises:
        NotReadable: it cannot be told.
    """
    # Imported here: most texts are UTF-8 and need no tables.
    from refextract.readers.detection import detect
    from refextract.readers.encodings import LEGACY

    encoding = detect(data)
    if encoding is not None:
        return encoding
    where = f"byte 0x{data[error.start]:02X} at offset {offset}"
    if _mostly_utf8(data, error):
        raise NotReadable(f"damaged UTF-8 ({where}); --encoding UTF-8 reads the rest of it")
    raise NotReadable(
        f"not UTF-8 ({where}), and no other encoding fits it well; "
        f"name it with --encoding: {', '.join(LEGACY)}"
    )


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Say whether nearly all characters beyond ASCII are whole ones of UTF-8."""
    text = data[: 1 << 20].decode("utf-8", "replace")
    beyond = sum(char > "\x7f" for char in text)
    cut_off = error.end == len(data) and error.reason == "unexpected end of data"
    return text.count("\ufffd") * (2 if cut_off else 20) <= beyond
