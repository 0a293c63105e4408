"""Where type and number of a citation are from, and what each group of letters stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refextract import vocabulary
from refextract.explanation.parts import Part, Rejected, Row, row_of
from refextract.explanation.periods import bearers, others
from refextract.explanation.watched import Run
from refextract.grammar.number import Number, standard_at
from refextract.grammar.symbol import Reading, read_symbol
from refextract.mention import Mention
from refextract.reading.numbers import LETTERS
from refextract.vocabulary import DocumentType, Issuer, symbols

_PIECE: Final = re.compile(r"[^/\-._\s*]+")
_ASSEMBLY: Final = re.compile(r"(?:UBTV)?QHK?(?P<term>\d{1,2})$")


def type_part(run: Run, mention: Mention) -> Part | None:
    """Explain the type."""
    if mention.type is None:
        return None
    part = _type_part(run, mention, mention.type)
    if mention.parsed is not None:
        part.rejected = list(_other_types(mention, mention.parsed, part))
    return part


def _type_part(run: Run, mention: Mention, name: str) -> Part:
    rows = [row for row in vocabulary.document_types() if row.name == name]
    described = [row_of(row) for row in rows[:1]]
    origin = run.origins.get(id(mention))
    word = origin.word if origin is not None else None
    if word is not None and word.word is not None and word.word.name == name:
        start, end = run.original(word.start, word.end)
        how = "abbreviated in the text" if word.abbreviated else "the text says so"
        rule = "type.word"
        if word.start < mention.start:
            rule, how = "type.shared", "the word before the first of those cited together"
        elif mention.anchor[0] - word.end > 12:
            how += ", with a title or an issuer between it and the number"
        return Part("type", name, rule, how, run.text[start:end], start, end, [row_of(word.word)])
    if mention.laws and mention.laws[0].type == name:
        law = row_of(mention.laws[0])
        return Part("type", name, "type.law", "the law of this name is one", rows=[law])
    if mention.heading:
        return Part("type", name, "type.heading", "the heading of the text says so", rows=described)
    if origin is not None and origin.place.standard:
        start, end = run.original(origin.place.start, origin.place.end)
        letters = run.text[start:end]
        why = "what standards of these letters are"
        return Part("type", name, "type.standard", why, letters, start, end, described)
    if origin is not None and origin.joined:
        why = "as the citation before it, to which it is joined"
        return Part("type", name, "type.joined", why, rows=described)
    number = mention.parsed
    if number is not None and name in read_symbol(number.symbol).types:
        before = run.folded.text[mention.start : number.start]
        if word is None and any(letter.isalpha() for letter in before):
            start, end = run.original(mention.start, number.start)
            why = (
                "the word before the number is nearly that, and the letters of the number allow it"
            )
            written = run.text[start:end].strip()
            return Part(
                "type", name, "type.garbled", why, written, start, start + len(written), described
            )
        letters = _letters_of(number, name)
        why = f"{letters} in the number stands for it"
        if word is not None and word.word is not None and word.word.name in LETTERS:
            why += f"; {word.word.name.lower()} may be anything"
        return Part("type", name, "type.symbol", why, rows=_type_rows(number, name) or described)
    return Part("type", name, "type.text", "the text says so", rows=described)


def _letters_of(number: Number, name: str) -> str:
    """Give the letters of a number that stand for a type."""
    for group in (number.symbol.strip(" /-"), *number.groups):
        if any(row.name == name for row in symbols.types(group)):
            return group
    return number.symbol.strip(" /-")


def _type_rows(number: Number, name: str) -> list[Row]:
    found = symbols.types(_letters_of(number, name))
    return [row_of(row) for row in found if row.name == name][:1]


def _other_types(mention: Mention, number: Number, part: Part) -> Iterator[Rejected]:
    """Give the types that the letters of the number stand for too."""
    reading = read_symbol(number.symbol, mention.type or "")
    groups = [number.symbol.strip(" /-"), *number.groups]
    letters = next((group for group in groups if symbols.types(group)), "")
    named: dict[str, DocumentType] = {}
    for row in symbols.types(letters):
        named.setdefault(row.name, row)
    for name, row in named.items():
        if name == mention.type:
            continue
        if part.rule != "type.symbol":
            why = f"{letters} stands for it too, but the text says {mention.type}"
        elif name in reading.types:
            why = f"{letters} stands for it too, less often in a number of this style"
        else:
            why = f"{letters} stands for it too, but not in a number of this style"
        yield Rejected(name, why, row_of(row))


def number_part(run: Run, mention: Mention) -> Part | None:
    """Explain the number."""
    if mention.number is None:
        return None
    start, end = run.original(*mention.anchor)
    number = mention.parsed
    if number is not None:
        start, end = run.original(number.start, number.end)
    written = run.text[start:end]
    if number is None:
        if standard_at(run.folded.text, mention.anchor[0]) is not None:
            rule, why = "number.standard", "letters, serial and year of a standard"
        else:
            rule, why = "number.short", "a serial without the letters that a full number has"
    else:
        pieces = [f"serial {number.serial}"]
        pieces += [f"year {number.year}"] if number.year else []
        rule, why = "number.full", ", ".join([*pieces, f"letters {number.symbol.strip(' /-')}"])
        if number.symbol.strip(" /-") not in written:
            rule, why = "number.elided", f"{why}, those of the last of the numbers"
            if number.end - number.start > len(number.serial) + len(number.year) + 2:
                rule = "number.canonical"
                why = ", ".join([*pieces, f"officially {number.symbol.strip(' /-')}"])
    return Part("number", mention.number, rule, why, written, start, end)


def symbol_parts(run: Run, mention: Mention) -> Iterator[Part]:
    """Explain each group of letters of the number."""
    number = mention.parsed
    if number is None:
        return
    reading = read_symbol(number.symbol, mention.type or "")
    spans = _spans(run, number)
    for position, group in enumerate(number.groups):
        part = _symbol_part(mention, number, reading, group)
        if spans:
            part.start, part.end = run.original(*spans[position])
            part.text = run.text[part.start : part.end]
        yield part


def _spans(run: Run, number: Number) -> list[tuple[int, int]]:
    """Give where the groups of letters stand; nothing, if they stand elsewhere."""
    begin = number.start + len(number.serial)
    pieces = [match.span() for match in _PIECE.finditer(run.folded.text, begin, number.end)]
    if number.year and pieces and run.folded.text[slice(*pieces[0])] == number.year:
        del pieces[0]
    return pieces if len(pieces) == len(number.groups) else []


def _symbol_part(mention: Mention, number: Number, reading: Reading, group: str) -> Part:
    date = mention.date or number.year
    for body in reading.bodies:
        if group in body.split("-") or group == body:
            row = symbols.body(body, date)
            if row is not None:
                assembly = _ASSEMBLY.match(group)
                term = f", term {assembly['term']}" if assembly is not None else ""
                of = f" with {body}" if group != body else ""
                return Part(
                    "symbol",
                    f"{group}: {row.name}{term}",
                    "symbol.issuer",
                    f"the issuer{of}; {bearers(symbols.bodies(body), date)}",
                    rows=[row_of(row)],
                    rejected=list(others(symbols.bodies(body), row, date)),
                )
    for letters in (number.symbol.strip(" /-"), group):
        named = [row for row in symbols.types(letters) if row.name in reading.types]
        if named and group in letters:
            row_type = next((row for row in named if row.name == mention.type), named[0])
            why = "the type" if letters == group else f"the type, with the other letters: {letters}"
            return Part(
                "symbol", f"{group}: {row_type.name}", "symbol.type", why, rows=[row_of(row_type)]
            )
    for several in vocabulary.ambiguous_symbols():
        if symbols.key(several.symbol) == symbols.key(group):
            return Part(
                "symbol",
                f"{group}: {several.meaning}",
                "symbol.several",
                "names no one body",
                rows=[row_of(several)],
            )
    known: list[DocumentType | Issuer] = [*symbols.bodies(group), *symbols.types(group)]
    if known:
        why = "could stand for this, but the other letters already name type and issuer"
        return Part(
            "symbol",
            group,
            "symbol.unit",
            "a unit of the issuer, or what the document is about",
            rejected=[Rejected(one.name, why, row_of(one)) for one in known[:3]],
        )
    if group.isdigit():
        return Part("symbol", group, "symbol.year", "a number or year inside the letters")
    return Part("symbol", group, "symbol.unknown", _unknown(reading, group))


def _unknown(reading: Reading, group: str) -> str:
    if reading.bodies:
        return "in no table; a unit of the issuer, or what the document is about"
    near = nearest(group)
    return "in no table of types or issuers" + (f"; the nearest is {near}" if near else "")


def nearest(letters: str) -> str | None:
    """Give the known letters that are most like others."""
    from difflib import get_close_matches

    rows: list[DocumentType | Issuer] = [*vocabulary.document_types(), *vocabulary.issuers()]
    known = {symbols.key(symbol): symbol for row in rows for symbol in row.symbols}
    near = get_close_matches(symbols.key(letters), known, n=1)
    return known[near[0]] if near else None
