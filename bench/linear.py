"""Time texts built to hurt, and long ones: time should grow as the text does.

    python bench/linear.py [NAME…]    # each at one, two and four times a length
    python bench/linear.py --long     # up to 1 GB, in pieces; one line of 50 MB; long enumerations

With twice the text the ratios should be near 2, and the rates of the long texts near each other.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from speed import corpus, made

from refextract import extract
from refextract.citation import KINDS
from refextract.extraction import extract_parts

LENGTHS: Final = (50_000, 100_000, 200_000)


def _repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda length: before + piece * (length // len(piece)) + after


TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "digits": _repeated("1"),
    "slashes": _repeated("/"),
    "digits and slashes": _repeated("1/"),
    "type words": _repeated("Nghị định "),
    "số": _repeated("số "),
    "open quotation marks": _repeated("Đề án “abc "),
    "enumeration": _repeated(", 2/2020/NĐ-CP", "Nghị định số 1/2020/NĐ-CP"),
    "short enumeration": _repeated(", 60", "Nghị quyết 59"),
    "elided enumeration": _repeated(", 19", "Nghị quyết số 18", "-NQ/TW"),
    "short forms": _repeated("Nghị quyết 5 và "),
    "amending laws": _repeated("Luật sửa đổi, bổ sung một số điều của "),
    "amended laws": _repeated("Luật Đất đai, ", "Luật sửa đổi, bổ sung một số điều của "),
    "blanks": _repeated(" ", "Nghị định"),
    "line breaks": _repeated("\n", "Nghị định số"),
    "Markdown marks": _repeated("*", "Nghị định "),
    "issuers": _repeated("57-KL/TW của "),
    "names of laws": _repeated("Abc ", "Luật "),
    "symbols": _repeated("AB-", "1/"),
    "brackets": _repeated("Luật ("),
    "dates": _repeated("ngày 1 "),
    "titles": _repeated("Thông tư số 1/2020/TT-BTC về a ngày 1/1/2020 ", after="có hiệu lực từ"),
    "back references": _repeated("Nghị định này "),
    "pin-points": _repeated("Điều 5, ", after="Luật Đất đai"),
    "decomposed": _repeated("a\u0323"),
    "companies": _repeated("của Công ty Abc "),
    "numbers and slashes": _repeated("1/2020/"),
    "letters and slashes": _repeated("a/b "),
    "capitals": _repeated("N"),
    "rare letters": _repeated("ị"),
    "words in small letters": _repeated("luật "),
    "quotation marks": _repeated("“"),
    "years": _repeated("năm 2020 "),
    "bodies": _repeated("Bộ Tài chính, ", before="Thông tư liên tịch số 1/2020/TTLT-BTC của "),
    "blanks after numbers": _repeated("Nghị định số 1/2020/NĐ-CP" + " " * 500),
    "heads": _repeated("Bộ ", after="ban hành Nghị định 15/2020/NĐ-CP"),
}
"""Texts by name: each from a length in code points."""


def seconds(text: str) -> float:
    """Give the seconds that a text takes."""
    begin = time.perf_counter()
    extract(text, kinds=KINDS)
    return time.perf_counter() - begin


def long_texts() -> Iterator[tuple[str, Iterator[str], int]]:
    """Give long texts by name, in pieces, with their lengths in code points."""
    texts = corpus()
    page = "\n".join(texts.get("news") or texts["made, sparse"])[: 1 << 20]
    for length in (1 << 10, 1 << 15, 1 << 20, 1 << 25, 1 << 30):
        yield f"news, {length:,}", _pieces(page, length), length
    line = page.replace("\n", " ")
    yield "news in one line", iter([_cut(line, 40_000_000)]), 40_000_000
    for name, text in (
        ("100,000 members", "Nghị định số 1/2020/NĐ-CP" + ", 2/2020/NĐ-CP" * 100_000),
        ("100,000 short members", "Nghị quyết 59" + ", 60" * 100_000),
    ):
        yield name, iter([text]), len(text)


def _pieces(page: str, length: int) -> Iterator[str]:
    while length > 0:
        yield page[:length]
        length -= len(page)


def _cut(line: str, length: int) -> str:
    return (line * (length // len(line) + 1))[:length]


def main() -> None:
    """Print seconds and ratios of every text, or of those named; or the rates of long texts."""
    if sys.argv[1:] == ["--long"]:
        extract(made(citations=1.0, sentences=100))  # Tables are read once, before the clock.
        for name, pieces, length in long_texts():
            begin = time.perf_counter()
            count = sum(1 for _ in extract_parts(pieces))
            took = time.perf_counter() - begin
            rate = length / took / 1e6
            print(f"{name:22} {took:9.3f} s {rate:7.2f} million letters/s {count:9,} citations")
        return
    for name in sys.argv[1:] or TEXTS:
        times = [seconds(TEXTS[name](length)) for length in LENGTHS]
        ratios = " ".join(f"{b / a:.1f}" for a, b in pairwise(times))
        print(f"{name:22} {' '.join(f'{one:8.3f}' for one in times)}   ratios {ratios}")


if __name__ == "__main__":
    main()
