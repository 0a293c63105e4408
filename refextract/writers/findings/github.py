"""Workflow commands of GitHub Actions, which show each finding beside its line.

``::warning file=…,line=…,title=…::message``; what would end a command or a property in it is
escaped (GitHub documentation, "Workflow commands"; `actions/toolkit`, ``command.ts``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refextract.checks.finding import Finding, Found
from refextract.writers.findings.human import said

_IN_MESSAGES: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Final = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


class GitHub:
    """One workflow command a finding."""

    def head(self) -> bytes:
        return b""

    def findings(self, text: str, found: Sequence[Found]) -> bytes:
        return "".join(_command(one.finding) + "\n" for one in found).encode()

    def tail(self) -> bytes:
        return b""


def _command(finding: Finding) -> str:
    line, column = finding.last
    properties = {"file": finding.source, "line": finding.line, "endLine": line}
    if line == finding.line:  # Columns go with a single line only.
        properties |= {"col": finding.column, "endColumn": column}
    properties["title"] = finding.code
    listed = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    message = f"{' '.join(finding.text.split())}: {said(finding)}"
    return f"::warning {listed}::{message.translate(_IN_MESSAGES)}"
