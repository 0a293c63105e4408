"""Pin-points: the places inside a document that a citation names, with their lists and ranges.

They are written from the smallest unit to the largest, `điểm a khoản 2 Điều 5 Mục 1 Chương II`
(Nghị định 34/2016/NĐ-CP, Điều 75), in older and spoken text the other way round, `Điều 5, khoản 2,
điểm a`. A smaller unit belongs to the next larger one in its direction of writing; one of equal
rank opens a further pin-point that shares what is larger still.

>>> text = "điểm a và điểm c khoản 2, khoản 3 Điều 139"
>>> [(one.dieu, one.khoan, one.diem) for one in chain_at(text, text.lower(), 0).provisions]
[('139', '2', 'a'), ('139', '2', 'c'), ('139', '3', None)]
>>> chain_at("từ Điều 5 đến Điều 8", "từ điều 5 đến điều 8", 0).provisions
(Provision(phan=None, chuong=None, muc=None, dieu='5-8', khoan=None, diem=None, phu_luc=None),)
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from refextract.citation import Provision

_UNITS: Final[dict[str, tuple[int, str]]] = {
    "tiết": (0, ""),
    "điểm": (1, "diem"),
    "khoản": (2, "khoan"),
    "điều": (3, "dieu"),
    "tiểu mục": (4, ""),
    "mục": (5, "muc"),
    "chương": (6, "chuong"),
    "phần": (7, "phan"),
    "phụ lục": (8, "phu_luc"),
}
"""Units with their rank and the field that holds them; those without a field only separate."""

_NESTING: Final = frozenset({"mục", "phần", "phụ lục"})
"""Units that contain units of their own name: `Phần II Phần A`."""

_LISTING: Final = frozenset({"list", "semicolon"})
_POINT: Final = ("điểm", "khoản")

_LETTERED: Final = frozenset({"tiết", "điểm", "tiểu mục", "mục"})
"""Units that small letters number; elsewhere a single small letter is a word or a slip."""

_GAP: Final = r"[ \n*_]{0,4}"
_BLANK: Final = r"[ \n*_]{1,4}"
_ARABIC: Final = r"\d{1,3}(?:\.\d{1,3}){0,4}(?:[a-zđ]{1,2}\d?)?"
_ROMAN: Final = r"(?:[a-h]\.)?[ivxl]{1,7}[a-h]?(?:\.\d{1,2}){0,2}"
_ORDINAL: Final = rf"thứ{_BLANK}(?:nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_VALUE: Final = rf"(?:{_ARABIC}|{_ROMAN}|[a-zđ]\d{{0,2}}|{_ORDINAL})(?![\w/%]|\.\d)"
_QUOTED: Final = rf"[“\"'‘]?{_VALUE}[”\"'’]?(?:(?<=[a-zđ])\))?"
_BETWEEN: Final = (
    rf"(?:{_GAP}[,;]{_GAP}(?:(?:và|hoặc){_BLANK})?|{_BLANK}(?:và|hoặc|hay){_BLANK}"
    rf"|{_GAP}-{_GAP}|{_BLANK}(?:đến|tới){_BLANK})"
)
# Scanned text garbles them: `Điệu 8`, `Diéu 5`, `Điển 6`, `khoan 2`.
_DIEU_DIEM: Final = "[đd]i[eéèẻẽẹêếềểễệ][umn]"
_KHOAN: Final = "kho[aáàảãạ]n|khỏan"
_GROUP: Final = re.compile(
    rf"""
    (?<!\w)(?P<unit>
        {_DIEU_DIEM}|{_KHOAN}|tiểu{_BLANK}mục|mục|chương|phần|phụ{_BLANK}lục|tiết
    )
    {_BLANK}(?:(?:số|từ){_BLANK})?
    (?P<values>{_QUOTED}(?:{_BETWEEN}{_QUOTED})*)
    """,
    re.VERBOSE,
)
_FROM: Final = re.compile(rf"(?:(?:từ|các|những|cả){_BLANK}){{0,2}}")
_MEMBER: Final = re.compile(rf"(?P<link>{_BETWEEN})?[“\"'‘]?(?P<value>{_VALUE})[”\"'’]?\)?")
_RANGE: Final = re.compile(r"[-]|đến|tới")
_LINK: Final = re.compile(
    rf"""
    [)\]]?{_GAP}
    (?:
        (?P<range>(?:đến|tới)(?:{_BLANK}hết)?)
        | (?P<dash>-)
        | (?P<semicolon>;(?!{_GAP}(?:và|hoặc)))
        | (?P<list>;{_GAP}(?:và|hoặc)|,?{_GAP}(?:và/hoặc|và|hoặc|hay|cùng|với))
        | (?P<comma>,)
        | \(?
    )
    {_GAP}
    (?:(?:của|thuộc|tại|trong|ở|từ|các|những|cả|quy{_BLANK}định{_BLANK}tại){_BLANK}){{0,3}}
    """,
    re.VERBOSE,
)
_MARKS_TO_BLANKS: Final = str.maketrans("*_", "  ")
_FIRST_REACH: Final = 96
_LAST_REACH: Final = 1536
_CUT: Final = 40
"""How near to the edge of a window a chain may begin before more text is looked at."""


class Chain(NamedTuple):
    """A run of pin-points in a text.

    Attributes:
        start: where its first unit begins.
        end: where its last numeral ends.
        provisions: the pin-points in the order of the text.
        descending: whether larger units stand before smaller ones.
        largest: the name of its largest unit, in lower case.
    """

    start: int
    end: int
    provisions: tuple[Provision, ...]
    descending: bool
    largest: str


class _Group(NamedTuple):
    """One unit with its numerals: `khoản 1, 2 và 3`, and how it is tied to the next group."""

    unit: str
    values: list[str]
    link: str


def chain_at(text: str, lower: str, at: int, limit: int | None = None) -> Chain | None:
    """Read the pin-points that begin at a position.

    Args:
        text: the folded text.
        lower: the same in lower case.
        at: where the first unit, or `từ` or `các` before it, begins.
        limit: where reading ends at the latest.
    """
    limit = len(lower) if limit is None else min(limit, len(lower))
    matches: list[re.Match[str]] = []
    link = _FROM.match(lower, at, limit)
    while link is not None and link.end() - at < _LAST_REACH:
        match = _GROUP.match(lower, link.end(), limit)
        if match is None or not _is_numbered(text, match):
            break
        matches.append(match)
        link = _LINK.match(lower, match.end(), limit)
    return _chain(text, lower, matches)


def chain_before(text: str, lower: str, begin: int, end: int) -> Chain | None:
    """Read the pin-points that end exactly at a position.

    Args:
        text: the folded text.
        lower: the same in lower case.
        begin: how far back they may reach.
        end: where their last numeral ends.
    """
    reach = _FIRST_REACH
    while True:
        low = max(begin, end - reach)
        run = _run_before(text, lower, low, end)
        if not run:
            return None
        if low == begin or run[0].start() > low + _CUT or reach >= _LAST_REACH:
            return _chain(text, lower, run)
        reach *= 4


def last_chain(text: str, lower: str, begin: int, end: int) -> Chain | None:
    """Read the last pin-points of a stretch of text."""
    matches = [match for match in _GROUP.finditer(lower, begin, end) if _is_numbered(text, match)]
    return chain_before(text, lower, begin, matches[-1].end()) if matches else None


def _run_before(text: str, lower: str, low: int, end: int) -> list[re.Match[str]]:
    """Give the groups that follow one another up to a position."""
    run: list[re.Match[str]] = []
    for match in reversed(list(_GROUP.finditer(lower, low, end))):
        if not _is_numbered(text, match):
            break
        if match.end() != end and not (run and _LINK.fullmatch(lower, match.end(), end)):
            break
        run.append(match)
        end = match.start()
    run.reverse()
    return run


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Tell numerals from words by their capitals: `Chương V`, `điểm v`, but not `phần v`."""
    written = text[match.start("values") : match.end("values")]
    first = written.lstrip("“\"'‘")
    if first[0].isdigit() or first[0].isupper() or first[:3].lower() == "thứ":
        return True
    return _unit(match) in _LETTERED


def _unit(match: re.Match[str]) -> str:
    """Give the unit of a group as `_UNITS` spells it."""
    unit: str = match["unit"]
    if unit in _UNITS:
        return unit
    if unit.startswith("kho"):
        return "khoản"
    if unit[0] in "đd":
        return "điểm" if unit.endswith("m") else "điều"
    return " ".join(unit.translate(_MARKS_TO_BLANKS).split())


def _chain(text: str, lower: str, matches: list[re.Match[str]]) -> Chain | None:
    if not matches:
        return None
    groups: list[_Group] = []
    following = [*(match.start() for match in matches[1:]), None]
    for match, after in zip(matches, following, strict=True):
        unit = _unit(match)
        written = text[match.start("values") : match.end("values")]
        link = _kind_of_link(lower, match.end(), after) if after is not None else ""
        group = _Group(unit, _values(written), link)
        if groups and groups[-1].link in ("range", "dash"):
            previous = groups.pop()
            if previous.unit == unit:
                through = f"{previous.values[-1]}-{group.values[0]}"
                group = _Group(unit, [*previous.values[:-1], through, *group.values[1:]], link)
            else:  # `khoản 1 - điều 51`: a dash between different units only separates them.
                apart = "comma" if previous.link == "dash" else "list"
                groups.append(previous._replace(link=apart))
        groups.append(group)
    descending = _is_descending(groups)
    provisions = _resolve(groups, descending=descending)
    largest = max((group.unit for group in groups), key=lambda unit: _UNITS[unit][0])
    return Chain(matches[0].start(), matches[-1].end(), provisions, descending, largest)


def _values(written: str) -> list[str]:
    """Split the numerals of one unit, as written: `1, 3 đến 5` → `1`, `3-5`."""
    if written.isalnum():
        return [written]
    values: list[str] = []
    for match in _MEMBER.finditer(written.lower()):
        value = " ".join(written[match.start("value") : match.end("value")].split())
        if values and match["link"] is not None and _RANGE.search(match["link"]):
            values[-1] = f"{values[-1]}-{value}"
        else:
            values.append(value)
    return values


def _kind_of_link(lower: str, start: int, end: int) -> str:
    """Say how two groups are tied: by the name of a group of `_LINK`, or ``near``."""
    if lower[start:end] == " ":
        return "near"
    link = _LINK.fullmatch(lower, start, end)
    return "list" if link is None else link.lastgroup or "near"


def _is_descending(groups: list[_Group]) -> bool:
    """Say whether larger units stand first: a step down, none up, `và` aside."""
    down = False
    for group, after in pairwise(groups):
        if group.link in _LISTING:
            continue
        if _UNITS[group.unit][0] < _UNITS[after.unit][0]:
            return False
        down = down or _UNITS[group.unit][0] > _UNITS[after.unit][0]
    return down


def _resolve(groups: list[_Group], *, descending: bool) -> tuple[Provision, ...]:
    """Put each numeral under the larger units that it belongs to.

    Groups are taken from the governing side; of several numerals of a unit, the one next to a
    smaller unit governs it: `điểm a khoản 1, 2 Điều 5` is point a of clause 1, and clause 2.
    """
    if len(groups) == 1 and len(groups[0].values) == 1:
        field = _UNITS[groups[0].unit][1]
        return (Provision(**{field: groups[0].values[0]}),) if field else ()
    ordered = _outermost(groups if descending else groups[::-1], descending=descending)
    found: list[dict[str, str]] = []
    above: list[tuple[int, dict[str, str]]] = []
    for group, following in zip(ordered, [*ordered[1:], None], strict=True):
        rank, field = _UNITS[group.unit]
        above = [one for one in above if one[0] > rank]
        context = above[-1][1] if above else {}
        values = group.values if descending else group.values[::-1]
        members = [{**context, field: value} if field else context for value in values]
        if following is not None and _UNITS[following.unit][0] < rank:
            # From small to large a list ends what a unit governs: `khoản 2 và Điều 7`. A mere
            # semicolon does not between point and clause: no point stands without its clause.
            loose = following.link == "semicolon" and (following.unit, group.unit) == _POINT
            if descending or loose or following.link not in _LISTING:
                above.append((rank, members.pop()))
        found.extend(members)
    if not descending:
        found.reverse()
    distinct: list[dict[str, str]] = []
    for one in found:
        if one and (not distinct or distinct[-1] != one):
            distinct.append(one)
    return tuple(Provision(**one) for one in distinct)


def _outermost(ordered: list[_Group], *, descending: bool) -> list[_Group]:
    """Leave out units inside a unit of their own name: the record has one field for both."""
    kept: list[_Group] = []
    for group in ordered:
        if kept and kept[-1].unit == group.unit and group.unit in _NESTING:
            if (kept[-1] if descending else group).link == "near":
                continue
        kept.append(group)
    return kept
