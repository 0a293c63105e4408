"""The command line as Typer knows it: help, shell completion, and what is wrong with arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from refextract.cli.arguments import Command, Option, declared
from refextract.cli.commands import COMMANDS, DEFAULT, load
from refextract.cli.configuration import call
from refextract.cli.messages import DONE, UsageError
from refextract.cli.version import NAME, print_version

SETTINGS: Final[dict[str, Any]] = {
    "help_option_names": ["-h", "--help"],
    "max_content_width": 100,
}


class DescribedCommand(TyperCommand):
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


class Program(TyperGroup):
    """The commands, loaded when they are needed; `extract` where none is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        describe = app.command(cmd_name, cls=DescribedCommand, context_settings=SETTINGS)
        describe(_for_typer(cmd_name))
        return typer.main.get_command(app)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        first = args[0].partition("=")[0] if args else None
        # While a shell completes the first word, it may still become the name of a command.
        completing = first is None and ctx.resilient_parsing
        if first not in COMMANDS and first not in own and not completing:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


def _for_typer(name: str) -> Command:
    """Give a command the signature that Typer reads."""
    command = load(name)

    @wraps(command)
    def described(**values: Any) -> int:
        return call(name, values)

    signature = inspect.signature(command)
    described.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[
            inspect.Parameter(
                key,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=type,
                default=_typer_option(option, False if type is bool else None),
            )
            for key, (type, option) in declared(command).items()
        ]
    )
    return described


def _typer_option(option: Option, default: object) -> Any:
    if not option.names:
        return typer.Argument(
            default,
            metavar=option.metavar,
            help=option.help,
            autocompletion=_offer(option.values) if option.values else None,
        )
    return typer.Option(
        default,
        *option.names,
        metavar=option.metavar or None,
        help=option.help,
        rich_help_panel=option.heading,
        autocompletion=_offer(option.values) if option.values else None,
    )


def _offer(values: Sequence[str]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [value for value in values if value.startswith(incomplete)]

    return complete


def _version(wanted: bool) -> None:
    if wanted:
        print_version()
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
                "--version", callback=_version, is_eager=True, help="Show the version and exit."
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


def run_with_typer(arguments: Sequence[str]) -> int:
    """Run a command line that asks for help or completion, has a mistake, or is unusual.

    Args:
        arguments: the words after the name of the program.

    Returns:
        The exit status.

    Raises:
        UsageError: a mistake.
    """
    try:
        status = program().main(list(arguments), prog_name=NAME, standalone_mode=False)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else NAME
        raise UsageError(f"{error.format_message()} (try: {path} --help)") from None
    # Typer gives None for what ends in it, like --help.
    return status if isinstance(status, int) else DONE
