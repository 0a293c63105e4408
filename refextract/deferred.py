"""Date and issuer that stand behind a title instead of beside the number.

The official codification writes `Nghị định số 48/2009/NĐ-CP Quy định về … ngày 19/05/2009 của Chính
phủ, có hiệu lực thi hành kể từ ngày 15/07/2009`. A title may itself contain a document with date
and issuer; those of the outer document are the last ones before the clause of effect.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.date import date_at
from refextract.grammar.issuer import issuer_at
from refextract.grammar.symbol import issuer_of, read_symbol
from refextract.grammar.tail import Tail, tail_at
from refextract.mention import Mention

_Pattern = re.Pattern[str]


def clause_end(lower: str, start: int, limit: int, hint: _Pattern, words: _Pattern) -> int:
    """Give where a clause ends: at a mark or at words that begin another, ``limit`` at the latest.

    Args:
        lower: the folded text in lower case.
        start: where the clause begins.
        limit: where to stop.
        hint: what is in every form of the words and is found fast; most clauses do not have it.
        words: the words.
    """
    # The blank of a bar is part of what is read, so a bar at the very beginning is none.
    mark = _MARK.search(lower, start + lower.startswith("|", start), limit)
    end = limit
    if mark is not None:
        end = mark.start()
        if lower[end] == "|":
            end -= 1
    reach = min(limit, end + _LONGEST_WORDS)
    if hint.search(lower, start, reach) is not None:
        found = words.search(lower, start, reach)
        if found is not None and found.start() < end:
            return found.start()
    return end


ISSUED: Final = re.compile(r"[\s,]*(?:của|do)\s+")
"""What stands before an issuer."""
DATE: Final = re.compile(r"ngày\s*\d")
"""How a date begins."""

_REACH: Final = 2000
_LONGEST_WORDS: Final = 64
_CLAUSE_REACH: Final = 400
_TITLE: Final = re.compile(
    r"[ \n*_]*+[:,]?[ \n*_]*+(?:\((?:sửa\s+đổi|bổ\s+sung)[^)]{0,40}\)\s*)?(?=[^\W\d_])"
)
_SUBJECT: Final = re.compile(
    r"[ \n*_]*+[:,]?[ \n*_]*+(?:[“\"]|về\s|v/v|quy\s+định|hướng\s+dẫn|ban\s+hành|"
    r"phê\s+duyệt|sửa\s+đổi|bổ\s+sung|(?:và|,)\s+(?:nghị|kết|chỉ))"
)
"""How a title begins behind a number without its symbol: `Nghị quyết 71 về …`, not `… là …`."""
_EFFECT: Final = re.compile(r"có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ")
_MARK: Final = re.compile(
    r"""
    [;”"?\[.\n|*)\]:(]
    (?:
        (?<=[;”"?\[]) | (?<=\.)(?=\s|$|\*) | (?<=\s\|)
      | (?<=\n)\s*(?:\n|[-+•]\s|\d{1,2}[.)]\s|[a-zđ]\)\s|căn\s+cứ\s|theo\s+đề\s+nghị)
      | (?<=\*)\* | (?<=[)\]])(?!\s*(?:và|của|,)) | (?<=:)\s | (?<=\()\s*sau\s+đây
    )
    """,
    re.VERBOSE,
)
"""A mark that ends a clause. It begins with one set of rare characters, by which it is found fast;
of a bar the blank before it belongs to the end."""
_WORDS: Final = re.compile(r",?\s+(?:có|hết)\s+hiệu\s+lực|\s+như\s+sau")
_OF_WORDS: Final = re.compile(r"ệ(?<=hiệ)u\s+lực|ư(?<=như)\s+sau")
"""A rare letter of those words, with what is next to it."""
_BREAK: Final = re.compile(
    r"\n\s*\n|-{3,}|_{3,}|\*{5,}|\n\s*(?:số|căn\s+cứ|điều\s+\d|cộng\s+h\S{1,2}\s+x)|;\s*\n"
)
"""What no title runs over: an empty line, a rule, the next part of a document."""
_ISSUING: Final = re.compile(r"\s*(?:ban\s+hành|ký|thông\s+qua|công\s+bố)")

_SHARED_SYMBOLS: Final = {
    "TW": ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương", "Ban Bí thư Trung ương Đảng"),
    "TU": ("Tỉnh ủy", "Thành ủy", "Ban Thường vụ", "Thường trực", "Ban Chấp hành"),
    "UBND": ("Ủy ban nhân dân",),
    "HĐND": ("Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"),
    "HU": ("Huyện ủy", "Ban Thường vụ", "Ban Chấp hành"),
    "ĐU": ("Đảng ủy", "Ban Thường vụ", "Ban Chấp hành"),
}
"""Symbols that several bodies share, and how the names of those bodies begin."""


def read_behind_title(folded: Folded, mentions: list[Mention], position: int) -> None:
    """Read what stands behind the title of a mention, where nothing stands beside its number."""
    mention = mentions[position]
    lower = folded.lower
    title = (_SUBJECT if mention.kind == "short" else _TITLE).match(lower, mention.end)
    if title is None:
        return
    limit = min(len(lower), mention.end + _REACH)
    effect = _EFFECT.search(lower, mention.end, limit)
    if effect is not None and not _BREAK.search(lower, mention.end, effect.start()):
        if _read_before_effect(folded, mentions, position, effect.start()):
            return
    _read_at_end(folded, mentions, position)


def _read_before_effect(
    folded: Folded, mentions: list[Mention], position: int, effect: int
) -> bool:
    """Take the last date and issuer before the clause of effect for the outer document."""
    mention = mentions[position]
    lower = folded.lower
    year = mention.parsed.year if mention.parsed is not None else ""
    for match in reversed(list(DATE.finditer(lower, mention.end, effect))):
        joint = mention.parsed is not None and len(read_symbol(mention.parsed.symbol).bodies) > 1
        tail = _dated_tail(folded, match.start(), year, joint=joint)
        if tail is None or tail.date is None:
            continue
        if lower[tail.end : effect].strip(" \n,;.") not in ("", "và", "đã"):
            return False
        owner = _mention_over(mentions, position + 1, match.start())
        if owner is not None and not _belongs_outside(mention, owner, tail):
            return False
        if owner is not None:
            _give_back(folded, owner, match.start())
        mention.take(tail)
        return True
    return False


def _mention_over(mentions: list[Mention], first: int, at: int) -> Mention | None:
    """Give the mention, from the ``first`` on, in which a position lies."""
    for index in range(first, len(mentions)):
        mention = mentions[index]
        if mention.start > at:
            break
        if at < mention.end:
            return mention
    return None


def _dated_tail(folded: Folded, at: int, year: str, *, joint: bool) -> Tail | None:
    date = date_at(folded.lower, at, year or None)
    if date is None:
        return None
    tail = tail_at(folded.text, folded.lower, date.end, year=(date.date or "")[:4], joint=joint)
    if tail.issuer is None:
        return Tail(date.end, date, None)
    return Tail(tail.issuer.end, date, tail.issuer)


def _belongs_outside(mention: Mention, owner: Mention, tail: Tail) -> bool:
    """Say whether a date after a document inside a title is that of the outer document."""
    if tail.date is None or tail.date.date is None:
        return False
    written = tail.date.date[:4]
    inner = owner.parsed.year if owner.parsed is not None else ""
    outer = mention.parsed.year if mention.parsed is not None else ""
    if inner == written != outer:
        return False
    if tail.issuer is not None and owner.parsed is not None and mention.parsed is not None:
        ours = issuer_of(mention.parsed.symbol, tail.date.date)
        theirs = issuer_of(owner.parsed.symbol, tail.date.date)
        if ours != theirs and ours is not None:
            return tail.issuer.name == ours
    return outer == written or not outer


def _give_back(folded: Folded, owner: Mention, at: int) -> None:
    """Take from an inner document the date that turned out to be the outer one's."""
    owner.date = None
    owner.warnings = [code for code in owner.warnings if code != "invalid-date"]
    if owner.issuer_basis == "text":
        owner.issuer = owner.issuer_basis = None
    owner.end = _trimmed(folded.lower, at)


def _trimmed(lower: str, end: int) -> int:
    while end and lower[end - 1] in " \n,(":
        end -= 1
    return end


def _read_at_end(folded: Folded, mentions: list[Mention], position: int) -> None:
    """Read the issuer that ends a title, where the symbol alone does not tell it.

    `Nghị quyết 71-NQ/TW về đột phá phát triển giáo dục và đào tạo của Bộ Chính trị`; only a body
    that the symbol allows can be the issuer, since titles are full of other bodies.
    """
    mention = mentions[position]
    names = _allowed(mention)
    if names is None:
        return
    text, lower = folded.text, folded.lower
    limit = min(len(lower), mention.end + _CLAUSE_REACH)
    limit = clause_end(lower, mention.end, limit, _OF_WORDS, _WORDS)
    following = mentions[position + 1].start if position + 1 < len(mentions) else len(lower)
    found: Tail | None = None
    for match in ISSUED.finditer(lower, mention.end, min(limit, following)):
        issuer = issuer_at(text, lower, match.end(), date=mention.year)
        if issuer is None or not issuer.name.startswith(names):
            continue
        if match.group().strip(" ,\n") == "do" and not _ISSUING.match(lower, issuer.end):
            continue
        after = tail_at(text, lower, issuer.end, year=mention.year)
        stop = after.end if after.date is not None else issuer.end
        ends_clause = stop >= limit - 1 or not lower[stop : stop + 2].strip()[:1].isalpha()
        if not ends_clause and not _ISSUING.match(lower, issuer.end) and after.date is None:
            continue
        found = Tail(stop, after.date, issuer)
    if found is None or found.issuer is None:
        return
    _apply(mentions, position, found)


def _allowed(mention: Mention) -> tuple[str, ...] | None:
    """Give how the names of the bodies begin that may have issued a mention, or ``None``."""
    if mention.kind == "short":
        return _SHARED_SYMBOLS["TW"] + ("Chính phủ", "Thủ tướng Chính phủ", "Bộ ", "Quốc hội")
    if mention.parsed is None:
        return None
    issuer = issuer_of(mention.parsed.symbol, mention.year)
    if issuer is not None:
        return (issuer,)
    return _SHARED_SYMBOLS.get(mention.parsed.groups[-1])


def _apply(mentions: list[Mention], position: int, found: Tail) -> None:
    """Give a mention, and those enumerated with it, what ends their common title."""
    mention = mentions[position]
    mention.take(found)
    mention.end = max(mention.end, found.end)
    start = mention.start
    for index in range(position - 1, -1, -1):
        previous = mentions[index]
        if (
            previous.kind != "short"
            or mention.kind != "short"
            or previous.type != mention.type
            or start - previous.end > 6
            or previous.issuer_basis == "text"
        ):
            break
        previous.take(found)
        start = previous.start
