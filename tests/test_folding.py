"""Folding: one shape for matching, offsets of the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refextract.folding import comparable, fold

ALPHABET = st.sampled_from("aàảãạăằâầeêềiìoôồơờuưừyđĐÐ Nghị–—-/\u00a0\u200b\u00ad\n5")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("57–KL/TW", "57-KL/TW"),
        ("57 — KL/TW", "57 - KL/TW"),
        ("QÐ", "QĐ"),
        ("số\u00a057", "số 57"),
        ("KL\u200b/TW", "KL/TW"),
        ("Nghi\u0323 đi\u0323nh", "Nghị định"),
        ("NĐ-СР", "NĐ-CP"),
    ],
)
def test_typographic_variants_fold_to_one_shape(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["İstanbul Nghị định", "ẞ", "Ǆ"])
def test_lower_case_keeps_the_length(text: str) -> None:
    folded = fold(text)
    assert len(folded.lower) == len(folded.text)


@given(st.text(ALPHABET, max_size=60))
def test_offsets_point_at_what_was_folded(text: str) -> None:
    text = unicodedata.normalize("NFD", text)
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]).text == folded.text[at]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ ban", "Ủy ban"), ("TOÀ ÁN", "tòa án"), ("Bộ Văn hoá,  Thể thao", "Bộ Văn hóa Thể thao")],
)
def test_names_compare_without_case_tone_placement_and_marks(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)
