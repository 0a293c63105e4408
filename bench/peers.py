"""Time what reads citations elsewhere, each on text of its own language and law.

    make bench-peers

Installs eyecite (United States) and legal-reference-extraction (Germany) into an environment of
their own and runs them on texts that this script makes: sentences with one citation each, and the
same amid sentences without. Peers find other things in other texts; the table says what a citation
costs there, not who is better.
"""

from __future__ import annotations

import argparse
import importlib
import random
from collections.abc import Callable
from typing import Any, Final

from measure import HEAD, Extract, machine, rates

SEED: Final = 15
SENTENCES: Final = 1500

_REPORTERS: Final = ("U.S.", "F.2d", "F.3d", "F. Supp.", "S. Ct.", "Cal. 4th", "N.E.2d", "P.2d")
_CODES: Final = ("BGB", "StGB", "VwGO", "ZPO", "GG", "AufenthG", "SGB X", "HGB")
_COURTS: Final = ("BGH", "BVerwG", "BAG", "OLG Köln", "BFH")
_MONTHS: Final = ("Januar", "März", "Mai", "Juli", "September", "November")


def english(chance: random.Random) -> str:
    """Make a sentence with a citation of a case or a statute of the United States."""
    if chance.random() < 0.25:
        title, section = chance.randrange(5, 43), chance.randrange(1, 2000)
        return f"The claim arises under {title} U.S.C. § {section}. "
    volume, reporter = chance.randrange(1, 600), chance.choice(_REPORTERS)
    page, year = chance.randrange(1, 900), chance.randrange(1950, 2020)
    return (
        f"As the court held in Smith v. Jones, {volume} {reporter} {page}, {page + 4} ({year}), "
        "the burden of proof lies with the party. "
    )


def german(chance: random.Random) -> str:
    """Make a sentence with a citation of a German law or judgment."""
    if chance.random() < 0.25:
        day, month = chance.randrange(1, 29), chance.choice(_MONTHS)
        year, serial = chance.randrange(2001, 2022), chance.randrange(1, 400)
        return (
            f"Das folgt aus dem Urteil des {chance.choice(_COURTS)} vom {day}. {month} {year} - "
            f"VIII ZR {serial}/{year % 100:02} -, das die Frage klärt. "
        )
    return (
        f"Der Anspruch ergibt sich aus § {chance.randrange(1, 900)} Abs. {chance.randrange(1, 6)} "
        f"Satz {chance.randrange(1, 4)} {chance.choice(_CODES)}, weil die Frist gewahrt ist. "
    )


def made(sentence: Callable[[random.Random], str], plain: str, *, citations: float) -> str:
    """Make a text of which that share of the sentences has a citation."""
    chance = random.Random(SEED)
    return "".join(
        sentence(chance) if chance.random() < citations else plain for _ in range(SENTENCES)
    )


def eyecite() -> dict[str, Extract]:
    """Give eyecite with the tokenizers that can be had."""
    get = importlib.import_module("eyecite").get_citations
    tokenizers: Any = importlib.import_module("eyecite.tokenizers")
    found: dict[str, Extract] = {"eyecite, Aho-Corasick": get}
    try:
        importlib.import_module("hyperscan")
    except ImportError:
        return found
    fast = tokenizers.HyperscanTokenizer(cache_dir=None)
    found["eyecite, Hyperscan"] = lambda text: list(get(text, tokenizer=fast))
    return found


def refex() -> dict[str, Extract]:
    """Give the German extractor."""
    extractor: Any = importlib.import_module("refex.orchestrator").CitationExtractor()
    return {"refex": lambda text: list(extractor.extract(text).citations)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="timed runs of each (default 3)")
    runs = parser.parse_args().runs
    print(machine())
    print(HEAD)
    plain_english = "The witness said that the road had been dry and the light good that morning. "
    plain_german = "Am frühen Morgen war die Straße trocken und das Licht nach Aussage aller gut. "
    for name, extractors, sentence, plain in (
        ("English", eyecite(), english, plain_english),
        ("German", refex(), german, plain_german),
    ):
        for share, citations in (("dense", 1.0), ("sparse", 0.05)):
            texts = [made(sentence, plain, citations=citations)]
            for label, rate in rates(extractors, texts, runs).items():
                print(rate.row(f"{name}, {share}", label))


if __name__ == "__main__":
    main()
