"""Short forms: a type and a number without its symbol, or with part of it.

`Kết luận 57`, `Nghị định 100/2019`, `NĐ 100`, `Nghị quyết 59 70 71 72`. A fuller form usually
stands elsewhere. Precision comes from what follows: `Quyết định 5 vấn đề` and `Kế hoạch 5 năm` are
no documents.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refextract.grammar.issuer import IssuerFound, issuer_at

SERIAL: Final = re.compile(
    r"(?P<serial>\d{1,5}[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?(?![\w%°]|[.,/:]\d|\s?-\s?\d)"
)
_FULL: Final = re.compile(
    r"(?P<serial>\d{1,5}[a-zđ]?)"
    r"(?:(?:\s?/\s?|\s|(?<!\d{4})-)(?P<year>(?:19|20)\d\d)(?:/(?P<symbol>[A-ZĐ]{2,4})|\s(?P<body>B[A-ZĐ]{2,7}|NHNN|TTg|CP))?)?"
    r"(?![\w%°]|[.:]\d|\s?-\s?\d|/\d|-[A-ZĐ])"
)
_A_YEAR: Final = re.compile(r"19\d\d|20[0-2]\d")
_FULL_AFTER: Final = re.compile(r"\s\d{1,4}/(?:19|20)\d\d/")
_DECIMAL: Final = re.compile(r",\d")
_LINK: Final = re.compile(r"[ *]*(?:,|và|;|&)[ *]*(?:số\s*)?(?=\d)")
_SPACE: Final = re.compile(r" (?=\d{2,3}(?!\d|[/.,]\d))")

_UNAIDED: Final = frozenset(
    "Nghị định|Thông tư|Thông tư liên tịch|Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy định|"
    "Hướng dẫn|Công văn|Kế hoạch|Thông báo|Công điện|Pháp lệnh|Đề án".split("|")
)
"""Types whose number may stand without `số` before it."""

NUMBERED_TYPES: Final = _UNAIDED | frozenset(
    "Chương trình|Chương trình hành động|Báo cáo|Tờ trình|Luật|Sắc lệnh|Thông tri|Quy chế|"
    "Bản án|Án lệ|Văn bản hợp nhất|Nghị quyết liên tịch".split("|")
)
"""Types that are cited by a short number."""

_TWO_DIGITS: Final = frozenset(
    "Kế hoạch|Thông báo|Đề án|Quyết định|Kết luận|Hướng dẫn|Quy định".split("|")
)
"""Those whose word is also a verb or a plan of so many things: one digit is then a count."""

TITLED_TYPES: Final = frozenset(
    "Đề án|Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy chế|Quy định|Kế hoạch|Hướng dẫn|Thông báo|"
    "Chương trình hành động|Chương trình|Phương án|Chiến lược|Nghị định|Thông tư".split("|")
)

_TIMES: Final = r"năm(?!\s+(?:19|20)\d\d)|ngày(?!\s*\d)"
_ARTICLES: Final = r"(?:điều(?!\s+(?:chỉnh|tra|hành|động|chuyển))|khoản)(?!\s+\d)"
"""Articles that are counted; `Nghị định 15 Điều 3` has them as pin-points."""
_COUNTED: Final = re.compile(
    rf"[^\S\n]*(?:{_TIMES}|tháng|tuần|giờ|phút|điểm|{_ARTICLES}|mục|phần|trang|chương\s+trình|"
    r"bước|nhóm|nội\s+dung|vấn\s+đề|lĩnh\s+vực|nhiệm\s+vụ|giải\s+pháp|tỷ|tỉ|triệu|nghìn|ngàn|đồng|usd|người|"
    r"cán\s+bộ|đơn\s+vị|cơ\s+quan|xã|huyện|tỉnh|thành\s+(?:phố|viên|phần|tựu)|lần|cấp(?!\s+(?:phép|giấy|đất))|bên|loại|trường\s+hợp|dự\s+án|công\s+trình|"
    r"km|ha|m2|kg|tấn|giai\s+đoạn|cuộc|kỳ|đợt|hộ|doanh\s+nghiệp|tổ\s+chức|bộ(?!\s+(?:chính|trưởng))|ngành|thông\s+tư|"
    r"nghị|quyết|luật|văn\s+bản|đề\s+án|mức|tiêu\s+chí|chỉ\s+tiêu|nguyên\s+tắc|quan\s+điểm|thành\s+viên|"
    r"học\s+sinh|bị\s+cáo|bị\s+can|vụ|quý|đối\s+tượng|phương\s+án|hình\s+thức|gói|căn|chiếc|ca|suất|hạng|"
    r"đồng\s+chí|đảng\s+viên|nước|quốc\s+gia|địa\s+phương|phường|quận|con|cái|tờ|bản(?!\s+án)|khu|trạm|tuyến|"
    r"đại\s+biểu|ủy\s+viên|thủ\s+tục|chuyên\s+đề|mô\s+hình|trong\s+\d|%|tầng|phòng|lớp|môn|trường|bệnh)(?!\w)"
)


_NEVER_COUNTED: Final = frozenset({"Nghị định", "Thông tư"})
_DIVIDED: Final = re.compile(rf"[^\S\n]*(?:{_TIMES}|tháng|{_ARTICLES}|mục|chương|trang)(?!\w)")
"""What follows a number that is none also behind `số` or `Nghị định`: parts of it, or a time."""
_IN_LIST: Final = re.compile(r"[.)]\s|[ \t]*\n")
_LIST_REACH: Final = 8
"""`thi hành Nghị quyết`, and below it `1. Thường trực …`: the number of a paragraph or of a row."""
_SHIP: Final = re.compile(r"(?<!\w)(?:tàu|hạm)(?!\w)")
_SHIP_REACH: Final = 100
"""`tàu tuần dương hạt nhân Đề án 1144`: a class of ships, a project of no authority of ours."""


class ShortFound(NamedTuple):
    """A short number in a text: its span, the number as written, its year or empty."""

    start: int
    end: int
    number: str
    year: str


def shorts_at(text: str, lower: str, at: int, type_name: str, *, said: bool) -> list[ShortFound]:
    """Read the short number or numbers after a type word.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: position of the first digit.
        type_name: canonical name of the type.
        said: whether `số` stands before the number.
    """
    if type_name not in NUMBERED_TYPES:
        return []
    first = _FULL.match(text, at)
    if first is None or _DECIMAL.match(text, first.end()):
        return []
    if not said and _IN_LIST.match(text, first.end()) and text[at - 1] in "\n\t |":
        if "\n" in text[max(0, at - _LIST_REACH) : at]:
            return []
    certain = said or (type_name in _NEVER_COUNTED and len(first.group()) > 1)
    counted = _DIVIDED if certain else _COUNTED
    if not first.group("year") and counted.match(lower, first.end()):
        return []
    if _FULL_AFTER.match(text, first.end()):
        return []  # a stray digit before the number of a scanned text
    if type_name == "Đề án" and _SHIP.search(lower, max(0, at - _SHIP_REACH), at + _SHIP_REACH):
        return []
    if not said:
        if type_name not in _UNAIDED:
            return []
        if type_name in _TWO_DIGITS and len(first.group()) < 2:
            return []
        if _A_YEAR.fullmatch(first.group()):
            return []
    if type_name == "Luật" and not (said or first.group("year")):
        return []
    found = [_short(first)]
    while (link := _LINK.match(lower, found[-1].end)) is not None:
        following = _FULL.match(text, link.end())
        if following is None or _COUNTED.match(lower, following.end()):
            break
        if _A_YEAR.fullmatch(following.group()):
            break
        found.append(_short(following))
    if len(found) == 1 and not first.group("year"):
        found += _spaced(text, lower, found[0].end)
    return found


def _spaced(text: str, lower: str, at: int) -> list[ShortFound]:
    """Read further numbers that only blanks separate: `Nghị quyết 59 70 71 72`, two at least."""
    found: list[ShortFound] = []
    while (blank := _SPACE.match(lower, at)) is not None:
        following = SERIAL.match(text, blank.end())
        if following is None or _COUNTED.match(lower, following.end()):
            return []
        found.append(_short(following))
        at = following.end()
    return found if len(found) >= 2 else []


def _short(match: re.Match[str]) -> ShortFound:
    serial, year = match.group("serial"), match.group("year")
    number = f"{serial}/{year}" if year else serial
    symbol = match.groupdict().get("symbol")
    if symbol:
        number += f"/{symbol}"
    return ShortFound(match.start(), match.end(), number, year or "")


def bare_issuer_at(text: str, lower: str, at: int) -> IssuerFound | None:
    """Read a central Party body that follows without `của`: `Nghị quyết 59 71 72 Bộ Chính trị`."""
    if not lower.startswith((" bộ chính trị", " ban bí thư"), at):
        return None
    found = issuer_at(text, lower, at + 1)
    if found is None or (text[found.end : found.end + 1] or "\n") not in '*\n.,;:)?!"”':
        return None
    return found
