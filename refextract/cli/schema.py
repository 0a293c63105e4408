"""The command `schema`: JSON Schema of the records."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    unique: Annotated[
        bool, typer.Option("--unique", "-u", help="The schema of the rows of `extract --unique`.")
    ] = False,
) -> int:
    """Print the JSON Schema of a record.

    \b
    Examples:
      refextract schema > citation.schema.json
      refextract schema | jq -r '.properties | keys[]'
    """
    import msgspec

    from refextract.citation import Citation
    from refextract.cli.output import destination
    from refextract.writers.schema import schema
    from refextract.writers.unique import CitedDocument

    described = msgspec.json.encode(schema(CitedDocument if unique else Citation))
    with destination(None) as results:
        results.write(msgspec.json.format(described, indent=2) + b"\n")
    return 0
