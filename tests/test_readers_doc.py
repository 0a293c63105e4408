"""DOC: through antiword or LibreOffice, or an error that says what to install."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from conftest import ROOT

from refextract import extract
from refextract.readers import UnreadableInput, doc, read

FILE = ROOT / "fixtures" / "readers" / "cong-van.doc"

antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def without(monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    """Make programs look as if they were not installed."""
    really = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name in programs else really(name))


def check(read_as: str) -> None:
    (document,) = read(str(FILE))
    assert document.read_as == read_as
    lines = document.text.splitlines()
    assert lines[0] == "SỞ NỘI VỤ"
    assert "1\t57-KL/TW\t15/6/2023" in lines
    found = [(one.number, one.issuer) for one in extract(document.text)]
    assert ("15/2020/NĐ-CP", "Chính phủ") in found
    assert ("749/QĐ-TTg", "Thủ tướng Chính phủ") in found


@antiword
def test_by_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "soffice", "libreoffice")
    check("DOC, by antiword")


@office
def test_by_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "antiword")
    check("DOC, by LibreOffice")


def test_without_either_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "antiword", "soffice", "libreoffice")
    with pytest.raises(UnreadableInput) as raised:
        list(read(str(FILE)))
    assert raised.value.reason == (
        "a DOC file; to read it, install antiword or LibreOffice, or save it as DOCX"
    )


def ole(*streams: str, first: bytes = b"") -> bytes:
    """As much of an OLE file as is looked at: its mark, its first block, the names in it."""
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    names = "".join(streams).encode("utf-16-le")
    return mark.ljust(512, b"\0") + first.ljust(512, b"\0") + names.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (ole("Workbook"), "an Excel workbook, which is not read; save it as PDF or text"),
        (ole("PowerPoint Document"), "a PowerPoint presentation"),
        (ole("__properties_version1.0"), "an Outlook message; save it as .eml"),
        (ole("EncryptedPackage"), "protected with a password; save it without one first"),
        (
            ole("WordDocument", first=struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0, 0, 0x0100)),
            "protected with a password; save it without one first",
        ),
        (ole("x"), "a damaged DOC file"),
    ],
)
def test_other_files_of_the_same_container(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "x.doc").write_bytes(data)
    with pytest.raises(UnreadableInput) as raised:
        list(read(str(tmp_path / "x.doc")))
    assert raised.value.reason.startswith(says)


def test_a_converter_that_fails_or_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "antiword"
    monkeypatch.setattr(shutil, "which", {"antiword": str(program)}.get)
    monkeypatch.setattr(doc, "PATIENCE", 0.2)
    for script in ("exit 1", "exit 0", "sleep 5"):
        program.write_text(
            f"#!/bin/sh\nexec {script}\n" if "sleep" in script else f"#!/bin/sh\n{script}\n"
        )
        program.chmod(0o755)
        with pytest.raises(UnreadableInput, match=r"a damaged DOC file.* install LibreOffice"):
            list(read(str(FILE)))
