"""Issuers that the text does not name with the citation: from symbol, type, or the own heading."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from refextract import vocabulary
from refextract.folding import Folded
from refextract.grammar.issuer import issuer_at
from refextract.grammar.symbol import issuer_of
from refextract.mention import Mention
from refextract.vocabulary.names import issuer_names

_PROMULGATING: Final = frozenset({"Chủ tịch nước", "Hội đồng Nhà nước"})
"""Bodies in the number of a law (`23-L/CTN`, `21-LCT/HĐNN8`) that promulgated it, not passed it."""

_LOCAL: Final = re.compile(
    r"^[ \t|*>#]*(?=(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd|hội\s+đồng\s+nhân\s+dân|hđnd|"
    r"(?:tỉnh|thành|huyện|quận|thị|đảng)\s+(?:ủy|uỷ))",
    re.MULTILINE,
)
_AT: Final = re.compile(r"\btại\s+$")
"""`theo đề nghị của Sở … tại Tờ trình số …`: another body's document."""
_HEADING_REACH: Final = 3000
_COUNCIL: Final = "Hội đồng nhân dân "
_COMMITTEE: Final = "Ủy ban nhân dân "
_SYMBOLS: Final = {
    "UBND": (_COMMITTEE,),
    "HĐND": (_COUNCIL,),
    "UB": (_COMMITTEE,),
    "CTUBND": (_COMMITTEE,),
    "TU": ("Tỉnh ủy", "Thành ủy"),
    "HU": ("Huyện ủy",),
    "QU": ("Quận ủy",),
    "ĐU": ("Đảng ủy",),
}
"""Symbols that every place has, and how the name of the body begins."""


def complete_issuers(folded: Folded, mentions: list[Mention], local: dict[str, str]) -> None:
    """Give mentions the issuer that their symbol, type or the own heading determines.

    What the text says with the citation stands; then the symbol decides, then the type, and last,
    for the symbols that every province has, the heading of the citing document.

    Args:
        folded: the text, or a part of it.
        mentions: its mentions.
        local: the bodies of the heading by their symbols; filled where the text has a heading.
    """
    local.update(_local_bodies(folded, mentions))
    for mention in mentions:
        if mention.issuer_basis == "text" and _is_garbled(mention.issuer or ""):
            _take_symbol(mention)
        if mention.issuer is not None or mention.kind == "back":
            continue
        of_type = _issuer_of_type(mention)
        if mention.parsed is not None:
            date = mention.date or mention.parsed.year
            issuer = issuer_of(mention.parsed.symbol, date, mention.type or "")
            if issuer is not None and not (of_type and issuer in _PROMULGATING):
                mention.issuer, mention.issuer_basis = issuer, "symbol"
                continue
        if of_type:
            mention.issuer, mention.issuer_basis = of_type, "type"
        elif (
            local
            and mention.parsed is not None
            and not _AT.search(folded.lower, max(0, mention.start - 8), mention.start)
        ):
            for group in mention.parsed.groups:
                if group in local:
                    mention.issuer, mention.issuer_basis = local[group], "context"


@lru_cache(maxsize=1 << 10)
def _is_garbled(name: str) -> bool:
    """Say whether a ministry is none: the vocabulary has them all, so scanning garbled its name."""
    return name.startswith("Bộ ") and "; " not in name and not issuer_names().get(name)


def _take_symbol(mention: Mention) -> None:
    """Let an unambiguous symbol say what the garbled name of a ministry in the text does not."""
    if mention.parsed is not None:
        date = mention.date or mention.parsed.year
        issuer = issuer_of(mention.parsed.symbol, date, mention.type or "")
        if issuer is not None and issuer.startswith("Bộ "):
            mention.issuer, mention.issuer_basis = issuer, "symbol"


def _issuer_of_type(mention: Mention) -> str:
    """Give the issuer that a type alone determines at the mention's date, or ``""``."""
    if mention.type == "Pháp lệnh" and _of_state_council(mention):
        return "Hội đồng Nhà nước"
    return _issuers_of_types().get(mention.type or "", "")


@cache
def _issuers_of_types() -> dict[str, str]:
    rows = vocabulary.document_types()
    return {row.name: row.issuer for row in reversed(rows) if row.issuer}


def _of_state_council(mention: Mention) -> bool:
    """Say whether an ordinance is of 1981 to 1992, when the Hội đồng Nhà nước passed them."""
    if mention.date and len(mention.date) > 4:
        return "1981-07" <= mention.date < "1992-09"
    if mention.year:
        return "1981" <= mention.year < "1992"
    return mention.parsed is not None and "HĐNN" in mention.parsed.symbol


def _local_bodies(folded: Folded, mentions: list[Mention]) -> dict[str, str]:
    """Map the symbols that every place has to the bodies of the place in the text's heading."""
    host = next((mention for mention in mentions[:3] if mention.heading), None)
    if host is None or host.parsed is None or host.start > _HEADING_REACH:
        return {}
    if not any(group in _SYMBOLS for group in host.parsed.groups):
        return {}
    for line in _LOCAL.finditer(folded.lower, 0, _HEADING_REACH):
        body = issuer_at(folded.text, folded.lower, line.end())
        if body is None:
            continue
        found = {
            symbol: body.name
            for symbol, names in _SYMBOLS.items()
            if body.name.startswith(names) and len(body.name.split()) > len(names[0].split())
        }
        for ours, theirs, symbol in (
            (_COUNCIL, _COMMITTEE, "UBND"),
            (_COMMITTEE, _COUNCIL, "HĐND"),
        ):
            if body.name.startswith(ours) and found:
                found[symbol] = theirs + body.name.removeprefix(ours)
        if found:
            return found
    return {}
