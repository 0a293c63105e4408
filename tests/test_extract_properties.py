"""What holds for every text, however it was made."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refextract import Citation, extract
from refextract.citation import KINDS

PIECES = st.sampled_from(
    [
        *"Nghị định|Luật|Bộ luật|BLHS|Kết luận|Quyết định|Hiến pháp|Đề án|số|ngày|tháng".split("|"),
        *"năm|của|và|,|;|.|(|)|“|”|/|-|–|:|\n|57-KL/TW|15/2020/NĐ-CP|1234/QĐ-TTg|2013".split("|"),
        *"15/6/2023|31/02/2023|18|19|khóa XII|Bộ Chính trị|Chính phủ|UBND tỉnh|Đất đai".split("|"),
        *"sửa đổi, bổ sung một số điều của|về|quy định|có hiệu lực từ|này|nêu trên".split("|"),
        *"TCVN|điểm a khoản 2 Điều 5|*|**|_|tiểu|mục 3|Phụ|lục II|Phần thứ hai|kèm theo".split("|"),
        *"        |1 2/2014/NĐ-CP|201 4|BGDĐT – VP|Công ước|dự|quyết định 12|Hội nghị".split("|"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map(" ".join)


def spans(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(c.kind, c.type, c.number, c.date) for c in extract(text)]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_record_is_where_it_says(text: str) -> None:
    for citation in extract(text, kinds=KINDS):
        assert citation.text == text[citation.start : citation.end] != ""
        assert text.split("\n")[citation.line - 1][citation.column - 1] == text[citation.start]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_decomposed_text_gives_the_same_citations(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert spans(unicodedata.normalize("NFD", text)) == spans(composed)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_records_come_in_the_order_of_the_text(text: str) -> None:
    starts = [citation.start for citation in extract(text)]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "Nghị định", "số", "/", "57-", "Luật " * 50]
)
def test_texts_without_a_citation_give_none(text: str) -> None:
    assert extract(text) == []


def test_an_impossible_date_gives_none_and_a_warning() -> None:
    [found] = extract("Nghị định số 15/2020/NĐ-CP ngày 31/02/2023 của Chính phủ")
    assert (found.date, found.warnings) == (None, ["invalid-date"])


def test_a_record_has_every_key() -> None:
    [found] = extract("Nghị định số 15/2020/NĐ-CP", source="a.txt")
    assert isinstance(found, Citation)
    assert (found.source, found.line, found.column, found.page) == ("a.txt", 1, 1, None)
