"""What follows a number or a name: date and issuer, in either order.

`Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ`, `… của Chính phủ ngày 5/3/2020`,
`Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị`, `Nghị quyết 68-NQ/TW năm 2025 do Ban Chấp
hành Trung ương ban hành`. The Party sets a comma before the date (Hướng dẫn 36-HD/VPTW), the State
does not; both are read in both.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refextract.grammar.ahead import begins_otherwise
from refextract.grammar.date import DateFound, date_at
from refextract.grammar.issuer import IssuerFound, issuer_at

_GAP: Final = re.compile(
    r"""
    (?:\s?\((?:[a-z]{1,2}\d{1,3}|\d|kh[óo][áa]\s+[ivx]+)\))?  # a unit, footnote or term: (X13), (1)
    [ *_]*+(?:\n[ *_]*+)?
    (?P<mark>[,(]|\(\s*ban\s+hành)?
    [ *_]*+(?:\n[ *_]*+)?
    (?:(?:được\s+)?(?:ký\s*,?\s*)?(?:ban\s+hành\s*)?(?:ra\s+)?(?:ký\s*)?(?:cùng\s+)?(?=ngày))?
    """,
    re.VERBOSE,
)
_OF: Final = re.compile(
    r"""
    ,?\s*(?:\*\*)?
    (?P<of>của|cuả|cùa|do|bởi|giữa|kỳ\s+họp\s+thứ\s+\w+\s*,?)
    (?:\s+(?:(?P<joint>liên)\s+(?=(?:các\s+)?(?:bộ|ngành|tịch|sở|cơ\s+quan)))?|(?=[*]))
    (?:các\s+)?(?:đồng\s+chí\s+)?(?:[*_]{1,3}(?=[^\W\d_]))?
    """,
    re.VERBOSE,
)
_USUAL_OF: Final = " của "
_AFTER_OF: Final = ("liên", "các", "đồng", " ", "\n", "*", "_")
"""What nearly always stands before an issuer, and what `_OF` may take behind it."""
_PASSED: Final = re.compile(
    r",?\s+(?:đã\s+)?được\s+(?P<body>quốc\s+hội|(?:ủy|uỷ)\s+ban\s+thường\s+vụ\s+quốc\s+hội)"
    r"(?:\s+nước\s+(?:cộng\s+\S+\s+xã\s+hội\s+chủ\s+nghĩa|chxhcn)\s+việt\s+nam)?"
    r"(?:\s+kh[óo][áa]\s+\w+)?(?:,?\s*kỳ\s+họp\s+thứ\s+\w+)?\s*,?\s*thông\s+qua"
    r"(?:\s+tại\s+kỳ\s+họp\s+thứ\s+\w+)?\s+(?=ngày)"
)
_HEADING_PLACE: Final = re.compile(
    r"[\s.|]{0,40}[^\W\d_]+(?:\s+[^\W\d_]+){0,4}\s*[,.]\s*(?=ng\S{1,2}y)"
)
_BEGIN_OF_ISSUER: Final = "cdbgk"
"""How the words before an issuer begin: `của`, `do`, `bởi`, `giữa`, `kỳ họp`."""
_BEGIN_OF_TAIL: Final = _BEGIN_OF_ISSUER + "ntmđr"
"""The same with those of a date: `ngày`, `năm`, `tháng`, `mồng`, `được ký ngày`, `ra ngày`."""
_CLOSE: Final = re.compile(r"\s*\)")
_ISSUES: Final = re.compile(r"\s*(?:ban\s+hành|ký|thông\s+qua|công\s+bố)")
_EVENT: Final = re.compile(r"\s*[,:]\s*(?:tại\b|[A-ZĐÂĂÔƠƯÊỦÁÀ])")
_CLAUSE: Final = re.compile(r"\s*[,:]\s+(?=[A-ZĐ])")


class Tail(msgspec.Struct, frozen=True, gc=False):
    """Date and issuer after a number or a name.

    Attributes:
        end: where the last of them ends; where reading began if there is neither.
        date: the date, or ``None``.
        issuer: the issuer, or ``None``.
    """

    end: int
    date: DateFound | None
    issuer: IssuerFound | None


def tail_at(
    text: str,
    lower: str,
    at: int,
    *,
    year: str = "",
    party: bool = False,
    joint: bool = False,
    named: bool = False,
) -> Tail:
    """Read date and issuer after a number or a name.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: where the number or name ends.
        year: the year inside the number, or empty.
        party: whether the number is one of the Party: a comma may stand before the date.
        joint: whether there may be several issuers.
        named: whether it is a law cited by name: a date must then have its year, and touch it.
    """
    if begins_otherwise(lower, at, _BEGIN_OF_TAIL):
        return Tail(at, None, None)
    end = at
    date: DateFound | None = None
    issuer: IssuerFound | None = None
    passed = None if lower.startswith(" ng", at) else _PASSED.match(lower, at)
    if passed is not None:
        found = date_at(lower, passed.end())
        if found is not None and found.date is not None:
            body = issuer_at(text, lower, passed.start("body"))
            return Tail(found.end, found, body)
    for _ in range(2):
        if date is None:
            date, end = _date_after(text, lower, end, year=year, party=party, named=named)
        if issuer is None:
            if begins_otherwise(lower, end, _BEGIN_OF_ISSUER):
                break
            when = (date.date if date is not None and date.date else "") or year
            issuer = _issuer_after(text, lower, end, when, joint=joint)
            if issuer is None:
                break
            end = issuer.end
    return Tail(end, date, issuer)


def _date_after(
    text: str, lower: str, at: int, *, year: str, party: bool, named: bool
) -> tuple[DateFound | None, int]:
    if lower.startswith(" n", at):  # By far the most frequent gap: one blank before `ngày`, `năm`.
        found = date_at(lower, at + 1, year or None)
        if found is None or (named and found.valid and found.date is None):
            return None, at
        if year and found.date is not None and len(found.date) == 4 and found.date != year:
            return None, at
        return found, found.end
    gap = _GAP.match(lower, at)
    if gap is None or (gap.end() == at and lower[at : at + 1].isdigit()):
        return None, at
    mark = gap.group("mark") or ""
    found = date_at(lower, gap.end(), year or None)
    if found is None:
        return None, at
    plain_year = found.date is not None and len(found.date) == 4
    if "\n" in gap.group() and (text[found.start].isupper() or text[found.start].isdigit()):
        if not (lower.startswith("ng", found.start) or mark):
            return None, at
        if text[found.start] == "N" and text[found.start + 1 : found.start + 2].islower():
            return None, at  # the next sentence begins: `Ngày 5/3/2020, …`
    if plain_year and (mark == "," or (year and found.date != year)):
        return None, at
    if named and (mark == "," or (found.valid and found.date is None)):
        return None, at
    if mark == "," and (not party or found.date is None):
        if (found.date is None and found.valid) or _EVENT.match(text, found.end):
            return None, at
    if found.date is None and found.valid and not year and mark:
        return None, at
    end = found.end
    if mark.startswith("("):
        close = _CLOSE.match(lower, end)
        if close is None:
            return (found, end) if not plain_year else (None, at)
        end = close.end()
    return found, end


def _issuer_after(text: str, lower: str, at: int, date: str, *, joint: bool) -> IssuerFound | None:
    if lower.startswith(_USUAL_OF, at) and not lower.startswith(_AFTER_OF, at + len(_USUAL_OF)):
        return issuer_at(text, lower, at + len(_USUAL_OF), date=date, joint=joint)
    begin, mark = at, None
    if not lower.startswith(" củ", at):  # The gap is then the blank, and in `_OF`.
        gap = _GAP.match(lower, at)
        if gap is not None:
            begin, mark = gap.end(), gap["mark"]
    of = _OF.match(lower, begin)
    if of is None:
        return None
    word = of["of"]
    if mark == "," and word == "do":
        return None
    joint = joint or of["joint"] is not None or word == "giữa"
    found = issuer_at(text, lower, of.end(), date=date, joint=joint)
    if found is None:
        return None
    if word == "do" and not _ISSUES.match(lower, found.end):
        return None
    return found


def heading_date(lower: str, at: int) -> DateFound | None:
    """Read place and date that follow a number in a heading: `Hà Nội, ngày 05 tháng 3 năm 2020`."""
    place = _HEADING_PLACE.match(lower, at)
    if place is None:
        return None
    found = date_at(lower, place.end())
    return found if found is not None and found.date else None
