"""Names of laws, and where they end.

A law is cited by type and name; number, date and issuer may be missing (Nghị định 30/2020/NĐ-CP:
the basis clause does not give the number of a law). The end of the name is the hard part: commas
and conjunctions stand inside names (`Luật Phòng, chống ma túy`, `Luật Đo đạc và bản đồ`). The table
of laws settles most, by longest match; for the others a name runs to the first word that cannot
belong to one.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refextract.vocabulary import Law
from refextract.vocabulary.names import law_names, unaccented_law_names

_CONSTITUTION: Final = re.compile(
    r"hi[ếể]n\s+pháp"
    r"(?P<country>\s+(?:của\s+)?(?:nước\s+)?(?:cộng\s+h\S{1,2}\s+x\S{1,2}\s+hội\s+chủ\s+nghĩa|chxhcn|"
    r"việt\s+nam\s+dân\s+chủ\s+cộng\s+h\S{1,2}|việt\s+nam)(?:\s+việt\s+nam)?)?"
)
_OF_ANOTHER: Final = (" nước này", " nước đó", " nước họ", " của nước này", " của họ")
"""What makes a constitution that of another country, which was named before."""
_AMENDING: Final = re.compile(
    r"(?:\s+(?:về\s+việc\s+)?"
    r"(?:s[ửứừữ]\w{0,2}\s+đ[ổồôốỗ]i\s*,?\s*(?:b\S{1,3}\s+sung)?|b[ổồỗ]\s+sung))"
    r"(?:\s+(?:m[ộậ]t\s+s[ốoôó]\s?\w?|các)\s+[đd]i[eềểêễ]u(?:\s+của)?"
    r"|\s+[đd]iều\s+[\d,và ]+(?:\s+của)?|\s+của"
    r"|(?=\s+(?:bộ\s+luật|luật|pháp\s+lệnh|blhs|bltt)))"
    r"(?:\s+(?:các|\d{1,2}))?\s*"
)
_OF_LAWS: Final = re.compile(r"luật\s+(?:về|(?:có\s+)?liên\s+quan(?:\s+đến)?)(?=\s)")
_COUNTRY: Final = re.compile(r"\s+việt\s+nam(?=\s+(?:năm\s+)?(?:19|20)\d\d|\s+số\s+\d)")
_AMENDED: Final = re.compile(
    r"\s*\(?\s*s[ửứ]a\s+đổi(?:\s*,\s*bổ\s+sung)?(?:\s*\))?(?=\s*\(?\s*(?:năm\s*)?(?:19|20)\d\d)"
)
_NESTED: Final = re.compile(r"bộ\s+luật|luật|pháp\s+lệnh|bl[a-zđ]{2,4}")
_JOINED: Final = re.compile(
    r"\s*(?:(?:,|và|;)\s*|(?<=\s))(?=(?:của\s+)?(?:bộ\s+luật|luật|pháp\s+lệnh)\b)"
)
_STOP: Final = frozenset(
    "ngày năm số quy quyết có được đã đang sẽ này đó ấy trên nêu hiện mới thì là và hoặc hay của "
    "cho về để khi theo tại trong ngoài do bởi từ vào với như nhằm không phải cũng còn ra ban "
    "thông hết sau trước sửa bổ thay hướng chưa vẫn bị nên mà gồm đến ở bằng lần khóa khoá chỉ "
    "nếu vì đều cần thể sắp vừa ghi yêu cấm buộc giao dành lại xem tuy nhưng tức kể bao việc nay "
    "trở".split()
)
_AFTER_SUBJECT: Final = frozenset("ngày năm số được đã đang sẽ này".split())
_NOT_A_NAME: Final = frozenset(
    "sư gia pháp này đó trên ấy nào khác khung định sở nhân học lệ chơi hấp mới cũ tnhh mặc".split()
)
_OTHER_TYPE: Final = frozenset({"luật", "nghị", "thông"})
_NEW_NAME: Final = frozenset({"bộ", "pháp", "điều", "chính", "quốc"})
"""Capitals with which, inside a run of capitals, the name of something else begins."""
_WORD: Final = re.compile(r"\w+")
_BLANK: Final = re.compile(r"[ ]-[ ](?=kinh\s|xã\s)|[ \n]{1,3}|,[ \n]{1,2}(?=[^\W\d_])|[ ]?-[ ]?")

_CAPITAL: Final = re.compile(r"(?:[ \n]{1,3}|[ ]?-[ ]?)(?=[^\W\da-zđ])")
"""How a name of capitals begins behind its type word."""


class NameFound(msgspec.Struct, frozen=True):
    """The name of a law in a text.

    Attributes:
        start: where its type word begins.
        end: where it ends.
        laws: rows of the vocabulary that bear the name; empty where none does.
        nested: where the type words of the laws begin and end that it amends.
        amended: whether `sửa đổi` follows the name, so that the year is that of the amendment.
    """

    start: int
    end: int
    laws: list[Law]
    nested: list[tuple[int, int]]
    amended: bool


_ABOUT: Final = " về "
_LONGEST_NAME: Final = 200
_MOST_NESTED: Final = 40
_DEEPEST: Final = 2
"""Laws that one may amend in its name, and amendments of amendments: both beyond what exists."""


def name_at(
    text: str, lower: str, start: int, type_end: int, *, depth: int = 0
) -> NameFound | None:
    """Read the name of a law.

    Args:
        text: the folded text.
        lower: the same in lower case.
        start: where the type word begins.
        type_end: where it ends.
        depth: in how many names of amending laws this one stands.
    """
    if lower.startswith("h", start):
        constitution = _CONSTITUTION.match(lower, start)
        if constitution is not None:
            return _constitution(text, lower, constitution)
    amending = _AMENDING.match(lower, type_end) if depth < _DEEPEST else None
    if amending is not None:
        return _amending(text, lower, start, amending.end(), depth)
    if lower.startswith(_ABOUT, type_end) and text[start].isupper():
        about = _known_about(text, lower, start, type_end)
        if about is not None:
            return about
    found = law_names().longest(text, start)
    if found is not None and (found.end > type_end or lower.startswith("bl", start)):
        longer = _SCRAP.match(lower, found.end)
        if longer is not None and not _NO_NAME.search(lower, found.end, longer.end()):
            return NameFound(start, longer.end(), [], [], amended=False)
        return _with_amendment(lower, start, found.end, found.values)
    small = text[start].islower()
    if small and lower.startswith("l", start) and not _CAPITAL.match(text, type_end):
        return None  # `luật sư`: most that are in no table.
    end = _run_of_name(text, lower, start, type_end)
    if not small:
        garbled = unaccented_law_names().longest(text, start, min(len(text), start + 160))
        if garbled is not None and garbled.words > 2 and garbled.end > (end or 0):
            return _with_amendment(lower, start, garbled.end, garbled.values)
    if end is None:
        return None
    return _with_amendment(lower, start, end, [])


def _known_about(text: str, lower: str, start: int, type_end: int) -> NameFound | None:
    """Read a name of the vocabulary behind `về`: `Pháp lệnh về phí và lệ phí`."""
    at = type_end + len(_ABOUT)
    word = f"{text[start:type_end]} "
    found = law_names().longest(f"{word}{text[at : at + _LONGEST_NAME]}", 0)
    if found is None or found.end <= len(word):
        return None
    return _with_amendment(lower, start, at + found.end - len(word), found.values)


def _constitution(text: str, lower: str, match: re.Match[str]) -> NameFound | None:
    if match.group("country") is None:
        if lower.startswith(_OF_ANOTHER, match.end()):
            return None
        following = _WORD.search(text, match.end(), match.end() + 12)
        bare = following is None or not text[match.end() : following.start()].isspace()
        if not bare and following is not None and following.group()[0].isupper():
            return None  # the constitution of another country
    found = law_names().longest(text, match.start())
    end = max(match.end(), found.end if found is not None else 0)
    return NameFound(match.start(), end, found.values if found else [], [], amended=False)


def _amending(text: str, lower: str, start: int, at: int, depth: int) -> NameFound | None:
    """Read the laws that an amending law names in its own name."""
    nested: list[tuple[int, int]] = []
    end = at
    while len(nested) < _MOST_NESTED:
        word = _NESTED.match(lower, at)
        if word is None:
            break
        several = _OF_LAWS.match(lower, at)
        if several is not None:
            end = _run_of_subject(text, several.end())
            return NameFound(start, end, [], [], amended=False)
        inner = name_at(text, lower, at, word.end(), depth=depth + 1)
        if inner is None and not word.group().startswith("bl"):
            break
        stop = inner.end if inner is not None else word.end()
        nested.append((at, word.end()))
        end = stop
        joined = _JOINED.match(lower, end)
        if joined is None:
            break
        at = joined.end()
    return NameFound(start, end, [], nested, amended=False) if nested else None


def _with_amendment(lower: str, start: int, end: int, laws: list[Law]) -> NameFound:
    """Add `sửa đổi` before a year to the name: `Luật Xây dựng sửa đổi 2020`."""
    country = _COUNTRY.match(lower, end)
    if country is not None:
        end = country.end()
    match = _AMENDED.match(lower, end)
    if match is None:
        return NameFound(start, end, laws, [], amended=False)
    return NameFound(start, match.end(), laws, [], amended=True)


def _run_of_subject(text: str, at: int) -> int:
    """Read what several laws are about (`các Luật về thuế`): words up to a date or a mark."""
    end = at
    for _ in range(12):
        blank = _BLANK.match(text, at)
        word = _WORD.match(text, blank.end()) if blank is not None else None
        if word is None or word.group().lower() in _AFTER_SUBJECT or word.group().isdigit():
            break
        if blank is not None and "\n" in blank.group() and word.group()[0].isupper():
            if not word.group().isupper():
                break  # A heading in capitals ends with its line.
        end = at = word.end()
    return end


_FAR_TAIL: Final = re.compile(
    r"[^.;:\"“”()\n]{3,140}?(?=\s+ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]|\s+tháng\s+\d{1,2}\s+năm)\s*\d{4}"
    r"|\s+số\s+\d{1,3}/\d{4}/(?:pl-)?(?:ubtv)?qh|\s+số\s+\d{1,3}-l)"
)
_SCRAP: Final = re.compile(
    r"(?:\s+(?!của|và|về|năm|ngày|số|có|ban\s+hành)\w+){1,3}(?=\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm)"
)
"""Words between a known name and its date: the name goes on, as scanning garbled it."""
_NO_NAME: Final = re.compile(
    r"\b(?:nghị\s+định|nghị\s+quyết|thông\s+tư|luật|quyết\s+định|pháp\s+lệnh|sắc\s+lệnh|chỉ\s+thị|"
    r"kết\s+luận|công\s+văn|văn\s+bản|hiệu\s+lực|kể\s+từ|lệ|"
    r"được|đã|này|đó|trên|ban\s+hành\s+ngày|thông\s+qua|từ|trước|sau|vào|do|thì|là|quy\s+định)\b"
)


def _run_to_date(text: str, lower: str, start: int, at: int) -> int | None:
    """Read a name of any words up to the date or number right behind it.

    `Pháp lệnh về nhiệm vụ, quyền hạn cụ thể của Hội đồng nhân dân … ngày 03 tháng 7 năm 1996`: the
    date shows that the words before it are a name; another type word among them, that they are not.
    """
    if not text[start].isupper():
        return None
    match = _FAR_TAIL.match(lower, at)
    if match is None or _NO_NAME.search(lower, at, match.end()):
        return None
    return match.end()


def _run_of_name(text: str, lower: str, start: int, at: int) -> int | None:
    """Read a name that is in no table: words up to the first that cannot belong to a name.

    Without the table only a capital tells a law from the law in general: that of the name, or
    that of an ordinance where no sentence begins with it.
    """
    bare = text.startswith("P", start) and not _begins_sentence(text, start)
    if lower.startswith(("các ", "những "), max(0, start - 4)) or lower.endswith(
        "những ", 0, start
    ):
        bare = False
    first_end = at
    end = None
    count = 0
    capitals = 0
    while count < 14:
        blank = _BLANK.match(text, at)
        if blank is None or (count == 0 and "," in blank.group()):
            break
        word = _WORD.match(text, blank.end())
        if word is None:
            break
        written = word.group()
        low = written.lower()
        capital = written[0].isupper()
        if low in _STOP and written.isupper() and text[start : start + 2].isupper():
            break  # in a heading capitals say nothing
        if low[0].isdigit() or (low in _STOP and not capital) or (not count and low in _NOT_A_NAME):
            break
        if count == 0 and "\n" in blank.group() and not written.isupper():
            break
        if "," in blank.group() and (capitals > 1 or capital):
            break
        if count == 0 and not capital and not bare:
            break
        if capital:
            capitals += 1
            if low in _OTHER_TYPE or (count and low in _NEW_NAME):
                break
        end = word.end()
        at = end
        count += 1
    return _run_to_date(text, lower, start, first_end) or end


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" *_")
    return not before or before[-1] in '.!?:;\n“"(-–+|>#'
