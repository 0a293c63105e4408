"""The accuracy floors: no change may lower what was once reached on the gold files."""

from __future__ import annotations

import accuracy
import pytest

from refextract import extract

FLOORS = [
    (name, label, measure, floor)
    for name, rows in accuracy.floors().items()
    for label, least in rows.items()
    for measure, floor in least.items()
]

needs_gold = pytest.mark.skipif(
    not (accuracy.GOLD / "score.py").is_file(),
    reason=f"no gold files in {accuracy.GOLD.name!r}; set REFEXTRACT_GOLD to their folder",
)


@pytest.fixture(scope="module")
def measured() -> accuracy.Scores:
    return {}


@needs_gold
@pytest.mark.parametrize(("name", "label", "measure", "floor"), FLOORS)
def test_accuracy_is_not_below_its_floor(
    measured: accuracy.Scores, name: str, label: str, measure: str, floor: float
) -> None:
    if name not in measured:
        measured[name] = accuracy.score(name)
    assert measured[name][label][measure] >= floor


@needs_gold
def test_texts_full_of_numbers_without_a_citation_give_none() -> None:
    negatives = [one for one in accuracy.documents("dev") if one["domain"] == "negative"]
    assert negatives
    for document in negatives:
        assert extract(document["text"]) == []
