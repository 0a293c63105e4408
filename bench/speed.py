"""Measure speed, start-up and memory, beside a plain regular expression in the same run.

    make bench    # or: python bench/speed.py [--runs N]

Texts are `news.zip` and `legal.tar.gz` in the folder that ``REFEXTRACT_CORPUS`` names, by default
``../shared/corpus`` beside the checkout, and the sentences of `vnlegaltext-val.jsonl` in that of
``REFEXTRACT_EVAL``, joined into one text; where they are absent, only texts that this script makes.
Rates are medians of several runs in one process, in which the extractors take turns, in megabytes
of UTF-8 a second; compare them only within one run, since machines are noisy.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Final

import plain
from measure import HEAD, Extract, Texts, machine, rates

import refextract

ROOT: Final = Path(__file__).resolve().parent.parent
CORPUS: Final = Path(os.environ.get("REFEXTRACT_CORPUS", ROOT.parent / "shared" / "corpus"))
EVAL: Final = Path(os.environ.get("REFEXTRACT_EVAL", ROOT.parent / "shared" / "eval"))
SEED: Final = 15


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
    if (EVAL / "vnlegaltext-val.jsonl").is_file():
        lines = (EVAL / "vnlegaltext-val.jsonl").read_text(encoding="utf-8").splitlines()
        found["legal, dense"] = ["\n".join(json.loads(line)["text"] for line in lines)]
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


def command_seconds(arguments: list[str], runs: int) -> float:
    """Give the least of the seconds that a command takes from start to end."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def processor_seconds(arguments: list[str], runs: int) -> float:
    """Give the median of seconds that a command has the processor."""
    seconds = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
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
    print(machine())
    print(HEAD)
    texts = corpus()
    extractors: dict[str, Extract] = {
        "refextract": refextract.extract,
        "plain expression": plain.extract,
    }
    library = 0.0
    for name, ones in texts.items():
        found = rates(extractors, ones, runs)
        for label, rate in found.items():
            print(rate.row(name, label), flush=True)
        if name == "legal":
            library = found["refextract"].megabytes / found["refextract"].seconds
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
        if library:
            archive = [*command, str(CORPUS / "legal.tar.gz"), "-f", "jsonl"]
            seconds = processor_seconds(archive, runs)
            size = sum(len(text.encode()) for text in texts["legal"]) / 1e6
            share = size / seconds / library
            print(
                f"command on legal.tar.gz: {size / seconds:.1f} MB/s, {share:.2f} of the library's"
            )
        size = whole.stat().st_size / 1e6
        seconds = processor_seconds([*command, str(whole), "-f", "jsonl"], runs)
        print(f"command on one file of {size:.0f} MB: {size / seconds:.1f} MB/s")
        print(
            f"memory: one page {peak_memory([*command, str(page), '-f', 'jsonl']):.0f} MB, "
            f"that file {peak_memory([*command, str(whole), '-f', 'jsonl']):.0f} MB"
        )


if __name__ == "__main__":
    main()
