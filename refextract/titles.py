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
      | ,?\s+(?:đã\s+)?được\s+(?:ban\s+hành|thực\s+hiện\s+(?:như|theo|từ))
      | ,?\s+(?:theo\s+(?:hướng|đó)|(?:chỉ|vẫn|sẽ|và)\s+được)\s
      | ,?\s+thì\s(?!\s*hành\s+(?:một|luật|bộ|pháp|nghị|án))
      | \s+đã\s+(?:chỉ|nêu|đề|khẳng|tạo|góp|đi)\s
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
    ợ(?<=đượ)c\s | ì(?<=thì)\s | ã(?<=đã)\s | ị(?<=bị)\s+(?:sửa|bổ|thay|bãi|đính)
    | ệ(?<=hiệ)u\s+lực | ư(?<=như)\s+sau
    | ,\s+(?:trong\s+đó|theo\s+đó|gồm|cụ\s+thể|quy\s+định)
    | ứ(?<=cứ)\s+(?:nghị|luật|thông|quyết) | e(?<=the)o\s+(?:nghị|luật|thông|quyết|hướng|đó)
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
          | phê\s+duyệt | sửa\s+đổi(?:,\s+bổ\s+sung)? | bổ\s+sung | bãi\s+bỏ | hủy\s+bỏ | công\s+bố
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
       trong\s+khi|ubnd|ban\s+thường|chính\s+phủ|thủ\s+tướng|cấp\s+(?:ủy|uỷ)|
       (?P<place>tỉnh|thành\s+phố|huyện|xã|phường)|
       toàn\s+(?:tỉnh|huyện|xã|thành|ngành|đảng|thể|quốc)|qua|khi|do|nếu|ở|tại|sau|trước|
       bộ\s+(?:trưởng|chính)|
       (?:bộ|sở|cục|công\s+an|công\s+ty)(?=[^,;.]{2,60}\s(?:đã|sẽ|đang|vừa|yêu\s+cầu)\s))
    (?!\w)
    """,
    re.VERBOSE,
)
_BEFORE_MEMBER: Final = re.compile(
    r"(?:,|;|\bvà|\bhoặc|\bcùng|\bvới)\s*"
    r"(?:các\s+|số\s+|(?P<pin>(?:điểm|khoản|điều|mục|chương|phụ\s+lục)\s+(?:\d|[ivx]|\w\s)[^,;]{0,60}))?$"
)
_PINNED: Final = re.compile(r"(?:điểm|khoản|điều|mục|chương)\s+\w{1,4}\s*$")
"""A pin-point before `và`: what follows is another one of the same document."""

_BRACKET: Final = re.compile(r"[()]")
_ASIDE: Final = re.compile(
    r"\(\s*(?:gọi\s|viết\s+tắt|được\s|ban\s+hành|kèm\s|nghị\s|thông\s+tư|quyết\s+định|chỉ\s+thị|"
    r"kết\s+luận|luật\s|số\s)"
)
_MOST_BASIS: Final = 60
"""How far from the beginning of its line a document of a basis clause stands at the most."""
_BASIS: Final = re.compile(r"[\s*_•+-]*căn\s+cứ\s")
_ON: Final = re.compile(r"; [a-zđăâêôơư][^\W\d_]* ")
_NEW_BASIS: Final = re.compile(r"căn\s+cứ|theo\s+đề|xét\s+đề|thực\s+hiện|:\s")
_IN_LIST: Final = re.compile(r"\s*(?:,|;|và\s|hoặc\s|trực\s+thuộc|$)")
_NAME: Final = r"(?:\s+(?:[A-ZĐÂĂÔƠƯÊỦÁÀÝÍÓÚ]\w*|\d{1,2}))"
_PLACE: Final = re.compile(
    rf"{_NAME}{{1,5}}(?!\w)"
    r"(?!\s+(?:đã|sẽ|đang|tiếp|phải|cần|chỉ|yêu|ban\s+hành|tổ\s+chức|triển|vừa|có)(?!\w))"
)
_PLACE_BEFORE: Final = re.compile(rf"{_NAME}$")
_JOINING: Final = re.compile(r"(?:\s*(?:,|;|\s(?:và|hoặc|của|có|nêu)))+$")
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
    limit = _end(text, lower, start)
    if lower.startswith(";", limit):
        limit = _end_of_basis(folded, mentions, position, limit)
    inside = None
    for index in range(position + 1, len(mentions)):
        other = mentions[index]
        if other.start >= limit:
            break
        if other.start >= start and (inside is None or inside.type != other.type):
            member = _BEFORE_MEMBER.search(lower[start : other.start])
            if member is not None:
                cut = start + member.start()
                if member.group("pin") is None or not _PINNED.search(lower, start, cut):
                    limit = cut
                    break
        inside = other
    if mention.end > start:
        limit = min(limit, _cut(lower, start, mention.end))
    words = " ".join(text[start:limit].replace("*", " ").split())
    if words.endswith(
        (",", ";", "và", "hoặc", " của", " có", " nêu")
    ):  # A test far cheaper than the search.
        words = _JOINING.sub("", words)
    return words.strip(' ,.:;/“”"') or None


def _end(text: str, lower: str, start: int) -> int:
    """Give where the clause ends that begins with a title.

    A bracket that closes one in the title does not end it, but what one opens does where it tells
    of the document rather than of its subject: `về an toàn giao thông (gọi tắt là Chỉ thị 10)`.
    """
    most = min(len(lower), start + _REACH)
    limit = clause_end(lower, start, most, _OF_WORDS, _WORDS)
    while lower.startswith(")", limit) and _is_open(lower, start, limit):
        limit = clause_end(lower, limit + 1, most, _OF_WORDS, _WORDS)
    if lower.find("(", start, limit) >= 0:
        aside = _ASIDE.search(lower, start, limit)
        limit = aside.start() if aside is not None else limit
    depth = 0
    for bracket in _BRACKET.finditer(lower, start, limit):
        depth += 1 if bracket.group() == "(" else -1
        if depth < 0:
            limit = bracket.start()
            break
    for clause in _NEW_CLAUSE.finditer(lower, start, limit):
        if clause.group("place") is None or not _is_within(text, clause, limit):
            return clause.start()
    return limit


def _end_of_basis(folded: Folded, mentions: list[Mention], position: int, at: int) -> int:
    """Give where a title goes on to that has a semicolon at a position: to the end of its line.

    Only a line `Căn cứ …;` of its own tells such a title from the next document or clause.
    """
    text, lower = folded.text, folded.lower
    start = mentions[position].start
    stop = lower.find("\n", at, at + _REACH)
    begin = lower.rfind("\n", max(0, start - _MOST_BASIS), start) + 1
    if begin == 0 and start > _MOST_BASIS:
        return at
    if stop < 0 or _BASIS.match(lower, begin, start) is None or _ON.match(text, at, stop) is None:
        return at
    end = at + len(lower[at:stop].rstrip(" *_"))
    if end == at + 1 or lower[end - 1] != ";" or _NEW_BASIS.search(lower, at, end):
        return at
    for index in range(position + 1, len(mentions)):
        if mentions[index].start >= stop:
            break
        if mentions[index].end > at:
            return at
    return end - 1


def _is_open(lower: str, start: int, end: int) -> bool:
    """Say whether a part of a text opens a bracket that it does not close."""
    return lower.count("(", start, end) > lower.count(")", start, end)


def _is_within(text: str, clause: re.Match[str], limit: int) -> bool:
    """Say whether a place after a comma is part of a title rather than the next subject.

    It is in a list, `cấp huyện, xã`, `các tỉnh, thành phố trực thuộc trung ương`, and after a
    smaller place: `thị trấn Lăng Cô, huyện Phú Lộc, tỉnh Thừa Thiên Huế`.
    """
    if _IN_LIST.match(text, clause.end(), limit):
        return True
    if _PLACE.match(text, clause.end()) is None:
        return False
    return _PLACE_BEFORE.search(text, max(0, clause.start() - 16), clause.start()) is not None


def _cut(lower: str, start: int, end: int) -> int:
    """Give where a title ends that the issuer of its document follows."""
    issued = list(ISSUED.finditer(lower, start, end))
    dated = list(DATE.finditer(lower, start, end))
    return min([match.start() for match in (*issued[-1:], *dated[-1:])], default=end)
