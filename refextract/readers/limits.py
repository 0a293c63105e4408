"""How inputs are to be read, and how much an archive may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from refextract.readers.document import Exhausted, NotReadable, UnreadableInput

MEGABYTE = 1 << 20

NO_RATIO_BELOW = 16 * MEGABYTE
"""What expands to less than this does no harm, however small it was before."""

Failed = Callable[[UnreadableInput], None]
"""What is called with an input that cannot be read, so that the others are read all the same."""


class Reading(NamedTuple):
    """How inputs are read.

    Attributes:
        encoding: of all plain texts, as `known_encoding` names it; None to tell it from the bytes.
        hidden: files whose names begin with a dot are read too.
        follow_links: links to directories are followed.
        include: patterns; of the files in directories and archives only those that fit are read.
        exclude: patterns; of the files in directories and archives those that fit are not read.
        max_depth: how many archives and compressions may be inside each other.
        max_member: how many bytes a member of an archive, or a compressed file, may expand to.
        max_total: how many bytes everything in one archive may expand to.
        max_ratio: how many times its compressed size something may expand to.
    """

    encoding: str | None = None
    hidden: bool = False
    follow_links: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_depth: int = 5
    max_member: int = 256 * MEGABYTE
    max_total: int = 1 << 40
    max_ratio: int = 250


Wanted = Callable[[], bool]
"""Asked before a document is read; where it is not wanted, an empty one may come in its place."""


def always() -> bool:
    """Want every document."""
    return True


class Job:
    """The reading of one input: its options, and what it has used of its limits.

    Args:
        reading: the options.
        failed: called with each member of an archive that cannot be read.
        wanted: says whether the next document is wanted.
    """

    def __init__(self, reading: Reading, failed: Failed, wanted: Wanted = always) -> None:
        self.reading = reading
        self.failed = failed
        self.wanted = wanted
        self.depth = 0
        self.expanded = 0

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Go into an archive, and out again at the end.

        Raises:
            NotReadable: there are too many archives inside each other.
        """
        if self.depth >= self.reading.max_depth:
            raise NotReadable(
                f"more than {self.reading.max_depth} archives and compressions inside each other; "
                "to read it too, raise --max-depth"
            )
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def spend(self, count: int) -> None:
        """Count bytes that came out of an archive.

        Raises:
            Exhausted: there have been more than the limit.
        """
        self.expanded += count
        if self.expanded > self.reading.max_total:
            raise Exhausted(
                f"expands to more than {size(self.reading.max_total)} in all; "
                "if it is to be trusted, raise --max-total-size"
            )

    def check_member(self, count: int) -> None:
        """Check how much of one member has come into memory.

        Raises:
            NotReadable: more than may.
        """
        if count > self.reading.max_member:
            raise NotReadable(
                f"expands to more than {size(self.reading.max_member)}; "
                "if it is to be trusted, raise --max-member-size"
            )

    def check_ratio(self, count: int, stored: int) -> None:
        """Check how far something has expanded.

        Args:
            count: the bytes that came out of it.
            stored: the bytes that went in.

        Raises:
            NotReadable: further than it may.
        """
        if count > NO_RATIO_BELOW and count > stored * self.reading.max_ratio:
            raise NotReadable(
                f"expands to more than {self.reading.max_ratio} times its size, like an archive "
                "bomb; if it is to be trusted, raise --max-ratio"
            )


def size(count: int) -> str:
    """Write a number of bytes.

    >>> size(256 << 20), size(1 << 40), size(1500)
    ('256 MB', '1 TB', '1500 bytes')
    """
    for unit, name in ((1 << 40, "TB"), (1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if count >= unit and count % unit == 0:
            return f"{count // unit} {name}"
    return f"{count} bytes"
