"""What every benchmark shares: the machine by name, medians of rates, the rows of a table.

Only the standard library is used here, since `bench/peers.py` runs in an environment of its own.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

Texts = list[str]
Extract = Callable[[str], Sequence[Any]]

HEAD: Final = f"{'text':18} {'extractor':22} {'MB/s':>8} {'citations':>10} {'citations/s':>12}"


class Rate(NamedTuple):
    """How long an extractor takes for texts: median seconds, and what it finds in how much."""

    seconds: float
    citations: int
    megabytes: float

    def row(self, text: str, extractor: str) -> str:
        """Give the row of the table."""
        return (
            f"{text:18} {extractor:22} {self.megabytes / self.seconds:8.2f} {self.citations:10,} "
            f"{self.citations / self.seconds:12,.0f}"
        )


def machine() -> str:
    """Name the machine: processor, cores, Python."""
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        lines = information.read_text(encoding="utf-8").splitlines()
        models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        processor = f"{models[0]} ({platform.machine()})" if models else processor
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"


def rates(extractors: dict[str, Extract], texts: Texts, runs: int) -> dict[str, Rate]:
    """Time extractors on the same texts, in turn, so that what disturbs one disturbs all.

    The clock is that of the process: what else runs on the machine counts less in it.

    Args:
        extractors: by name, from a text to what they find in it.
        texts: what to read, all of it in each run.
        runs: timed runs of each, after one that is not timed.
    """
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    found = {
        name: sum(len(extract(text)) for text in texts) for name, extract in extractors.items()
    }
    seconds: dict[str, list[float]] = {name: [] for name in extractors}
    for _ in range(runs):
        for name, extract in extractors.items():
            begin = time.process_time()
            for text in texts:
                extract(text)
            seconds[name].append(time.process_time() - begin)
    return {
        name: Rate(statistics.median(seconds[name]), found[name], megabytes) for name in extractors
    }
