"""The library: what `import refextract` gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

import refextract
from refextract import Citation, extract
from refextract.citation import Kind


def test_extract_gives_citations() -> None:
    (citation,) = extract("Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị")
    assert isinstance(citation, Citation)
    assert citation.number == "57-KL/TW"
    assert citation.source == "-"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match="text is to be a str, not bytes; decode bytes first"):
        extract(b"x")  # type: ignore[arg-type]


@pytest.mark.parametrize("kinds", [["foo"], "named", ["named", "foo"]])
def test_a_kind_that_is_none_is_refused(kinds: list[Kind]) -> None:
    with pytest.raises(ValueError, match=r"unknown kind '[fn]"):
        extract("x", kinds=kinds)


def test_the_package_has_these_names_and_no_others() -> None:
    assert dir(refextract) == ["Citation", "__version__", "extract"]
    with pytest.raises(AttributeError, match="no attribute 'Extract'"):
        refextract.Extract  # noqa: B018


def test_importing_it_loads_nothing_else() -> None:
    code = (
        "import sys, refextract; print(sum(name.startswith('refextract.') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "0\n"
