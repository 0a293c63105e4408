"""What may follow, told by two characters, before a pattern is asked what does follow.

Most of what stands behind a citation is a word that begins nothing of ours, or the end of a clause.
"""

from __future__ import annotations


def begins_otherwise(lower: str, at: int, letters: str) -> bool:
    """Say whether a clause ends at a position or a word begins there that has none of the letters.

    Args:
        lower: the folded text in lower case.
        at: where a number, a name or a citation ends.
        letters: how what is looked for may begin, after one blank.

    >>> begins_otherwise("luật giá; căn cứ", 8, "cn"), begins_otherwise("luật giá của", 8, "cn")
    (True, False)
    """
    first = lower[at : at + 1]
    if first == " ":
        second = lower[at + 1 : at + 2]
        return second not in letters and second.isalpha()
    return first in ".;:"
