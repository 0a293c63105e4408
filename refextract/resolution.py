"""Mentions → documents: who issued them, and which mentions are the same document."""

from __future__ import annotations

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
        if mention.parsed is not None:
            mention.issuer = issuer_of(mention.parsed.symbol, mention.date or mention.parsed.year)
            if mention.issuer is not None:
                mention.issuer_basis = "symbol"
                continue
        issuer = _issuer_of_type(mention)
        if issuer:
            mention.issuer, mention.issuer_basis = issuer, "type"


def _issuer_of_type(mention: Mention) -> str:
    """Give the issuer that a type alone determines at the mention's date, or ``""``."""
    for row in vocabulary.document_types():
        if row.name == mention.type and row.issuer:
            if mention.type == "Pháp lệnh" and "1981" <= mention.year <= "1992":
                return "Hội đồng Nhà nước"
            return row.issuer
    return ""
