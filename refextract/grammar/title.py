"""Titles: where the words begin and end that say what a document is about.

`Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư`: the title begins with
`về`, `về việc` or a verb of regulating (Nghị định 30/2020/NĐ-CP, Phụ lục I: the first citation of a
document gives its type, number, date, issuer and subject). Nothing marks its end: the sentence just
goes on. So the end is read from what cannot stand in a title: the end of a sentence, a bracket
that was not opened in it, a verb in the past or the future, the subject of a new clause.

>>> text = " về công tác văn thư thì tiếp tục thực hiện"
>>> found = title_at(text, text, 0)
>>> trimmed(text[found.start : found.end])
'công tác văn thư'
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Final, NamedTuple

_NOWHERE: Final = (sys.maxsize, sys.maxsize)
_REACH: Final = 700
"""Characters of the longest titles; what has no end before is none."""

_LEAD: Final = re.compile(
    r"""
    [ \n*_]*+ [,:]? [ \n*_]*+ (?P<quote>[“"])?
    (?:
        (?:về\s+việc|v/v\s*:?|về)\s+ (?P<about>)
      | (?P<verb>)
        (?:
            quy\s+định(?!\s*[:,.;]|\s+(?:như|rằng|thì|tại|rõ|cụ\s+thể|mức|người|doanh|trường|
                các\s+trường|tổ\s+chức|cá\s+nhân|hành|đối|từ|khi|nếu|phải|không|có|hiện|trên))
          | hướng\s+dẫn(?!\s*[:,.;])
          | ban\s+hành(?!\s*[:,.;]|\s+(?:ngày|năm|kèm|ngay|trước|sau|và|đã|có|nêu|\d))
          | sửa\s+đổi(?=[\s,]) | bổ\s+sung | bãi\s+bỏ | hủy\s+bỏ | phê\s+duyệt | công\s+bố
          | thành\s+lập | chuyển\s+đổi | điều\s+chỉnh | đính\s+chính | gia\s+hạn | kiện\s+toàn
          | phê\s+chuẩn | công\s+nhận
        )(?=[\s,])
    )
    """,
    re.VERBOSE,
)
"""From the citation to its title. `quy định` is a title only where it is not the verb of a
sentence about what the document says."""

_TYPE_WORD: Final = r"(?:nghị|luật|bộ\s+luật|thông\s+tư|quyết\s+định|pháp\s+lệnh)"
_ACTED_ON: Final = r"""
    (?:s[ửủ]a\s+đ[ổốồôỗ]i|b[ổồỗốôỏ]\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính|hủy\s+bỏ
      |ban\s+hành|thông\s+qua|chính\s+thức|kỳ\s+vọng|đánh\s+giá|xem\s+là|coi\s+là|quốc\s+hội)
"""
_MARK: Final = re.compile(
    rf"""
    [ \n;,.:?()\[\]“”"|…*]    # One set of characters first: the engine looks for those fast.
    (?:
        (?<=[ \n])
        (?:
            đ(?:
                ược\s+{_ACTED_ON}
              | ang\s+(?:được\s+{_ACTED_ON}|bị\s+{_ACTED_ON}|có\s+hiệu\s+lực)
              | ã\s+(?:được\s+{_ACTED_ON}|bị\s+{_ACTED_ON}|(?:có|hết)\s+hiệu\s+lực)
              | ã\s+(?!qua\s|nghỉ|hưởng|được|bị|có\s|thôi|hoàn|trúng|phục|từ\s+trần|chết|tham|đăng
                    |cấp|mất|hết|ký|thực|đóng|sử|giao|nhận|tốt|công\s+bố|kết\s+thúc|hy\s+sinh|phát
                    |xây|đầu|chi|nộp|làm|học|bàn)
            )
          | bị\s+{_ACTED_ON}
          | sẽ\s
          | v(?:
                ẫn\s
              | ừa\s+(?:ban|ký|được|qua|mới|thông)
              | à\s+(?:căn\s+cứ|theo)\s+{_TYPE_WORD}
              | à\s+các\s+văn\s+bản\s+(?:hướng|có\s+liên|liên|khác|hiện\s+hành|quy\s+định\s+chi)
            )
          | mà\s+(?=bộ|chính|thủ|quốc|tỉnh|ubnd|ủy|uỷ|chúng|ông)
          | c(?:
                ó\s+(?:hiệu\s+lực|căn\s+cứ|quy\s+định\s(?!\s*liên)|nêu\s|ghi\s)
              | òn\s+(?:có\s+)?hiệu\s+lực | hưa\s+(?:có|hết)\s+hiệu\s+lực
              | hính\s+thức\s+có\s+hiệu\s+lực
              | ho\s+thấy | hỉ\s+rõ | ũng\s+như\s | ăn\s+cứ\s+{_TYPE_WORD}
            )
          | hết\s+hiệu\s+lực | không\s+(?:còn|có)\s+hiệu\s+lực
          | n(?:êu(?:\s+rõ|\s*:)|hư\s+sau) | ghi\s+rõ | quy\s+định(?:\s+rõ|\s*:)
          | t(?:hì\s(?!\s*hành\s)|heo\s+(?:hướng(?:\s*:|\s+(?:quy|sửa|bổ))|đó\s))
          | dự\s+kiến\s+(?:sẽ|được|chính\s+thức|có\s+hiệu\s+lực)\s
          | do\s+(?=[^,;.()\n]{{4,60}}?\s(?:vừa|mới|đã|ký)(?:\s+\w+)?\s+ban\s+hành)
        )
      | (?<=[^ *])
      | (?<=\*)\*
    )
    """,
    re.VERBOSE,
)
"""Where a title may end: marks, and words that begin the predicate of the sentence."""

_NEW_CLAUSE: Final = re.compile(
    rf"""
    ,\s+(?:và\s+)?
    (?:
        (?:các\s+)?đồng\s+chí | với | đã | để | nhằm | ngày | nên | thì | đồng\s+thời | trong\s+khi
      | như\s+sau | trong\s+đó | theo\s+đó | gồm | bao\s+gồm | cụ\s+thể
      | quy\s+định\s+(?:rõ|như|tại)
      | theo(?!\s+dõi) | do | nếu | mà | cùng\s+với | tuy\s+nhiên | nhưng | song\s | bắt\s+đầu
      | căn\s+cứ | (?:đã\s+)?(?:được|bị) | (?:có|hết)\s+hiệu\s+lực | khi(?!\s+nhà\s+nước)
      | từ\s+(?:ngày|tháng|năm|đó|nay|khi|nhiều|\d) | đến\s+(?:nay|ngày|hết|cuối|thời\s+điểm)
      | hiện(?:\s+(?:nay|tại|có|đã|đang))? (?=\s+(?!đại|vật|trạng|trường))
      | sau\s+(?:khi|đó|đây|hơn|\d) | trước\s+(?:khi|đó|đây|mắt|tiên|hết|tình)
      | qua\s+(?:đó|công\s+tác|kiểm|rà|thực\s+tế|khảo|thanh|hơn|\d)
      | tại\s+(?:điều|khoản|điểm|hội\s+nghị|buổi|cuộc|đây|kỳ|phiên|văn\s+bản|{_TYPE_WORD})
      | toàn\s+(?:tỉnh|huyện|ngành|thành|xã|hệ\s+thống|đảng)
    )
    (?!\w)
    """,
    re.VERBOSE,
)
"""A comma and the words that begin a further clause rather than a further word of the title."""

_CAPITAL: Final = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĨŨƠƯẠ-Ỹ"
_WORDS: Final = r"(?:\s+[^\s,;.:()]+){0,9}?\s+"
_SUBJECT: Final = re.compile(
    rf"""
    ,\s+
    (?:
        (?:[Ôô]ng|[Bb]à)\s+(?=[{_CAPITAL}])
      | (?:[{_CAPITAL}]|tỉnh|thành\s+phố|huyện|xã|phường)[^\s,;.:()]*{_WORDS}
        (?:
            (?:đã|sẽ|đang|vừa|vẫn|cũng)\s
          | yêu\s+cầu\s | đề\s+nghị\s | chỉ\s+đạo\s | giao\s | cho\s+biết | cho\s+rằng | nhận\s+thấy
          | ban\s+hành\s+(?i:kế|quyết|văn|công|chỉ|hướng|thông|nghị)
          | quyết\s+định\s+(?=sắp|thành|phê|ban|giao|khen|kỷ)
        )
      | (?:một\s+số|nhiều|các|cử\s+tri){_WORDS}(?:sẽ|vừa|cũng|đã)\s(?!được|bị|qua)
    )
    """,
    re.VERBOSE,
)
"""A comma and a further clause that begins with its subject: `, UBND tỉnh đã …`."""

_FURTHER_SUBJECT: Final = re.compile(
    r"""
    ;\s+
    (?:
        trình\s+tự|thủ\s+tục|tiêu\s+chuẩn|điều\s+kiện|trách\s+nhiệm|quan\s+hệ|kiểm\s+soát|in,
      | kiểm\s+tra,|việc\s|xếp\s+lương|phương\s+pháp|chức\s+năng|nội\s+dung|nguyên\s+tắc
      | quy\s+trình|lưu\s+hành|thi\s+người|khí\s+tượng|tài\s+nguyên|đo\s+đạc|phòng,|chế\s+độ
      | mức\s+thu|thuế\s|phí\s|giá\s|thực\s+hành\s+tiết|dự\s+trữ|kho\s+bạc|công\s+nghệ|xây\s+dựng,
      | xác\s+định\s+thu|tổ\s+chức\s+biên|chi\s+phí|an\s+ninh|an\s+toàn|trật\s+tự|sản\s+xuất
      | bù\s+trừ|hoạt\s+động\s+của|đăng\s+ký\s
    )
    """,
    re.VERBOSE,
)
"""A semicolon inside a title: `quy định về thủ tục hải quan; kiểm tra, giám sát hải quan`."""

_HARD: Final = ".…?:\n"
"""Marks that end a title also inside a bracket or a quotation, which then was never closed."""

_REMARK: Final = re.compile(
    r"\(\s*(?:sau\s+đây|sau\s+gọi|gọi|viết\s+tắt|được|đã|bị|sửa|có\s+hiệu|hết|theo|trích|ban\s+hành"
    r"|kèm|bản|xem|số|thay|nay|tên|(?:nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|chỉ\s+thị)\s+(?:số\s+)?\d)"
)
"""A bracket that says something of the document, not in its title."""

_LINE_END: Final = re.compile(
    r"""
    \n[ ]*
    (?:
        \n | [-+•|*#] | \d{1,3}(?:[.)]\s|\s*\n) | \d{1,2}/\d{1,2}/\d{4} | [a-zđ]\)\s
      | [ivx]{1,5}\.\s | _{3}
      | (?:
            căn\s+cứ|điều\s+\d|xét|theo|thực\s+hiện|kính\s+gửi|quyết\s+(?:định|nghị)\s*:|số\s*:
          | chương\s+[ivx\d]|ngày|tại|trong|sau|ông|bà|để|nhằm|trước|hiện|bên\s+cạnh|ngoài
          | tuy\s+nhiên|hà\s+nội,|nơi\s+nhận|chủ\s+tịch|bộ\s+trưởng|chính\s+phủ\s*\n
        )(?!\w)
    )
    """,
    re.VERBOSE,
)
"""A line break that ends a title, if a capital, a digit or a mark begins the next line."""

_LONG_LINE: Final = 200
"""Characters of a line that no page breaks: the next one is a new paragraph."""

_EDGES: Final = " ,.:;/"
_LAST_WORDS: Final = tuple(
    f" {word}" for word in "và|hoặc|đã|sẽ|đang|chính thức|bắt đầu|vừa|cũng|do|của|theo".split("|")
)
"""What stands at the end of a title without belonging to it."""


class TitleFound(NamedTuple):
    """A title in a text.

    Attributes:
        start: where it begins.
        end: where it ends; how far was read, where nothing ends it.
        ended: whether something ends it.
    """

    start: int
    end: int
    ended: bool


def title_at(
    text: str, lower: str, at: int, inside: Iterable[tuple[int, int]] = ()
) -> TitleFound | None:
    """Read the title that follows a citation.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: where the citation ends.
        inside: spans in order whose marks do not end it, as those of documents in it.
    """
    lead = _LEAD.match(lower, at)
    if lead is None:
        return None
    start = lead.end() if lead.group("about") is not None else lead.start("verb")
    limit = min(len(lower), start + _REACH)
    end = _end(text, lower, (start, limit), inside, quoted=lead.group("quote") is not None)
    return TitleFound(start, limit if end is None else end, end is not None)


def trimmed(words: str) -> str:
    """Take from a title what stands at its edges without belonging to it."""
    words = words.strip(_EDGES)
    while words.lower().endswith(_LAST_WORDS):
        last = next(word for word in _LAST_WORDS if words.lower().endswith(word))
        words = words[: -len(last)].rstrip(_EDGES)
    if words.count("“") > words.count("”"):
        words = words.replace("“", "", 1)
    elif words[:1] + words[-1:] == "“”" and words.count("“") == 1:
        words = words[1:-1]
    return words.strip('"') if words.count('"') < 2 else words


def _end(
    text: str,
    lower: str,
    window: tuple[int, int],
    inside: Iterable[tuple[int, int]],
    *,
    quoted: bool,
) -> int | None:
    """Give where a title ends, or ``None`` if nothing ends it within reach.

    Args:
        text: the folded text.
        lower: the same in lower case.
        window: where the title begins and how far it may reach.
        inside: spans that are passed over.
        quoted: whether the title stands in quotation marks.
    """
    start, limit = window
    opened: list[int] = []
    spans = iter(inside)
    low, high = next(spans, _NOWHERE)
    for mark in _MARK.finditer(lower, start, limit):
        while high <= mark.start():
            low, high = next(spans, _NOWHERE)
        if low <= mark.start():
            continue
        at = mark.start()
        sign = lower[at]
        if sign in "“(" or (sign == '"' and not quoted and not _closes(lower, at, opened)):
            if sign == "(" and _REMARK.match(lower, at):
                return opened[0] if opened else at
            opened.append(at)
        elif sign in '”")':
            if not opened:
                return at
            begun = opened.pop()
            if sign != ")" and (begun == start or lower.startswith(",", at + 1)):
                return at + 1
        elif not (opened and sign not in _HARD) and _ends(text, lower, mark, start):
            return opened[0] if opened else at
    if opened:
        return opened[0]
    return limit if limit == len(lower) else None


def _closes(lower: str, at: int, opened: list[int]) -> bool:
    """Say whether a straight quotation mark closes one that was opened."""
    return any(lower[place] in '"“' for place in opened) or not lower[at - 1].isspace()


def _ends(text: str, lower: str, mark: re.Match[str], start: int) -> bool:
    """Say whether a title ends at a mark or word that may end one."""
    at = mark.start()
    sign = lower[at]
    if sign == ",":
        if _NEW_CLAUSE.match(lower, at):
            return True
        return not text[start:at].isupper() and _SUBJECT.match(text, at) is not None
    if sign == ";":
        return _FURTHER_SUBJECT.match(lower, at) is None
    if sign == "\n" and mark.end() == at + 1:
        return _breaks(text, lower, at, start)
    if sign in ".…":
        following = lower[at + 1 : at + 2]
        if following and following not in " \n*./":
            return False
        return not lower.endswith("tp", start, at)
    if sign == ":":
        return lower[at + 1 : at + 2].isspace() or at + 1 == len(lower)
    if sign == "|":
        return lower[at - 1].isspace()
    return True


def _breaks(text: str, lower: str, at: int, start: int) -> bool:
    """Say whether a title ends with its line."""
    following = text[at + 1 : at + 40].lstrip(" -")[:1]
    if following.islower():
        return False
    if _LINE_END.match(lower, at) or "\n" not in lower[max(0, at - _LONG_LINE) : at]:
        return True
    # The capitals of a heading end where a line without them begins.
    ahead = text[at + 1 : at + 24]
    return text[start:at].isupper() and not ahead.isupper()
