"""Archives and compressed files: every member read, each fault one line, no bomb goes off."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from backports import zstd
from conftest import CITATION, CITING, Command

from refextract.readers import Document, Reading, UnreadableInput, read
from refextract.readers.limits import MEGABYTE

TEXT = CITING.encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}


class Told:
    """What reading a file gave: its documents, and its failures as they are told."""

    def __init__(self, path: Path, data: bytes, **options: Any) -> None:
        path.write_bytes(data)
        self.documents: list[Document] = []
        self.failures: list[str] = []

        def failed(problem: UnreadableInput) -> None:
            self.failures.append(str(problem).replace(f"{path}", "FILE"))

        try:
            for document in read(str(path), failed=failed, reading=Reading(**options)):
                self.documents.append(document)
        except UnreadableInput as problem:
            failed(problem)
        self.sources = [one.source.replace(f"{path}", "FILE") for one in self.documents]


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Told]:
    def reading(data: bytes, **options: Any) -> Told:
        return Told(tmp_path / "file.bin", data, **options)

    return reading


@pytest.mark.parametrize("form", COMPRESSORS)
def test_a_compressed_text_is_one_document(told: Callable[..., Told], form: str) -> None:
    found = told(COMPRESSORS[form](TEXT))
    assert (found.sources, found.failures) == (["FILE"], [])
    assert found.documents[0].text == CITING


@pytest.mark.parametrize("form", [None, *COMPRESSORS])
@pytest.mark.parametrize("tar", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_the_members_of_tar(told: Callable[..., Told], form: str | None, tar: int) -> None:
    data = tarred({"a.txt": TEXT, "văn bản/b.txt": b"b"}, tar)
    found = told(COMPRESSORS[form](data) if form else data)
    assert found.sources == ["FILE!/a.txt", "FILE!/văn bản/b.txt"]
    assert [one.text for one in found.documents] == [CITING, "b"]
    assert found.failures == []


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_the_members_of_zip(told: Callable[..., Told], method: int) -> None:
    found = told(zipped({"a.txt": TEXT, "văn bản/": b"", "văn bản/b.txt": b"b"}, method))
    assert found.sources == ["FILE!/a.txt", "FILE!/văn bản/b.txt"]
    assert found.documents[0].text == CITING
    assert found.failures == []


def test_archives_in_archives(told: Callable[..., Told]) -> None:
    inner = gzip.compress(tarred({"c.txt": TEXT}))
    found = told(zipped({"b.tgz": inner, "b.zip": zipped({"d.txt.xz": lzma.compress(TEXT)})}))
    assert found.sources == ["FILE!/b.tgz!/c.txt", "FILE!/b.zip!/d.txt.xz"]
    assert {one.text for one in found.documents} == {CITING}


def test_how_deep_is_limited(told: Callable[..., Told]) -> None:
    data = TEXT
    for level in range(6):
        data = zipped({f"{level}": data})
    path = "FILE!/5!/4!/3!/2!/1"
    found = told(data)
    assert found.failures == [
        f"{path}: more than 5 archives and compressions inside each other; to read it too, raise "
        "--max-depth"
    ]
    assert told(data, max_depth=6).sources == [f"{path}!/0"]


def test_a_name_leads_nowhere(told: Callable[..., Told], directory: Path) -> None:
    names = ["../../evil.txt", "/etc/passwd", "c:\\windows\\x.txt"]
    before = sorted(directory.rglob("*"))
    assert told(zipped(dict.fromkeys(names, TEXT))).sources == [
        "FILE!/../../evil.txt",
        "FILE!/etc/passwd",
        "FILE!/c:\\windows\\x.txt",
    ]
    assert told(tarred(dict.fromkeys(names, TEXT))).sources[0] == "FILE!/../../evil.txt"
    assert sorted(directory.rglob("*")) == [*before, directory / "file.bin"]


def test_names_that_are_not_utf8(told: Callable[..., Told]) -> None:
    data = zipped({"b~o.txt": TEXT}).replace(b"b~o.txt", b"b\xe1o.txt")
    assert told(data).sources == ["FILE!/b\\xe1o.txt"]
    utf8 = zipped({"b__o.txt": TEXT}).replace(b"b__o.txt", "báo.txt".encode())
    assert told(utf8).sources == ["FILE!/báo.txt"]
    data = tarred({"b~o.txt": TEXT}, tarfile.USTAR_FORMAT)
    broken = data.replace(b"b~o.txt", b"b\xe1o.txt")
    header = bytearray(broken[:512])
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    assert told(bytes(header) + broken[512:]).sources == ["FILE!/b\\xe1o.txt"]


def test_hidden_members_and_patterns(told: Callable[..., Told]) -> None:
    data = zipped(dict.fromkeys(["a.txt", ".b.txt", "__MACOSX/._a.txt", "x/c.md"], b"."))
    assert told(data).sources == ["FILE!/a.txt", "FILE!/x/c.md"]
    assert len(told(data, hidden=True).sources) == 4
    assert told(data, include=("*.txt",)).sources == ["FILE!/a.txt"]
    assert told(data, exclude=("x/*",)).sources == ["FILE!/a.txt"]


def test_links_in_tar_are_not_followed(told: Callable[..., Told]) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("x")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    found = told(file.getvalue())
    assert (found.sources, found.failures) == ([], [])


# Faults: one line each, and the rest is read


def test_a_bad_member_costs_itself(told: Callable[..., Told]) -> None:
    members = {"a.txt": TEXT, "b.bin": b"\0\1\2", "c.txt": TEXT}
    for data in (zipped(members), tarred(members)):
        found = told(data)
        assert found.sources == ["FILE!/a.txt", "FILE!/c.txt"]
        assert found.failures == ["FILE!/b.bin: a binary file, not text; convert it to text first"]


def test_a_member_with_a_wrong_sum(told: Callable[..., Told]) -> None:
    data = zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    found = told(data.replace(b"57-KL", b"58-KL", 1))
    assert found.sources == ["FILE!/b.txt"]
    assert found.failures == [
        "FILE!/a.txt: damaged or cut off (Bad CRC-32 for file 'a.txt'); get it again from where it "
        "came"
    ]


def test_an_encrypted_member(told: Callable[..., Told]) -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    found = told(bytes(data))
    assert found.sources == ["FILE!/b.txt"]
    assert found.failures == [
        "FILE!/a.txt: protected with a password; unpack it with the password first"
    ]


def test_an_unusual_method(told: Callable[..., Told]) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    directory = data.index(b"PK\x01\x02")
    data[8] = data[directory + 10] = 98  # PPMd
    assert told(bytes(data)).failures == [
        "FILE!/a.txt: compressed by an unusual method; pack it again as usual ZIP"
    ]


@pytest.mark.parametrize("form", COMPRESSORS)
@pytest.mark.parametrize("what", ["cut", "changed"])
def test_damaged_compression(told: Callable[..., Told], form: str, what: str) -> None:
    data = bytearray(COMPRESSORS[form](bytes(i * i % 251 for i in range(20_000))))
    if what == "cut":
        del data[len(data) // 2 :]
    else:
        data[len(data) // 2] ^= 0xFF
    found = told(bytes(data))
    assert found.sources == []
    assert found.failures in (
        ["FILE: damaged or cut off; get it again from where it came"],
        # A zstd file without a sum may come out changed; then it is no text.
        ["FILE: a binary file, not text; convert it to text first"],
    )


@pytest.mark.parametrize("form", [None, *COMPRESSORS])
def test_a_tar_that_is_cut_off(told: Callable[..., Told], form: str | None) -> None:
    noise = Random(1).randbytes(300_000).hex().encode()
    data = tarred({"a.txt": TEXT, "b.txt": noise, "c.txt": TEXT})
    data = (COMPRESSORS[form](data) if form else data)[: -len(noise) // 4]
    found = told(data)
    assert found.sources[0] == "FILE!/a.txt" if found.sources else form in ("bz2", "zst", "xz")
    (failure,) = found.failures
    assert failure.startswith("FILE: damaged or cut off; ")


def test_a_zip_that_is_cut_off(told: Callable[..., Told]) -> None:
    found = told(zipped({"a.txt": TEXT})[:-30])
    assert found.failures == [
        "FILE: damaged or cut off (File is not a zip file); get it again from where it came"
    ]


@pytest.mark.parametrize("magic", [b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\7\1\0"])
def test_archives_that_are_not_read_say_so(told: Callable[..., Told], magic: bytes) -> None:
    (failure,) = told(magic + b"\0" * 100).failures
    assert failure.endswith("archive, which is not read; unpack it, or pack it as ZIP or TAR")


# Bombs


BLANKS = b" " * (40 * MEGABYTE)


@pytest.mark.parametrize("form", COMPRESSORS)
def test_a_bomb_is_one_line(told: Callable[..., Told], form: str) -> None:
    (failure,) = told(COMPRESSORS[form](BLANKS)).failures
    assert failure.startswith("FILE: expands to more than 250 times its size, like an archive bomb")


def test_a_bomb_in_an_archive_costs_itself(told: Callable[..., Told]) -> None:
    found = told(zipped({"a.txt": TEXT, "bomb.txt": BLANKS, "c.txt": TEXT}))
    # What came before the limit is read, as of a text that is cut off.
    assert list(dict.fromkeys(found.sources)) == ["FILE!/a.txt", "FILE!/bomb.txt", "FILE!/c.txt"]
    assert found.failures == [
        "FILE!/bomb.txt: expands to more than 250 times its size, like an archive bomb; if it is "
        "to be trusted, raise --max-ratio"
    ]


def test_a_bomb_inside_a_compressed_tar_is_one_line(told: Callable[..., Told]) -> None:
    found = told(gzip.compress(tarred({"a.txt": TEXT, "bomb.txt": BLANKS, "c.txt": TEXT})))
    assert list(dict.fromkeys(found.sources)) == ["FILE!/a.txt", "FILE!/bomb.txt"]
    (failure,) = found.failures
    assert failure.startswith("FILE: expands to more than 250 times")


def test_a_header_that_lies_about_the_size(told: Callable[..., Told]) -> None:
    data = bytearray(zipped({"a.txt": TEXT * 100, "b.txt": TEXT}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    found = told(bytes(data))
    assert found.sources == ["FILE!/b.txt"]
    assert found.failures[0].startswith("FILE!/a.txt: damaged or cut off (Bad CRC-32")


def test_a_tar_header_of_impossible_size(told: Callable[..., Told]) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 1 << 40
    assert told(header.tobuf(tarfile.GNU_FORMAT) + BLANKS[: 1 << 16]).failures == [
        "FILE: damaged or cut off; what is behind the damage is not read"
    ]


def test_limits_of_size(told: Callable[..., Told]) -> None:
    big = b"a b c\n" * 100_000
    members = {"a.txt": TEXT, "big.txt": big, "c.txt": TEXT}
    for data in (zipped(members), tarred(members)):
        found = told(data, max_member=500_000)
        assert found.sources == ["FILE!/a.txt", "FILE!/c.txt"]
        assert found.failures == [
            "FILE!/big.txt: expands to more than 500000 bytes; if it is to be trusted, raise "
            "--max-member-size"
        ]
    for data in (zipped(members), gzip.compress(tarred(members))):
        found = told(data, max_total=300_000)
        assert found.sources == ["FILE!/a.txt"]
        assert found.failures == [
            "FILE: expands to more than 300000 bytes in all; if it is to be trusted, raise "
            "--max-total-size"
        ]


def test_a_large_tar_may_hold_small_members(told: Callable[..., Told]) -> None:
    data = tarred({f"{number}.txt": b"x" * 50_000 for number in range(100)})
    assert len(told(gzip.compress(data), max_member=60_000).sources) == 100


# The command


def test_the_command_reads_archives(refextract: Command, directory: Path) -> None:
    (directory / "a.zip").write_bytes(zipped({"x/b.txt": TEXT, "bad.bin": b"\0"}))
    result = refextract("-f", "tsv", "--columns", "source,text", "a.zip")
    assert result.out.splitlines()[1:] == [f"a.zip!/x/b.txt\t{CITATION}"]
    assert result.err.startswith("refextract: a.zip!/bad.bin: a binary file")
    assert result.status == 1


def test_the_command_reads_archives_from_a_pipe(refextract: Command) -> None:
    data = gzip.compress(tarred({"b.txt": TEXT}))
    assert '"source":"-!/b.txt"' in refextract(stdin=data).out
    assert '"source":"-!/b.txt"' in refextract(stdin=zipped({"b.txt": TEXT})).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--max-depth", "0"), "more than 0 archives"),
        (("--max-member-size", "1kb"), "expands to more than 1 KB"),
        (("--max-total-size", "1000"), "expands to more than 1000 bytes in all"),
        (("--max-ratio", "x"), "--max-ratio: 'x' is no number"),
    ],
)
def test_every_limit_is_an_option(
    refextract: Command, directory: Path, arguments: tuple[str, ...], says: str
) -> None:
    (directory / "a.zip").write_bytes(zipped({"a.txt": TEXT * 30}))
    result = refextract(*arguments, "a.zip")
    assert says in result.err
    assert len(result.err.splitlines()) == 1


# What is not wanted


def test_texts_that_are_not_wanted_are_counted_but_not_read(directory: Path) -> None:
    inner = zipped({"x.txt": TEXT, "bad.bin": b"\0\1"})
    members = {"a.txt": TEXT, "bad.bin": b"\0\1", "empty.txt": b"", "in.zip": inner, "z.txt": TEXT}
    data = bytearray(zipped(members, zipfile.ZIP_STORED))
    data[data.rindex(TEXT)] ^= 1  # Its checksum is wrong now.
    Path("x.zip").write_bytes(data)

    def items(*, wanted: bool) -> list[str]:
        found: list[str] = []
        for document in read(
            "x.zip", failed=lambda problem: found.append(problem.source), wanted=lambda: wanted
        ):
            found.append(document.source)
            assert document.text == "" or (wanted or document.source.endswith("bin"))
        return found

    assert (
        items(wanted=True)
        == items(wanted=False)
        == [
            "x.zip!/a.txt",
            "x.zip!/bad.bin",
            "x.zip!/empty.txt",
            "x.zip!/in.zip!/x.txt",
            "x.zip!/in.zip!/bad.bin",
            "x.zip!/z.txt",
        ]
    )
