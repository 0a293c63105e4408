"""DOCX: what Word shows with all changes accepted, in the order in which one reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import office_files as made
import pytest
from office_files import docx, paragraph, run

from refextract.readers import UnreadableInput, read


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., str]:
    def reading(data: bytes) -> str:
        (tmp_path / "x.docx").write_bytes(data)
        (document,) = read(str(tmp_path / "x.docx"))
        assert (document.pages, document.read_as) == ((), "DOCX")
        return document.text

    return reading


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraph(one) for one in paragraphs)}</w:tc>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("một") + paragraph("hai"), "một\nhai\n"),
        (paragraph(run("số 57"), run("-KL/TW", "<w:b/>")), "số 57-KL/TW\n"),
        (paragraph(run("a"), "<w:r><w:tab/></w:r>", run("b")), "a\tb\n"),
        (paragraph(run("a"), "<w:r><w:br/></w:r>", run("b")), "a\nb\n"),
        (paragraph(run("NĐ"), "<w:r><w:noBreakHyphen/></w:r>", run("CP")), "NĐ-CP\n"),
        (paragraph(run("a"), "<w:r><w:softHyphen/></w:r>", run("b")), "ab\n"),
        (paragraph(), ""),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("a") + "</w:p>", "a\n"),
        (paragraph(run("a &amp; &lt;b&gt;")), "a & <b>\n"),
        # Tracked changes
        (paragraph(run("a"), f"<w:ins>{run('b')}</w:ins>", run("c")), "abc\n"),
        (
            paragraph(run("a"), "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", run("c")),
            "ac\n",
        ),
        (
            paragraph(f"<w:moveFrom>{run('a')}</w:moveFrom>", f"<w:moveTo>{run('b')}</w:moveTo>"),
            "b\n",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Nghị ')}</w:p>" + paragraph("định"),
            "Nghị định\n",
        ),
        # Fields, links, hidden text, content controls
        (
            paragraph("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", run("Luật")),
            "Luật\n",
        ),
        (paragraph(f"<w:hyperlink>{run('Luật')}</w:hyperlink>"), "Luật\n"),
        (paragraph(run("a"), run("b", "<w:vanish/>")), "a\n"),
        (paragraph(run("a"), run("b", '<w:vanish w:val="0"/>')), "ab\n"),
        (f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>", "a\n"),
        # Tables
        (
            f"<w:tbl><w:tr>{cell('1')}{cell('Luật')}</w:tr><w:tr>{cell('2')}{cell('')}</w:tr></w:tbl>",
            "1\tLuật\n2\n",
        ),
        (f"<w:tbl><w:tr>{cell('a', 'b')}{cell('c')}</w:tr></w:tbl>", "a\nb\nc\n"),
        # Boxes, which Word writes twice
        (
            '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            + run("trước ")
            + f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('hộp')}"
            f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('hộp')}"
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" + run("sau") + "</w:p>",
            "trước sau\nhộp\n",
        ),
        # Old fonts
        (paragraph(run("NghÞ ®Þnh", '<w:rFonts w:ascii=".VnTime"/>')), "Nghị định\n"),
        (paragraph(run("NghÞ ®Þnh", '<w:rFonts w:hAnsi=".VnTimeH"/>')), "NGHỊ ĐỊNH\n"),
        (
            paragraph(run("Nghò ñònh", '<w:rFonts w:ascii="VNI-Times"/>'), run(" số")),
            "Nghị định số\n",
        ),
    ],
)
def test_the_text_of_a_document(text: Callable[[bytes], str], body: str, expected: str) -> None:
    assert text(docx(body)) == expected


def test_headers_notes_and_footers_are_read_once(text: Callable[[bytes], str]) -> None:
    data = docx(
        paragraph(run("Điều 1"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run(" Luật")),
        header1=paragraph("đầu trang"),
        header2=paragraph("đầu trang"),
        footer1=paragraph("chân trang"),
        footnotes=f"<w:footnote>{paragraph('chú thích')}</w:footnote>",
        endnotes=f"<w:endnote>{paragraph('cuối văn bản')}</w:endnote>",
        comments=paragraph("nhận xét"),
    )
    assert text(data) == "đầu trang\nĐiều 1 Luật\nchú thích\ncuối văn bản\nchân trang\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (docx("<w:p><w:r>"), "a damaged DOCX (mismatched tag"),
        (docx(paragraph("a"))[:-40], "damaged or cut off (File is not a zip file)"),
    ],
)
def test_damage_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "x.docx").write_bytes(data)
    with pytest.raises(UnreadableInput) as raised:
        list(read(str(tmp_path / "x.docx")))
    assert says in raised.value.reason


def test_entities_are_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w>&b;</w>',
        )
    with pytest.raises(UnreadableInput, match="declarations that no Word document has"):
        list(read(str(path)))


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("xl/workbook.xml", "an Excel workbook"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("content.xml", "an OpenDocument file"),
    ],
)
def test_other_documents_are_called_by_their_name(tmp_path: Path, member: str, says: str) -> None:
    import zipfile

    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "")
        archive.writestr(member, "")
    with pytest.raises(UnreadableInput, match=f"{says}.*, which is not read; save it as"):
        list(read(str(path)))


def test_a_document_in_an_archive_has_the_limits_of_a_member(tmp_path: Path) -> None:
    from refextract.readers import Reading

    path = tmp_path / "x.docx"
    path.write_bytes(docx(paragraph("a" * 100_000)))
    with pytest.raises(UnreadableInput, match=r"expands to more than 1000 bytes; .* --max-member"):
        list(read(str(path), reading=Reading(max_member=1000)))


def test_the_law(text: Callable[[bytes], str]) -> None:
    data = docx("".join(paragraph(one) for one in made.LAW))
    assert text(data).splitlines() == made.LAW
