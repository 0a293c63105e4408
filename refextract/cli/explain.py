"""The command `explain`: one citation taken apart."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from refextract.cli import options
from refextract.cli.arguments import Option
from refextract.cli.layout import chosen_screen
from refextract.cli.messages import DONE, UsageError
from refextract.cli.output import destination

FORMATS: Final = ("text", "json")
LONGEST: Final = 100_000
"""Characters of a text that can be explained: an explanation is many times as long."""


def command(
    text: Annotated[
        list[str] | None,
        Option((), "TEXT", "A citation, or the sentence it stands in; - is standard input."),
    ] = None,
    format: Annotated[
        str | None,
        Option(
            ("--format", "-f"),
            "FORMAT",
            "text or json; text, if you name none.",
            options.OUTPUT,
            FORMATS,
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    """Take a citation apart: what each part is, why, and what else it could have been.

    For every part it shows where it stands, the rule, and the row of the vocabulary that decided;
    then the candidates that were not taken. Where no citation is found it says why not, as far as
    that can be known.

    \b
    Examples:
      refextract explain '57-KL/TW ngày 15/6/2023'
      refextract explain 'Quyết định số 201-CP ngày 1/7/1980'   who had these letters then
      refextract explain 'Luật Đất đai 2013' -f json
      grep -m 1 'Nghị định' report.txt | refextract explain

    Exit status: 0 done, also where nothing is found; 2 wrong usage.
    """
    wanted = (format or "text").lower()
    if wanted not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    given = _given(text or [])
    # Imported here, because help and mistakes need no grammar.
    from refextract.explanation import explain
    from refextract.writers import explanation

    explained = explain(given)
    with destination(output) as results:
        if wanted == "json":
            results.write(explanation.json(explained))
        else:
            results.write(explanation.text(explained, chosen_screen(output)))
    return DONE


def _given(words: list[str]) -> str:
    """Give the text that is to be explained.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    text = " ".join(words)
    if words in ([], ["-"]):
        if sys.stdin is None or (not words and sys.stdin.isatty()):
            raise UsageError("explain what? give a citation: refextract explain '57-KL/TW'")
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig").rstrip("\n")
        except UnicodeDecodeError:
            raise UsageError("standard input is not UTF-8; explain takes text in UTF-8") from None
    if len(text) > LONGEST:
        raise UsageError(
            f"{len(text):,} characters are too many to explain; give the sentence of a citation"
        )
    return text
