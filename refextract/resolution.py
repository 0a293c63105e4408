"""Mentions → documents: which mentions of a text are the same document, and which document it is.

Full citations identify themselves; those that lack a date or a place take it from another mention
of the same number, where the text has exactly one. Short forms and back references take their
document, and the issuer and title that they lack, from their antecedent. Not knowing is an answer:
where two antecedents are possible, none is taken.
"""

from __future__ import annotations

import re
from typing import Final, TypeVar

import msgspec

from refextract.document_key import authority, slug, urn
from refextract.identity import LAWS, Identity, identify, own_law
from refextract.mention import Mention

_DIGITS: Final = re.compile(r"0*(\d+[a-zđ]?)")
_SEVERAL: Final = "?"


class _Known(msgspec.Struct, gc=False):
    """What mentions of one type and number, or name, say of their document.

    Attributes:
        when: its date as `Identity` has it; empty where none says it, ``?`` where they differ.
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
        memory.host = _own_number(mentions)
    host = memory.host
    identities = []
    for mention in mentions:
        identity = identify(mention, host)
        if identity is not None:
            identities.append(identity)
    _complete(identities, memory)
    for identity in identities:
        mention = identity.mention
        document = mention.document = identity.key()
        if mention.parsed is not None:
            serial, _ = _serial_and_year(mention.parsed.serial)
            known = memory.full.get((mention.type, serial))
            if known is None:
                memory.full[mention.type, serial] = {document: mention}
            else:
                known[document] = mention
    last = memory.last
    for mention in mentions:
        if mention.kind == "back":
            _resolve_back(mention, last, host)
            continue
        if mention.kind == "short":
            _resolve_short(mention, memory.full)
        if mention.document:
            last[mention.type] = last[None] = mention
    memory.trim()


def _own_number(mentions: list[Mention]) -> Mention | None:
    """Give the text's own number, where its heading has one."""
    for mention in mentions:
        if mention.heading:
            return mention
    return own_law(mentions)


def _complete(identities: list[Identity], memory: Memory) -> None:
    """Let mentions take date and place from the other mentions of their number or name."""
    lacking = []
    table = memory.known
    for identity in identities:
        when, who = identity.when, identity.authority
        base = identity.type, identity.what
        known = table.get(base)
        if known is None:
            known = table[base] = _Known(when, who)
        elif when != known.when or who != known.authority:
            known.learn(when, who)
        if not (when and who):
            lacking.append((identity, known))
    for identity, known in lacking:
        if not identity.when and known.when != _SEVERAL:
            identity.when = known.when
        if not identity.authority and known.authority != _SEVERAL:
            identity.authority = known.authority
    laws = [one for one in identities if one.mention.title and one.mention.type in LAWS]
    if len(laws) > 1:
        _join_names_to_numbers(laws)


def _join_names_to_numbers(laws: list[Identity]) -> None:
    """Let a law by name be the law with that name and a number or year, where there is one."""
    full: dict[str, dict[str, Identity]] = {}
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
