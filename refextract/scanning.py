"""Where in a text a citation may stand: one linear pass for type words, symbols and standards.

A place is only a hint: most words `quyết định` are verbs, most slashes belong to dates. The
recognisers of `refextract.grammar` decide, each reading outward from its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from refextract import vocabulary
from refextract.folding import Folded
from refextract.vocabulary import DocumentType

_CODE: Final = "Bộ luật"
_STANDARD_PREFIXES: Final = r"tcvn|qcvn|qcđp|tcxdvn|tcxd|tccs|\d\d\s?tcn(?=\s?\d)"


class Place(NamedTuple):
    """A place where a citation may stand.

    Attributes:
        start: where the type word begins, or the slash or the standard's prefix stands.
        end: where the type word ends.
        word: the type that the word names; ``None`` at a symbol or standard.
        standard: whether it is the prefix of a standard.
        abbreviated: whether the type is abbreviated (`NĐ`) rather than written out.
    """

    start: int
    end: int
    word: DocumentType | None
    standard: bool
    abbreviated: bool


@cache
def _words() -> dict[str, tuple[DocumentType, bool]]:
    """Map every way to write a type, folded, to its row and whether it is an abbreviation."""
    words: dict[str, tuple[DocumentType, bool]] = {}
    for row in vocabulary.document_types():
        if row.systems == ("standard",):
            continue
        for position, word in enumerate((row.name, *row.aliases)):
            lower = word.lower()
            abbreviated = position > 0 and " " not in word and (word[:2].isupper() or "Tr" in word)
            words.setdefault(lower, (row, abbreviated))
            if lower.startswith("quy "):
                words.setdefault("qui " + lower[4:], (row, abbreviated))
    return words


@cache
def _pattern() -> re.Pattern[str]:
    # The abbreviation of a code names it (`BLHS`); that of another type needs its number.
    names = {word for word, (row, short) in _words().items() if not short or row.name == _CODE}
    spelled = sorted(names, key=len, reverse=True)
    short = sorted(set(_words()) - names, key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in spelled)
    abbreviations = "|".join(re.escape(word) for word in short)
    return re.compile(
        rf"(?P<word>{alternatives})(?!\w)"
        rf"|(?<!\w)(?P<short>{abbreviations})(?=[\s.:*]*(?:số[\s:]*)?\d)"
        rf"|(?P<standard>{_STANDARD_PREFIXES})(?!\w)"
        r"|(?P<slash>/)(?=[ \n*]{0,3}[a-zđ])"
    )


def places(folded: Folded) -> Iterator[Place]:
    """Give the places of a text in order, in time linear in its length."""
    lower, text = folded.lower, folded.text
    words = _words()
    for match in _pattern().finditer(lower):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "slash":
            yield Place(start, end, None, standard=False, abbreviated=False)
            continue
        if start and (lower[start - 1].isalnum() or lower[start - 1] == "_") and (
            kind != "standard" or not lower[start].isdigit()
        ):
            # Letters glued to the word before are a lost blank (`củaNghị định`) only where a
            # capital begins the word.
            if not (text[start].isupper() and text[start - 1].islower()):
                continue
        if kind == "standard":
            yield Place(start, end, None, standard=True, abbreviated=False)
            continue
        row, abbreviated = words[" ".join(match.group().split())]
        if abbreviated and not text[start].isupper():
            continue
        yield Place(start, end, row, standard=False, abbreviated=abbreviated)
