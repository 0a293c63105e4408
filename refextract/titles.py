"""Titles, and the date and issuer that stand behind them."""

from __future__ import annotations

from refextract.folding import Folded
from refextract.mention import Mention


def read_titles(folded: Folded, mentions: list[Mention]) -> None:
    """Read the title of each mention."""
