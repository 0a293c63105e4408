"""Where issuer and date of a citation are from."""

from __future__ import annotations

from collections.abc import Iterator

from refextract import vocabulary
from refextract.explanation.numbers import nearest
from refextract.explanation.parts import Part, Rejected, Row, in_words, row_of
from refextract.explanation.periods import bearers, others
from refextract.explanation.watched import READING, Run
from refextract.grammar.date import date_at
from refextract.grammar.issuer import in_office, issuer_at
from refextract.grammar.lead import lead_at
from refextract.grammar.symbol import read_symbol
from refextract.mention import Mention
from refextract.vocabulary import Issuer, symbols
from refextract.vocabulary.names import issuer_names, province_names


def issuer_part(run: Run, mention: Mention) -> Part | None:
    """Explain the issuer, or why none is known."""
    if mention.issuer is None:
        return _no_issuer(mention)
    step = run.step_of(mention, "issuer")
    match mention.issuer_basis:
        case "symbol":
            return _by_symbol(mention, mention.issuer)
        case "type":
            return _by_type(mention, mention.issuer)
        case "context" if step == "documents":
            return _by_context(run, mention, mention.issuer)
        case "context":
            part = Part(
                "issuer",
                mention.issuer,
                "issuer.heading",
                "the heading of the text names the place of the body that the letters stand for",
            )
        case _:
            part = _in_text(run, mention, mention.issuer, step)
    date = mention.date or mention.year
    part.rows = [row for name in mention.issuer.split("; ") for row in _rows(name, date)]
    part.rejected += list(_of_other_times(mention.issuer, date))
    return part


def _by_symbol(mention: Mention, issuer: str) -> Part:
    if mention.parsed is None:  # a standard
        letters = [(mention.number or "").rpartition("/")[2]]
        date = (mention.number or "").partition(":")[2][:4]
    else:
        letters = list(read_symbol(mention.parsed.symbol, mention.type or "").bodies)
        date = mention.date or mention.parsed.year
    part = Part("issuer", issuer, "issuer.symbol", "")
    reasons = []
    for body in letters:
        row = symbols.body(body, date)
        if row is not None:
            reasons.append(f"{body} in the number; {bearers(symbols.bodies(body), date)}")
            part.rows = [*part.rows, row_of(row)]
            part.rejected = [*part.rejected, *others(symbols.bodies(body), row, date)]
    part.why = " / ".join(reasons)
    return part


def _by_type(mention: Mention, issuer: str) -> Part:
    rows = [
        row_of(row)
        for row in vocabulary.document_types()
        if row.name == mention.type and row.issuer == issuer
    ]
    why = f"only it issues a {mention.type}" if rows else f"it passed a {mention.type} at that time"
    part = Part("issuer", issuer, "issuer.type", why, rows=rows)
    part.rows += _rows(issuer, mention.date or mention.year)
    return part


def _by_context(run: Run, mention: Mention, issuer: str) -> Part:
    for other in run.mentions:
        if other is not mention and other.document == mention.document and other.issuer == issuer:
            start, end = run.original(other.start, other.end)
            return Part(
                "issuer",
                issuer,
                "issuer.context",
                "another citation of the same document has it",
                run.text[start:end],
                start,
                end,
                _rows(issuer, other.date or other.year),
            )
    return Part("issuer", issuer, "issuer.context", "the document that it means has it")


def _in_text(run: Run, mention: Mention, issuer: str, step: str) -> Part:
    """Find where the text names the issuer."""
    if mention.issuer_basis == "name":
        start, end = run.original(*mention.anchor)
        why = "it passes what is named by a meeting"
        return Part("issuer", issuer, "issuer.meeting", why, run.text[start:end], start, end)
    for tail in run.tails.get(id(mention), ()):
        if tail.issuer is not None and tail.issuer.name == issuer:
            behind = (
                "it stands behind the title" if step != READING else "it stands behind the number"
            )
            rule = "issuer.behind-title" if step != READING else "issuer.behind"
            if mention.number is None:
                behind = "it stands behind"
            return _at(run, "issuer", issuer, rule, behind, tail.issuer.start, tail.issuer.end)
    text, lower = run.folded.text, run.folded.lower
    for at in _words(text, mention.start, mention.end):
        found = issuer_at(text, lower, at, date=mention.year)
        if found is not None and found.name == issuer and found.end <= mention.end:
            why = "it is part of the citation"
            return _at(run, "issuer", issuer, "issuer.inside", why, found.start, found.end)
    together = _together(run, mention)
    for first in (mention, *together):
        lead = lead_at(text, lower, first.start, first.year)
        if lead is not None and lead.issuer == issuer:
            return Part(
                "issuer", issuer, "issuer.before", "it stands before, with a verb of issuing"
            )
    for other in together:
        if other.issuer == issuer and other.issuer_basis == "text":
            start, end = run.original(other.start, other.end)
            why = "shared with another of those cited together"
            return Part("issuer", issuer, "issuer.shared", why, run.text[start:end], start, end)
    return Part("issuer", issuer, "issuer.text", "the text names it")


def _together(run: Run, mention: Mention) -> list[Mention]:
    """Give the citations of the same type, the nearest first."""
    same = [one for one in run.mentions if one is not mention and one.type == mention.type]
    return sorted(same, key=lambda one: abs(one.start - mention.start))


def _words(text: str, start: int, end: int) -> Iterator[int]:
    """Give where words begin."""
    for at in range(start, end):
        if text[at].isalpha() and (at == start or not text[at - 1].isalpha()):
            yield at


def _at(run: Run, field: str, value: str, rule: str, why: str, start: int, end: int) -> Part:
    start, end = run.original(start, end)
    return Part(field, value, rule, why, run.text[start:end], start, end)


def _rows(name: str, date: str) -> list[Row]:
    """Give the rows that a name rests on: of the body, else of its place."""
    rows = _named(name)
    if rows:
        return [row_of(in_office(rows, date))]
    words = name.split()
    for at in range(len(words)):
        provinces = province_names().get(" ".join(words[at:]))
        if provinces:
            fitting = [row for row in provinces if date and row.period.covers(date)]
            return [row_of((fitting or provinces)[0])]
    return []


def _named(name: str) -> list[Issuer]:
    return [row for row in issuer_names().get(name) if row.name == name]


def _of_other_times(issuer: str, date: str) -> Iterator[Rejected]:
    """Give the bodies that had the same name at another time."""
    for name in issuer.split("; "):
        rows = _named(name)
        if len(rows) > 1 and date:
            chosen = in_office(rows, date)
            for row in rows:
                if row is not chosen:
                    yield Rejected(
                        f"{row.name} ({in_words(row.period)})", f"not in {date}", row_of(row)
                    )


def _no_issuer(mention: Mention) -> Part | None:
    """Say why no issuer is known."""
    number = mention.parsed
    if number is None:
        if mention.kind != "short":
            return None
        why = "the letters that would tell it are missing, and no other citation has them"
        return Part("issuer", None, "issuer.unknown", why)
    unknown = [group for group in number.groups if not symbols.is_type(group)]
    for several in vocabulary.ambiguous_symbols():
        if any(symbols.key(several.symbol) == symbols.key(group) for group in unknown):
            why = f"{several.symbol} names no one body ({several.meaning}), nor does the text"
            return Part("issuer", None, "issuer.several", why, rows=[row_of(several)])
    if not unknown:
        return Part("issuer", None, "issuer.none", "the number has no letters of an issuer")
    near = nearest(unknown[0])
    hint = f"; the nearest known letters are {near}" if near else ""
    return Part(
        "issuer", None, "issuer.unknown", f"{unknown[0]} stands for nobody in the tables{hint}"
    )


def date_part(run: Run, mention: Mention) -> Part | None:
    """Explain the date, or why what is written is none."""
    tails = [tail for tail in run.tails.get(id(mention), ()) if tail.date is not None]
    date = mention.date
    if date is None:
        for tail in tails:
            if tail.date is not None and not tail.date.valid:
                part = _at(run, "date", "", "date.invalid", "none", tail.date.start, tail.date.end)
                part.value, part.why = None, "what stands in its place is none"
                part.rejected = [Rejected(part.text or "", "the calendar has no such day")]
                return part
        return None
    step = run.step_of(mention, "date")
    for tail in tails:
        if tail.date is not None and tail.date.date == date:
            if step == READING:
                rule, why = "date.behind", "it stands behind"
            else:
                rule, why = "date.behind-title", "it stands behind the title"
            return _at(run, "date", date, rule, why, tail.date.start, tail.date.end)
    lower = run.folded.lower
    for at in range(mention.start, mention.end):
        found = date_at(lower, at, mention.parsed.year if mention.parsed is not None else None)
        if found is not None and found.date == date:
            rule = "date.heading" if mention.heading else "date.inside"
            why = (
                "it stands beside the number of the text" if mention.heading else "it is part of it"
            )
            return _at(run, "date", date, rule, why, found.start, found.end)
    together = _together(run, mention)
    for first in (mention, *together):
        lead = lead_at(run.folded.text, lower, first.start, first.year)
        if lead is not None and lead.date == date:
            return Part("date", date, "date.before", "it stands before, with issuer and verb")
    for other in together:
        if other.date == date:
            start, end = run.original(other.start, other.end)
            why = "shared with another of those cited together"
            return Part("date", date, "date.shared", why, run.text[start:end], start, end)
    return Part("date", date, "date.text", "the text says so")
