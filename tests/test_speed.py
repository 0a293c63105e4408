"""Speed, held without a clock: calls a citation and a text take, and a ratio to a plain expression.

Seconds say more about the machine than about the program. Calls of functions are the same on every
machine; what they don't see, the time inside one search, the ratio does. A change that makes either
worse on purpose raises the number here and says why.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import linear
import plain
import pytest
from speed import made

from refextract import extract
from refextract.citation import KINDS

CALLS_A_CITATION = 110
CALLS_A_TEXT = 25


def calls(text: str) -> int:
    """Count the calls of functions that a text takes, when all tables have been read."""
    extract(text, kinds=KINDS)
    count = 0

    def see(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        extract(text, kinds=KINDS)
    finally:
        sys.setprofile(None)
    return count


def quickest(read: Callable[[str], Any], text: str, runs: int = 5) -> float:
    """Give the least seconds that a text takes in several runs."""
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        read(text)
        seconds.append(time.process_time() - begin)
    return min(seconds)


def test_a_citation_takes_few_calls() -> None:
    assert calls(made(citations=1.0, sentences=1000)) / 1000 < CALLS_A_CITATION


def test_a_text_without_citations_takes_a_handful_of_calls_however_long() -> None:
    assert calls(made(citations=0.0, sentences=1000)) < CALLS_A_TEXT


@pytest.mark.parametrize("name", linear.TEXTS)
def test_twice_the_text_takes_at_most_twice_the_calls(name: str) -> None:
    once, twice = (calls(linear.TEXTS[name](length)) for length in (8_000, 16_000))
    assert twice < 2.1 * once + 50


def test_news_are_read_faster_than_a_plain_expression_reads_them() -> None:
    text = made(citations=0.02, sentences=5000)
    assert quickest(extract, text) < quickest(plain.extract, text) / 2
