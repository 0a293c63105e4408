"""What each rule finds, and what it leaves alone: real forms first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refextract import extract
from refextract.checks.checker import check
from refextract.checks.rules import BY_CODE

TODAY = "2026-11-23"


def marks(text: str, *, as_of: str = "") -> list[tuple[str, str | None]]:
    """The codes and suggestions of what all rules find in a text."""
    pairs = check(text, extract(text), codes=BY_CODE, today=as_of or TODAY, as_of=as_of)
    return [(finding.code, finding.suggestion) for finding, _ in pairs]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Thông tư số 96/2006/TT-BTC ngày 6/0/2006 của Bộ Tài chính", None),
        ("Luật Đất đai số 31/2024/QH15 ngày 31/02/2024", "2024-01-18"),
        (
            "Nghị định 15/2020/NĐ-CP ngày 03/02/2020; Nghị định 15/2020/NĐ-CP ngày 33/02/2020",
            "2020-02-03",
        ),
    ],
)
def test_days_that_do_not_exist(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("invalid-date", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 21/2026/NĐ-CP ngày 23 tháng 12 năm 2026 của Chính phủ",
        "Kết luận số 57-KL/TW, ngày 15/6/2033 của Bộ Chính trị",
        "Thông tư số 12/2034/TT-BTC",
        "Luật Đất đai năm 2031",
    ],
)
def test_documents_of_the_future(text: str) -> None:
    assert ("future-date", None) in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 228/KH-UBND năm 2030 của UBND tỉnh Gia Lai",
        "Quyết định số 876/QĐ-TTg về chương trình đến năm 2050",
        "Nghị định số 21/2026/NĐ-CP ngày 23/11/2026 của Chính phủ",
    ],
)
def test_years_of_plans_are_no_dates(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Nghị định số 124/2008/NĐ-CP ngày 11/12/2009 của Chính phủ", None),
        ("Thông tư số 69/2005/TT-BNN ngày 15 tháng 7 năm 2008", None),
        ("Luật Quản lý thuế số 38/2019/QH14 ngày 13/6/2018", "2019-06-13"),
        ("Luật Quản lý thuế số 78/2006/QH10 ngày 29 tháng 11 năm 2006", "78/2006/QH11"),
        ("Luật Lưu trữ số 01/2011/QH11 ngày 11 tháng 11 năm 2011", "01/2011/QH13"),
        ("Nghị quyết số 132/2020/QH13", "132/2020/QH14"),
        ("Luật Phí và lệ phí số 97/2025/QH13", "97/2015/QH13"),  # Here the year is the wrong one.
        ("Nghị quyết số 730/2011/UBTVQH15", None),  # Two assemblies sat in 2011.
    ],
)
def test_years_that_do_not_go_together(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("year-mismatch", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 98/2023/QH15 ngày 24/6/2023 của Quốc hội",
        "Nghị quyết số 730/2004/NQ-UBTVQHK11",
        "Nghị định 67/2014/NĐ-CP có hiệu lực từ ngày 25/8/2015",
        # The date behind the title is that of the circular which amends.
        "Thông tư số 13/2019/TT-BVHTTDL sửa đổi Thông tư số 06/2017/TT-BVHTTDL quy định chi tiết "
        "Luật Du lịch. ngày 25/11/2019 của Bộ Văn hóa, Thể thao và Du lịch, có hiệu lực từ 2020",
    ],
)
def test_years_that_do(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Nghị quyết 72/2023/NĐ-CP", None),
        ("Nghị định 25/2018/TT-BGTVT", None),
        ("Chỉ thị số 49-NQ/TW của Ban Bí thư; Chỉ thị số 49-CT/TW của Ban Bí thư", "49-CT/TW"),
        ("Thông tư số 06/2024/NĐ-CP ngày 30/7/2024 của Bộ Tài chính", None),
    ],
)
def test_letters_of_another_type(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("type-symbol-mismatch", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Quy định số 37-QĐ/TW ngày 25/10/2021",
        "Thông tư số 119/2013/TTLT-BTC-BNV",
        "Thông tư liên tịch số 05/2014/TT-BTC-BNV",
        "Đề án số 896/QĐ-TTg",
        "Quy chế ban hành kèm theo Quyết định số 41/2021/QĐ-UBND",
        "Thông báo kết luận số 19-TB/TW của Ban Bí thư",
        "Kết luận số 213/TB-VPCP",
        "Văn bản số 6068/VPCP-KTTH",
        "Luật Giáo dục đại học số 08/2012/L-CTN",
        "Quyết định số 1417/TC/TCĐN ngày 30 tháng 12 năm 1994",
        "Quyết định số 203-CT ngày 18/11/1991",
        "Thông tư số 19/VBHN-BTC",
        "Giấy phép số 12/QĐ-BTTTT",
        "Công điện số 15/ĐK-HT",
        "Bản án số 45/2020/HS-ST và Quyết định số 12/2020/DS-GĐT",
        "Nghị định số\n117/2020/TT-BTC",  # Of two columns, perhaps.
    ],
)
def test_types_that_may_bear_other_letters(text: str) -> None:
    assert "type-symbol-mismatch" not in dict(marks(text))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Nghị định 67/2014/NĐ-CP của Thủ tướng Chính phủ", "Chính phủ"),
        ("Quyết định số 27/2018/QĐ-TTg ngày 06/7/2018 của Chính phủ", "Thủ tướng Chính phủ"),
        ("Nghị quyết số 424/NQ-CP ngày 30 tháng 12 năm 2025 của Quốc hội", "Chính phủ"),
        ("Thông tư số 12/2024/TT-BKHĐT của Bộ Tài chính", "Bộ Kế hoạch và Đầu tư"),
        ("Nghị quyết số 12/2023/NQ-HĐND của Ủy ban nhân dân tỉnh Gia Lai", None),
        ("Kết luận số 57-KL/TW của Chính phủ", None),
        # The symbol is one slip from that of the named body, or its body was not there any more.
        ("Quyết định 2163/QĐ-TTP của Thủ tướng Chính phủ", "2163/QĐ-TTg"),
        (
            "Quyết định số 2304/QĐ-BTNMT ngày 23/6/2025 của Bộ trưởng Bộ Nông nghiệp và Môi trường",
            "2304/QĐ-BNNMT",
        ),
    ],
)
def test_issuers_that_the_symbol_does_not_name(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("issuer-symbol-mismatch", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 15/2020/NĐ-CP của Chính phủ",
        "Nghị định số 17-CP ngày 23/12/1992 của Chính phủ",
        "Thông tư số 10/2019/TT-BCA của Bộ trưởng Bộ Công an",
        "Thông tư 05/TT-BNV ngày 12/3/1990 của Bộ Nội vụ",
        "Thông tư liên tịch số 119/2013/TTLT-BTC-BNV của Bộ Tài chính",
        "Thông tư liên tịch số 119/2013/TTLT-BTC-BNV của Bộ Nội vụ và Bộ Tài chính",
        "Nghị quyết số 02/2019/NQ-HĐTP của Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        "Quyết định số 1450/QĐ-TCT của Bộ Tài chính",
        "Công văn số 1234/TCT-CS của Bộ Tài chính",
        "Kết luận số 57-KL/TW của Bộ Chính trị",
        "Thông tư số 11/2014/TT-BVHTTDL của Bộ Văn hóa",  # What it is called for short.
        "Nghị quyết 27-NQ/TW của Hội nghị Trung ương 6 khóa XIII",
        "Quyết định số 41/2021/QĐ-UBND của Chủ tịch UBND tỉnh Gia Lai",
        "Thông tư 80/2021/TT-BTC hướng dẫn Luật Quản lý thuế của Quốc hội",
    ],
)
def test_issuers_that_fit(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Thông tư số 12/2026/TT-BTNMT", None),
        ("Thông tư số 12/2026/TT-BTNMT của Bộ Tài nguyên và Môi trường", None),
        ("Nghị định số 18-HĐBT ngày 17/01/1992 của Chính phủ", None),
        (
            "Quyết định số 12/2026/QĐ-UBND ngày 5/1/2026 của UBND tỉnh Bắc Giang",
            "Ủy ban nhân dân tỉnh Bắc Ninh",
        ),
        (
            "Nghị quyết số 12/2026/NQ-HĐND của HĐND tỉnh Bình Dương",
            "Hội đồng nhân dân thành phố Hồ Chí Minh",
        ),
    ],
)
def test_bodies_that_were_not_there(text: str, suggestion: str | None) -> None:
    found = marks(text)
    assert [code for code, _ in found] == ["issuer-not-in-office"]
    if suggestion is not None:
        assert suggestion == found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "Thông tư số 12/2025/TT-BKHĐT",  # The year has some weeks of it.
        "Quyết định số 10/2007/QĐ-BTS ngày 31/7/2007 của Bộ trưởng Bộ Thủy sản",
        "Quyết định số 12/2024/QĐ-UBND của Ủy ban nhân dân tỉnh Bắc Giang",
        "Quyết định số 12/2003/QĐ-UB của UBND tỉnh Hà Tây",
        "Tờ trình số 60/TTr-CT ngày 10/1/2017",  # Of the tax office of a province.
        "Thông báo số 961A/TB-LĐ ngày 23/10/2014",  # Of a brigade.
        "Quyết định số 19902/QĐ-CT-THNVDT ngày 17/11/2009 của Cục Thuế TP Hà Nội",
        "Đạo luật Nhập cư 1917",
        "Nghị định ngày 17-12-1872",
    ],
)
def test_bodies_that_were(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Thông tư số 25/2011/TT-BTNMTT", "25/2011/TT-BTNMT"),
        ("Nghị định 104/2022/NNĐ-CP", "104/2022/NĐ-CP"),
        ("Nghị định số 306/2025/NĐ-CB", None),  # The letter is named beside: NĐ-CP.
        ("Thông tư 28/2011/TT-BT; Thông tư 156/2013/TT-BTC", "28/2011/TT-BTC"),
        ("Thông tư 28/2011/TT-BT", None),  # BTC or BTP.
    ],
)
def test_letters_that_nobody_uses(text: str, suggestion: str | None) -> None:
    found = dict(marks(text))
    assert list(found) == ["unknown-symbol"]
    assert suggestion is None or found["unknown-symbol"] == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 1906/SGDĐT-CTrTT",
        "Quyết định số 12/QĐ-SGDĐT",
        "Quyết định số 12/2020/QĐ-BVĐK",
        "Quyết định số 233/NQ-ĐU",
        "Thông tư liên tịch số 114/2006/TTLT-BTC-TNMT",  # As it was numbered.
        "Thông tư số 61/2000/TT-BNNPTNT/KH",
        "Thông tư số 09/2014/TT-VPCP",
        "Thông tư số 11/2014/TT-BLĐTB&XH",
        "Nghị quyết số 12/2020/XYZ-BTC",
        "Nghị quyết số 01/2024/NQ-HĐQT",
    ],
)
def test_letters_that_are_free(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Nghị định 38/2012/ND-CP", "38/2012/NĐ-CP"),
        ("Nghị định số 15/2020/nđ-cp", "15/2020/NĐ-CP"),
        ("Nghị định 15/2020/NĐ/CP", "15/2020/NĐ-CP"),
        ("Thông tư số 12/2018/TT-BLĐTBXh", "12/2018/TT-BLĐTBXH"),
        ("Nghị quyết 05/NQ-TW", "05-NQ/TW"),
        ("Kết luận số 76/KL/TW ngày 4/6/2020", "76-KL/TW"),
        ("Nghị quyết 29-NQ/TƯ", "29-NQ/TW"),
        ("Luật Quản lý thuế số 38/QH14/2019", "38/2019/QH14"),
        ("Luật Giao dịch điện tử số 20/2023/QHI5", "20/2023/QH15"),
        ("BLHS số 100/2015/QH2013", "100/2015/QH13"),
    ],
)
def test_numbers_in_another_form(text: str, right: str) -> None:
    assert marks(text) == [("noncanonical-symbol", right)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Thông tư 02/2017/TT- BYT", "02/2017/TT-BYT"),
        ("Nghị định 67 /2014/NĐ-CP", "67/2014/NĐ-CP"),
        ("Nghị định 210/2013/NĐ – CP", "210/2013/NĐ-CP"),
        ("Nghị định 126/2024/NĐ-СР", "126/2024/NĐ-CP"),  # with a Cyrillic СР
        ("Quyết định 1234/QÐ-TTg", "1234/QĐ-TTg"),  # with an Icelandic Ð
        ("Nghị định 126/2024/NĐ\u200b-CP", "126/2024/NĐ-CP"),
        ("Nghị quyết số 18/2008/NQ-QH 12", "18/2008/NQ-QH12"),
    ],
)
def test_numbers_with_what_does_not_belong(text: str, right: str) -> None:
    assert marks(text) == [("typography", right)]


@pytest.mark.parametrize(
    "text",
    [
        "CHỈ THỊ SỐ 16/CT-TTG NGÀY 27/5/2023 CỦA THỦ TƯỚNG CHÍNH PHỦ",
        "Nghị quyết số 19-2017/NQ-CP ngày 06/02/2017 của Chính phủ",  # as the Government wrote it
        "Công điện số 17/CĐ-TW",  # of a steering committee
        "Quyết định số 12/2003/QĐ/UB",
        "Quyết định 43/CP",
        "Nghị định số 114/2015/NĐ-\nCP ngày 09/11/2015",
        "Số:   12 /QĐ-UBND\n",
        "Nghị định số 1 64/2013/NĐ-CP",  # broken by a scanner
        "Nghị quyết số 18, 19-NQ/TW",
        "Nghị quyết số 12/HĐ-ĐCT",
        "TCVN 7957:2008",
    ],
)
def test_numbers_that_are_written_as_they_should(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Nghị định 67/NĐ-CP", None),
        ("Nghị định 67/2014/NĐ-CP, gọi là Nghị định 67/NĐ-CP", "67/2014/NĐ-CP"),
        ("Thông tư số 09/TT-BTTTT ngày 19 tháng 8 năm 2014", "09/2014/TT-BTTTT"),
        ("Luật Quản lý thuế số 38/QH14", "38/2019/QH14"),
    ],
)
def test_numbers_without_their_year(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("incomplete-number", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 63/CP ngày 24/10/1996 của Chính phủ",
        "Nghị định số 64/NĐ-CP ngày 27/9/1993",
        "Thông tư số 05/TT-BNV ngày 12/3/1998",
        "Quyết định số 439/QĐ-TTg ngày 5/4/2020",
        "Nghị quyết số 35/NQ-CP ngày 16/5/2016",
        "Nghị quyết số 1314/NQ-UBTVQH15",
        "Quyết định số 12/QĐ-UBND ngày 5/4/2020",
        "Kết luận số 57-KL/TW ngày 15/6/2023",
    ],
)
def test_numbers_that_have_none(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        (
            "Luật Đất đai số 45/2013/QH13 ngày 26/11/2013.\n"
            "Luật Đất đai số 45/2013/QH13 ngày 29/11/2013.",
            "2013-11-29",
        ),
        (
            "Quyết định số 2609/QĐ-UBND ngày 30/9/2022 của UBND tỉnh Gia Lai;\n"
            "sửa đổi Quyết định số 2609/QĐ-UBND ngày 30/6/2022 của UBND tỉnh Gia Lai",
            None,  # Nothing says which is right.
        ),
        (
            "Nghị định 15/2020/NĐ-CP ngày 13/02/2020, Nghị định 15/2020/NĐ-CP ngày 03/02/2020,\n"
            "Nghị định 15/2020/NĐ-CP ngày 3/2/2020",
            "2020-02-03",
        ),
    ],
)
def test_two_dates_of_one_document(text: str, suggestion: str | None) -> None:
    assert marks(text) == [("conflicting-date", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        # Numbers restart with the year, with the term of the Party, and in every place.
        "Quyết định 439/QĐ-TTg ngày 5/4/2019 và Quyết định 439/QĐ-TTg ngày 6/4/2020",
        "Nghị quyết 10-NQ/TW ngày 05/4/1988 và Nghị quyết 10-NQ/TW ngày 03/6/2017",
        "Quyết định 12/QĐ-UBND ngày 5/4/2020 của UBND tỉnh Gia Lai;\n"
        "Quyết định 12/QĐ-UBND ngày 6/4/2020 của UBND tỉnh Sơn La",
        "Quyết định 12/QĐ-UBND ngày 5/4/2020 và Quyết định 12/QĐ-UBND ngày 6/4/2020",
        "Nghị định 15/2020/NĐ-CP ngày 03/02/2020 và Nghị định 15/2020/NĐ-CP năm 2020",
    ],
)
def test_dates_of_documents_that_are_not_one(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("issuers", "suggestion"),
    [
        (["Bộ Chính trị", "Ban Bí thư"], None),
        (["Bộ Chính trị", "Ban Bí thư", "Bộ Chính trị"], "Bộ Chính trị"),
        (["Ban Chấp hành Trung ương", "Bộ Chính trị", "Hội nghị Trung ương 6 khóa XII"],
         "Ban Chấp hành Trung ương"),
    ],
)  # fmt: skip
def test_two_issuers_of_one_document(issuers: list[str], suggestion: str | None) -> None:
    text = "\n".join(f"Nghị quyết 18-NQ/TW của {issuer}." for issuer in issuers)
    assert marks(text) == [("conflicting-issuer", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị 05-CT/TW của Bộ Chính trị, Ban Bí thư. Chỉ thị 05-CT/TW của Bộ Chính trị.",
        "Nghị quyết 10-NQ/TW ngày 05/4/1988 của Bộ Chính trị và Nghị quyết 10-NQ/TW ngày 03/6/2017 "
        "của Ban Chấp hành Trung ương",
        "Quyết định 12/QĐ-UBND của UBND tỉnh Gia Lai và Quyết định 12/QĐ-UBND của UBND tỉnh Sơn La",
    ],
)
def test_issuers_that_do_not_conflict(text: str) -> None:
    assert marks(text) == []


LAND_2013 = "Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29/11/2013;\n"
HEADING = "Số: 12/2025/QĐ-UBND\nGia Lai, ngày 5 tháng 3 năm 2025\nQUYẾT ĐỊNH\n"


def test_a_basis_that_was_replaced() -> None:
    successor = "Luật Đất đai số 31/2024/QH15"
    assert marks(LAND_2013, as_of="2025-03-05") == [("superseded", successor)]
    assert marks(HEADING + LAND_2013) == [("superseded", successor)]
    assert marks(f"Thực hiện {LAND_2013[7:]}", as_of="2025-03-05") == [("superseded", successor)]
    assert marks("theo Luật Đất đai năm 2003", as_of="2016-01-01")[0] == (
        "superseded",
        "Luật Đất đai số 45/2013/QH13",
    )
    # Of the laws that followed each other, the one that was in force then.
    assert marks("Căn cứ Luật Đất đai năm 2003;", as_of="2025-03-05") == [("superseded", successor)]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        (LAND_2013, ""),  # Nothing says when it was written.
        (LAND_2013, "2024-07-31"),
        (HEADING.replace("2025", "2022") + LAND_2013, "2026-01-01"),  # Its own date counts.
        (f"{LAND_2013}Căn cứ Luật Đất đai số 31/2024/QH15;", "2025-03-05"),
        ("Trước đây, theo Luật Đất đai năm 2013, hồ sơ gồm hai bộ.", "2025-03-05"),
        ("Bãi bỏ Luật Đất đai năm 2013.", "2025-03-05"),
        ("Luật Đất đai năm 2013 có 14 chương.", "2025-03-05"),
        ("Số: 12/2025/DS-ST\nBẢN ÁN\nCăn cứ Luật Đất đai năm 2013", ""),
    ],
)
def test_laws_of_the_past_are_cited_rightly(text: str, as_of: str) -> None:
    assert marks(text, as_of=as_of) == []


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "Nghị định 15/2020/ND-CP ngày 31/02/2020 của Bộ Tài chính và Thông tư 29 /2018/TT-BTC"
    codes = [code for code, _ in marks(text)]
    assert codes == ["invalid-date", "issuer-symbol-mismatch", "noncanonical-symbol", "typography"]


PIECES = st.sampled_from(
    [
        *"Nghị định|Luật|Quyết định|Kết luận|Bản án|Căn cứ|số|ngày|năm|của|và|,|;|\n|(|)".split(
            "|"
        ),
        *"15/2020/ND-CP|57-KL/TW|38/QH14/2019|12/QĐ-UBND|1/2/NQ-TƯ|0/0/0|43-CP|/|-|–".split("|"),
        *"2013|31/02/2023|29/2/2024|15/6/2033|tháng 13/2020|QH2013|HĐ-ĐCT|TCVN 7957:2008".split(
            "|"
        ),
        *"Bộ Y tế|Chính phủ|UBND tỉnh Bắc Giang|HĐND tỉnh|Đất đai|\u200b|Số:|BLHS".split("|"),
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map(" ".join))
def test_whatever_the_text_is_findings_are_of_its_citations(text: str) -> None:
    citations = extract(text)
    spans = {(one.start, one.end) for one in citations}
    for finding, edit in check(text, citations, codes=BY_CODE, today=TODAY, as_of=TODAY):
        assert (finding.start, finding.end) in spans
        assert text[finding.start : finding.end] == finding.text
        assert edit is None or finding.start <= edit.start < edit.end <= finding.end
