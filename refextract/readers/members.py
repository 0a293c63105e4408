"""Members of archives: their names in records, and which of them are meant."""

from __future__ import annotations

from refextract.readers.limits import Reading
from refextract.readers.paths import is_wanted


def member_source(archive: str, name: str) -> str:
    """Name a member in a record.

    >>> member_source("a.zip", "b/c.txt")
    'a.zip!/b/c.txt'
    """
    return f"{archive}!/{name.lstrip('/')}"


def is_meant(name: str, reading: Reading) -> bool:
    """Say whether a member is to be read: not hidden, and as the patterns want it.

    >>> is_meant("__MACOSX/._a.txt", Reading()), is_meant("./a.txt", Reading())
    (False, True)
    """
    if not reading.hidden:
        parts = name.replace("\\\\", "/").split("/")
        if any(part.startswith(".") and part not in (".", "..") for part in parts):
            return False
    return is_wanted(name, reading)
