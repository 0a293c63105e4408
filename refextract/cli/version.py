"""The name and the version of the program."""

from __future__ import annotations

from typing import Final

from refextract import __version__
from refextract.cli.output import destination

NAME: Final = "refextract"


def print_version() -> None:
    """Write the version to standard output."""
    with destination(None) as results:
        results.write(f"{NAME} {__version__}\n".encode())
