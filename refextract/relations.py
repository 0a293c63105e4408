"""What the text does with the documents that it cites: the relation of each mention.

A relation says what happens to the document that has it, by the text itself or by a document
named before it: in `Căn cứ Luật Giá` the text bases itself on the law; in `Thông tư 80/2021/TT-BTC
hướng dẫn Luật Quản lý thuế` the circular, which has no relation, guides the law, which has
``guides``. The values, with their cues:

=================== ==========================================================================
``based_on``        căn cứ, theo, trên cơ sở, dựa trên, áp dụng at the head of a clause
``implements``      thực hiện, triển khai, quán triệt, thi hành, cụ thể hóa, chấp hành
``guides``          quy định chi tiết, hướng dẫn (thi hành)
``amends``          sửa đổi, bổ sung
``replaces``        thay thế, thay cho
``repeals``         bãi bỏ, hủy bỏ, hết hiệu lực
``promulgated_with`` (ban hành) kèm theo, ban hành theo
=================== ==========================================================================

Two rules follow for the passive. A document that `được sửa đổi` or `hết hiệu lực` has ``amends`` or
``repeals``, unless a cue before it says what the text does with it: `Căn cứ Luật Thú y được sửa đổi
bởi Luật số 146/2025/QH15` has ``based_on``. The document after `được sửa đổi, bổ sung bởi/tại/theo`
acts and is not acted upon: it has none.

The cue nearest before the document decides; members of an enumeration share it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refextract.citation import Relation
from refextract.folding import Folded
from refextract.mention import Mention

_WINDOW: Final = 160
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

_CUES: Final[dict[str, _Cue]] = {
    "căn cứ": _BASED,
    "cơ sở": _BASED,
    "dựa trên": _BASED,
    "dựa vào": _BASED,
    "áp dụng": _BASED,
    "thực hiện": _IMPLEMENTS,
    "triển khai": _IMPLEMENTS,
    "quán triệt": _IMPLEMENTS,
    "thi hành": _IMPLEMENTS,
    "thể hóa": _IMPLEMENTS,
    "thể hoá": _IMPLEMENTS,
    "chấp hành": _IMPLEMENTS,
    "thực thi": _IMPLEMENTS,
    "hướng dẫn": _GUIDES,
    "chi tiết": _GUIDES,
    "sửa đổi": _AMENDS,
    "bổ sung": _AMENDS,
    "thay thế": _REPLACES,
    "thay cho": _REPLACES,
    "bãi bỏ": _REPEALS,
    "hủy bỏ": _REPEALS,
    "huỷ bỏ": _REPEALS,
    "hiệu lực": _REPEALS,
    "kèm theo": _WITH,
}
"""Cues by their two syllables."""

_NEEDED_BEFORE: Final[dict[str, str]] = {
    "cơ sở": "trên",
    "thể hóa": "cụ",
    "thể hoá": "cụ",
    "chi tiết": "định",
    "hiệu lực": "hết",
}
"""The syllable that must stand before some cues: `hết hiệu lực`, not `có hiệu lực`."""

_LAST_SYLLABLES: Final = frozenset(cue.rpartition(" ")[2] for cue in _CUES) | {"theo"}
_CHANGING: Final = frozenset({_AMENDS, _REPLACES, _REPEALS})
_OTHER_ACTS: Final = frozenset(
    {
        "ban hành",
        "xây dựng",
        "soạn thảo",
        "công bố",
        "thông qua",
        "đã ký",
        "vừa ký",
        "trong đó",
        "theo đó",
        "phù hợp",
    }
)
"""Acts that take the document from a cue before them: `triển khai xây dựng Nghị định …`."""

_STOPS: Final = frozenset(
    {"là", "rằng", "khi", "nhưng", "nếu", "vì", "do", "chưa", "không", "trái", "có", "với"}
)
_NO_STOPS: Final = frozenset({"có hiệu", "có kết", "có chiều", "đối với", "cùng với"})
_GOVERNING: Final = frozenset({"tại", "của", "trong", "vào", "cho", "thuộc"})
_AGENT: Final = frozenset({"bởi", "bằng", "tại", "trong", "của"})
_PASSIVE: Final = frozenset({"được", "bị"})
_AND: Final = frozenset({"và", "hoặc", "hay"})
_FILLERS: Final = frozenset(
    "một số điều khoản điểm nội dung và việc biện pháp tổ chức các để chi tiết thi hành thực hiện"
    " của quy định về hướng dẫn triển khai tại".split()
)
_OTHER_OBJECTS: Final = frozenset({"án", "công", "kỷ"})
"""What is also `thi hành`: a sentence, a duty, a punishment."""

_NOT_BASED: Final = frozenset({"tiếp", "tuỳ", "tùy", "đuổi"})
_MARKS: Final = "*_“\"'([-+•"
_CLAUSE_ENDS: Final = frozenset('.;!?)]”"…')
_BULLET: Final = re.compile(
    r"[-+•*–]+|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|\d{1,2}(?:\.\d{1,2})+"
)

_AFTER: Final = re.compile(
    r"[ \n*_]{0,3}[,(]?[ \n]{0,2}(?:(?:đã|mới|vừa|sẽ|hiện)\s+)?"
    r"(?:(?:được|bị)\s+(?:\w+\s+){0,3}?"
    r"(?P<act>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|hướng\s+dẫn|quy\s+định\s+chi\s+tiết)"
    r"|(?P<ends>hết\s+hiệu\s+lực))"
)
_ENDS: Final = "hết hiệu lực"
_TITLED: Final = re.compile(
    r"\s+(?:về|v/v|quy\s+định|hướng\s+dẫn|ban\s+hành|sửa\s+đổi|phê\s+duyệt|của)\s"
)
_TITLE_REACH: Final = 240
_LINK: Final = re.compile(
    r"(?:,|;|&|(?<!\w)(?:và|hoặc|cùng|với|hay))(?:\s+(?:và|cùng|với|theo|các|của|số))*"
    r"[\s*_]*(?:(?:[-+•*]+|\(?(?:\d{1,2}|[a-zđ])[.)]|\d{1,2}\.\d{1,2}\.?)\s*)?(?:(?:quy\s+định\s+tại|tại|các|số|của)\s*)*[“\"]?$"
)
_LINK_REACH: Final = 40
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n\s*\n")


def read_relations(folded: Folded, mentions: list[Mention]) -> None:
    """Give each mention its relation.

    Args:
        folded: the text.
        mentions: its mentions in order, with their pin-points; their ``relation`` is filled.
    """
    reader = _Reader(folded.lower, mentions)
    for position, mention in enumerate(mentions):
        if not mention.heading and mention.kind != "back":
            reader.read(position)


class _Reader:
    """One reading of one text: what the mentions so far are tied to."""

    def __init__(self, lower: str, mentions: list[Mention]) -> None:
        self.lower = lower
        self.mentions = mentions
        self.has_ends = _ENDS in lower
        self.linked: dict[int, int] = {}
        """The mention before that a member of an enumeration follows."""
        self.acted_on: dict[int, int] = {}
        """The mention that the acting document of a passive acts on."""
        self.passive: set[int] = set()
        """Mentions whose relation is only what another document did to them."""
        self.outer = -1
        self.inner = -1

    def read(self, position: int) -> None:
        """Read the relation of one mention from what stands before and after it."""
        mention = self.mentions[position]
        start = mention.pinned_from if mention.pinned_from >= 0 else mention.start
        previous = self._previous(position)
        low = max(0, start - _WINDOW)
        if previous is not None:
            before = self.mentions[previous]
            low = max(low, before.end if before.end <= start else before.start)
        blank = self.lower.rfind("\n\n", low, start)
        words = self.lower[blank + 2 if blank >= 0 else low : start].split()
        found = _cue_before(words)
        if found.relation is not None:
            mention.relation = found.relation
        elif previous is not None:
            if found.acting:
                self.acted_on[position] = previous
            else:
                self._share(position, previous, start)
        if position == self.outer or mention.end < self.mentions[self.outer].end:
            self._read_after(position)

    def _previous(self, position: int) -> int | None:
        """Give the mention before a mention, or the one that contains it.

        After nested mentions it is the outermost: that is the member of an enumeration. Back
        references do not count: they are read only where they are asked for, and must not change
        the others.
        """
        if self.outer >= 0 and self.mentions[position].start < self.mentions[self.outer].end:
            previous, self.inner = self.inner, position
            return previous
        previous, self.outer, self.inner = self.outer, position, position
        return previous if previous >= 0 else None

    def _share(self, position: int, previous: int, start: int) -> None:
        """Give a member of an enumeration the relation of those before it."""
        lower, mention, before = self.lower, self.mentions[position], self.mentions[previous]
        gap = start - before.end
        if gap < 0 or gap > _TITLE_REACH:
            return
        link = _LINK.search(lower, max(before.end, start - _LINK_REACH), start)
        if link is None:
            return
        titled = link.start() > before.end + 3
        if titled:
            if lower[before.end : before.end + 2].lstrip()[:1] in (",", ";", ".", ":"):
                return
            if _SENTENCE_END.search(lower, before.end, link.start()):
                return
        self.linked[position] = previous
        source: int | None = previous
        while source is not None and self.mentions[source].type != mention.type:
            source = self.linked.get(source)
        source = previous if source is None else source
        mention.relation = self.mentions[source].relation
        if previous in self.acted_on:
            self.acted_on[position] = self.acted_on[previous]
            mention.relation = None

    def _read_after(self, position: int) -> None:
        """Read what is said of a document after it: `được thay thế bởi …`, `hết hiệu lực`."""
        mention = self.mentions[position]
        after = _AFTER.match(self.lower, mention.end)
        if after is not None and after["act"]:
            if mention.relation is None and position not in self.acted_on:
                mention.relation = _act(after["act"])
                self.passive.add(position)
            return
        if not self.has_ends:
            return
        if after is None and not self._ends_after_title(position):
            return
        ended: int | None = self.acted_on.get(position, position)
        while ended is not None:
            if self.mentions[ended].relation is not None and ended not in self.passive:
                return
            self.mentions[ended].relation = "repeals"
            ended = self.linked.get(ended)

    def _ends_after_title(self, position: int) -> bool:
        """Say whether `hết hiệu lực` ends the clause that begins with the title of a document."""
        end = self.mentions[position].end
        limit = min(len(self.lower), end + _TITLE_REACH)
        if position + 1 < len(self.mentions):
            limit = min(limit, self.mentions[position + 1].start)
        at = self.lower.find(_ENDS, end, limit)
        if at < 0 or _TITLED.match(self.lower, end) is None:
            return False
        return not any(mark in self.lower[end:at] for mark in (". ", ";", ":", "\n\n", "này"))


class _Found(NamedTuple):
    """The cue before a document.

    Attributes:
        relation: what it says; ``None`` without a cue and where the document is the one that acts.
        acting: whether the document acts on one before it.
    """

    relation: Relation | None
    acting: bool = False


_NOTHING: Final = _Found(None)
_ACTING: Final = _Found(None, acting=True)


def _cue_before(words: list[str]) -> _Found:
    """Find the cue that governs what follows the last word.

    Args:
        words: the words of the clause before the document, in lower case, with their marks.
    """
    last = len(words) - 1
    commas = 0
    bullets = True
    for position in range(last, max(-1, last - _MOST_WORDS), -1):
        core = words[position]
        mark = core[-1]
        if bullets and _BULLET.fullmatch(core):
            continue
        if mark in _CLAUSE_ENDS or mark == ":" and not bullets:
            return _NOTHING
        if mark == "," and position == last:
            if core != "này,":
                return _NOTHING
            mark = ""  # `theo Luật này, Luật …`: a list whose first member points back.
            core = core[:-1]
        if mark in (",", ":"):
            commas += mark == ","
            core = core[:-1]
        bullets = False
        opening = core[:1] in _MARKS
        if opening:
            core = core.lstrip(_MARKS)
        before = words[position - 1].lstrip(_MARKS) if position and not opening else ""
        if core in _LAST_SYLLABLES:
            found = _judge(words, position, before, core, commas - (mark == ","))
            if found is not None:
                return found if mark != "," else _NOTHING
        if opening or f"{before} {core}" in _OTHER_ACTS:
            return _NOTHING
        if core in _STOPS:
            after = words[position + 1] if position < last else ""
            if f"{core} {after}" not in _NO_STOPS and f"{before} {core}" not in _NO_STOPS:
                return _NOTHING
    return _NOTHING


def _judge(words: list[str], position: int, before: str, core: str, commas: int) -> _Found | None:
    """Judge a syllable that may end a cue; ``None`` if it does not."""
    gap = words[position + 1 :]
    if core == "theo" and before != "kèm":
        return _judge_theo(words, position, before, gap, commas)
    cue = _CUES.get(f"{before} {core}")
    if cue is None:
        return None
    first = position - 1
    needed = _NEEDED_BEFORE.get(f"{before} {core}")
    if needed is not None:
        first -= 1
        if first < 0 or words[first].lstrip(_MARKS) != needed:
            return None
    if core == "hành" and before == "thi":
        if first > 0 and words[first - 1] == "lực":  # `có hiệu lực thi hành`, `hết hiệu lực …`
            if first < 3 or words[first - 3].lstrip(_MARKS) != "hết":
                return _NOTHING
            cue = _REPEALS
        elif gap and gap[0] in _OTHER_OBJECTS:
            return None
    if len(gap) > cue.reach:
        return _NOTHING
    if commas and cue is not _IMPLEMENTS and gap[-1] not in _GOVERNING:
        return _NOTHING
    if cue is _BASED:
        in_clause = first > 0 and words[first - 1][-1] not in ".;:,"
        return _NOTHING if core == "dụng" and in_clause else _Found(cue.relation)
    if cue is _WITH:
        return _Found(cue.relation)
    if cue in _CHANGING:
        cue, first = _first_of_several(words, first, cue)
        if gap[:1] == ["cụm"] or gap[:1] == ["từ"]:
            cue = _AMENDS  # Replacing words of a document amends it.
    elif cue is _IMPLEMENTS:
        cue = _guiding(words, first) or cue
    ahead = words[first - 1] if first > 0 else ""
    if cue is _GUIDES and ahead == "theo":
        return _Found("based_on")
    if ahead in _PASSIVE or gap and (gap[0] in _AGENT or gap[-1] == "tại" and "này" in gap):
        return _ACTING if cue in _CHANGING or cue is _GUIDES else _NOTHING
    return _Found(cue.relation)


def _judge_theo(
    words: list[str], position: int, before: str, gap: list[str], commas: int
) -> _Found | None:
    """Judge `theo`: a basis, unless it belongs to `theo dõi`, `tiếp theo`, `được sửa đổi … theo`."""
    if before in _NOT_BASED or gap[:1] == ["dõi"]:
        return None
    if len(gap) > _BASED.reach or commas:
        return _NOTHING
    at = position - 1
    while at > 0 and position - at < 12 and words[at].rstrip(",") in _FILLERS:
        at -= 1
    pair = f"{words[at - 1].lstrip(_MARKS)} {words[at]}" if at > 0 else ""
    if _CUES.get(pair) in _CHANGING:
        return _ACTING
    if pair == "ban hành" and at == position - 1:
        return _Found("promulgated_with")
    return _Found("based_on")


def _first_of_several(words: list[str], first: int, cue: _Cue) -> tuple[_Cue, int]:
    """Go back over cues that are joined: `sửa đổi, bổ sung, thay thế` is an amendment."""
    while first > 1:
        at = first - 1
        if words[at] in _AND:
            at -= 1
        if at < 1:
            break
        pair = f"{words[at - 1].lstrip(_MARKS)} {words[at].rstrip(',')}"
        other = _CUES.get(pair)
        if other not in _CHANGING or pair in _NEEDED_BEFORE:
            break
        cue, first = other, at - 1
    return cue, first


def _guiding(words: list[str], first: int) -> _Cue | None:
    """Say whether `thi hành` belongs to `hướng dẫn` or `quy định chi tiết` before it."""
    for at in range(first - 1, max(0, first - 14), -1):
        word = words[at].rstrip(",")
        pair = f"{words[at - 1].lstrip(_MARKS)} {word}"
        if _CUES.get(pair) is _GUIDES:
            return _GUIDES
        if word not in _FILLERS:
            return None
    return None


def _act(words: str) -> Relation:
    """Give the relation that a verb in the passive names."""
    pair = " ".join(words.split()[-2:])
    return _CUES[pair].relation
