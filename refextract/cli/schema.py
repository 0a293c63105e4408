"""The command `schema`: JSON Schema of the records."""

from __future__ import annotations

from typing import Annotated

from refextract.cli.arguments import Option
from refextract.cli.messages import DONE


def command(
    unique: Annotated[
        bool, Option(("--unique", "-u"), "", "The schema of the rows of `extract --unique`.")
    ] = False,
    catalog: Annotated[
        bool, Option(("--catalog",), "", "The schema of a run with a catalog: it has a url too.")
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

    from refextract.cli.layout import record_type
    from refextract.cli.output import destination
    from refextract.writers.schema import schema

    described = msgspec.json.encode(schema(record_type(unique=unique, catalog=catalog)))
    with destination(None) as results:
        results.write(msgspec.json.format(described, indent=2) + b"\n")
    return DONE
