"""Places → mentions: at each place of a text, what is read there.

`read_mentions` goes through the places of a text in order. At a type word it tries, in this order,
a number (`numbers`), the name of a law (`laws`), what the Party names by its meetings, a date and
a quoted title (`unnumbered`); at a bare symbol it asks what stands before it. Every function gives
mentions; only this module knows how far a text has been read.
"""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar.garbled import type_before
from refextract.grammar.number import Number, number_at
from refextract.grammar.symbol import read_symbol
from refextract.mention import Mention
from refextract.reading import context, laws, numbers, unnumbered
from refextract.reading.links import JOIN, MAY_FOLLOW, SO, TO_NUMBER
from refextract.scanning import Place, places, word_before
from refextract.vocabulary import DocumentType

_SERIAL_BEFORE: Final = re.compile(
    r"(?<![\w/.,%=&?#+-])(\d{1,5}(?:\.\d{1,2})?[a-zđA-ZĐ]{0,3}"
    r"(?:[ \n]{0,2}/[ \n]{0,2}(?:1[89]|20)\d\d)?"
    r"(?:[ \n]{0,2}-[ \n]{0,2}[A-ZĐƯa-zđ][A-Za-zĐđƯư0-9]*(?:-[A-ZĐƯ][A-Za-zĐđƯư0-9]*)?)?)"
    r"[ \n*]{0,2}$"
)
_DIGIT: Final = re.compile(r"\d")
_NO_DOCUMENT: Final = re.compile(
    r"(?:hợp\s+đồng|hóa\s+đơn|hoá\s+đơn|phiếu\s+\w+|mẫu(?:\s+biểu)?|biểu(?:\s+mẫu)?|công\s+báo|"
    r"tạp\s+chí|biển\s+(?:số|kiểm\s+soát)|thửa(?:\s+đất)?|tờ\s+bản\s+đồ|lô|giấy\s+chứng\s+nhận|gcn|"
    r"giấy\s+phép|gp|thụ\s+lý(?:\s+\w+){0,3}|tài\s+khoản|mã(?:\s+\w+)?|số\s+nhà|sổ\s+\w+|ký\s+hiệu|seri|"
    r"đăng\s+ký|chứng\s+chỉ|giấy(?:\s+\w+){1,3}|ngõ|hẻm|đường|phố|nhà)\s*(?:số)?\s*:?\s*$"
)
"""What makes a number one of something else than a document."""
_ADDRESS: Final = re.compile(r"\s*(?:đường|phố|ngõ|ngách|hẻm|ấp|khu\s+phố|tổ\s+dân|thôn)\b")
_CLAUSE_BREAK: Final = re.compile(r"[.;!?”\"](?:\s|$)|\n\s*\n|\n[-+•*]|[“\"]")
_HEADING: Final = re.compile(rf"(?:^|\n|---)[ \t|*_\]\[]*{SO}\s*:?[ *_|\n]*$")
_SO_BEFORE: Final = re.compile(rf"(?i:{SO})[\s:*]*$")
_SO: Final = " số "
_MOST_AHEAD: Final = 100
_MOST_TITLE: Final = 250
"""Characters that a title may take between a type word and its number."""


def read_mentions(
    folded: Folded, *, back: bool = False, by: type[Reader] | None = None
) -> list[Mention]:
    """Find every citation of a text, in order, each with what stands in and beside it.

    Args:
        folded: the text.
        back: whether to read back references too.
        by: what reads them, for one who wants to look on.
    """
    reader = (by or Reader)(folded, back=back)
    for place in places(folded):
        if place.start >= reader.consumed:
            reader.read(place)
    reader.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return reader.mentions


class Reader:
    """One reading of one text: what was found, and how far the text has been read.

    `refextract.explanation` looks on by overriding its steps.
    """

    def __init__(self, folded: Folded, *, back: bool) -> None:
        self.folded = folded
        self.back = back
        self.mentions: list[Mention] = []
        self.consumed = 0
        self.rejected = 0  # end of the last number that was none of a document
        self.pending: list[Place] = []  # type words since the last mention, without a number

    def read(self, place: Place) -> None:
        """Read what stands at a place."""
        if place.standard:
            self._add(numbers.standard(self.folded, place))
        elif place.word is None:
            self._read_symbol(place)
        else:
            self._read_word(place, place.word)

    def _add(self, found: list[Mention]) -> bool:
        """Keep mentions, and say whether there are any."""
        if not found:
            return False
        self.mentions += found
        for mention in found:
            # A title in quotation marks may itself cite documents.
            end = mention.anchor[0] if mention.kind == "titled" else mention.end
            if end > self.consumed:
                self.consumed = end
        if self.pending:
            self.pending.clear()
        return True

    def _read_word(self, place: Place, row: DocumentType) -> None:
        """Read what follows a type word."""
        folded, name, end = self.folded, row.name, place.end
        text = folded.text
        if "treaty" in row.systems:
            self.consumed = end
            self.pending.clear()
            return
        is_law = name in laws.TYPES
        if is_law and laws.is_other_word(folded, place.start):
            return
        # Nearly all numbers stand behind `số` and single blanks: no pattern need find that out.
        at = end + len(_SO) if text.startswith(_SO, end) else -1
        said = at >= 0 and text[at : at + 1].isdecimal()
        if not (said or is_law or name in unnumbered.BY_NAME) and not MAY_FOLLOW.match(
            text, end, end + _MOST_AHEAD
        ):
            self._wait(place)
            return
        if place.abbreviated and text.endswith("TW", place.start, end):
            if self._add(unnumbered.party_document(folded, place, name)):
                return
        to_number = None if said else TO_NUMBER.match(folded.lower, end)
        if to_number is not None:
            at = to_number.end()
            said = to_number.group("so") is not None
        if said or to_number is not None:
            found = numbers.numbered(folded, place, name, at, said=said, before=self.mentions)
            if found:
                self._add_with_context(found)
                return
        else:
            pointing = unnumbered.pointing(folded, place)
            if pointing is not None:
                if self.back:
                    self._add(unnumbered.back_reference(folded, place, name, pointing))
                return
        if is_law:
            self._add(laws.law(folded, place, name) or unnumbered.dated(folded, place, name))
            return
        if self._add(unnumbered.party_document(folded, place, name)):
            return
        found = numbers.issuer_first(folded, place, name)
        if found:
            self._add_with_context(found)
            return
        if not self._add(
            unnumbered.dated(folded, place, name) or unnumbered.titled(folded, place, name)
        ):
            self._wait(place)

    def _wait(self, place: Place) -> None:
        """Keep a type word for a number behind its title; one in small letters never has one."""
        if self.folded.text[place.start].isupper():
            self.pending.append(place)

    def _add_with_context(self, found: list[Mention]) -> None:
        """Keep numbered or short mentions, sharing with and taking from what stands before."""
        if found[-1].issuer_basis == "text" and self.mentions:
            context.share_back(self.folded.lower, self.mentions[-12:], found)
        context.take_from_before(self.folded, found)
        self._add(found)

    # -- numbers without a type word ------------------------------------------------------------

    def _read_symbol(self, place: Place) -> None:
        """Read a number that no type word precedes directly, from the slash of its symbol."""
        number = self._number_around(place.start)
        if number is None:
            return
        text, lower = self.folded.text, self.folded.lower
        start = number.start
        word = word_before(self.folded, start)
        if word is not None and word.start >= self.consumed and word.word is not None:
            self._read_word(word, word.word)
            if self.consumed > start:
                return
        if self._is_no_document(number):
            self.consumed = self.rejected = number.end
            return
        if self.mentions and self._joins(self.mentions[-1], number):
            return
        typed = self._pending_type(number)
        if typed is not None:
            self._add_with_context(numbers.enumeration(self.folded, typed[0], typed[1], [number]))
            return
        reading = read_symbol(number.symbol)
        heading = _HEADING.search(lower[max(0, start - 40) : start]) is not None
        type_name = (
            unnumbered.heading_type(self.folded, number.end, reading.types) if heading else ""
        )
        if not type_name:
            if not reading.types or len(number.groups[0]) < 2 or not (reading.known or heading):
                return
            type_name = reading.types[0]
        if not any(letter.isupper() for letter in text[start : number.end]):
            return
        garbled = type_before(text, start, reading.types)
        if garbled is not None and garbled.start >= self.consumed:
            if not heading or text[garbled.start + 1].islower():
                found = numbers.enumeration(self.folded, garbled.start, garbled.name, [number])
                self._add_with_context(found)
                return
        mention = numbers.mention_of(start, number, type_name)
        if heading:
            context.take_heading_date(lower, mention)
            self._add([mention])
        else:
            context.take_tail(self.folded, mention)
            self._add_with_context([mention])

    def _number_around(self, slash: int) -> Number | None:
        """Read the number whose symbol a slash begins or divides."""
        text = self.folded.text
        begin = max(0, slash - 24)
        if _DIGIT.search(text, begin, slash) is None:
            return None
        before = _SERIAL_BEFORE.search(text[begin:slash])
        if before is None or begin + before.start(1) < self.consumed:
            return None
        number = number_at(text, begin + before.start(1))
        if number is None or number.end <= slash:
            return None
        return None if text[number.end : number.end + 1] in tuple("/%_=") else number

    def _is_no_document(self, number: Number) -> bool:
        """Say whether a number is one of a contract, an address, a form or the like."""
        lower = self.folded.lower
        if 0 < number.start - self.rejected < 40 and self.rejected:
            if JOIN.fullmatch(lower, self.rejected, number.start):
                return True
        return (
            _NO_DOCUMENT.search(lower, max(0, number.start - 60), number.start) is not None
            or _ADDRESS.match(lower, number.end) is not None
        )

    def _joins(self, previous: Mention, number: Number) -> bool:
        """Join a bare number to the citation before: as its number or as a further member."""
        lower = self.folded.lower
        if number.start - previous.end > 40:
            return False
        if previous.kind == "named" and previous.number is None and previous.type in laws.TYPES:
            if laws.number_after(lower, previous.end) == number.start:
                laws.take_number(self.folded, previous, number)
                self.consumed = previous.end
                return True
        if previous.kind != "numbered" or previous.type is None:
            return False
        types = read_symbol(number.symbol).types
        if types and previous.type not in types:
            return False
        if JOIN.fullmatch(lower, previous.end, number.start) is None:
            return False
        mention = numbers.mention_of(number.start, number, previous.type)
        context.take_tail(self.folded, mention)
        self._add_with_context([mention])
        return True

    def _pending_type(self, number: Number) -> tuple[int, str] | None:
        """Find the type word that a title or an issuer separates from its number."""
        text = self.folded.text
        types = read_symbol(number.symbol).types
        for place in reversed(self.pending):
            if number.start - place.end > _MOST_TITLE:
                return None
            between = text[place.end : number.start]
            if _CLAUSE_BREAK.search(between):
                return None
            if place.word is None or place.word.name not in types:
                continue
            if _SO_BEFORE.search(between):
                return place.start, place.word.name
        return None
