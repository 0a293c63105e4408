"""Makes the files that tests of readers read: the same paragraphs as PDF, DOCX, HTML, RTF, mail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LAW = """
QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
LUẬT
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;
Căn cứ Nghị quyết số 51/2001/QH10 ngày 25 tháng 12 năm 2001 của Quốc hội;
Điều 1. Sửa đổi, bổ sung một số điều của Luật Đất đai số 45/2013/QH13 đã được sửa đổi, bổ sung \
theo Luật số 35/2018/QH14 và Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ \
quy định xử phạt vi phạm hành chính trong lĩnh vực bưu chính, viễn thông, tần số vô tuyến điện.
1. Chính phủ quy định chi tiết khoản 2 Điều 5 Luật Tổ chức chính quyền địa phương và các văn bản \
do Thủ tướng Chính phủ ban hành, trong đó có Quyết định số 749/QĐ-TTg ngày 03/6/2020 phê duyệt \
“Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030”.
2. Các cơ quan của Đảng thực hiện theo Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị về \
tiếp tục nâng cao chất lượng, hiệu quả công tác thông tin đối ngoại trong tình hình mới.
Điều 2. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.
""".strip().splitlines()
"""A law made for the tests; what it cites is real."""


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body, in WordprocessingML, and other parts such as ``footnotes``."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:part xmlns:w="{WORD}">{content}</w:part>')
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs, or of text."""
    return f"<w:p>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def html(paragraphs: Sequence[str], *, before: str = "", after: str = "") -> str:
    """A page as a portal has it, or Word writes it."""
    text = "\n".join(f"<p class=MsoNormal>{one}</p>" for one in paragraphs)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Luật</title></head>\n'
        f"<body>{before}<div class=content>{text}</div>{after}</body></html>\n"
    )


def wrapped(paragraphs: Sequence[str], width: int = 80) -> list[str]:
    """The lines of paragraphs as a page has them."""
    lines = []
    for one in paragraphs:
        line = ""
        for word in one.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def pages(lines: Sequence[str], length: int = 8, header: str = "CÔNG BÁO/Số 12") -> list[list[str]]:
    """The lines on pages, each with a header and its number."""
    starts = range(0, len(lines), length)
    return [
        [f"{header} {number}", *lines[start : start + length]]
        for number, start in enumerate(starts, 7)
    ]


def pdf(
    pages: Sequence[Sequence[str]], *, scanned: Sequence[int] = (), locked: bool = False
) -> bytes:
    """A PDF whose font says only which characters it shows, which is all that reading takes.

    Args:
        pages: the lines of each page.
        scanned: which pages, from 0, are a picture instead.
        locked: it is encrypted with a password that nobody knows.
    """
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        "1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end"
    )
    kids = " ".join(f"{8 + 2 * index} 0 R" for index in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/None/DW 500/FontDescriptor 6 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        5: _stream(to_unicode),
        6: "<</Type/FontDescriptor/FontName/None/Flags 4/ItalicAngle 0/Ascent 800/Descent -200"
        "/CapHeight 700/StemV 80/FontBBox[0 -200 1000 800]>>",
        7: _stream("\0", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
                   "/ColorSpace/DeviceGray"),
    }  # fmt: skip
    for index, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F 11 Tf 50 {800 - 16 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        objects[8 + 2 * index] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]"
            f"/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>/Contents {9 + 2 * index} 0 R>>"
        )
        objects[9 + 2 * index] = _stream("500 0 0 500 0 0 cm /I Do" if index in scanned else drawn)
    return _pdf(objects, locked=locked)


def _stream(content: str, more: str = "") -> str:
    return f"<<{more}/Length {len(content.encode('latin-1'))}>>\nstream\n{content}\nendstream"


def _pdf(objects: dict[int, str], *, locked: bool) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in objects.items():
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    keys = f"<{'00' * 32}>"
    encryption = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O{keys}/U{keys}>>" if locked else ""
    trailer = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/ID[<00><00>]{encryption}>>\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    )
    return data + trailer.encode("latin-1")


def rtf(paragraphs: Sequence[str]) -> bytes:
    """An RTF as Word writes it: characters beyond ASCII as numbers, with a substitute."""
    text = "\\par\n".join(
        "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in one)
        for one in paragraphs
    )
    return rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 " + text.encode() + b"\\par}"


def mail(text: str, *attached: tuple[str, bytes], subject: str = "Văn bản mới") -> bytes:
    """A mail with a text, and files attached to it."""
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Date"] = "Thu, 15 Jun 2023 08:00:00 +0700"
    message["Subject"] = subject
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
