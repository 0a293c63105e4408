"""The commands: each a module with a function `command`, imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from refextract.cli.arguments import Command

COMMANDS: Final = {
    "extract": "refextract.cli.extract",
    "batch": "refextract.cli.batch",
    "check": "refextract.cli.check",
    "annotate": "refextract.cli.annotate",
    "explain": "refextract.cli.explain",
    "vocabulary": "refextract.cli.vocabulary",
    "schema": "refextract.cli.schema",
}
"""The commands and their modules, in the order of the help."""

DEFAULT: Final = "extract"
"""The command that is meant where none is named."""


def load(name: str) -> Command:
    """Import a command."""
    command: Command = import_module(COMMANDS[name]).command
    return command
