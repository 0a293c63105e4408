"""README and documentation: every command in them runs and shows what is said that it shows."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import office_files as made
import pytest
from conftest import CITING, ROOT

FIXTURES = ROOT / "fixtures"

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

NOT_RUN = ("make ", "pip ", "spark-submit ", "python -m refextract.spark ")
"""What sets up the project, or has tests of its own."""

TOOLS = {"duckdb": r"\bduckdb\b", "jq": r"\bjq\b", "xargs": r"\bxargs\b", "antiword": r"\.doc\b"}
"""What the examples use and a machine may not have, and how an example shows that it does."""

BLOCK = re.compile(r"^```(sh|console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A command of a page.

    Attributes:
        page: where it stands.
        command: what is typed; several lines belong together.
        shown: what it shows; None where the page doesn't say.
    """

    page: str
    command: str
    shown: str | None


def examples() -> list[Example]:
    """Find the commands of all pages."""
    found = []
    for page in PAGES:
        name = str(page.relative_to(ROOT))
        for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
            if kind == "sh":
                found += [Example(name, line, None) for line in block.splitlines() if line.strip()]
            elif kind == "console":
                found += [Example(name, *one) for one in dialogues(block)]
    return [one for one in found if not one.command.startswith(NOT_RUN)]


def dialogues(block: str) -> list[tuple[str, str]]:
    """Take a block apart: what is typed after `$`, over lines that begin with `>`, and shown."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        typed = [lines.pop(0)]
        while lines and lines[0].startswith(">"):
            typed.append(lines.pop(0)[1:])
        found.append(("\n".join(typed), "".join(f"{line}\n" for line in lines)))
    return found


EXAMPLES = examples()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the files that the pages speak of."""
    folder = tmp_path_factory.mktemp("docs")
    report = (FIXTURES / "hoi-nghi-tinh-uy.txt").read_bytes()
    for name in ("report.txt", "bao-cao.txt", "schema"):
        (folder / name).write_bytes(report)
    for name in ("archive", "luu-tru"):
        (folder / name / "below").mkdir(parents=True)
        (folder / name / "report.txt").write_bytes(report)
        (folder / name / "below" / "decree.txt").write_bytes(
            (FIXTURES / "nghi-dinh.txt").read_bytes()
        )
    (folder / "last").touch()
    os.utime(folder / "last", (0, 0))
    for name in ("old", "cu"):
        (folder / name).mkdir()
        shutil.copy(FIXTURES / "readers" / "tcvn3.txt", folder / name / "1995.txt")
    shutil.copy(FIXTURES / "readers" / "cong-van.doc", folder)
    (folder / "ours").mkdir()
    (folder / "ours" / "issuers.csv").write_text("name,symbols,since\nBộ Vũ trụ,BVT,2026\n")
    (folder / "page.html").write_text(f"<p>{CITING}</p>")
    (folder / "bao-cao.pdf").write_bytes(made.pdf(made.pages(made.wrapped(made.LAW), 5)))
    for name in ("2023.zip", "van-ban-cu.zip"):
        with zipfile.ZipFile(folder / name, "w") as packed:
            packed.writestr("a.txt", report)
    with tarfile.open(folder / "2024.tar.gz", "w:gz") as packed:
        member = tarfile.TarInfo("b.txt")
        member.size = len(report)
        packed.addfile(member, io.BytesIO(report))
    (folder / "fixtures").mkdir()
    for name in ("register.csv", "fixtures/catalog.csv"):
        shutil.copy(FIXTURES / "catalog.csv", folder / name)
    (folder / "party.jsonl").write_text('{"number": "57-KL/TW", "issuer": "Bộ Chính trị"}\n')
    return folder


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.page}: {one.command}")
def test_an_example_runs(example: Example, place: Path) -> None:
    for tool, used in TOOLS.items():
        if re.search(used, example.command) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed here")
    for name in re.findall(r"(?:-o|--output) (\S+)", example.command):
        if "--resume" not in example.command:
            (place / name).unlink(missing_ok=True)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", example.command],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    if example.shown is not None:
        assert done.stdout == example.shown


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 60
    assert sum(one.shown is not None for one in EXAMPLES) > 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_runs(page: Path, place: Path) -> None:
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python" and not re.search("spark|duckdb", block):
            exec(compile(block, str(page), "exec"), {})
