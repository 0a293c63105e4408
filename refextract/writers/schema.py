"""JSON Schema of what the writers write: the published interface of the record."""

from __future__ import annotations

import inspect
import re
from typing import Any, Final

import msgspec

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
"""One entry under ``Attributes:`` in a docstring."""


def schema(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Describe one record as JSON Schema.

    msgspec describes what it would read, where a key with a default may be missing. This describes
    what is written: every key of the record always, and no other.

    Args:
        record: the type of the record.

    Returns:
        The schema, with the descriptions that stand in the record's docstring.
    """
    _, definitions = msgspec.json.schema_components([record])
    for definition in definitions.values():
        _tidy(definition)
    described = definitions.pop(record.__name__)
    for base in record.__mro__[1:]:
        if base.__module__.startswith(__package__.partition(".")[0]):
            _describe(described["properties"], inspect.getdoc(base) or "")
    described["required"] = list(record.__struct_fields__)
    for nested in definitions.values():
        _without_null(nested)
    parts = {"$defs": definitions} if definitions else {}
    return {"$schema": DIALECT, **described, **parts}


def _tidy(definition: dict[str, Any]) -> None:
    """Put the descriptions where they belong, and say that there are no other keys."""
    text = inspect.cleandoc(definition.get("description", ""))
    for field in definition["properties"].values():
        field.pop("default", None)
    _describe(definition["properties"], text)
    summary = text.partition("Attributes:\n")[0].replace("``", "`")
    definition["description"] = " ".join(summary.split())
    definition["additionalProperties"] = False


def _describe(properties: dict[str, Any], docstring: str) -> None:
    """Give fields the descriptions that stand in a docstring."""
    attributes = docstring.partition("Attributes:\n")[2].replace("``", "`")
    for name, description in _ATTRIBUTE.findall(attributes):
        properties[name].setdefault("description", " ".join(description.split()))


def _without_null(definition: dict[str, Any]) -> None:
    """Narrow the fields of a nested object, which leaves out what is not known."""
    for field in definition["properties"].values():
        options = [option for option in field.pop("anyOf", []) if option != {"type": "null"}]
        for option in options:
            field.update(option)
