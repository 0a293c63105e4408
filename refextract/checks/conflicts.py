"""One document, two dates or two issuers: what the citations of a text say against each other.

Of several dates one is taken to be right: that of the table of laws, else the one that stands there
most often, else the first. The others are reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.checks.laws import law_of

_CENTRAL: Final = "dang.trung.uong"


def conflicting_dates(text: Text) -> Iterator[tuple[Cited, Mark]]:
    """Find citations of one document that say different dates."""
    for mentions in _by_document(text.cited).values():
        # A date that is not of the year in the number is reported as that.
        dated = [one for one in mentions if one.dated and one.dated.startswith(one.year)]
        if len({one.dated for one in dated}) < 2:
            continue
        right = _right_date(dated)
        place = next(one for one in dated if one.dated == right).citation.line
        for one in dated:
            if one.dated != right:
                message = f"dated {one.dated} here and {right} in line {place}"
                yield one, Mark("conflicting-date", message, right)


def conflicting_issuers(text: Text) -> Iterator[tuple[Cited, Mark]]:
    """Find citations of one document of the Party's centre that say different issuers.

    Numbers of the State name their issuer, so that the symbol contradicts what is wrong there.
    """
    for document, mentions in _by_document(text.cited).items():
        if document.split(":")[3] != _CENTRAL:
            continue
        issued = [one for one in mentions if one.citation.issuer_basis == "text"]
        bodies = Counter(one.citation.issuer for one in issued)
        if len(bodies) < 2:
            continue
        right, _ = bodies.most_common(1)[0]
        place = next(one for one in issued if one.citation.issuer == right).citation.line
        for one in issued:
            if one.citation.issuer != right:
                message = f"of {one.citation.issuer} here and of {right} in line {place}"
                yield one, Mark("conflicting-issuer", message, right)


def _by_document(cited: Iterable[Cited]) -> dict[str, list[Cited]]:
    """Group numbered citations by their documents, where the key says which body issued them."""
    groups: dict[str, list[Cited]] = {}
    for one in cited:
        document = one.citation.document or ""
        if one.number is not None and document.count(":") == 5 and document.split(":")[3]:
            groups.setdefault(document, []).append(one)
    return groups


def _right_date(dated: list[Cited]) -> str:
    law = law_of(dated[0])
    dates = Counter(one.dated for one in dated)
    return law.date if law is not None and law.date in dates else dates.most_common(1)[0][0]
