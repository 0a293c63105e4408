"""The unfinished result on disk: what is there, how far it goes, and how to go on.

Beside ``OUTPUT`` there are, while a run lasts or after it was interrupted:

* ``OUTPUT.partial``: the records so far as JSON lines, in order,
* ``OUTPUT.partial.journal``: on its first line which run it is, then a line now and then with how
  far it has come; each is written when what it speaks of is safely on disk,
* ``OUTPUT.partial.d``: a directory for what waits for its turn.

What goes beyond the last whole line of the journal is cut off, and the run goes on from there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final

import msgspec

CHUNK: Final = 4 << 20


class Refused(Exception):
    """The run cannot begin or go on like this; the message says why and what to do."""


class State(msgspec.Struct, kw_only=True):
    """How far a run has come.

    Attributes:
        index: the input that is next.
        first: the item of it that is next.
        digest: fingerprint of the paths of all inputs before it.
        rows: bytes of records.
        errors: bytes in the file of errors.
        files: inputs that were read to their end, or not at all.
        bytes: their size.
        within: bytes that were read of the input that is next.
        documents: texts in them.
        citations: records.
        duplicates: inputs whose bytes an earlier one has.
        failures: what could not be read.
        seconds: how long it took.
        complete: whether that is everything.
    """

    index: int = 0
    first: int = 0
    digest: str = ""
    rows: int = 0
    errors: int = 0
    files: int = 0
    bytes: int = 0
    within: int = 0
    documents: int = 0
    citations: int = 0
    duplicates: int = 0
    failures: int = 0
    seconds: float = 0.0
    complete: bool = False


class Partial:
    """The unfinished result of one run, for one process at a time.

    Args:
        output: the file that is wanted.
        errors: the file of errors; None if there is none.
        run: what two runs must have in common for one to go on with the other.
        resume: go on with an earlier run, if there is one.

    Raises:
        Refused: there is an earlier run and no ``resume``, or it is another one.
        OSError: the files cannot be written.
    """

    def __init__(
        self, output: str, errors: str | None, run: dict[str, str], *, resume: bool
    ) -> None:
        self.output = os.path.realpath(output)  # A link stays a link.
        self.rows_path = f"{self.output}.partial"
        self.folder = f"{self.rows_path}.d"
        self._journal_path = f"{self.rows_path}.journal"
        self._errors_path = errors
        begun = os.path.exists(self.rows_path)
        if begun and not resume:
            raise Refused(
                f"{output}.partial is left of a run that was interrupted; add --resume to go on "
                "with it, or delete it to begin anew"
            )
        self._rows: BinaryIO | None = None
        self._errors: BinaryIO | None = None
        self._journal = open(self._journal_path, "a+b")  # noqa: SIM115
        try:
            _lock(self._journal, output)
            self.state = self._last(run, begun=begun) if resume else State()
            self._open(run)
        except BaseException:
            self.close()
            raise

    @property
    def finished(self) -> bool:
        """Whether the wanted file is already there, and only the traces of its making are left."""
        return self.state.complete and not os.path.exists(self.rows_path)

    def write(self, rows: bytes) -> None:
        """Add records."""
        assert self._rows is not None
        if rows:
            self._rows.write(rows)
            self.state.rows += len(rows)

    def write_file(self, path: str) -> None:
        """Add the records of a file."""
        assert self._rows is not None
        with open(path, "rb") as file:
            shutil.copyfileobj(file, self._rows, 1 << 20)
            self.state.rows += file.tell()
        os.unlink(path)

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """Give records that were written earlier, some whole lines at a time."""
        assert self._rows is not None
        self._rows.flush()
        rest = b""
        for offset in range(start, end, CHUNK):
            rows = rest + os.pread(self._rows.fileno(), min(CHUNK, end - offset), offset)
            whole = rows.rfind(b"\n") + 1
            yield rows[:whole]
            rest = rows[whole:]

    def fail(self, source: str, reason: str) -> None:
        """Add an error."""
        self.state.failures += 1
        if self._errors is not None:
            line = msgspec.json.encode({"source": source, "reason": reason}) + b"\n"
            self._errors.write(line)
            self.state.errors += len(line)

    def checkpoint(self) -> None:
        """Make sure that a run can go on from here, whatever happens."""
        for file in (self._rows, self._errors):
            if file is not None:
                file.flush()
                os.fsync(file.fileno())
        self._note(msgspec.json.encode(self.state))

    def replace(self, made: str) -> None:
        """Put a finished file in the place of the wanted one, and take away all traces.

        Args:
            made: the file: ``rows_path``, or one made from it.
        """
        with suppress(OSError):
            os.chmod(made, os.stat(self.output).st_mode & 0o7777)
        os.replace(made, self.output)
        _sync_directory(self.output)
        self.clean()

    def clean(self) -> None:
        """Take away all traces of the run."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in (self.rows_path, self._journal_path):
            with suppress(FileNotFoundError):
                os.unlink(path)

    def close(self) -> None:
        """Leave everything as it is."""
        for file in (self._rows, self._errors, self._journal):
            if file is not None:
                with suppress(OSError):  # A full disk has been told of already.
                    file.close()

    def _last(self, run: dict[str, str], *, begun: bool) -> State:
        """Read how far an earlier run has come, and cut off what was not written to its end."""
        self._journal.seek(0)
        *lines, _ = self._journal.read().split(b"\n")
        self._journal.truncate(sum(len(line) + 1 for line in lines))
        if len(lines) < 2:
            return State()
        earlier = msgspec.json.decode(lines[0], type=dict[str, str])
        state = msgspec.json.decode(lines[-1], type=State)
        differing = [name for name in run if earlier.get(name) != run[name]]
        if not begun:
            # It was killed when all was done but the tidying up; or its rows were deleted.
            return state if state.complete and not differing else State()
        if differing:
            raise Refused(
                f"{self.output}.partial is left of a run with another {differing[0]} "
                f"({earlier.get(differing[0])}); give the same, or delete it to begin anew"
            )
        return state

    def _open(self, run: dict[str, str]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.finished:
            return
        os.mkdir(self.folder)
        self._rows = open(self.rows_path, "a+b")  # noqa: SIM115
        self._rows.truncate(self.state.rows)
        if self._errors_path is not None:
            self._errors = open(self._errors_path, "ab")  # noqa: SIM115
            self._errors.truncate(min(self.state.errors, self._errors.tell()))
        if self.state == State():
            self._journal.truncate(0)
            self._note(msgspec.json.encode(run))
        self.checkpoint()

    def _note(self, line: bytes) -> None:
        self._journal.write(line + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())


def _lock(file: BinaryIO, output: str) -> None:
    """Keep out a second run with the same output; the lock ends with this process."""
    try:
        import fcntl
    except ImportError:  # Windows, where a file that is open cannot be replaced anyway.
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Refused(f"another run is writing {output}; wait for it to end") from None


def _sync_directory(path: str) -> None:
    with suppress(OSError):  # Not every system can.
        directory = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
