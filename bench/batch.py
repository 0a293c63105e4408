"""Measure `refextract batch`: rates with one and more processes, memory, many small files.

    python bench/batch.py [--jobs N] [--small FILES] [--pipe MEGABYTES]

Archives are `news.zip` and `legal.tar.gz` in the folder that ``REFEXTRACT_CORPUS`` names, by
default ``../shared/corpus`` beside the checkout. They are read as they are, unpacked, and unpacked
ten times over, so that the start counts less. Compare rates only within one run, and on a machine
that does nothing else: the ratio to one process is what counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from typing import Final

from speed import CORPUS, SEED, made

COMMAND: Final = [sys.executable, "-m", "refextract", "batch", "--quiet", "--no-dedupe"]


class Peak(threading.Thread):
    """Watches the memory of a run: of its main process, and of the largest of the others."""

    def __init__(self, main: int) -> None:
        super().__init__(daemon=True)
        self._main = main
        self.of_main = 0.0
        self.of_worker = 0.0
        self.start()

    def run(self) -> None:
        """Look until the main process is gone."""
        while os.path.exists(f"/proc/{self._main}/status"):
            self.of_main = max(self.of_main, memory(self._main))
            for process in descendants(self._main):
                self.of_worker = max(self.of_worker, memory(process))
            time.sleep(0.1)


def memory(process: int) -> float:
    """Give the most megabytes that a process has had in memory."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    found = [line for line in lines if line.startswith("VmHWM:")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


def descendants(process: int) -> list[int]:
    """Give the children of a process, and theirs."""
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, children.read_text().split())
        except OSError:
            continue
    return found + [below for child in found for below in descendants(child)]


def timed(arguments: list[str], output: Path, pipe: Path | None = None) -> tuple[float, Peak]:
    """Run a batch; give its seconds and its memory."""
    begin = time.perf_counter()
    with open(pipe or os.devnull, "rb") as given:
        process = subprocess.Popen([*COMMAND, *arguments, "-o", output], stdin=given)
        peak = Peak(process.pid)
        process.wait()
    seconds = time.perf_counter() - begin
    peak.join(1)
    return seconds, peak


def compare(name: str, paths: list[str], megabytes: float, jobs: list[int], folder: Path) -> None:
    """Time one input with several numbers of processes, and see that they give the same."""
    alone = 0.0
    results = set()
    for number in jobs:
        output = folder / "found.jsonl"
        seconds, peak = min(
            (timed([*paths, "--jobs", str(number)], output) for _ in range(3)),
            key=lambda found: found[0],
        )
        results.add(output.read_bytes())
        alone = alone or seconds
        print(
            f"{name:24} {number:2} {seconds:7.2f} s {megabytes / seconds:7.1f} MB/s "
            f"{alone / seconds:5.2f}x  main {peak.of_main:4.0f} MB, worker {peak.of_worker:4.0f} MB"
        )
    assert len(results) == 1, "the results differ"


def unpack(archive: Path, folder: Path) -> float:
    """Unpack an archive; give the megabytes that it had in it."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def make_small(folder: Path, count: int) -> float:
    """Make small files; give their megabytes."""
    chance = random.Random(SEED)
    text = made(citations=0.2, sentences=2000)
    total = 0
    for place in range(count):
        if place % 1000 == 0:
            (folder / f"{place // 1000:04}").mkdir(parents=True)
        begin = chance.randrange(len(text) - 400)
        data = f"{place}\n{text[begin : begin + 400]}".encode()
        total += len(data)
        (folder / f"{place // 1000:04}" / f"{place:06}.txt").write_bytes(data)
    return total / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--jobs", type=int, default=2, help="processes beside one (default 2)")
    parser.add_argument("--small", type=int, default=100_000, help="how many small files")
    parser.add_argument("--pipe", type=int, default=0, help="megabytes of text on a pipe")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    jobs = [1, options.jobs]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for archive in (CORPUS / "legal.tar.gz", CORPUS / "news.zip"):
            if archive.is_file():
                unpacked = folder / archive.name.partition(".")[0]
                megabytes = unpack(archive, unpacked)
                compare(f"{archive.name}, unpacked", [str(unpacked)], megabytes, jobs, folder)
                compare(archive.name, [str(archive)], megabytes, jobs, folder)
                tenfold = [str(unpacked)] * 10
                compare(f"{archive.name}, tenfold", tenfold, 10 * megabytes, jobs, folder)
        if options.small:
            small = folder / "small"
            megabytes = make_small(small, options.small)
            compare(f"{options.small} small files", [str(small)], megabytes, jobs, folder)
        if options.pipe:
            text = made(citations=0.2).encode()
            whole = folder / "whole.txt"
            with whole.open("wb") as file:
                while file.tell() < options.pipe * 1e6:
                    file.write(text)
            seconds, peak = timed(["-", "--jobs", str(options.jobs)], folder / "found.jsonl", whole)
            print(
                f"{options.pipe} MB on standard input: {seconds:.0f} s, "
                f"{options.pipe / seconds:.1f} MB/s, worker {peak.of_worker:.0f} MB"
            )


if __name__ == "__main__":
    main()
