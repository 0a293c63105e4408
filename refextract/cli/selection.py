"""Which citations are wanted: the filters that every command shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from refextract.citation import DEFAULT_KINDS, KINDS, Citation, Kind
from refextract.cli.dates import not_after, not_before, parse_date
from refextract.cli.messages import UsageError
from refextract.folding import comparable, unaccented_word

if TYPE_CHECKING:
    from refextract.catalog import Catalog
    from refextract.readers import Document

Condition = Callable[[Citation], bool]

_LEADING_ZEROS: Final = re.compile(r"\b0+(?=\d)")


class Selection:
    """The citations that a person asks for.

    Args:
        types: names of document types.
        issuers: names of issuing bodies; one of several joint ones is enough.
        kinds: kinds of citation; several may stand in one value, with commas between them.
        since: earliest date of issue.
        until: latest date of issue.
        numbers: numbers, or how they begin.
        hint: is told what is doubtful about them.

    In ``types``, ``issuers`` and ``numbers``, one that fits is enough; ``*`` stands for anything;
    case, punctuation and the placement of tones make no difference, and accents none where the
    wanted value has none at all. Types and issuers may be abbreviated as the vocabulary has them.

    Raises:
        UsageError: a kind or a date that is none, or dates that no document lies between.
    """

    def __init__(
        self,
        *,
        types: Sequence[str] = (),
        issuers: Sequence[str] = (),
        kinds: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        numbers: Sequence[str] = (),
        hint: Callable[[str], None] | None = None,
    ) -> None:
        self.kinds: tuple[Kind, ...] = _kinds(kinds) or DEFAULT_KINDS
        self._conditions: list[Condition] = []
        if types or issuers:
            # Imported here, because most runs ask for neither.
            from refextract.cli.names import doubt, issuers_meant, types_meant
        if types:
            if hint is not None:
                for told in filter(None, map(doubt, types)):
                    hint(told)
            fits = _any_of([name for value in types for name in types_meant(value)])
            self._conditions.append(lambda citation: fits(citation.type))
        if issuers:
            # A joint document has all its issuers in one value.
            issued = _any_of([name for value in issuers for name in issuers_meant(value)])
            self._conditions.append(
                lambda citation: any(map(issued, (citation.issuer or "").split("; ")))
            )
        if numbers:
            numbered = _any_of(numbers, fold=_comparable_number, ending=r"(?: .*)?")
            self._conditions.append(lambda citation: numbered(citation.number))
        if since is not None:
            first = parse_date(since, "--since")
            self._conditions.append(lambda citation: not_before(citation.date, first))
        if until is not None:
            last = parse_date(until, "--until")
            self._conditions.append(lambda citation: not_after(citation.date, last))
        if since is not None and until is not None and not not_after(first, last):
            raise UsageError(f"--since {since} is after --until {until}; exchange them")

    def citations(self, document: Document, catalog: Catalog | None) -> Iterator[Citation]:
        """Find the citations of a document that fit, in their order.

        Args:
            document: the document, or a section of it.
            catalog: documents from which citations take what they lack.
        """
        # Imported here, because help and mistakes need no grammar.
        from refextract.extraction import extract_parts

        found = extract_parts(
            [document.text],
            source=document.source,
            kinds=self.kinds,
            catalog=catalog,
            begin=document.begin,
            pages=document.pages,
        )
        return filter(self.fits, found) if self._conditions else found

    def fits(self, citation: Citation) -> bool:
        """Say whether a citation is wanted."""
        return all(fits(citation) for fits in self._conditions)


def _kinds(values: Sequence[str]) -> tuple[Kind, ...]:
    wanted = {name.strip().lower() for value in values for name in value.split(",")}
    unknown = sorted(wanted.difference(KINDS))
    if unknown:
        raise UsageError(f"unknown kind {unknown[0]!r}; choose from {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in wanted)


def _any_of(
    wanted: Sequence[str], *, fold: Callable[[str], str] = comparable, ending: str = ""
) -> Callable[[str | None], bool]:
    """Make a test whether a value is one of those wanted; ``ending`` is what may follow one."""
    tests = [_test(value, fold, ending) for value in wanted]
    return lambda value: value is not None and any(test(value) for test in tests)


def _test(wanted: str, fold: Callable[[str], str], ending: str) -> Callable[[str], bool]:
    pieces = [re.escape(fold(piece)) for piece in wanted.split("*")]
    pattern = re.compile(".*".join(pieces) + ending)
    if wanted.isascii():
        return lambda value: bool(pattern.fullmatch(unaccented_word(fold(value))))
    return lambda value: bool(pattern.fullmatch(fold(value)))


def _comparable_number(number: str) -> str:
    return _LEADING_ZEROS.sub("", comparable(number))
