"""The command `vocabulary`: what is known of types, issuers, laws, provinces and symbols."""

from __future__ import annotations

from typing import Annotated, Final

from refextract.cli import options
from refextract.cli.arguments import Option
from refextract.cli.dates import parse_date
from refextract.cli.layout import chosen_writer
from refextract.cli.messages import DONE, UsageError, say
from refextract.cli.output import destination

KINDS: Final = ("types", "issuers", "laws", "provinces", "symbols")

_WORTH_SHOWING: Final = {
    "types": ("name", "symbols", "aliases", "since", "until", "example"),
    "issuers": ("name", "symbols", "aliases", "since", "until", "example"),
    "laws": ("type", "name", "number", "date", "since", "until"),
    "provinces": ("kind", "name", "since", "until", "aliases", "successors"),
    "symbols": ("symbol", "stands_for", "name", "since", "until", "example"),
}
"""The columns of a table for people where none were chosen."""


def command(
    what: Annotated[
        list[str] | None,
        Option((), "WHAT", f"{', '.join(KINDS)}; and what to search for in it.", values=KINDS),
    ] = None,
    at: Annotated[
        str | None, Option(("--at",), "DATE", "Only what was valid then: 2024, 2024-06-15.")
    ] = None,
    format: options.Format = None,
    columns: options.Columns = None,
    output: options.Output = None,
) -> int:
    """List what is known, all of it or what fits a name, a part of one, or letters of a number.

    Case makes no difference, and accents none where you type none; * stands for anything. What is
    so called comes first. Each row has its period, other names, an example, what it rests on, and
    where it stands.

    \b
    Examples:
      refextract vocabulary issuers BCT               whose letters these are, and when
      refextract vocabulary issuers 'giao duc' --at 2026
      refextract vocabulary laws 'dat dai'            the laws of that name, and until when
      refextract vocabulary symbols 'TT*'
      refextract vocabulary types -f csv -o types.csv

    Exit status: 0 done, also when nothing fits; 2 wrong usage.
    """
    kind, *queries = what or [""]
    if kind not in KINDS:
        raise UsageError(_of_what(kind))
    day = "" if at is None else parse_date(at, "--at")
    # Imported here, because mistakes need none of it.
    from refextract.vocabulary.search import TABLES, nearest, search

    record, _ = TABLES[kind]
    writer = chosen_writer(
        record,
        format=format,
        columns=columns or (),
        usual_columns=_WORTH_SHOWING[kind],
        excel=False,
        output=output,
    )
    query = " ".join(queries)
    found = search(kind, query, day)
    with destination(output) as results:
        results.write(writer.head())
        results.write(writer.rows(found))
        results.write(writer.tail())
    if not found:
        near = nearest(kind, query) if query and not search(kind, query) else None
        say("nothing fits" + (f"; did you mean {near!r}?" if near else ""))
    return DONE


def _of_what(kind: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(kind.lower(), KINDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(KINDS)}"
    return f"vocabulary of what? {hint}"
