"""The user's own catalogs of documents, as a command line names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refextract.cli.inputs import refuse_overwriting
from refextract.cli.messages import UsageError, say

if TYPE_CHECKING:
    from refextract.catalog import Catalog


def chosen_catalog(paths: Sequence[str], *, output: str | None, quiet: bool) -> Catalog | None:
    """Read the catalogs that the options name.

    Args:
        paths: the files; of two that have a document the first counts.
        output: the file that is going to be written.
        quiet: say nothing about documents that are listed twice.

    Returns:
        The catalog; None where none is named.

    Raises:
        UsageError: one that cannot be used, or that is going to be overwritten.
    """
    if not paths:
        return None
    # Imported here, because most runs have no catalog.
    from refextract.catalog import Catalog, CatalogError

    refuse_overwriting(paths, [output])
    try:
        return Catalog.load(*paths, warn=None if quiet else say)
    except CatalogError as error:
        raise UsageError(f"--catalog {error}") from None
