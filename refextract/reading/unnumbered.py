"""Citations without a number: by meeting or statute, by date, by quoted title, by demonstrative.

`Nghị quyết Trung ương 4 khóa XII`, `Điều lệ Đảng`; `Chỉ thị ngày 24/11/2021 của Ban Bí thư`; `Đề án
“Đổi mới …”`; `Nghị định này`.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.number import number_at
from refextract.grammar.party import meeting_at, term_of
from refextract.grammar.short import TITLED_TYPES
from refextract.grammar.tail import tail_at
from refextract.mention import Mention
from refextract.reading.context import take
from refextract.reading.links import TO_NUMBER
from refextract.reading.numbers import mention_of
from refextract.scanning import Place, heading_words

BY_NAME: Final = frozenset({"Điều lệ", "Cương lĩnh"})
"""Types whose word is part of a name: `Điều lệ Đảng`."""

_PARTY_TYPES: Final = frozenset({"Nghị quyết", "Kết luận", "Chỉ thị", "Báo cáo chính trị"})
_STATUTE: Final = re.compile(
    r"điều\s+lệ\s+đảng(?:\s+cộng\s+sản\s+việt\s+nam)?(?!\s+(?:bộ|viên|ủy|uỷ))"
)
_PLATFORM: Final = re.compile(
    r"(?:\s+(?:chính\s+trị|xây\s+dựng\s+đất\s+nước(?:\s+trong\s+thời\s+kỳ\s+quá\s+độ\s+lên\s+"
    r"chủ\s+nghĩa\s+xã\s+hội)?))?(?=\s*\(?\s*(?:năm\s*)?(?:19|20)\d\d|\s*\(\s*bổ\s+sung)"
    r"(?:\s*\(bổ\s+sung,?\s*phát\s+triển(?=\s+năm))?"
)
_HEADING_REACH: Final = 400
"""Characters between a document's own number and its type in capitals, at the most."""
_TO_MEETING: Final = re.compile(r"[ \n*]{0,3}(?:của\s+)?")
_POINTING: Final = re.compile(
    r"[ \n]{1,3}(này|nêu\s+trên|nói\s+trên|kể\s+trên|đã\s+nêu|đã\s+dẫn|vừa\s+nêu|trên\s+đây|"
    r"dẫn\s+trên|trên|đó|ấy)(?!\w|\s+(?:địa\s+bàn|cơ\s+sở|toàn|phạm\s+vi|mọi|các|cả))"
)
_QUOTED: Final = re.compile(
    r"[ \n]{0,2}[“\"«](?P<title>[^“”\"«»\n]{8,400}(?:\n[^“”\"«»\n]{1,400}){0,4})[”\"»]"
)
_BEGIN_OF_TITLE: Final = re.compile(
    r"(?:về|v/v|quy\s+định|hướng\s+dẫn|ban\s+hành|phê\s+duyệt|sửa\s+đổi|bổ\s+sung)\s"
)
"""How a title begins in small letters; other words in quotation marks are what somebody says."""
_SLOGANS: Final = ("diễn biến hòa bình", "diễn biến hoà bình")
_EVENT_BEFORE: Final = re.compile(
    r"(?:tại|tiết\s+mục\s+của|vinh\s+danh\s+trong|khách\s+mời\s+của|đêm)\s+$"
)
_EVENT_AFTER: Final = re.compile(
    r"(?:\s+năm\s+\d{4})?\s+(?:được\s+tổ\s+chức|(?:sẽ\s+|đã\s+)?diễn\s+ra|lần\s+thứ|lên\s+sóng|phát\s+sóng)"
)


def party_document(folded: Folded, place: Place, type_name: str) -> list[Mention]:
    """Read what the Party names by its meeting or statute: `Nghị quyết Trung ương 4`."""
    text, lower = folded.text, folded.lower
    statute = _STATUTE.match(lower, place.start)
    if statute is not None:
        return [Mention(*statute.span(), "named", "Điều lệ", statute.span(), title="Đảng")]
    if type_name == "Cương lĩnh":
        return _platform(folded, place)
    if type_name not in _PARTY_TYPES:
        return []
    blank = _TO_MEETING.match(lower, place.end)
    at = blank.end() if blank is not None else place.end
    if text[place.start : place.end].endswith("TW"):
        at = place.end - 2  # NQTW 8
    meeting = meeting_at(text, lower, at)
    if meeting is None:
        return []
    link = TO_NUMBER.match(lower, meeting.end)
    number = number_at(text, link.end()) if link is not None else None
    if number is not None:
        mention = mention_of(place.start, number, type_name)
    else:
        span = (place.start, meeting.end)
        title = " ".join(text[at : meeting.end].split())
        mention = Mention(*span, "named", type_name, span, title=title)
    take(folded, mention, tail_at(text, lower, mention.end, named=True))
    mention.issuer = meeting.issuer
    mention.issuer_basis = "name" if number is None else "text"
    mention.term = term_of(lower[at : meeting.end])
    return [mention]


def _platform(folded: Folded, place: Place) -> list[Mention]:
    """Read a Party platform by its year: `Cương lĩnh năm 2011`."""
    named = _PLATFORM.match(folded.lower, place.end)
    if named is None or not folded.text[place.start].isupper():
        return []
    span = (place.start, named.end())
    mention = Mention(*span, "named", "Cương lĩnh", span)
    take(folded, mention, tail_at(folded.text, folded.lower, named.end(), named=True))
    return [mention] if mention.date is not None else []


def dated(folded: Folded, place: Place, type_name: str) -> list[Mention]:
    """Read a document cited by its date: `Chỉ thị ngày 24/11/2021 của Ban Bí thư`."""
    if not folded.text[place.start].isupper():
        return []
    tail = tail_at(folded.text, folded.lower, place.end, named=True)
    date = tail.date
    if date is None or date.date is None or len(date.date) < len("2021-11-24"):
        return []
    if not folded.lower.startswith("ngày", date.start):
        return []
    mention = Mention(place.start, tail.end, "dated", type_name, (date.start, date.end))
    take(folded, mention, tail)
    return [mention]


def titled(folded: Folded, place: Place, type_name: str) -> list[Mention]:
    """Read a document cited by its title in quotation marks: `Đề án “Đổi mới …”`."""
    if not folded.text[place.start].isupper() and type_name != "Đề án":
        return []
    quoted = _QUOTED.match(folded.text, place.end) if type_name in TITLED_TYPES else None
    if quoted is None:
        return []
    title = " ".join(quoted.group("title").split())
    if not _may_be_titled(type_name, title) or _is_event(folded.lower, place, quoted.end()):
        return []
    mention = Mention(
        place.start, quoted.end(), "titled", type_name, quoted.span("title"), title=title
    )
    take(folded, mention, tail_at(folded.text, folded.lower, quoted.end()))
    return [mention]


def _is_event(lower: str, place: Place, end: int) -> bool:
    """Say whether a programme with a title is a concert or a ceremony."""
    return lower.startswith("chương trình", place.start) and (
        _EVENT_BEFORE.search(lower, max(0, place.start - 32), place.start) is not None
        or _EVENT_AFTER.match(lower, end) is not None
    )


def _may_be_titled(type_name: str, title: str) -> bool:
    """Say whether words in quotation marks are a title rather than a slogan or what one says."""
    if not title or title.lower().startswith(_SLOGANS):
        return False
    if type_name == "Đề án" or not title[0].islower():
        return True
    return _BEGIN_OF_TITLE.match(title) is not None


def heading_type(folded: Folded, at: int, types: tuple[str, ...]) -> str:
    """Give the type that the heading below a document's own number says, or ``""``.

    Args:
        folded: the text.
        at: where the number ends.
        types: the types that the number allows; empty where it names none.
    """
    for name in heading_words(folded.text, at, at + _HEADING_REACH):
        if name in types or not types:
            return name
    return ""


def pointing(folded: Folded, place: Place) -> re.Match[str] | None:
    """Find the demonstrative after a type word: `này`, `nêu trên`."""
    return _POINTING.match(folded.lower, place.end)


def back_reference(
    folded: Folded, place: Place, type_name: str, found: re.Match[str]
) -> list[Mention]:
    """Make the mention of a back reference; a type in small letters points at nothing certain."""
    if folded.lower.startswith("văn", place.start):
        type_name = "Văn bản"
    elif not folded.text[place.start].isupper():
        return []
    span = (place.start, found.end())
    demonstrative = " ".join(found.group(1).split())
    return [Mention(*span, "back", type_name, span, demonstrative=demonstrative)]
