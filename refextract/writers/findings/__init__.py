"""Reports of what `check` found: findings in, bytes out.

A report is asked for its head once, for the findings of each text with that text, and for its tail
once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from refextract.writers import Screen

if TYPE_CHECKING:
    from refextract.checks.finding import Found

FORMATS: Final = ("human", "json", "sarif", "github")
"""The names of the formats."""


class Report(Protocol):
    """What every format does."""

    def head(self) -> bytes:
        """Give what stands before all findings."""

    def findings(self, text: str, found: Sequence[Found]) -> bytes:
        """Give the findings of the next text, as far as the format can be streamed."""

    def tail(self) -> bytes:
        """Give what stands after all findings, and what could not be streamed."""


def report(format: str, *, screen: Screen = Screen()) -> Report:
    """Make the report of a format.

    Args:
        format: one of `FORMATS`.
        screen: what one for people is laid out for.

    Raises:
        ValueError: there is no such format.
    """
    # Each format brings its own imports, and a run needs one of them.
    match format:
        case "human":
            from refextract.writers.findings.human import Human

            return Human(screen)
        case "json":
            from refextract.writers.findings.json import Json

            return Json()
        case "sarif":
            from refextract.writers.findings.sarif import Sarif

            return Sarif()
        case "github":
            from refextract.writers.findings.github import GitHub

            return GitHub()
    raise ValueError(f"no such format: {format}")
