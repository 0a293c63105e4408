"""Markdown: every citation a link, to its address or else to the key of its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from refextract.annotation.links import Links
from refextract.citation import Citation

_SPECIAL: Final = re.compile(r"([\\\[\]])")
_ENDING: Final = re.compile(r"[\s\\()<>]")
"""What in an address could end it."""
_BREAKS: Final = re.compile(r"\s*\n\s*")


def annotated(text: str, citations: Sequence[Citation], links: Links) -> str:
    """Mark the citations of a text.

    The text around them stays as it is, since it may be Markdown itself. Links cannot lie in each
    other: of citations that do, the outer one is the link. One without address or key is set bold.

    Args:
        text: the text.
        citations: what `refextract.extract` finds in it.
        links: gives their addresses.
    """
    made = []
    done = 0
    for citation in citations:
        if citation.start < done:
            continue
        made += [text[done : citation.start], _link(citation, links)]
        done = citation.end
    return "".join(made) + text[done:]


def _link(citation: Citation, links: Links) -> str:
    # A line break in a link would end it in some dialects.
    label = _BREAKS.sub(" ", _SPECIAL.sub(r"\\\1", citation.text))
    address = links.of(citation) or citation.document
    if address is None:
        return f"**{label}**"
    return f"[{label}]({_ENDING.sub(lambda match: quote(match[0]), address)})"
