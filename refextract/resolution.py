"""Mentions → documents: who issued them, and which mentions are the same document."""

from __future__ import annotations

from typing import Final

from refextract import vocabulary
from refextract.grammar.symbol import issuer_of
from refextract.mention import Mention


def complete_issuers(mentions: list[Mention]) -> None:
    """Give mentions the issuer that their symbol or type determines, where the text names none.

    The order of the bases is that of the guidelines: text, symbol, type.
    """
    for mention in mentions:
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


_PROMULGATING: Final = frozenset({"Chủ tịch nước", "Hội đồng Nhà nước"})
"""Bodies in the number of a law (`23-L/CTN`, `21-LCT/HĐNN8`) that promulgated it, not passed it."""


def _issuer_of_type(mention: Mention) -> str:
    """Give the issuer that a type alone determines at the mention's date, or ``""``."""
    for row in vocabulary.document_types():
        if row.name == mention.type and row.issuer:
            if mention.type == "Pháp lệnh" and _of_state_council(mention):
                return "Hội đồng Nhà nước"
            return row.issuer
    return ""


def _of_state_council(mention: Mention) -> bool:
    """Say whether an ordinance is of 1981 to 1992, when the Hội đồng Nhà nước passed them."""
    if mention.year:
        return "1981" <= mention.year < "1992" or (mention.date or "") [:7] in _LAST_OF_COUNCIL
    return mention.parsed is not None and "HĐNN" in mention.parsed.symbol


_LAST_OF_COUNCIL: Final = frozenset(f"1992-{month:02d}" for month in range(1, 9))
