"""How a long run goes, for the person who waits for it."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from refextract.cli.messages import say
from refextract.readers import UnreadableInput

if TYPE_CHECKING:
    from refextract.batch import State

LOG_SECONDS: Final = 30.0
"""How often a line goes to a log, where there is no terminal."""

BAR_SECONDS: Final = 0.2

Find = Callable[[Callable[[UnreadableInput], None]], Iterable[str]]


class Progress:
    """Tells how a run goes: with a bar on a terminal, elsewhere with a line now and then.

    Args:
        quiet: tell nothing.
        find: finds the files once more, to tell how much there is to do; None if that can't be.
    """

    def __init__(self, *, quiet: bool, find: Find | None) -> None:
        self._quiet = quiet
        self._find = find
        self._bar: Any = None
        self._task: Any = None
        self._next = time.monotonic() + LOG_SECONDS
        self._first: tuple[float, int] | None = None
        self._closing = threading.Event()

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr is not None and sys.stderr.isatty():
            self._start_bar()
        return self

    def __exit__(
        self,
        type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take the bar away."""
        self._closing.set()
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def failed(self, source: str, reason: str) -> None:
        """Tell of what could not be read."""
        if self._quiet:
            return
        if self._bar is None:
            say(f"{source}: {reason}")
        else:
            self._bar.console.print(
                f"refextract: {source}: {reason}", markup=False, highlight=False, soft_wrap=True
            )

    def progress(self, state: State, current: str) -> None:
        """Tell how far the run is."""
        now = time.monotonic()
        if self._first is None:
            self._first = now, _read(state)
        if self._quiet or now < self._next:
            return
        if self._bar is None:
            self._next = now + LOG_SECONDS
            at = f"; now {current}" if current else ""
            say(f"{_amounts(state)}, {self._rate(state, now)}{at}")
            return
        self._next = now + BAR_SECONDS
        self._bar.update(
            self._task,
            completed=_read(state),
            files=_several(state.files, "file"),
            failures=_several(state.failures, "error"),
            current=_printable(current),
        )

    def total(self, state: State, output: str) -> None:
        """Tell what the run came to, in one line."""
        if self._quiet:
            return
        seconds = max(state.seconds, 0.001)
        copies = f", {_several(state.duplicates, 'duplicate')}" if state.duplicates else ""
        say(
            f"{_amounts(state)}{copies} in {_time(seconds)} ({_size(_read(state) / seconds)}/s); "
            f"{_several(state.citations, 'citation')} in {output}"
        )

    def _rate(self, state: State, now: float) -> str:
        assert self._first is not None
        begin, already = self._first
        return f"{_size((_read(state) - already) / max(now - begin, 0.001))}/s"

    def _start_bar(self) -> None:
        # Imported here, because a log needs no bar.
        from rich import progress
        from rich.console import Console

        self._bar = progress.Progress(
            progress.TextColumn("{task.fields[files]}"),
            progress.BarColumn(bar_width=20),
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
            progress.TextColumn("{task.fields[failures]}"),
            progress.TextColumn("{task.fields[current]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, files="", failures="", current="")
        self._next = 0.0
        self._bar.start()
        if self._find is not None:
            threading.Thread(target=self._measure, args=(self._find,), daemon=True).start()

    def _measure(self, find: Find) -> None:
        """Find out how much there is to do, beside the work."""
        total = 0
        for path in find(lambda problem: None):
            if self._closing.is_set():
                return
            try:
                total += os.stat(path).st_size
            except OSError:
                continue
        bar = self._bar
        if bar is not None:
            bar.update(self._task, total=total)


def _amounts(state: State) -> str:
    failures = f", {_several(state.failures, 'error')}" if state.failures else ""
    # An archive holds many.
    inside = f", {_several(state.documents, 'document')}" if state.documents > state.files else ""
    return f"{_several(state.files, 'file')}{inside}, {_size(_read(state))}{failures}"


def _read(state: State) -> int:
    return state.bytes + state.within


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _size(count: float) -> str:
    """Write a number of bytes with three digits: `12.3 MB`.

    >>> _size(999), _size(12_345), _size(43_000_000)
    ('999 B', '12.3 kB', '43.0 MB')
    """
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" or count >= 100 else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[-40:]
