"""Titles, and the date and issuer that stand behind them.

After its number a document is often described before it is dated: the official codification writes
`Nghị định số 48/2009/NĐ-CP Quy định về … ngày 19/05/2009 của Chính phủ, có hiệu lực thi hành kể từ
ngày 15/07/2009`. A title may itself contain a document with date and issuer; those of the outer
document are the last ones before the clause of effect.
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

_REACH: Final = 2000
_TITLE: Final = re.compile(
    r"[ \n*_]*+[:,]?[ \n*_]*+(?:\((?:sửa\s+đổi|bổ\s+sung)[^)]{0,40}\)\s*)?"
    r"(?P<about>về\s+việc\s+|v/v\s*:?\s*|về\s+|)"
    r"(?=(?P<verb>quy\s+định|qui\s+định|hướng\s+dẫn|ban\s+hành|phê\s+duyệt|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|hủy\s+bỏ|"
    r"thay\s+thế|công\s+bố|thực\s+hiện|triển\s+khai|tăng\s+cường|tiếp\s+tục|thành\s+lập|giao|"
    r"đẩy\s+mạnh|nâng\s+cao|đổi\s+mới|kiện\s+toàn|điều\s+chỉnh|hợp\s+nhất|đính\s+chính|thi\s+hành|"
    r"quyết\s+định|cho\s+phép|giải\s+quyết|chấn\s+chỉnh|phân\s+cấp|kết\s+luận|[^\W\d_]))"
)
_EFFECT: Final = re.compile(r"[\s,;.]*\(?(?:có|hết|bắt\s+đầu\s+có)\s+hiệu\s+lực")
_EFFECT_AHEAD: Final = re.compile(r"có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ")
_END: Final = re.compile(
    r"[;”\"?]|\.(?=\s|$|\*)|\n\s*\n|\s[|]|\*\*|[)\]](?!\s*(?:và|của|,))|:\s|\(\s*sau\s+đây|\[|"
    r",?\s+(?:đã\s+)?(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính)|"
    r",?\s+(?:có|hết)\s+hiệu\s+lực|,\s+(?:trong\s+đó|theo\s+đó|gồm|cụ\s+thể|quy\s+định|như\s+sau)|\s+như\s+sau|"
    r",?\s*(?:và\s+)?(?:căn\s+cứ|theo)\s+(?:nghị|luật|thông|quyết)"
)
_LEAD: Final = re.compile(
    r"[ \n*_]*+[,:]?[ \n*_]*+(?:(?:về\s+việc|v/v\s*:?|về)\s+(?P<about>)|(?P<verb>)(?:quy\s+định(?!\s*[:,.;]|\s+(?:như|rằng|thì|tại|rõ|"
    r"cụ\s+thể|mức|người|doanh|trường|các\s+trường|tổ\s+chức|cá\s+nhân|hành|đối|từ|khi|nếu|phải|không|có|hiện|trên))|"
    r"hướng\s+dẫn(?!\s*[:,.;])|ban\s+hành(?!\s*[:,.;]|\s+(?:ngày|năm|kèm|ngay|trước|sau|và|đã|có|nêu))|phê\s+duyệt|"
    r"sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|hủy\s+bỏ|công\s+bố|thành\s+lập|chuyển\s+đổi|điều\s+chỉnh)\s)"
)
_NEW_CLAUSE: Final = re.compile(
    r",\s+(?:ông|bà|đồng\s+chí|các\s+đồng|với|đã|để|nhằm|từ|ngày|đến|nên|thì|theo|đồng\s+thời|trong\s+khi|hiện|"
    r"ubnd|ban\s+thường|chính\s+phủ|thủ\s+tướng|tỉnh|thành\s+phố|huyện|xã|phường|cấp|toàn|qua|khi|do|nếu|ở|tại|sau|"
    r"trước|bộ\s+(?:trưởng|chính))(?!\w)"
)
_BEFORE_MEMBER: Final = re.compile(
    r"(?:,|;|\bvà|\bhoặc|\bcùng|\bvới)\s*(?:các\s+|khoản\s+.{0,60})?$"
)
_TITLE_REACH: Final = 700
_ISSUED: Final = re.compile(r"(?:[\s,]*)(?:của|do)\s+")
_ISSUING: Final = re.compile(r"\s*(?:ban\s+hành|ký|thông\s+qua|công\s+bố)")
_DATE: Final = re.compile(r"ngày\s*\d")

_SHARED_SYMBOLS: Final = {
    "TW": ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương", "Ban Bí thư Trung ương Đảng"),
    "TU": ("Tỉnh ủy", "Thành ủy", "Ban Thường vụ", "Thường trực", "Ban Chấp hành"),
    "UBND": ("Ủy ban nhân dân",),
    "HĐND": ("Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"),
    "HU": ("Huyện ủy", "Ban Thường vụ", "Ban Chấp hành"),
    "ĐU": ("Đảng ủy", "Ban Thường vụ", "Ban Chấp hành"),
}
"""Symbols that several bodies share, and how the names of those bodies begin."""


def read_titles(folded: Folded, mentions: list[Mention]) -> None:
    """Read the title of each mention, and the date and issuer behind it where it lacks them."""
    for position, mention in enumerate(mentions):
        if mention.kind not in ("numbered", "short") or mention.heading:
            continue
        if position + 1 < len(mentions) and mentions[position + 1].start < mention.end:
            continue
        at = mention.end
        direct = mention.issuer_basis == "text" or mention.date is not None
        if not direct:
            _read_behind_title(folded, mentions, position)
        if mention.kind == "numbered" and mention.title is None:
            mention.title = _title(folded, mentions, position, at)


def _read_behind_title(folded: Folded, mentions: list[Mention], position: int) -> None:
    mention = mentions[position]
    lower = folded.lower
    title = _TITLE.match(lower, mention.end)
    if title is None:
        return
    limit = min(len(lower), mention.end + _REACH)
    effect = _EFFECT_AHEAD.search(lower, mention.end, limit)
    if effect is not None and "\n\n" not in lower[mention.end : effect.start()]:
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
    for match in reversed(list(_DATE.finditer(lower, mention.end, effect))):
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
        _take(mention, tail)
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


def _take(mention: Mention, tail: Tail) -> None:
    if tail.date is not None:
        mention.date = tail.date.date
        if not tail.date.valid:
            mention.warnings.append("invalid-date")
    if tail.issuer is not None:
        mention.issuer, mention.issuer_basis = tail.issuer.name, "text"


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
    end = _END.search(lower, mention.end, min(len(lower), mention.end + 400))
    limit = end.start() if end is not None else min(len(lower), mention.end + 400)
    following = mentions[position + 1].start if position + 1 < len(mentions) else len(lower)
    found: Tail | None = None
    for match in _ISSUED.finditer(lower, mention.end, min(limit, following)):
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
    _take(mention, found)
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
        _take(previous, found)
        start = previous.start


def _title(folded: Folded, mentions: list[Mention], position: int, at: int) -> str | None:
    """Give what a document is about: the words after `về` or a verb of regulating, to their end.

    The end is that of the clause, or a document that stands beside this one rather than in its
    title: the first one in a title belongs to it, unless a comma or `và` sets it apart.
    """
    mention = mentions[position]
    text, lower = folded.text, folded.lower
    lead = _LEAD.match(lower, at)
    if lead is None:
        return None
    start = lead.end() if lead.group("about") is not None else lead.start("verb")
    limit = min(len(lower), start + _TITLE_REACH)
    end = _END.search(lower, start, limit)
    limit = end.start() if end is not None else limit
    clause = _NEW_CLAUSE.search(lower, start, limit)
    limit = clause.start() if clause is not None else limit
    inside = None
    for index in range(position + 1, len(mentions)):
        other = mentions[index]
        if other.start >= limit:
            break
        if other.start >= start and _BEFORE_MEMBER.search(lower[start : other.start]):
            if inside is None or inside.type != other.type:
                limit = other.start
                break
        inside = other
    if mention.end > start:
        limit = min(limit, _cut(lower, start, mention.end))
    words = " ".join(text[start:limit].replace("*", " ").split())
    return re.sub(r"(?:\s*(?:,|;|và|hoặc))+$", "", words).strip(' ,.:;“”"') or None


def _cut(lower: str, start: int, end: int) -> int:
    """Give where a title ends that the issuer of its document follows."""
    issued = list(_ISSUED.finditer(lower, start, end))
    dated = list(_DATE.finditer(lower, start, end))
    return min([match.start() for match in (*issued[-1:], *dated[-1:])], default=end)
