"""Where the other fields of a citation are from: kind, title, pin-points, relation and key."""

from __future__ import annotations

import re
from typing import Final

from refextract import vocabulary
from refextract.citation import Kind
from refextract.document_key import party_term
from refextract.explanation.parts import Part, Rejected, in_words, period_of, row_of
from refextract.explanation.watched import READING, Run
from refextract.grammar.cue import act_after, cue_before
from refextract.identity import law_of, laws_by_number
from refextract.mention import Mention
from refextract.vocabulary import Law

_KINDS: Final[dict[Kind, str]] = {
    "numbered": "a number with its letters",
    "named": "a proper name, without a number",
    "dated": "a type with a date, without a number",
    "titled": "a type with a title in quotation marks",
    "short": "a number without its letters",
    "back": "a type with a word that points back",
}
_CUE_REACH: Final = 160


def kind_part(run: Run, mention: Mention) -> Part:
    """Explain the kind."""
    start, end = run.original(mention.start, mention.end)
    rule = f"kind.{mention.kind}"
    return Part("kind", mention.kind, rule, _KINDS[mention.kind], run.text[start:end], start, end)


def title_part(run: Run, mention: Mention) -> Part | None:
    """Explain the title."""
    if mention.title is None:
        return None
    step = run.step_of(mention, "title")
    if step == "documents":
        return Part("title", mention.title, "title.context", "another citation of it has it")
    rule, why = "title.behind", "it stands behind, from a word like `về` to the end of its clause"
    begin, end = mention.start, min(len(run.folded.text), mention.end + len(mention.title) + 400)
    if step == READING:
        rule, why = "title.name", "its name"
        if mention.kind == "titled":
            rule, why = "title.quoted", "it stands in quotation marks"
    part = Part("title", mention.title, rule, why)
    words = r"[\s*]+".join(map(re.escape, mention.title.split()))
    found = re.compile(words).search(run.folded.text, begin, end)
    if found is not None:
        part.start, part.end = run.original(*found.span())
        part.text = run.text[part.start : part.end]
    if mention.laws:
        part.rows = [row_of(_law(run, mention) or mention.laws[0])]
        part.why += ", which is in the table of laws"
    return part


def provisions_part(run: Run, mention: Mention) -> Part | None:
    """Explain the pin-points."""
    if not mention.provisions:
        return None
    value = "; ".join(map(str, mention.provisions))
    if mention.pinned_from < 0:
        return Part("provisions", value, "provisions.behind", "they stand behind")
    start, end = run.original(mention.pinned_from, mention.start)
    written = run.text[start:end].rstrip()
    why = "they stand before, and nothing parts them from the citation"
    return Part("provisions", value, "provisions.before", why, written, start, start + len(written))


def relation_part(run: Run, mention: Mention) -> Part | None:
    """Explain the relation by the shortest piece of text before that says the same."""
    if mention.relation is None:
        return None
    lower = run.folded.lower
    end = mention.pinned_from if mention.pinned_from >= 0 else mention.start
    low = max(0, end - _CUE_REACH)
    words = [(match.start() + low, match.group()) for match in re.finditer(r"\S+", lower[low:end])]
    for first in range(len(words) - 1, -1, -1):
        if cue_before([word for _, word in words[first:]]).relation == mention.relation:
            start, stop = run.original(words[first][0], end)
            written = run.text[start:stop].rstrip()
            return Part(
                "relation",
                mention.relation,
                "relation.before",
                "the nearest such words before it",
                written,
                start,
                start + len(written),
            )
    act = act_after(lower, mention.end)
    if act == mention.relation:
        return Part("relation", mention.relation, "relation.after", "what is said of it behind it")
    why = "as the one before it in an enumeration, or by what ends the clause"
    return Part("relation", mention.relation, "relation.shared", why)


def document_part(run: Run, mention: Mention) -> Part | None:
    """Explain the key of the document."""
    if mention.document is None:
        return None
    value, number = mention.document, mention.parsed
    law = _law(run, mention)
    if law is not None:
        why = "the law of this number" if number is not None else "the law of this name and time"
        part = Part("document", value, "document.law", why, rows=[row_of(law)])
        part.rejected = [
            Rejected(_called(other), _why_not(other, mention), row_of(other))
            for other in mention.laws
            if other is not law
        ]
        return part
    if mention.kind in ("short", "back"):
        for other in run.mentions:
            if other.document == value and other.kind not in ("short", "back"):
                start, end = run.original(other.start, other.end)
                why = "the one citation of the text that it can mean"
                if mention.demonstrative == "này" and other.heading:
                    why = "the text itself"
                written = run.text[start:end]
                return Part("document", value, "document.context", why, written, start, end)
        return Part("document", value, "document.parts", "what is known of it; more is not said")
    if mention.laws:
        part = Part("document", value, "document.name", "the name; no one law can be told from it")
        part.rejected = [
            Rejected(_called(other), _why_not(other, mention), row_of(other))
            for other in mention.laws
        ]
        return part
    term = party_term(mention.date) if mention.date else ""
    if term and f":{term};" in value:
        events = [
            row_of(event)
            for event in vocabulary.party_events()
            if event.kind == "party_term" and period_of(event).covers(mention.date or "")
        ]
        why = "numbers of the Party's central bodies begin anew with each term"
        return Part("document", value, "document.term", why, rows=events[-1:])
    return Part("document", value, "document.parts", "issuer, type, year or date, and number")


def _law(run: Run, mention: Mention) -> Law | None:
    """Give the law that a citation was taken for."""
    if mention.kind == "numbered" and mention.parsed is not None:
        for is_law in (True, False):
            found = laws_by_number().get((mention.parsed.canonical.lower(), is_law))
            if found and (mention.type in _LAW_TYPES) is is_law:
                return found[0]
    if mention.kind == "named":
        return law_of(mention, run.host)
    return None


_LAW_TYPES: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


def _called(law: Law) -> str:
    return " ".join(filter(None, [law.type, law.name, law.number or law.date[:4]]))


def _why_not(law: Law, mention: Mention) -> str:
    """Say why a law of the same name was not taken."""
    if mention.parsed is not None:
        return "another number"
    if mention.date:
        if law.date.startswith(mention.date[:4]):
            return "another of that year"
        return (
            f"of {law.date[:4]}, not of {mention.date[:4]}" if law.date else "its date is unknown"
        )
    return f"in force {in_words(period_of(law))}; the text gives no year"
