"""The options that several commands share, each defined once."""

from __future__ import annotations

from typing import Annotated, Final

from refextract.citation import KINDS
from refextract.cli.arguments import Option
from refextract.writers import FORMATS

INPUT: Final = "Input"
FILTERS: Final = "Filters (one that is given twice means: any of these)"
OUTPUT: Final = "Output"

Paths = Annotated[list[str] | None, Option((), "PATH", "Files to read; - is standard input.")]
Recursive = Annotated[bool, Option(("--recursive", "-r"), "", "Read directories too.", INPUT)]
Files0From = Annotated[
    str | None,
    Option(
        ("--files0-from",),
        "FILE",
        "Read the files named in FILE, each name ended by NUL; - is standard input.",
        INPUT,
    ),
]
Quiet = Annotated[
    bool,
    Option(
        ("--quiet", "-q"),
        "",
        "Say nothing about input that cannot be read; the exit status still does.",
        INPUT,
    ),
]
Catalogs = Annotated[
    list[str] | None,
    Option(
        ("--catalog",),
        "FILE",
        "Your own list of documents, from which citations take what they lack, and a column url: "
        "CSV, JSON Lines or Parquet with the column number and any of type, issuer, date, title, "
        "url. May be given more than once.",
        INPUT,
    ),
]

Types = Annotated[
    list[str] | None,
    Option(
        ("--type",),
        "TYPE",
        "Type of document: 'Nghị định'. Case and the placement of tones make no difference, here "
        "and below; without accents ('nghi dinh') it is found too; * stands for anything.",
        FILTERS,
    ),
]
Numbers = Annotated[
    list[str] | None,
    Option(
        ("--number",),
        "NUMBER",
        "Its number, or how that begins: 57-KL/TW, 15/2020, '*/QĐ-TTg'.",
        FILTERS,
    ),
]
Issuers = Annotated[
    list[str] | None,
    Option(("--issuer",), "NAME", "Who issued it: 'Bộ Chính trị', '*tỉnh Khánh Hòa'.", FILTERS),
]
Kinds = Annotated[
    list[str] | None,
    Option(
        ("--kind",),
        "KIND",
        f"How it is cited: {', '.join(KINDS)}. All but back, unless you ask for it.",
        FILTERS,
        KINDS,
    ),
]
Since = Annotated[
    str | None,
    Option(
        ("--since",),
        "DATE",
        "Issued then or later: 2023, 2023-06, 2023-06-15, 15/6/2023. Citations without a date are "
        "left out.",
        FILTERS,
    ),
]
Until = Annotated[
    str | None,
    Option(("--until",), "DATE", "Issued then or earlier.", FILTERS),
]

Format = Annotated[
    str | None,
    Option(
        ("--format", "-f"),
        "FORMAT",
        f"{', '.join(FORMATS)}. A table on a terminal, otherwise jsonl.",
        OUTPUT,
        FORMATS,
    ),
]
Columns = Annotated[
    list[str] | None,
    Option(
        ("--columns",),
        "NAMES",
        "The fields to write, in this order: number,date,issuer.",
        OUTPUT,
    ),
]
Unique = Annotated[
    bool,
    Option(
        ("--unique", "-u"),
        "",
        "One row a document, with how often and where it is cited.",
        OUTPUT,
    ),
]
Output = Annotated[
    str | None,
    Option(
        ("--output", "-o"),
        "FILE",
        "Write to FILE, which appears when all is done, or not at all.",
        OUTPUT,
    ),
]
Excel = Annotated[
    bool,
    Option(
        ("--excel",),
        "",
        "CSV that Excel opens with its accents, dates and numbers right.",
        OUTPUT,
    ),
]
