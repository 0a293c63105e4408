"""The pipeline: text in, citations out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from refextract.citation import DEFAULT_KINDS, KINDS, Citation, Kind
from refextract.folding import Folded, fold
from refextract.issuing import complete_issuers
from refextract.mention import Mention
from refextract.provisions import read_provisions
from refextract.reading import read_mentions
from refextract.relations import read_relations
from refextract.resolution import Memory, resolve
from refextract.splitting import PART, SECTION, Begin, split
from refextract.titles import read_titles

if TYPE_CHECKING:  # Only a run with a catalog needs it.
    from refextract.catalog import Catalog

_WHOLE: Final = Begin()

Step = Callable[[Folded, list[Mention], Memory], None]

STEPS: Final[Mapping[str, Step]] = {
    "titles": lambda folded, mentions, memory: read_titles(folded, mentions),
    "provisions": lambda folded, mentions, memory: read_provisions(folded, mentions),
    "relations": lambda folded, mentions, memory: read_relations(folded, mentions),
    "issuers": lambda folded, mentions, memory: complete_issuers(folded, mentions, memory.local),
    "documents": lambda folded, mentions, memory: resolve(mentions, memory),
}
"""What is done with the mentions of a text, once they are read, in this order. To explain a
citation is to look at it after each: `refextract.explanation`."""


def extract(
    text: str,
    *,
    source: str = "-",
    kinds: Collection[Kind] = DEFAULT_KINDS,
    catalog: Catalog | None = None,
) -> list[Citation]:
    """Find every citation of an official document in a Vietnamese text.

    Args:
        text: the decoded text, composed or decomposed, of any length.
        source: what the records give as their source, such as a path.
        kinds: the kinds of citation to give; back references only where they are asked for.
        catalog: documents from which citations take what they lack. The records then are of the
            type `CatalogedCitation`, which has a ``url`` too.

    Returns:
        The citations in the order in which they begin; of two that begin together the longer
        first. Offsets count code points of ``text`` from 0.

    Raises:
        TypeError: ``text`` is no text, such as bytes that have to be decoded first.
        ValueError: there is no such kind.

    >>> [found] = extract("Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị")
    >>> found.type, found.number, found.issuer, found.date
    ('Kết luận', '57-KL/TW', 'Bộ Chính trị', '2023-06-15')
    """
    if not isinstance(text, str):
        raise TypeError(f"text is to be a str, not {type(text).__name__}; decode bytes first")
    return list(extract_parts([text], source=source, kinds=kinds, catalog=catalog))


def extract_parts(
    chunks: Iterable[str],
    *,
    source: str = "-",
    kinds: Collection[Kind] = DEFAULT_KINDS,
    catalog: Catalog | None = None,
    begin: Begin = _WHOLE,
    pages: Sequence[int] = (),
) -> Iterator[Citation]:
    """Find every citation in one text that comes piece by piece, in memory that does not grow.

    A text of more than `refextract.splitting.SECTION` code points is read in sections, each by
    itself, and a section in parts. What a part says about a document is remembered for those after
    it in its section; a short form that stands parts before the full citation stays unresolved.

    Args:
        chunks: the text, in pieces of any length.
        source: what the records give as their source.
        kinds: the kinds of citation to give.
        catalog: documents from which citations take what they lack.
        begin: where the text begins, if it is a section of a longer one.
        pages: the offsets in the text at which its pages begin.

    Yields:
        What `extract` gives; offsets and lines are counted from the beginning of the whole text.

    Raises:
        ValueError: there is no such kind.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}; choose from {', '.join(KINDS)}")
    previous = ""
    for section in split(chunks, SECTION):
        memory = Memory()
        for part in split([section], PART):
            if previous:
                begin = begin.after(previous)
            previous = part
            folded = fold(part)
            mentions = read_mentions(folded, back="back" in kinds)
            if not mentions:
                continue
            for step in STEPS.values():
                step(folded, mentions, memory)
            wanted = [mention for mention in mentions if mention.kind in kinds]
            records = records_of(part, source, folded, wanted)
            moved = begin != _WHOLE
            for record in records if catalog is None else catalog.complete(records):
                if moved:
                    _move(record, begin)
                if pages:
                    record.page = bisect_right(pages, record.start)
                yield record


def _move(record: Citation, begin: Begin) -> None:
    """Count the position of a record from where its part begins."""
    record.start += begin.offset
    record.end += begin.offset
    record.column += begin.column - 1 if record.line == 1 else 0
    record.line += begin.line - 1


def records_of(text: str, source: str, folded: Folded, mentions: list[Mention]) -> list[Citation]:
    """Make the records of mentions, which are in order, so that lines are counted once."""
    records = []
    line, line_start, counted = 1, 0, 0
    moved = folded.runs is not None
    for mention in mentions:
        start, end = mention.start, mention.end
        if moved:
            start, end = folded.original(start, end)
        breaks = text.count("\n", counted, start)
        if breaks:
            line += breaks
            line_start = text.rindex("\n", counted, start) + 1
        counted = start
        records.append(
            Citation(
                source=source,
                start=start,
                end=end,
                line=line,
                column=start - line_start + 1,
                kind=mention.kind,
                text=text[start:end],
                type=mention.type,
                number=mention.number,
                issuer=mention.issuer,
                date=mention.date,
                title=mention.title,
                issuer_basis=mention.issuer_basis,
                provisions=mention.provisions,
                relation=mention.relation,
                document=mention.document,
                warnings=mention.warnings,
            )
        )
    return records
