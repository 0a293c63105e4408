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
from itertools import islice
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

_LITERAL: Final = frozenset("noembed noframes plaintext xmp".split())
"""Elements in which tags are text, beside those that are not read at all."""

_FIRST_BREAK_LOST: Final = "pre, listing, textarea"
"""Elements that lose a line break at their beginning whenever they are read."""

_FOREIGN: Final = frozenset(("math", "svg"))
"""Elements whose inside is not HTML: it only has the names of its elements."""


class _Signs(NamedTuple):
    """Characters that go through the tree as text and become tags when the page is written.

    Attributes:
        begin: a mark begins; the number of its citation follows.
        content: its content follows.
        end: it ends.
        head: the head begins.
    """

    begin: str
    content: str
    end: str
    head: str


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
    signs = _unused(page.parser.html or "")
    linked: set[int] = set()
    for node, parts in wanted:
        tags = _tags_around(node.node)
        if not tags.isdisjoint(_LITERAL):
            continue
        if "a" in tags:
            linked.update(part.citation for part in parts)
        node.node.replace_with(_with_signs(node, parts, signs))
    _forget_encoding(page.parser)
    _keep_first_breaks(page.parser)
    _begin_head(page.parser, signs)
    html = page.parser.html or ""
    return re.sub(
        f"{signs.begin}(\\d+){signs.content}([^{signs.end}]*){signs.end}",
        lambda match: _mark(match[2], citations[int(match[1])], links, int(match[1]) in linked),
        html.replace(signs.head, f'<meta charset="utf-8"><style>{STYLE}</style>'),
    )


def _unused(html: str) -> _Signs:
    """Choose characters that a page does not have."""
    used = set(html)
    # Unicode keeps the first of these for the inside of programs, but a page may hold anything.
    free = (char for char in map(chr, range(0xFDD0, 0x110000)) if char not in used)
    return _Signs(*islice(free, 4))


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


def _with_signs(node: _Node, parts: Sequence[Piece], signs: _Signs) -> str:
    """Put the signs for marks into the text of a node."""
    content = node.node.text_content or ""
    if _BLANK.sub("", content) != _BLANK.sub("", node.text) and len(content) != len(node.text):
        # An old font stores it otherwise: what belongs to what cannot be told.
        return f"{signs.begin}{parts[0].citation}{signs.content}{content}{signs.end}"
    offsets = [place for place, char in enumerate(node.text) if not char.isspace()]
    made = []
    done = 0
    for part in parts:
        start, end = offsets[part.start], offsets[part.end - 1] + 1
        made += [content[done:start], signs.begin, str(part.citation)]
        made += [signs.content, content[start:end], signs.end]
        done = end
    return "".join(made) + content[done:]


def _tags_around(node: Any) -> set[str]:
    tags = set()
    above = node.parent
    while above is not None:
        tags.add(above.tag)
        above = above.parent
    return tags


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


def _keep_first_breaks(parser: Any) -> None:
    """Write a line break twice where the first one is going to be lost."""
    for element in parser.css(_FIRST_BREAK_LOST):
        first = element.child
        if first is None or first.tag != "-text":
            continue
        if (first.text_content or "").startswith("\n") and _tags_around(first).isdisjoint(_FOREIGN):
            first.insert_before("\n")


def _begin_head(parser: Any, signs: _Signs) -> None:
    """Put a sign where it is to be said how the page is encoded, and how marks look."""
    if parser.head is None:
        return
    if parser.head.child is None:
        parser.head.insert_child(signs.head)
    else:
        parser.head.child.insert_before(signs.head)
