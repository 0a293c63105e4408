"""The options of commands: how they are declared, and how a usual command line is read.

Typer gives the program its help, its completion and its messages about mistakes, but importing it
takes a third of the time of a short run. A command line that is plainly right is therefore read
here; any other is left to Typer. Where both read one, they read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, get_args, get_type_hints

Command: TypeAlias = Callable[..., int]
"""A command. Its parameters are its options: a flag is ``bool``, one value ``str | None``, several
``list[str] | None``, each annotated with an `Option`. Its result is the exit status."""


class Option(NamedTuple):
    """What is to be known of an option beside its type.

    Attributes:
        names: how it is written: ``--format``, ``-f``; nothing for what stands without a name.
        metavar: what its value is called in the help; empty for a flag.
        help: what it does.
        heading: what it stands under in the help.
        values: the values that a shell offers.
    """

    names: tuple[str, ...]
    metavar: str
    help: str
    heading: str = "Options"
    values: tuple[str, ...] = ()


COMMON: Final[dict[str, tuple[Any, Option]]] = {
    "vocabulary": (
        str | None,
        Option(
            ("--vocabulary",),
            "DIR",
            "Tables of your own in DIR, which extend or override what is known of types, issuers, "
            "symbols, provinces and laws.",
            "Vocabulary",
        ),
    ),
    "config": (
        str | None,
        Option(
            ("--config",),
            "FILE",
            "Take defaults of options from FILE instead of the nearest refextract.toml.",
            "Defaults",
        ),
    ),
    "no_config": (
        bool,
        Option(("--no-config",), "", "Take no defaults from files or the environment.", "Defaults"),
    ),
}
"""The options of every command, which are no parameters of theirs: see `configuration`."""


def declared(command: Command) -> dict[str, tuple[Any, Option]]:
    """Give the type and the option of every parameter of a command, and of those of all."""
    hints = get_type_hints(command, include_extras=True)
    own = {name: get_args(hint) for name, hint in hints.items() if name != "return"}
    return own | COMMON


def read_arguments(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """Read a command line.

    Args:
        command: the command that it calls.
        words: what stands behind the name of the command.

    Returns:
        The values of the parameters that are given; None where Typer has to look at it.
    """
    parameters = declared(command)
    names = {written: name for name, (_, option) in parameters.items() for written in option.names}
    unnamed = [name for name, (_, option) in parameters.items() if not option.names]
    values: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        positional = word == "-" or not word.startswith("-")
        if word == "--" or (positional and not unnamed):
            return None
        if positional:
            values.setdefault(unnamed[0], []).append(word)
            continue
        written, equals, value = word.partition("=")
        name = names.get(written)
        if name is None or (equals and not written.startswith("--")):
            return None
        type, _ = parameters[name]
        if type is bool:
            if equals:
                return None
            values[name] = True
            continue
        if not equals:
            following = next(rest, None)
            if following is None:
                return None
            value = following
        if type == list[str] | None:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    return values
