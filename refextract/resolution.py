"""Mentions → documents: which mentions of a text are the same document, and which document it is.

Full citations identify themselves; those that lack a date or a place take it from another mention
of the same number, where the text has exactly one. Short forms and back references take their
document, and the issuer and title that they lack, from their antecedent. A law by name is looked
up where name and year, or name and the citing document's own date, leave one candidate. Not
knowing is an answer: where two antecedents are possible, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final, TypeVar

import msgspec

from refextract import vocabulary
from refextract.document_key import authority, number_part, party_term, roman_value, slug, urn
from refextract.grammar.symbol import issuer_of
from refextract.mention import Mention
from refextract.vocabulary import Law

_HEADING_REACH: Final = 300
"""Characters between a law's number and its name in capitals, at the most."""
_DIGITS: Final = re.compile(r"0*(\d+[a-zđ]?)")
_CENTRAL: Final = frozenset({"TW", "TƯ", "HNTW"})
_LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


class _Identity(msgspec.Struct, gc=False):
    """What identifies the document of a mention, as far as the mention gives it."""

    mention: Mention
    type: str
    what: str
    authority: str
    when: str

    def key(self) -> str:
        """The key of the document."""
        return urn(self.authority, self.type, self.when, self.what)


_SEVERAL: Final = "?"


class _Known(msgspec.Struct, gc=False):
    """What mentions of one type and number, or name, say of their document.

    Attributes:
        when: its date as `_Identity` has it; empty where none says it, ``?`` where they differ.
        authority: the same of its issuer.
    """

    when: str = ""
    authority: str = ""

    def learn(self, when: str, authority: str) -> None:
        """Add what one mention says."""
        if when and when != self.when:
            self.when = _SEVERAL if self.when else when
        if authority and authority != self.authority:
            self.authority = _SEVERAL if self.authority else authority


_MOST_REMEMBERED: Final = 200_000


class Memory:
    """What the parts of a text that were read say about documents, for the parts to come.

    Attributes:
        host: the text's own number, where its heading has one.
        local: the bodies of the text's heading by their symbols.
        known: what is known of the documents of a type and number: their dates and authorities.
        full: full citations by type and serial.
        last: the last mention of each type; under ``None`` that of any type.
    """

    def __init__(self) -> None:
        """Begin a text."""
        self.host: Mention | None = None
        self.local: dict[str, str] = {}
        self.known: dict[tuple[str, str], _Known] = {}
        self.full: dict[tuple[str | None, str], dict[str, Mention]] = {}
        self.last: dict[str | None, Mention] = {}

    def trim(self) -> None:
        """Forget the oldest where a text cites more documents than memory should hold."""
        _forget_oldest(self.known)
        _forget_oldest(self.full)


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _forget_oldest(table: dict[_Key, _Value]) -> None:
    while len(table) > _MOST_REMEMBERED:
        del table[next(iter(table))]


def resolve(mentions: list[Mention], memory: Memory) -> None:
    """Give every mention the key of its document, as far as the text tells it.

    Args:
        mentions: those of a text, or of a part of it.
        memory: what the parts before said.
    """
    if memory.host is None:
        heading = next((mention for mention in mentions if mention.heading), None)
        memory.host = heading or _own_law(mentions)
    host = memory.host
    identities = []
    for mention in mentions:
        identity = _identify(mention, host)
        if identity is not None:
            identities.append(identity)
    _complete(identities, memory)
    for identity in identities:
        mention = identity.mention
        mention.document = identity.key()
        if mention.parsed is not None:
            serial, _ = _serial_and_year(mention.parsed.serial)
            memory.full.setdefault((mention.type, serial), {})[mention.document] = mention
    for mention in mentions:
        if mention.kind == "back":
            _resolve_back(mention, memory.last, host)
            continue
        if mention.kind == "short":
            _resolve_short(mention, memory.full)
        if mention.document:
            memory.last[mention.type] = memory.last[None] = mention
    memory.trim()


def _own_law(mentions: list[Mention]) -> Mention | None:
    """Give the number of a law in its own heading, with the name that follows it in capitals.

    `Luật số: 54/2024/QH15 … LUẬT ĐỊA CHẤT VÀ KHOÁNG SẢN`: the name gets the key of the number.
    """
    for mention, following in pairwise(mentions[:3]):
        if (
            mention.kind == "numbered"
            and mention.type in _LAWS
            and following.kind == "named"
            and following.type == mention.type
            and following.start - mention.end < _HEADING_REACH
            and (following.title or "").isupper()
            and following.date is None
        ):
            mention.title = mention.title or following.title
            return mention
    return None


# -- full citations ---------------------------------------------------------------------------


def _identify(mention: Mention, host: Mention | None) -> _Identity | None:
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
        if mention.term and type_name not in _LAWS:
            when = f"khoa.{roman_value(mention.term)}"
            name = _meeting(name)
        if type_name == "Hiến pháp":
            name = ""
        return _Identity(mention, type_name, slug(name), authority(mention.issuer or ""), when)
    if mention.kind in ("dated", "titled"):
        return _Identity(
            mention,
            type_name,
            slug(mention.title or ""),
            authority(mention.issuer or ""),
            mention.date or "",
        )
    return None


def _identity_of_host(mention: Mention, host: Mention | None) -> _Identity | None:
    """Give the identity of the citing law where its own name stands without a date."""
    if host is None or mention.date or not mention.title or mention.type != host.type:
        return None
    if host.type not in _LAWS or slug(mention.title) != slug(host.title or ""):
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


def _identify_number(mention: Mention, type_name: str) -> _Identity | None:
    number = mention.parsed
    if number is None:
        what = re.sub(r"[^\w]+", "-", (mention.number or "").lower())
        return _Identity(mention, type_name, what, authority(mention.issuer or ""), "")
    laws = laws_by_number().get((number.canonical.lower(), type_name in _LAWS))
    if laws:
        return _identity_of_law(mention, laws[0])
    what = number_part(number.serial, number.symbol)
    letters = number.groups
    if letters[-1] in _CENTRAL or letters[-1].startswith("TW"):
        when = party_term(mention.date) if mention.date else ""
        if mention.term:
            when = f"khoa.{roman_value(mention.term)}"
        return _Identity(mention, type_name, what, "dang.trung.uong", when)
    when = number.year or (mention.date or "")[:4]
    body = issuer_of(number.symbol, mention.date or number.year, type_name)
    if body is None or mention.issuer_basis == "type":
        body = mention.issuer or ""
    return _Identity(mention, type_name, what, authority(body), when)


def _identity_of_law(mention: Mention, law: Law) -> _Identity:
    serial, _, rest = law.number.partition("/")
    year, _, symbol = rest.rpartition("/")
    if not law.number:
        return _Identity(mention, law.type, "", "quoc.hoi", law.date[:4])
    if not year:
        match = re.match(r"(\d+)(.*)", law.number)
        serial, symbol = match.groups() if match is not None else (law.number, "")
    who = "uy.ban.thuong.vu.quoc.hoi" if law.type == "Pháp lệnh" else "quoc.hoi"
    when = year or law.date[:4]
    return _Identity(mention, law.type, number_part(serial, "/" + symbol.lstrip("/-")), who, when)


@cache
def laws_by_number() -> dict[tuple[str, bool], list[Law]]:
    """Map numbers, folded, and whether the type is a law, to rows of the table."""
    table: dict[tuple[str, bool], list[Law]] = {}
    for law in vocabulary.laws():
        if law.number:
            table.setdefault((law.number.lower(), law.type in _LAWS), []).append(law)
    return table


def law_of(mention: Mention, host: Mention | None) -> Law | None:
    """Give the law that a name means, where one candidate is left."""
    candidates = [law for law in mention.laws if law.date or law.number]
    if not candidates or (mention.title or "").lower().endswith(("sửa đổi", "bổ sung")):
        return None
    if mention.date:
        return _only(law for law in candidates if law.date.startswith(mention.date[:4]))
    if host is not None and host.year and mention is not host:
        when = host.date or host.year
        return _only(law for law in candidates if _in_force(law, when, candidates))
    return None


def _in_force(law: Law, when: str, candidates: list[Law]) -> bool:
    """Say whether a law was in force at a date; without an end, until the next of its name was."""
    start = law.effective or law.date
    if not start or start[: len(when)] > when:
        return False
    end = law.until or min(
        (other.effective for other in candidates if other.effective > start), default=""
    )
    return not end or when < end[: len(when)] or (len(when) == 4 and when == start[:4])


def _only(laws: Iterable[Law]) -> Law | None:
    found = list(laws)
    return found[0] if len({law.number or law.date for law in found}) == 1 else None


def _complete(identities: list[_Identity], memory: Memory) -> None:
    """Let mentions take date and place from the other mentions of their number or name."""
    lacking = []
    for identity in identities:
        base = identity.type, identity.what
        known = memory.known.get(base)
        if known is None:
            known = memory.known[base] = _Known()
        known.learn(identity.when, identity.authority)
        if not (identity.when and identity.authority):
            lacking.append((identity, known))
    for identity, known in lacking:
        if not identity.when and known.when != _SEVERAL:
            identity.when = known.when
        if not identity.authority and known.authority != _SEVERAL:
            identity.authority = known.authority
    _join_names_to_numbers(
        [one for one in identities if one.mention.title and one.mention.type in _LAWS]
    )


def _join_names_to_numbers(laws: list[_Identity]) -> None:
    """Let a law by name be the law with that name and a number or year, where there is one."""
    full: dict[str, dict[str, _Identity]] = {}
    for identity in laws:
        if identity.when:
            name = f"{identity.mention.type} {slug(identity.mention.title or '')}"
            full.setdefault(name, {}).setdefault(identity.key(), identity)
    for identity in laws:
        if not identity.when:
            known = full.get(f"{identity.mention.type} {slug(identity.mention.title or '')}", {})
            if len(known) == 1:
                other = next(iter(known.values()))
                identity.type, identity.what = other.type, other.what
                identity.authority, identity.when = other.authority, other.when


# -- short forms and back references ------------------------------------------------------------


def _resolve_short(
    mention: Mention, full: dict[tuple[str | None, str], dict[str, Mention]]
) -> None:
    """Give a short form the document of the one full citation that it can stand for.

    Args:
        mention: the short form.
        full: the full citations of the text by type and serial, and by document.
    """
    serial, year = _serial_and_year(mention.number or "")
    if mention.date:
        year = year or mention.date[:4]
    found: dict[str, Mention] = {}
    for document, other in full.get((mention.type, serial), {}).items():
        if year and other.year and year != other.year:
            continue
        if mention.issuer_basis == "text" and other.issuer and other.issuer != mention.issuer:
            continue
        found[document] = other
    if len(found) == 1:
        _take_from(mention, next(iter(found.values())))
        return
    what = f"{serial}-nd-cp" if mention.type == "Nghị định" and year >= "1997" else serial
    mention.document = urn(authority(mention.issuer or ""), mention.type or "", year, what)


def _serial_and_year(number: str) -> tuple[str, str]:
    if number.isdecimal():
        return number.lstrip("0") or "0", ""
    serial, _, year = number.lower().partition("/")
    match = _DIGITS.fullmatch(serial)
    return (match.group(1) if match is not None else serial), year[:4]


def _resolve_back(mention: Mention, last: dict[str | None, Mention], host: Mention | None) -> None:
    """Give a back reference the document that it points at.

    `này` is the citing document itself where its own number is known; the others point at the last
    document of their type before.

    Args:
        mention: the back reference.
        last: the last mention before it of each type; under ``None`` that of any type.
        host: the text's own number, where its heading has one.
    """
    any_type = mention.type in ("Văn bản", "Công văn")
    if mention.demonstrative == "này":
        if host is not None and (any_type or host.type == mention.type):
            _take_from(mention, host)
        return
    antecedent = last.get(None if any_type else mention.type)
    if antecedent is not None:
        _take_from(mention, antecedent)


def _take_from(mention: Mention, antecedent: Mention) -> None:
    mention.document = antecedent.document
    mention.title = mention.title or antecedent.title
    if mention.issuer is None and antecedent.issuer is not None:
        mention.issuer, mention.issuer_basis = antecedent.issuer, "context"
