"""DOCX: the paragraphs, tables, notes, headers and footers of a Word document.

A DOCX is a ZIP file with parts in XML (ECMA-376, Part 1, chapter 17). They are read as a stream of
elements, so that a document of thousands of pages is never a tree in memory. Tracked insertions
are in the text, tracked deletions are not: it is what it would be with all changes accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat

from refextract.readers.document import Document, NotReadable
from refextract.readers.fonts import Meaning, meaning_of
from refextract.readers.layout import Layout
from refextract.readers.limits import Job
from refextract.readers.streams import CHUNK, Counted

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
"""The namespace of Word, as usual and in “strict” files, with the space that expat puts behind."""

_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
"""The same drawing once more, for programs that don't know the first form."""

_SKIPPED: Final = frozenset({"del", "moveFrom", _FALLBACK})
_PARTS: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_MAIN: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_OFF: Final = frozenset({"0", "false", "off"})


def read_docx(
    names: Iterable[str], opened: Callable[[str], Counted], source: str, job: Job
) -> Document:
    """Read a document.

    Args:
        names: of its parts.
        opened: opens a part.
        source: the name that its records bear.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is damaged, or larger than it may be.
    """
    around = sorted(name for name in names if _PARTS.fullmatch(name))
    headers = [name for name in around if "header" in name]
    footers = [name for name in around if "footer" in name]
    notes = [name for name in _NOTES if name in names]
    texts: list[str] = []
    for name in (*headers, _MAIN, *notes, *footers):
        part = _Part()
        part.read(opened(name), job)
        text = part.layout.result()
        # The header of the first page and that of the others are often the same.
        if text not in texts:
            texts.append(text)
    return Document("".join(texts), source, (), "DOCX")


class _Part:
    """One part of a document, read element by element."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._outside: list[Layout] = []
        self._boxes: list[str] = []
        self._skipped = 0
        self._in_text = False
        self._in_run = False
        self._in_mark = False
        self._joined = False
        self._hidden = False
        self._font: Meaning | None = None
        self._pieces: list[str] = []

    def read(self, stream: Counted, job: Job) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            while chunk := stream.read(CHUNK):
                job.check_member(stream.count)
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise NotReadable(
                f"a damaged DOCX ({error}); open it in Word or LibreOffice and save it again"
            ) from None

    def _doctype(self, *declared: object) -> None:
        # No Word document declares entities; those that do are made to fill the memory.
        raise NotReadable("a DOCX with declarations that no Word document has; not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self._skipped or local in _SKIPPED:
            # A deleted paragraph mark is an empty element of the paragraph's properties.
            if self._in_mark and local == "del":
                self._joined = True
            self._skipped += 1
            return
        match local:
            case "t":
                self._in_text = not self._hidden
            case "r":
                self._in_run, self._hidden, self._font = True, False, None
            case "tab":
                if self._in_run:
                    self.layout.text("\t")
            case "br" | "cr":
                self.layout.text("\n")
            case "noBreakHyphen":
                self.layout.text("-")
            case "vanish" | "webHidden":
                self._hidden = self._in_run and _value(attributes) not in _OFF
            case "rFonts":
                if self._in_run:
                    self._font = _font(attributes)
            case "pPr":
                self._in_mark = True
            case "tr":
                self.layout.start_row()
            case "tc":
                self.layout.start_cell()
            case "txbxContent":
                # A box stands beside the paragraph that it is anchored in, not in it.
                self._outside.append(self.layout)
                self.layout = Layout()
            case _:
                pass

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        match _local(name):
            case "t":
                self._in_text = False
                text = "".join(self._pieces)
                self._pieces.clear()
                self.layout.text(self._font(text) if self._font is not None else text)
            case "r":
                self._in_run = False
            case "pPr":
                self._in_mark = False
            case "p":
                self._end_paragraph()
            case "tr":
                self.layout.end_row()
            case "tc":
                self.layout.end_cell()
            case "txbxContent":
                self._boxes.append(self.layout.result())
                self.layout = self._outside.pop()
            case _:
                pass

    def _end_paragraph(self) -> None:
        if self._joined:
            self._joined = False
            return
        self.layout.end_line()
        if not self._outside:
            for box in self._boxes:
                self.layout.text(box)
                self.layout.end_line()
            self._boxes.clear()

    def _characters(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._pieces.append(text)


def _local(name: str) -> str:
    for namespace in _WORD:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return name


def _value(attributes: dict[str, str]) -> str | None:
    return next((attributes[f"{name}val"] for name in _WORD if f"{name}val" in attributes), None)


def _font(attributes: dict[str, str]) -> Meaning | None:
    for namespace in _WORD:
        for kind in ("ascii", "hAnsi"):
            if f"{namespace}{kind}" in attributes:
                return meaning_of(attributes[f"{namespace}{kind}"])
    return None
