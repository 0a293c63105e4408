"""The program: which command is meant, and what is done about errors.

A command is a module with a function `command`, whose parameters are its options and whose result
is the exit status. It is imported only when it is called or described.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from refextract import __version__
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

NAME: Final = "refextract"

COMMANDS: Final = {
    "extract": "refextract.cli.extract",
    "schema": "refextract.cli.schema",
}
"""The commands and their modules, in the order of the help."""

DEFAULT: Final = "extract"
"""The command that is meant where none is named."""

SETTINGS: Final[dict[str, Any]] = {
    "help_option_names": ["-h", "--help"],
    "max_content_width": 100,
}


class _AsGiven:
    """Hands the value of an option to its command as it was given."""

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:
        return () if value is None and (param.multiple or param.nargs == -1) else value


class _Unconverted:
    """Keeps Typer from converting values.

    It would do so with pydantic, whose import takes longer than the rest of a short run. The
    commands take strings and flags, which need no conversion. Where Typer changes the attribute
    that is set here, values come out the same, only later; a test holds that pydantic stays out.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            parameter._runtime_param = _AsGiven()
        return parameters


class Command(_Unconverted, TyperCommand):
    """A command; its help lists the options under the headings that they are declared with."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            described = parameter.get_help_record(ctx)
            if described is not None and parameter.param_type_name == "option":
                heading = getattr(parameter, "rich_help_panel", None) or "Options"
                sections.setdefault(heading, []).append(described)
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows)


class Program(_Unconverted, TyperGroup):
    """The commands, loaded when they are needed; `extract` where none is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, context_settings=SETTINGS)(module.command)
        return typer.main.get_command(app)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        first = args[0].partition("=")[0] if args else None
        # While a shell completes the first word, it may still become the name of a command.
        completing = first is None and ctx.resilient_parsing
        if first not in COMMANDS and first not in own and not completing:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


def program() -> Program:
    """Make the program out of its commands and its own options."""
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        subcommand_metavar="[COMMAND] [PATH]...",
        options_metavar="",
    )

    @app.callback()
    def describe(
        version: Annotated[
            bool,
            typer.Option(
                "--version",
                callback=_print_version,
                is_eager=True,
                help="Show the version and exit.",
            ),
        ] = False,
    ) -> None:
        """Find every citation of an official document in Vietnamese text.

        Without a command it is extract; without a path it reads standard input.

        \b
        Examples:
          refextract report.txt                    a table of what report.txt cites
          refextract report.txt > found.jsonl      one JSON record a citation
          cat *.txt | refextract -f csv            the same as CSV, from a pipe
          refextract -u --type Luật -r archive/    the laws cited in a directory, once each
          refextract extract --help                all options
        """

    group = typer.main.get_command(app)
    assert isinstance(group, Program)
    return group


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
        status = program().main(list(arguments), prog_name=NAME, standalone_mode=False)
        # Typer gives None for what ended in it, like --help.
        return status if isinstance(status, int) else DONE
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else NAME
        say(f"{error.format_message()} (try: {path} --help)")
        return WRONG_USAGE
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


def _terminate(number: int, frame: object) -> None:
    """End as after an error, so that a half-written file is taken away."""
    sys.exit(128 + number)
