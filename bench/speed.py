"""Measure speed, start-up and memory, beside a plain regular expression in the same run.

    python bench/speed.py [--runs N]

Texts are `news.zip` and `legal.tar.gz` in the folder that ``REFEXTRACT_CORPUS`` names, by default
``../shared/corpus`` beside the checkout; where they are absent, texts that this script makes. Rates
are medians of several runs in one process, in megabytes of UTF-8 a second; compare them only
within one run, since machines are noisy.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import plain

import refextract

ROOT: Final = Path(__file__).resolve().parent.parent
CORPUS: Final = Path(os.environ.get("REFEXTRACT_CORPUS", ROOT.parent / "shared" / "corpus"))
SEED: Final = 15

Texts = list[str]


def corpus() -> dict[str, Texts]:
    """Give the texts to time, by name."""
    found: dict[str, Texts] = {}
    if (CORPUS / "news.zip").is_file():
        with zipfile.ZipFile(CORPUS / "news.zip") as archive:
            names = [name for name in archive.namelist() if name.endswith(".txt")]
            found["news"] = [archive.read(name).decode("utf-8", "replace") for name in names]
    if (CORPUS / "legal.tar.gz").is_file():
        with tarfile.open(CORPUS / "legal.tar.gz") as archive:
            members = [member for member in archive if member.name.endswith(".txt")]
            contents = [archive.extractfile(member) for member in members]
            found["legal"] = [one.read().decode("utf-8", "replace") for one in contents if one]
    found["made, dense"] = [made(citations=1.0)]
    found["made, sparse"] = [made(citations=0.02)]
    return found


def made(*, citations: float, sentences: int = 20_000) -> str:
    """Make a text in which that share of the sentences has a citation."""
    chance = random.Random(SEED)
    symbols = ["NĐ-CP", "TT-BTC", "QĐ-TTg", "TT-BGDĐT", "QH15"]
    types = ["Nghị định", "Thông tư", "Quyết định", "Thông tư", "Luật"]
    parts = []
    for _ in range(sentences):
        if chance.random() < citations:
            which = chance.randrange(len(symbols))
            year = chance.randrange(1998, 2026)
            parts.append(
                f"Căn cứ {types[which]} số {chance.randrange(1, 300)}/{year}/{symbols[which]} ngày "
                f"{chance.randrange(1, 29)} tháng {chance.randrange(1, 13)} năm {year}; "
            )
        else:
            parts.append("Sáng nay bà con trong xã ra đồng từ sớm để kịp thu hoạch vụ lúa mùa. ")
    return "".join(parts)


def rate(extract: Callable[[str], Sequence[Any]], texts: Texts, runs: int) -> tuple[float, int]:
    """Give the median of seconds that all texts take, and how many citations they have."""
    seconds = []
    count = 0
    for _ in range(runs):
        begin = time.perf_counter()
        count = sum(len(extract(text)) for text in texts)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), count


def command_seconds(arguments: list[str], runs: int) -> float:
    """Give the median of seconds that a command takes from start to end."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def peak_memory(arguments: list[str]) -> float:
    """Give the largest resident memory of a command in megabytes."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    return float(done.stdout) / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="timed runs of each (default 3)")
    runs = parser.parse_args().runs
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'text':14} {'extractor':12} {'MB/s':>8} {'citations':>10} {'citations/s':>12}")
    texts = corpus()
    for name, ones in texts.items():
        size = sum(len(text.encode()) for text in ones) / 1e6
        for label, extract in (("refextract", refextract.extract), ("plain regex", plain.extract)):
            seconds, count = rate(extract, ones, runs)
            print(f"{name:14} {label:12} {size / seconds:8.1f} {count:10} {count / seconds:12.0f}")
    command = [sys.executable, "-m", "refextract"]
    with tempfile.TemporaryDirectory() as folder:
        page, whole = Path(folder, "page.txt"), Path(folder, "whole.txt")
        page.write_text(made(citations=0.3, sentences=30), encoding="utf-8")
        biggest = max(texts.values(), key=lambda ones: sum(map(len, ones)))
        whole.write_text("\n".join(biggest), encoding="utf-8")
        bare = command_seconds([sys.executable, "-c", "pass"], 10) * 1000
        version = command_seconds([*command, "--version"], 10) * 1000
        one = command_seconds([*command, str(page), "-f", "json"], 10) * 1000
        print(
            f"\nstart-up: python {bare:.0f} ms, --version {version:.0f} ms, one page {one:.0f} ms"
        )
        size = whole.stat().st_size / 1e6
        seconds = command_seconds([*command, str(whole), "-f", "jsonl"], runs)
        print(f"command on one file of {size:.0f} MB: {size / seconds:.1f} MB/s")
        print(
            f"memory: one page {peak_memory([*command, str(page), '-f', 'jsonl']):.0f} MB, ", end=""
        )
        print(f"that file {peak_memory([*command, str(whole), '-f', 'jsonl']):.0f} MB")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"this process, all texts in memory: {own:.0f} MB")


if __name__ == "__main__":
    main()
