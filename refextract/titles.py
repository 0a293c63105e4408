"""Titles: what a document is about, as the citing text gives it.

`Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư`: the title begins with
`về`, `về việc` or a verb of regulating and goes to the end of its clause (Nghị định 30/2020/NĐ-CP,
Phụ lục I: the first citation of a document gives its type, number, date, issuer and subject).
"""

from __future__ import annotations

import re
from typing import Final

from refextract.deferred import DATE, ISSUED, clause_end, read_behind_title
from refextract.folding import Folded
from refextract.mention import Mention

_WORDS: Final = re.compile(
    r"""
    (?=[,\s])                   # Tried at these only; the rest begins with a letter.
      (?:
        ,?\s+(?:đã\s+)?(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính)
      | ,?\s+(?:có|hết)\s+hiệu\s+lực
      | ,\s+(?:trong\s+đó|theo\s+đó|gồm|cụ\s+thể|quy\s+định|như\s+sau) | \s+như\s+sau
      | ,?\s*(?:và\s+)?(?:căn\s+cứ|theo)\s+(?:nghị|luật|thông|quyết)
      )
    | và\s+(?:căn\s+cứ|theo)\s+(?:nghị|luật|thông|quyết)
    | căn\s+cứ\s+(?:nghị|luật|thông|quyết) | theo\s+(?:nghị|luật|thông|quyết)
    """,
    re.VERBOSE,
)
"""Words, besides marks, that end the clause that a title is."""
_OF_WORDS: Final = re.compile(
    r"""
    ợ(?<=đượ)c\s+(?:sửa|bổ|thay|bãi|đính) | ị(?<=bị)\s+(?:sửa|bổ|thay|bãi|đính)
    | ệ(?<=hiệ)u\s+lực | ư(?<=như)\s+sau
    | ,\s+(?:trong\s+đó|theo\s+đó|gồm|cụ\s+thể|quy\s+định)
    | ứ(?<=cứ)\s+(?:nghị|luật|thông|quyết) | e(?<=the)o\s+(?:nghị|luật|thông|quyết)
    """,
    re.VERBOSE,
)
"""A rare letter of each of those, with what is next to it."""

_LEAD: Final = re.compile(
    r"""
    [ \n*_]*+ [,:]? [ \n*_]*+
    (?:
        (?:về\s+việc|v/v\s*:?|về)\s+ (?P<about>)
      | (?P<verb>)
        (?:
            quy\s+định(?!\s*[:,.;]|\s+(?:như|rằng|thì|tại|rõ|cụ\s+thể|mức|người|doanh|trường|
                các\s+trường|tổ\s+chức|cá\s+nhân|hành|đối|từ|khi|nếu|phải|không|có|hiện|trên))
          | hướng\s+dẫn(?!\s*[:,.;])
          | ban\s+hành(?!\s*[:,.;]|\s+(?:ngày|năm|kèm|ngay|trước|sau|và|đã|có|nêu))
          | phê\s+duyệt | sửa\s+đổi | bổ\s+sung | bãi\s+bỏ | hủy\s+bỏ | công\s+bố
          | thành\s+lập | chuyển\s+đổi | điều\s+chỉnh
        )\s
    )
    """,
    re.VERBOSE,
)
"""From the citation to its title. `quy định` is a title only where it is not the verb of a
sentence about what the document says."""

_NEW_CLAUSE: Final = re.compile(
    r"""
    ,\s+
    (?:ông|bà|đồng\s+chí|các\s+đồng|với|đã|để|nhằm|từ|ngày|đến|nên|thì|theo|đồng\s+thời|hiện|
       trong\s+khi|ubnd|ban\s+thường|chính\s+phủ|thủ\s+tướng|tỉnh|thành\s+phố|huyện|xã|phường|
       cấp|toàn|qua|khi|do|nếu|ở|tại|sau|trước|bộ\s+(?:trưởng|chính))
    (?!\w)
    """,
    re.VERBOSE,
)
_BEFORE_MEMBER: Final = re.compile(
    r"(?:,|;|\bvà|\bhoặc|\bcùng|\bvới)\s*(?:các\s+|khoản\s+.{0,60})?$"
)
_JOINING: Final = re.compile(r"(?:\s*(?:,|;|và|hoặc))+$")
_REACH: Final = 700


def read_titles(folded: Folded, mentions: list[Mention]) -> None:
    """Read the title of each mention, and the date and issuer behind it where it lacks them."""
    for position, mention in enumerate(mentions):
        if mention.kind not in ("numbered", "short") or mention.heading:
            continue
        if position + 1 < len(mentions) and mentions[position + 1].start < mention.end:
            continue
        at = mention.end
        direct = mention.issuer_basis == "text" or mention.date is not None
        if not direct:
            read_behind_title(folded, mentions, position)
        if mention.kind == "numbered" and mention.title is None:
            mention.title = _title(folded, mentions, position, at)


def _title(folded: Folded, mentions: list[Mention], position: int, at: int) -> str | None:
    """Give what a document is about: the words after `về` or a verb of regulating, to their end.

    The end is that of the clause, or a document that stands beside this one rather than in its
    title: the first one in a title belongs to it, unless a comma or `và` sets it apart.
    """
    mention = mentions[position]
    text, lower = folded.text, folded.lower
    lead = _LEAD.match(lower, at)
    if lead is None:
        return None
    start = lead.end() if lead.group("about") is not None else lead.start("verb")
    limit = clause_end(lower, start, min(len(lower), start + _REACH), _OF_WORDS, _WORDS)
    clause = _NEW_CLAUSE.search(lower, start, limit)
    limit = clause.start() if clause is not None else limit
    inside = None
    for index in range(position + 1, len(mentions)):
        other = mentions[index]
        if other.start >= limit:
            break
        if other.start >= start and _BEFORE_MEMBER.search(lower[start : other.start]):
            if inside is None or inside.type != other.type:
                limit = other.start
                break
        inside = other
    if mention.end > start:
        limit = min(limit, _cut(lower, start, mention.end))
    words = " ".join(text[start:limit].replace("*", " ").split())
    if words.endswith((",", ";", "và", "hoặc")):  # A test far cheaper than the search.
        words = _JOINING.sub("", words)
    return words.strip(' ,.:;“”"') or None


def _cut(lower: str, start: int, end: int) -> int:
    """Give where a title ends that the issuer of its document follows."""
    issued = list(ISSUED.finditer(lower, start, end))
    dated = list(DATE.finditer(lower, start, end))
    return min([match.start() for match in (*issued[-1:], *dated[-1:])], default=end)
