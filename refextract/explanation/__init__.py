"""Explanations: a citation taken apart, and why each of its fields is what it is.

    watched (the extraction, looked at) -> numbers, issuers, others, untaken -> `Explanation`

What is explained is what the extraction did: it runs as always while `watched` looks on, and the
recognisers and tables that decided are asked again for where something stands and what else there
was. Only the words are made here.
"""

from __future__ import annotations

from refextract.explanation.issuers import date_part, issuer_part
from refextract.explanation.numbers import number_part, symbol_parts, type_part
from refextract.explanation.others import (
    document_part,
    kind_part,
    provisions_part,
    relation_part,
    title_part,
)
from refextract.explanation.parts import Explained, Explanation, Part, Rejected, Row, Untaken
from refextract.explanation.untaken import hints, untaken
from refextract.explanation.watched import Run, watched
from refextract.extraction import records_of
from refextract.mention import Mention

__all__ = ["Explained", "Explanation", "Part", "Rejected", "Row", "Untaken", "explain"]


def explain(text: str, *, source: str = "-") -> Explanation:
    """Explain what is found in a text, which is best a sentence or a citation alone.

    Args:
        text: the text; it is read as one piece.
        source: what the records give as their source.

    Returns:
        The citations, back references too, with their parts; and the places that are none.

    >>> [found] = explain("Kết luận số 57-KL/TW").citations
    >>> [(part.field, part.value) for part in found.parts][:3]
    [('kind', 'numbered'), ('type', 'Kết luận'), ('number', '57-KL/TW')]
    """
    run = watched(text)
    records = records_of(text, source, run.folded, run.mentions)
    return Explanation(
        text,
        [
            Explained(record, _parts(run, mention))
            for record, mention in zip(records, run.mentions, strict=True)
        ],
        list(untaken(run)),
        [] if records else list(hints(run)),
    )


def _parts(run: Run, mention: Mention) -> list[Part]:
    """Take a citation apart."""
    before = (kind_part, type_part, number_part)
    after = (issuer_part, date_part, title_part, provisions_part, relation_part, document_part)
    parts = [
        *(make(run, mention) for make in before),
        *symbol_parts(run, mention),
        *(make(run, mention) for make in after),
    ]
    return [part for part in parts if part is not None]
