"""What the tests of batch have workers do: read small files that tell them to misbehave."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from refextract.batch import Recipe
from refextract.batch.worker import Extract
from refextract.citation import Citation
from refextract.readers import Document, UnreadableInput

Failed = Callable[[UnreadableInput], None]


def read_lines(path: str, failed: Failed, wanted: Callable[[], bool]) -> Iterator[Document]:
    """Read a file as an archive whose words are documents, some of which do harm."""
    if "log-of-reading" in path:
        with Path("readings").open("a") as log:
            log.write("read\n")
    for place, line in enumerate(Path(path).read_text().split()):
        match line:
            case "unreadable":
                failed(UnreadableInput(f"{path}!/{place}", "not to be had"))
                continue
            case "broken-library":
                raise IndexError("of a library")
            case "hang-while-read":
                time.sleep(60)
            case "die-while-read":
                os.kill(os.getpid(), signal.SIGKILL)
        yield Document(line, f"{path}!/{place}")


def make_extract() -> Extract:
    """Make what gives one record a document, after some trouble."""

    def extract(document: Document) -> Iterator[Citation]:
        word = document.text
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "exit":
            os._exit(3)
        if word == "hang":
            time.sleep(60)
        if word == "fault":
            raise KeyError("something")
        if word == "memory":
            raise MemoryError
        if word.startswith("die-once:"):
            mark = Path(word.partition(":")[2])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if word.startswith("log:"):
            with Path(word.partition(":")[2]).open("a") as log:
                log.write("read\n")
        if word == "slow":
            time.sleep(0.1)
        if word == "many":
            for place in range(30_000):
                yield record(document, place)
            return
        yield record(document, 0)

    return extract


def record(document: Document, start: int) -> Citation:
    """Make a record that shows which document it is from."""
    return Citation(
        source=document.source,
        start=start,
        end=start + len(document.text),
        line=1,
        column=start + 1,
        kind="numbered",
        text=document.text,
    )


def die_at_start() -> Extract:
    """Break a worker before it can do anything."""
    os._exit(1)


RECIPE = Recipe(read_lines, make_extract)
"""What the workers do."""
