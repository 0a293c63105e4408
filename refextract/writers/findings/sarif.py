"""SARIF 2.1.0 (OASIS), the format in which code scanners hand over what they found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

import msgspec

from refextract import __version__
from refextract.checks.finding import Edit, Finding, Found
from refextract.checks.rules import BY_CODE, RULES, Rule
from refextract.writers.findings.human import said

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_POSITIONS: Final = {code: index for index, code in enumerate(BY_CODE)}


class Sarif:
    """One log with one run. It is written at the end, when all findings are known."""

    def __init__(self) -> None:
        self._results: list[dict[str, Any]] = []

    def head(self) -> bytes:
        return b""

    def findings(self, text: str, found: Sequence[Found]) -> bytes:
        self._results += [_result(one) for one in found]
        return b""

    def tail(self) -> bytes:
        driver = {
            "name": "refextract",
            "semanticVersion": __version__,
            "rules": [_rule(rule) for rule in RULES],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": self._results,
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.meaning}\n{rule.why}\nWrong: {rule.wrong}\nRight: {rule.right}"},
        "defaultConfiguration": {"level": "warning"},
    }


def _result(found: Found) -> dict[str, Any]:
    finding = found.finding
    line, column = finding.last
    artifact = {"uri": _uri(finding.source)}
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": line,
        "endColumn": column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.text},
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": _POSITIONS[finding.code],
        "level": "warning",
        "message": {"text": f"{' '.join(finding.text.split())}: {said(finding)}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if found.edit is not None:
        change = {"artifactLocation": artifact, "replacements": [_replacement(finding, found.edit)]}
        description = {"text": f"Write {found.edit.new}"}
        result["fixes"] = [{"description": description, "artifactChanges": [change]}]
    return result


def _replacement(finding: Finding, edit: Edit) -> dict[str, Any]:
    before = finding.text[: edit.start - finding.start]
    breaks = before.count("\n")
    column = finding.column + len(before) if not breaks else len(before) - before.rindex("\n")
    deleted = {
        "startLine": finding.line + breaks,
        "startColumn": column,
        "endLine": finding.line + breaks,
        "endColumn": column + edit.end - edit.start,
    }
    return {"deletedRegion": deleted, "insertedContent": {"text": edit.new}}


def _uri(source: str) -> str:
    """Give a path as a URI: relative to where the command ran, as it was given."""
    if source == "-":
        return "stdin"
    path = quote(source, safe="/!")
    return f"file://{path}" if path.startswith("/") else path
