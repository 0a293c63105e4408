"""The tables of the vocabulary are well formed; their examples run in test_vocabulary_examples."""

from __future__ import annotations

import csv
import re
import unicodedata
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from refextract import vocabulary
from refextract.folding import comparable_word
from refextract.vocabulary import Period, symbols

FOLDER = Path(vocabulary.__file__).parent
TABLES = sorted(FOLDER.glob("*.csv"))
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

HEADERS = {
    "document_types": (
        "name,english,symbols,aliases,system,issuer,since,until,example,expected,source"
    ),
    "issuers": (
        "name,english,symbols,aliases,level,since,until,example,expected,source,confidence"
    ),
    "ambiguous_symbols": "symbol,meaning,system,note,source",
    "provinces": "name,kind,aliases,since,until,successors,source",
    "laws": (
        "type,name,number,date,effective,until,replaced_by,aliases,example,expected,source,"
        "confidence"
    ),
    "party_events": "kind,term,ordinal,name,start,end,note,source",
}
CLOSED = {
    ("document_types", "system"): set(
        "state party court standard organisation treaty historic".split()
    ),
    ("ambiguous_symbols", "system"): set(
        "state party court standard organisation treaty historic".split()
    ),
    ("issuers", "level"): set(
        "central court party-central party-local organisation province district commune "
        "historic".split()
    ),
    ("issuers", "confidence"): {"high", "medium", "low"},
    ("laws", "confidence"): {"high", "medium", "low"},
    ("laws", "type"): {"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"},
    ("provinces", "kind"): {"tỉnh", "thành phố"},
}
"""Columns with a closed list of values."""
LISTS = {"symbols", "aliases", "system", "successors", "replaced_by"}
"""Columns of lists, whose items a semicolon parts."""


def rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def test_the_tables_are_these() -> None:
    assert {table.stem for table in TABLES} == set(HEADERS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_header_is_exact_and_lines_end_in_line_feeds(table: Path) -> None:
    content = table.read_bytes()
    assert content.split(b"\n")[0].decode() == HEADERS[table.stem]
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_cell_is_composed_and_stripped(table: Path) -> None:
    for row in rows(table):
        for column, cell in row.items():
            assert cell == unicodedata.normalize("NFC", cell).strip(), (row, column)
            assert ";;" not in cell or column == "expected", (row, column)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_items_of_a_list_are_stripped_and_differ(table: Path) -> None:
    for row in rows(table):
        for column in LISTS & row.keys():
            items = row[column].split(";") if row[column] else []
            assert all(item and item == item.strip() for item in items), (row, column)
            assert len(items) == len(set(items)), (row, column)


@pytest.mark.parametrize(("table", "column"), CLOSED, ids=" ".join)
def test_closed_columns_hold_only_their_values(table: str, column: str) -> None:
    for row in rows(FOLDER / f"{table}.csv"):
        assert set(row[column].split(";")) <= CLOSED[table, column], row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_no_row_stands_twice(table: Path) -> None:
    seen = [tuple(row.values()) for row in rows(table)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_row_says_what_it_rests_on(table: Path) -> None:
    for row in rows(table):
        assert row["source"], row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_dates_are_iso_and_in_order(table: Path) -> None:
    for row in rows(table):
        # A law may take effect before it passed: 31-L/CTN of March 1994 from January.
        for first, last in (("since", "until"), ("start", "end"), ("effective", "until")):
            begin, end = row.get(first) or "", row.get(last) or ""
            for date in (begin, end, row.get("date") or ""):
                assert not date or DATE.fullmatch(date), row
            if begin and end:
                shortest = min(len(begin), len(end))
                assert begin[:shortest] <= end[:shortest], row


@pytest.mark.parametrize("table", ["document_types", "issuers", "laws"])
def test_an_example_shows_its_row(table: str) -> None:
    """An example bears the name, an alias or a symbol of its row, and expects four fields."""
    for row in rows(FOLDER / f"{table}.csv"):
        if not row["example"]:
            continue
        listed = [row["aliases"], row.get("symbols", ""), row.get("number", "")]
        # A constitution has no name but its type.
        shown = [row["name"] or row["type"], *(item for cell in listed for item in cell.split(";"))]
        assert any(item.rstrip("0123456789") in row["example"] for item in shown if item), row
        assert row["expected"].count("|") == 3, row
        if table == "issuers":
            assert row["expected"].split("|")[2].startswith(row["name"]), row


def overlap(one: Period, other: Period) -> bool:
    begins = max(one.since, other.since)
    ends = min(one.until or "9999", other.until or "9999")
    return begins[: len(ends)] < ends[: len(begins)]


def test_a_name_or_alias_means_one_body_at_a_time() -> None:
    named: dict[tuple[str, ...], list[vocabulary.Issuer]] = {}
    for issuer in vocabulary.issuers():
        for name in {issuer.name, *issuer.aliases}:
            words = tuple(comparable_word(word) for word in re.findall(r"\w+", name))
            named.setdefault(tuple(word for word in words if word != "và"), []).append(issuer)
    for key, bodies in named.items():
        for one, other in combinations(bodies, 2):
            clash = one.name != other.name and overlap(one.period, other.period)
            assert not clash, (key, one.name, other.name)


def test_an_alias_says_something_new() -> None:
    for issuer in vocabulary.issuers():
        assert issuer.name not in issuer.aliases, issuer


SHARED_SYMBOLS = {
    "CA",  # TT-CA is a circular of the Chánh án; in a letter the police.
    "TM",  # The Bộ Thương mại to 2007 and the Bộ Tổng Tham mưu.
    "UBKHNN",  # Khoa học and Kế hoạch have the same initials: 1959 to 1965 and 1990 to 1992.
}
"""Symbols of two bodies at a time; the first row of the table is the likelier."""


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
    assert clashes == SHARED_SYMBOLS


def test_an_ambiguous_symbol_is_no_symbol_of_one_body() -> None:
    ambiguous = {row.symbol for row in vocabulary.ambiguous_symbols()}
    of_one = {symbol for issuer in vocabulary.issuers() for symbol in issuer.symbols}
    # In a Party number BTC is the Ban Tổ chức of anywhere, in a State number the ministry.
    assert ambiguous & of_one == {"BTC"}


def test_a_law_has_one_row() -> None:
    numbers = [law.number for law in vocabulary.laws() if law.number]
    assert len(numbers) == len(set(numbers))


def test_what_replaced_a_law_is_in_the_table_and_younger() -> None:
    laws = {law.number: law for law in vocabulary.laws()}
    for law in vocabulary.laws():
        for number in law.replaced_by:
            assert number in laws, law
            assert not laws[number].date or law.date < laws[number].date, law


def test_the_provinces_of_today_are_34() -> None:
    today = [p for p in vocabulary.provinces() if p.period.covers("2026-11") and p.period.since]
    names = {p.name for p in today if p.kind in ("tỉnh", "thành phố")}
    assert len(names) == 34


def test_before_july_2025_there_were_63() -> None:
    then = [p for p in vocabulary.provinces() if p.period.covers("2025-05")]
    assert len({p.name for p in then if p.kind in ("tỉnh", "thành phố")}) == 63


def test_a_province_is_followed_by_one_of_the_table() -> None:
    provinces = vocabulary.provinces()
    for province in provinces:
        for successor in province.successors:
            later = [p for p in provinces if p.name == successor]
            assert any((p.period.until or "9999") > province.period.until for p in later), province
        assert province.successors or not province.period.until, province


def test_the_terms_of_the_central_committee_follow_one_another() -> None:
    terms = [event for event in vocabulary.party_events() if event.kind == "party_term"]
    for one, following in pairwise(terms):
        assert one.end <= following.start, following


@pytest.mark.parametrize(
    ("symbol", "date", "name"),
    [
        ("BKHĐT", "2024-06-24", "Bộ Kế hoạch và Đầu tư"),
        ("BNV", "1995", "Bộ Nội vụ"),
        ("TCCP", "1998-06-04", "Ban Tổ chức - Cán bộ Chính phủ"),
        ("TCCP", "1985", "Ban Tổ chức của Chính phủ"),
        ("CP", "1977", "Hội đồng Chính phủ"),
        ("CP", "1994", "Chính phủ"),
        ("TTg", "1996", "Thủ tướng Chính phủ"),
        ("BNN", "2005", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BNN", "1980", "Bộ Nông nghiệp"),
        ("BNNMT", "2026", "Bộ Nông nghiệp và Môi trường"),
        ("TĐC", "2019", "Tổng cục Tiêu chuẩn Đo lường Chất lượng"),
        ("TĐC", "2026", "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia"),
        ("KHXH", "2008", "Viện Khoa học xã hội Việt Nam"),
        ("CT", "1990", "Chủ tịch Hội đồng Bộ trưởng"),
        ("CT", "2025-09", "Cục Thuế"),
        ("UBKT14", "2018", "Ủy ban Kinh tế của Quốc hội"),
    ],
)
def test_the_date_decides_what_a_symbol_means(symbol: str, date: str, name: str) -> None:
    body = symbols.body(symbol, date)
    assert body is not None
    assert body.name == name
