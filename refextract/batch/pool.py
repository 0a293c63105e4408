"""Worker processes, one `pebble.ProcessPool` each.

Pebble ends a worker that takes too long and starts another for one that died. The workers of one of
its pools share a pipe and its lock, however: one that is killed while it reads or writes leaves
them unusable for the others. So every worker has a pool to itself, and takes it along when it dies.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from queue import Empty, SimpleQueue
from typing import Any, Final, NamedTuple

from pebble import ProcessExpired, ProcessPool

from refextract.batch import worker
from refextract.batch.tasks import Piece, Task

START_FAILURES: Final = 5
"""How many workers in a row may die before any has answered."""


class WorkersFail(Exception):
    """Workers die before they do anything; the message says so and what to do."""


class Death(NamedTuple):
    """What became of a task that killed its worker.

    Attributes:
        reason: how it ended.
        timeout: whether it took too long.
        at: index of the input and item that the worker was at; None if it was at none.
    """

    reason: str
    timeout: bool
    at: tuple[int, int] | None


class Pool:
    """As many workers as are asked for, each with one task at a time.

    Args:
        jobs: how many.
        recipe: what they do with every input.
        folder: a directory for files of theirs.
        timeout: seconds that one item may take.
    """

    def __init__(self, jobs: int, recipe: worker.Recipe, folder: str, timeout: float) -> None:
        # Processes that are forked from one with threads may hang; a server process has none.
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None
        self._context: Any = multiprocessing.get_context(method)
        if method is not None:
            self._context.set_forkserver_preload([worker.__name__, "refextract.extraction"])
        self._recipe = recipe
        self._folder = folder
        self._timeout = timeout
        self._done: SimpleQueue[tuple[int, Future[list[Piece]]]] = SimpleQueue()
        self._pools = [self._pool(slot) for slot in range(jobs)]
        self._idle = list(range(jobs))[::-1]
        self._tasks: dict[int, Task] = {}
        self._start_failures = 0

    @property
    def idle(self) -> bool:
        """Whether a worker has nothing to do."""
        return bool(self._idle)

    @property
    def busy(self) -> bool:
        """Whether a worker has something to do."""
        return bool(self._tasks)

    def submit(self, task: Task) -> None:
        """Give a task to an idle worker."""
        slot = self._idle.pop()
        self._tasks[slot] = task
        # A worker begins nothing new after its budget, so that this is the time of one item.
        timeout = self._timeout + worker.BUDGET
        while True:
            try:
                future = self._pools[slot].schedule(worker.perform, args=[task], timeout=timeout)
                break
            except RuntimeError:  # It died while it was idle.
                self._replace(slot)
        future.add_done_callback(lambda done: self._done.put((slot, done)))

    def wait(self, seconds: float) -> Iterator[tuple[Task, list[Piece] | Death]]:
        """Give the tasks that are done, waiting that long for the first.

        Raises:
            WorkersFail: workers die before they do anything.
        """
        block = True
        while True:
            try:
                slot, future = self._done.get(block=block, timeout=seconds)
            except Empty:
                return
            block = False
            outcome = self._outcome(slot, future)
            self._idle.append(slot)
            yield self._tasks.pop(slot), outcome

    def current(self) -> tuple[int, int] | None:
        """Give the index of the earliest input that is being read, and its item."""
        return min(filter(None, map(self._at, self._tasks)), default=None)

    def stop(self) -> None:
        """End all workers, whatever they are doing."""
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]
        for pool in self._pools:
            pool.join()

    def _outcome(self, slot: int, future: Future[list[Piece]]) -> list[Piece] | Death:
        try:
            pieces = future.result()
        except TimeoutError:
            death = Death(f"took longer than {self._timeout:g} s", True, self._at(slot))
        except ProcessExpired as error:
            death = Death(_ending(error.exitcode), False, self._at(slot))
        except (BrokenProcessPool, CancelledError, RuntimeError, OSError, EOFError) as error:
            death = Death(str(error) or type(error).__name__, False, self._at(slot))
        else:
            self._start_failures = 0
            return pieces
        self._replace(slot)
        if death.at is None:
            self._start_failures += 1
            if self._start_failures == START_FAILURES:
                raise WorkersFail(
                    f"worker processes end before they have begun ({death.reason}); "
                    "is there enough memory? try fewer --jobs"
                )
        return death

    def _pool(self, slot: int) -> ProcessPool:
        with open(self._mark(slot), "wb") as mark:
            mark.write(worker.MARK.pack(-1, 0))
        return ProcessPool(
            max_workers=1,
            initializer=worker.start,
            initargs=(self._recipe, self._folder, self._mark(slot)),
            context=self._context,
        )

    def _replace(self, slot: int) -> None:
        dead = self._pools[slot]
        dead.stop()  # type: ignore[no-untyped-call]
        # Takes a while, in which others have work to do.
        threading.Thread(target=dead.join, daemon=True).start()
        self._pools[slot] = self._pool(slot)

    def _mark(self, slot: int) -> str:
        return os.path.join(self._folder, f"worker-{slot}")

    def _at(self, slot: int) -> tuple[int, int] | None:
        with open(self._mark(slot), "rb") as mark:
            index, item = worker.MARK.unpack(mark.read(worker.MARK.size))
        return None if index < 0 else (index, item)


def _ending(exitcode: int) -> str:
    if exitcode >= 0:
        return f"ended its worker process (exit status {exitcode})"
    return f"killed its worker process (signal {-exitcode})"
