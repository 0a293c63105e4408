"""One JSON array of findings, one a line in it."""

from __future__ import annotations

from collections.abc import Sequence

from refextract.checks.finding import Found
from refextract.writers import json


class Json:
    """One JSON array."""

    def __init__(self) -> None:
        self._array = json.Json()

    def head(self) -> bytes:
        return self._array.head()

    def findings(self, text: str, found: Sequence[Found]) -> bytes:
        return self._array.rows([one.finding for one in found])

    def tail(self) -> bytes:
        return self._array.tail()
