"""HTML: citations marked inside the page that they came in.

The page is parsed as a browser parses it, marks are put into its nodes of text, and it is written
again: what a browser shows of it stays the same but for the marks. Its text differs from that of
its nodes, one after the other, in blanks only; so the places of citations are found by counting
what is not blank. A citation that runs over several nodes is marked in each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from refextract.annotation.links import Links
from refextract.annotation.pieces import Piece, pieces
from refextract.citation import Citation
from refextract.readers.html import Parsed

STYLE: Final = (
    ".refextract{background:color-mix(in srgb,currentColor 10%,transparent);"
    "text-decoration:underline 2px;text-underline-offset:.2em}"
)

_BLANK: Final = re.compile(r"\s+")

_OPEN, _NEXT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that no text has: Unicode keeps them free for the inside of programs. They go through
the parser as text and become tags when the page is written."""

_MARKED: Final = re.compile(f"{_OPEN}(\\d+){_NEXT}([^{_CLOSE}]*){_CLOSE}")


class _Node(NamedTuple):
    """A node of text and its place among what is not blank.

    Attributes:
        node: the node.
        text: what it says.
        start: how much that is not blank stands before it.
        end: the same behind it.
    """

    node: Any
    text: str
    start: int
    end: int


def annotated(page: Parsed, citations: Sequence[Citation], links: Links) -> str:
    """Mark the citations in a page.

    Args:
        page: the page as `refextract.readers.html.parsed` gives it. Its tree is changed.
        citations: what `refextract.extract` finds in its text.
        links: gives their addresses. Where a citation stands in a link of the page, that stays.

    Returns:
        The page as HTML.
    """
    before = _places(page.text)
    nodes = _nodes(page)
    wanted = _by_node(
        nodes,
        [
            Piece(before[one.start], before[one.end], one.citation)
            for one in pieces(citations)
            if before[one.start] < before[one.end]
        ],
    )
    linked: set[int] = set()
    for node, parts in wanted:
        if _in_link(node.node):
            linked.update(part.citation for part in parts)
        node.node.replace_with(_with_signs(node, parts))
    _forget_encoding(page.parser)
    html = page.parser.html or ""
    marked = _MARKED.sub(
        lambda match: _mark(match[2], citations[int(match[1])], links, int(match[1]) in linked),
        html,
    )
    return _with_head(marked)


def _places(text: str) -> list[int]:
    """Give for each offset in a text how much that is not blank stands before it."""
    counts = [0]
    count = 0
    for char in text:
        count += not char.isspace()
        counts.append(count)
    return counts


def _nodes(page: Parsed) -> list[_Node]:
    nodes = []
    at = 0
    for node, text in page.nodes:
        length = len(_BLANK.sub("", text))
        nodes.append(_Node(node, text, at, at + length))
        at += length
    return nodes


def _by_node(
    nodes: Sequence[_Node], wanted: Sequence[Piece]
) -> Iterator[tuple[_Node, list[Piece]]]:
    """Give the nodes that have something to mark, and the pieces in each, cut at its ends."""
    first = 0
    for node in nodes:
        while first < len(wanted) and wanted[first].end <= node.start:
            first += 1
        found = []
        place = first
        while place < len(wanted) and wanted[place].start < node.end:
            start, end, citation = wanted[place]
            start, end = max(start, node.start) - node.start, min(end, node.end) - node.start
            if start < end:  # A node of blanks has nothing to mark.
                found.append(Piece(start, end, citation))
            place += 1
        if found:
            yield node, found


def _with_signs(node: _Node, parts: Sequence[Piece]) -> str:
    """Put the signs for marks into the text of a node."""
    content = node.node.text_content or ""
    if _BLANK.sub("", content) != _BLANK.sub("", node.text) and len(content) != len(node.text):
        # An old font stores it otherwise: what belongs to what cannot be told.
        return f"{_OPEN}{parts[0].citation}{_NEXT}{content}{_CLOSE}"
    offsets = [place for place, char in enumerate(node.text) if not char.isspace()]
    made = []
    done = 0
    for part in parts:
        start, end = offsets[part.start], offsets[part.end - 1] + 1
        made += [content[done:start], _OPEN, str(part.citation), _NEXT, content[start:end], _CLOSE]
        done = end
    return "".join(made) + content[done:]


def _in_link(node: Any) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "a":
            return True
        above = above.parent
    return False


def _mark(content: str, citation: Citation, links: Links, linked: bool) -> str:
    """Write the mark of a piece, whose content is HTML already."""
    facts = [citation.type, citation.number, citation.issuer, citation.date, citation.title]
    said = escape(", ".join(filter(None, facts)))
    described = f'class="refextract {citation.kind}" title="{said}"'
    address = None if linked else links.of(citation)
    if address is None:
        return f"<span {described}>{content}</span>"
    return f'<a {described} href="{escape(address)}" rel="noopener noreferrer">{content}</a>'


def _forget_encoding(parser: Any) -> None:
    """Take back what a page says of its encoding: it is going to be written in another."""
    for meta in parser.css("meta[charset], meta[http-equiv=content-type i]"):
        meta.remove()


def _with_head(html: str) -> str:
    """Say in the head how the page is encoded, and how marks look."""
    head = re.search(r"<head[^>]*>", html)
    at = head.end() if head is not None else 0
    return f'{html[:at]}<meta charset="utf-8"><style>{STYLE}</style>{html[at:]}'
