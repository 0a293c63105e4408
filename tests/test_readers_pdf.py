"""PDF: pages made sentences again, and what has no text said to have none."""

from __future__ import annotations

import json
from pathlib import Path

import office_files as made
import pytest
from conftest import Command

from refextract.readers import UnreadableInput, read
from refextract.readers.pages import joined

JOINED = """
# Lines that are broken because the page is full
Theo Nghị định số 15/2020/NĐ-CP của / Chính phủ; => Theo Nghị định số 15/2020/NĐ-CP của Chính phủ;
theo Thông tư số 29/2021/TT- / BLĐTBXH => theo Thông tư số 29/2021/TT-BLĐTBXH
ngày 28/10/ / 2022 của => ngày 28/10/2022 của
Bộ Lao động - / Thương binh => Bộ Lao động - Thương binh
quy định tại khoản 1 và khoản 2 / Điều 7 Luật => quy định tại khoản 1 và khoản 2 Điều 7 Luật
# Paragraphs
có hiệu lực. / Điều 2. Phạm vi / 1. Một / 2. Hai => =
Những điều khoản sau đây / Điều 2. Phạm vi => =
Kính gửi: Bộ Y tế / a) một / - hai => =
NGHỊ ĐỊNH / Quy định về một việc gì đó rất dài => =
# Headers and page numbers in the middle of a sentence; // ends a page
SỐ 1 5 / theo Nghị định // 6 SỐ 1 / số 15/2020/NĐ-CP => SỐ 1 / theo Nghị định số 15/2020/NĐ-CP
theo Nghị định / 1 // số 15/2020/NĐ-CP / 2 => theo Nghị định số 15/2020/NĐ-CP
theo Nghị định / - 9 - // số 15/2020/NĐ-CP / - 10 - => theo Nghị định số 15/2020/NĐ-CP
theo Nghị định / Trang 1/2 // số 1/2020/NĐ-CP / Trang 2/2 => theo Nghị định số 1/2020/NĐ-CP
# What looks like a header and is none
Điều 5 / Một. // Điều 7 / Hai. => Điều 5 / Một. / Điều 7 / Hai.
2020 / Một. // 2023 / Hai. => 2020 / Một. / 2023 / Hai.
"""
"""Lines and pages, and what they become; ``=`` where the lines stay."""


@pytest.mark.parametrize(
    "row", [row for row in JOINED.strip().splitlines() if not row.startswith("#")]
)
def test_lines_of_pages_are_joined(row: str) -> None:
    given, _, meant = row.partition(" => ")
    pages = [page.replace(" / ", "\n") for page in given.split(" // ")]
    text = (given if meant == "=" else meant).replace(" / ", "\n")
    assert joined(pages)[0] == f"{text}\n"


def test_empty_pages() -> None:
    assert joined(["", "Hai.", ""]) == ("Hai.\n", (0, 0, 4))
    assert joined([]) == ("", ())


def test_pages_begin_where_their_text_begins() -> None:
    text, pages = joined(["một\n1", "hai.", "", "Bốn\n4"])
    assert text == "một hai.\nBốn\n"
    assert pages == (0, 4, 8, 9)


def test_the_page_of_a_citation(refextract: Command, directory: Path) -> None:
    pages = made.pages(made.wrapped(made.LAW), 5)
    (directory / "x.pdf").write_bytes(made.pdf(pages))
    result = refextract("-v", "x.pdf")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert [record["page"] for record in records] == sorted(record["page"] for record in records)
    (page,) = [number for number, lines in enumerate(pages, 1) if "57-KL/TW" in "".join(lines)]
    assert {record["number"]: record["page"] for record in records}["57-KL/TW"] == page
    assert result.err == f"refextract: x.pdf: PDF of {len(pages)} pages\n"


def test_a_broken_number_is_whole(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(made.pdf([["theo Thông tư số 29/2021/TT-", "BLĐTBXH ngày"]]))
    (document,) = read(str(tmp_path / "x.pdf"))
    assert document.text == "theo Thông tư số 29/2021/TT-BLĐTBXH ngày\n"


def test_old_fonts_are_read_as_shown(tmp_path: Path) -> None:
    lines = ["Céng hoµ x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc"]
    (tmp_path / "x.pdf").write_bytes(made.pdf([lines]))
    (document,) = read(str(tmp_path / "x.pdf"))
    assert document.text.startswith("Cộng hoà xã hội chủ nghĩa Việt Nam")


LAW_PAGES = made.pages(made.wrapped(made.LAW), 8)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            made.pdf(LAW_PAGES, scanned=range(9)),
            r"a scanned PDF without text; recognise .* \(OCR\)",
        ),
        (made.pdf([[]]), "a PDF without text"),
        (made.pdf(LAW_PAGES, locked=True), "protected with a password; save it without one first"),
        (b"%PDF-1.4\nnothing", "a damaged PDF; get it again, or repair it"),
        (made.pdf(LAW_PAGES)[:300], "a damaged PDF; get it again, or repair it"),
    ],
    ids=["scan", "empty", "password", "no PDF", "cut off"],
)
def test_what_gives_no_text_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    with pytest.raises(UnreadableInput, match=says):
        list(read(str(tmp_path / "x.pdf")))


def test_some_scanned_pages_are_told_and_the_others_read(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(made.pdf(LAW_PAGES, scanned=[0]))
    told: list[UnreadableInput] = []
    (document,) = read(str(tmp_path / "x.pdf"), failed=told.append)
    assert "57-KL/TW" in document.text
    (problem,) = told
    assert problem.reason.startswith("page 1 is scanned without text; recognise its text first")


def test_what_stands_before_a_pdf_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\n\n" + made.pdf(LAW_PAGES))
    (document,) = read(str(tmp_path / "x.bin"))
    assert document.read_as == f"PDF of {len(LAW_PAGES)} pages"
