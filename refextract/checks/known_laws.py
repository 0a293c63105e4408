"""Which law of the table a citation means."""

from __future__ import annotations

from functools import cache
from typing import Final

from refextract import vocabulary
from refextract.citation import Citation
from refextract.vocabulary import Law
from refextract.vocabulary.names import law_names

_LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


def law_of(citation: Citation) -> Law | None:
    """Give the law of the table that a citation means, by number or by name and year."""
    if citation.type not in _LAWS:
        return None
    if citation.number:
        return laws_by_number().get(citation.number)
    if not citation.date:
        return None
    named = f"{citation.type} {citation.title or ''}".strip()
    rows = [row for row in law_names().get(named) if row.date.startswith(citation.date[:4])]
    return rows[0] if len(rows) == 1 else None


@cache
def laws_by_number() -> dict[str, Law]:
    """Map the numbers of constitutions, codes, laws and ordinances to their rows."""
    return {row.number: row for row in vocabulary.laws() if row.number and row.type in _LAWS}
