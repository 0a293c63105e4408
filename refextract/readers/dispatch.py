"""One stream of bytes: which reader is for it, and what is said when that fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from refextract.readers.document import Broken, Document, NotReadable
from refextract.readers.kinds import HEAD, READERS, TEXT, UNSUPPORTED, kind_of
from refextract.readers.limits import Job
from refextract.readers.plain import text_documents

if TYPE_CHECKING:
    from refextract.readers.streams import Readable


def read_stream(stream: Readable, source: str, job: Job) -> Iterator[Document]:
    """Read what a stream holds.

    Args:
        stream: an open file, or a member of an archive.
        source: the name that its records bear.
        job: the reading, with its limits.

    Yields:
        Its documents.

    Raises:
        NotReadable: there is no text to be had from it.
        OSError: the file cannot be read.
    """
    head = stream.read(HEAD)
    kind = kind_of(head)
    if kind in UNSUPPORTED:
        raise NotReadable(UNSUPPORTED[kind])
    try:
        if kind == TEXT:
            yield from text_documents(head, stream, source, job)
            return
        # Imported here: plain text, which is read most, needs none of it.
        from importlib import import_module

        from refextract.readers.streams import Rejoined

        yield from import_module(READERS[kind]).read(Rejoined(head, stream), source, job)
    except MemoryError:
        raise NotReadable("too large for memory; split it") from None
    except (NotReadable, Broken, OSError):
        raise
    except Exception as error:
        # A fault of ours, or of a library, over one file must not cost the others.
        if os.environ.get("REFEXTRACT_DEBUG"):
            raise
        raise NotReadable(
            f"internal error ({type(error).__name__}: {error}); please report it"
        ) from None
