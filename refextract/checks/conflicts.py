"""One document, two dates or two issuers: what the citations of a text say against each other.

Of several dates the one of the table of laws is taken to be right, else the one that stands there
most often; the others are reported. Where two stand there equally often, the later one is reported,
and nothing says which is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark

_CENTRAL: Final = "dang.trung.uong"


def conflicting_dates(text: Text) -> Iterator[tuple[Cited, Mark]]:
    """Find citations of one document that say different dates."""
    for mentions in _by_document(text.cited).values():
        # A date that is not of the year in the number is reported as that.
        dated = [one for one in mentions if one.dated and one.dated.startswith(one.year)]
        if len({one.dated for one in dated}) < 2:
            continue
        law = dated[0].law
        usual = _usual([one.dated for one in dated], law.date if law is not None else "")
        place = next(one for one in dated if one.dated == usual.value).citation.line
        for one in dated:
            if one.dated != usual.value:
                message = f"dated {one.dated} here and {usual.value} in line {place}"
                yield one, Mark("conflicting-date", message, usual.likely)


def conflicting_issuers(text: Text) -> Iterator[tuple[Cited, Mark]]:
    """Find citations of one document of the Party's centre that say different issuers.

    Numbers of the State name their issuer, so that the symbol contradicts what is wrong there.
    """
    for document, mentions in _by_document(text.cited).items():
        if document.split(":")[3] != _CENTRAL:
            continue
        issued = [one for one in mentions if one.citation.issuer_basis == "text"]
        if len({one.citation.issuer for one in issued}) < 2:
            continue
        usual = _usual([one.citation.issuer or "" for one in issued])
        place = next(one for one in issued if one.citation.issuer == usual.value).citation.line
        for one in issued:
            if _bodies(one.citation.issuer).isdisjoint(_bodies(usual.value)):
                message = f"of {one.citation.issuer} here and of {usual.value} in line {place}"
                yield one, Mark("conflicting-issuer", message, usual.likely)


def _bodies(issuer: str | None) -> set[str]:
    return set((issuer or "").split("; "))


def _by_document(cited: Iterable[Cited]) -> dict[str, list[Cited]]:
    """Group numbered citations by their documents, where the key says which body issued them."""
    groups: dict[str, list[Cited]] = {}
    for one in cited:
        document = one.citation.document or ""
        if one.number is not None and document.count(":") == 5 and document.split(":")[3]:
            groups.setdefault(document, []).append(one)
    return groups


class _Usual(NamedTuple):
    """What a text says most often, or first; and the same where it is likely to be right."""

    value: str
    likely: str | None


def _usual(values: Sequence[str], known: str = "") -> _Usual:
    """Choose among the values that a text gives for one thing.

    Args:
        values: the values, in the order of the text.
        known: the value that a table has, or empty.
    """
    if known in values:
        return _Usual(known, known)
    [(first, count), (_, following), *_] = Counter(values).most_common(2)
    return _Usual(first, first if count > following else None)
