"""What filters name: types of documents and bodies, by their names or as people shorten these."""

from __future__ import annotations

from collections.abc import Iterable

from refextract import vocabulary
from refextract.folding import comparable, unaccented_word


def types_meant(written: str) -> list[str]:
    """Give the types that a value of ``--type`` means: itself, or what it is short for.

    >>> types_meant("NĐ"), types_meant("nghi dinh"), types_meant("Nghi*")
    (['NĐ', 'Nghị định'], ['nghi dinh'], ['Nghi*'])
    """
    from refextract.vocabulary import symbols

    rows = vocabulary.document_types()
    if "*" in written or _is_one_of(written, (row.name for row in rows)):
        return [written]
    found = symbols.types(written) or [row for row in rows if _is_one_of(written, row.aliases)]
    return [written, *dict.fromkeys(row.name for row in found)]


def issuers_meant(written: str) -> list[str]:
    """Give the bodies that a value of ``--issuer`` means: itself, or what it is short for.

    A symbol may have been that of several, one after the other or at one time.

    >>> issuers_meant("BTNMT"), issuers_meant("Bộ Y tế")
    (['BTNMT', 'Bộ Tài nguyên và Môi trường'], ['Bộ Y tế'])
    """
    from refextract.vocabulary import symbols

    rows = vocabulary.issuers()
    if "*" in written or _is_one_of(written, (row.name for row in rows)):
        return [written]
    found = symbols.bodies(written) or [row for row in rows if _is_one_of(written, row.aliases)]
    return [written, *dict.fromkeys(row.name for row in found)]


def doubt(written: str) -> str | None:
    """Say what is doubtful about a value of ``--type``: None, if it is a type."""
    from difflib import get_close_matches

    names = list(dict.fromkeys(row.name for row in vocabulary.document_types()))
    if len(types_meant(written)) > 1 or "*" in written or _is_one_of(written, names):
        return None
    folded = {_plain(name): name for name in names}
    near = get_close_matches(_plain(written), folded, n=1)
    hint = f"did you mean {folded[near[0]]!r}?" if near else "see: refextract vocabulary types"
    return f"--type {written!r}: no type that is known; {hint}"


def _is_one_of(written: str, names: Iterable[str]) -> bool:
    """Say whether a value names one of several, with or without its accents."""
    fold = _plain if written.isascii() else comparable
    return fold(written) in map(fold, names)


def _plain(name: str) -> str:
    return unaccented_word(comparable(name))
