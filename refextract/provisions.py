"""Pin-points → mentions: which document a place such as `khoản 2 Điều 5` belongs to.

It is the document that it touches. Before the document they are joined by nothing, a comma or a
word such as `của`, `tại`, `trong`, `ban hành kèm theo`; after it by a comma, a bracket or the next
cell of a table, and only if no other document follows. `Điều này` and `Luật này` end a chain: what
stands before them is a place in the text itself. Of several documents in a row only the one that
the chain touches has it.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.provision import Chain, chain_at, chain_before, last_chain
from refextract.mention import Mention

_MARKS: Final = ' \n*_“"[(,'
_JOINT_REACH: Final = 40
_JOINTS: Final = (
    " của", " tại", " trong", " thuộc", " ở", "\ncủa", " theo", " dự thảo", " cña", "\ntại", " cuả",
    " và các phụ lục", " và phụ lục",
)  # fmt: skip
"""Words that join a pin-point to the document after it."""

_ATTACHED: Final = ("kèm theo", "kèm\ntheo")
_WITH: Final = re.compile(r"[ (*_]*(?:được\s+)?(?:ban\s+hành|đính|gửi)?\s*$")
_VALUE_END: Final = re.compile(
    r"""
    [“"'‘]?
    (?:
        (?:[\w.]{1,7},){0,9}                           # `1,2,3` without blanks
        (?:\d{1,3}(?:\.\d{1,3}){0,4}(?:[a-zđ]{1,2}\d?)?
            | [a-zđ]\d{0,2}
            | (?:[a-h]\.)?[ivxl]{1,7}[a-h]?(?:\.\d{1,2}){0,2})
        | \d{1,3}-\d{1,3}
        | nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười  # `Phần thứ hai`
    )
    [”"'’]?[),;]{0,2}
    """,
    re.VERBOSE,
)
"""The last word of a chain; a cheap test that spares most documents the search for one."""

_LAST_WORDS: Final = frozenset(
    "của tại trong thuộc ở theo thảo cña cuả lục "
    "nhất nhì hai ba tư năm sáu bảy tám chín mười".split()
)
"""Words before a document that may tie a chain to it: the last of the joints, and ordinals."""
_NUMERAL: Final = "abcdefghivxlđ"
"""Letters of numerals: Roman ones, and those of points."""

_ATTACHED_REACH: Final = 160
_OWN_ARTICLES: Final = re.compile(
    r"""
    \s*(?:của\s+)?(?:bản\s+)?
    (?:qu[yi]\s+(?:chế|định|trình|chuẩn)|điều\s+lệ|nội\s+quy|đề\s+án|chương\s+trình|kế\s+hoạch
        |chiến\s+lược|hướng\s+dẫn|chuẩn\s+mực|tiêu\s+chuẩn)
    \s+\w
    """,
    re.VERBOSE,
)
"""A regulation with a name of its own: its articles are not those of the decision with it."""

_NO_ANNEX: Final = (".", ";", ":", "|", "”", "(", " này", "\n\n\n")

_AFTER: Final = re.compile(
    r"""
    (?P<mark>
        [ \n*_]{0,3}[,(]\s?
        | [ ]-[ ]
        | [ ]{0,2}\|[ *]{0,3}
        | [ ]{0,3}\n[ ]{0,3}
        | [ ](?=tại[ ]|điều[ ]\d|chương[ ][ivx])
    )
    (?:tại[ ])?(?:(?:từ|các)[ ])?
    (?=điều|khoản|điểm|chương|mục|phần|phụ[ ]|tiểu)
    """,
    re.VERBOSE,
)
_OTHERS: Final = re.compile(
    r"""
    [ \n*_)]{0,3}(?:,\s?)?
    (?:của|thuộc|trong|ban\s+hành|kèm|này|đó|(?:nêu|nói)\s+trên|trên|luật|bộ\s+luật|nghị|thông)
    (?!\w)
    """,
    re.VERBOSE,
)
"""What makes a chain after a document that of something else."""

_JOINED_NAME: Final = re.compile(r"[ \n*_]{1,3}[^\W\d_a-zđ]")
_HEADING: Final = re.compile(r"\s*[.:]?\s*\n|\s*[.:]\s+[A-ZĐÁÀẢÃẠÂĂÊÔƠƯ]{2}")
_END_OF_LINE: Final = re.compile(r"[ ;.]{0,3}(?:\n\s{0,3}(?P<row>\d{1,3}\.?[ ]{0,2}\n)?|$)")
_HEADED: Final = frozenset({"chương", "mục", "phần", "phụ lục"})


def read_provisions(folded: Folded, mentions: list[Mention]) -> None:
    """Give each mention the pin-points that belong to it.

    Args:
        folded: the text.
        mentions: its mentions in order; their ``provisions`` are filled.
    """
    floor = 0
    last = len(mentions) - 1
    reached = 0
    for position, mention in enumerate(mentions):
        if position:
            previous = mentions[position - 1]
            floor = max(floor, previous.end if previous.end <= mention.start else previous.start)
        outer, reached = reached, max(reached, mention.end)
        if mention.heading:
            continue
        chain = _before(folded, floor, mention.start)
        if chain is not None:
            mention.provisions = list(chain.provisions)
            mention.pinned_from = chain.start
        elif mention.end > outer:
            ahead = _AFTER.match(folded.lower, mention.end)
            if ahead is not None:
                limit = mentions[position + 1].start if position < last else len(folded.lower)
                _take_after(folded, mention, ahead, limit)


def _before(folded: Folded, floor: int, start: int) -> Chain | None:
    """Read the chain that ends before a document."""
    lower = folded.lower
    low = max(floor, start - _JOINT_REACH)
    tail = lower[low:start].rstrip(_MARKS)
    word = tail[tail.rfind(" ") + 1 :]
    if len(word) > 1 and word not in _LAST_WORDS and word.isalpha() and word.strip(_NUMERAL):
        return None  # Before most documents stands an ordinary word.
    if tail.endswith(" -") and lower.startswith(" ", low + len(tail)):
        tail = tail[:-1].rstrip(" ")  # `Điều 87 - Hiến pháp năm 2013`
    if tail.endswith(_ATTACHED):
        return _before_attached(folded, floor, low + len(tail) - len(_ATTACHED[0]))
    while tail.endswith(_JOINTS):
        joint = next(joint for joint in _JOINTS if tail.endswith(joint))
        tail = tail[: -len(joint)].rstrip(_MARKS)
    word = tail[max(tail.rfind(" "), tail.rfind("\n")) + 1 :]
    if _VALUE_END.fullmatch(word) is None:
        return None
    end = low + len(tail.rstrip("),;”\"'’"))
    return chain_before(folded.text, lower, floor, end)


def _before_attached(folded: Folded, floor: int, end: int) -> Chain | None:
    """Read the chain before `(ban hành) kèm theo`, with the name of the annex between."""
    lower = folded.lower
    begin = max(floor, end - _ATTACHED_REACH)
    words = _WITH.search(lower, max(begin, end - 24), end)
    end = words.start() if words is not None else end
    chain = last_chain(folded.text, lower, begin, end)
    if chain is None:
        return None
    name = lower[chain.end : end]
    if any(mark in name for mark in _NO_ANNEX):
        return None
    if chain.largest == "phụ lục":
        return chain
    lines = folded.text[chain.end : end].split("\n")
    if _OWN_ARTICLES.match(name) or any(line.lstrip()[:1].isupper() for line in lines[1:]):
        return None
    return chain


def _take_after(folded: Folded, mention: Mention, ahead: re.Match[str], limit: int) -> None:
    """Give a mention the chain after it, unless that belongs to what follows."""
    text, lower = folded.text, folded.lower
    at = ahead.end()
    chain = chain_at(text, lower, at, limit)
    if chain is None:
        return
    mark = ahead["mark"].strip(" *_")
    if mark == "\n":
        if _is_row(lower, mention.start, chain):
            mention.provisions = list(chain.provisions)
        return
    if _OTHERS.match(lower, chain.end) or _JOINED_NAME.match(text, chain.end):
        return
    if chain.largest in _HEADED and _HEADING.match(text, chain.end):
        return
    followed = limit < len(lower) and lower[chain.end : min(limit, chain.end + 4)] in (",", ", ")
    if followed and not chain.descending and not mark.startswith("("):
        return  # `Điều 5, Nghị định …`: only a chain from large to small is that of the one before.
    mention.provisions = list(chain.provisions)


def _is_row(lower: str, start: int, chain: Chain) -> bool:
    """Say whether a document and the chain on the next line are a row of a table.

    A chain of one article there is as a rule the heading of that article, unless the number of
    the next row follows it.
    """
    end_of_line = _END_OF_LINE.match(lower, chain.end)
    if end_of_line is None or lower[max(0, start - 4) : start].rstrip(" ")[-1:] not in ("", "\n"):
        return False
    return len(chain.provisions) > 1 or end_of_line["row"] is not None
