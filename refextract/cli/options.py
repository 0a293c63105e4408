"""The options that several commands share, each defined once."""

from __future__ import annotations

from typing import Annotated, Final

from refextract.citation import KINDS
from refextract.cli.arguments import Option
from refextract.writers import FORMATS

INPUT: Final = "Input"
LIMITS: Final = "Limits of archives (with what is set if you give none)"
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
Hidden = Annotated[
    bool, Option(("--hidden",), "", "Read hidden files of directories and archives too.", INPUT)
]
FollowLinks = Annotated[
    bool, Option(("--follow-links",), "", "Follow links to directories.", INPUT)
]
Include = Annotated[
    list[str] | None,
    Option(
        ("--include",),
        "PATTERN",
        "Of directories and archives, read only files whose name fits: '*.docx', 'reports/*'.",
        INPUT,
    ),
]
Exclude = Annotated[
    list[str] | None,
    Option(
        ("--exclude",), "PATTERN", "Of directories and archives, leave out files that fit.", INPUT
    ),
]
Encoding = Annotated[
    str | None,
    Option(
        ("--encoding",),
        "NAME",
        "Encoding of the texts: UTF-8, UTF-16, TCVN3, VNI, VISCII, windows-1258 and others. "
        "Without it, it is told from the bytes.",
        INPUT,
        ("UTF-8", "UTF-16", "TCVN3", "VNI", "VISCII", "windows-1258", "windows-1252"),
    ),
]
Verbose = Annotated[
    bool,
    Option(("--verbose", "-v"), "", "Say what each file was read as.", INPUT),
]
MaxDepth = Annotated[
    str | None,
    Option(
        ("--max-depth",),
        "NUMBER",
        "Read at most so many archives and compressions inside each other: 5. A .tar.gz is two.",
        LIMITS,
    ),
]
MaxMemberSize = Annotated[
    str | None,
    Option(
        ("--max-member-size",),
        "SIZE",
        "Read no member that expands to more: 256MB.",
        LIMITS,
    ),
]
MaxTotalSize = Annotated[
    str | None,
    Option(
        ("--max-total-size",),
        "SIZE",
        "Stop reading an archive that expands to more: 1TB.",
        LIMITS,
    ),
]
MaxRatio = Annotated[
    str | None,
    Option(
        ("--max-ratio",),
        "NUMBER",
        "Read nothing that expands to more times its size, from 16 MB on: 250.",
        LIMITS,
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
