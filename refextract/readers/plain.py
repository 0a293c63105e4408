"""Plain text: Unicode, told by its marks and its form, or one of the old Vietnamese encodings."""

from __future__ import annotations

import codecs

from refextract.readers.document import Document, NotReadable

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

BINARY = "a binary file, not text; convert it to text first"

_SAMPLE = 4096


def text_document(data: bytes, source: str, encoding: str | None) -> Document:
    """Read a text file.

    Args:
        data: the whole file.
        source: the name that its records bear.
        encoding: the encoding, where the user names it; otherwise it is told from the bytes.

    Raises:
        NotReadable: the bytes are binary, or in an encoding that cannot be told.
    """
    text, encoding = decode(data, encoding)
    return Document(text, source, (), f"text in {encoding}")


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
        return _decode_unmarked(data)
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        return _decode_old(data, error)


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


def _decode_unmarked(data: bytes) -> tuple[str, str]:
    """Decode UTF-16 without a mark: blanks and most letters have a NUL for their other half."""
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


def _decode_old(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    # Imported here: most texts are UTF-8 and need no tables.
    from refextract.readers.detection import detect
    from refextract.readers.encodings import LEGACY, decode_as

    encoding = detect(data)
    if encoding is not None:
        return decode_as(data, encoding), encoding
    where = f"byte 0x{data[error.start]:02X} at offset {error.start}"
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
