"""Laws that others have replaced by the time at which the text relies on them.

A law of the past is cited rightly wherever the text speaks of the past. Reported is only what a
text of a known date bases itself on, or implements or guides, when the successor that the table
knows was in force already, and when the text does not name that successor itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.checks.known_laws import laws_by_number
from refextract.vocabulary import Law

_DOING: Final = frozenset({"implements", "guides"})
_OF_OTHER_TIMES: Final = frozenset(
    {"Bản án", "Cáo trạng", "Kháng nghị", "Án lệ", "Văn bản hợp nhất"}
)
"""What applies the law of the time of past deeds, or repeats the bases of older texts."""
_BASIS: Final = re.compile(r"(?<!\w)căn\s+cứ(?!\w)[^;.]*$")
_CLAUSE_END: Final = re.compile(r"[;.]\s|\n\s*\n")
_REACH: Final = 200
_OF_THE_PAST: Final = re.compile(
    r"trước\s+đây|hết\s+hiệu\s+lực|thay\s+thế|bãi\s+bỏ|(?<!\w)cũ(?!\w)|khi\s+đó|lúc\s+đó|thời\s+điểm|"
    r"giai\s+đoạn|chuyển\s+tiếp|trước\s+ngày|được\s+cấp|đã\s+cấp|thành\s+lập|hoạt\s+động\s+theo|"
    r"tiếp\s+tục|đã\s+được\s+thực\s+hiện|(?:sơ|tổng)\s+kết|kế\s+thừa"
)
"""Words beside a citation which say that the text knows it for one of the past."""


def superseded(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find laws that the text relies on though their successors were in force."""
    law = cited.law
    when = text.written_in
    if law is None or not law.until or not when or not _is_relied_on(cited, text):
        return
    successor = _successor(law, when)
    if successor is None or not _ends(law, when):
        return
    if law.number in text.ended_laws or not text.cited_laws.isdisjoint(law.replaced_by):
        return
    name = f"{successor.type} {successor.name} số {successor.number}"
    yield Mark(
        "superseded",
        f"not in force on {when}: it ended on {law.until}, and {name} followed",
        name,
    )


def _ends(law: Law, when: str) -> bool:
    """Say whether a law had ended before a date; of a year, before that year began."""
    return law.until[: len(when)] < when


def _successor(law: Law, when: str) -> Law | None:
    """Give the law that stood in the place of a law at a date, if the table knows it."""
    seen = {law.number}
    while law.replaced_by and law.replaced_by[-1] not in seen:
        seen.add(law.replaced_by[-1])
        following = laws_by_number().get(law.replaced_by[-1])
        if following is None or not following.effective or not following.effective < when:
            return None
        if not following.until or not _ends(following, when):
            return following
        law = following
    return None


def _is_relied_on(cited: Cited, text: Text) -> bool:
    """Say whether the text acts by a law, as of its own time."""
    citation = cited.citation
    if text.own is not None and text.own.citation.type in _OF_OTHER_TIMES:
        return False
    before = text.text[max(0, citation.start - _REACH) : citation.start].lower()
    before = _CLAUSE_END.split(before)[-1]
    behind = _CLAUSE_END.split(text.text[citation.end : citation.end + _REACH].lower())[0]
    if _OF_THE_PAST.search(before + behind):
        return False
    if citation.relation in _DOING:
        return True
    # Who gives a date asks whether the text is right on it; else a basis is what says so plainly.
    return citation.relation == "based_on" and bool(text.as_of or _BASIS.search(before))
