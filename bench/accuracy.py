"""Score the extractor on the gold files and hold the floors in ``floors.json``.

    python bench/accuracy.py             print what is measured beside the floor
    python bench/accuracy.py --raise     write higher floors where more was reached
    python bench/accuracy.py --lower     write what is measured, also where it is less

The gold files and their scorer are looked for in the folder that ``REFEXTRACT_GOLD`` names, by
default ``../shared/eval`` beside the checkout. A floor is what was measured when it was written,
rounded down to three digits.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import msgspec

from refextract import extract

ROOT: Final = Path(__file__).resolve().parent.parent
FLOORS: Final = ROOT / "bench" / "floors.json"
GOLD: Final = Path(os.environ.get("REFEXTRACT_GOLD", ROOT.parent / "shared" / "eval"))

Scores = dict[str, dict[str, dict[str, float]]]
"""Gold file → row (``all``, ``kind:numbered``, …) → measure → value from 0 to 1."""


def documents(name: str) -> list[dict[str, Any]]:
    """Read the documents of a gold file.

    Raises:
        FileNotFoundError: there is no such gold file.
    """
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def score(name: str) -> dict[str, dict[str, float]]:
    """Extract from every document of a gold file and give the scorer's rows."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder, "predictions.jsonl")
        with predictions.open("wb") as lines:
            for document in documents(name):
                for citation in extract(document["text"], source=document["id"]):
                    lines.write(msgspec.json.encode(citation) + b"\n")
        command = [sys.executable, str(GOLD / "score.py"), str(GOLD / f"{name}.jsonl")]
        done = subprocess.run(
            [*command, str(predictions), "--json"], capture_output=True, check=True, text=True
        )
    rows: dict[str, Any] = json.loads(done.stdout)
    return {label: _measures(row) for label, row in rows.items()}


def _measures(row: dict[str, Any]) -> dict[str, float]:
    measures = {
        "mention_f1": row["mention"]["f1"],
        "strict_f1": row["strict"]["f1"],
        "predicted": float(row["predicted"]),
    }
    for field in ("issuer", "provisions"):
        if row.get(field) is not None:
            measures[field] = row[field]
    return measures


def floors() -> Scores:
    """Read the floors."""
    found: Scores = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Print measured values beside their floors, and write floors if told to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--raise", dest="higher", action="store_true", help="write higher floors")
    parser.add_argument("--lower", action="store_true", help="write lower floors too")
    options = parser.parse_args()
    held = floors()
    for name, rows in held.items():
        measured = score(name)
        for label, least in rows.items():
            for measure, floor in least.items():
                value = measured[label][measure]
                mark = "" if value >= floor else "  BELOW"
                print(f"{name:24} {label:16} {measure:12} {value:.4f}  floor {floor:.3f}{mark}")
                rounded = math.floor(value * 1000) / 1000
                if (options.higher and rounded > floor) or options.lower:
                    least[measure] = rounded
    if options.higher or options.lower:
        FLOORS.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
