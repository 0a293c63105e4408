"""Long texts: read piece by piece and given in sections, which together are the text."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path

import pytest
from conftest import CITATION, CITING, ROOT, Command

from refextract import extract
from refextract.readers import Document, Reading, UnreadableInput, dispatch, long_text, plain, read
from refextract.readers.decoding import decode
from refextract.splitting import SECTION, Begin

FILES = ROOT / "fixtures" / "readers"
TEXT = (FILES / "utf-8.txt").read_text(encoding="utf-8")
LINE = "Đoạn này không viện dẫn văn bản nào cả.\n"


@pytest.fixture
def short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long begins with a line, so that short tests do."""
    monkeypatch.setattr(dispatch, "HEAD", 16)
    monkeypatch.setattr(plain, "LONG", 64)
    monkeypatch.setattr(long_text, "PIECE", 7)
    monkeypatch.setattr(long_text, "SECTION", 300)


def whole(documents: list[Document]) -> str:
    """Put sections together, each of which must know where it begins."""
    begin = Begin()
    for document in documents:
        assert document.begin == begin
        begin = begin.after(document.text)
    return "".join(document.text for document in documents)


@pytest.mark.usefixtures("short_is_long")
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16LE", "UTF-16BE"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_unicode(directory: Path, encoding: str, mark: str) -> None:
    text = TEXT * 5 + "𠮷" * 2000
    Path("x.txt").write_bytes((mark + text).encode(encoding))
    documents = list(read("x.txt"))
    assert len(documents) > 5
    assert whole(documents) == text
    named = "UTF-16" if mark and encoding != "UTF-8" else encoding
    assert {document.read_as for document in documents} == {f"text in {named}"}


@pytest.mark.usefixtures("short_is_long")
@pytest.mark.parametrize("name", ["viscii", "windows-1258", "tcvn3"])
@pytest.mark.parametrize("before", [b"", b"VIET NAM. " * 20])
@pytest.mark.parametrize("encoding", [None, "named"])
def test_old_encodings(
    directory: Path,
    name: str,
    before: bytes,
    encoding: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = name if name == "windows-1258" else name.upper()
    monkeypatch.setattr(long_text, "PIECE", 200)  # From a few bytes it could not be told.
    monkeypatch.setattr(plain, "LONG", 150)
    data = before + (FILES / f"{name}.txt").read_bytes() * 3
    Path("x.txt").write_bytes(data)
    documents = list(read("x.txt", reading=Reading(encoding=encoding and known)))
    assert whole(documents) == decode(data, encoding and known)[0]
    assert documents[-1].read_as == f"text in {known}"


@pytest.mark.usefixtures("short_is_long")
@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (b"\xff" + TEXT.encode(), "damaged UTF-8 (byte 0xFF at offset 400); what is before that"),
        (b"abc\0def", "a binary file, not text"),
        (TEXT.encode()[:3] + b"\xe1\xba", "damaged UTF-8 (byte 0xE1 at offset 403)"),
    ],
)
def test_what_is_before_damage_is_read(directory: Path, behind: bytes, said: str) -> None:
    before = TEXT.encode()[:400]
    before += b"." * (400 - len(before))
    assert before.decode()
    Path("x.txt").write_bytes(before + behind)
    documents: list[Document] = []
    with pytest.raises(UnreadableInput) as raised:
        read_into(documents, "x.txt")
    assert raised.value.reason.startswith(said)
    assert before.decode().startswith(whole(documents))
    assert len(whole(documents)) > 150


def read_into(documents: list[Document], path: str) -> None:
    """Read as far as it goes."""
    for document in read(path):
        documents.append(document)


@pytest.mark.usefixtures("short_is_long")
def test_utf_16_that_ends_within_a_character(directory: Path) -> None:
    data = codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")
    Path("x.txt").write_bytes(data + b"a")
    documents: list[Document] = []
    with pytest.raises(UnreadableInput, match=f"no UTF-16 any more from offset {len(data)} on"):
        read_into(documents, "x.txt")


@pytest.mark.usefixtures("short_is_long")
def test_the_command_tells_of_a_long_text_once(refextract: Command) -> None:
    Path("x.txt").write_text(CITING * 20)
    result = refextract("-v", "-f", "tsv", "--columns", "line,column,text", "x.txt")
    assert result.err == "refextract: x.txt: text in UTF-8\n"
    assert result.out.splitlines()[1:] == [f"{line}\t21\t{CITATION}" for line in range(1, 21)]


@pytest.mark.usefixtures("short_is_long")
def test_a_member_may_not_expand_too_far(refextract: Command) -> None:
    Path("x.txt.gz").write_bytes(gzip.compress(CITING.encode() * 500))
    result = refextract("--max-member-size", "10KB", "-f", "tsv", "--columns", "line", "x.txt.gz")
    assert result.err.startswith("refextract: x.txt.gz: expands to more than 10 KB")
    assert len(result.out.splitlines()) > 50
    assert result.status == 1


LONG_TEXT = "".join(
    f"{CITING}{LINE * 4000}Kết luận 57 nêu rõ {number} việc.\n\n" for number in range(70)
)


def test_a_long_text_is_read_alike_by_everyone(refextract: Command) -> None:
    assert len(LONG_TEXT) > 2 * SECTION
    expected = extract(LONG_TEXT, source="long.txt")
    assert len(expected) == 140
    assert {one.document for one in expected} == {expected[0].document}
    assert all(LONG_TEXT[one.start : one.end] == one.text for one in expected)
    lines = LONG_TEXT.splitlines()
    assert all(lines[one.line - 1].startswith(one.text, one.column - 1) for one in expected)
    Path("long.txt").write_text(LONG_TEXT, encoding="utf-8")
    alone = refextract("-f", "jsonl", "long.txt").out
    assert [(one.start, one.line) for one in expected] == places(alone)
    refextract("batch", "long.txt", "-o", "2.jsonl", "-j", "2")
    refextract("batch", "long.txt", "-o", "1.jsonl", "-j", "1")
    assert Path("2.jsonl").read_text() == Path("1.jsonl").read_text() == alone


def test_a_long_text_is_one_document(refextract: Command) -> None:
    Path("long.txt").write_text(LINE * (3 * SECTION // len(LINE)), encoding="utf-8")
    result = refextract("batch", "long.txt", "-o", "found.jsonl")
    assert "refextract: 1 file, 17." in result.err


def places(found: str) -> list[tuple[int, int]]:
    """Give offset and line of each record in JSON lines."""
    import msgspec

    records = msgspec.json.decode(b"[" + b",".join(found.encode().splitlines()) + b"]")
    return [(record["start"], record["line"]) for record in records]


def test_a_long_text_is_not_held(refextract: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Endless(io.BytesIO):
        def read(self, count: int | None = -1, /) -> bytes:
            assert count is not None
            assert count > 0
            asked.append(count)
            return super().read(count)

    stream = Endless(LONG_TEXT.encode())
    monkeypatch.setattr("builtins.open", lambda path, mode: stream)
    documents = read("long.txt")
    next(documents)
    assert sum(asked) < len(LONG_TEXT.encode()) * 2 / 3
    assert max(asked) <= plain.LONG
