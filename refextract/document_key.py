"""Keys of documents: RFC 9676 URNs, as far as the parts are known.

`urn:lex:vn:chinh.phu:nghi.dinh:2020;15-nd-cp` is jurisdiction, authority, type, date and number
(RFC 9676, sections 4 and 5: words joined by dots, issuers of a joint document by ``+``, a term of
office in the place of the date where numbers restart with the term). A part that the text does not
give is empty.

What identifies a document decides what the key holds: a State number restarts every year, so the
year goes in and the day does not; a number of the Party's central bodies restarts with each
congress term, so the term goes in (Hướng dẫn 36-HD/VPTW, 1.3.1). Spelling does not matter: leading
zeros, case, ``Đ`` or ``D``, slash or hyphen are all one key.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from refextract import vocabulary
from refextract.folding import fold, unaccented_word

_WORD: Final = re.compile(r"\w+")
_SEPARATORS: Final = re.compile(r"[/\-.: ]+")
_ZEROS: Final = re.compile(r"^0+(?=\d)")
_YEAR: Final = r"(?:18|19|20)\d\d"
_NUMBER: Final = re.compile(
    rf"""
    \s*(?:số\s*:?\s*)?
    0*(?P<serial>\d+(?:(?:[a-zđ]|bis|ter)(?![^\W_]))?)
    (?:\s*/\s*(?P<year>{_YEAR})(?!\d))?
    (?P<symbol>.*?)
    (?:/(?P<year_last>{_YEAR})\s*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_TYPED: Final = re.compile(r"[\w/.: &()\-]*")
"""What needs no folding before it is taken apart."""
_LABEL: Final = re.compile(r"\s*số\s*:?\s*", re.IGNORECASE)
_PARTS: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 13)
def slug(name: str) -> str:
    """Give a name as a URN part.

    >>> slug("Ủy ban nhân dân tỉnh Đắk Lắk")
    'uy.ban.nhan.dan.tinh.dak.lak'
    """
    return ".".join(unaccented_word(word) for word in _WORD.findall(name))


@lru_cache(maxsize=1 << 13)
def authority(issuer: str) -> str:
    """Give an issuer, or several joined by ``; ``, as the authority of a URN."""
    return "+".join(sorted(slug(name) for name in issuer.split("; ")))


def number_part(serial: str, symbol: str) -> str:
    """Give a number without its year as a URN part.

    >>> number_part("02", "/TT-TANDTC"), number_part("18", "/NQ-TW"), number_part("39", "-NQ/TƯ")
    ('2-tt-tandtc', '18-nq-tw', '39-nq-tw')
    """
    if serial.isdecimal():
        return (serial.lstrip("0") or "0") + _letters_part(symbol)
    serial = _ZEROS.sub("", serial.lower())
    # Serials are countless and plain, symbols few: only the work on these is worth keeping.
    return (serial if serial.isascii() else unaccented_word(serial)) + _letters_part(symbol)


@lru_cache(maxsize=1 << 13)
def _letters_part(symbol: str) -> str:
    letters = symbol.replace("TƯ", "TW").replace("T.Ư", "TW")
    return "".join(f"-{unaccented_word(part)}" for part in _SEPARATORS.split(letters) if part)


@lru_cache(maxsize=1 << 13)
def _symbol_part(symbol: str) -> str:
    return number_part("", fold(symbol.upper()).text.strip())


def number_key(number: str) -> tuple[str, str]:
    """Give what two spellings of one number share: its serial and symbol, and its year or ``""``.

    Args:
        number: a number with or without symbol, or the number of a standard.

    >>> number_key("015/2020/nd – cp"), number_key("57-KL/TƯ"), number_key("TCVN 7957:2008")
    (('15-nd-cp', '2020'), ('57-kl-tw', ''), ('tcvn-7957-2008', ''))
    """
    if not _TYPED.fullmatch(number):
        number = fold(number).text
    match = _NUMBER.fullmatch(number)
    if match is None:
        words = _PARTS.findall(_LABEL.sub("", number, count=1))
        return "-".join(unaccented_word(word).lstrip("0") or "0" for word in words), ""
    serial, year, symbol, year_last = match.groups()
    if year and year_last:
        symbol, year_last = f"{symbol}/{year_last}", None
    return unaccented_word(serial) + _symbol_part(symbol), year or year_last or ""


def urn(authority_part: str, type_name: str, when: str, what: str) -> str:
    """Put a key together.

    Args:
        authority_part: from `authority`, or empty.
        type_name: canonical name of the type.
        when: year, date or term (`khoa.13`), or empty.
        what: from `number_part`, or the slug of a name, or empty.
    """
    details = f"{when};{what}" if what else when
    return f"urn:lex:vn:{authority_part}:{slug(type_name)}:{details}"


@cache
def _terms() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        sorted(
            (event.start, event.end, event.term)
            for event in vocabulary.party_events()
            if event.kind == "party_term"
        )
    )


_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def roman_value(numeral: str) -> int:
    """Give the value of a Roman numeral up to XXXIX.

    >>> roman_value("XIII"), roman_value("IX")
    (13, 9)
    """
    values = [_ROMAN.get(letter, 0) for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


@lru_cache(maxsize=1 << 10)
def party_term(date: str) -> str:
    """Give the congress term of a date as a URN part: `khoa.13`; empty where none is known.

    Of two terms that share a year, a date without a month is taken to be of the later.
    """
    for start, end, term in reversed(_terms()):
        if start[: len(date)] <= date and (not end or date <= end[: len(date)]):
            return f"khoa.{roman_value(term)}"
    return ""
