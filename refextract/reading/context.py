"""What stands before and after a number and belongs to it: date and issuer, alone or shared.

What ends an enumeration is said of all its members, `các Kết luận A và B của Bộ Chính trị`; what a
verb of issuing ties to a citation stands before it, `Bộ Công an đã ban hành Thông tư …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from refextract.folding import Folded
from refextract.grammar import lead
from refextract.grammar.party import term_of
from refextract.grammar.tail import Tail, heading_date, tail_at
from refextract.mention import Mention
from refextract.reading.links import BESIDE

_JOINT_WORDS: Final = ("liên tịch", "liên bộ", "liên ngành", "phối hợp")
_OF_WHOLE_BODIES: Final = frozenset({"Nghị định", "Luật", "Bộ luật", "Pháp lệnh"})
_SIGNERS: Final = frozenset({"Thủ tướng Chính phủ", "Chủ tịch nước"})
"""Who signs or proclaims what a body has passed: `Thủ tướng đã ký Nghị định …`."""


def take_tail(folded: Folded, mention: Mention) -> None:
    """Read date and issuer after a number and put them into its mention."""
    number = mention.parsed
    if number is None:
        return
    party, joint = style(number.symbol, mention.type or "")
    tail = tail_at(
        folded.text, folded.lower, mention.end, year=number.year, party=party, joint=joint
    )
    take(folded, mention, tail)


@lru_cache(maxsize=1 << 12)
def style(symbol: str, type_name: str) -> tuple[bool, bool]:
    """Say whether a number is written as the Party's are, and whether of a joint document."""
    joint = symbol.startswith("TTLT", 1) or any(word in type_name for word in _JOINT_WORDS)
    return symbol.startswith("-") and symbol.find("/") > 1, joint


def take(folded: Folded, mention: Mention, tail: Tail) -> None:
    """Put a date and an issuer into a mention, and lengthen it over them."""
    if tail.date is None and tail.issuer is None:
        return
    mention.take(tail)
    if tail.issuer is not None:
        mention.term = term_of(folded.lower[mention.end : tail.end])
    mention.end = max(mention.end, tail.end)


def take_heading_date(lower: str, mention: Mention) -> None:
    """Mark a mention as the text's own number, and read place and date beside it."""
    mention.heading = True
    date = heading_date(lower, mention.end)
    if date is not None:
        mention.date, mention.end = date.date, date.end


def take_from_before(folded: Folded, mentions: list[Mention]) -> None:
    """Give mentions the issuer and date that a verb of issuing before them ties to them."""
    first = mentions[0]
    before = lead.lead_at(folded.text, folded.lower, first.start, first.year)
    if before is None:
        return
    signed = first.type in _OF_WHOLE_BODIES and before.issuer in _SIGNERS
    for mention in mentions:
        if mention.issuer is None and not signed:
            mention.issuer, mention.issuer_basis = before.issuer, "text"
    if len(mentions) == 1 and first.date is None and before.date:
        first.date = before.date


def share(mentions: list[Mention]) -> None:
    """Give what stands at the end of an enumeration to the members before.

    A date is shared where the year in the number allows it.
    """
    last = mentions[-1]
    for mention in mentions[:-1]:
        if mention.issuer is None and last.issuer_basis == "text":
            mention.issuer, mention.issuer_basis = last.issuer, "text"
        if mention.date is None and last.date is not None and not mention.warnings:
            year = mention.parsed.year if mention.parsed is not None else ""
            if not year or year == last.date[:4]:
                mention.date = last.date


def share_back(lower: str, before: Sequence[Mention], found: list[Mention]) -> None:
    """Share an issuer back over full citations of one type: `Kết luận A và Kết luận B của …`.

    Args:
        lower: the folded text in lower case.
        before: the last mentions before those found.
        found: the mentions just read; the text gives the issuer of the last.
    """
    last = found[-1]
    start = found[0].start
    for previous in reversed(before):
        if previous.kind not in ("numbered", "short") or previous.type != last.type:
            break
        if previous.issuer_basis == "text" or start - previous.end > 20:
            break
        if BESIDE.fullmatch(lower, previous.end, start) is None:
            break
        previous.issuer, previous.issuer_basis = last.issuer, "text"
        start = previous.start
