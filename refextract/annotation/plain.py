"""Plain marks: every citation in double brackets, as in `[[Kết luận số 57-KL/TW]]`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refextract.citation import Citation

OPEN: Final = "[["
CLOSE: Final = "]]"


def annotated(text: str, citations: Sequence[Citation]) -> str:
    """Mark the citations of a text. Those that lie in each other have brackets in each other.

    Args:
        text: the text.
        citations: what `refextract.extract` finds in it.

    >>> from refextract import extract
    >>> text = "Theo Kết luận số 57-KL/TW."
    >>> annotated(text, extract(text))
    'Theo [[Kết luận số 57-KL/TW]].'
    """
    # At one place, what ends comes before what begins; of what begins, the longer comes first.
    marks = [(one.start, 1, -one.end, OPEN) for one in citations]
    marks += [(one.end, 0, 0, CLOSE) for one in citations]
    made = []
    done = 0
    for place, _, _, mark in sorted(marks):
        made += [text[done:place], mark]
        done = place
    return "".join(made) + text[done:]
