"""The encodings in which Vietnamese text was stored before Unicode, as tables.

Sources:

- TCVN3 (ABC): TCVN 5712:1993, form VN3, as the fonts ``.VnTime`` and their like show it. Below 0xA1
  those fonts have the punctuation of windows-1252; the capitals with a tone that the standard adds
  in its form VN1 are read too where VN3 leaves the place free. VN3 itself has no capitals with a
  tone: such text is typed as ``CéNG HOµ`` and set in a font whose name ends in H, which shows
  every letter as a capital.
- VISCII 1.1: RFC 1456. Six rare capitals stand among the control characters.
- VNI-Windows: the fonts ``VNI-Times`` and their like, after the tables of VNI Software. A letter is
  followed by one byte for all its marks: ``oä`` is ộ.
- windows-1258: Microsoft's code page, which Python has. Tones are combining characters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Final
from unicodedata import normalize

UNDEFINED: Final = "\ufffe"
"""What stands in a table where a byte has no meaning; Python's decoder refuses it."""

_ASCII: Final = "".join(map(chr, range(0x80)))
_WINDOWS: Final = bytes(range(0x80, 0x100)).decode("cp1252", "replace").replace("\ufffd", UNDEFINED)

TCVN3: Final = (
    _ASCII
    + _WINDOWS[:0x21]
    + "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    + "éẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
"""The characters of the 256 bytes in TCVN3."""

_VISCII_LOW: Final = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
VISCII: Final = (
    "".join(_VISCII_LOW.get(byte, chr(byte)) for byte in range(0x80))
    + "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    + "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
"""The characters of the 256 bytes in VISCII."""

_VNI_MARKS: Final = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""What a character of windows-1252 means behind a letter in VNI."""
_VNI_LETTERS: Final = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
"""What a character of windows-1252 means by itself in VNI."""

_VNI_VOWELS: Final = "aeouyôö"


def _vni_pairs() -> dict[str, str]:
    """Every letter with every mark that it can bear, in both cases."""
    pairs = {}
    for letter in _VNI_VOWELS:
        base = _VNI_LETTERS.get(letter, letter)
        for written, marks in _VNI_MARKS.items():
            composed = normalize("NFC", base + marks)
            if len(composed) == 1:
                for first, made in ((letter, composed), (letter.upper(), composed.upper())):
                    pairs[first + written] = made
                    pairs[first + written.upper()] = made
    return pairs


_PAIRS: Final = _vni_pairs()
_SINGLES: Final = _VNI_LETTERS | {
    written.upper(): letter.upper() for written, letter in _VNI_LETTERS.items()
}
_VNI: Final = re.compile(
    f"[{_VNI_VOWELS}][{''.join(_VNI_MARKS)}]|[{''.join(_VNI_LETTERS)}]", re.IGNORECASE
)
"""A letter with its marks, or a letter by itself."""

_FONT_TCVN3: Final = {
    ord(shown): meant
    for shown, meant in zip(_WINDOWS, TCVN3[0x80:], strict=True)
    if UNDEFINED not in (shown, meant)
}


def from_tcvn3_font(text: str, *, capitals: bool = False) -> str:
    """Read text that was typed for a TCVN3 font and stored as if it were windows-1252.

    Args:
        text: the characters as stored: ``ViÖt Nam``.
        capitals: the font shows every letter as a capital.

    >>> from_tcvn3_font("C«ng hoµ", capitals=True)
    'CÔNG HOÀ'
    """
    read = text.translate(_FONT_TCVN3)
    return read.upper() if capitals else capitalized(read)


def from_vni_font(text: str) -> str:
    """Read text that was typed for a VNI font and stored as if it were windows-1252.

    >>> from_vni_font("Coäng hoøa xaõ hoäi")
    'Cộng hòa xã hội'
    """
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    written = match[0]
    if written in _PAIRS:
        return _PAIRS[written]
    return "".join(_SINGLES.get(char, char) for char in written)


_WORD: Final = re.compile(r"[^\W\d_]+")
_SHOWN_CAPITAL: Final = re.compile(r"[A-ZĂÂÊÔƠƯĐ]")
_SMALL: Final = "".join(char for char in TCVN3[0x80:] if char.islower())
_MIXED: Final = re.compile(rf"[{_SMALL}][A-ZĂÂÊÔƠƯĐ]|[A-ZĂÂÊÔƠƯĐ]{{2}}[{_SMALL}]")
"""Capitals and small letters as no word has them but one in a font of capitals."""
_LINE: Final = re.compile(r"[^\n]*\n?")


def capitalized(text: str) -> str:
    """Give capitals to the words that a capital font showed in capitals.

    ``CộNG`` is unmistakable: capitals, and small letters only where TCVN3 has no capitals. ``Bộ``
    can be ``BỘ`` or ``Bộ``; it follows the unmistakable words beside it in its line.

    >>> capitalized("CộNG HOà Xã HộI\\nBộ Y tế")
    'CỘNG HOÀ XÃ HỘI\\nBộ Y tế'
    """
    if _MIXED.search(text) is None:
        return text
    return _LINE.sub(lambda match: _capitalized_line(match[0]), text)


def _capitalized_line(line: str) -> str:
    if _MIXED.search(line) is None:
        return line
    words = list(_WORD.finditer(line))
    shown = [_shown(match[0]) for match in words]
    before, after = _carried(shown), _carried(shown[::-1])[::-1]
    pieces: list[str] = []
    done = 0
    for index, match in enumerate(words):
        pieces.append(line[done : match.start()])
        raised = before[index] and after[index]
        pieces.append(match[0].upper() if raised else match[0])
        done = match.end()
    return "".join(pieces) + line[done:]


def _carried(shown: list[bool | None]) -> list[bool]:
    """Give what cannot be told the value of what stands before it."""
    carried = []
    last = True
    for known in shown:
        last = last if known is None else known
        carried.append(last)
    return carried


def _shown(word: str) -> bool | None:
    """Say whether a word was shown in capitals; None where it cannot be told from the word."""
    if any("a" <= char <= "z" for char in word):
        return False
    if _SHOWN_CAPITAL.search(word, 1):
        return True
    return None


def _charmap(table: str) -> Callable[[bytes], str]:
    def decode(data: bytes) -> str:
        return codecs.charmap_decode(data, "strict", table)[0]

    return decode


def _decode_tcvn3(data: bytes) -> str:
    return capitalized(codecs.charmap_decode(data, "strict", TCVN3)[0])


def _decode_vni(data: bytes) -> str:
    return from_vni_font(data.decode("cp1252"))


LEGACY: Final[dict[str, Callable[[bytes], str]]] = {
    "TCVN3": _decode_tcvn3,
    "VNI-Windows": _decode_vni,
    "VISCII": _charmap(VISCII),
    "windows-1258": lambda data: data.decode("cp1258"),
}
"""The encodings that are told apart by looking at the bytes, and how each is decoded. They raise
``UnicodeDecodeError`` at a byte without meaning."""

_ALIASES: Final = {
    "tcvn3": "TCVN3", "tcvn": "TCVN3", "abc": "TCVN3", "tcvn5712": "TCVN3", "tcvn57121": "TCVN3",
    "tcvn571211993": "TCVN3", "tcvn571231993": "TCVN3", "xviettcvn": "TCVN3",
    "xviettcvn5712": "TCVN3", "vni": "VNI-Windows", "vniwindows": "VNI-Windows",
    "xvietvni": "VNI-Windows", "viscii": "VISCII", "csviscii": "VISCII",
    "viscii111": "VISCII", "xvietviscii": "VISCII",
    "windows1258": "windows-1258", "cp1258": "windows-1258",
}  # fmt: skip


def known_encoding(name: str) -> str | None:
    """Give the proper name of an encoding, or None for one that is not known.

    >>> known_encoding("abc"), known_encoding("VNI"), known_encoding("UTF8"), known_encoding("x")
    ('TCVN3', 'VNI-Windows', 'UTF-8', None)
    """
    legacy = _ALIASES.get(re.sub(r"[\W_]", "", name.lower()))
    if legacy is not None:
        return legacy
    try:
        codec = codecs.lookup(name)
        # Codecs of bytes to bytes (hex, zip) are no encodings of text, which shows in their use.
        b"ab".decode(codec.name, "replace")
    except (LookupError, ValueError):
        return None
    # Python's own names are not those that are known elsewhere.
    return codec.name.replace("cp125", "windows-125").replace("utf-", "UTF-")


def decode_as(data: bytes, name: str) -> str:
    """Decode bytes in an encoding that was asked for.

    Bytes without meaning become U+FFFD: who names the encoding has chosen to read the text.

    Args:
        data: the whole text.
        name: a name that `known_encoding` gives.
    """
    if name in LEGACY and name != "windows-1258":
        try:
            return LEGACY[name](data)
        except UnicodeDecodeError:
            table = {"TCVN3": TCVN3, "VISCII": VISCII}.get(name)
            if table is None:
                return from_vni_font(data.decode("cp1252", "replace"))
            return codecs.charmap_decode(data, "replace", table)[0]
    return data.decode("utf-8-sig" if name == "UTF-8" else name, "replace")
