"""What a citation takes from its entry in a catalog: what it lacks, under its official name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refextract import vocabulary
from refextract.catalog_files import Entry
from refextract.citation import FIELDS, CatalogedCitation, Citation
from refextract.document_key import authority, number_key, slug
from refextract.folding import fold
from refextract.grammar.issuer import issuer_at
from refextract.grammar.number import number_at
from refextract.mention import Mention
from refextract.resolution import Memory, resolve

_ABOUT: Final = re.compile(r"(?:về\s+việc|v/v|về)\s+", re.IGNORECASE)
_OF_LAW: Final = re.compile(r"(?:bộ\s+luật|luật|pháp\s+lệnh)\s+(?=\w)", re.IGNORECASE)
_LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


def entry_year(entry: Entry) -> str:
    """Give the year of a document: that in its number, else of its date, else ``""``."""
    return number_key(entry.number)[1] or entry.date[:4]


def completed(citation: Citation, entry: Entry | None) -> CatalogedCitation:
    """Give the record of a citation and of the document that it means, if that is known."""
    record = CatalogedCitation(**{name: getattr(citation, name) for name in FIELDS})
    if entry is None:
        return record
    record.url = entry.url or None
    if record.type is None and entry.type:
        record.type = _official_type(entry.type)
    if record.issuer is None and entry.issuer:
        record.issuer = official_issuer(entry.issuer, entry.date or entry_year(entry))
        record.issuer_basis = "catalog"
    if record.title is None and entry.title:
        record.title = _title(entry.title, record.type)
    record.document = _completed_key(record, entry)
    return record


@lru_cache(maxsize=1 << 10)
def _official_type(name: str) -> str:
    wanted = slug(name)
    known = (row.name for row in vocabulary.document_types() if slug(row.name) == wanted)
    return next(known, name)


@lru_cache(maxsize=1 << 10)
def official_issuer(written: str, date: str) -> str:
    """Give the issuers of a catalog under their official names, as far as these are known."""
    names = []
    for name in written.split(";"):
        folded = fold(name.strip())
        found = issuer_at(folded.text, folded.lower, 0, date=date)
        whole = found is not None and found.end == len(folded.text)
        names.append(found.name if found is not None and whole else name.strip())
    return "; ".join(filter(None, names))


def entry_authority(entry: Entry) -> str:
    """Give the issuers of a document as the authority of a URN, or ``""``."""
    if not entry.issuer:
        return ""
    return authority(official_issuer(entry.issuer, entry.date or entry_year(entry)))


def _title(written: str, type_name: str | None) -> str:
    """Give a title as records have it: without quotation marks, `về việc`, or `Luật`."""
    title = written.strip("\"“”'«» \n")
    if type_name in _LAWS:
        title = _OF_LAW.sub("", title, count=1)
    return _ABOUT.sub("", title, count=1) if _ABOUT.match(title) else title


def _completed_key(record: Citation, entry: Entry) -> str | None:
    """Fill the empty parts of a document's key with those of the key that the entry has."""
    ours = (record.document or "").split(":", 5)
    if len(ours) < 6:
        return _key(entry, record.type or "", record.issuer or "")
    when, _, what = ours[5].partition(";")
    bare = record.kind in ("short", "back") and what.isalnum()
    if not bare and all(ours) and when:
        return record.document
    theirs = _key(entry, record.type or "", record.issuer or "").split(":", 5)
    their_when, _, their_what = theirs[5].partition(";")
    if bare:
        # The serial alone is no key yet, and neither is the body that it was put together with.
        return ":".join([*theirs[:5], f"{their_when or when};{their_what}"])
    filled = f"{when or their_when};{what}" if what else ours[5]
    return ":".join([*ours[:3], ours[3] or theirs[3], ours[4] or theirs[4], filled])


@lru_cache(maxsize=1 << 12)
def _key(entry: Entry, type_name: str, issuer: str) -> str:
    """Give the key that a text would give which cites a document with all that its entry says."""
    number = fold(entry.number).text.strip()
    span = 0, len(number)
    mention = Mention(*span, "numbered", type_name or _official_type(entry.type), span, number)
    mention.parsed = number_at(number, 0)
    mention.date = entry.date or None
    mention.issuer = official_issuer(entry.issuer, entry_year(entry)) or issuer or None
    resolve([mention], Memory())
    return mention.document or ""
