"""The specification as data: every case in ``tests/cases/*.jsonl``, one test a case.

A case is one JSON object a line: ``id``, ``note`` (the rule it holds), ``text`` and the
``citations`` that must be found in it, in order of their start; nothing else may be found. Of a
citation only the fields that the case gives are compared. ``<field>_also`` lists further values
that count as right.

Besides fields of the record, a citation may have

- ``start``: where its span begins, given only where searching from the one before misses it;
- ``text_also``: other spans that count as right;
- ``optional``: it may be missing; where it is found, the given fields must hold;
- ``document_group``: mentions with one letter are one document and share its key, which no other
  letter has.

A case may have ``back`` (back references are asked for too) and ``unicode`` (the text is put into
that normal form before it is read; the files themselves are in NFC).

``known_failures.txt`` names the cases that fail for now, one id a line. They are strict: a case
that begins to pass turns the suite red until its line is gone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from refextract import extract
from refextract.citation import DEFAULT_KINDS, FIELDS, KINDS, Citation

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.jsonl"))
LEAST = {
    "back": 20,
    "courts_and_standards": 25,
    "dated_titled": 20,
    "enumerations": 30,
    "historic_numbers": 30,
    "letters": 15,
    "named": 60,
    "negatives": 60,
    "party_numbers": 40,
    "provisions": 60,
    "relations": 50,
    "resolution": 40,
    "short": 40,
    "state_numbers": 80,
    "titles": 15,
    "typography": 50,
    "wording": 50,
}
"""How many cases each file has at least."""

OWN = {"start", "text_also", "optional", "document_group"}
"""Keys of an expected citation that are not fields of the record."""


def read(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def known_failures() -> set[str]:
    lines = (CASES / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip()}


def parameters() -> list[Any]:
    """Every case, those that are known to fail marked so."""
    failing = known_failures()
    found = []
    for path in FILES:
        for case in read(path):
            marks = [pytest.mark.xfail(strict=True)] if case["id"] in failing else []
            found.append(pytest.param(case, id=f"{path.stem}:{case['id']}", marks=marks))
    return found


def in_form(case: dict[str, Any], text: str) -> str:
    """A text of the case in the normal form that the case asks for."""
    return unicodedata.normalize(case["unicode"], text) if "unicode" in case else text


def spans(case: dict[str, Any], text: str) -> list[tuple[int, int]]:
    """Where the expected citations stand, in the order of the case."""
    found: list[tuple[int, int]] = []
    after = -1
    for expected in case["citations"]:
        span = in_form(case, expected["text"])
        start = expected.get("start", text.find(span, after + 1))
        assert text.startswith(span, start), f"{case['id']}: {span!r} is not at {start}"
        found.append((start, start + len(span)))
        after = start
    return found


def accepted_spans(
    case: dict[str, Any], text: str, expected: dict[str, Any], span: tuple[int, int]
) -> set[tuple[int, int]]:
    """The span of an expected citation and the other ones that count as right."""
    accepted = {span}
    for other in expected.get("text_also", []):
        form = in_form(case, other)
        for match in re.finditer(f"(?={re.escape(form)})", text):
            start, end = match.start(), match.start() + len(form)
            if start < span[1] and span[0] < end:
                accepted.add((start, end))
    return accepted


def comparable(field: str, value: Any) -> Any:
    """A value in a form in which two right ones are equal."""
    if field == "issuer" and isinstance(value, str):
        return sorted(value.split("; "))
    if field == "provisions":
        return Counter(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in value)
    return value


def overlaps(one: dict[str, Any], span: tuple[int, int]) -> bool:
    start: int = one["start"]
    end: int = one["end"]
    return start < span[1] and span[0] < end


def wrong_fields(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """What differs between an expected citation and a found one, a line a field."""
    lines = []
    for field in FIELDS:
        if field == "text" or field not in expected:
            continue
        if field == "kind" and expected.get("optional"):
            continue
        right = [expected[field], *expected.get(f"{field}_also", [])]
        value = got.get(field)
        if comparable(field, value) not in [comparable(field, one) for one in right]:
            wanted = " or ".join(json.dumps(one, ensure_ascii=False) for one in right)
            shown = json.dumps(value, ensure_ascii=False)
            lines.append(f"  {field}: expected {wanted}, got {shown}")
    return lines


def wrong_groups(groups: list[tuple[str, str, str | None]]) -> list[str]:
    """What is wrong with the documents of grouped mentions (letter, text, document)."""
    lines = []
    first: dict[str, tuple[str, str | None]] = {}
    for letter, text, document in groups:
        if document is None:
            lines.append(f"NO DOCUMENT  {text!r} (group {letter})")
        known = first.setdefault(letter, (text, document))
        if document != known[1]:
            lines.append(f"APART  {text!r} is {document}, {known[0]!r} is {known[1]}")
    by_document: dict[str | None, str] = {}
    for letter, (text, document) in first.items():
        other = by_document.setdefault(document, letter)
        if document is not None and other != letter:
            lines.append(f"TOGETHER  {text!r} and {first[other][0]!r} are both {document}")
    return lines


def differences(case: dict[str, Any], text: str, citations: list[Citation]) -> list[str]:
    """What differs between a case and what was found in its text."""
    found: list[dict[str, Any]] = [msgspec.to_builtins(citation) for citation in citations]
    starts = [one["start"] for one in found]
    lines = [] if starts == sorted(starts) else [f"ORDER  starts are {starts}"]
    for one in found:
        if text[one["start"] : one["end"]] != one["text"]:
            lines.append(f"TEXT  {one['text']!r} is not what stands at {one['start']}:{one['end']}")
    left = list(found)
    optional: list[tuple[int, int]] = []
    groups: list[tuple[str, str, str | None]] = []
    for expected, span in zip(case["citations"], spans(case, text), strict=True):
        accepted = accepted_spans(case, text, expected, span)
        match = next((one for one in left if (one["start"], one["end"]) in accepted), None)
        if expected.get("optional"):
            match = next((one for one in left if overlaps(one, span)), None)
            optional.append(span)
        elif match is None:
            lines.append(f"MISSED  {expected['kind']} {expected['text']!r} at {span[0]}:{span[1]}")
        if match is None:
            continue
        left.remove(match)
        wrong = wrong_fields(expected, match)
        if wrong:
            lines.extend([f"WRONG  {match['text']!r}", *wrong])
        if "document_group" in expected:
            groups.append((expected["document_group"], match["text"], match["document"]))
    for one in left:
        if any(overlaps(one, span) for span in optional):
            continue
        what = f"{one['kind']} {one['type']} {one['number']} {one['text']!r}"
        lines.append(f"SPURIOUS  {what} at {one['start']}:{one['end']}")
    return lines + wrong_groups(groups)


@pytest.mark.parametrize("case", parameters())
def test_case(case: dict[str, Any]) -> None:
    text = in_form(case, case["text"])
    kinds = KINDS if case.get("back") else DEFAULT_KINDS
    wrong = differences(case, text, extract(text, kinds=kinds))
    if wrong:
        message = "\n".join([f"{case['id']}: {case['note']}", text, *wrong])
        pytest.fail(message, pytrace=False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_well_formed(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    assert raw.endswith("\n")
    assert "\r" not in raw
    for case in read(path):
        assert set(case) <= {"id", "note", "text", "citations", "back", "unicode"}, case["id"]
        assert case["note"], case["id"]
        if "unicode" not in case:
            assert unicodedata.is_normalized("NFC", case["text"]), case["id"]
        where = spans(case, in_form(case, case["text"]))
        assert [start for start, _ in where] == sorted({start for start, _ in where}), case["id"]
        for expected in case["citations"]:
            fields = {key.removesuffix("_also") for key in expected}
            assert fields <= set(FIELDS) | OWN, f"{case['id']}: {fields}"
            assert expected["kind"] in KINDS
            assert expected["kind"] != "back" or case.get("back"), case["id"]
            if not expected.get("optional"):
                assert {"type", "number", "issuer", "date"} <= fields, case["id"]
            for key, value in expected.items():
                if key.endswith("_also"):
                    assert isinstance(value, list), f"{case['id']}: {key}"
                    assert value, f"{case['id']}: {key}"


def test_ids_are_unique() -> None:
    counts = Counter(case["id"] for path in FILES for case in read(path))
    assert [name for name, count in counts.items() if count > 1] == []


def test_known_failures_name_cases() -> None:
    assert known_failures() <= {case["id"] for path in FILES for case in read(path)}


def test_there_are_enough_cases() -> None:
    counts = {path.stem: len(read(path)) for path in FILES}
    assert {name for name, least in LEAST.items() if counts.get(name, 0) < least} == set()


def test_negatives_have_no_citations() -> None:
    citations = [one for case in read(CASES / "negatives.jsonl") for one in case["citations"]]
    assert [one for one in citations if not one.get("optional")] == []
