"""Defaults of options: from the environment, and from a file of the project.

What the command line says counts first, then the environment, then the file, then what is built in;
what is said for one command counts before what is said for all.

The file is the nearest in the working directory and those above it: ``refextract.toml``, or
``pyproject.toml`` if that has a table ``[tool.refextract]``. Its keys are the names of options::

    format = "csv"            # for every command
    exclude = ["draft*"]

    [batch]                   # for one
    jobs = 4

In the environment they are ``REFEXTRACT_FORMAT`` and ``REFEXTRACT_BATCH_JOBS``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from refextract.cli.arguments import Command, Option, declared
from refextract.cli.commands import COMMANDS, load
from refextract.cli.messages import UsageError
from refextract.cli.tables import use_vocabulary

FILE: Final = "refextract.toml"
PROJECT: Final = "pyproject.toml"
TABLE: Final = "[tool.refextract"

PREFIX: Final = "REFEXTRACT_"
SEPARATOR: Final = ";"
"""Between the values of one option in the environment."""

_OURS: Final = ("config", "no_config")
"""The options that say where defaults are."""

_FIXED: Final = ("schema",)
"""Commands without defaults: they say what they are asked."""

_YES: Final = ("1", "true", "yes", "on")
_NO: Final = ("", "0", "false", "no", "off")
_PATHS: Final = ("FILE", "DIR")
"""What options call values that are paths."""


class Default(NamedTuple):
    """A value that stands in for one that the command line does not give.

    Attributes:
        value: the value, of the type of its option.
        origin: where it is from, for a person.
    """

    value: Any
    origin: str


def call(name: str, values: dict[str, Any]) -> int:
    """Run a command.

    Args:
        name: the command.
        values: what the command line gives; None, False and empty lists are not given.

    Returns:
        Its exit status.

    Raises:
        UsageError: the command line, the environment or the file of defaults makes no sense.
    """
    command = load(name)
    given = {key: value for key, value in values.items() if value}
    file, without = given.pop("config", None), given.pop("no_config", False)
    if without and file is not None:
        raise UsageError("give either --config or --no-config, not both")
    defaults = {} if without or name in _FIXED else defaults_of(name, command, file)
    used = {key: default for key, default in defaults.items() if key not in given}
    values = {key: default.value for key, default in used.items()} | given
    try:
        use_vocabulary(values.pop("vocabulary", None))
        return command(**values)
    except UsageError as error:
        if not used:
            raise
        origins = ", ".join(f"{_long(command, key)}: {used[key].origin}" for key in used)
        raise UsageError(f"{error} (not from the command line are {origins})") from None


def defaults_of(name: str, command: Command, file: str | None = None) -> dict[str, Default]:
    """Collect the defaults that are set for a command.

    Args:
        name: the command.
        command: its function.
        file: the file to take them from; without it, one is looked for.

    Raises:
        UsageError: a file that cannot be read, an unknown key, or a value of a wrong type.
    """
    options = {
        key: (type, option)
        for key, (type, option) in declared(command).items()
        if option.names and key not in _OURS
    }
    found: dict[str, Default] = {}
    path = file or os.environ.get(f"{PREFIX}CONFIG") or nearest()
    if path is not None:
        found.update(_from_file(path, name, options))
    if any(variable.startswith(PREFIX) for variable in os.environ):
        found.update(_from_environment(os.environ, name, options))
    return found


def nearest() -> str | None:
    """Find the file of defaults that is nearest above the working directory; None without one."""
    try:
        directory = os.getcwd()
    except OSError:  # It has been deleted.
        return None
    while True:
        path = os.path.join(directory, FILE)
        if os.path.isfile(path):
            return path
        path = os.path.join(directory, PROJECT)
        if os.path.isfile(path) and _has_table(path):
            return path
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above


def _has_table(path: str) -> bool:
    """Say whether a project may have defaults, without reading TOML."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return TABLE in stream.read()
    except OSError:
        return False


Options = Mapping[str, tuple[Any, Option]]


def _from_file(path: str, name: str, options: Options) -> Iterator[tuple[str, Default]]:
    content = _read(path)
    known = {key for one in COMMANDS for key in _keys(one)}
    # One option is called like a command: a table is of the command.
    tables = {key: value for key, value in content.items() if isinstance(value, dict)}
    shared = {key: value for key, value in content.items() if key not in tables}
    _check_keys(path, "", shared, known)
    _check_keys(path, "", tables, set(COMMANDS))
    for command, table in tables.items():
        _check_keys(path, f"{command}.", table, set(_keys(command)))
    for where, table in (("", shared), (f"{name}.", tables.get(name, {}))):
        for key, (type, option) in options.items():
            written = _key(option)
            if written in table:
                place = f"{path}: {where}{written}"
                value = _typed(table[written], type, place)
                if not where and _is_of_others(value, option):
                    continue
                yield key, Default(_resolved(value, option, path), f"{where}{written} in {path}")


def _is_of_others(value: Any, option: Option) -> bool:
    """Say whether a value for every command is a format that only other commands have."""
    if option.names[0] != "--format" or value in option.values:
        return False
    formats = (declared(load(one)).get("format") for one in COMMANDS)
    return any(found is not None and value in found[1].values for found in formats)


def _read(path: str) -> dict[str, Any]:
    # Imported here, because most runs have no file of defaults.
    import tomllib

    try:
        with open(path, "rb") as stream:
            content = tomllib.load(stream)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no TOML: {error}") from None
    if os.path.basename(path) == PROJECT:
        content = content.get("tool", {}).get("refextract", {})
    return content


def _check_keys(path: str, where: str, table: dict[str, Any], known: set[str]) -> None:
    for key in table:
        if key not in known:
            from difflib import get_close_matches

            if key in COMMANDS:
                raise UsageError(f"{path}: {key}: is to be a table: [{key}]")
            near = get_close_matches(key.replace("_", "-"), sorted(known | set(COMMANDS)), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"{path}: {where}{key}: no such option{hint}")


def _keys(command: str) -> list[str]:
    if command in _FIXED:
        return []
    return [
        _key(option)
        for key, (_, option) in declared(load(command)).items()
        if option.names and key not in _OURS
    ]


def _key(option: Option) -> str:
    """Give the name of an option in a file: ``max-depth``."""
    return option.names[0].removeprefix("--")


def _long(command: Command, key: str) -> str:
    return declared(command)[key][1].names[0]


def _typed(value: Any, type: Any, place: str) -> Any:
    """Give a value of TOML the type of its option."""
    if type is bool:
        if isinstance(value, bool):
            return value
        raise UsageError(f"{place}: is to be true or false")
    if type == list[str] | None and isinstance(value, list):
        return [_text(one, place) for one in value]
    text = _text(value, place)
    return [text] if type == list[str] | None else text


def _text(value: Any, place: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f'{place}: is to be a text, in quotation marks: "…"')


def _resolved(value: Any, option: Option, path: str) -> Any:
    """Let the paths in a file begin where the file is."""
    if option.metavar not in _PATHS:
        return value
    if isinstance(value, list):
        return [_resolved(one, option, path) for one in value]
    return value if value == "-" else os.path.join(os.path.dirname(path), value)


def _from_environment(
    environment: Mapping[str, str], name: str, options: Options
) -> Iterator[tuple[str, Default]]:
    for prefix in (PREFIX, f"{PREFIX}{name.upper()}_"):
        for key, (type, option) in options.items():
            variable = prefix + _key(option).upper().replace("-", "_")
            written = environment.get(variable)
            if written is None or (not written and type is not bool):
                continue
            if prefix == PREFIX and _is_of_others(written, option):
                continue
            yield key, Default(_from_text(written, type, variable), f"the variable {variable}")


def _from_text(written: str, type: Any, variable: str) -> Any:
    if type is bool:
        if written.lower() in _YES or written.lower() in _NO:
            return written.lower() in _YES
        raise UsageError(f"the variable {variable} is to be 1 or 0")
    if type == list[str] | None:
        return [one for one in written.split(SEPARATOR) if one]
    return written
