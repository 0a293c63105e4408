"""The library: what `import refextract` gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

import refextract
from refextract import Citation, extract


def test_extract_gives_citations() -> None:
    (citation,) = extract("Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị")
    assert isinstance(citation, Citation)
    assert citation.number == "57-KL/TW"
    assert citation.source == "-"


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
