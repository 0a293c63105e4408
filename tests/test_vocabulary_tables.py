"""The tables of the vocabulary are well formed; their examples run in test_vocabulary_examples."""

from __future__ import annotations

import csv
import re
import unicodedata
from itertools import combinations
from pathlib import Path

import pytest

from refextract import vocabulary
from refextract.vocabulary import Period, symbols

FOLDER = Path(vocabulary.__file__).parent
TABLES = sorted(FOLDER.glob("*.csv"))
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_cell_is_composed_and_stripped(table: Path) -> None:
    for row in rows(table):
        for column, cell in row.items():
            assert cell == unicodedata.normalize("NFC", cell).strip(), (row, column)
            assert ";;" not in cell or column == "expected", (row, column)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_row_says_what_it_rests_on(table: Path) -> None:
    for row in rows(table):
        assert row["source"], row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_dates_are_iso_and_in_order(table: Path) -> None:
    for row in rows(table):
        # A law may take effect before it passed: 31-L/CTN of March 1994 from January.
        for first, last in (("since", "until"), ("start", "end"), ("date", "date")):
            begin, end = row.get(first) or "", row.get(last) or ""
            for date in (begin, end):
                assert not date or DATE.fullmatch(date), row
            if begin and end:
                shortest = min(len(begin), len(end))
                assert begin[:shortest] <= end[:shortest], row


def overlap(one: Period, other: Period) -> bool:
    begins = max(one.since, other.since)
    ends = min(one.until or "9999", other.until or "9999")
    return begins[: len(ends)] < ends[: len(begins)]


def test_a_name_or_alias_means_one_body_at_a_time() -> None:
    named: dict[str, list[vocabulary.Issuer]] = {}
    for issuer in vocabulary.issuers():
        for name in {issuer.name, *issuer.aliases}:
            named.setdefault(name.lower(), []).append(issuer)
    for name, bodies in named.items():
        for one, other in combinations(bodies, 2):
            clash = one.name != other.name and overlap(one.period, other.period)
            assert not clash, (name, one.name, other.name)


def test_a_symbol_means_one_body_at_a_time() -> None:
    written: dict[str, list[vocabulary.Issuer]] = {}
    for issuer in vocabulary.issuers():
        for symbol in issuer.symbols:
            written.setdefault(symbol, []).append(issuer)
    clashes = {
        symbol
        for symbol, bodies in written.items()
        for one, other in combinations(bodies, 2)
        if one.name != other.name and overlap(one.period, other.period)
    }
    # TT-CA is a circular of the Chánh án, CA in a letter the police; SNV may be Sở Nội vụ or
    # Sở Ngoại vụ. The first row of the table is the likelier.
    assert clashes == {"CA", "SNV"}


def test_what_replaced_a_law_is_a_number() -> None:
    for law in vocabulary.laws():
        for number in law.replaced_by:
            assert re.match(r"\d+", number), law


def test_the_provinces_of_today_are_34() -> None:
    today = [p for p in vocabulary.provinces() if p.period.covers("2026-11") and p.period.since]
    names = {p.name for p in today if p.kind in ("tỉnh", "thành phố")}
    assert len(names) == 34


def test_before_july_2025_there_were_63() -> None:
    then = [p for p in vocabulary.provinces() if p.period.covers("2025-05")]
    assert len({p.name for p in then if p.kind in ("tỉnh", "thành phố")}) == 63


@pytest.mark.parametrize(
    ("symbol", "date", "name"),
    [
        ("BKHĐT", "2024-06-24", "Bộ Kế hoạch và Đầu tư"),
        ("BNV", "1995", "Bộ Nội vụ"),
        ("TCCP", "1998-06-04", "Ban Tổ chức - Cán bộ Chính phủ"),
        ("CP", "1977", "Hội đồng Chính phủ"),
        ("CP", "1994", "Chính phủ"),
        ("TTg", "1996", "Thủ tướng Chính phủ"),
        ("BNN", "2005", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BNNMT", "2026", "Bộ Nông nghiệp và Môi trường"),
    ],
)
def test_the_date_decides_what_a_symbol_means(symbol: str, date: str, name: str) -> None:
    body = symbols.body(symbol, date)
    assert body is not None
    assert body.name == name
