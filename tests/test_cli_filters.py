"""The filters: which citations of a text are wanted."""

from __future__ import annotations

from typing import Any

import pytest

from refextract.citation import DEFAULT_KINDS, Citation
from refextract.cli.dates import not_after, not_before, parse_date
from refextract.cli.messages import UsageError
from refextract.cli.selection import Selection


def citation(**fields: Any) -> Citation:
    return Citation(start=0, end=1, line=1, column=1, kind="numbered", text="x", **fields)


def fits(citation: Citation, **options: Any) -> bool:
    return Selection(**options).fits(citation)


@pytest.mark.parametrize(
    ("wanted", "type", "expected"),
    [
        ("Nghị định", "Nghị định", True),
        ("nghị ĐỊNH", "Nghị định", True),
        ("nghi dinh", "Nghị định", True),
        ("Nghị định".encode().decode(), "Nghị định", True),
        ("nghị dinh", "Nghị định", False),  # Some accents, but not these.
        ("Luật", "Bộ luật", False),
        ("*luật", "Bộ luật", True),
        ("Quyết*", "Quyết định", True),
        ("Quyết*", None, False),
        ("*", "Luật", True),
    ],
)
def test_type(wanted: str, type: str | None, expected: bool) -> None:
    assert fits(citation(type=type), types=[wanted]) is expected


@pytest.mark.parametrize(
    ("wanted", "issuer", "expected"),
    [
        ("bộ chính trị", "Bộ Chính trị", True),
        ("Uỷ ban nhân dân tỉnh Khánh Hoà", "Ủy ban nhân dân tỉnh Khánh Hòa", True),
        ("Chính phủ", "Thủ tướng Chính phủ", False),
        ("*khanh hoa", "Ủy ban nhân dân tỉnh Khánh Hòa", True),
        ("Bộ Y tế", "Bộ Tài chính; Bộ Y tế", True),
        ("Bộ Văn hoá, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch", True),
        ("Bộ Y tế", None, False),
    ],
)
def test_issuer(wanted: str, issuer: str | None, expected: bool) -> None:
    assert fits(citation(issuer=issuer), issuers=[wanted]) is expected


@pytest.mark.parametrize(
    ("wanted", "number", "expected"),
    [
        ("57-KL/TW", "57-KL/TW", True),
        ("57 – kl/tw", "57-KL/TW", True),
        ("57", "57-KL/TW", True),
        ("57", "157-KL/TW", False),
        ("5", "57-KL/TW", False),
        ("15/2020", "15/2020/NĐ-CP", True),
        ("15/2020/ND-CP", "15/2020/NĐ-CP", True),
        ("5-CT/TW", "05-CT/TW", True),
        ("05-CT/TW", "5-CT/TW", True),
        ("*-KL/TW", "57-KL/TW", True),
        ("*/QĐ-TTg", "57-KL/TW", False),
        ("57-KL/TW", "57", False),
        ("TCVN 7957", "TCVN 7957:2008", True),
        ("21/2007/TT-BCA(X13)", "21/2007/TT-BCA(X13)", True),
        ("57", None, False),
    ],
)
def test_number(wanted: str, number: str | None, expected: bool) -> None:
    assert fits(citation(number=number), numbers=[wanted]) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2023", "2023"),
        ("2023-06", "2023-06"),
        ("2023-06-15", "2023-06-15"),
        (" 15/6/2023 ", "2023-06-15"),
        ("05/06/2023", "2023-06-05"),
        ("15-6-2023", "2023-06-15"),
        ("15.6.2023", "2023-06-15"),
        ("6/2023", "2023-06"),
        ("ngày 15 tháng 6 năm 2023", "2023-06-15"),
        ("tháng 6 năm 2023", "2023-06"),
        ("15 June 2023", "2023-06-15"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, expected: str) -> None:
    assert parse_date(typed, "--since") == expected


@pytest.mark.parametrize(
    "typed", ["31/02/2023", "2023-02-30", "2023-13", "29/2/2023", "15/6", "soon", "", "9" * 40]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match=r"--until: .* is no date"):
        parse_date(typed, "--until")


@pytest.mark.parametrize(
    ("found", "limit", "before", "after"),
    [
        ("2023-06-15", "2023-06-15", True, True),
        ("2023-06-14", "2023-06-15", False, True),
        ("2023-06-16", "2023-06-15", True, False),
        # As far as both are known, it may be either.
        ("2023", "2023-06-15", True, True),
        ("2023-06", "2023-06-15", True, True),
        ("2022", "2023-06-15", False, True),
        ("2023-06-15", "2023", True, True),
        ("2024-01-01", "2023", True, False),
        (None, "2023", False, False),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(
    found: str | None, limit: str, before: bool, after: bool
) -> None:
    assert not_before(found, limit) is before
    assert not_after(found, limit) is after


def test_a_value_of_several_is_enough_but_every_filter_counts() -> None:
    law = citation(type="Luật", number="45/2013/QH13", date="2013-11-29")
    assert fits(law, types=["Nghị định", "Luật"])
    assert fits(law, types=["Luật"], numbers=["45/2013"], since="2013", until="2013")
    assert not fits(law, types=["Luật"], since="2014")


def test_kinds_are_all_but_back_references_unless_others_are_asked_for() -> None:
    assert Selection().kinds == DEFAULT_KINDS
    assert Selection(kinds=["Back", "named,short"]).kinds == ("named", "short", "back")


@pytest.mark.parametrize(
    ("option", "wanted", "found"),
    [
        ("types", "NĐ", "Nghị định"),
        ("types", "nđ", "Nghị định"),
        ("types", "nd", "Nghị định"),
        ("types", "TTLT", "Thông tư liên tịch"),
        ("types", "Thông tư liên tịch", "Thông tư liên tịch"),
        ("issuers", "BCT", "Bộ Công Thương"),
        ("issuers", "ttg", "Thủ tướng Chính phủ"),
        ("issuers", "Thủ tướng", "Thủ tướng Chính phủ"),
        ("issuers", "BKHĐT", "Bộ Kế hoạch và Đầu tư"),
    ],
)
def test_abbreviations_are_understood(option: str, wanted: str, found: str) -> None:
    assert fits(citation(type=found, issuer=found), **{option: [wanted]})
    assert not fits(citation(type="Công hàm", issuer="Chính phủ"), **{option: [wanted]})


def test_a_name_is_not_taken_for_an_abbreviation() -> None:
    assert not fits(citation(issuer="Thủ tướng Chính phủ"), issuers=["Chính phủ"])


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Nghi dinhh", "--type 'Nghi dinhh': no type that is known; did you mean 'Nghị định'?"),
        ("xyz", "--type 'xyz': no type that is known; see: refextract vocabulary types"),
        ("Nghị định", None),
        ("nghi dinh", None),
        ("NĐ", None),
        ("Nghịx*", None),
    ],
)
def test_a_type_that_is_none_is_told(wanted: str, said: str | None) -> None:
    told: list[str] = []
    Selection(types=[wanted], hint=told.append)
    assert told == ([said] if said else [])


@pytest.mark.parametrize(
    ("since", "until", "right"),
    [
        ("2024", "2023", False),
        ("2023-06", "2023-05-31", False),
        ("2023-06", "2023", True),
        ("2023", "2023-06", True),
        ("2023-06-15", "2023-06-15", True),
    ],
)
def test_dates_that_no_document_lies_between_are_refused(
    since: str, until: str, right: bool
) -> None:
    if right:
        Selection(since=since, until=until)
        return
    with pytest.raises(UsageError, match=f"--since {since} is after --until {until}"):
        Selection(since=since, until=until)
