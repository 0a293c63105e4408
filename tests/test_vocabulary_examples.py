"""Every row of the vocabulary runs: its example gives what the row expects."""

from __future__ import annotations

import pytest

from refextract import extract, vocabulary

Row = vocabulary.DocumentType | vocabulary.Issuer | vocabulary.Law

ROWS: list[Row] = [
    row
    for table in (vocabulary.document_types, vocabulary.issuers, vocabulary.laws)
    for row in table()
    if row.example
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{row.name}" for n, row in enumerate(ROWS)])
def test_the_example_of_a_row_gives_what_it_expects(row: Row) -> None:
    found = extract(f"{row.example}.")
    records = [(c.type or "", c.number or "", c.issuer or "", c.date or "") for c in found]
    assert tuple(row.expected) in records, row.example


def test_every_table_has_examples() -> None:
    assert len(ROWS) > 300
