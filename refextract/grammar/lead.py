"""What precedes a citation and belongs to it: who issued it, and when.

`Ngày 30/6/2025, Bộ Công an đã ban hành Thông tư 51/2025/TT-BCA`: common in news. Only a verb of
issuing that touches the citation ties them; the date of an event before `theo Quyết định số …` is
not the date of the decision.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refextract.grammar.date import date_at
from refextract.grammar.issuer import issuer_at

_REACH: Final = 160
_ISSUING: Final = re.compile(
    r"\s*(?:,\s*)?(?:khóa\s+\w+\s+)?(?:đã|vừa|mới|cũng|sẽ|tiếp\s+tục|chính\s+thức|\s)*\s*"
    r"(?:ký\s*,?\s*ban\s+hành|ban\s+hành|ký|ra|có|thông\s+qua|công\s+bố|gửi|ký\s+duyệt)"
    r"\s*(?:văn\s+bản\s+|toàn\s+văn\s+)?[\s“\"*_(]*$"
)
_SENTENCE: Final = re.compile(r"[.;!?…](?=\s)|\n")
_DATE_BEFORE: Final = re.compile(r"ngày\s+\d")
_CAPITAL: Final = re.compile(r"(?<!\w)[A-ZĐÂĂÔƠƯÊỦÁÀ]")
_SIGNER: Final = re.compile(r"(?:\s+[A-ZĐÂĂÔƠƯÊỦÁÀ]\w*){2,4}")


class Lead(NamedTuple):
    """Issuer and date before a citation; the date may be unknown."""

    issuer: str
    date: str | None


def lead_at(text: str, lower: str, at: int, year: str) -> Lead | None:
    """Read issuer, verb of issuing and date that end at a position.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: where the citation begins.
        year: the year in its number, or empty: completes a date without year.
    """
    begin = max(0, at - _REACH)
    window = lower[begin:at]
    if not window.rstrip(' \n“"*_(').endswith(("hành", "ký", "ra", "có", "qua", "bố", "gửi")):
        return None
    for sentence in _SENTENCE.finditer(window):
        begin = at - len(window) + sentence.end()
    for capital in _CAPITAL.finditer(text, begin, at):
        issuer = issuer_at(text, lower, capital.start(), date=year)
        if issuer is None or issuer.end >= at:
            continue
        after = issuer.end
        signer = _SIGNER.match(text, after, at)
        if _ISSUING.fullmatch(lower, after, at) is None:
            if signer is None or _ISSUING.fullmatch(lower, signer.end(), at) is None:
                continue
        return Lead(issuer.name, _date_before(lower, begin, capital.start(), year))
    return None


def _date_before(lower: str, begin: int, end: int, year: str) -> str | None:
    """Read `Ngày 30/6/2025, ` right before the issuer."""
    for match in _DATE_BEFORE.finditer(lower, begin, end):
        date = date_at(lower, match.start(), year or None)
        if date is not None and re.fullmatch(r"\s*,?\s*", lower[date.end : end]):
            return date.date
    return None
