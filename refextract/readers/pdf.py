"""PDF with a text layer: its text, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from refextract.readers.detection import reread
from refextract.readers.document import Document, NotReadable, UnreadableInput
from refextract.readers.extras import library
from refextract.readers.limits import Job
from refextract.readers.pages import joined
from refextract.readers.streams import Rejoined, seekable

_HYPHEN: Final = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line, together with the first word of the next."""

_OCR: Final = "recognise its text first (OCR), for example with: ocrmypdf -l vie"


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a PDF.

    Args:
        stream: the file.
        source: the name that its records bear.
        job: the reading. It is told of pages that are only images where others have text.

    Raises:
        NotReadable: it is a scan without text, damaged, or protected with a password, or the
            library that reads it is not installed.
    """
    pdfium = library("pypdfium2", "a PDF")
    try:
        pdf = pdfium.PdfDocument(seekable(stream))
    except pdfium.PdfiumError as error:
        raise NotReadable(_said(str(error))) from None
    try:
        pages = [_text(pdfium, pdf, number) for number in range(len(pdf))]
        scanned = [
            number + 1
            for number, text in enumerate(pages)
            if not text.strip() and _has_image(pdfium, pdf, number)
        ]
    finally:
        pdf.close()
    if not any(text.strip() for text in pages):
        if scanned:
            raise NotReadable(f"a scanned PDF without text; {_OCR}")
        raise NotReadable("a PDF without text; if its letters are drawn, print it and scan it")
    if scanned:
        job.failed(UnreadableInput(source, f"{_listed(scanned)} scanned without text; {_OCR}"))
    text, starts = joined([reread(page) for page in pages])
    yield Document(text, source, starts, f"PDF of {_count(len(pages), 'page')}")


def _text(pdfium: Any, pdf: Any, number: int) -> str:
    try:
        page = pdf[number]
        text: str = page.get_textpage().get_text_range()
    except pdfium.PdfiumError:
        raise NotReadable(
            f"damaged at page {number + 1}; repair it, for example with: qpdf or mutool clean"
        ) from None
    # Some fonts give a soft hyphen where a hyphen is shown.
    return text.replace(_HYPHEN, "-").replace("\u00ad", "-").replace("\0", "")


def _has_image(pdfium: Any, pdf: Any, number: int) -> bool:
    image = pdfium.raw.FPDF_PAGEOBJ_IMAGE
    return any(found.type == image for found in pdf[number].get_objects())


def _said(error: str) -> str:
    if "password" in error.lower():
        return "protected with a password; save it without one first"
    if "security" in error.lower():
        return "encrypted in a way that cannot be read; save it without encryption first"
    return "a damaged PDF; get it again, or repair it, for example with: qpdf or mutool clean"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _listed(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:5])) + (", …" if len(pages) > 5 else "")
    return f"page {shown} is" if len(pages) == 1 else f"pages {shown} are"
