"""Catalogs: the user's own documents, and which of them a citation means.

A document is found by its number, whose spelling does not matter (case, leading zeros, ``Đ`` or
``D``, separators: `refextract.document_key`). Type, date, term and issuer, as far as both sides
know them, must not disagree; a short form (`Kết luận 57`) has only type, serial and perhaps year.
Where two documents fit, none is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from refextract.catalog_completion import completed, entry_authority, entry_year
from refextract.catalog_files import CatalogError, Entry, read_entries
from refextract.citation import Citation
from refextract.document_key import authority, number_key, party_term, slug
from refextract.folding import fold
from refextract.grammar.number import number_at
from refextract.grammar.symbol import issuer_of, read_symbol

__all__ = ["Catalog", "CatalogError", "Entry"]

_STATED: Final = frozenset({"text", "context", "name"})
"""How an issuer is known that may decide between documents: a symbol is in the number already."""
_CENTRAL_PARTY: Final = "dang.trung.uong"
_SCANNED: Final = 8
"""How many documents of one number are looked through before they are put in order by year."""
_MOST_WARNINGS: Final = 10


class Catalog:
    """The documents of one or more catalogs.

    >>> catalog = Catalog([Entry("57-KL/TW", "", "Bộ Chính trị", "2023-06-15", "", "", "mine", 1)])
    >>> [entry] = catalog.documents("57-KL/TW")
    >>> entry.issuer
    'Bộ Chính trị'
    """

    def __init__(
        self, entries: Iterable[Entry] = (), *, warn: Callable[[str], None] | None = None
    ) -> None:
        """Make a catalog of entries.

        Args:
            entries: the documents; of two that are the same the first counts.
            warn: told of those that are left out, the first ones each, the rest together.
        """
        self._by_number: dict[str, Entry | list[Entry]] = {}
        self._by_serial: dict[tuple[str, str], list[Entry]] | None = None
        self._by_year: dict[Hashable, dict[str, list[Entry]]] = {}
        seen: dict[tuple[str, ...], Entry] = {}
        repeated = 0
        for entry in entries:
            what, year = number_key(entry.number)
            same = (what, year or entry.date, entry.type, entry.issuer)
            first = seen.setdefault(same, entry)
            if first is not entry:
                repeated += 1
                if warn is not None and repeated <= _MOST_WARNINGS:
                    warn(f"{entry.place}: the same document as {first.place}; the first counts")
                continue
            known = self._by_number.setdefault(what, entry)
            if isinstance(known, list):
                known.append(entry)
            elif known is not entry:
                self._by_number[what] = [known, entry]
        if warn is not None and repeated > _MOST_WARNINGS:
            warn(f"{repeated - _MOST_WARNINGS} more rows repeat a document of the catalog")

    @classmethod
    def load(cls, *paths: str, warn: Callable[[str], None] | None = None) -> Catalog:
        """Read catalogs.

        Args:
            paths: files of CSV, JSON Lines or Parquet; of two that have a document the first
                counts.
            warn: told of rows that repeat a document.

        Raises:
            CatalogError: a file or a row of it cannot be used.
        """
        return cls((entry for path in paths for entry in read_entries(path)), warn=warn)

    def documents(self, number: str) -> Sequence[Entry]:
        """Give the documents with a number, spelt in whatever way."""
        what, year = number_key(number)
        return self._numbered(what, year)

    def complete(self, citations: Iterable[Citation]) -> list[Citation]:
        """Give citations what they lack and the catalog knows: type, issuer, title, URL and key.

        Args:
            citations: the citations of a text, resolved.

        Returns:
            Records of the type `CatalogedCitation`, in the same order.
        """
        records: list[Citation] = []
        by_serial: dict[str | None, Entry] = {}
        for citation in citations:
            entry = self.find(citation)
            if entry is None and citation.kind == "back":
                # It points at a short form, whose document only the catalog tells.
                entry = by_serial.get(citation.document)
            elif entry is not None and citation.kind == "short":
                by_serial[citation.document] = entry
            records.append(completed(citation, entry))
        return records

    def find(self, citation: Citation) -> Entry | None:
        """Give the document that a citation means, where the catalog leaves exactly one."""
        wanted = _Wanted(citation)
        if not wanted.what:
            return None
        if wanted.type:
            candidates = self._short(wanted.type, wanted.what, wanted.year)
        else:
            candidates = self._numbered(wanted.what, wanted.year)
        fitting = [entry for entry in candidates if wanted.fits(entry)]
        if len(fitting) > 1 and citation.date is not None:
            fitting = [entry for entry in fitting if _agree(entry.date, citation.date)]
        if len(fitting) > 1 and not all(_same(fitting[0], other) for other in fitting[1:]):
            return None
        return fitting[0] if fitting else None

    def _numbered(self, what: str, year: str) -> Sequence[Entry]:
        found = self._by_number.get(what, [])
        return self._of_year(what, found, year) if isinstance(found, list) else (found,)

    def _short(self, type_name: str, what: str, year: str) -> Sequence[Entry]:
        """Give the documents of a type with a serial, and with the letters that are written."""
        if self._by_serial is None:
            self._by_serial = {}
            for known, found in self._by_number.items():
                for entry in found if isinstance(found, list) else (found,):
                    for name in _types(entry):
                        key = slug(name), known.partition("-")[0]
                        self._by_serial.setdefault(key, []).append(entry)
        serial, *letters = what.split("-")
        key = slug(type_name), serial
        candidates = self._of_year(key, self._by_serial.get(key, []), year)
        return [
            entry
            for entry in candidates
            if not letters or set(letters) <= set(number_key(entry.number)[0].split("-"))
        ]

    def _of_year(self, key: Hashable, entries: list[Entry], year: str) -> Sequence[Entry]:
        """Leave out the documents of other years, without looking through thousands each time."""
        if not year or len(entries) <= _SCANNED:
            return entries
        years = self._by_year.get(key)
        if years is None:
            years = self._by_year[key] = {}
            for entry in entries:
                years.setdefault(entry_year(entry), []).append(entry)
        return [*years.get(year, ()), *years.get("", ())]


class _Wanted:
    """What a citation says about the document that it means.

    Attributes:
        what: serial and symbol as `number_key` gives them; empty where there is nothing to go by.
        year: the year of the document, or empty.
        type: for a short form its type, by which it has to be looked up; else empty.
    """

    def __init__(self, citation: Citation) -> None:
        self._citation = citation
        _, _, _, body, _, details = (citation.document or ":::::").split(":", 5)
        when, _, what = details.partition(";")
        self.type = ""
        self._year_in_number = ""
        if citation.kind == "numbered" and citation.number:
            self.what, self._year_in_number = number_key(citation.number)
        elif citation.kind == "short" and "-" not in what:
            # Nothing in the text tells its symbol.
            self.what, self._year_in_number = number_key(citation.number or "")
            self.type = citation.type or ""
            self.what = self.what if self.type else ""
        else:
            self.what = what
        self._term = when if when.startswith("khoa.") else ""
        date = citation.date or ("" if self._term else when)
        self._date = date
        self.year = self._year_in_number or date[:4]
        self._issuer = body if body != _CENTRAL_PARTY else ""
        if citation.issuer_basis in _STATED and citation.issuer:
            self._issuer = authority(citation.issuer)
        elif citation.issuer_basis in ("symbol", "type"):
            self._issuer = ""

    def fits(self, entry: Entry) -> bool:
        """Say whether nothing that is known speaks against a document."""
        year = entry_year(entry)
        if self.year and year and self.year != year:
            return False
        # The year in a number identifies the document, and the day is often copied wrongly.
        if not self._year_in_number and not _agree(self._date, entry.date):
            return False
        if self._term and not self._citation.date and entry.date:
            if party_term(entry.date) != self._term:
                return False
        # The number of a standard says all.
        if self._citation.type and self.what[0].isdigit():
            if not _alike(self._citation.type, entry.type):
                return False
        return not self._issuer or not entry.issuer or _shared(self._issuer, entry_authority(entry))


def _agree(one: str, other: str) -> bool:
    """Say whether two dates may be one, as far as both are known."""
    shortest = min(len(one), len(other))
    return one[:shortest] == other[:shortest]


def _alike(one: str, other: str) -> bool:
    """Say whether two types may be those of one document: `Luật`, `Bộ luật`; `Thông tư liên tịch`.

    The symbol has been compared already, so that only real contradictions are to be found.
    """
    ours, theirs = slug(one), slug(other)
    if "van.ban" in (ours, theirs) or (ours.endswith("luat") and theirs.endswith("luat")):
        return True
    return ours.startswith(theirs) or theirs.startswith(ours)


def _shared(one: str, other: str) -> bool:
    """Say whether two authorities have a body in common, one of them perhaps named in part."""
    return any(
        ours == theirs or ours.startswith(theirs + ".") or theirs.startswith(ours + ".")
        for ours in one.split("+")
        for theirs in other.split("+")
    )


def _same(one: Entry, other: Entry) -> bool:
    """Say whether two entries of one number are the same document, told with more or less."""
    issuers = [entry_authority(entry) or _issuer_in_number(entry) for entry in (one, other)]
    return (
        entry_year(one) == entry_year(other)
        and _agree(one.date, other.date)
        and set(map(slug, _types(one))) == set(map(slug, _types(other)))
        and issuers[0] == issuers[1]
    )


def _symbol(entry: Entry) -> str:
    number = number_at(fold(entry.number).text.strip(), 0)
    return number.symbol if number is not None else ""


def _types(entry: Entry) -> Sequence[str]:
    """Give the type of an entry, or those that its symbol may stand for."""
    if entry.type:
        return (entry.type,)
    symbol = _symbol(entry)
    return read_symbol(symbol).types if symbol else ()


def _issuer_in_number(entry: Entry) -> str:
    symbol = _symbol(entry)
    return authority(issuer_of(symbol, entry.date or entry_year(entry)) or "") if symbol else ""
