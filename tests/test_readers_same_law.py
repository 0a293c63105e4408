"""One law in every format gives the same citations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import office_files as made
import pytest

from refextract import extract
from refextract.readers import read

PLACES = ("source", "start", "end", "line", "column", "page")
"""The fields that say where a citation stands, which differs from format to format."""

FORMATS = {
    "law.txt": "\n".join(made.LAW).encode(),
    "law.html": made.html(made.LAW).encode(),
    "law.docx": made.docx("".join(made.paragraph(one) for one in made.LAW)),
    "law.pdf": made.pdf(made.pages(made.wrapped(made.LAW))),
    "narrow.pdf": made.pdf(made.pages(made.wrapped(made.LAW, 50), 6)),
    "law.rtf": made.rtf(made.LAW),
    "law.eml": made.mail("\n".join(made.LAW)),
}


def citations(path: Path) -> list[dict[str, Any]]:
    (document,) = read(str(path))
    return [
        {key: value for key, value in msgspec.to_builtins(found).items() if key not in PLACES}
        for found in extract(document.text)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_citations_are_those_of_the_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMATS[name])
    (tmp_path / "law.txt").write_bytes(FORMATS["law.txt"])
    expected = citations(tmp_path / "law.txt")
    assert len(expected) >= 7
    assert citations(tmp_path / name) == expected
