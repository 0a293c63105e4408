"""Find every citation of an official document in Vietnamese text.

    >>> from refextract import extract
    >>> [citation.number for citation in extract("theo Nghị định số 15/2020/NĐ-CP")]
    ['15/2020/NĐ-CP']

`extract` takes a text and gives a list of `Citation`; the command ``refextract`` does the same for
files and pipes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refextract.citation import Citation
    from refextract.extraction import extract

__all__ = ["Citation", "__version__", "extract"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import `extract` and `Citation` when they are first used.

    The command prints its version and its help without them, and starts several times as fast.
    """
    if name == "Citation":
        from refextract.citation import Citation

        return Citation
    if name == "extract":
        from refextract.extraction import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
