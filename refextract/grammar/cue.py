"""Cues: the words before or after a document that say what is done with it.

`căn cứ`, `thực hiện`, `quy định chi tiết`, `sửa đổi, bổ sung`, `được thay thế bởi`, `hết hiệu lực`,
`ban hành kèm theo`. The cue nearest before the document decides, if what stands between lets it
govern the document: few words, no end of clause, no other act. Reading goes back word by word from
the document and ends at the first cue or obstacle, so that it takes a bounded time.

>>> cue_before("chính phủ quy định chi tiết một số điều của".split()).relation
'guides'
>>> cue_before("được sửa đổi, bổ sung một số điều theo".split(), after_document=True)
CueFound(relation=None, acting=True)
>>> act_after(" đã được sửa đổi, bổ sung bởi Luật", 0)
'amends'
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from refextract.citation import Relation
from refextract.grammar.ahead import begins_otherwise

_MOST_WORDS: Final = 18


class _Cue(NamedTuple):
    """What a cue means and how many words may stand between it and the document."""

    relation: Relation
    reach: int


_BASED: Final = _Cue("based_on", 14)
_IMPLEMENTS: Final = _Cue("implements", 10)
_GUIDES: Final = _Cue("guides", 8)
_AMENDS: Final = _Cue("amends", 16)
_REPLACES: Final = _Cue("replaces", 16)
_REPEALS: Final = _Cue("repeals", 16)
_WITH: Final = _Cue("promulgated_with", 2)

_WRITTEN: Final[dict[_Cue, str]] = {
    _BASED: "căn cứ,cơ sở,dựa trên,dựa vào,áp dụng",
    _IMPLEMENTS: "thực hiện,triển khai,quán triệt,thi hành,thị hành,thể hóa,thể hoá,chấp hành"
    ",thực thi",
    _GUIDES: "hướng dẫn,chi tiết,chỉ tiết",
    _AMENDS: "sửa đổi,sửa đối,sửa đồi,sủa đổi,bổ sung,bồ sung,bỗ sung,bố sung,bé sung",
    _REPLACES: "thay thế,thay cho",
    _REPEALS: "bãi bỏ,hủy bỏ,huỷ bỏ,hiệu lực",
    _WITH: "kèm theo",
}
"""Cues by their last two syllables, with the forms that scanning makes of them."""

_CUES: Final = {words: cue for cue, row in _WRITTEN.items() for words in row.split(",")}
_CHANGING: Final = frozenset({_AMENDS, _REPLACES, _REPEALS})
_NEEDED_BEFORE: Final = {
    "cơ sở": "trên",
    "thể hóa": "cụ",
    "thể hoá": "cụ",
    "chi tiết": "định",
    "chỉ tiết": "định",
    "hiệu lực": "hết",
}
"""The syllable that must stand before some cues: `hết hiệu lực`, not `có hiệu lực`."""

_OTHER_ACTS: Final = frozenset(
    "ban hành|xây dựng|soạn thảo|công bố|thông qua|đã ký|vừa ký|trong đó|theo đó|phù hợp".split("|")
)
"""Acts that take the document from a cue before them: `triển khai xây dựng Nghị định …`."""

_STOPS: Final = frozenset("là rằng khi nhưng nếu vì do chưa không trái có với".split())
_NO_STOPS: Final = frozenset({"có hiệu", "có kết", "có chiều", "đối với", "cùng với"})
_TELLING: Final = _STOPS | {"theo"} | {words.partition(" ")[2] for words in (*_CUES, *_OTHER_ACTS)}
"""Syllables that may end a cue or stop the search for one; all others are passed over."""

_GOVERNING: Final = frozenset("tại của trong vào cho thuộc".split())
_AGENT: Final = frozenset("bởi bằng tại trong của".split())
"""Words after a cue that make the document the one that acts: `sửa đổi bởi`, `hướng dẫn tại`."""

_PASSIVE: Final = frozenset({"được", "bị"})
_AND: Final = frozenset({"và", "hoặc", "hay"})
_FILLERS: Final = frozenset(
    "một số điều khoản điểm nội dung và việc biện pháp tổ chức các để chi chỉ tiết thi hành"
    " thực hiện của quy định về hướng dẫn triển khai tại".split()
)
_RULES: Final = frozenset("đúng quy trình thủ nội tinh yêu hướng thẩm nguyên tiêu mức".split())
_NOT_BASED: Final = frozenset({"tiếp", "tuỳ", "tùy", "đuổi"})
_NOT_THE_LAW: Final = frozenset({"án", "công", "kỷ"})
"""What is also `thi hành`: a sentence, a duty, a punishment."""

_AMENDED: Final = frozenset("này khoản điều điểm mục chương luật định tư quyết".split())
"""Words of one of which a text amended by another has at least one."""

_MARKS: Final = "*_^“\"'([-+•"
_CLAUSE_ENDS: Final = frozenset('.;!?)]”"…')
_BULLET: Final = re.compile(
    r"[-+•*]+|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|\d{1,2}(?:\.\d{1,2})+"
)
_ACT_AFTER: Final = re.compile(
    r"""
    [ \n*_]{0,3}[,(]?[ \n]{0,2}(?:(?:đã|mới|vừa|sẽ|hiện)\s+)?
    (?:
        (?:được|bị)\s+(?:\w{1,12}\s+){0,3}?
        (?P<act>s[ửủ]a\s+đ[ổốồ]i|b[ổồ]\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|hướng\s+dẫn
            |quy\s+định\s+chi\s+tiết)
        | (?P<ended>hết\s+hiệu\s+lực)
    )
    """,
    re.VERBOSE,
)
_BEGIN_OF_ACT: Final = "đmvshb"
"""How the words of an act begin: `được`, `đã`, `mới`, `vừa`, `sẽ`, `hiện`, `hết`, `bị`."""
_ACTS: Final[dict[str, Relation]] = {
    **dict.fromkeys(("sửa", "sủa", "bổ", "bồ"), "amends"),
    **dict.fromkeys(("bãi", "hủy", "huỷ"), "repeals"),
    **dict.fromkeys(("hướng", "quy"), "guides"),
    "thay": "replaces",
}


class CueFound(msgspec.Struct, frozen=True, gc=False):
    """What stands before a document.

    Attributes:
        relation: what the cue says; ``None`` without a cue and where the document acts itself.
        acting: whether the document acts on one before it: `được sửa đổi bởi`.
    """

    relation: Relation | None
    acting: bool = False


_NOTHING: Final = CueFound(None)
_ACTING: Final = CueFound(None, acting=True)


def cue_before(words: list[str], *, after_document: bool = False) -> CueFound:
    """Find the cue that governs what follows the last word.

    Args:
        words: the words before a document, in lower case, with their punctuation.
        after_document: whether they begin right after another document.
    """
    last = len(words) - 1
    commas = 0
    bullets = True
    for position in range(last, max(-1, last - _MOST_WORDS), -1):
        core = words[position]
        mark, opening = "", False
        if not core.isalpha():
            mark = core[-1]
            if bullets and _BULLET.fullmatch(core):
                continue
            if mark in '”"' and position > 1:
                shorter = _without_quotation(words, position)
                return cue_before(shorter, after_document=after_document) if shorter else _NOTHING
            if mark in _CLAUSE_ENDS or (mark == ":" and not bullets):
                return _NOTHING
            if mark == "," and position == last:
                if core != "này,":
                    return _NOTHING
                mark = ""  # `theo Luật này, Luật …`: a list whose first member points back.
                core = core[:-1]
            elif mark in ",:":
                commas += mark == ","
                core = core[:-1]
            opening = core[:1] in _MARKS
            core = core.lstrip(_MARKS)
        bullets = False
        if core in _TELLING:
            before = words[position - 1].lstrip(_MARKS) if position and not opening else ""
            inner = commas - (mark == ",")
            found = _judge(words, position, before, core, inner, after_document=after_document)
            if found is not None:
                return _NOTHING if mark == "," else found
        if opening:
            return _NOTHING
    return _NOTHING


def _without_quotation(words: list[str], end: int) -> list[str]:
    """Take out what an amendment quotes, `cụm từ “quận”`; nothing is left of other quotations."""
    start = end
    while start > 1 and words[start][0] not in '“"':
        start -= 1
    return words[:start] + words[end + 1 :] if words[start - 1] == "từ" else []


def _judge(
    words: list[str], position: int, before: str, core: str, commas: int, *, after_document: bool
) -> CueFound | None:
    """Judge a telling syllable: a cue, an obstacle, or ``None`` if it is neither."""
    pair = f"{before} {core}"
    if core == "theo" and before != "kèm":
        return _judge_theo(words, position, commas, after_document=after_document)
    if pair in _CUES:
        return _judge_cue(words, position, pair, commas)
    if pair in _OTHER_ACTS:
        return _NOTHING
    if core in _STOPS and pair not in _NO_STOPS:
        after = words[position + 1] if position + 1 < len(words) else ""
        if f"{core} {after}" not in _NO_STOPS:
            return _NOTHING
    return None


def _judge_cue(words: list[str], position: int, pair: str, commas: int) -> CueFound | None:
    """Judge two syllables that are a cue; ``None`` if a third or their object makes them none."""
    cue = _CUES[pair]
    gap = words[position + 1 :]
    first = position - 1
    if pair in _NEEDED_BEFORE:
        first -= 1
        if first < 0 or words[first].lstrip(_MARKS) != _NEEDED_BEFORE[pair]:
            return None
    ahead = words[first - 1].lstrip(_MARKS) if first > 0 else ""
    if pair == "thi hành":
        if ahead == "lực":  # `có hiệu lực thi hành`, `hết hiệu lực thi hành`
            if first < 3 or words[first - 3].lstrip(_MARKS) != "hết":
                return _NOTHING
            cue = _REPEALS
        elif gap and gap[0] in _NOT_THE_LAW:
            return None
    if len(gap) > cue.reach or (commas and cue is not _IMPLEMENTS and gap[-1] not in _GOVERNING):
        return _NOTHING
    if cue is _BASED or cue is _WITH:
        within_clause = bool(ahead) and ahead[-1] not in ".;:,"
        return _NOTHING if pair == "áp dụng" and within_clause else CueFound(cue.relation)
    if cue in _CHANGING:
        cue, first = _first_of_several(words, first, cue)
        ahead = words[first - 1].lstrip(_MARKS) if first > 0 else ""
        if gap and gap[0] in ("cụm", "từ"):
            cue = _AMENDS  # To replace words of a document is to amend it.
    elif cue is _IMPLEMENTS and _guides(words, first):
        cue = _GUIDES
    if cue is _GUIDES and ahead == "theo":
        return CueFound("based_on")
    agent = bool(gap) and (gap[0] in _AGENT or (gap[-1] == "tại" and "này" in gap))
    if agent or ahead in _PASSIVE or ahead == "bản":
        return _NOTHING if cue is _IMPLEMENTS else _ACTING
    return CueFound(cue.relation)


def _judge_theo(
    words: list[str], position: int, commas: int, *, after_document: bool
) -> CueFound | None:
    """Judge `theo`: a basis, but not in `theo dõi`, `tiếp theo`, `được sửa đổi … theo`."""
    gap = words[position + 1 :]
    if words[max(0, position - 2) : position] == ["ban", "hành"]:
        return CueFound("promulgated_with")
    if (position and words[position - 1] in _NOT_BASED) or gap[:1] == ["dõi"]:
        return None
    # `theo trình tự, thủ tục của Luật …`, but `theo Bộ Tài chính, Luật …` is what a ministry says.
    listed = commas and gap[0] in _RULES and gap[-1] in _GOVERNING
    if len(gap) > _BASED.reach or (commas and not listed):
        return _NOTHING
    at = position - 1
    while at > 0 and position - at < 12 and words[at].rstrip(",") in _FILLERS:
        at -= 1
    pair = f"{words[at - 1].lstrip(_MARKS)} {words[at]}" if at > 0 else ""
    amended = after_document or not _AMENDED.isdisjoint(words[: max(0, at - 1)])
    if amended and _CUES.get(pair) in _CHANGING:
        return _ACTING
    return CueFound("based_on")


def _first_of_several(words: list[str], first: int, cue: _Cue) -> tuple[_Cue, int]:
    """Go back over cues that are joined: `sửa đổi, bổ sung, thay thế` is an amendment."""
    while first > 1:
        at = first - 1
        if words[at] in _AND:
            at -= 1
        pair = f"{words[at - 1].lstrip(_MARKS)} {words[at].rstrip(',')}" if at > 0 else ""
        other = _CUES.get(pair)
        if other not in _CHANGING or pair in _NEEDED_BEFORE:
            break
        cue, first = other, at - 1
    return cue, first


def _guides(words: list[str], first: int) -> bool:
    """Say whether `thi hành` belongs to `hướng dẫn` or `quy định chi tiết` before it."""
    for at in range(first - 1, max(0, first - 14), -1):
        word = words[at].rstrip(",")
        if _CUES.get(f"{words[at - 1].lstrip(_MARKS)} {word}") is _GUIDES:
            return True
        if word not in _FILLERS:
            return False
    return False


def act_after(lower: str, at: int) -> Relation | None:
    """Read what is said of a document right after it: `được thay thế bởi`, `hết hiệu lực`.

    Args:
        lower: the folded text in lower case.
        at: where the document ends.
    """
    found = None if begins_otherwise(lower, at, _BEGIN_OF_ACT) else _ACT_AFTER.match(lower, at)
    if found is None:
        return None
    return "repeals" if found["ended"] else _ACTS[found["act"].split()[0]]
