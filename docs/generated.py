"""What the pages have from the program itself, so that it cannot differ: a Sphinx extension.

Each directive writes Markdown out of what the program is made of: the options of its commands, its
record, its tables, its rules.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import SphinxDirective

from refextract import vocabulary
from refextract.checks.rules import RULES
from refextract.citation import Citation
from refextract.cli.arguments import Option, declared
from refextract.cli.commands import COMMANDS, load
from refextract.writers.schema import schema

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


def commands() -> Iterator[str]:
    """Describe every command: what it does, its options under their headings, its examples."""
    for name in COMMANDS:
        command = load(name)
        summary, _, rest = (inspect.getdoc(command) or "").partition("\n")
        yield f"## refextract {name}\n\n{summary}\n"
        body, _, examples = rest.partition("\b\n")
        yield inspect.cleandoc(body) + "\n"
        headings: dict[str, list[Option]] = {}
        for _, option in declared(command).values():
            headings.setdefault(option.heading, []).append(option)
        for heading, options in headings.items():
            yield f"**{heading}**\n"
            yield from map(_option, options)
        if examples:
            listed, _, after = examples.partition("\n\n")
            lines = inspect.cleandoc("\n".join(listed.splitlines()[1:]))
            yield f"**Examples**\n\n```text\n{lines}\n```\n"
            yield inspect.cleandoc(after) + "\n"


def _option(option: Option) -> str:
    """Describe an option, as an entry of a list of definitions."""
    value = f" {option.metavar}" if option.metavar else ""
    names = ", ".join(f"`{name}{value}`" for name in option.names) or f"`{option.metavar}`"
    return f"{names}\n: {_escaped(option.help)}\n"


def record() -> Iterator[str]:
    """Describe the record, key by key."""
    described = schema(Citation)["properties"]
    rows = [(f"`{key}`", _types(field), field["description"]) for key, field in described.items()]
    yield from _table(("key", "type", "value"), rows)


def _types(field: dict[str, Any]) -> str:
    """Name the JSON types of a field."""
    names = [one.get("type", "array") for one in field.get("anyOf", [field]) if "enum" not in one]
    values = [
        f"`{value}`"
        for one in field.get("anyOf", [field])
        for value in one.get("enum", [])
        if value is not None
    ]
    return " or ".join([*values, *dict.fromkeys(name for name in names if name)])


def types() -> Iterator[str]:
    """List the document types that the program knows."""
    yield from _table(
        ("type", "in English", "symbols", "example"),
        (
            (known.name, known.english, ", ".join(known.symbols), known.example)
            for known in vocabulary.document_types()
        ),
    )


def amounts() -> Iterator[str]:
    """Say how much the program knows."""
    yield from _table(
        ("table", "rows"),
        (
            ("document types", str(len(vocabulary.document_types()))),
            ("issuing bodies, each with its period", str(len(vocabulary.issuers()))),
            ("symbols with several meanings", str(len(vocabulary.ambiguous_symbols()))),
            ("provinces, each with its period", str(len(vocabulary.provinces()))),
            ("laws and ordinances", str(len(vocabulary.laws()))),
            ("terms and meetings of the Party", str(len(vocabulary.party_events()))),
        ),
    )


def rules() -> Iterator[str]:
    """Describe every rule of `check`, with its examples."""
    for rule in RULES:
        options = f" (with `{' '.join(rule.options)}`)" if rule.options else ""
        yield f"## {rule.code}\n\n{rule.meaning} {rule.why}\n"
        yield f"Found{options}:\n\n```text\n{rule.wrong}\n```\n"
        if rule.suggestion:
            yield f"Likely right: `{rule.suggestion}`\n"
        yield f"Left alone:\n\n```text\n{rule.right}\n```\n"
        if rule.fixable:
            yield "`--fix` can rewrite it.\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    """Keep what Markdown would read from being read."""
    text = text.replace("|", "\\|").replace("\n", " ")
    return text if "`" in text else text.replace("*", "\\*").replace("<", "\\<")


class _Generated(SphinxDirective):
    """Puts generated Markdown into a page."""

    def run(self) -> list[Node]:
        text = "\n".join(MADE[self.name]())
        return self.parse_text_to_nodes(text, allow_section_headings=True)


MADE = {
    "commands": commands,
    "record": record,
    "types": types,
    "amounts": amounts,
    "rules": rules,
}
"""The directives."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Give Sphinx the directives."""
    for name in MADE:
        app.add_directive(name, _Generated)
    return {"parallel_read_safe": True}
