"""Explanations: what they say is what the extraction did, and why."""

from __future__ import annotations

import json
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from refextract import extract, mention, vocabulary
from refextract.citation import KINDS
from refextract.explanation import Explanation, Part, explain

FIELDS = ("kind", "type", "number", "issuer", "date", "title", "relation", "document")


def texts() -> Iterator[str]:
    """Everything that the project has examples of."""
    for table in (vocabulary.document_types, vocabulary.issuers, vocabulary.laws):
        for row in table():
            if row.example:
                yield f"{row.example}."
    for path in sorted((ROOT / "fixtures").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "cases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def test_it_is_what_is_extracted_in_every_example_of_the_project() -> None:
    number = 0
    for text in texts():
        found = explain(text)
        assert [one.citation for one in found.citations] == extract(text, kinds=KINDS), text
        for one in found.citations:
            number += 1
            said = {part.field: part.value for part in one.parts}
            for field in FIELDS:
                assert said.get(field) == getattr(one.citation, field), (field, text)
            assert ("provisions" in said) is bool(one.citation.provisions)
    assert number > 2000


@given(st.lists(st.sampled_from(sorted(texts(), key=len)[:1500]), max_size=4), st.data())
def test_it_is_what_is_extracted_whatever_the_text(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for written in (text, unicodedata.normalize("NFD", text), text[start:end]):
        found = explain(written)
        assert [one.citation for one in found.citations] == extract(written, kinds=KINDS)


def test_every_issuer_and_date_of_the_examples_has_its_rule() -> None:
    for text in texts():
        for one in explain(text).citations:
            for part in one.parts:
                assert part.rule not in ("issuer.text", "date.text"), (part, text)


def test_what_a_part_quotes_stands_where_it_says() -> None:
    for text in texts():
        for one in explain(text).citations:
            for part in one.parts:
                if part.text is not None:
                    assert part.start is not None
                    assert text[part.start : part.end] == part.text


def test_nothing_is_left_watching() -> None:
    explain("57-KL/TW ngày 15/6/2023")
    assert mention.watch is None


def test_other_threads_read_on() -> None:
    results: list[list[str | None]] = []

    def read() -> None:
        results.append([one.number for one in extract("Kết luận số 57-KL/TW, Luật Giá 2012." * 50)])

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert explain("57-KL/TW ngày 15/6/2023").citations[0].citation.date == "2023-06-15"
    for thread in threads:
        thread.join()
    assert all(found == ["57-KL/TW", None] * 50 for found in results)


def part_of(text: str, field: str, citation: int = 0) -> Part:
    return next(part for part in explain(text).citations[citation].parts if part.field == field)


RULES = [
    # Text, field, rule, what it quotes.
    ("Kết luận số 57-KL/TW", "type", "type.word", "Kết luận"),
    ("NĐ 15/2020/NĐ-CP", "type", "type.word", "NĐ"),
    ("57-KL/TW ngày 15/6/2023", "type", "type.symbol", None),
    ("Văn bản số 57-KL/TW", "type", "type.symbol", None),
    ("Nghị quyỗt số 132/2020/QH14", "type", "type.garbled", "Nghị quyỗt số"),
    ("TCVN 7957:2008", "type", "type.standard", "TCVN"),
    ("Kết luận số 57-KL/TW", "number", "number.full", "57-KL/TW"),
    ("Nghị định 15/2020/ND-CP", "number", "number.canonical", "15/2020/ND-CP"),
    ("Kết luận 57", "number", "number.short", "57"),
    ("TCVN 7957:2008", "number", "number.standard", "TCVN 7957:2008"),
    ("Nghị quyết số 18, 19-NQ/TW", "number", "number.elided", "18"),
    ("Kết luận 57-KL/TW của Bộ Chính trị", "issuer", "issuer.behind", "Bộ Chính trị"),
    ("Nghị định 15/2020/NĐ-CP", "issuer", "issuer.symbol", None),
    ("Luật Đất đai", "issuer", "issuer.type", None),
    ("Nghị quyết Trung ương 4", "issuer", "issuer.meeting", "Nghị quyết Trung ương 4"),
    ("Kết luận 57-KL/TW", "issuer", "issuer.several", None),
    ("Quyết định 5/QĐ-XYZQ", "issuer", "issuer.unknown", None),
    ("Ngày 30/6/2025, Bộ Công an ban hành Thông tư 51/2025/TT-BCA", "issuer", "issuer.before",
     None),
    ("Kết luận 57-KL/TW ngày 15/6/2023", "date", "date.behind", "ngày 15/6/2023"),
    ("Kết luận 57-KL/TW ngày 31/02/2023", "date", "date.invalid", "ngày 31/02/2023"),
    ("Ngày 30/6/2025, Bộ Công an ban hành Thông tư 51/2025/TT-BCA", "date", "date.before", None),
    ("Luật Đất đai", "title", "title.name", "Đất đai"),
    ("Đề án “Đổi mới công tác”", "title", "title.quoted", "Đổi mới công tác"),
    ("Nghị định 30/2020/NĐ-CP về công tác văn thư", "title", "title.behind", "công tác văn thư"),
    ("khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP", "provisions", "provisions.before", "khoản 2 Điều 5"),
    ("Nghị định 30/2020/NĐ-CP (Điều 5)", "provisions", "provisions.behind", None),
    ("Căn cứ Nghị định 30/2020/NĐ-CP", "relation", "relation.before", "Căn cứ"),
    ("Luật Giá 2012 được sửa đổi bởi", "relation", "relation.after", None),
    ("Luật Đất đai 2013", "document", "document.law", None),
    ("Luật Đất đai", "document", "document.name", None),
    ("Kết luận 57-KL/TW ngày 15/6/2023", "document", "document.term", None),
    ("Nghị định 15/2020/NĐ-CP", "document", "document.parts", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "rule", "quoted"), RULES)
def test_a_part_says_its_rule_and_where_it_stands(
    text: str, field: str, rule: str, quoted: str | None
) -> None:
    part = part_of(text, field)
    assert (part.rule, part.text) == (rule, quoted)


def test_what_is_shared_or_of_the_context_names_the_other_citation() -> None:
    text = "Nghị quyết 18-NQ/TW và Nghị quyết 19-NQ/TW của Ban Bí thư. Nghị quyết 18 nêu rõ."
    assert part_of(text, "issuer").rule == "issuer.shared"
    assert part_of(text, "issuer").text == "Nghị quyết 19-NQ/TW của Ban Bí thư"
    assert part_of(text, "issuer", 2).rule == "issuer.context"
    assert part_of(text, "document", 2).text == "Nghị quyết 18-NQ/TW"


ROWS = [
    ("Kết luận số 57-KL/TW", "type", "document_types.csv", "Kết luận"),
    ("Kết luận số 57-KL/TW của Bộ Chính trị", "issuer", "issuers.csv", "Bộ Chính trị"),
    ("Thông tư 12/2010/TT-BKHĐT", "issuer", "issuers.csv", "Bộ Kế hoạch và Đầu tư"),
    ("Quyết định 5/QĐ-UBND của UBND tỉnh Hà Tây", "issuer", "provinces.csv", "tỉnh Hà Tây"),
    ("Quyết định 5/QĐ-UBND", "issuer", "ambiguous_symbols.csv", "UBND"),
    ("Luật Đất đai 2013", "document", "laws.csv", "Luật Đất đai 45/2013/QH13"),
    ("Kết luận 57-KL/TW ngày 15/6/2023", "document", "party_events.csv",
     "Ban Chấp hành Trung ương khóa XIII"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "file", "key"), ROWS)
def test_a_part_names_the_row_that_decided(text: str, field: str, file: str, key: str) -> None:
    rows = part_of(text, field).rows
    [row] = [row for row in rows if row.file == file]
    assert row.key == key
    folder = Path(vocabulary.__file__).parent
    line = (folder / file).read_text(encoding="utf-8").splitlines()[row.row - 1]
    assert all(word in line for word in key.split())


def rejected(text: str, field: str) -> dict[str, str]:
    return {one.what: one.why for one in part_of(text, field).rejected}


def test_bearers_of_a_symbol_out_of_their_time_are_rejected() -> None:
    found = rejected("Quyết định số 201-CP ngày 1/7/1980", "issuer")
    assert found["Chính phủ"] == "1946-11-03 to 1960-07-14, not in 1980-07-01"


def test_other_types_of_the_letters_are_rejected() -> None:
    found = rejected("Thông tư 12/2010/TT-BTC", "type")
    assert found == {"Thông tri": "TT stands for it too, but the text says Thông tư"}
    found = rejected("12/QĐ-UBND", "type")
    assert found == {"Quy định": "QĐ stands for it too, less often in a number of this style"}


def test_dates_that_do_not_exist_are_rejected() -> None:
    assert rejected("Kết luận 57-KL/TW ngày 31/02/2023", "date") == {
        "ngày 31/02/2023": "the calendar has no such day"
    }


def test_other_laws_of_the_name_are_rejected() -> None:
    found = rejected("Luật Đất đai 2013", "document")
    assert found["Luật Đất đai 13/2003/QH11"] == "of 2003, not of 2013"
    found = rejected("Luật Đất đai", "document")
    assert found["Luật Đất đai 45/2013/QH13"].endswith("; the text gives no year")


def test_each_group_of_letters_is_explained() -> None:
    parts = explain("Công văn 1234/BTC-TCT").citations[0].parts
    letters = [(part.value, part.rule, part.text) for part in parts if part.field == "symbol"]
    assert letters == [
        ("BTC: Bộ Tài chính", "symbol.issuer", "BTC"),
        ("TCT", "symbol.unit", "TCT"),
    ]


NOTHING = [
    ("Chỉ thị ngày 31/02/2021 của Ban Bí thư", "Chỉ thị", "the calendar has no ngày 31/02/2021"),
    ("Quyết định của cha mẹ", "Quyết định", "no number behind it, no date after `ngày`"),
    ("Theo pháp luật; Luật sư", "Luật", "no name of a law, number or date behind it"),
    ("số 15/XYZQ", "15/XYZQ", "no type word before it, and XYZQ names no type"),
    ("hóa đơn số 15/TB-CP", "15/TB-CP", "makes it the number of a contract, form or address"),
    ("Nghị định thư số 12/2020", "Nghị định thư", "treaty between states"),
    ("km/giờ", "km/giờ", "no serial before the slash"),
]


@pytest.mark.parametrize(("text", "place", "why"), NOTHING)
def test_a_place_that_comes_to_nothing_says_why(text: str, place: str, why: str) -> None:
    found = explain(text)
    assert not found.citations
    [said] = [one for one in found.untaken if one.text == place]
    assert why in said.why
    assert text[said.start : said.end] == place


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "the text is empty"),
        ("hello", "no type of document (Nghị định, Kết luận, Luật) and no number with letters"),
        ("Nghi dinh 15", "“nghi dinh” without its accents is read only before a number"),
        ("57 KL TW", "“57 KL TW” has no slash; a number is written like 57-KL/TW"),
    ],
)
def test_a_text_without_anything_says_what_that_may_be_due_to(text: str, hint: str) -> None:
    found = explain(text)
    assert any(hint in one for one in found.hints)


def test_it_can_be_read_back_from_json() -> None:
    found = explain("Căn cứ khoản 2 Điều 5 Nghị định 15/2020/ND-CP; số 15/XYZQ")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Explanation) == found


def test_rows_of_ones_own_are_named_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "issuers.csv").write_text("name,symbols\nBộ Vũ trụ,BVTQ\n", encoding="utf-8")
    try:
        vocabulary.use(tmp_path)
        [row] = part_of("Thông tư 12/2027/TT-BVTQ", "issuer").rows
    finally:
        vocabulary.use(None)
    assert (row.file, row.row) == (str(tmp_path / "issuers.csv"), 2)
