"""The options of `check` that no other command has, and what they mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Final

from refextract.checks.rules import BY_CODE, Rule
from refextract.cli import options
from refextract.cli.arguments import Option
from refextract.cli.dates import parse_date
from refextract.cli.messages import UsageError
from refextract.writers.findings import FORMATS

RULES: Final = "Rules"
FIXES: Final = "Fixes"
_WITH_CATALOG: Final = "not-in-catalog"

Catalogs = Annotated[
    list[str] | None,
    Option(
        ("--catalog",),
        "FILE",
        "Your own list of documents: what is cited and not in it is found. CSV, JSON Lines or "
        "Parquet, as for extract. May be given more than once.",
        RULES,
    ),
]
Select = Annotated[
    list[str] | None,
    Option(
        ("--select",),
        "CODES",
        "Only these rules, with commas between them; all of them otherwise.",
        RULES,
        tuple(BY_CODE),
    ),
]
Ignore = Annotated[
    list[str] | None,
    Option(("--ignore",), "CODES", "Not these rules.", RULES, tuple(BY_CODE)),
]
AsOf = Annotated[
    str | None,
    Option(
        ("--as-of",),
        "DATE",
        "The day that the texts are held against: nothing can be of later, and laws are to be in "
        "force on it. Today, unless you say otherwise; then only texts that have a date in their "
        "heading are checked for laws.",
        RULES,
    ),
]
Explain = Annotated[
    str | None,
    Option(
        ("--explain",),
        "CODE",
        "Print what a rule finds and why, with examples, and read nothing.",
        RULES,
        tuple(BY_CODE),
    ),
]
Format = Annotated[
    str | None,
    Option(
        ("--format", "-f"),
        "FORMAT",
        f"{', '.join(FORMATS)}; human unless you say otherwise.",
        options.OUTPUT,
        FORMATS,
    ),
]
Fix = Annotated[
    bool,
    Option(
        ("--fix",),
        "",
        "Show as a diff how numbers can be rewritten that are only written wrongly, in plain text "
        "files.",
        FIXES,
    ),
]
Write = Annotated[
    bool,
    Option(
        ("--write",), "", "With --fix: rewrite the files, and report what is left to do.", FIXES
    ),
]


def chosen_codes(select: Sequence[str], ignore: Sequence[str], *, catalog: bool) -> frozenset[str]:
    """Give the codes of the rules that count.

    Args:
        select: codes, several in one value with commas between them; none means all.
        ignore: the same, of those that do not count.
        catalog: whether there is a catalog.

    Raises:
        UsageError: an unknown code, none left, or one that needs a catalog.
    """
    selected, ignored = _codes(select), _codes(ignore)
    if _WITH_CATALOG in selected - ignored and not catalog:
        raise UsageError(f"{_WITH_CATALOG} needs --catalog FILE")
    left = (selected or frozenset(BY_CODE)) - ignored
    if not left:
        raise UsageError("--ignore leaves no rule to check")
    return left


def _codes(values: Sequence[str]) -> frozenset[str]:
    names = [name.strip().lower() for value in values for name in value.split(",")]
    return frozenset(known_rule(name).code for name in names if name)


def known_rule(code: str) -> Rule:
    """Give the rule of a code.

    Raises:
        UsageError: there is none; the message names the nearest.
    """
    rule = BY_CODE.get(code)
    if rule is not None:
        return rule
    near = get_close_matches(code, BY_CODE, n=1, cutoff=0)
    raise UsageError(f"unknown code {code!r}; the nearest is {near[0]}")


def chosen_day(as_of: str | None) -> str:
    """Give the day that the texts are held against, as ISO date; of a month or year its last.

    Raises:
        UsageError: it is no date.
    """
    if as_of is None:
        return date.today().isoformat()
    day = parse_date(as_of, "--as-of")
    if len(day) == len("2023"):
        return f"{day}-12-31"
    if len(day) == len("2023-06"):
        return f"{day}-{monthrange(*map(int, day.split('-')))[1]:02}"
    return day


def chosen_format(format: str | None, *, fix: bool, write: bool) -> str:
    """Give the format of the report.

    Raises:
        UsageError: an unknown one, or options that do not go together.
    """
    if write and not fix:
        raise UsageError("--write goes with --fix")
    if fix and not write and format is not None:
        raise UsageError("--fix shows a diff, which has no --format; with --write it reports")
    wanted = (format or FORMATS[0]).lower()
    if wanted not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    return wanted
