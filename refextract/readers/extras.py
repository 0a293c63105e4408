"""Libraries that come with the extra `docs`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from refextract.readers.document import NotReadable


def library(name: str, what: str) -> Any:
    """Import a library that reads a format.

    Args:
        name: the module.
        what: what the file is, for the message: ``a PDF``.

    Raises:
        NotReadable: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise NotReadable(f"{what}; to read it: pip install 'refextract-vn[docs]'") from None
