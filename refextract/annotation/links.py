"""Where a citation leads: a template with its fields, or the address that a catalog has."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from refextract.citation import FIELDS, CatalogedCitation, Citation

SCHEMES: Final = ("http", "https", "")
"""Addresses that may be followed. A ``javascript:`` would run in the reader's page."""

_FIELD: Final = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """A template that cannot be used; the message says why and what to do."""


class Links:
    """Gives the address of a citation.

    Args:
        template: an address with fields of the record in braces, such as
            ``https://example.org/{number}``; None for none.

    Raises:
        TemplateError: an unknown field, or no address for a browser.
    """

    def __init__(self, template: str | None = None) -> None:
        self._template = template
        self._fields = tuple(_FIELD.findall(template or ""))
        for name in self._fields:
            if name not in FIELDS:
                raise TemplateError(f"unknown field {name!r}; choose from {', '.join(FIELDS)}")
        if template is not None and not is_safe(_FIELD.sub("x", template)):
            raise TemplateError("no address of a page; it is to begin with https:// or http://")
        if template is not None and not self._fields:
            raise TemplateError("without a field of the record, such as {number}")

    def of(self, citation: Citation) -> str | None:
        """Give the address: that in the catalog, else by the template; None where there is none.

        What a field holds is encoded, so that it stays one part of the address.
        """
        url = citation.url if isinstance(citation, CatalogedCitation) else None
        if url and is_safe(url):
            return url
        if self._template is None:
            return None
        values = {name: getattr(citation, name) for name in self._fields}
        if any(value in (None, [], "") for value in values.values()):
            return None
        return _FIELD.sub(lambda match: quote(str(values[match[1]]), safe=""), self._template)


def is_safe(address: str) -> bool:
    """Say whether an address leads to a page, and does nothing else.

    >>> is_safe("https://example.org/a"), is_safe("/a"), is_safe(" JavaScript:alert(1)")
    (True, True, False)
    """
    # Browsers pass over blanks and control characters inside a scheme.
    try:
        return urlsplit("".join(char for char in address if char > " ")).scheme in SCHEMES
    except ValueError:
        return False
