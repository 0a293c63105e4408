"""Time texts built to hurt at one, two and four times a length: the ratios should be near 2.

python bench/linear.py [NAME…]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from refextract import extract
from refextract.citation import KINDS

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
    "heads": _repeated("Bộ ", after="ban hành Nghị định 15/2020/NĐ-CP"),
}
"""Texts by name: each from a length in code points."""


def seconds(text: str) -> float:
    """Give the seconds that a text takes."""
    begin = time.perf_counter()
    extract(text, kinds=KINDS)
    return time.perf_counter() - begin


def main() -> None:
    """Print seconds and ratios of every text, or of those named."""
    for name in sys.argv[1:] or TEXTS:
        times = [seconds(TEXTS[name](length)) for length in LENGTHS]
        ratios = " ".join(f"{b / a:.1f}" for a, b in pairwise(times))
        print(f"{name:22} {' '.join(f'{one:8.3f}' for one in times)}   ratios {ratios}")


if __name__ == "__main__":
    main()
