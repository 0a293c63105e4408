"""Congresses and plenums of the Party, which issue resolutions and name them.

`Nghị quyết Đại hội XIII của Đảng`, `Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa
XI`, `Nghị quyết Trung ương 4 khóa XII`, `NQTW 8`. A congress resolution is issued by the congress,
a plenum resolution by the Central Committee.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CENTRAL_COMMITTEE: Final = "Ban Chấp hành Trung ương"
_NATIONAL_CONGRESS: Final = "Đại hội đại biểu toàn quốc lần thứ {}"

_ORDINALS: Final = {
    "nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI",
    "bảy": "VII", "tám": "VIII", "chín": "IX", "mười": "X", "mười một": "XI", "mười hai": "XII",
    "mười ba": "XIII", "mười bốn": "XIV", "mười lăm": "XV",
}  # fmt: skip

_ORDINAL_WORD: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_ROMAN: Final = r"[ivx]{1,6}(?!\w)"
_CENTRAL: Final = r"(?:trung\s*ương|t\.?\s?ư\.?|t\.?w\.?)"
_COMMITTEE: Final = (
    rf"(?:(?:ban\s+chấp\s+hành|bch)\s*{_CENTRAL}(?:\s+đảng)?(?:\s+cộng\s+sản\s+việt\s+nam)?)"
)
TERM: Final = (
    r"(?:[\s,]*\(?\s*(?:đảng\s+)?kh[óo][áa]?\s*(?:thứ\s*)?"
    rf"(?P<term>{_ROMAN}|\d{{1,2}}(?!\w))(?:\s*\))?)"
)

_PLENUM: Final = re.compile(
    rf"""
    (?:
        (?:hội\s+nghị\s+)(?:lần\s+thứ\s+(?:{_ORDINAL_WORD}|\d{{1,2}}|{_ROMAN})\s*[,(]?\s*(?:của\s+)?
            {_COMMITTEE}|{_COMMITTEE}\s+lần\s+thứ\s+(?:{_ORDINAL_WORD}|\d{{1,2}}|{_ROMAN}))
      | (?:(?:hội\s+nghị\s+)?{_CENTRAL}\s*(?:lần\s+thứ\s+)?
            (?P<ordinal>\d{{1,2}}(?![\d/])|(?:{_ORDINAL_WORD})(?=[\s,]*\(?kh[óo])|{_ROMAN}))
    )
    (?:\s*\(lần\s+\d\))?
    (?:[\s,]*(?:của\s+)?{_COMMITTEE})?
    {TERM}?
    (?:\s+của\s+đảng(?!\s+(?:bộ|ủy|uỷ)))?
    """,
    re.VERBOSE,
)

_CONGRESS: Final = re.compile(
    rf"""
    (?:đại\s+hội|đh)\s+(?:đảng\s+)?(?:đại\s+biểu\s+)?(?:đảng\s+)?(?:toàn\s+quốc\s+)?(?:của\s+đảng\s+)?(?:đảng\s+)?
    (?:lần\s+thứ\s+|khóa\s+|khoá\s+)?(?P<term>{_ROMAN}|(?:{_ORDINAL_WORD})(?!\w))
    (?:\s*,?\s*(?:của\s+)?(?P<whose>đảng\s+bộ(?:\s+(?:tỉnh|thành\s+phố|huyện|quận|xã|phường|quân\s+đội))?))?
    (?:\s*,?\s*(?:của\s+)?(?:đảng\s+cộng\s+sản\s+(?:việt\s+nam|vn)|đảng)(?!\s+(?:bộ|ủy|uỷ)))?
    """,
    re.VERBOSE,
)

_LOCAL_CONGRESS: Final = re.compile(
    rf"""
    đại\s+hội\s+(?:đại\s+biểu\s+)?(?P<whose>đảng\s+bộ\s+
        (?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|quân\s+đội|công\s+an|khối)?
        (?:\s+(?!lần|nhiệm)[^\W\d_]+){{0,6}}?)\s*,?\s*
    (?:lần\s+thứ\s+(?P<term>{_ROMAN}|{_ORDINAL_WORD}|\d{{1,2}})|(?=nhiệm\s+kỳ))
    (?:\s*,?\s*\(?\s*nhiệm\s+kỳ\s+\d{{4}}\s*-\s*\d{{4}}\)?)?
    """,
    re.VERBOSE,
)


class MeetingFound(NamedTuple):
    """A congress or plenum in a text: its end and the body that issued what it passed."""

    end: int
    issuer: str


def meeting_at(text: str, lower: str, at: int) -> MeetingFound | None:
    """Read a congress or a plenum that begins exactly at a position."""
    match = _LOCAL_CONGRESS.match(lower, at)
    if match is not None:
        whose = " ".join(text[slice(*match.span("whose"))].split())
        name = f"Đại hội đại biểu Đ{whose[1:]}"
        if match.group("term"):
            name += f" lần thứ {roman(match.group('term'))}"
        return MeetingFound(match.end(), name)
    match = _CONGRESS.match(lower, at)
    if match is not None:
        term = roman(match.group("term"))
        if match.group("whose"):
            whose = " ".join(match.group("whose").split()).replace("đ", "Đ", 1)
            return MeetingFound(match.end(), f"Đại hội đại biểu {whose} lần thứ {term}")
        return MeetingFound(match.end(), _NATIONAL_CONGRESS.format(term))
    match = _PLENUM.match(lower, at)
    if match is not None:
        return MeetingFound(_trimmed(lower, match), CENTRAL_COMMITTEE)
    return None


def _trimmed(lower: str, match: re.Match[str]) -> int:
    """Leave out an opening bracket's partner that the match took without the bracket."""
    end = match.end()
    piece = lower[match.start() : end]
    if piece.endswith(")") and piece.count("(") < piece.count(")"):
        end -= 1
    return end


_TERM: Final = re.compile(TERM)
_CONGRESS_TERM: Final = re.compile(rf"đại\s+hội\D{{0,40}}?(?<!\w)(?P<term>{_ROMAN})")


def term_of(lower: str) -> str:
    """Give the congress term that a piece of text names, as a Roman numeral, or empty."""
    if "kh" not in lower and "đại" not in lower:
        return ""  # The searches would find nothing; most pieces of text have neither.
    match = _TERM.search(lower) or _CONGRESS_TERM.search(lower)
    return roman(match.group("term")) if match is not None else ""


def roman(ordinal: str) -> str:
    """Give the Roman numeral of an ordinal in any writing.

    >>> roman("mười ba"), roman("xiii"), roman("12")
    ('XIII', 'XIII', 'XII')
    """
    ordinal = " ".join(ordinal.split()).lower()
    if ordinal.isdigit():
        tens, ones = divmod(int(ordinal), 10)
        units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
        return "X" * tens + units[ones]
    return _ORDINALS.get(ordinal, ordinal.upper())
