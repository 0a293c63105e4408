"""What a citation says by itself of the document that it means: its identity.

A number with its letters identifies a document; a law by name is looked up where name and year, or
name and the citing document's own date, leave one candidate. What the other citations of the text
say is the matter of `refextract.resolution`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import msgspec

from refextract import vocabulary
from refextract.document_key import authority, number_part, party_term, roman_value, slug, urn
from refextract.grammar.number import groups
from refextract.grammar.symbol import issuer_of
from refextract.mention import Mention
from refextract.vocabulary import Law

LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
"""The types whose documents have names."""

_HEADING_REACH: Final = 300
"""Characters between a law's number and its name in capitals, at the most."""
_CENTRAL: Final = frozenset({"TW", "TƯ", "HNTW"})
_BY_NUMBER: Final = frozenset({"symbol", "type"})
"""Bases of an issuer that its number was already asked for."""


class Identity(msgspec.Struct, gc=False):
    """What identifies the document of a mention, as far as the mention gives it."""

    mention: Mention
    type: str
    what: str
    authority: str
    when: str

    def key(self) -> str:
        """The key of the document."""
        return urn(self.authority, self.type, self.when, self.what)


def own_law(mentions: list[Mention]) -> Mention | None:
    """Give the number of a law in its own heading, with the name that follows it in capitals.

    `Luật số: 54/2024/QH15 … LUẬT ĐỊA CHẤT VÀ KHOÁNG SẢN`: the name gets the key of the number.
    """
    for mention, following in pairwise(mentions[:3]):
        if (
            mention.type in LAWS
            and mention.kind == "numbered"
            and following.kind == "named"
            and following.type == mention.type
            and following.start - mention.end < _HEADING_REACH
            and (following.title or "").isupper()
            and following.date is None
        ):
            mention.title = mention.title or following.title
            return mention
    return None


def identify(mention: Mention, host: Mention | None) -> Identity | None:
    """Give the identity of a citation that is neither short nor a back reference."""
    type_name = mention.type or ""
    if mention.kind == "numbered":
        return _identify_number(mention, type_name)
    if mention.kind == "named":
        own = _identity_of_host(mention, host)
        if own is not None:
            return own
        law = law_of(mention, host)
        if law is not None:
            return _identity_of_law(mention, law)
        name = mention.title or ""
        when = (mention.date or "")[:4]
        if mention.term and type_name not in LAWS:
            when = f"khoa.{roman_value(mention.term)}"
            name = _meeting(name)
        if type_name == "Hiến pháp":
            name = ""
        return Identity(mention, type_name, slug(name), authority(mention.issuer or ""), when)
    if mention.kind in ("dated", "titled"):
        return Identity(
            mention,
            type_name,
            slug(mention.title or "") if mention.kind == "titled" else "",
            authority(mention.issuer or ""),
            mention.date or "",
        )
    return None


def _identity_of_host(mention: Mention, host: Mention | None) -> Identity | None:
    """Give the identity of the citing law where its own name stands without a date."""
    if host is None or mention.date or not mention.title or mention.type != host.type:
        return None
    if host.type not in LAWS or slug(mention.title) != slug(host.title or ""):
        return None
    identity = _identify_number(host, host.type or "")
    return msgspec.structs.replace(identity, mention=mention) if identity is not None else None


_MEETING_NUMBER: Final = re.compile(r"\d+|(?<=\s)(?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b")


def _meeting(name: str) -> str:
    """Reduce the name of a meeting to what tells it from others of its term."""
    lower = name.lower()
    if "đại hội" in lower:
        return "đại hội" if "bộ" not in lower else name
    number = _MEETING_NUMBER.search(lower)
    words = {"hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8",
             "chín": "9", "mười": "10"}  # fmt: skip
    return f"hội nghị {words.get(number.group(), number.group())}" if number else name


def _identify_number(mention: Mention, type_name: str) -> Identity | None:
    number = mention.parsed
    if number is None:
        what = re.sub(r"[^\w]+", "-", (mention.number or "").lower())
        return Identity(mention, type_name, what, authority(mention.issuer or ""), "")
    symbol = number.symbol
    of_law, of_party = _is_of_law(symbol), _is_of_party(symbol)
    if of_law:
        laws = laws_by_number().get((number.canonical.lower(), type_name in LAWS))
        if laws:
            return _identity_of_law(mention, laws[0])
    what = number_part(number.serial, symbol)
    if of_party:
        when = party_term(mention.date) if mention.date else ""
        if mention.term:
            when = f"khoa.{roman_value(mention.term)}"
        return Identity(mention, type_name, what, "dang.trung.uong", when)
    when = number.year or (mention.date or "")[:4]
    body = mention.issuer
    if mention.issuer_basis not in _BY_NUMBER:
        body = issuer_of(symbol, mention.date or number.year, type_name) or body
    return Identity(mention, type_name, what, authority(body or ""), when)


@lru_cache(maxsize=1 << 12)
def _is_of_law(symbol: str) -> bool:
    """Say whether any law of the vocabulary has a number with these letters."""
    return symbol.lower() in _symbols_of_laws()


@cache
def _symbols_of_laws() -> frozenset[str]:
    """Give all ends of the numbers of laws that begin with a separator."""
    return frozenset(
        number[at:]
        for number, _ in laws_by_number()
        for at, letter in enumerate(number)
        if letter in "/-"
    )


@lru_cache(maxsize=1 << 12)
def _is_of_party(symbol: str) -> bool:
    """Say whether a symbol is one of the Party's central bodies."""
    body = groups(symbol)[-1]
    return body in _CENTRAL or body.startswith("TW")


def _identity_of_law(mention: Mention, law: Law) -> Identity:
    return Identity(mention, law.type, *_parts_of_law(law.type, law.number, law.date))


@lru_cache(maxsize=1 << 12)
def _parts_of_law(type_name: str, number: str, date: str) -> tuple[str, str, str]:
    """Give what a row of the vocabulary says of a law: its number, authority and year as parts."""
    serial, _, rest = number.partition("/")
    year, _, symbol = rest.rpartition("/")
    if not number:
        return "", "quoc.hoi", date[:4]
    if not year:
        match = re.match(r"(\d+)(.*)", number)
        serial, symbol = match.groups() if match is not None else (number, "")
    who = "uy.ban.thuong.vu.quoc.hoi" if type_name == "Pháp lệnh" else "quoc.hoi"
    return number_part(serial, "/" + symbol.lstrip("/-")), who, year or date[:4]


@cache
def laws_by_number() -> dict[tuple[str, bool], list[Law]]:
    """Map numbers, folded, and whether the type is a law, to rows of the table."""
    table: dict[tuple[str, bool], list[Law]] = {}
    for law in vocabulary.laws():
        if law.number:
            table.setdefault((law.number.lower(), law.type in LAWS), []).append(law)
    return table


def law_of(mention: Mention, host: Mention | None) -> Law | None:
    """Give the law that a name means, where one candidate is left."""
    candidates = [law for law in mention.laws if law.date or law.number]
    if not candidates or (mention.title or "").lower().endswith(("sửa đổi", "bổ sung")):
        return None
    if mention.date:
        year = mention.date[:4]
        return _only([law for law in candidates if law.date.startswith(year)])
    if host is not None and host.year and mention is not host:
        when = host.date or host.year
        if host.type in LAWS and any(_is_to_come(law, when) for law in candidates):
            return None  # A law that itself takes effect later may mean the law to come.
        return _only([law for law in candidates if _in_force(law, when, candidates)])
    return None


def _is_to_come(law: Law, when: str) -> bool:
    """Say whether a law was passed at a date but not yet in force."""
    return law.date[: len(when)] <= when < law.effective[: len(when)]


def _in_force(law: Law, when: str, candidates: list[Law]) -> bool:
    """Say whether a law was in force at a date; without an end, until the next of its name was."""
    start = law.effective or law.date
    if not start or start[: len(when)] > when:
        return False
    end = law.until or min(
        (other.effective for other in candidates if other.effective > start), default=""
    )
    return not end or when < end[: len(when)] or (len(when) == 4 and when == start[:4])


def _only(laws: list[Law]) -> Law | None:
    if len(laws) > 1 and len({law.number or law.date for law in laws}) > 1:
        return None
    return laws[0] if laws else None
