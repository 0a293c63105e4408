"""A rule of `check`, as `--explain` prints it."""

from __future__ import annotations

from textwrap import fill, indent
from typing import Final

from refextract.checks.rules import Rule

_WIDTH: Final = 79
_INDENT: Final = "    "


def explained(rule: Rule) -> str:
    """Say what a rule finds, why, and show it by its examples."""
    options = f" (with {' '.join(rule.options)})" if rule.options else ""
    parts = [
        f"{rule.code}: {rule.meaning}",
        fill(rule.why, _WIDTH),
        f"Found{options}:\n{indent(rule.wrong, _INDENT)}",
        *([f"Likely right:\n{_INDENT}{rule.suggestion}"] if rule.suggestion else []),
        f"Left alone{options}:\n{indent(rule.right, _INDENT)}",
        *(["--fix can rewrite it."] if rule.fixable else []),
    ]
    return "\n\n".join(parts) + "\n"
