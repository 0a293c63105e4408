"""The rules: what each code means, why it matters, and an example on either side of it.

A test runs every example, and `refextract check --explain CODE` prints this table.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Rule(NamedTuple):
    """One rule.

    Attributes:
        code: what it is called.
        meaning: what is wrong, in one line.
        why: why that is taken to be wrong, and where it is not.
        wrong: a text in which it finds something.
        right: a like text in which it finds nothing.
        suggestion: the likely right form that it gives in the first, or empty.
        fixable: whether ``--fix`` can rewrite what it finds.
        options: the options of `check` that the examples need.
    """

    code: str
    meaning: str
    why: str
    wrong: str
    right: str
    suggestion: str = ""
    fixable: bool = False
    options: tuple[str, ...] = ()


RULES: Final = (
    Rule(
        code="invalid-date",
        meaning="The calendar has no such day.",
        why="A day or month that does not exist was mistyped or misread. What the date should "
        "be is suggested where the same document is cited with a possible one, or the "
        "table of laws has it.",
        wrong="Nghị định số 15/2020/NĐ-CP ngày 30/02/2020 của Chính phủ",
        right="Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ",
    ),
    Rule(
        code="future-date",
        meaning="The document would have been issued after today.",
        why="Neither the date nor the year in the number can lie after today, or after the "
        "day given with --as-of. The year of a plan (`Kế hoạch … năm 2030`) is what it is "
        "for, not a date.",
        wrong="Nghị định số 15/2030/NĐ-CP của Chính phủ",
        right="Nghị định số 15/2020/NĐ-CP của Chính phủ",
        options=("--as-of", "2026-01-01"),
    ),
    Rule(
        code="year-mismatch",
        meaning="The year in the number is not that of the date or of the Assembly's term.",
        why="Numbers of the State restart every year (Nghị định 30/2020/NĐ-CP, Điều 15), so "
        "that number and date are of one year. In `15/2020/QH14` the 14th National "
        "Assembly must have sat in 2020.",
        wrong="Luật Đất đai số 31/2024/QH14",
        right="Luật Đất đai số 31/2024/QH15",
        suggestion="31/2024/QH15",
    ),
    Rule(
        code="type-symbol-mismatch",
        meaning="The letters of the number are those of another type of document.",
        why="The number names the type (`QĐ` a Quyết định or Quy định, `KL` a Kết luận). What "
        "a decision promulgates (a Đề án, a Quy chế) may bear its number, and a letter "
        "(Công văn) any.",
        wrong="Kết luận số 57-QĐ/TW ngày 15/6/2023 của Bộ Chính trị",
        right="Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị",
    ),
    Rule(
        code="issuer-symbol-mismatch",
        meaning="The text names another issuer than the letters of the number.",
        why="The number names who issued it: a `NĐ-CP` is of the Chính phủ, a `QĐ-TTg` of the "
        "Thủ tướng Chính phủ. Held against it are only bodies at the head of the State, "
        "the Party and of places, since what a department issues is often said to be of "
        "the ministry above it.",
        wrong="Nghị định số 15/2020/NĐ-CP của Bộ Tài chính",
        right="Thông tư số 15/2020/TT-BTC của Bộ Tài chính",
        suggestion="Chính phủ",
    ),
    Rule(
        code="issuer-not-in-office",
        meaning="The issuer did not exist at the date of the document.",
        why="Ministries and provinces are merged, divided and renamed, and a document bears "
        "the name that its issuer had at the time. Three months on either side of a "
        "change are left alone.",
        wrong="Thông tư số 05/2026/TT-BKHĐT của Bộ Kế hoạch và Đầu tư",
        right="Thông tư số 05/2024/TT-BKHĐT của Bộ Kế hoạch và Đầu tư",
    ),
    Rule(
        code="unknown-symbol",
        meaning="The number has letters that nobody uses, one slip away from known ones.",
        why="Only central bodies issue decrees and circulars, and their letters are known. "
        "Elsewhere letters are free (units of a letter, schools, companies), and nothing "
        "is said.",
        wrong="Thông tư số 80/2021/TT-BTCC của Bộ Tài chính",
        right="Công văn số 4315/BVHN-KHTHX của Bệnh viện Hà Nội",
        suggestion="80/2021/TT-BTC",
    ),
    Rule(
        code="noncanonical-symbol",
        meaning="The number is not written in the official form.",
        why="`15/2020/NĐ-CP` (Nghị định 30/2020/NĐ-CP, Phụ lục I), `38/2019/QH14` (Nghị quyết "
        "351/2017/UBTVQH14, Điều 6), `05-NQ/TW` (Hướng dẫn 36-HD/VPTW): a lost bar, small "
        "letters, and year or signs in the wrong place keep a number from being found.",
        wrong="Luật Quản lý thuế số 38/QH14/2019",
        right="Luật Quản lý thuế số 38/2019/QH14",
        suggestion="38/2019/QH14",
        fixable=True,
    ),
    Rule(
        code="typography",
        meaning="The number has blanks, dashes or look-alike letters that do not belong in it.",
        why="A number is written without blanks, with a plain hyphen and Vietnamese letters. "
        "A Cyrillic `С` or an Icelandic `Ð` looks right and keeps the number from being "
        "found. Line breaks are layout, and in a heading (`Số:   15/…`) blanks are those "
        "of the form.",
        wrong="Thông tư số 29 /2018/TT – BTC",
        right="Thông tư số 29/2018/TT-BTC",
        suggestion="29/2018/TT-BTC",
        fixable=True,
    ),
    Rule(
        code="incomplete-number",
        meaning="The year is missing in the number.",
        why="The year has been in the numbers of decrees, circulars and laws since 1997. "
        "Older numbers, individual decisions, letters and Party documents have none.",
        wrong="Nghị định số 105/NĐ-CP ngày 22/12/2022 của Chính phủ",
        right="Nghị định số 64-CP ngày 27/9/1993 của Chính phủ",
        suggestion="105/2022/NĐ-CP",
    ),
    Rule(
        code="conflicting-date",
        meaning="The text gives one document two dates.",
        why="One of the two is wrong. The date of the table of laws is taken for the right "
        "one, else the one that stands there most often. Numbers that restart with the "
        "year, the Party's term or the place are of several documents.",
        wrong="Căn cứ Luật Đất đai số 45/2013/QH13 ngày 26/11/2013.\n"
        "Theo Luật Đất đai số 45/2013/QH13 ngày 29/11/2013.",
        right="Căn cứ Quyết định số 439/QĐ-TTg ngày 05/4/2019.\n"
        "Theo Quyết định số 439/QĐ-TTg ngày 06/4/2020.",
        suggestion="2013-11-29",
    ),
    Rule(
        code="conflicting-issuer",
        meaning="The text gives one document of the Party two issuers.",
        why="`TW` stands for the Ban Chấp hành Trung ương, the Bộ Chính trị and the Ban Bí "
        "thư, so that the number does not tell which; one document is of one of them.",
        wrong="Theo Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị.\n"
        "Thực hiện Kết luận số 57-KL/TW của Ban Bí thư.\n"
        "Sơ kết Kết luận số 57-KL/TW của Bộ Chính trị.",
        right="Theo Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị.\n"
        "Thực hiện Kết luận số 58-KL/TW của Ban Bí thư.",
        suggestion="Bộ Chính trị",
    ),
    Rule(
        code="superseded",
        meaning="The text relies on a law that another had replaced by then.",
        why="Only where the time of the text is known, from the date in its own heading or "
        "from --as-of, and only for what it is based on, implements or guides. A text "
        "that tells of the past, names the successor, or calls the law repealed is left "
        "alone, and so is a judgment.",
        wrong="Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29/11/2013;",
        right="Giá đất năm 2015 theo Luật Đất đai số 45/2013/QH13, nay đã hết hiệu lực.",
        suggestion="Luật Đất đai số 31/2024/QH15",
        options=("--as-of", "2026-01-01"),
    ),
    Rule(
        code="not-in-catalog",
        meaning="Your catalog has no such document.",
        why="Only with --catalog, for citations by number. Spelling makes no difference; what "
        "is said of type, date and issuer must not disagree.",
        wrong="Nghị định số 15/2021/NĐ-CP của Chính phủ",
        right="Nghị định số 15/2020/NĐ-CP của Chính phủ",
        options=("--catalog", "fixtures/catalog.csv"),
    ),
)
"""All rules, in the order of the documentation."""

BY_CODE: Final = {rule.code: rule for rule in RULES}
"""The rules by their codes."""
