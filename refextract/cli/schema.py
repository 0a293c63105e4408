"""The command `schema`: JSON Schema of the records."""

from __future__ import annotations

from typing import Annotated

from refextract.cli.arguments import Option
from refextract.cli.messages import DONE


def command(
    unique: Annotated[
        bool, Option(("--unique", "-u"), "", "The schema of the rows of `extract --unique`.")
    ] = False,
) -> int:
    """Print the JSON Schema of a record.

    \b
    Examples:
      refextract schema > citation.schema.json
      refextract schema | jq -r '.properties | keys[]'
    """
    # Imported here, because the help needs none of it.
    import msgspec

    from refextract.citation import Citation
    from refextract.cli.output import destination
    from refextract.writers.schema import schema
    from refextract.writers.unique import CitedDocument

    described = msgspec.json.encode(schema(CitedDocument if unique else Citation))
    with destination(None) as results:
        results.write(msgspec.json.format(described, indent=2) + b"\n")
    return DONE
