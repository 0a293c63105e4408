"""What of a web page is not its text: machinery, menus, lists of links.

A list of links may be what a page is about: the documents that another one is based on. So nothing
goes that holds a number like that of a document, nor most of the page.
"""

from __future__ import annotations

import re
from typing import Any, Final

MACHINERY: Final = frozenset(
    """aside button del footer head iframe math menu nav noscript object script select style svg
    template textarea title""".split()
)
"""Elements that are no text by what they are; ``del`` is what was deleted from it."""

_BY_ROLE: Final = "[role=navigation],[role=search],[role=banner],[aria-hidden=true],body>header"

_WORDS: Final = "breadcrumb menu nav footer sidebar popup modal pagination social login".split()
_BY_NAME: Final = ",".join(
    f"[{attribute}*={word} i]" for word in _WORDS for attribute in ("class", "id")
)
_NAME: Final = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_WORDS)})s?(?:$|[\s_-])", re.IGNORECASE)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

_NUMBER: Final = re.compile(r"\d{3}|\d/")
"""What occurs in the number of every document, and in few menus."""

_FEW: Final = 3
_LINKS: Final = 0.8
"""The share of a list that has to be links."""
_MOST: Final = 0.3
"""No menu has a larger share of the page."""
_EFFORT: Final = 30
"""How many times the length of the page is looked at, for lists in lists in lists."""


def navigation(parser: Any) -> set[int]:
    """Find the elements of a page that are navigation.

    Args:
        parser: the parsed page.

    Returns:
        The ``mem_id`` of each. Elements are passed over rather than taken away: one that is inside
        another that has been taken away must not be touched.
    """
    found = {node.mem_id for node in parser.css(_BY_ROLE)}
    length = len(parser.body.text()) if parser.body is not None else 0
    left = length * _EFFORT
    for node in parser.css(_BY_NAME):
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if left > 0 and _NAME.search(_CAMEL.sub("-", named)):
            text = node.text()
            left -= len(text) + 1
            if len(text) < length * _MOST and not _NUMBER.search(text):
                found.add(node.mem_id)
    for node in parser.css("ul,ol"):
        if left <= 0:
            break
        text = node.text()
        left -= len(text) + 1
        if not _NUMBER.search(text) and _is_links(node, len(text.split())):
            found.add(node.mem_id)
    return found


def _is_links(node: Any, words: int) -> bool:
    links = node.css("a")
    linked = sum(len(link.text().split()) for link in links)
    return len(links) >= _FEW and linked >= words * _LINKS
