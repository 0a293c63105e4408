"""Titles → mentions: what each document is about, as the citing text gives it.

`refextract.grammar.title` reads where the words begin and end; here they are kept apart from the
documents that stand in a title or beside it, and from the date and issuer behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refextract.deferred import DATE, ISSUED, read_behind_title
from refextract.folding import Folded
from refextract.grammar.title import title_at, trimmed
from refextract.mention import Mention

_BEFORE_MEMBER: Final = re.compile(
    r"""
    (?:
        (?:,|;|\bvà|\bhoặc|\bcùng|\bvới)\s*
        (?:
            các\s+|số\s*:?\s*
          | (?P<pin>(?:điểm|khoản|điều|mục|chương|phụ\s+lục)\s+(?:\d|[ivx]|\w\s)[^,;]{0,60})
        )?
      | \bvà\s[^,;.]{3,40}\s(?:quy\s+định\s+tại|theo\s+quy\s+định\s+(?:của|tại))\s+
      | (?<!và)(?<!,)(?<!việc)\s(?:thay\s+thế|bãi\s+bỏ)(?:\s+cho)?\s+
    )$
    """,
    re.VERBOSE,
)
"""What sets a document apart from the title before it: a further one, or one that is replaced."""
_PINNED: Final = re.compile(r"(?:điểm|khoản|điều|mục|chương)\s+\w{1,4}\s*$")
"""A pin-point before `và`: what follows is another one of the same document."""
_MEMBER_REACH: Final = 90
_LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
_KINDS: Final = ("numbered", "short", "dated")

_MOST_BASIS: Final = 60
"""How far from the beginning of its line a document of a basis clause stands at the most."""
_BASIS: Final = re.compile(r"[\s*_•+-]*căn\s+cứ\s")
_ON: Final = re.compile(r"; [a-zđăâêôơư][^\W\d_]* ")
_NEW_BASIS: Final = re.compile(r"căn\s+cứ|theo\s+đề|xét\s+đề|thực\s+hiện|:\s")
_REACH: Final = 700


def read_titles(folded: Folded, mentions: list[Mention]) -> None:
    """Read the title of each mention, and the date and issuer behind it where it lacks them."""
    for position, mention in enumerate(mentions):
        if mention.kind not in _KINDS or mention.heading:
            continue
        if position + 1 < len(mentions) and mentions[position + 1].start < mention.end:
            continue
        at = mention.end
        direct = mention.issuer_basis == "text" or mention.date is not None
        if not direct:
            read_behind_title(folded, mentions, position)
        if mention.kind != "short" and mention.title is None:
            mention.title = _title(folded, mentions, position, at)


def _title(folded: Folded, mentions: list[Mention], position: int, at: int) -> str | None:
    """Give what a document is about: the words after `về` or a verb of regulating, to their end.

    The end is that of the clause, or a document that stands beside this one rather than in its
    title: the first one in a title belongs to it, unless a comma or `và` sets it apart.
    """
    mention = mentions[position]
    text, lower = folded.text, folded.lower
    found = title_at(text, lower, at, _inside(mentions, position, at))
    if found is None:
        return None
    start, limit, ended = found
    if lower.startswith(";", limit):
        limit = _end_of_basis(folded, mentions, position, limit)
    inside = None
    for index in range(position + 1, len(mentions)):
        other = mentions[index]
        if other.start >= limit:
            break
        if other.start >= start and (inside is None or not _alike(inside, other)):
            low = max(start, other.start - _MEMBER_REACH)
            apart = _BEFORE_MEMBER.search(lower, low, other.start)
            if apart is not None and not (
                apart.group("pin") and _PINNED.search(lower, low, apart.start())
            ):
                limit, ended = apart.start(), True
                break
        inside = other
    if not ended:
        return None
    if mention.end > start:
        limit = min(limit, _cut(lower, start, mention.end))
    words = " ".join(text[start:limit].replace("*", " ").split())
    return trimmed(words) or None


def _inside(mentions: list[Mention], position: int, at: int) -> Iterator[tuple[int, int]]:
    """Give the spans of the documents after a mention, whose marks end no title."""
    for index in range(position + 1, len(mentions)):
        if mentions[index].start >= at:
            yield mentions[index].start, mentions[index].end


def _alike(one: Mention, other: Mention) -> bool:
    """Say whether two documents in a title may be members of one enumeration."""
    return one.type == other.type or (one.type in _LAWS and other.type in _LAWS)


def _end_of_basis(folded: Folded, mentions: list[Mention], position: int, at: int) -> int:
    """Give where a title goes on to that has a semicolon at a position: to the end of its line.

    Only a line `Căn cứ …;` of its own tells such a title from the next document or clause.
    """
    text, lower = folded.text, folded.lower
    start = mentions[position].start
    stop = lower.find("\n", at, at + _REACH)
    begin = lower.rfind("\n", max(0, start - _MOST_BASIS), start) + 1
    if begin == 0 and start > _MOST_BASIS:
        return at
    if stop < 0 or _BASIS.match(lower, begin, start) is None or _ON.match(text, at, stop) is None:
        return at
    end = at + len(lower[at:stop].rstrip(" *_"))
    if end == at + 1 or lower[end - 1] != ";" or _NEW_BASIS.search(lower, at, end):
        return at
    for index in range(position + 1, len(mentions)):
        if mentions[index].start >= stop:
            break
        if mentions[index].end > at:
            return at
    return end - 1


def _cut(lower: str, start: int, end: int) -> int:
    """Give where a title ends that the issuer of its document follows."""
    issued = list(ISSUED.finditer(lower, start, end))
    dated = list(DATE.finditer(lower, start, end))
    return min([match.start() for match in (*issued[-1:], *dated[-1:])], default=end)
