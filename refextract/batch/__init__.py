"""Batch processing: the records of many files, by several processes, into one result.

    Inputs -> Plan -> Pool (workers) -> Order -> Partial -> the finished file

`inputs` numbers the files, `plan` makes tasks of them, `pool` has workers do these, `order` puts
what they give into the order of the inputs, and `journal` keeps it on disk in such a way that a run
can be ended at any point and gone on with. What is kept is JSON lines; `refextract.writers` makes
the wanted format of them when all is there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from refextract.batch.duplicates import Originals, renamed
from refextract.batch.inputs import Find, Inputs, chained
from refextract.batch.journal import Partial, Refused, State
from refextract.batch.order import Order
from refextract.batch.plan import Plan
from refextract.batch.pool import Death, Pool, WorkersFail
from refextract.batch.tasks import Failure, Input, Piece
from refextract.batch.worker import Recipe
from refextract.readers.document import source_name

__all__ = ["Batch", "Recipe", "Refused", "State", "Watch", "WorkersFail", "run"]

CHECKPOINT: Final = 2.0
"""Seconds between two lines of the journal: at most so much work is done again after a crash."""

MOST_HELD: Final = 200_000
"""Pieces that may wait for an earlier one before no new work is begun."""

_TICK: Final = 0.25


class Batch(NamedTuple):
    """What a run is to do.

    Attributes:
        find: gives the paths of the files.
        recipe: what is done with each of them.
        output: the file that is wanted.
        finish: makes it, at its second argument, out of the JSON lines at its first; None if these
            are what is wanted.
        run: what two runs must have in common for one to go on with the other.
        errors: a file for what could not be read, as JSON lines.
        jobs: how many workers.
        timeout: seconds that one document may take.
        dedupe: read files with the same bytes once.
        resume: go on with an earlier run.
    """

    find: Find
    recipe: Recipe
    output: str
    finish: Callable[[str, str], None] | None
    run: dict[str, str]
    errors: str | None = None
    jobs: int = 1
    timeout: float = 300.0
    dedupe: bool = True
    resume: bool = False


class Watch(Protocol):
    """Who is told how a run goes."""

    def failed(self, source: str, reason: str) -> None:
        """Take note of what could not be read."""

    def progress(self, state: State, current: str) -> None:
        """Take note of how far the run is, and which file is being read."""


def run(batch: Batch, watch: Watch) -> State:
    """Do a run.

    Args:
        batch: what is to be done.
        watch: is told how it goes.

    Returns:
        How much there was. Where it is interrupted, by Ctrl-C or any other exception, everything is
        left so that it can be gone on with.

    Raises:
        Refused: it cannot begin or go on like this.
        WorkersFail: worker processes cannot be started.
        OSError: the result cannot be written.
    """
    partial = Partial(batch.output, batch.errors, batch.run, resume=batch.resume)
    try:
        if not partial.state.complete:
            _Run(batch, partial, watch).run()
        if partial.finished:
            partial.clean()
            return partial.state
        made = partial.rows_path
        if batch.finish is not None:
            made = os.path.join(partial.folder, "finished")
            batch.finish(partial.rows_path, made)
        partial.replace(made)
    finally:
        partial.close()
    return partial.state


class _Run:
    """One run, from where an earlier one has come to."""

    def __init__(self, batch: Batch, partial: Partial, watch: Watch) -> None:
        self._batch = batch
        self._partial = partial
        self._state = state = partial.state
        self._watch = watch
        ours = [partial.output, *filter(None, [batch.errors])]
        self._inputs = Inputs(batch.find, partial.folder, ours, dedupe=batch.dedupe)
        if self._inputs.skip(state.index, begun=state.first > 0) != state.digest:
            raise Refused(
                f"{batch.output}.partial is left of a run over other files; give the same, or "
                "delete it to begin anew"
            )
        self._order = Order(state.index, state.first, partial.folder)
        self._known: dict[int, Input] = {}
        self._plan = Plan(self._noted(), state.first, self._order.put)
        self._originals = Originals(state.index, state.rows)
        self._documents = self._citations = 0
        self._failures: list[Failure] = []

    def run(self) -> None:
        """Do it, and leave the journal so that it can be gone on with if that fails."""
        batch, state = self._batch, self._state
        pool = Pool(batch.jobs, batch.recipe, self._partial.folder, batch.timeout)
        begin = time.monotonic() - state.seconds
        saved = time.monotonic()
        try:
            while True:
                while pool.idle and (task := self._plan.next(new=self._order.held < MOST_HELD)):
                    pool.submit(task)
                self._write_ready()
                state.seconds = time.monotonic() - begin
                if not pool.busy:
                    break
                self._watch.progress(state, self._current(pool))
                if time.monotonic() > saved + CHECKPOINT:
                    self._partial.checkpoint()
                    saved = time.monotonic()
                for task, outcome in pool.wait(_TICK):
                    if isinstance(outcome, Death):
                        self._plan.died(task, outcome)
                        continue
                    self._plan.done(task, outcome)
                    for piece in outcome:
                        self._order.put(piece)
            state.complete = True
            self._partial.checkpoint()
        except (KeyboardInterrupt, SystemExit):
            self._partial.checkpoint()
            raise
        finally:
            pool.stop()
            self._order.close()

    def _noted(self) -> Iterator[Input]:
        for source in self._inputs:
            self._known[source.index] = source
            yield source

    def _current(self, pool: Pool) -> str:
        at = pool.current()
        return self._known[at[0]].name if at is not None and at[0] in self._known else ""

    def _write_ready(self) -> None:
        for piece in self._order.ready():
            source = self._known[piece.index]
            if source.copy_of is not None:
                piece = self._copied(source, source.copy_of)
            else:
                self._write(piece)
            self._count(source, piece)

    def _write(self, piece: Piece) -> None:
        if isinstance(piece.rows, str):
            self._partial.write_file(piece.rows)
        else:
            self._partial.write(piece.rows)

    def _copied(self, source: Input, original: int) -> Piece:
        """Write what was found in an earlier file with the same bytes."""
        found = self._originals.of(original)
        name = source_name(source.path)
        for rows in self._partial.read(found.start, found.end):
            self._partial.write(renamed(rows, found.name, name))
        failures = tuple((name + behind, reason) for behind, reason in found.failures)
        self._state.duplicates += 1
        return Piece(source.index, 0, 1, True, b"", found.documents, found.citations, failures)

    def _count(self, source: Input, piece: Piece) -> None:
        """Move on past a piece that is written."""
        state = self._state
        for failure in piece.failures:
            self._partial.fail(*failure)
            self._watch.failed(*failure)
        state.documents += piece.documents
        state.citations += piece.citations
        self._documents += piece.documents
        self._citations += piece.citations
        self._failures += piece.failures
        state.index, state.first = _after(piece)
        if not piece.ended:
            state.within = max(state.within, piece.bytes_read)
            return
        name = source.source or source_name(source.path)
        self._originals.add(name, state.rows, self._documents, self._citations, self._failures)
        self._documents = self._citations = 0
        self._failures = []
        state.digest = chained(state.digest, source.name)
        state.files += 1
        state.bytes += source.size
        state.within = 0
        del self._known[source.index]
        if source.path != source.name:
            os.unlink(source.path)  # A copy of standard input or the like.


def _after(piece: Piece) -> tuple[int, int]:
    """Give the input and item that come after a piece."""
    return (piece.index + 1, 0) if piece.ended else (piece.index, piece.next)
