"""What `check` does with each text: report what is found, mend it, or show how that would be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from refextract.checks.checker import check
from refextract.checks.finding import Found
from refextract.checks.fixes import diff, rewrite
from refextract.cli.messages import OutputError, Problems, ReaderGone, internal_error, say
from refextract.cli.rewriting import File, NotRewritable, opened, write_file
from refextract.extraction import extract_parts
from refextract.readers import Document, Reading, UnreadableInput, read

if TYPE_CHECKING:
    from refextract.catalog import Catalog
    from refextract.writers.findings import Report


@dataclass(frozen=True)
class Checking:
    """The rules that count, and what they need.

    Attributes:
        codes: the codes of the rules.
        today: ISO date after which no document can have been issued.
        as_of: the same where the user says it, else empty.
        catalog: the user's own list of documents.
    """

    codes: frozenset[str]
    today: str
    as_of: str
    catalog: Catalog | None

    def found(self, document: Document) -> list[Found]:
        """Find what looks wrong in a text."""
        citations = extract_parts([document.text], source=document.source, pages=document.pages)
        return check(
            document.text,
            list(citations),
            codes=self.codes,
            today=self.today,
            as_of=self.as_of,
            catalog=self.catalog,
        )

    def mended(self, document: Document) -> str:
        """Give a text with what is safe to rewrite rewritten."""
        return rewrite(document.text, lambda text: self.found(document._replace(text=text)))


@dataclass
class Findings:
    """Texts in, a report of what is found out; if it is to write, what is safe is mended first.

    Attributes:
        count: how much was found so far.
        done: what a run that finds nothing says.
    """

    checking: Checking
    problems: Problems
    report: Report
    write: bool = False
    count: int = 0
    done: ClassVar[str] = "found"

    def head(self) -> bytes:
        return self.report.head()

    def of(self, path: str, document: Document) -> bytes:
        """Give the findings of a text, as far as the format can be streamed."""
        return _guarded(lambda: self._of(path, document), document, self.problems)

    def _of(self, path: str, document: Document) -> bytes:
        found = self.checking.found(document)
        if self.write and any(one.edit for one in found):
            file = _opened(path, document, self.problems)
            new = self.checking.mended(document) if file is not None else document.text
            if file is not None and new != document.text and self._written(file, document, new):
                document = document._replace(text=new)
                found = self.checking.found(document)
        self.count += len(found)
        return self.report.findings(document.text, found)

    def _written(self, file: File, document: Document, new: str) -> bool:
        try:
            write_file(file, new)
        except NotRewritable as error:
            self.problems.add(UnreadableInput(document.source, f"not rewritten: {error}"))
            return False
        except OutputError as error:
            self.problems.add(error)
            return False
        if not self.problems.quiet:
            say(f"{document.source}: rewritten")
        return True

    def tail(self) -> bytes:
        return self.report.tail()


@dataclass
class Diffs:
    """Texts in, a diff of what is safe to rewrite out.

    Attributes:
        count: how many texts could be rewritten so far.
        done: what a run that finds nothing says.
    """

    checking: Checking
    problems: Problems
    count: int = 0
    done: ClassVar[str] = "to rewrite"

    def head(self) -> bytes:
        return b""

    def of(self, path: str, document: Document) -> bytes:
        """Give the diff of a text."""
        return _guarded(lambda: self._of(path, document), document, self.problems)

    def _of(self, path: str, document: Document) -> bytes:
        if not any(one.edit for one in self.checking.found(document)):
            return b""
        if _opened(path, document, self.problems) is None:
            return b""
        self.count += 1
        pieces = diff(document.source, document.text, self.checking.mended(document))
        return "".join(pieces).encode()

    def tail(self) -> bytes:
        return b""


def _guarded(work: Callable[[], bytes], document: Document, problems: Problems) -> bytes:
    """Do the work for one text; a fault of ours in it must not cost the others."""
    try:
        return work()
    except (OSError, OutputError, ReaderGone):
        raise
    except Exception as error:
        problems.add(internal_error(document.source, error))
        return b""


def _opened(path: str, document: Document, problems: Problems) -> File | None:
    try:
        return opened(path, document)
    except NotRewritable as error:
        problems.add(UnreadableInput(document.source, f"not rewritten: {error}"))
        return None


def texts(
    files: Iterable[str], *, problems: Problems, reading: Reading
) -> Iterator[tuple[str, Document]]:
    """Read texts, each whole: one citation is held against all others of its text.

    Args:
        files: paths, and ``-`` for standard input.
        problems: told of what cannot be read.
        reading: how they are read.

    Yields:
        Path and text; of an archive, its path with each text in it.
    """
    for path in files:
        try:
            for document in _whole(read(path, failed=problems.add, reading=reading)):
                yield path, document
        except UnreadableInput as problem:
            problems.add(problem)


def _whole(documents: Iterable[Document]) -> Iterator[Document]:
    """Put the sections of long texts together."""
    sections: list[Document] = []
    for document in documents:
        if document.is_first and sections:
            yield _joined(sections)
            sections = []
        sections.append(document)
    if sections:
        yield _joined(sections)


def _joined(sections: list[Document]) -> Document:
    first = sections[0]
    if len(sections) == 1:
        return first
    return first._replace(text="".join(section.text for section in sections))
