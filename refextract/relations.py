"""What the text does with the documents that it cites: the relation of each mention.

A relation says what happens to the document that has it, by the text itself or by a document
named before it: in `Căn cứ Luật Giá` the text bases itself on the law; in `Thông tư 80/2021/TT-BTC
hướng dẫn Luật Quản lý thuế` the circular, which has no relation, guides the law, which has
``guides``. The values, with their cues:

==================== =========================================================================
``based_on``         căn cứ, theo, trên cơ sở, dựa trên; áp dụng at the head of a clause
``implements``       thực hiện, triển khai, quán triệt, thi hành, cụ thể hóa, chấp hành
``guides``           quy định chi tiết, hướng dẫn (thi hành)
``amends``           sửa đổi, bổ sung
``replaces``         thay thế, thay cho
``repeals``          bãi bỏ, hủy bỏ, hết hiệu lực
``promulgated_with`` (ban hành) kèm theo, ban hành theo
==================== =========================================================================

Two rules follow for the passive. A document that `được sửa đổi` or `hết hiệu lực` has ``amends`` or
``repeals``, unless a cue before it says what the text does with it: `Căn cứ Luật Thú y được sửa đổi
bởi Luật số 146/2025/QH15` has ``based_on``. The document after `được sửa đổi, bổ sung bởi/tại/theo`
acts and is not acted upon: it has no relation.

The nearest cue decides; members of an enumeration share it. A document inside the name or the title
of another has the relation that the name gives it: `Luật sửa đổi … Luật Dược` amends the latter.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.cue import CueFound, act_after, cue_before
from refextract.mention import Mention

_WINDOW: Final = 160
_TITLE_REACH: Final = 240
_LINK_REACH: Final = 48
_ENDED: Final = "hết hiệu lực"
_TITLED: Final = re.compile(
    r"\s+(?:về|v/v|quy\s+định|hướng\s+dẫn|ban\s+hành|sửa\s+đổi|phê\s+duyệt|của)\s"
)
_LINK: Final = re.compile(
    r"""
    (?:,|;|&|(?<!\w)(?:và|hoặc|cùng|với|hay))(?:\s+(?:và|cùng|với|theo|các|của|số))*[\s*_]*
    (?:(?:[-+•*]+|\(?(?:\d{1,2}|[a-zđ])[.)]|\d{1,2}\.\d{1,2}\.?)\s*)?
    (?:(?:quy\s+định\s+tại|tại|các|số|của)\s*)*[“"]?$
    """,
    re.VERBOSE,
)
"""What ties a member of an enumeration to the one before it, bullets included."""

_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n\s*\n")
_UNCHANGED: Final = frozenset({"Công văn", "Tờ trình", "Báo cáo", "Công điện", "Thông báo"})
"""Types of documents that are never amended."""
_NO_CUE: Final = CueFound(None)
_USUAL: Final = (" căn cứ ", "\ncăn cứ ")
_BASED: Final = CueFound("based_on")
"""By far the most frequent cue, which needs no reading."""

_NOT_YET: Final = re.compile(r"(?<!sau )(?<!từ )(?:(?<!\w)khi|nếu|trường hợp) $")
"""Before what may or will be changed: `đến khi Luật … được sửa đổi`, but not `sau khi`."""
_CLAUSE_MARKS: Final = (". ", ";", ":", "\n\n", "này")


def read_relations(folded: Folded, mentions: list[Mention]) -> None:
    """Give each mention its relation.

    Args:
        folded: the text.
        mentions: its mentions in order, with their pin-points; their ``relation`` is filled.
    """
    reader = _Reader(folded.lower, mentions)
    for position, mention in enumerate(mentions):
        # Back references are read only where they are asked for, and must not change the others.
        if not mention.heading and mention.kind != "back":
            reader.read(position)


class _Reader:
    """One reading of one text.

    Attributes:
        ends: whether `hết hiệu lực` stands anywhere.
        linked: the mention before it that a member of an enumeration follows.
        titled: the mention in whose title, or behind whose name, a mention with a cue stands.
        acted_on: the mention that the acting document of a passive acts on.
        passive: mentions whose relation is only what another document did to them.
        outer: the last mention that is inside no other.
        inner: the last mention at all.
    """

    def __init__(self, lower: str, mentions: list[Mention]) -> None:
        self.lower = lower
        self.mentions = mentions
        self.ends = _ENDED in lower
        self.linked: dict[int, int] = {}
        self.titled: dict[int, int] = {}
        self.acted_on: dict[int, int] = {}
        self.passive: set[int] = set()
        self.outer = -1
        self.inner = -1

    def read(self, position: int) -> None:
        """Read the relation of one mention from what stands before and after it."""
        mention = self.mentions[position]
        start = mention.pinned_from if mention.pinned_from >= 0 else mention.start
        previous = self._previous(position)
        low = max(0, start - _WINDOW)
        touching = False
        if previous is not None:
            before = self.mentions[previous]
            edge = before.end if before.end <= start else before.start
            touching = edge >= low and edge == before.end
            low = max(low, edge)
        found = self._cue(mention, low, start, touching=touching)
        if found.relation is not None:
            mention.relation = found.relation
            if previous is not None and touching and ";" not in self.lower[low:start]:
                self.titled[position] = previous
        elif previous is not None:
            if found.acting:
                self.acted_on[position] = previous
            else:
                self._share(position, previous, start)
        if position == self.outer or mention.end < self.mentions[self.outer].end:
            self._read_after(position)

    def _cue(self, mention: Mention, low: int, start: int, *, touching: bool) -> CueFound:
        """Find the cue before a mention, not farther back than ``low``."""
        lower = self.lower
        if lower.endswith(_USUAL, low, start):
            return _BASED
        blank = lower.rfind("\n\n", low, start)
        words = lower[blank + 2 if blank >= 0 else low : start].split()
        found = cue_before(words, after_document=touching)
        if found.relation == "amends" and words[-1] == "tại" and mention.type in _UNCHANGED:
            return _NO_CUE  # `bổ sung hồ sơ theo yêu cầu tại Công văn …`
        return found

    def _previous(self, position: int) -> int | None:
        """Give the mention before a mention, or the one that contains it.

        After nested mentions it is the outermost: that is the member of an enumeration.
        """
        if self.outer >= 0 and self.mentions[position].start < self.mentions[self.outer].end:
            previous, self.inner = self.inner, position
            return previous
        previous, self.outer, self.inner = self.outer, position, position
        return previous if previous >= 0 else None

    def _share(self, position: int, previous: int, start: int) -> None:
        """Give a member of an enumeration the relation of those before it."""
        lower, mention, before = self.lower, self.mentions[position], self.mentions[previous]
        if not 0 < start - before.end <= _TITLE_REACH:
            return
        link = _LINK.search(lower, max(before.end, start - _LINK_REACH), start)
        if link is None:
            return
        if link.start() > before.end + 3:  # The title of the one before stands between.
            if lower[before.end : before.end + 2].lstrip()[:1] in (",", ";", ".", ":"):
                return
            if _SENTENCE_END.search(lower, before.end, link.start()):
                return
        self.linked[position] = previous
        if previous in self.acted_on:
            self.acted_on[position] = self.acted_on[previous]
            return
        # `Căn cứ Thông tư A hướng dẫn Nghị định B, Thông tư C`: like goes with like.
        source: int | None = previous
        while source is not None and self.mentions[source].type != mention.type:
            source = self.linked.get(source, self.titled.get(source))
        mention.relation = self.mentions[previous if source is None else source].relation

    def _read_after(self, position: int) -> None:
        """Read what is said of a document after it: `được thay thế bởi …`, `hết hiệu lực`."""
        mention = self.mentions[position]
        act = act_after(self.lower, mention.end)
        if act is not None and _NOT_YET.search(
            self.lower, max(0, mention.start - 16), mention.start
        ):
            return
        if act == "repeals" and self.ends:
            self._end(position)
        elif act is not None:
            if mention.relation is None and position not in self.acted_on:
                mention.relation = act
                self.passive.add(position)
        elif self.ends and self._ends_after_title(position):
            self._end(position)

    def _end(self, position: int) -> None:
        """Mark a document that is repealed, and those enumerated with it before it.

        `Luật A được sửa đổi theo Luật B hết hiệu lực`: it is law A that ends.
        """
        ended: int | None = self.acted_on.get(position, position)
        while ended is not None:
            if self.mentions[ended].relation is not None and ended not in self.passive:
                return
            self.mentions[ended].relation = "repeals"
            ended = self.linked.get(ended)

    def _ends_after_title(self, position: int) -> bool:
        """Say whether `hết hiệu lực` ends the clause that begins with the title of a document."""
        end = self.mentions[position].end
        limit = end + _TITLE_REACH
        if position + 1 < len(self.mentions):
            limit = min(limit, self.mentions[position + 1].start)
        at = self.lower.find(_ENDED, end, limit)
        if at < 0 or _TITLED.match(self.lower, end) is None:
            return False
        return not any(mark in self.lower[end:at] for mark in _CLAUSE_MARKS)
