"""The project's own texts: what is found in them is exactly what is written beside them.

``fixtures/<name>.txt`` has its records in ``fixtures/<name>.expected.jsonl``, one a line, in the
order of the text, with the fields that are compared; ``<field>_also`` lists further values that
count as right, and a record that is ``optional`` may be missing.

``fixtures/known_deviations.txt`` names what differs for now, one a line: ``<name>:<line of the
expected record>``, or ``<name>:others`` for what is found beyond the expected. Deviations are
strict: one that is gone turns the suite red until its line is.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from refextract import extract

FIXTURES = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.txt") if path.stem != "known_deviations")
COMPARED = (
    "start",
    "end",
    "kind",
    "type",
    "number",
    "issuer",
    "issuer_basis",
    "date",
    "text",
)


def read_text(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


def read_expected(name: str) -> list[dict[str, Any]]:
    lines = (FIXTURES / f"{name}.expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def found(name: str) -> tuple[dict[str, Any], ...]:
    """The records that are found in a fixture, reduced to the compared fields."""
    records = [msgspec.to_builtins(citation) for citation in extract(read_text(name))]
    return tuple({field: record[field] for field in COMPARED} for record in records)


def known_deviations() -> set[str]:
    lines = (FIXTURES / "known_deviations.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip()}


def overlaps(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def accepted_places(expected: dict[str, Any]) -> set[tuple[int, int]]:
    """The span of an expected record and the other ones that count as right."""
    return {(expected["start"], end) for end in (expected["end"], *expected.get("end_also", []))}


def parameter(name: str, what: str, *values: Any) -> Any:
    """One parameter set, marked where it is known to deviate."""
    key = f"{name}:{what}"
    marks = [pytest.mark.xfail(strict=True)] if key in known_deviations() else []
    return pytest.param(name, *values, id=key, marks=marks)


RECORDS = [
    parameter(name, str(line), expected)
    for name in NAMES
    for line, expected in enumerate(read_expected(name), 1)
    if not expected.get("optional")
]


@pytest.mark.parametrize(("name", "expected"), RECORDS)
def test_expected_record_is_found(name: str, expected: dict[str, Any]) -> None:
    places = accepted_places(expected)
    at_place = [one for one in found(name) if (one["start"], one["end"]) in places]
    near = [one for one in found(name) if overlaps(one, expected)]
    assert at_place, f"{expected['text']!r} is not found; there is {near}"
    for field in COMPARED:
        right = [expected[field], *expected.get(f"{field}_also", [])]
        assert at_place[0][field] in right, f"{field} of {expected['text']!r}"


@pytest.mark.parametrize("name", [parameter(name, "others") for name in NAMES])
def test_nothing_else_is_found(name: str) -> None:
    places = {place for one in read_expected(name) for place in accepted_places(one)}
    optional = [one for one in read_expected(name) if one.get("optional")]
    others = [
        one
        for one in found(name)
        if (one["start"], one["end"]) not in places
        and not any(overlaps(one, other) for other in optional)
    ]
    assert others == []


@pytest.mark.parametrize("name", NAMES)
def test_fixture_is_well_formed(name: str) -> None:
    text = read_text(name)
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
    expected = read_expected(name)
    assert [one["start"] for one in expected] == sorted(one["start"] for one in expected)
    for one in expected:
        assert tuple(one)[: len(COMPARED)] == COMPARED
        further = {key.removesuffix("_also") for key in tuple(one)[len(COMPARED) :]}
        assert further <= {*COMPARED, "optional"}
        assert text[one["start"] : one["end"]] == one["text"]


def test_known_deviations_name_fixtures() -> None:
    keys = {f"{name}:others" for name in NAMES}
    for name in NAMES:
        keys |= {f"{name}:{line}" for line, _ in enumerate(read_expected(name), 1)}
    assert known_deviations() <= keys
