"""A page to read a text on: citations marked, a list of documents beside it, a card for each.

The page is one file without external resources. What comes from the text is put into it as text
only; the policy in its head lets nothing run but its own script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, Final, NamedTuple

import msgspec

from refextract import __version__
from refextract.annotation.links import Links
from refextract.annotation.pieces import Piece, pieces
from refextract.annotation.words import WORDS
from refextract.citation import KINDS, Citation

LANGUAGES: Final = tuple(WORDS)

PART: Final = 6000
"""Code points of a part of the text, about: browsers lay out only the parts that are seen."""

_SHOWN: Final = (
    "kind", "type", "number", "issuer", "issuer_basis", "date", "title", "provisions", "relation",
    "page", "place", "document", "warnings",
)  # fmt: skip
"""What a card shows, in this order."""

_YEAR: Final = re.compile(r"(?<=[/:-])(?:18|19|20)\d\d(?!\d)")
"""The year in a number; what a number begins with is its serial."""


class _Cited(NamedTuple):
    """A document and the citations of it."""

    first: Citation
    indices: list[int]

    @property
    def year(self) -> str:
        if self.first.date:
            return self.first.date[:4]
        found = _YEAR.search(self.first.number or "")
        return found[0] if found is not None else ""

    @property
    def name(self) -> str:
        first = self.first
        return " ".join(filter(None, (first.type, first.number or first.title))) or first.text


def annotated(
    text: str, citations: Sequence[Citation], links: Links, *, title: str, language: str = "vi"
) -> str:
    """Make the page.

    Args:
        text: the text.
        citations: what `refextract.extract` finds in it.
        links: gives their addresses.
        title: what the page is called.
        language: of the words of the page itself: one of `LANGUAGES`.
    """
    words = WORDS[language]
    documents = _documents(citations)
    style, script = _asset("page.css"), _asset("page.js")
    values = {
        "version": __version__,
        "title": escape(title),
        "total": words["total"].format(citations=len(citations), documents=len(documents)),
        "documents_count": str(len(documents)),
        "types": _choices(one.first.type for one in documents),
        "issuers": _choices(
            name for one in documents for name in (one.first.issuer or "").split("; ")
        ),
        "years": _choices((one.year for one in documents), latest_first=True),
        "documents": "".join(map(_item, documents)),
        "key": "".join(
            f'<li><span class="c {kind}">{escape(words[kind])}</span></li>'
            for kind in KINDS
            if any(one.kind == kind for one in citations)
        ),
        "keys_help": words["keys"].format(
            n="<kbd>n</kbd>", p="<kbd>p</kbd>", slash="<kbd>/</kbd>", escape="<kbd>Esc</kbd>"
        ),
        "text": _marked(text, citations, links),
        "data": _data(citations, words),
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    values |= {
        f"{name}_word": escape(words[name].capitalize())
        for name in ("documents", "search", "type", "issuer", "year", "all", "reset", "skip")
    }
    return Template(_asset("page.html")).substitute(values)


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _documents(citations: Sequence[Citation]) -> list[_Cited]:
    """Put the citations of one document together, in the order of the text."""
    found: dict[object, _Cited] = {}
    for index, citation in enumerate(citations):
        facts = (citation.type, citation.number, citation.title, citation.date)
        key = citation.document or (facts if any(facts) else index)
        known = found.setdefault(key, _Cited(citation, []))
        known.indices.append(index)
        if not known.first.number and citation.number:
            found[key] = _Cited(citation, known.indices)
    return list(found.values())


def _choices(values: Iterable[str | None], *, latest_first: bool = False) -> str:
    counts = Counter(value for value in values if value)
    return "".join(
        f'<option value="{escape(value)}">{escape(value)} ({counts[value]})</option>'
        for value in sorted(counts, reverse=latest_first)
    )


def _item(cited: _Cited) -> str:
    first = cited.first
    details = " · ".join(filter(None, (first.date, first.issuer, first.number and first.title)))
    return (
        f'<li data-c="{cited.indices}" data-type="{escape(first.type or "")}" '
        f'data-issuer="{escape(first.issuer or "")}" data-year="{cited.year}">'
        f"<button type=button><b>{escape(cited.name)}</b>"
        f"<span class=count>{len(cited.indices)}</span>"
        f"<small>{escape(details)}</small></button></li>"
    )


def _marked(text: str, citations: Sequence[Citation], links: Links) -> str:
    """Mark the citations, and divide the text into parts at ends of lines outside of them."""
    made = ["<div class=part>"]
    size = 0
    for content, markup in _contents(text, citations, links):
        if size > PART and made[-1].endswith("\n"):
            made.append("</div><div class=part>")
            size = 0
        made.append(markup)
        size += len(content)
    return "".join(made) + "</div>"


def _contents(text: str, citations: Sequence[Citation], links: Links) -> Iterator[tuple[str, str]]:
    """Give the lines between citations and the pieces of citations, as they are and marked up."""
    seen: set[int] = set()
    done = 0
    for piece in (*pieces(citations), Piece(len(text), len(text), -1)):
        for line in text[done : piece.start].splitlines(keepends=True):
            yield line, escape(line, quote=False)
        done = piece.end
        if piece.start < piece.end:
            content = text[piece.start : piece.end]
            index = piece.citation
            yield content, _mark(content, index, citations[index], links, first=index not in seen)
            seen.add(index)


def _mark(content: str, index: int, citation: Citation, links: Links, *, first: bool) -> str:
    """Mark a piece of a citation. The first piece of each can be gone to."""
    reached = f'id=c{index} tabindex="0"' if first else 'tabindex="-1"'
    named = f'class="c {citation.kind}" data-c={index} {reached}'
    address = links.of(citation)
    if address is None:
        return f"<span {named}>{escape(content, quote=False)}</span>"
    return (
        f'<a {named} href="{escape(address)}" rel="noopener noreferrer">'
        f"{escape(content, quote=False)}</a>"
    )


def _data(citations: Sequence[Citation], words: Mapping[str, str]) -> str:
    """Write the records for the script, so that nothing in them ends the element they are in."""
    data: dict[str, Any] = {
        "citations": [_record(citation) for citation in citations],
        "fields": _SHOWN,
        "words": words,
    }
    encoded = msgspec.json.encode(data).decode()
    return encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _record(citation: Citation) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name in _SHOWN:
        value: Any = getattr(citation, name, None)
        if name == "place":
            value = f"{citation.line}:{citation.column}"
        if isinstance(value, list):
            value = [str(one) for one in value]
        if value not in (None, []):
            record[name] = value
    return record
