"""The options of `batch` that no other command has."""

from __future__ import annotations

from typing import Annotated, Final

from refextract.cli import options
from refextract.cli.arguments import Option

WORK: Final = "Work"

EXTENSIONS: Final = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
"""The formats, by the end of the name of the output."""

FORMATS: Final = tuple(dict.fromkeys(EXTENSIONS.values()))

Output = Annotated[
    str | None,
    Option(
        ("--output", "-o"),
        "FILE",
        "The file to write. It appears when all is done.",
        options.OUTPUT,
    ),
]
Format = Annotated[
    str | None,
    Option(
        ("--format", "-f"),
        "FORMAT",
        f"{', '.join(FORMATS)}. As the name of the output ends, otherwise jsonl.",
        options.OUTPUT,
        FORMATS,
    ),
]
Errors = Annotated[
    str | None,
    Option(
        ("--errors",),
        "FILE",
        "Write what could not be read to FILE too: JSON lines with source and reason.",
        options.OUTPUT,
    ),
]
Jobs = Annotated[
    str | None,
    Option(("--jobs", "-j"), "N", "Processes that work; as many as there are cores.", WORK),
]
Timeout = Annotated[
    str | None,
    Option(
        ("--timeout",),
        "SECONDS",
        "Give up a document that takes longer; 300 unless you say otherwise.",
        WORK,
    ),
]
Resume = Annotated[
    bool,
    Option(
        ("--resume",),
        "",
        "Go on where an interrupted run of the same command stopped, if there was one.",
        WORK,
    ),
]
NoDedupe = Annotated[
    bool,
    Option(("--no-dedupe",), "", "Read files again whose bytes have been read already.", WORK),
]
