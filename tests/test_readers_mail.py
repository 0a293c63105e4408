"""Mail: what was written, and what was attached."""

from __future__ import annotations

import gzip
from email.message import EmailMessage
from pathlib import Path

import office_files as made
import pytest
from conftest import CITING

from refextract.readers import Document, Reading, UnreadableInput, read


def reading(path: Path, data: bytes, **options: object) -> tuple[list[Document], list[str]]:
    path.write_bytes(data)
    told: list[str] = []
    found = read(
        str(path),
        failed=lambda problem: told.append(str(problem).replace(f"{path}", "MAIL")),
        reading=Reading(**options),  # type: ignore[arg-type]
    )
    return [one._replace(source=one.source.replace(f"{path}", "MAIL")) for one in found], told


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = "a@b.vn", "c@d.vn", "Thu, 15 Jun 2023 08:00:00 +0700"
    for name, value in headers.items():
        made[name] = value
    return made


def test_a_mail_with_attachments(tmp_path: Path) -> None:
    data = made.mail(
        CITING,
        ("Kế hoạch.docx", made.docx(made.paragraph("kế hoạch"))),
        ("../luật.txt.gz", gzip.compress(b"text")),
        ("bad.bin", b"\0\1"),
        subject="V/v triển khai",
    )
    found, told = reading(tmp_path / "x.eml", data)
    assert [(one.source, one.text) for one in found] == [
        ("MAIL", f"V/v triển khai\n\n{CITING}"),
        ("MAIL!/Kế hoạch.docx", "kế hoạch\n"),
        ("MAIL!/luật.txt.gz", "text"),
    ]
    assert told == ["MAIL!/bad.bin: a binary file, not text; convert it to text first"]


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    both = message(Subject="x")
    both.set_content("thường")
    both.add_alternative("<p>đẹp</p>", subtype="html")
    assert [one.text for one in reading(tmp_path / "x", both.as_bytes())[0]] == ["x\n\nthường\n"]
    only = message()
    only.set_content("<nav>menu</nav><p>đẹp</p>", subtype="html")
    assert [one.text for one in reading(tmp_path / "x", only.as_bytes())[0]] == ["đẹp\n"]


def test_an_attached_mail_is_read_too(tmp_path: Path) -> None:
    inner = message(Subject="trong")
    inner.set_content("bên trong")
    inner.add_attachment("tệp", filename="a.txt")
    outer = message(Subject="ngoài")
    outer.set_content("bên ngoài")
    outer.add_attachment(inner)
    found, told = reading(tmp_path / "x", outer.as_bytes())
    assert [one.text for one in found] == ["ngoài\n\nbên ngoài\n", "trong\n\nbên trong\n", "tệp\n"]
    assert [one.source for one in found][1:] == ["MAIL!/part-1", "MAIL!/part-1!/a.txt"]
    assert told == []
    _, told = reading(tmp_path / "x", outer.as_bytes(), max_depth=1)
    assert told[0].startswith("MAIL!/part-1: more than 1 archives")


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", CITING.encode()),
        ("windows-1258", "Kết luận 57-KL/TW".encode("cp1258", "replace")),
        ("us-ascii", CITING.encode()),
        ("unknown-8bit", CITING.encode()),
    ],
)
def test_the_charset_of_a_text(tmp_path: Path, charset: str, data: bytes) -> None:
    header = b"From: a@b.vn\r\nTo: c@d.vn\r\nDate: x\r\nContent-Transfer-Encoding: 8bit\r\n"
    header += f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    found, told = reading(tmp_path / "x", header + data)
    assert "57-KL/TW" in found[0].text
    assert told == []


def test_a_saved_page_with_its_pictures(tmp_path: Path) -> None:
    page = message(Subject="Luật")
    page.set_content(made.html([CITING]), subtype="html")
    page.add_related(b"GIF89a", "image", "gif", cid="<1>")
    found, told = reading(tmp_path / "x.mht", page.as_bytes())
    assert [one.text for one in found] == [f"Luật\n\n{CITING}"]
    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "Subject: một\nDate: hai\n\nKết luận số 57-KL/TW",
        "From: hội nghị\nTo: các đơn vị\nĐiều 1\nDate: nay\n\nxong",
        "To: x\n",
        "Date\n",
    ],
)
def test_what_only_looks_like_a_mail_is_text(tmp_path: Path, text: str) -> None:
    found, _ = reading(tmp_path / "x.eml", text.encode())
    assert [one.text for one in found] == [text]


def test_a_mail_that_is_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    data = made.mail(CITING, ("a.txt", b"x" * 1000))
    found, _ = reading(tmp_path / "x", data[: len(data) // 2])
    assert found[0].text.endswith(CITING)


def test_without_a_listener_the_first_failure_ends_it(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(made.mail(CITING, ("bad.bin", b"\0"), ("b.txt", b"b")))
    with pytest.raises(UnreadableInput, match=r"bad\.bin: a binary file"):
        list(read(str(tmp_path / "x.eml")))
