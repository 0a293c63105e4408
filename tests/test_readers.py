"""The readers: bytes in, text out, exactly as it stands."""

from __future__ import annotations

import codecs
import io
import os
from pathlib import Path

import pytest

from refextract.readers import Document, UnreadableInput, documents, files, read, split_names
from refextract.readers.decoding import decode
from refextract.readers.document import NotReadable

TEXT = "Căn cứ Nghị định số 15/2020/NĐ-CP\r\ncủa Chính phủ\n"


def raised(problem: UnreadableInput) -> None:
    """What is called with a failure where there should be none."""
    raise problem


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with BOM", "UTF-16 LE", "UTF-16 BE", "LE, no BOM", "BE, no BOM"],
)
def test_text_comes_out_as_it_stands_without_its_mark(data: bytes) -> None:
    assert decode(data)[0] == TEXT


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_nothing_is_a_text(data: bytes) -> None:
    assert decode(data)[0] == ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x00\x00", "a binary file"),
        (TEXT.encode("utf-32"), "a binary file"),
        (b"\xff\xfe\x00\x00", "a binary file"),
        (b"Ngh\xb8", r"not UTF-8 \(byte 0xB8 at offset 3\), and no other .* --encoding: TCVN3"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "begins like UTF-16 but is not"),
        (codecs.BOM_UTF16_LE + b"a\0b", "begins like UTF-16 but is not"),
    ],
)
def test_what_is_not_text_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(NotReadable, match=says):
        decode(data)


def test_a_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "văn bản.txt"
    path.write_bytes(TEXT.encode())
    [document] = read(str(path))
    assert document == Document(TEXT, str(path), (), bytes_read=path.stat().st_size)


def test_a_pipe_can_be_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if os.fork() == 0:
        pipe.write_text(TEXT, newline="")
        os._exit(0)
    assert [document.text for document in read(str(pipe))] == [TEXT]
    os.wait()


def test_each_failure_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("tốt")
    paths = [str(tmp_path / name) for name in ("good.txt", "missing.txt", "good.txt")]
    told: list[UnreadableInput] = []
    found = list(documents(paths, failed=told.append))
    assert [document.text for document in found] == ["tốt", "tốt"]
    assert [problem.source for problem in told] == [paths[1]]
    assert str(told[0]) == f"{paths[1]}: no such file; check the path"


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("một")
    reading = documents([str(first), str(second)], failed=raised)
    assert next(reading).text == "một"
    second.write_text("hai")  # Written only now.
    assert next(reading).text == "hai"


def test_a_directory_is_only_walked_if_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert list(files([str(tmp_path)], recursive=False, failed=raised)) == [str(tmp_path)]
    found = list(files([str(tmp_path)], recursive=True, failed=raised))
    assert found == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"", []),
        (b"a\0b\0", ["a", "b"]),
        (b"a\0b", ["a", "b"]),
        (b"\0a\0\0", ["a"]),
        (b"with\nline\0", ["with\nline"]),
        (b"b\xe1o\0", [os.fsdecode(b"b\xe1o")]),
        (b"x" * 100_000 + b"\0y\0", ["x" * 100_000, "y"]),
    ],
)
def test_names_end_in_nul(data: bytes, names: list[str]) -> None:
    assert list(split_names(io.BytesIO(data))) == names
