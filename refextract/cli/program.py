"""The program: which command is meant, and what is said about errors."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from refextract.cli.arguments import read_arguments
from refextract.cli.commands import COMMANDS, DEFAULT, load
from refextract.cli.configuration import call
from refextract.cli.messages import (
    DONE,
    INCOMPLETE,
    WRONG_USAGE,
    OutputError,
    ReaderGone,
    UsageError,
    internal_error,
    say,
)
from refextract.cli.version import NAME, print_version


def run(arguments: Sequence[str]) -> int:
    """Run the program.

    Args:
        arguments: the words of the command line after the name of the program.

    Returns:
        The exit status: 0 done; 1 some input could not be read, or the results not be written; 2
        wrong usage.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(arguments)
    except UsageError as error:
        say(str(error))
        return WRONG_USAGE
    except ReaderGone:
        return DONE  # It has what it wanted.
    except OutputError as error:
        say(str(error))
        return INCOMPLETE
    except OSError as error:
        say(f"standard output: {error.strerror or error}")
        return INCOMPLETE
    except Exception as error:
        say(str(internal_error(NAME, error)))
        return INCOMPLETE


def _run(arguments: Sequence[str]) -> int:
    if list(arguments) == ["--version"]:
        print_version()
        return DONE
    if f"_{NAME}_COMPLETE".upper() not in os.environ:
        named = bool(arguments) and arguments[0] in COMMANDS
        name = arguments[0] if named else DEFAULT
        if arguments and not named:
            _refuse_mistyped(arguments[0])
        values = read_arguments(load(name), arguments[named:])
        if values is not None:
            return call(name, values)
    from refextract.cli.interface import run_with_typer

    return run_with_typer(arguments)


def _refuse_mistyped(word: str) -> None:
    """Refuse a first word that is no file but nearly a command."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), COMMANDS, n=1)
    if near:
        raise UsageError(f"{word}: no such command or file; did you mean {near[0]}?")


def _terminate(number: int, frame: object) -> None:
    """End as after an error, so that a half-written file is taken away."""
    sys.exit(128 + number)
