"""`refextract batch`: many files into one, in their order, by any number of processes."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CITATION, CITING, CITING_TWO, Command, Result


@pytest.fixture
def archive(directory: Path) -> Path:
    """Directories with texts, a copy, an archive, a hidden file, and one that can't be read."""
    folder = directory / "archive"
    for place in range(30):
        path = folder / f"{place % 3}" / f"{place:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CITING_TWO.replace("57", str(place)))
    (folder / "1" / "copy.txt").write_text(CITING_TWO.replace("57", "4"))
    (folder / "2" / "bad.txt").write_bytes(b"\0\1")
    (folder / ".hidden.txt").write_text(CITING)
    with tarfile.open(folder / "old.tar.gz", "w:gz") as packed:
        for place in range(40):
            data = CITING_TWO.replace("57", str(place)).encode()
            member = tarfile.TarInfo(f"{place}.txt")
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    return folder


def sources(path: Path) -> list[str]:
    return [json.loads(line)["source"] for line in path.read_text().splitlines()]


def test_it_gives_what_extract_gives(refextract: Command, archive: Path) -> None:
    expected = refextract("extract", "-r", "archive", "-f", "jsonl")
    result = refextract("batch", "archive", "-o", "found.jsonl")
    assert Path("found.jsonl").read_text() == expected.out
    assert (result.out, result.status) == ("", 1)
    assert expected.err in result.err


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
@pytest.mark.parametrize("dedupe", [[], ["--no-dedupe"]])
def test_the_number_of_processes_makes_no_difference(
    refextract: Command, archive: Path, jobs: str, dedupe: list[str]
) -> None:
    refextract("batch", "archive", "-o", "expected.jsonl", "-j", "1")
    refextract("batch", "archive", "-o", "found.jsonl", "-j", jobs, *dedupe)
    assert Path("found.jsonl").read_bytes() == Path("expected.jsonl").read_bytes()


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl"])
@pytest.mark.parametrize("columns", [(), ("--columns", "number,source")])
def test_every_format_is_that_of_extract(
    refextract: Command, archive: Path, format: str, columns: tuple[str, ...]
) -> None:
    expected = refextract("extract", "-r", "archive", "-f", format, *columns)
    refextract("batch", "archive", "-o", f"found.{format}", *columns)
    assert Path(f"found.{format}").read_bytes().decode() == expected.out


def test_excel(refextract: Command, archive: Path) -> None:
    refextract("extract", "-r", "archive", "-o", "expected.csv", "--excel")
    refextract("batch", "archive", "-o", "found.csv", "--excel")
    assert Path("found.csv").read_bytes() == Path("expected.csv").read_bytes()


def test_filters(refextract: Command, archive: Path) -> None:
    filters = ["--type", "Kết luận", "--number", "7"]
    expected = refextract("extract", "-r", "archive", "-f", "jsonl", *filters)
    refextract("batch", "archive", "-o", "found.jsonl", *filters)
    assert Path("found.jsonl").read_text() == expected.out
    assert expected.out.count("\n") == 2


def test_errors_go_to_a_file_too(refextract: Command, archive: Path) -> None:
    result = refextract("batch", "archive", "nowhere", "-o", "f.jsonl", "--errors", "errors.jsonl")
    errors = [json.loads(line) for line in Path("errors.jsonl").read_text().splitlines()]
    assert [one["source"] for one in errors] == ["archive/2/bad.txt", "nowhere"]
    told = [f"refextract: {one['source']}: {one['reason']}" for one in errors]
    assert result.err.splitlines()[:-1] == told


def test_without_errors_the_file_of_errors_is_empty(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    assert refextract("batch", "a.txt", "-o", "f.jsonl", "--errors", "e.jsonl").status == 0
    assert Path("e.jsonl").read_bytes() == b""


def test_one_line_of_totals(refextract: Command, directory: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (directory / name).write_text(CITING)
    result = refextract("batch", "a.txt", "b.txt", "-o", "f.jsonl")
    (line,) = result.err.splitlines()
    assert line.startswith("refextract: 2 files, 192 B, 1 duplicate in ")
    assert line.endswith("; 2 citations in f.jsonl")
    assert refextract("batch", "a.txt", "-q", "-o", "f.jsonl") == Result(0, "", "")


# Which files


def test_hidden_files_and_patterns(refextract: Command, archive: Path) -> None:
    def read(*options: str) -> list[str]:
        refextract("batch", "archive", "-o", "f.jsonl", "-q", *options)
        return list(dict.fromkeys(sources(Path("f.jsonl"))))

    assert "archive/.hidden.txt" not in read()
    assert "archive/.hidden.txt" in read("--hidden")
    assert read("--include", "0/*3.txt") == ["archive/0/03.txt"]
    assert "archive/1/copy.txt" not in read("--exclude", "copy*")


def test_links_are_followed_where_that_is_wanted_and_loops_survived(
    refextract: Command, archive: Path
) -> None:
    (archive / "3").mkdir()
    (archive / "3" / "up").symlink_to(archive, target_is_directory=True)
    (archive / "4").symlink_to(archive / "0", target_is_directory=True)
    refextract("batch", "archive", "-o", "f.jsonl", "-q")
    assert not [name for name in sources(Path("f.jsonl")) if name.startswith("archive/4")]
    refextract("batch", "archive", "-o", "f.jsonl", "-q", "--follow-links")
    assert "archive/4/00.txt" in sources(Path("f.jsonl"))
    assert not [name for name in sources(Path("f.jsonl")) if "/up/" in name]


def test_a_list_of_names(refextract: Command, archive: Path) -> None:
    names = "archive/2/02.txt\0archive/0/00.txt\0"
    refextract("batch", "--files0-from", "-", "-o", "f.jsonl", stdin=names)
    assert sources(Path("f.jsonl")) == ["archive/2/02.txt"] * 2 + ["archive/0/00.txt"] * 2
    Path("list").write_text(names)
    refextract("batch", "--files0-from", "list", "-o", "g.jsonl")
    assert Path("g.jsonl").read_bytes() == Path("f.jsonl").read_bytes()


def test_standard_input_is_a_file_among_others(refextract: Command, archive: Path) -> None:
    paths = ["archive/0/00.txt", "-", "archive/1/01.txt"]
    refextract("batch", *paths, "-o", "f.jsonl", stdin=CITING)
    assert list(dict.fromkeys(sources(Path("f.jsonl")))) == paths


def test_a_pipe_is_read_as_a_file(process: Callable[..., Result], directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    os.mkfifo("pipe")
    result = process(shell="cat a.txt > pipe & refextract batch pipe -o f.jsonl -q")
    assert result.status == 0
    assert sources(Path("f.jsonl")) == ["pipe"]


def test_a_name_that_is_not_utf_8(process: Callable[..., Result], directory: Path) -> None:
    Path(os.fsdecode(b"b\xe1o.txt")).write_text(CITING)
    Path("b.txt").write_text(CITING)
    assert process("batch", ".", "-o", "f.jsonl", "-q").status == 0
    assert sources(Path("f.jsonl")) == ["./b.txt", "./b\\xe1o.txt"]


def test_its_own_files_in_the_directory_are_left_out(refextract: Command, archive: Path) -> None:
    options = ["-o", "archive/found.jsonl", "--errors", "archive/errors.jsonl", "-q"]
    first = refextract("batch", "archive", *options)
    found = (archive / "found.jsonl").read_bytes()
    assert (archive / "errors.jsonl").read_text().count("\n") == 1
    assert refextract("batch", "archive", *options) == first
    assert (archive / "found.jsonl").read_bytes() == found


# The output


def test_a_run_that_fails_leaves_the_output_as_it_was(
    refextract: Command, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("found.jsonl").write_text("before")

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device", "found.jsonl.partial")

    with monkeypatch.context() as patched:
        patched.setattr("refextract.batch.journal.Partial.write", full)
        result = refextract("batch", "archive", "-o", "found.jsonl")
    assert result.status == 1
    assert "found.jsonl.partial: No space left on device; when that is mended" in result.err
    assert Path("found.jsonl").read_text() == "before"
    refextract("batch", "archive", "-o", "found.jsonl", "--resume")
    refextract("batch", "archive", "-o", "whole.jsonl")
    assert Path("found.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def test_a_link_and_the_rights_of_the_output_are_kept(refextract: Command, archive: Path) -> None:
    Path("real.jsonl").write_text("before")
    Path("real.jsonl").chmod(0o640)
    Path("link.jsonl").symlink_to("real.jsonl")
    refextract("batch", "archive/0/00.txt", "-o", "link.jsonl")
    assert Path("link.jsonl").is_symlink()
    assert len(sources(Path("real.jsonl"))) == 2
    assert Path("real.jsonl").stat().st_mode & 0o777 == 0o640


def test_sqlite_by_the_name_of_the_output(refextract: Command, archive: Path) -> None:
    refextract("batch", "archive", "-o", "found.db", "-q")
    with sqlite3.connect("found.db") as database:
        ((mentions,),) = database.execute("SELECT count(*) FROM mentions")
    database.close()
    refextract("batch", "archive", "-o", "found.jsonl", "-q")
    assert mentions == len(sources(Path("found.jsonl")))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.txt"], "batch writes a file; name it with --output FILE"),
        (["a.txt", "-o", "-"], "batch writes a file"),
        (["a.txt", "-o", "/dev/null"], "not a file"),
        (["a.txt", "-o", "a.txt"], "a.txt is to be read and to be written"),
        (["a.txt", "-o", "f", "--errors", "a.txt"], "a.txt is to be read and to be written"),
        (["a.txt", "-o", "f", "--errors", "f"], "the same file"),
        (["-o", "f"], "give paths, - for standard input, or --files0-from FILE"),
        (["a.txt", "--files0-from", "x", "-o", "f"], "give either paths or --files0-from"),
        (
            ["--files0-from", "nowhere", "-o", "f"],
            "nowhere: No such file or directory; check the path",
        ),
        (["a.txt", "-o", "f", "--jobs", "0"], "--jobs: '0' is not a number above zero"),
        (["a.txt", "-o", "f", "--timeout", "x"], "--timeout: 'x' is not a number above zero"),
        (["a.txt", "-o", "f", "-f", "json"], "unknown format 'json'; choose from jsonl, csv"),
        (["a.txt", "-o", "f.db", "--columns", "number"], "--columns does not go with sqlite"),
        (["a.txt", "-o", "f.jsonl", "--excel"], "--excel goes with --format csv"),
        (["a.txt", "-o", "f", "--columns", "x"], "unknown column 'x'"),
        (["a.txt", "-o", "f", "--kind", "x"], "unknown kind 'x'"),
    ],
)
def test_wrong_usage(refextract: Command, directory: Path, arguments: list[str], says: str) -> None:
    (directory / "a.txt").write_text(CITING)
    result = refextract("batch", *arguments)
    (line,) = result.err.splitlines()
    assert says in line
    assert (result.status, result.out) == (2, "")
    assert os.listdir() == ["a.txt"]


def test_no_place_for_the_output(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    result = refextract("batch", "a.txt", "-o", "nowhere/f.jsonl")
    assert result.status == 1
    assert "nowhere/f.jsonl.partial.journal: No such file or directory" in result.err


def test_a_faulty_name_in_the_text_stays(refextract: Command, directory: Path) -> None:
    (directory / "a.txt").write_text(CITING)
    refextract("batch", "a.txt", "-o", "f.jsonl", "-q")
    (record,) = map(json.loads, Path("f.jsonl").read_text().splitlines())
    assert record["text"] == CITATION
