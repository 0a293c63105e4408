"""The options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Final

import typer

from refextract.citation import KINDS
from refextract.writers import FORMATS

INPUT: Final = "Input"
FILTERS: Final = "Filters (one that is given twice means: any of these)"
OUTPUT: Final = "Output"


def _one_of(values: Sequence[str]) -> Callable[[str], list[str]]:
    """Make the shell completion of an option that takes one of some values."""

    def complete(incomplete: str) -> list[str]:
        return [value for value in values if value.startswith(incomplete)]

    return complete


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files to read; - is standard input.", show_default=False),
]
Recursive = Annotated[
    bool,
    typer.Option("--recursive", "-r", help="Read directories too.", rich_help_panel=INPUT),
]
Files0From = Annotated[
    str | None,
    typer.Option(
        "--files0-from",
        metavar="FILE",
        help="Read the files named in FILE, each name ended by NUL; - is standard input.",
        rich_help_panel=INPUT,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help="Say nothing about input that cannot be read; the exit status still does.",
        rich_help_panel=INPUT,
    ),
]

Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="Type of document: 'Nghị định'. Case and the placement of tones make no difference, "
        "here and below; without accents ('nghi dinh') it is found too; * stands for anything.",
        rich_help_panel=FILTERS,
    ),
]
Issuers = Annotated[
    list[str] | None,
    typer.Option(
        "--issuer",
        metavar="NAME",
        help="Who issued it: 'Bộ Chính trị', '*tỉnh Khánh Hòa'.",
        rich_help_panel=FILTERS,
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"How it is cited: {', '.join(KINDS)}. All but back, unless you ask for it.",
        rich_help_panel=FILTERS,
        autocompletion=_one_of(KINDS),
    ),
]
Numbers = Annotated[
    list[str] | None,
    typer.Option(
        "--number",
        metavar="NUMBER",
        help="Its number, or how that begins: 57-KL/TW, 15/2020, '*/QĐ-TTg'.",
        rich_help_panel=FILTERS,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Issued then or later: 2023, 2023-06, 2023-06-15, 15/6/2023. Citations without a date "
        "are left out.",
        rich_help_panel=FILTERS,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        help="Issued then or earlier.",
        rich_help_panel=FILTERS,
    ),
]

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}. A table on a terminal, otherwise jsonl.",
        rich_help_panel=OUTPUT,
        autocompletion=_one_of(FORMATS),
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAMES",
        help="The fields to write, in this order: number,date,issuer.",
        rich_help_panel=OUTPUT,
    ),
]
Unique = Annotated[
    bool,
    typer.Option(
        "--unique",
        "-u",
        help="One row a document, with how often and where it is cited.",
        rich_help_panel=OUTPUT,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to FILE, which appears when all is done, or not at all.",
        rich_help_panel=OUTPUT,
    ),
]
Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="CSV that Excel opens with its accents, dates and numbers right.",
        rich_help_panel=OUTPUT,
    ),
]
