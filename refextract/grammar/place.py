"""Places after the name of a body: `tỉnh Khánh Hòa`, `quận 1, TP Hồ Chí Minh`, `tỉnh`.

A place is a unit and a name of the vocabulary, or else the capitalised words that follow the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refextract.vocabulary.names import province_names

_PLACE_UNITS: Final = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "tp": "thành phố", "quận": "quận",
    "huyện": "huyện", "thị xã": "thị xã", "thị trấn": "thị trấn", "xã": "xã",
    "phường": "phường", "đặc khu": "đặc khu", "khu vực": "khu vực",
}  # fmt: skip
_UNIT: Final = re.compile(
    r"[\s,]*(?:-\s+)?(?P<unit>tỉnh|thành\s+phố|t\.?p\.?|quận|huyện|thị\s+xã|thị\s+trấn|xã|phường|"
    r"đặc\s+khu|khu\s+vực)(?:\s+|(?<=\.))(?!ủy|uỷ)|"
    r"[\s,]*(?P<bare>tỉnh|thành\s+phố|quận|huyện|thị\s+xã|xã|phường)(?!\w|\s+(?:ủy|uỷ))"
)
WORD: Final = re.compile(r"[\w&.]*[\w&]")
GAP: Final = re.compile(r"[ \n]{1,3}(?:-[ \n]{1,2})?|-")
"""What parts two words of a name."""
_NEXT_SENTENCE: Final = re.compile(
    r"[ ]?(?:Đề nghị|Căn cứ|Theo|Yêu cầu|Tuy nhiên|Trước|Sau|Đến|Ngày|Trong|Hiện|Đồng thời|"
    r"Ông|Bà|Việc|Các|Những|Đây|Về|Khi|Từ|Cụ thể|Như|Quy định|Ban hành|Phê duyệt|Sửa đổi|Bãi bỏ|"
    r"Công bố|Hướng dẫn|Thông qua|Phân cấp|Thực hiện|Triển khai)(?!\w)"
)
"""What is no place: the next sentence after `TP.`, or the title after `tỉnh`."""

_NAMED_AFTER_PERSONS: Final = frozenset({"xã", "phường", "thị trấn"})
_FAMILY_NAMES: Final = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lưu Mai "
    "Cao Tô Tạ Hà Trịnh Đoàn Lâm Phùng Tống Thái Châu Từ Quách Lương Đào Đàm Chu Tăng".split()
)
_WORDS_OF_PERSON: Final = 3
_PLACES_LIKE_PERSONS: Final = ("Trần Văn Thời", "Phan Rang")
"""Districts and towns of three words that begin with a family name."""


class PlaceFound(NamedTuple):
    """A place in a text: its end and its name with its unit: `tỉnh Khánh Hòa`."""

    end: int
    name: str


def place_at(text: str, lower: str, at: int, *, bare: bool) -> PlaceFound | None:
    """Read the place after a local body: `tỉnh Khánh Hòa`, `quận 1, TP Hồ Chí Minh`, `tỉnh`.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: where the name of the body ends.
        bare: whether a province may stand without its unit, as in `Tỉnh ủy Vĩnh Phúc`.
    """
    parts: list[str] = []
    end = at
    for _ in range(3):
        unit = _UNIT.match(lower, end)
        if unit is None or (parts and unit.group("unit") is None):
            break
        word = unit.group("unit") or unit.group("bare")
        word = " ".join(word.replace(".", "").split())
        word = _PLACE_UNITS.get(word, word)
        name = place_name(text, unit.end()) if unit.group("unit") else None
        if name is not None and word not in _NAMED_AFTER_PERSONS and is_person(name.name):
            name = None
        if name is None:
            if not parts and word in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã"):
                stop = unit.start() + len(unit.group().rstrip())
                return PlaceFound(stop, word)
            break
        parts.append(f"{word} {name.name}")
        end = name.end
    if parts:
        return PlaceFound(end, ", ".join(parts))
    if bare:
        found = province_names().longest(text, at)
        if found is not None and text[at : at + 1].isspace():
            return PlaceFound(found.end, found.values[0].name)
    return None


def without_person(name: str) -> str:
    """Leave out the head's name behind a body, as written, that ends with its province.

    >>> without_person("Hiệp hội Du lịch Đà Nẵng Huỳnh Văn Minh")
    'Hiệp hội Du lịch Đà Nẵng'
    """
    before, *head = name.rsplit(maxsplit=_WORDS_OF_PERSON)
    words = before.split()
    if is_person(" ".join(head)):
        if any(province_names().get(" ".join(words[at:])) for at in range(1, len(words))):
            return before
    return name


def is_person(name: str) -> bool:
    """Say whether a name is that of the head: `Chủ tịch UBND tỉnh Nguyễn Văn Cao`."""
    words = name.split()
    return (
        len(words) > 2
        and words[0] in _FAMILY_NAMES
        and not name.startswith(_PLACES_LIKE_PERSONS)
        and not province_names().get(name)
    )


def place_name(text: str, at: int) -> PlaceFound | None:
    """Read a place's own name: one of the vocabulary, else its capitalised words."""
    found = province_names().longest(text, at)
    if found is not None:
        return PlaceFound(found.end, found.values[0].name)
    if _NEXT_SENTENCE.match(text, at):
        return None
    words = list(_capitalised(text, at, most=4))
    if not words:
        return None
    end = words[-1][1]
    name = " ".join(text[at:end].split())
    return PlaceFound(end, name.title() if name.isupper() and len(name) > 4 else name)


def _capitalised(text: str, at: int, *, most: int) -> Iterator[tuple[str, int]]:
    """Give the capitalised words and numbers that follow one another, with their ends."""
    for _ in range(most):
        word = WORD.match(text, at)
        if word is None or not (word.group()[0].isupper() or word.group().isdigit()):
            return
        yield word.group(), word.end()
        gap = GAP.match(text, word.end())
        if gap is None:
            return
        at = gap.end()
