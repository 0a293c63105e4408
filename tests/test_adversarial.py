"""Texts built to hurt: they end, without an error. `bench/linear.py` times them."""

from __future__ import annotations

import linear
import pytest

from refextract import extract
from refextract.citation import KINDS


@pytest.mark.parametrize("name", linear.TEXTS)
def test_a_text_built_to_hurt_ends_without_an_error(name: str) -> None:
    text = linear.TEXTS[name](30_000)
    for citation in extract(text, kinds=KINDS):
        assert text[citation.start : citation.end] == citation.text


def test_an_enumeration_of_many_members_gives_them_all() -> None:
    text = "các Nghị quyết số 1-NQ/TW" + "".join(f", {n}-NQ/TW" for n in range(2, 5001))
    assert [citation.number for citation in extract(text)] == [f"{n}-NQ/TW" for n in range(1, 5001)]
