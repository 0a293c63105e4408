"""Which files are read, and by what: names are not asked, and nothing is loaded in vain."""

from __future__ import annotations

import builtins
import importlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import office_files as made
import pytest
from conftest import CITING, ROOT, Command

from refextract.readers import Reading, UnreadableInput, documents, files, read
from refextract.readers.kinds import READERS, TEXT, UNSUPPORTED, kind_of


def walked(directory: Path, **options: Any) -> list[str]:
    def failed(problem: UnreadableInput) -> None:
        raise problem

    found = files([str(directory)], recursive=True, failed=failed, reading=Reading(**options))
    return [os.path.relpath(path, directory) for path in found]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.docx", ".hidden/c.txt", "d/.e.txt", "d/f.txt", "d/g/h.html"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "tree"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, "a.txt b.docx d/f.txt d/g/h.html"),
        ({"hidden": True}, ".hidden/c.txt a.txt b.docx d/.e.txt d/f.txt d/g/h.html"),
        ({"include": ("*.txt",)}, "a.txt d/f.txt"),
        ({"include": ("*.docx", "*.html")}, "b.docx d/g/h.html"),
        ({"include": ("d/*",)}, "d/f.txt d/g/h.html"),
        ({"exclude": ("*.txt", "g/*")}, "b.docx"),
        ({"include": ("*.txt",), "exclude": ("a*",)}, "d/f.txt"),
    ],
)
def test_which_files_of_a_directory(tree: Path, options: dict[str, Any], found: str) -> None:
    assert walked(tree, **options) == found.split()


def test_links_are_followed_if_asked_and_circles_survived(tree: Path) -> None:
    (tree / "d" / "up").symlink_to(tree)
    (tree / "z").symlink_to(tree / "d" / "g")
    assert walked(tree) == ["a.txt", "b.docx", "d/f.txt", "d/g/h.html"]
    followed = walked(tree, follow_links=True)
    assert followed == ["a.txt", "b.docx", "d/f.txt", "d/g/h.html", "z/h.html"]


def test_a_file_that_vanishes_between_listing_and_reading(tree: Path) -> None:
    told: list[str] = []
    found = files([str(tree)], recursive=True, failed=lambda problem: told.append(str(problem)))
    reading = documents(found, failed=lambda problem: told.append(problem.reason))
    assert next(reading).source.endswith("a.txt")
    (tree / "b.docx").unlink()
    assert next(reading).source.endswith("f.txt")
    assert told == ["no such file; check the path"]


def test_a_text_that_is_cut_off_in_a_character(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(CITING.encode()[:10])
    with pytest.raises(UnreadableInput, match=r"damaged UTF-8 \(byte 0xE1 .*; --encoding UTF-8"):
        list(read(str(path)))
    (document,) = read(str(path), reading=Reading(encoding="UTF-8"))
    assert document.text == "Hội ngh\ufffd"


def test_a_disk_that_fails(
    refextract: Command, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    really_open = builtins.open
    monkeypatch.setattr(
        builtins,
        "open",
        lambda path, *rest, **more: (
            io.BufferedReader(Failing()) if path == "x.txt" else really_open(path, *rest, **more)
        ),
    )
    assert refextract("x.txt").err == "refextract: x.txt: Input/output error\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("law.pdf", made.docx(made.paragraph(CITING.strip()))),
        ("law.txt", made.pdf([[CITING]])),
        ("law.docx", made.html([CITING]).encode()),
        ("law.html", CITING.encode()),
        ("law.zip", made.rtf([CITING.strip()])),
        ("law", made.mail(CITING, subject="").replace(b"Subject: \n", b"")),
    ],
)
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert [document.text for document in read(str(tmp_path / name))] == [CITING]


@pytest.mark.parametrize("kind", [*READERS.values()])
def test_every_kind_has_its_reader(kind: str) -> None:
    assert callable(importlib.import_module(kind).read)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", TEXT),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"BZh theo", TEXT),
        (b"PK 5", TEXT),
        (b"%PDF", TEXT),
        (b"GIF8", "image"),
        (b"{\\rtf1", "RTF"),
    ],
)
def test_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind
    assert kind in {TEXT, *READERS, *UNSUPPORTED}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("selectolax.lexbor", made.html([CITING]).encode(), "an HTML page"),
        ("pypdfium2", made.pdf([[CITING]]), "a PDF"),
        ("backports.zstd", b"\x28\xb5\x2f\xfd" + bytes(20), "a file compressed with zstd"),
    ],
)
def test_a_library_that_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, says: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(UnreadableInput) as raised:
        list(read(str(tmp_path / "x")))
    assert raised.value.reason == f"{says}; to read it: pip install 'refextract-vn[docs]'"


def loaded(path: Path) -> set[str]:
    """The modules that reading a file loads."""
    code = (
        "import sys; from refextract.readers import read; list(read(sys.argv[1]));"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


HEAVY = {"zipfile", "tarfile", "email", "selectolax", "pypdfium2", "xml.parsers.expat"}


def test_plain_text_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(CITING)
    modules = loaded(tmp_path / "x.txt")
    assert not modules & HEAVY
    assert {name for name in modules if name.startswith("refextract.readers.")} == {
        f"refextract.readers.{name}"
        for name in ("decoding", "dispatch", "document", "kinds", "limits", "paths", "plain")
    }


@pytest.mark.parametrize(
    ("data", "needed"),
    [
        (made.docx(made.paragraph("a")), {"zipfile", "xml.parsers.expat"}),
        (made.html(["a"]).encode(), {"selectolax"}),
    ],
    ids=["DOCX", "HTML"],
)
def test_a_format_loads_only_its_own(tmp_path: Path, data: bytes, needed: set[str]) -> None:
    (tmp_path / "x").write_bytes(data)
    assert loaded(tmp_path / "x") & HEAVY == needed
