"""The command `annotate`: a text again, with every citation in it marked up."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from refextract.cli import options
from refextract.cli.arguments import Option
from refextract.cli.catalogs import chosen_catalog
from refextract.cli.inputs import refuse_overwriting
from refextract.cli.messages import DONE, INCOMPLETE, UsageError, say
from refextract.cli.output import destination
from refextract.cli.reading import chosen_reading
from refextract.cli.selection import Selection
from refextract.readers import STANDARD_INPUT, Document, Reading, UnreadableInput
from refextract.readers.dispatch import read_stream
from refextract.readers.document import NotReadable, source_name
from refextract.readers.kinds import HEAD, kind_of
from refextract.readers.limits import Job
from refextract.readers.paths import reason

if TYPE_CHECKING:
    from refextract.annotation.links import Links
    from refextract.citation import Citation
    from refextract.readers.html import Parsed

FORMATS: Final = ("html", "markdown", "plain")

EXTENSIONS: Final = {".md": "markdown", ".markdown": "markdown", ".txt": "plain"}
"""The formats, by the end of the name of the output; html for every other."""

LANGUAGES: Final = ("vi", "en")

Format = Annotated[
    str | None,
    Option(
        ("--format", "-f"),
        "FORMAT",
        "html: a page to read on, or of an HTML file the page itself with marks in it; markdown: "
        "with links; plain: [[in double brackets]]. As the name of the output ends, else html.",
        options.OUTPUT,
        FORMATS,
    ),
]
LinkTemplate = Annotated[
    str | None,
    Option(
        ("--link-template",),
        "ADDRESS",
        "Where citations lead: 'https://example.org/{number}', with any keys of the record.",
        options.OUTPUT,
    ),
]
Language = Annotated[
    str | None,
    Option(("--language",), "NAME", "Of the page itself: vi or en; vi.", options.OUTPUT, LANGUAGES),
]


def command(
    paths: options.Paths = None,
    encoding: options.Encoding = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    catalog: options.Catalogs = None,
    type: options.Types = None,
    number: options.Numbers = None,
    issuer: options.Issuers = None,
    kind: options.Kinds = None,
    since: options.Since = None,
    until: options.Until = None,
    format: Format = None,
    link_template: LinkTemplate = None,
    language: Language = None,
    output: options.Output = None,
) -> int:
    """Mark the citations in a file, or in standard input if none is given.

    \b
    Examples:
      refextract annotate report.txt -o report.html         a page with a list and filters
      refextract annotate page.html -o marked.html          the page itself, with marks
      refextract annotate report.docx -f markdown > report.md
      refextract annotate report.txt -o report.html --link-template 'https://example.org/?q={number}'

    Exit status: 0 done; 1 the input could not be read; 2 wrong usage.
    """
    selection = Selection(
        types=type or (),
        numbers=number or (),
        issuers=issuer or (),
        kinds=kind or (),
        since=since,
        until=until,
        hint=None if quiet else say,
    )
    path = _only(paths or (STANDARD_INPUT,))
    refuse_overwriting([path], [output])
    wanted = _chosen(format, FORMATS, "format") or EXTENSIONS.get(
        os.path.splitext(output or "")[1].lower(), "html"
    )
    speaks = _chosen(language, LANGUAGES, "language") or LANGUAGES[0]
    links = _links(link_template)
    cataloged = chosen_catalog(catalog or (), output=output, quiet=quiet)
    reading = chosen_reading(encoding=encoding)
    try:
        given = _given(path, reading, as_page=wanted == "html")
    except UnreadableInput as problem:
        if not quiet:
            say(str(problem))
        return INCOMPLETE
    if verbose:
        say(f"{given.sections[0].source}: {given.sections[0].read_as}")
    citations = [
        citation
        for section in given.sections
        for citation in selection.citations(section, cataloged)
    ]
    made = _made(wanted, given, citations, links, speaks)
    with destination(output) as results:
        results.write(made.encode("utf-8", "surrogatepass"))
    return DONE


class _Given(NamedTuple):
    """What is to be annotated.

    Attributes:
        sections: its text, read section by section as `extract` reads it.
        page: the parsed page, where it is one and is to be one again.
    """

    sections: list[Document]
    page: Parsed | None


def _given(path: str, reading: Reading, *, as_page: bool) -> _Given:
    """Read the one document of a file.

    Raises:
        UnreadableInput: there is no text to be had.
        UsageError: there are several.
    """
    source = source_name(path)
    try:
        data = _bytes(path)
        if as_page and kind_of(data[:HEAD]) == "HTML":
            from refextract.readers.html import decode_page, parsed

            decoded, encoding = decode_page(data, reading.encoding)
            page = parsed(decoded)
            return _Given([Document(page.text, source, (), f"HTML in {encoding}")], page)
        sections: list[Document] = []
        for section in read_stream(BytesIO(data), source, Job(reading, _give_up)):
            if sections and section.is_first:
                raise UsageError(f"{source} holds several documents; unpack it and annotate each")
            sections.append(section)
    except OSError as error:
        raise UnreadableInput(source, reason(error)) from None
    except NotReadable as error:
        raise UnreadableInput(source, str(error)) from None
    if not sections:
        raise UnreadableInput(source, "holds no document")
    return _Given(sections, None)


def _bytes(path: str) -> bytes:
    if path != STANDARD_INPUT:
        with open(path, "rb") as file:
            return file.read()
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


def _give_up(problem: UnreadableInput) -> None:
    raise problem


def _made(
    wanted: str, given: _Given, citations: list[Citation], links: Links, language: str
) -> str:
    """Mark the text up; each format brings its own imports."""
    text = "".join(section.text for section in given.sections)
    source = given.sections[0].source
    if given.page is not None:
        from refextract.annotation import inside_html

        return inside_html.annotated(given.page, citations, links)
    if wanted == "plain":
        from refextract.annotation import plain

        return plain.annotated(text, citations)
    if wanted == "markdown":
        from refextract.annotation import markdown

        return markdown.annotated(text, citations, links)
    from refextract.annotation import page

    title = "refextract" if source == STANDARD_INPUT else os.path.basename(source)
    return page.annotated(text, citations, links, title=title, language=language)


def _links(template: str | None) -> Links:
    from refextract.annotation.links import Links, TemplateError

    try:
        return Links(template)
    except TemplateError as error:
        raise UsageError(f"--link-template {template}: {error}") from None


def _only(paths: Sequence[str]) -> str:
    if len(paths) > 1:
        raise UsageError(f"annotate takes one file, not {len(paths)}; call it for each")
    return paths[0]


def _chosen(value: str | None, choices: Sequence[str], what: str) -> str | None:
    if value is not None and value.lower() not in choices:
        raise UsageError(f"unknown {what} {value!r}; choose from {', '.join(choices)}")
    return value and value.lower()
