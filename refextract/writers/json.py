"""JSON: one array, or one object a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder()


class JsonLines:
    """One JSON object a line.

    Args:
        columns: the keys, in this order; none means all.
    """

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._columns = columns

    def head(self) -> bytes:
        return b""

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        return _ENCODER.encode_lines(objects(records, self._columns))

    def tail(self) -> bytes:
        return b""


class Json:
    """One JSON array, one record a line in it, so that it can be streamed and compared.

    Args:
        columns: the keys, in this order; none means all.
    """

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._columns = columns
        self._separator = b"\n"

    def head(self) -> bytes:
        return b"["

    def rows(self, records: Sequence[msgspec.Struct]) -> bytes:
        if not records:
            return b""
        lines = map(_ENCODER.encode, objects(records, self._columns))
        written = self._separator + b",\n".join(lines)
        self._separator = b",\n"
        return written

    def tail(self) -> bytes:
        return b"]\n" if self._separator == b"\n" else b"\n]\n"


def objects(records: Sequence[msgspec.Struct], columns: Sequence[str]) -> Sequence[Any]:
    """Give what is to be encoded: the records, or of each the chosen fields."""
    if not columns:
        return records
    return [{name: getattr(record, name) for name in columns} for record in records]
