"""Reports of findings: JSON, SARIF, GitHub's commands, and the marked line for people."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Literal

import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from refextract import __version__, extract
from refextract.checks.checker import check
from refextract.checks.finding import Finding, Found
from refextract.checks.rules import BY_CODE
from refextract.writers import Screen
from refextract.writers.findings import FORMATS, report
from refextract.writers.findings.human import excerpt

TEXT = "Mở đầu.\nTheo Nghị định\nsố 15/2020/ND-CP ngày 31/02/2020 và Thông tư 29 /2018/TT-BTC.\n"


def found(text: str, source: str = "a.txt") -> list[Found]:
    return check(text, extract(text, source=source), codes=BY_CODE, today="2026-11-23")


def reported(format: str, *texts: tuple[str, list[Found]], width: int = 100) -> str:
    """The whole report of some texts."""
    made = report(format, screen=Screen(width))
    pieces = [made.head(), *(made.findings(*text) for text in texts), made.tail()]
    return b"".join(pieces).decode()


def made_up(**values: Any) -> Finding:
    fields: dict[str, Any] = {
        "source": "a.txt", "start": 0, "end": 5, "line": 1, "column": 1, "code": "typography",
        "message": "wrong", "kind": "numbered", "text": "12345",
    }  # fmt: skip
    return Finding(**(fields | values))


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="no such format: xml"):
        report("xml")


@pytest.mark.parametrize("format", FORMATS)
def test_no_findings(format: str) -> None:
    made = reported(format, ("", []))
    if format == "json":
        assert json.loads(made) == []
    elif format == "sarif":
        assert json.loads(made)["runs"][0]["results"] == []
    else:
        assert made == ""


# JSON


def test_json_is_one_array_of_flat_objects() -> None:
    records = json.loads(reported("json", (TEXT, found(TEXT)), (TEXT, found(TEXT, "b.txt"))))
    assert [record["source"] for record in records] == ["a.txt"] * 3 + ["b.txt"] * 3
    assert records[0] == {
        "source": "a.txt",
        "start": 13,
        "end": 55,
        "line": 2,
        "column": 6,
        "page": None,
        "code": "invalid-date",
        "message": "there is no such date: ngày 31/02/2020",
        "suggestion": None,
        "fixable": False,
        "kind": "numbered",
        "text": TEXT[13:55],
        "type": "Nghị định",
        "number": "15/2020/NĐ-CP",
        "issuer": "Chính phủ",
        "date": None,
        "document": "urn:lex:vn:chinh.phu:nghi.dinh:2020;15-nd-cp",
    }
    assert [record["suggestion"] for record in records[:3]] == [
        None,
        "15/2020/NĐ-CP",
        "29/2018/TT-BTC",
    ]


# SARIF

MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": r"^[\w!$&'()*+,;=:@%/.~-]+$"}},
}
REGION = {
    "type": "object",
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endLine": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
        "charOffset": {"type": "integer", "minimum": 0},
        "charLength": {"type": "integer", "minimum": 0},
        "snippet": MESSAGE,
    },
    "additionalProperties": False,
}
REPLACEMENT = {
    "type": "object",
    "required": ["deletedRegion"],
    "properties": {"deletedRegion": REGION, "insertedContent": MESSAGE},
    "additionalProperties": False,
}
FIX = {
    "type": "object",
    "required": ["artifactChanges"],
    "properties": {
        "description": MESSAGE,
        "artifactChanges": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["artifactLocation", "replacements"],
                "properties": {
                    "artifactLocation": ARTIFACT,
                    "replacements": {"type": "array", "minItems": 1, "items": REPLACEMENT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
            "additionalProperties": False,
        }
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "fixes": {"type": "array", "items": FIX},
    },
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
        },
    },
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "semanticVersion": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}
"""What the schema of SARIF 2.1.0 (OASIS) says of the properties that are used here."""


def test_sarif_is_valid() -> None:
    Draft7Validator.check_schema(SARIF)
    made = reported("sarif", (TEXT, found(TEXT)), (TEXT, found(TEXT, "thư mục/b c.zip!/#1.txt")))
    log = json.loads(made)
    assert list(Draft7Validator(SARIF).iter_errors(log)) == []
    [run] = log["runs"]
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(BY_CODE)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_has_regions_and_fixes() -> None:
    results = json.loads(reported("sarif", (TEXT, found(TEXT))))["runs"][0]["results"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert {key: region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")} == {
        "startLine": 2, "startColumn": 6, "endLine": 3, "endColumn": 33,
    }  # fmt: skip
    assert region["snippet"]["text"] == TEXT[13:55]
    assert "fixes" not in results[0]
    [change] = results[1]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 17},
            "insertedContent": {"text": "15/2020/NĐ-CP"},
        }
    ]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("a.txt", "a.txt"),
        ("./thư mục/b c.txt", "./th%C6%B0%20m%E1%BB%A5c/b%20c.txt"),
        ("a.zip!/b#1.txt", "a.zip!/b%231.txt"),
        ("/srv/a.txt", "file:///srv/a.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("-", "stdin"),
    ],
)
def test_sources_are_uris(source: str, uri: str) -> None:
    log = json.loads(reported("sarif", ("", [Found(made_up(source=source), None)])))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": uri}


# GitHub


def test_a_workflow_command() -> None:
    *_, last = reported("github", (TEXT, found(TEXT))).splitlines()
    assert last == (
        "::warning file=a.txt,line=3,endLine=3,col=37,endColumn=61,title=typography::"
        "Thông tư 29 /2018/TT-BTC: officially written 29/2018/TT-BTC"
    )


def test_columns_go_with_one_line_only() -> None:
    first, *_ = reported("github", (TEXT, found(TEXT))).splitlines()
    assert first.startswith(
        "::warning file=a.txt,line=2,endLine=3,title=invalid-date::Nghị định số"
    )


def test_what_would_end_a_command_is_escaped() -> None:
    finding = made_up(source="a,b:c%\nd.txt", message="100%\r\nwrong: ::error::", text="1%2\n3")
    made = reported("github", ("1%2\n3", [Found(finding, None)]))
    assert made == (
        "::warning file=a%2Cb%3Ac%25%0Ad.txt,line=1,endLine=2,title=typography::"
        "1%252 3: 100%25  wrong: ::error::\n"
    )


# For people


def marked(text: str, citation: str, width: int) -> tuple[str, str]:
    """The line that is shown, and what stands over the carets."""
    start = text.index(citation)
    shown = excerpt(text, start, start + len(citation), width)
    return "".join(shown), shown.marked


def test_suggestions_are_said_once() -> None:
    made = reported("human", (TEXT, found(TEXT)))
    assert made.count("15/2020/NĐ-CP") == 1
    finding = made_up(suggestion="54321", page=7)
    made = reported("human", ("12345", [Found(finding, None)]))
    assert made == (
        "a.txt:1:1 typography wrong; likely right: 54321; page 7\n    12345\n    ^^^^^\n"
    )


def test_a_citation_over_several_lines_is_marked_in_the_first() -> None:
    made = reported("human", (TEXT, found(TEXT))).splitlines()
    assert made[1:3] == ["    Theo Nghị định", "         ^^^^^^^^^"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("before", ["Theo đúng ", "日本語 ", "😀 ", "\tb ", "x\u200by "])
def test_carets_stand_under_the_citation(form: Literal["NFC", "NFD"], before: str) -> None:
    text = unicodedata.normalize(form, f"{before}Quyết định 12/QĐ-TTg và hết.")
    start = text.index("Quy")
    end = text.index(" v", start)
    [_, line, carets] = reported(
        "human", (text, [Found(made_up(start=start, end=end, text=text[start:end]), None)])
    ).splitlines()
    assert cell_len(line[: line.index("Quy")]) == carets.index("^")
    assert carets.count("^") == len("Quyết định 12/QĐ-TTg")


@pytest.mark.parametrize("size", [0, 10, 1000, 200_000])
@pytest.mark.parametrize("width", [40, 60, 100])
def test_long_lines_are_cut_round_the_citation(size: int, width: int) -> None:
    text = "đầu " * size + "Quyết định 12/QĐ-TTg" + " cuối" * size
    line, citation = marked(text, "Quyết định 12/QĐ-TTg", width)
    assert citation == "Quyết định 12/QĐ-TTg"
    assert cell_len(line) <= width
    if not 0 < size < 1000:  # In between it depends on the width.
        assert (line[0] == "…", line[-1] == "…") == (size > 0, size > 0)


def test_a_citation_longer_than_the_screen_is_cut() -> None:
    text = f"Luật {'rất ' * 50}dài"
    line, citation = marked(text, text, 40)
    assert cell_len(line) == cell_len(citation) == 40
    assert citation.endswith("…")


def test_no_mark_is_left_without_its_letter() -> None:
    text = unicodedata.normalize("NFD", "ế" * 300) + " Quyết định 12/QĐ-TTg"
    line, _ = marked(text, "Quyết định 12/QĐ-TTg", 40)
    assert not unicodedata.combining(line[1])
    assert cell_len(line) <= 40


def test_nothing_steers_the_terminal() -> None:
    text = "\x1b[31mQuyết định 12/QĐ-TTg\x07\u202e"
    finding = made_up(source="a\x1b[2J.txt", start=5, end=25, text=text[5:25])
    made = reported("human", (text, [Found(finding, None)]))
    assert all(char.isprintable() or char == "\n" for char in made)


def test_other_lines_are_not_shown() -> None:
    line, _ = marked("trước\r\nTheo Quyết định 12/QĐ-TTg.\r\nsau", "Quyết định 12/QĐ-TTg", 60)
    assert line == "Theo Quyết định 12/QĐ-TTg."
