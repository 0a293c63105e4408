"""DOC: Word documents from before 2007, read by antiword or LibreOffice where one is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Final

from refextract.readers.detection import reread
from refextract.readers.dispatch import read_stream
from refextract.readers.document import Document, NotReadable
from refextract.readers.kinds import PRESENTATION, WORKBOOK
from refextract.readers.layout import Layout
from refextract.readers.limits import Job
from refextract.readers.streams import Rejoined

PATIENCE: Final = 120
"""How many seconds a converter may take for one document."""

_INSTALL: Final = "a DOC file; to read it, install antiword or LibreOffice, or save it as DOCX"
_DAMAGED: Final = "a damaged DOC file; open it in Word or LibreOffice and save it as DOCX"
_PROTECTED: Final = "protected with a password; save it without one first"

_OTHERS: Final = {
    "EncryptedPackage": _PROTECTED,
    "Workbook": WORKBOOK,
    "Book": WORKBOOK,
    "PowerPoint Document": PRESENTATION,
    "__properties_version1.0": "an Outlook message; save it as .eml",
}
"""Streams that tell what an OLE file is, other than a DOC."""

_ENCRYPTED: Final = 0x0100

_BLANKS: Final = re.compile(r" +")
_CELLS: Final = re.compile(r"^\||\s*\|(?:\s*\|)*\s*")
"""The bars that antiword draws between the cells of a table."""


def read(stream: Rejoined, source: str, job: Job) -> Iterator[Document]:
    """Read a document.

    Args:
        stream: the file.
        source: the name that its records bear.
        job: the reading, with its limits.

    Raises:
        NotReadable: it is no DOC, or damaged, or protected; or nothing that reads it is installed.
    """
    data = stream.read()
    _check(data)
    antiword = shutil.which("antiword")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if antiword is None and office is None:
        raise NotReadable(_INSTALL)
    text = _by_antiword(antiword, data) if antiword is not None else None
    if text is not None:
        yield Document(reread(text), source, (), "DOC, by antiword")
        return
    if office is None:
        raise NotReadable(f"{_DAMAGED}, or install LibreOffice, which reads more of them")
    converted = _by_office(office, data)
    for document in read_stream(BytesIO(converted), source, job):
        yield document._replace(read_as="DOC, by LibreOffice")


def _check(data: bytes) -> None:
    """Refuse what is no Word document, by the names of the streams in it."""
    if "WordDocument".encode("utf-16-le") not in data:
        for name, said in _OTHERS.items():
            if name.encode("utf-16-le") in data:
                raise NotReadable(said)
        raise NotReadable(_DAMAGED)
    # The first block of the document follows the header of the file, as Word writes it.
    if data[512:514] == b"\xec\xa5" and int.from_bytes(data[522:524], "little") & _ENCRYPTED:
        raise NotReadable(_PROTECTED)


def _by_antiword(program: str, data: bytes) -> str | None:
    """Convert with antiword, which takes milliseconds; None where it doesn't know the document."""
    try:
        done = subprocess.run(
            [program, "-m", "UTF-8.txt", "-w", "0", "-"],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0 or not text.strip():
        return None
    layout = Layout()
    for line in text.splitlines():
        cells = _CELLS.sub("\t", line.strip()) if line.startswith("|") else line
        layout.text(_BLANKS.sub(" ", cells).replace(" \t", "\t"))
        layout.end_line()
    return layout.result()


def _by_office(program: str, data: bytes) -> bytes:
    """Convert to DOCX with LibreOffice, in a directory and with a profile of its own.

    The names of files are ours, never those of a member of an archive.
    """
    with TemporaryDirectory(prefix="refextract-") as directory:
        given = os.path.join(directory, "document.doc")
        made = os.path.join(directory, "out", "document.docx")
        with open(given, "wb") as file:
            file.write(data)
        profile = f"-env:UserInstallation=file://{directory}/profile"
        options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir"]
        try:
            subprocess.run(
                [program, profile, *options, os.path.dirname(made), given],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
            with open(made, "rb") as file:
                return file.read()
        except subprocess.TimeoutExpired:
            raise NotReadable(f"LibreOffice took more than {PATIENCE} seconds over it") from None
        except OSError:
            raise NotReadable(_DAMAGED) from None
