"""Citations of documents that the user's own list does not have."""

from __future__ import annotations

from collections.abc import Iterator

from refextract.checks.cited import Cited, Text
from refextract.checks.finding import Mark
from refextract.document_key import number_key


def not_in_catalog(cited: Cited, text: Text) -> Iterator[Mark]:
    """Find numbered citations that no document of the catalog fits."""
    citation = cited.citation
    if text.catalog is None or citation.kind != "numbered" or cited.own:
        return
    if text.catalog.find(citation) is not None:
        return
    wanted = number_key(citation.number or "")
    entries = text.catalog.documents(citation.number or "")
    places = [entry.place for entry in entries if number_key(entry.number) == wanted]
    said = f"; {places[0]} has the number, but type, date or issuer differ" if places else ""
    yield Mark("not-in-catalog", f"the catalog has no such document{said}")
