"""Long texts in parts: nothing is lost at a cut, and positions are those of the whole text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refextract import Citation, extract
from refextract import extraction as pipeline
from refextract.splitting import split

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEXT = "\n\n".join(
    (FIXTURES / f"{name}.txt").read_text(encoding="utf-8") for name in ("nghi-dinh", "hoi-dap")
)


@given(st.lists(st.text("ab .;\n", max_size=40), max_size=12), st.integers(1, 30))
def test_the_parts_of_a_text_are_the_text(chunks: list[str], size: int) -> None:
    found = list(split(chunks, size))
    assert "".join(found) == "".join(chunks)
    assert all(0 < len(part) <= size for part in found)


@pytest.mark.parametrize("size", [700, 1500, 4000])
def test_a_text_in_parts_gives_what_it_gives_whole(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = extract(TEXT)
    monkeypatch.setattr(pipeline, "PART", size)
    in_parts = extract(TEXT)

    def facts(found: list[Citation]) -> list[tuple[object, ...]]:
        return [(c.start, c.end, c.line, c.column, c.type, c.number, c.date) for c in found]

    assert facts(in_parts) == facts(whole)


def test_a_short_form_knows_the_document_of_an_earlier_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Kết luận số 57-KL/TW, ngày 15/6/2023 của Bộ Chính trị.\n\n" + "Kết luận 57 nêu rõ.\n\n"
    monkeypatch.setattr(pipeline, "PART", 60)
    full, short = extract(text)
    assert (short.document, short.issuer) == (full.document, "Bộ Chính trị")
