"""What a person is told on standard error, and the exit statuses that scripts rely on."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

DONE: Final = 0
"""Exit status: all input was read."""

INCOMPLETE: Final = 1
"""Exit status: some input could not be read, or the output could not be written."""

WRONG_USAGE: Final = 2
"""Exit status: nothing was done, because the command line makes no sense."""


class UsageError(Exception):
    """A command line that makes no sense; the message says what is wrong and what is right."""


class OutputError(Exception):
    """Output that could not be written; the message names it and says why."""


class ReaderGone(Exception):
    """Nobody reads the output any more: `refextract report.txt | head -1`."""


def say(message: str) -> None:
    """Write one line to standard error.

    File names and texts may hold anything. Characters that would break the line or steer the
    terminal are written as escapes.
    """
    line = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in message
    )
    # Where nobody listens, the exit status still tells.
    with suppress(OSError, ValueError):
        print(f"refextract: {line}", file=sys.stderr, flush=True)


class Problems:
    """What went wrong with single inputs while the others were read.

    Args:
        quiet: tell nobody; the exit status still says that there were some.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.status = DONE

    def add(self, problem: Exception) -> None:
        """Tell of one input that could not be read."""
        self.status = INCOMPLETE
        if not self.quiet:
            say(str(problem))


def internal_error(where: str, error: Exception) -> Exception:
    """Describe a fault of the program itself in one line.

    The environment variable ``REFEXTRACT_DEBUG`` has the traceback printed too.
    """
    if os.environ.get("REFEXTRACT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return RuntimeError(
        f"{where}: internal error ({type(error).__name__}: {error}); please report it"
    )
