"""Why no citation was read at a place, or in a whole text.

The reasons are found by asking the same recognisers again that have been asked there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refextract import vocabulary
from refextract.explanation.numbers import nearest
from refextract.explanation.parts import Untaken
from refextract.explanation.watched import Nothing, Run
from refextract.folding import comparable, unaccented_word
from refextract.grammar.date import date_at
from refextract.grammar.number import Number, number_at
from refextract.grammar.symbol import read_symbol
from refextract.reading import laws, unnumbered
from refextract.reading.links import TO_NUMBER
from refextract.scanning import Place
from refextract.vocabulary import DocumentType, symbols

_SHOWN: Final = 40
"""Characters of what stands at a place."""
_SYMBOL_AHEAD: Final = re.compile(r"/[ \n*]{0,3}[\w&\-/.]*")
_SERIAL_BEFORE: Final = re.compile(r"[\w./\-]*$")
_DATE_AHEAD: Final = re.compile(r"\D{0,12}?(?=ng\S{1,2}y\s*\d|\d)")
_BARE: Final = re.compile(r"(?<![\w/.-])\d{1,5}[ _.-]+[A-ZĐ]{1,6}(?:[ _.-]+[A-ZĐ]{1,8})?(?![\w/])")


def untaken(run: Run) -> Iterator[Untaken]:
    """Give the places outside the citations where none was read."""
    for nothing in run.nothing:
        place = nothing.place
        if any(one.start <= place.start < one.end for one in run.mentions):
            continue
        if place.word is not None:
            start, end = place.start, place.end
            why = nothing.why or _why_no_word(run, place, place.word)
        else:
            start, end = _around(run, place, nothing.number)
            why = nothing.why or _why_no_number(run, nothing)
        if place.standard:
            why = "no serial of a standard follows"
        start, end = run.original(start, end)
        yield Untaken(run.text[start:end], start, end, why)


def _around(run: Run, place: Place, number: Number | None) -> tuple[int, int]:
    """Give the piece of text round a slash."""
    if number is not None:
        return number.start, number.end
    text = run.folded.text
    before = _SERIAL_BEFORE.search(text, max(0, place.start - _SHOWN), place.start)
    ahead = _SYMBOL_AHEAD.match(text, place.start, place.start + _SHOWN)
    return (
        before.start() if before is not None else place.start,
        ahead.end() if ahead is not None else place.end,
    )


def _why_no_word(run: Run, place: Place, row: DocumentType) -> str:
    """Say why nothing was read at a type word."""
    folded = run.folded
    if row.name in laws.TYPES and laws.is_other_word(folded, place.start):
        return "part of another word or name, not the law"
    ahead = _DATE_AHEAD.match(folded.lower, place.end, place.end + _SHOWN)
    date = date_at(folded.lower, ahead.end()) if ahead is not None else None
    if date is not None and not date.valid:
        start, end = run.original(date.start, date.end)
        return f"the calendar has no {run.text[start:end]}"
    to_number = TO_NUMBER.match(folded.lower, place.end)
    if to_number is not None:
        number = number_at(folded.text, to_number.end())
        if number is not None:
            return f"{number.canonical} behind an abbreviation is known as no number of a document"
        if place.abbreviated:
            return "what stands behind the abbreviation is no number"
        return "the number behind it counts something, or is no number of a document"
    if unnumbered.pointing(folded, place) is not None:
        return "in small letters it points at nothing certain"
    if row.name in laws.TYPES:
        return "no name of a law, number or date behind it"
    if folded.text[place.start].islower():
        return "no number behind it; in small letters nothing else makes it a citation"
    return "no number behind it, no date after `ngày`, no title in quotation marks"


def _why_no_number(run: Run, nothing: Nothing) -> str:
    """Say why nothing was read at the slash of a number."""
    number = nothing.number
    if number is None:
        before = run.folded.text[max(0, nothing.place.start - 24) : nothing.place.start]
        if not any(char.isdigit() for char in before):
            return "no serial before the slash"
        return "no number of a document: serial, perhaps a year, and letters"
    reading = read_symbol(number.symbol)
    letters = number.symbol.strip(" /-")
    if not reading.types:
        near = nearest(number.groups[0])
        hint = f", the nearest are {near}" if near else ""
        return f"no type word before it, and {letters} names no type{hint}"
    if len(number.groups[0]) < 2 or not reading.known:
        unknown = [group for group in number.groups if not symbols.is_type(group)]
        near = nearest(unknown[0]) if unknown else None
        hint = f"; the nearest to {unknown[0]} is {near}" if near else ""
        return f"no type word before it, and not all of {letters} is known{hint}"
    return "letters of a number are capitals"


def hints(run: Run) -> Iterator[str]:
    """Say what it may be due to that a text has no citation."""
    text = run.folded.text
    if not text.strip():
        yield "the text is empty"
        return
    wanted = {
        unaccented_word(comparable(row.name)): row.name for row in vocabulary.document_types()
    }
    plain = f" {' '.join(unaccented_word(word) for word in comparable(text).split())} "
    written = f" {comparable(text)} "
    for name, official in wanted.items():
        if f" {name} " in plain and f" {comparable(official)} " not in written:
            yield f"“{name}” without its accents is read only before a number that is known"
            break
    bare = _BARE.search(text)
    if bare is not None:
        proposed = re.sub(r"[ _.-]+", "-", bare.group(), count=1)
        proposed = re.sub(r"(?<=[A-ZĐ])[ _.-]+(?=[A-ZĐ])", "/", proposed)
        yield f"“{bare.group()}” has no slash; a number is written like {proposed}"
    if not run.nothing:
        yield (
            "no type of document (Nghị định, Kết luận, Luật) and no number with letters "
            "(15/2020/NĐ-CP, 57-KL/TW) stands in it"
        )
