"""Fonts that show other characters than are stored: those of the encodings before Unicode.

Documents made in Vietnam before about 2005, and from templates of that time until today, hold
``ViÖt Nam`` in the font ``.VnTime``; it is the font that makes it ``Việt Nam``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from refextract.readers.encodings import from_tcvn3_font, from_vni_font

Meaning = Callable[[str], str]
"""Turns stored characters into those that are shown."""

_NAME: Final = re.compile(r"""\s*["']?\s*(?P<name>\.Vn\w[^"',;]*|VNI[- ][^"',;]*)""")

FAMILY: Final = re.compile(r"font-family:\s*(?P<names>[^;}]+)|font:[^;}]*?(?P<short>\.Vn\w+)")
"""Where a style names its font."""


def meaning_of(font: str) -> Meaning | None:
    """Say what text in a font means; None where it means what it says.

    Args:
        font: the name of a font, or a list of names of which the first counts.

    >>> meaning_of(".VnTimeH")("Céng hoµ"), meaning_of("Times New Roman")
    ('CỘNG HOÀ', None)
    """
    match = _NAME.match(font)
    if match is None:
        return None
    name = match["name"].strip()
    if name.startswith("VNI"):
        return from_vni_font
    return partial(from_tcvn3_font, capitals=name.endswith("H"))


def has_old_fonts(text: str) -> bool:
    """Say whether the name of such a font occurs at all, so that most documents pay nothing."""
    return ".Vn" in text or "VNI-" in text
