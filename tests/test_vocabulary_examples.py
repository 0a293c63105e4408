"""Every row of the vocabulary runs: its example gives what the row expects."""

from __future__ import annotations

import pytest

from refextract import extract, vocabulary

ROWS = [
    (f"{table}:{row.name or row.type if hasattr(row, 'type') else row.name}", row)
    for table, rows in (
        ("document_types", vocabulary.document_types()),
        ("issuers", vocabulary.issuers()),
        ("laws", vocabulary.laws()),
    )
    for row in rows
    if row.example
]


@pytest.mark.parametrize(
    ("label", "row"), ROWS, ids=[f"{n}-{label}" for n, (label, _) in enumerate(ROWS)]
)
def test_the_example_of_a_row_gives_what_it_expects(
    label: str, row: vocabulary.DocumentType | vocabulary.Issuer | vocabulary.Law
) -> None:
    found = extract(f"{row.example}.")
    records = [(c.type or "", c.number or "", c.issuer or "", c.date or "") for c in found]
    assert tuple(row.expected) in records, f"{label}: {row.example}"


def test_every_table_has_examples() -> None:
    assert len(ROWS) > 300
