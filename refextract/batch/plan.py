"""Which task is next, and what is left to do after one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from refextract.batch.pool import Death
from refextract.batch.tasks import Input, Piece, Task, failed

FILES_A_TASK: Final = 128
BYTES_A_TASK: Final = 2 << 20

MOST_ITEMS: Final = 256
"""How many items of an archive are shared out at once."""

TRIES: Final = 3
"""How often a worker may die of an item before the item is given up.

A worker may also die of something else: the system kills one when memory is short.
"""


@dataclass
class _Archive:
    """An input of many items, of which several workers read a share each."""

    source: Input
    next: int
    share: int


class Plan:
    """Shares out the inputs.

    Several small files make one task. A file with many documents in it is shared out as soon as it
    turns out to have them. What a worker did not get to, or died of, comes first.

    Args:
        inputs: what is to be read.
        first: the item of the first input to begin with.
        deliver: called with each piece that needs no worker.
    """

    def __init__(
        self, inputs: Iterator[Input], first: int, deliver: Callable[[Piece], None]
    ) -> None:
        self._inputs = inputs
        self._first = first
        self._deliver = deliver
        self._again: deque[Task] = deque()
        self._archives: dict[int, _Archive] = {}

    def next(self, *, new: bool = True) -> Task | None:
        """Give the next task; None if there is none for now.

        Args:
            new: whether to begin with something new, or only to go on.
        """
        if self._again:
            return self._again.popleft()
        if not new:
            return None
        for archive in self._archives.values():
            task = Task((archive.source,), archive.next, archive.share)
            archive.next += archive.share
            return task
        return self._fresh()

    def done(self, task: Task, pieces: list[Piece]) -> None:
        """Plan what a worker has not got to."""
        last = pieces[-1]
        source = task.inputs[len(pieces) - 1]
        left = task.inputs[len(pieces) :]
        if left:
            self._again.appendleft(Task(left))
        if last.ended:
            self._archives.pop(last.index, None)
            return
        done = last.next - last.first
        if task.count is None:
            self._archives[last.index] = _Archive(source, last.next, done)
        elif done < task.count:
            # The worker that has read so far is the one to go on: it is idle now, and comes first.
            self._again.appendleft(Task((source,), last.next, task.count - done))
        if (archive := self._archives.get(last.index)) is not None:
            # What took less time than a worker has may be more.
            archive.share = max(1, min(MOST_ITEMS, 2 * done))

    def died(self, task: Task, death: Death) -> None:
        """Plan the rest of a task that a worker died of, and what it died of once more.

        An item that took too long or has killed several workers is given up.
        """
        place = _place(task, death)
        if death.at is None or place is None:
            self._again.appendleft(task)
            return
        source = task.inputs[place]
        first = task.first if place == 0 else 0
        item = max(death.at[1], first)
        tries = task.tries + 1 if (place, item) == (0, task.first) else 1
        left = None if task.count is None else task.first + task.count - item
        parts = []
        if place > 0:
            parts.append(Task(task.inputs[:place], task.first))
        if item > first:
            parts.append(Task((source,), first, item - first))
        if not death.timeout and tries < TRIES:
            parts.append(Task((source,), item, left, tries))
        elif death.at[1] < first or not (item or task.count):
            # Either it died on the way to the item, or it is a file with only one.
            self._archives.pop(source.index, None)
            self._deliver(failed(source, item, death.reason, ended=True))
        else:
            reason = f"{death.reason} at its document {item + 1}"
            self._deliver(failed(source, item, reason, ended=False))
            if left != 1:
                parts.append(Task((source,), item + 1, left and left - 1))
        if task.inputs[place + 1 :]:
            parts.append(Task(task.inputs[place + 1 :]))
        self._again.extendleft(reversed(parts))

    def _fresh(self) -> Task | None:
        """Make a task of the next files."""
        chosen: list[Input] = []
        size = 0
        while len(chosen) < FILES_A_TASK and size < BYTES_A_TASK:
            source = next(self._inputs, None)
            if source is None:
                break
            if source.failure is not None or source.copy_of is not None:
                failures = () if source.failure is None else (source.failure,)
                self._deliver(Piece(source.index, 0, 1, True, failures=failures))
                continue
            if self._first:
                # What an earlier run has begun to read.
                first, self._first = self._first, 0
                return Task((source,), first)
            chosen.append(source)
            size += source.size
        return Task(tuple(chosen)) if chosen else None


def _place(task: Task, death: Death) -> int | None:
    """Give the place in the task of the input that a worker was at."""
    for place, source in enumerate(task.inputs):
        if death.at is not None and source.index == death.at[0]:
            return place
    return None
