"""How input is read: the options of encoding, choice of files and limits, made one object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refextract.cli.messages import UsageError
from refextract.readers.limits import Reading

_SIZE: Final = r"(?i:(?P<number>\d+)\s*(?P<unit>[kmgt]?)i?b?)"
_UNITS: Final = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


def chosen_reading(
    *,
    encoding: str | None = None,
    hidden: bool = False,
    follow_links: bool = False,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    max_depth: str | None = None,
    max_member_size: str | None = None,
    max_total_size: str | None = None,
    max_ratio: str | None = None,
) -> Reading:
    """Make the options of reading one object.

    Raises:
        UsageError: an encoding that is not known, or a limit that is no number.
    """
    reading = Reading(
        encoding=_encoding(encoding),
        hidden=hidden,
        follow_links=follow_links,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
    )
    return reading._replace(
        max_depth=_size("--max-depth", max_depth, reading.max_depth),
        max_member=_size("--max-member-size", max_member_size, reading.max_member),
        max_total=_size("--max-total-size", max_total_size, reading.max_total),
        max_ratio=_size("--max-ratio", max_ratio, reading.max_ratio),
    )


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    # Imported here: most runs name none.
    from refextract.readers.encodings import LEGACY, known_encoding

    known = known_encoding(name)
    if known is None:
        offered = ", ".join(["UTF-8", "UTF-16", *LEGACY])
        raise UsageError(f"unknown encoding {name!r}; choose from {offered}")
    return known


def _size(option: str, value: str | None, otherwise: int) -> int:
    if value is None:
        return otherwise
    match = re.fullmatch(_SIZE, value.strip())
    if match is None:
        raise UsageError(f"{option}: {value!r} is no number; write it like 500, 200MB or 4GB")
    return int(match["number"]) * _UNITS[match["unit"].lower()]
