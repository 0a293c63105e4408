"""Numbers of documents: `15/2020/NĐ-CP`, `57-KL/TW`, `1234/BTC-TCT`, `63/CP`, `TCVN 7957:2008`.

A number is a serial, perhaps a year, and a symbol of groups of letters (Nghị định 30/2020/NĐ-CP,
Phụ lục I; Hướng dẫn 36-HD/VPTW). `number_at` takes the longest run of groups that the writing and
the vocabulary allow, and gives the canonical form: without spaces, symbols in official letters.

>>> number_at("29/2018/TT - BNNPTNT ngày", 0).canonical
'29/2018/TT-BNNPTNT'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from refextract.vocabulary import symbols

_LETTER: Final = "A-ZĐƯa-zđư"
_GROUP: Final = (
    r"(?:QH[ ]\d{1,2}(?!\d)|UBTVQH[ ]\d{1,2}(?!\d)"
    rf"|[{_LETTER}][{_LETTER}0-9&¡]*(?:\([A-Z0-9]{{1,4}}\))?"
    rf"|0H\d{{1,2}}(?!\d)"  # `QH` as scanning reads it
    rf"|(?<=L-)\d{{1,3}}(?!\d))"
)
_BLANK: Final = r"[ \n*]{0,3}"
_SERIAL: Final = (
    rf"\d{{1,5}}(?:\.\d{{1,2}}(?={_BLANK}/))?(?:[a-zđA-ZĐ]|bis|ter|[ .][a-zđA-ZĐ](?=/))?"
)
_YEAR: Final = r"(?:1[89]|20)\d\d"

_NUMBER: Final = re.compile(
    rf"""
    (?P<serial>{_SERIAL})
    (?:
        (?:{_BLANK}/{_BLANK}|-(?={_YEAR}/[A-ZĐ]))(?P<year>{_YEAR})(?!\d)
      | /(?P<damaged>\d{{2,3}}|\d{{5}})(?=/[A-ZĐ])
      | -(?P<counted>\d{{1,4}})(?=/[A-ZĐ]{{2}})
    )?
    (?P<symbol>
        (?:{_BLANK}(?:[/\-](?:[ ]?[~_\-])?|'(?=[A-ZĐ]{{2,4}}-[A-ZĐ])){_BLANK}{_GROUP}(?![^\W_]))
        (?:{_BLANK}[/\-._]{_BLANK}{_GROUP}(?![^\W_]))*
    )
    (?:/(?P<year_last>{_YEAR})(?!\d))?
    """,
    re.VERBOSE,
)
_YEARS: Final = re.compile(_YEAR)
_LONGEST_SYMBOL: Final = 120
_SPACED: Final = re.compile(
    r"(?P<serial>\d{1,5}[a-zđ]?)[ ]?"
    rf"(?P<symbol>[A-ZĐ][A-ZĐa-z&]{{1,6}}(?:[/\-]{_GROUP})*)(?![\w/-])"
)
_SPLIT: Final = re.compile(
    r"""
    (?P<first>\d{1,2})(?P<rest>(?:[ ]\d{1,3})?)[ ]?
    (?:/[ ]?(?P<year>(?:\d[ ]?){3}\d)[ ]?)?
    (?=/[ ]?[A-ZĐ]{2})
    """,
    re.VERBOSE,
)
_MOST_SPLIT: Final = 400
"""The highest serial that is put together; of a higher one the first digit is a stray one."""
_JOINT: Final = ("TTLT", "NQLT")
_PART: Final = re.compile(rf"({_BLANK})([/\-._'])((?:[ ]?[~_\-])?{_BLANK})({_GROUP})")
_SEPARATED: Final = str.maketrans("_'", "-/")
_ASSEMBLY: Final = re.compile(r"(?P<body>(?:UBTV)?[Q0O]H)(?P<term>[0-9OIl¡]{1,4})$")
_READ_AS_DIGIT: Final = str.maketrans("OIl¡", "0111")
_UNIT: Final = re.compile(r"[A-ZĐƯ]{2,7}|[A-ZĐ]{1,3}[a-z]{1,2}|[A-ZĐ]{1,2}[a-z][A-ZĐ]{1,2}")
"""A unit as letters write it behind a spaced hyphen: `301/BGDĐT - GDMN`, `2000/BTC - TTr`."""
_GLUED_DIGIT: Final = re.compile(r"^([A-ZĐƯ][A-Za-zĐđƯư&]+?)\d{1,2}$")
_GLUED_WORD: Final = re.compile(r"^([A-ZĐƯ&]{2,})([a-z]{1,3})$")


class Number(msgspec.Struct, frozen=True, gc=False):
    """A document number in a text.

    Attributes:
        start: where it begins.
        end: where it ends.
        serial: the running number with its suffix: `30a`.
        year: the year inside the number, or empty.
        symbol: the letters with their separators, the first included: `/NĐ-CP`, `-KL/TW`.
    """

    start: int
    end: int
    serial: str
    year: str
    symbol: str

    @property
    def canonical(self) -> str:
        """The number as the record has it."""
        return f"{self.serial}/{self.year}{self.symbol}" if self.year else self.serial + self.symbol

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of letters of the symbol."""
        return groups(self.symbol)


_SEPARATORS: Final = re.compile(r"[/\-]")


@lru_cache(maxsize=1 << 12)
def groups(symbol: str) -> tuple[str, ...]:
    """Split a symbol into its groups of letters.

    >>> groups("/TTLT/BTC-BNV")
    ('TTLT', 'BTC', 'BNV')
    """
    return tuple(group for group in _SEPARATORS.split(symbol) if group)


def number_at(text: str, at: int) -> Number | None:
    """Read a number with a symbol that begins exactly at a position of the folded text."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    serial, year, damaged, counted, raw, last = match.groups()
    read = _read_symbol(raw)
    if read is None:
        return None
    symbol, length = read
    if not serial.isdecimal():
        serial = serial.replace(" ", "")
    if damaged:
        serial += "/" + damaged  # a year with a digit too few or too many, kept as written
    elif counted:
        serial += "-" + counted  # a company's count of its letters: `05-05/CV-KT`
    end = match.start("symbol") + length
    if last and length == len(raw) and not year:
        symbol += f"/{last}"
        end = match.end()
    return Number(at, end, serial, year or "", symbol)


def split_number_at(text: str, at: int) -> Number | None:
    """Read a number with a blank inside its serial, as in scanned text: `số 1 64/2013/NĐ-CP`."""
    match = _SPLIT.match(text, at)
    if match is None:
        return None
    year = (match["year"] or "").replace(" ", "")
    serial = f"{match['first']}{match['rest'].strip()}"
    if year and (not _YEARS.fullmatch(year) or int(serial) > _MOST_SPLIT):
        return None
    written = f"{serial}/{year}" if year else serial
    ahead = text[match.end() : match.end() + _LONGEST_SYMBOL]
    number = number_at(written + ahead, 0)
    if number is None:
        return None
    end = match.end() + number.end - len(written)
    return Number(at, end, number.serial, number.year, number.symbol)


def spaced_number_at(text: str, at: int) -> Number | None:
    """Read a number whose symbol follows a mere space, as before 1990: `60 TC/TCT`."""
    match = _SPACED.match(text, at)
    if match is None:
        return None
    letters = groups(match.group("symbol"))
    if not (symbols.bodies(letters[0]) or symbols.is_type(letters[0])):
        return None
    return Number(at, match.end(), match.group("serial"), "", " " + match.group("symbol"))


@lru_cache(maxsize=1 << 13)
def _read_symbol(raw: str) -> tuple[str, int] | None:
    """Give the canonical symbol at the beginning of a raw one, and how much of it that took."""
    taken: list[str] = []
    letters: list[str] = []
    length = 0
    for part in _PART.finditer(raw):
        before, separator, after, group = part.groups()
        end = part.end()
        unit = bool(letters) and len(group) < 4 and _is_unit(letters, separator, group)
        clean = group if unit else _clean(group) if letters else _clean_type(group)
        if letters:
            spaced = bool(before or after)
            broken = not before and "\n" in after
            if not _continues(letters, separator, clean, spaced=spaced, broken=broken):
                break
        elif not _begins(clean):
            return None
        if clean != group and not symbols.is_body(group):
            end -= len(group) - _kept(group, clean)
        letters.append(clean)
        taken.append(separator.translate(_SEPARATED) + clean)
        length = end
        if end != part.end():
            break
    if not taken:
        return None
    whole = raw[:length].lstrip("/-")
    if symbols.is_type(whole):
        return taken[0][0] + symbols.official_type(whole), length
    return "".join(taken), length


def _is_unit(letters: list[str], separator: str, group: str) -> bool:
    """Say whether a group is that of a unit, whose letters no table vouches for.

    Units stand beyond type and body, and after the body of a letter: `NHNN-TD` is not `NHNN-TĐ`.
    """
    if len(letters) > 1:
        return not symbols.is_body(letters[0])
    if separator != "-" or symbols.is_type(letters[0]) or not symbols.is_body(letters[0]):
        return False
    return symbols.key(group) not in ("QD", "ND")


def _begins(group: str) -> bool:
    """Say whether a symbol can begin with this group: capitals, or known letters in any case."""
    return group[0].isupper() or symbols.is_type(group) or symbols.is_body(group)


def _continues(
    letters: list[str], separator: str, group: str, *, spaced: bool, broken: bool
) -> bool:
    """Say whether a further group belongs to the symbol.

    Without blanks a group of capitals belongs to it. With blanks it does only where the symbol
    would be incomplete without: after the letters of a type (`TT - BNNPTNT`), or where the line
    broke after the separator (`TTLT-BTC-\\nBNV`).
    """
    known = symbols.is_body(group) or symbols.is_type(group)
    if separator == ".":
        return not spaced and group.isupper() and len(group) <= 4
    if not spaced:
        return known or group[0].isupper() or len(group) <= 3
    incomplete = len(letters) == 1 and symbols.is_type(letters[0])
    if letters[0].startswith(_JOINT) and symbols.is_body(group):
        return True
    if incomplete:
        return known or (group.isupper() and len(group) >= 2)
    if len(letters) == 1 and separator == "-" and not broken and symbols.is_body(letters[0]):
        return _UNIT.fullmatch(group) is not None
    return broken and group[0].isupper() and (known or (group.isupper() and len(group) > 1))


@lru_cache(maxsize=1 << 12)
def _clean(group: str) -> str:
    """Give a group in official letters, without what was glued to it.

    >>> _clean("BTC1"), _clean("QHI3"), _clean("BLDTBXH"), _clean("BTCng")
    ('BTC', 'QH13', 'BLĐTBXH', 'BTC')
    """
    assembly = _ASSEMBLY.match(group.replace(" ", ""))
    if assembly is not None:
        term = assembly.group("term").translate(_READ_AS_DIGIT)
        body = assembly.group("body").replace("0H", "QH").replace("OH", "QH")
        if len(term) == 4:
            return body + term[2:]  # `QH2013`: the year in the place of the term, which it told
        return body + (term if len(term) < 3 else term[:1] + term[-1])
    if symbols.is_body(group) or symbols.is_type(group):
        return symbols.official(group)
    for glued in (_GLUED_DIGIT, _GLUED_WORD):
        match = glued.match(group)
        if match is not None and symbols.is_body(match.group(1)):
            return symbols.official(match.group(1))
    return group


def _clean_type(group: str) -> str:
    """Give the first group in official letters: a type rather than a body (`ND` → `NĐ`)."""
    return symbols.official_type(group) if symbols.is_type(group) else _clean(group)


def _kept(group: str, clean: str) -> int:
    """Give how many letters of a group its clean form accounts for."""
    return len(clean) if symbols.key(group[: len(clean)]) == symbols.key(clean) else len(group)


_STANDARD: Final = re.compile(
    r"""
    (?:
        (?P<prefix>TCVN|QCVN|QCĐP|TCXDVN|TCXD|TCCS)\s{0,2}
        (?P<body>(?:(?:ISO|IEC|ISO/IEC|ISO/TS|ISO/TR|EN|ASTM|CAC/RCP)\s)?
            \d{1,5}(?:-\d{1,3}(?!\d)|[ ]-[ ]\d{1,3}(?=\s?:))*(?:-[A-ZĐ]{1,4})?)
        (?:\s?:\s?(?P<year>\d{4})|-(?P<short>\d\d)(?!\d)|\s?-\s?(?P<dashed>(?:19|20)\d\d)(?!\d))?
        (?:\s?/\s?(?P<org>[A-ZĐ][A-ZĐa-z&]{1,12}))?
      | (?P<sector>\d\d)\s?TCN\s?(?P<serial>\d{1,4})\s?(?P<sep>[-:])\s?(?P<when>\d{4}|\d\d)
    )(?!\w)
    """,
    re.VERBOSE,
)


class Standard(NamedTuple):
    """A standard in a text: its span, prefix and canonical number."""

    start: int
    end: int
    prefix: str
    canonical: str


def standard_at(text: str, at: int) -> Standard | None:
    """Read the number of a standard that begins exactly at a position of the folded text.

    The prefix is part of the number: `TCVN 7957:2008`, `QCVN 06:2022/BXD`, `22 TCN 211-06`.
    """
    match = _STANDARD.match(text, at)
    if match is None:
        return None
    if match.group("sector"):
        canonical = "{} TCN {}{}{}".format(*match.group("sector", "serial", "sep", "when"))
        return Standard(at, match.end(), "TCN", canonical)
    prefix, body, year, org = match.group("prefix", "body", "year", "org")
    short = match.group("short") or match.group("dashed")
    canonical = f"{prefix} {' '.join(body.split()).replace(' - ', '-')}"
    if year or short:
        canonical += f":{year}" if year else f"-{short}"
    if org:
        canonical += f"/{org}"
    return Standard(at, match.end(), prefix, canonical)
