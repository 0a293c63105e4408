"""Issuing bodies as running text names them.

`của Bộ trưởng Bộ Tài chính` is the Bộ Tài chính: the issuer is the body, also where its head signs
(Luật Ban hành văn bản quy phạm pháp luật). Names are found in the vocabulary; bodies that exist
once in every province, district or commune are read as head and place, companies and other bodies
as head and capitalised words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from refextract.folding import comparable_word
from refextract.grammar.party import TERM, meeting_at
from refextract.grammar.place import GAP, WORD, is_person, place_at, place_name, without_person
from refextract.vocabulary import Issuer
from refextract.vocabulary.names import issuer_names, unaccented_issuer_names


class IssuerFound(msgspec.Struct, frozen=True, gc=False):
    """An issuer in a text: its span, and its official name (several joined by ``; ``)."""

    start: int
    end: int
    name: str


_HEAD_OF_BODY: Final = re.compile(
    r"(?:q\.\s*|quyền\s+)?(?:phó\s+)?"
    r"(?:bộ\s+tr[ưu][ởờơo]ng|chủ\s+tịch|chủ\s+nhiệm|chánh\s+án|viện\s+trưởng|tổng\s+cục\s+trưởng|"
    r"cục\s+trưởng|thống\s+đốc|tổng\s+giám\s+đốc|giám\s+đốc|trưởng\s+ban|chánh\s+văn\s+phòng|"
    r"hiệu\s+trưởng|bí\s+thư|tổng\s+kiểm\s+toán\s+trưởng|thủ\s+trưởng|chi\s+cục\s+trưởng|"
    r"trưởng|hội\s+đồng\s+thành\s+viên|hội\s+đồng\s+quản\s+trị)[\s,]+(?:-\s+)?"
)

_NOT_HIGH: Final = r"(?!\s+tối|\s+cấp\s+cao|tc)"
_COMMITTEE: Final = r"(?:tỉnh|thành|huyện|quận|thị|đảng)\s+[ủu][ỷy]"
_HEADS: Final = {
    r"(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd": "Ủy ban nhân dân",
    r"thường\s+trực\s+(?:hội\s+đồng\s+nhân\s+dân|hđnd)": "Thường trực Hội đồng nhân dân",
    r"hội\s+đồng\s+nhân\s+dân|hđnd": "Hội đồng nhân dân",
    rf"(?:tòa|toà)\s+án\s+nhân\s+dân{_NOT_HIGH}|tand{_NOT_HIGH}": "Tòa án nhân dân",
    r"viện\s+kiểm\s+sát\s+nhân\s+dân(?!\s+tối)|vksnd(?!\s+tối|tc)": "Viện kiểm sát nhân dân",
    r"(?:ủy|uỷ)\s+ban\s+hành\s+chính": "Ủy ban hành chính",
    rf"(?:(?:ban\s+)?thường\s+vụ|btv)(?=\s+{_COMMITTEE})": "Ban Thường vụ",
    rf"thường\s+trực(?=\s+{_COMMITTEE})": "Thường trực",
    r"(?:ban\s+chấp\s+hành|bch)(?=\s+đảng\s+bộ)": "Ban Chấp hành",
    r"đảng\s+bộ": "Đảng bộ",
    r"(?:tỉnh\s+(?:ủy|uỷ))": "Tỉnh ủy",
    r"(?:thành\s+(?:ủy|uỷ))": "Thành ủy",
    r"(?:huyện\s+(?:ủy|uỷ))": "Huyện ủy",
    r"(?:quận\s+(?:ủy|uỷ))": "Quận ủy",
    r"(?:thị\s+(?:ủy|uỷ))": "Thị ủy",
    r"công\s+an(?=\s+(?:tỉnh|thành|tp|quận|huyện|xã|phường))": "Công an",
}
_LOCAL_HEAD: Final = re.compile(
    "|".join(f"(?P<h{i}>{pattern})(?!\\w)" for i, pattern in enumerate(_HEADS))
)
_HEAD_NAMES: Final = list(_HEADS.values())

_OPEN_HEAD: Final = re.compile(
    r"(?:tổng\s+công\s+ty|công\s+ty|tập\s+đoàn|ngân\s+hàng|sở|cục|tổng\s+cục|chi\s+cục|vụ|viện|học\s+viện|"
    r"ban|(?:ủy|uỷ)\s+ban|hội\s+đồng|hội|hiệp\s+hội|liên\s+đoàn|phòng(?!,?\s+(?:chống|cháy|thủ|ngừa))|văn\s+phòng|tòa\s+án|toà\s+án|"
    r"bộ|đảng\s+(?:ủy|uỷ|đoàn)|trung\s+tâm|thanh\s+tra|kho\s+bạc|bảo\s+hiểm\s+xã\s+hội|liên\s+minh|"
    r"quân\s+khu|bộ\s+tư\s+lệnh|bộ\s+đội|chủ\s+tịch|đại\s+học|trường\s+đại\s+học|chính\s+phủ)(?!\w)"
)
_COMPANY: Final = re.compile(
    r"(?:tổng\s+công\s+ty|công\s+ty|tập\s+đoàn|ngân\s+hàng|hợp\s+tác\s+xã)(?!\w)"
)
_COMPANY_FORMS: Final = frozenset(
    "cổ phần trách nhiệm hữu hạn một thành viên thương mại tư nhân hợp danh liên doanh nhà "
    "nước".split()
)
_AFTER_BODY: Final = frozenset(
    "về việc ngày năm ban quy hướng đã đang sẽ có được gửi trả tại trong để cho thì là nêu ký phê "
    "thông yêu đề do theo số sau trước từ khi nếu như với cũng không chỉ trình kèm quyết phản gồm "
    "bị hết vào ra đối nhằm này đó trên nói cùng bao lấy đồng chưa còn sửa bổ thay bãi".split()
)
_JOINED: Final = {"đồng": ("hội",), "số": ("dân", "đổi", "công nghệ"), "ký": ("đăng", "lưu")}
"""Words that yet stand in bodies, with those before them: `Ban Pháp chế Hội đồng nhân dân`."""
_VERBS: Final = {"triển": "triển khai", "kết": "kết luận", "xem": "xem xét"}
"""Verbs that follow a body, by their first syllable, which others share: `đoàn kết`."""
_PLACE_WORDS: Final = frozenset({"tỉnh", "thành", "huyện", "quận", "xã", "phường"})
_SUFFIX: Final = re.compile(
    r"(?:\s+(?:trung\s+ương\s+)?đảng(?:\s+cộng\s+sản\s+việt\s+nam)?(?!\s+(?:bộ|ủy|uỷ|viên)))?"
    r"(?:(?:\s+nước)?\s+(?:cộng\s+h\S{1,2}\s+x\S{1,2}\s+hội\s+chủ\s+nghĩa|chxhcn)\s+việt\s+nam)?"
    rf"{TERM}?"
)
_DISTRICT_COMMITTEES: Final = frozenset({"Huyện ủy", "Quận ủy", "Thị ủy"})
_TERM: Final = re.compile(TERM)
_JOINING: Final = re.compile(r"\s*(?:,|;|và|-|với)\s*(?:giữa\s+)?")

_ABBREVIATIONS: Final = {
    "ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân", "tand": "Tòa án nhân dân",
    "vksnd": "Viện kiểm sát nhân dân", "tw": "Trung ương", "tư": "Trung ương",
    "t.ư": "Trung ương", "bch": "Ban Chấp hành", "btv": "Ban Thường vụ", "tp": "thành phố",
    "mttq": "Mặt trận Tổ quốc",
}  # fmt: skip

_CENTRAL_BODIES: Final = frozenset(
    {"Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương", "Quốc hội", "Chính phủ"}
)


def issuer_at(
    text: str, lower: str, at: int, *, date: str = "", joint: bool = False
) -> IssuerFound | None:
    """Read the issuer that begins at a position.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: position of the first letter of the body or of the title of its head.
        date: ISO date of the document or the year in its number: decides between bodies that
            shared a name or an alias at different times.
        joint: whether the document may have several issuers, as a joint circular has.
    """
    first = _one_issuer(text, lower, at, date)
    if first is None:
        return None
    if not joint and first.name not in _CENTRAL_BODIES:
        return first
    names, end = [first.name], first.end
    while joint or names[-1] in _CENTRAL_BODIES:
        link = _JOINING.match(lower, end)
        following = _one_issuer(text, lower, link.end(), date) if link is not None else None
        if following is None and joint and link is not None and names[0].startswith("Bộ "):
            following = _without_word(text, link.end(), date)
        if following is None or not (joint or following.name in _CENTRAL_BODIES):
            break
        if not joint and "Chính phủ" in (names[-1], following.name):
            break
        names.append(following.name)
        end = following.end
    return IssuerFound(at, end, "; ".join(dict.fromkeys(names)))


def _one_issuer(text: str, lower: str, at: int, date: str) -> IssuerFound | None:
    meeting = meeting_at(text, lower, at) if lower.startswith(("hội nghị", "đại hội"), at) else None
    if meeting is not None:
        return IssuerFound(at, meeting.end, meeting.issuer)
    start = at
    for _ in range(3):
        head = _HEAD_OF_BODY.match(lower, at)
        local = _local_body(text, lower, head.end() if head is not None else at)
        if local is not None:
            return local if local.start == start else IssuerFound(start, local.end, local.name)
        known = _known_body(text, lower, at, date)
        if known is not None:
            return known if at == start else IssuerFound(start, known.end, known.name)
        if head is None:
            break
        at = head.end()
    found, garbled = _open_body(text, lower, at), _garbled_body(text, at, date)
    if garbled is not None and (found is None or found.end == garbled.end):
        found = garbled  # `Bộ Tải chính` is no body of its own.
    return IssuerFound(start, found.end, found.name) if found is not None else None


def _without_word(text: str, at: int, date: str) -> IssuerFound | None:
    """Read a further ministry of several whose `Bộ` is said once: `liên Bộ Y tế - Tài chính`."""
    if not text[at : at + 1].isupper():
        return None
    found = issuer_names().longest(f"Bộ {text[at : at + 80]}", 0)
    if found is None or found.words < 2:
        return None
    row = in_office(found.values, date)
    return IssuerFound(at, at + found.end - 3, row.name) if row.name.startswith("Bộ ") else None


def _known_body(text: str, lower: str, at: int, date: str) -> IssuerFound | None:
    """Read a body of the vocabulary, with the term or place that follows it."""
    found = issuer_names().longest(text, at)
    if found is None:
        return None
    row = in_office(found.values, date)
    end = found.end
    if row.level in _LOCAL_LEVELS:
        place = place_at(text, lower, end, bare=True)
        if place is not None:
            return IssuerFound(at, place.end, f"{row.name} {place.name}")
        return IssuerFound(at, end, row.name)
    suffix = _SUFFIX.match(lower, end)
    if suffix is not None and suffix.end() > end:
        end = suffix.end()
        if lower[end - 1] == ")" and "(" not in lower[found.end : end]:
            end -= 1
    return IssuerFound(at, end, row.name)


_LOCAL_LEVELS: Final = frozenset({"province", "district", "commune", "party-local"})


def in_office(rows: list[Issuer], date: str) -> Issuer:
    """Choose among bodies of one name the one that bore it at a date, else the first."""
    if date and len(rows) > 1:
        for row in rows:
            if row.period.covers(date):
                return row
    return rows[0]


def _local_body(text: str, lower: str, at: int) -> IssuerFound | None:
    """Read a body that exists in every place: `UBND tỉnh Khánh Hòa`, `Ban Thường vụ Tỉnh ủy`."""
    match = _LOCAL_HEAD.match(lower, at)
    if match is None or match.lastgroup is None:
        return None
    name = _HEAD_NAMES[int(match.lastgroup[1:])]
    end = match.end()
    if name in ("Ban Thường vụ", "Thường trực", "Ban Chấp hành"):
        while text[end].isspace():
            end += 1
        inner = _local_body(text, lower, end)
        return IssuerFound(at, inner.end, f"{name} {inner.name}") if inner is not None else None
    place = place_at(text, lower, end, bare=name.endswith("ủy"))
    if place is None and name in _DISTRICT_COMMITTEES and text[end : end + 1] == " ":
        place = place_name(text, end + 1)
        if place is not None and is_person(place.name):
            place = None
    if place is not None:
        name, end = f"{name} {place.name}", place.end
    term = _TERM.match(lower, end)
    return IssuerFound(at, term.end() if term is not None else end, name)


def _open_body(text: str, lower: str, at: int) -> IssuerFound | None:
    """Read a body of no table: a head that says what it is, then capitalised words."""
    head = _OPEN_HEAD.match(lower, at)
    if head is None or not text[at].isupper():
        return None
    company = _COMPANY.match(lower, at) is not None
    position = end = head.end()
    placed = 0
    for _ in range(14):
        gap = GAP.match(text, position)
        word = WORD.match(text, gap.end()) if gap is not None else None
        if word is None or _ends_body(lower, position, word.group().lower(), word.start()):
            break
        written = word.group()
        if placed and word.start() >= placed and written.islower() and written != "và":
            break  # A place ends the name: `Đảng ủy Khối các cơ quan tỉnh Quảng Trị kết luận …`.
        if not placed and written in _PLACE_WORDS and not company:
            place = place_at(text, lower, word.start(), bare=False)
            placed = place.end if place is not None and place.end > word.end() else 0
        if written[0].isupper() or (written.isdigit() and len(written) <= 2):
            end = word.end()
        elif company and written.lower() not in _COMPANY_FORMS:
            # Between the capitals of a brand, two small words at the most.
            if word.start() - end > 12:
                break
        elif not company:
            end = word.end()
        position = word.end()
    end = _without_and(lower, end)
    if end <= head.end():
        return None
    written = without_person(text[at:end])
    return IssuerFound(at, at + len(written), _written_out(written))


def _ends_body(lower: str, before: int, word: str, at: int) -> bool:
    """Say whether a word can stand in no body, or not behind the word that ends ``before`` it."""
    if word in _AFTER_BODY:
        return not any(lower.endswith(left, 0, before) for left in _JOINED.get(word, ()))
    return word in _VERBS and lower.startswith(_VERBS[word], at)


def _without_and(lower: str, end: int) -> int:
    """Leave out `và` at the end of a body, which begins something else."""
    return end - 3 if lower.endswith(" và", 0, end) else end


def _garbled_body(text: str, at: int, date: str) -> IssuerFound | None:
    """Read a body of the vocabulary in scanned text: `Chính phú`, `Bộ Tai chính`."""
    if not text[at : at + 1].isupper():
        return None
    found = unaccented_issuer_names().longest(text, at, min(len(text), at + 120))
    if found is None or found.words < 2:
        return None
    return IssuerFound(at, found.end, in_office(found.values, date).name)


@lru_cache(maxsize=1 << 10)
def _written_out(name: str) -> str:
    """Write the abbreviations of a name out: `UBND tỉnh` → `Ủy ban nhân dân tỉnh`."""
    words = name.replace("*", "").split()
    return " ".join(
        word if word == "Tư" else _ABBREVIATIONS.get(comparable_word(word).strip("."), word)
        for word in words
    )
