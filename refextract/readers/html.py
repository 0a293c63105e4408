"""HTML: pages saved from portals, “web pages” saved from Word, and parts of mails."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from refextract.readers.decoding import decode
from refextract.readers.document import Document, NotReadable
from refextract.readers.extras import library
from refextract.readers.fonts import FAMILY, Meaning, has_old_fonts, meaning_of
from refextract.readers.layout import Layout
from refextract.readers.limits import Job
from refextract.readers.navigation import MACHINERY, navigation
from refextract.readers.streams import Rejoined

_BLOCKS: Final = frozenset(
    """address article blockquote body caption center dd details dir div dl dt fieldset figcaption
    figure form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody
    tfoot thead title ul""".split()
)

_DECLARED: Final = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]*?encoding=["']([\w.-]+)""",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"\s*(?P<tag>[a-z0-9]*)(?:\.(?P<name>[\w-]+))?\s*$", re.IGNORECASE)


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a page.

    Args:
        stream: the file.
        source: the name that its records bear.
        job: the reading.

    Raises:
        NotReadable: its encoding cannot be told, or the library that reads it is not installed.
    """
    page, encoding = decode_page(stream.read(), job.reading.encoding)
    yield Document(text_of(page), source, (), f"HTML in {encoding}")


def decode_page(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Decode a page: in the encoding asked for, else what its bytes are, else what it declares.

    What a page declares is often wrong where it was saved anew, so UTF-8 that is UTF-8 comes
    first.
    """
    if encoding is not None:
        return decode(data, encoding)
    declared = _DECLARED.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    if name is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    from refextract.readers.encodings import LEGACY, decode_as, known_encoding

    known = known_encoding(name)
    if known in LEGACY:
        return decode_as(data, known), known
    try:
        return decode(data)
    except NotReadable:
        if known is None:
            raise
        # Western pages, and those whose letters beyond ASCII are written as entities.
        return decode_as(data, known), known


def text_of(page: str) -> str:
    """Give the text of a page, one paragraph a line.

    Raises:
        NotReadable: the library that reads it is not installed.
    """
    return parsed(page).text


class Parsed(NamedTuple):
    """A page that was read.

    Attributes:
        parser: holds its tree; the nodes live as long as it does.
        text: its text, one paragraph a line.
        nodes: the nodes of text that the text is made of, in its order, and what each means where
            it is set in an old font. Only blanks are added and lost in between.
    """

    parser: Any
    text: str
    nodes: list[tuple[Any, str]]


def parsed(page: str) -> Parsed:
    """Read a page.

    Raises:
        NotReadable: the library that reads it is not installed.
    """
    parser = library("selectolax.lexbor", "an HTML page").LexborHTMLParser(page)
    styles = _styles(parser) if has_old_fonts(page) else None
    walk = _Walk(Layout(), styles, navigation(parser))
    if parser.body is not None:
        walk.over(parser.body)
    return Parsed(parser, walk.layout.result(), walk.nodes)


def _styles(parser: Any) -> dict[tuple[str, str], Meaning]:
    """Find in the style sheets of a page which elements are set in an old font."""
    found: dict[tuple[str, str], Meaning] = {}
    for sheet in parser.css("style"):
        for selectors, rule in _RULE.findall(sheet.text()):
            meaning = _font_of(rule)
            if meaning is None:
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.match(selector)
                if match is not None:
                    found[match["tag"].lower(), match["name"] or ""] = meaning
    return found


def _font_of(rule: str) -> Meaning | None:
    family = FAMILY.search(rule)
    return meaning_of(family["names"] or family["short"]) if family is not None else None


class _Walk:
    """One way through the tree of a page, without recursion: pages nest as deep as they like."""

    def __init__(
        self,
        layout: Layout,
        styles: dict[tuple[str, str], Meaning] | None,
        left_out: set[int],
    ) -> None:
        self.layout = layout
        self.nodes: list[tuple[Any, str]] = []
        self._styles = styles
        self._left_out = left_out
        self._fonts: list[Meaning | None] = [None]
        self._preformatted = 0

    def over(self, root: Any) -> None:
        node, depth = root, 0
        while True:
            self._enter(node)
            child = None if self._is_left_out(node) else node.child
            if child is not None:
                node, depth = child, depth + 1
                continue
            self._leave(node)
            following = node.next if depth else None
            # Nodes are never compared: the library compares what is in them.
            while following is None and depth:
                node, depth = node.parent, depth - 1
                self._leave(node)
                following = node.next if depth else None
            if following is None:
                return
            node = following

    def _is_left_out(self, node: Any) -> bool:
        return node.tag in MACHINERY or node.mem_id in self._left_out

    def _enter(self, node: Any) -> None:
        tag = node.tag
        layout = self.layout
        if tag == "-text":
            text = node.text_content or ""
            font = self._fonts[-1]
            if font is not None:
                text = font(text)
            self.nodes.append((node, text))
            if self._preformatted:
                layout.text(text)
            else:
                layout.flowing(text)
            return
        if self._styles is not None:
            self._fonts.append(self._font(node, tag))
        if tag == "br":
            layout.text("\n")
        elif tag == "tr":
            layout.start_row()
        elif tag in ("td", "th"):
            layout.start_cell()
        elif tag in _BLOCKS:
            layout.end_line()
            self._preformatted += tag == "pre"

    def _leave(self, node: Any) -> None:
        tag = node.tag
        if tag == "-text":
            return
        if self._styles is not None:
            self._fonts.pop()
        if tag == "tr":
            self.layout.end_row()
        elif tag in ("td", "th"):
            self.layout.end_cell()
        elif tag in _BLOCKS:
            self.layout.end_line()
            self._preformatted -= tag == "pre"

    def _font(self, node: Any, tag: str) -> Meaning | None:
        """Give what text in an element means: by its own font, else by that around it."""
        attributes = node.attributes
        style = attributes.get("style") or ""
        if "font" in style and FAMILY.search(style):
            return _font_of(style)
        if tag == "font" and attributes.get("face"):
            return meaning_of(attributes["face"])
        assert self._styles is not None
        for name in (attributes.get("class") or "").split():
            for key in ((tag, name), ("", name)):
                if key in self._styles:
                    return self._styles[key]
        return self._styles.get((tag, ""), self._fonts[-1])
