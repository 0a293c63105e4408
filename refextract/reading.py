"""Places → mentions: at each place of a text, which recognisers are tried and in which order."""

from __future__ import annotations

import re
from typing import Final

from refextract.folding import Folded
from refextract.grammar import lead, short
from refextract.grammar.name import NameFound, name_at
from refextract.grammar.number import Number, number_at, spaced_number_at, standard_at
from refextract.grammar.party import meeting_at, term_of
from refextract.grammar.symbol import issuer_of, read_symbol
from refextract.grammar.tail import Tail, heading_date, tail_at
from refextract.mention import Mention
from refextract.scanning import Place, places, word_before
from refextract.vocabulary import DocumentType, symbols

_MARKS: Final = r"[ \n*_]*"
_SO: Final = r"(?:s[ốôóồởỗoéđdaổ]{1,2}(?:\s+hiệu)?|(?:ố|vó)(?!\w)|no\.|n[o°º]\b)"
_TO_NUMBER: Final = re.compile(
    rf"{_MARKS}(?:\([^()\n]{{1,40}}\){_MARKS})?"
    rf"(?P<so>(?:mang\s+|có\s+)?{_SO}{_MARKS}[:.]?)?{_MARKS}\[?(?=\d)"
)
_SO_BEFORE: Final = re.compile(rf"(?i:{_SO})[\s:*]*$")
_NEXT_MEMBER: Final = re.compile(
    rf"{_MARKS}(?:,|;|và|hoặc|&|\+|,\s*và){_MARKS}(?:{_SO}\s*:?)?{_MARKS}(?=\d)"
)
_SPACE_MEMBER: Final = re.compile(r" (?=\d{1,4}(?: \d| [^\W\d]|\*|\n|$))")
_JOIN: Final = re.compile(rf"{_MARKS}(?:,|;|và|hoặc|&){_MARKS}(?:{_SO}\s*:?)?{_MARKS}$")
_TO_NAME_NUMBER: Final = re.compile(
    rf"(?:[ \n,]{{1,3}}kỳ\s+họp\s+thứ\s+\w+)?[ \n*_]{{0,20}}[,(]?{_MARKS}(?P<so>{_SO}){_MARKS}:?{_MARKS}(?=\d)"
    r"|[ ](?=\d{1,3}/\d{4}/)"
)
_SERIAL_BEFORE: Final = re.compile(
    r"(?<![\w/.,%=&?#+-])(\d{1,5}(?:\.\d{1,2})?[a-zđA-ZĐ]{0,3}"
    r"(?:[ \n]{0,2}/[ \n]{0,2}(?:1[89]|20)\d\d)?"
    r"(?:[ \n]{0,2}-[ \n]{0,2}[A-ZĐƯa-zđ][A-Za-zĐđƯư0-9]*(?:-[A-ZĐƯ][A-Za-zĐđƯư0-9]*)?)?)[ \n*]{0,2}$"
)
_HEADING: Final = re.compile(rf"(?:^|\n|---)[ \t|*_\]\[]*{_SO}\s*:?[ *_|\n]*$")
_NOT_A_DOCUMENT: Final = re.compile(
    r"(?:hợp\s+đồng|hóa\s+đơn|hoá\s+đơn|phiếu\s+\w+|mẫu(?:\s+biểu)?|biểu(?:\s+mẫu)?|công\s+báo|tạp\s+chí|"
    r"biển\s+(?:số|kiểm\s+soát)|thửa(?:\s+đất)?|tờ\s+bản\s+đồ|lô|giấy\s+chứng\s+nhận|gcn|giấy\s+phép|gp|"
    r"thụ\s+lý(?:\s+\w+){0,3}|tài\s+khoản|mã(?:\s+\w+)?|số\s+nhà|sổ|ký\s+hiệu|seri|đăng\s+ký|chứng\s+chỉ|"
    r"giấy(?:\s+\w+){1,3}|ngõ|hẻm|đường|phố|nhà)\s*(?:số)?\s*:?\s*$"
)
_ADDRESS: Final = re.compile(r"\s*(?:đường|phố|ngõ|ngách|hẻm|ấp|khu\s+phố|tổ\s+dân|thôn)\b")
_CLAUSE_BREAK: Final = re.compile(r"[.;!?”\"](?:\s|$)|\n\s*\n|\n[-+•*]|[“\"]")
_NOT_A_LAW: Final = re.compile(
    r"(?:pháp|công\s+ty|văn\s+phòng|hãng|viện|đại\s+học|đh|học\s+viện|trường|khoa|ngành|cử\s+nhân|thạc\s+sĩ|tiến\s+sĩ|vi\s+phạm\s+kỷ|kỷ|quy|định)\s+$"
)
_LAWS: Final = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"})
_PARTY_NAMED: Final = frozenset({"Nghị quyết", "Kết luận", "Chỉ thị", "Báo cáo chính trị"})
_PARTY_STATUTE: Final = re.compile(r"điều\s+lệ\s+đảng(?:\s+cộng\s+sản\s+việt\s+nam)?(?!\s+(?:bộ|viên|ủy|uỷ))")
_OF_BODY: Final = re.compile(r"\s+của\s+")
_YEARS: Final = re.compile(r"\s+các\s+năm\s+(\d{4})((?:\s*(?:,|và)\s*(?:năm\s+)?\d{4})+)")
_QUOTED: Final = re.compile(
    r"[ \n]{0,2}[“\"«](?P<title>[^“”\"«»\n]{8,400}(?:\n[^“”\"«»\n]{1,400})?)[”\"»]"
)
_POINTING: Final = re.compile(
    r"[ \n]{1,3}(này|nêu\s+trên|nói\s+trên|kể\s+trên|đã\s+nêu|đã\s+dẫn|vừa\s+nêu|trên\s+đây|dẫn\s+trên|"
    r"trên|đó|ấy)(?!\w|\s+(?:địa\s+bàn|cơ\s+sở|toàn|phạm\s+vi|mọi|các|cả))"
)
_LAWGIVERS: Final = frozenset({"Quốc hội", "Ủy ban Thường vụ Quốc hội", "Hội đồng Nhà nước"})
_JOINT_WORDS: Final = ("liên tịch", "liên bộ", "liên ngành", "phối hợp")
_PARTY_LETTERS: Final = re.compile(r"^-[^/]+/")
_VAN_BAN: Final = frozenset({"Công văn", "Văn bản"})


def read_mentions(folded: Folded, *, back: bool = False) -> list[Mention]:
    """Find every citation of a text, in order, each with what stands in and beside it.

    Args:
        folded: the text.
        back: whether to read back references too.
    """
    reader = _Reader(folded, back=back)
    for place in places(folded):
        if place.start < reader.consumed:
            continue
        if place.standard:
            reader.read_standard(place)
        elif place.word is None:
            reader.read_symbol(place)
        else:
            reader.read_word(place, place.word)
    reader.mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return reader.mentions


class _Reader:
    """One reading of one text: what was found so far and how far it reaches."""

    def __init__(self, folded: Folded, *, back: bool) -> None:
        self.back = back
        self.folded = folded
        self.text = folded.text
        self.lower = folded.lower
        self.mentions: list[Mention] = []
        self.consumed = 0
        self.undated = -1  # end of a nested law whose date belongs to the amending law
        self.rejected = 0  # end of the last number that was none of a document
        self.pending: list[Place] = []  # type words since the last mention, without a number

    # -- places -------------------------------------------------------------------------------

    def read_standard(self, place: Place) -> None:
        """Read a technical standard: `TCVN 7957:2008`."""
        standard = standard_at(self.text, place.start)
        if standard is None:
            return
        rows = symbols.types(standard.prefix)
        start = standard.start
        before = self.lower[:start].rstrip() if start < 80 else self.lower[start - 80 : start].rstrip()
        if rows and before.endswith(rows[0].name.lower()):
            blanks = min(start, 80) - len(before)
            start -= blanks + len(rows[0].name)
        mention = Mention(
            start,
            standard.end,
            "numbered",
            rows[0].name if rows else None,
            (standard.start, standard.end),
            number=standard.canonical,
        )
        organisation = standard.canonical.rpartition("/")[2] if "/" in standard.canonical else ""
        if organisation and symbols.bodies(organisation):
            year = re.search(r":(\d{4})", standard.canonical)
            mention.issuer = issuer_of(f"/{organisation}", year.group(1) if year else "")
            mention.issuer_basis = "symbol" if mention.issuer else None
        self._add(mention)

    def read_word(self, place: Place, row: DocumentType) -> None:
        """Read what follows a type word: a number, a name, a date or a title."""
        if "treaty" in row.systems:
            self.consumed = place.end
            self.pending.clear()
            return
        if row.name in _LAWS and self._is_not_a_law(place):
            return
        pointing = _POINTING.match(self.lower, place.end)
        if pointing is not None:
            if self.back:
                self._read_back(place, row.name, pointing)
            return
        to_number = _TO_NUMBER.match(self.lower, place.end)
        if to_number is not None and self._read_numbers(
            place, row.name, to_number.end(), said=to_number.group("so") is not None
        ):
            return
        if row.name in _LAWS and (
            self._read_law(place, row.name) or self._read_dated(place, row.name)
        ):
            return
        if self._read_party_name(place, row.name):
            return
        if row.name not in _LAWS:
            if self._read_issuer_first(place, row.name):
                return
            if self._read_dated(place, row.name) or self._read_titled(place, row.name):
                return
            self.pending.append(place)

    def read_symbol(self, place: Place) -> None:
        """Read a number that no type word precedes directly."""
        slash = place.start
        window = self.text[max(0, slash - 24) : slash]
        before = _SERIAL_BEFORE.search(window)
        if before is None:
            return
        start = slash - len(window) + before.start(1)
        number = number_at(self.text, start)
        if number is None or number.end <= slash:
            return
        if self.lower[number.end : number.end + 1] in ("/", "%", "_", "=") or (
            start < self.consumed
        ):
            return
        word = word_before(self.folded, start)
        if word is not None and word.start >= self.consumed and word.word is not None:
            self.read_word(word, word.word)
            if self.consumed > start:
                return
        left = self.lower[max(0, start - 60) : start]
        no_document = self.rejected and _JOIN.fullmatch(self.lower[self.rejected : start])
        if no_document or _NOT_A_DOCUMENT.search(left) or _ADDRESS.match(self.lower, number.end):
            self.consumed = self.rejected = number.end
            return
        reading = read_symbol(number.symbol)
        previous = self.mentions[-1] if self.mentions else None
        if previous is not None and self._joins(previous, number):
            return
        typed = self._pending_type(number)
        heading = _HEADING.search(self.text[max(0, start - 40) : start].lower()) is not None
        if typed is not None:
            self._numbers_of(typed[0], typed[1], number)
            return
        if not reading.known and not (heading and reading.types):
            return
        if not reading.types or len(number.groups[0]) < 2:
            return
        if not number.symbol.isupper() and not any(c.isupper() for c in number.symbol):
            return
        mention = self._numbered(start, number, reading.types[0])
        mention.heading = heading
        self._close([mention])

    def _read_back(self, place: Place, type_name: str, pointing: re.Match[str]) -> None:
        """Read a back reference: `Nghị định này`, `Quyết định nêu trên`."""
        if self.lower.startswith("văn", place.start):
            type_name = "Văn bản"
        elif not self.text[place.start].isupper():
            return
        mention = Mention(
            place.start, pointing.end(), "back", type_name, (place.start, pointing.end()),
            demonstrative=" ".join(pointing.group(1).split()),
        )
        self.mentions.append(mention)
        self.consumed = mention.end

    # -- numbers ------------------------------------------------------------------------------

    def _read_numbers(self, place: Place, type_name: str, at: int, *, said: bool) -> bool:
        """Read the number or the enumeration of numbers after a type word."""
        number = number_at(self.text, at) or spaced_number_at(self.text, at)
        if number is not None:
            reading = read_symbol(number.symbol, type_name)
            tight = self.lower[number.end : number.end + 1]
            if not said and not number.year and not reading.known and place.abbreviated:
                return False
            if tight.isdigit():
                return False
            self._numbers_of(place.start, type_name, number)
            return True
        elided = self._elided(at)
        if elided:
            self._members(place.start, type_name, elided)
            return True
        shorts = short.shorts_at(
            self.text, self.lower, at, type_name, said=said,
            capital=self.text[place.start].isupper(), abbreviated=place.abbreviated,
        )
        if not shorts:
            return False
        self._shorts(place.start, type_name, shorts)
        return True

    def _elided(self, at: int) -> list[Number]:
        """Read an enumeration whose last number has the symbol of all: `18, 19-NQ/TW`."""
        serials: list[re.Match[str]] = []
        while True:
            number = number_at(self.text, at)
            if number is not None:
                break
            serial = short.SERIAL.match(self.text, at)
            if serial is None:
                return []
            serials.append(serial)
            link = _NEXT_MEMBER.match(self.lower, serial.end())
            if link is None or len(serials) > 400:
                return []
            at = link.end()
        members = []
        for serial in serials:
            year = serial.group("year") or number.year
            members.append(
                Number(serial.start(), serial.end(), serial.group("serial"), year, number.symbol)
            )
        return [*members, number]

    def _numbers_of(self, start: int, type_name: str, first: Number) -> None:
        self._members(start, type_name, [first])

    def _members(self, start: int, type_name: str, numbers: list[Number]) -> None:
        """Make mentions of an enumeration and read on after its last number."""
        mentions = []
        for position, number in enumerate(numbers):
            mention = self._numbered(start if position == 0 else number.start, number, type_name)
            mentions.append(mention)
        self._tail(mentions[-1])
        while True:
            link = _NEXT_MEMBER.match(self.lower, mentions[-1].end)
            if link is None:
                break
            elided = self._elided(link.end())
            if not elided:
                break
            same = read_symbol(elided[-1].symbol, type_name).types
            if same and type_name not in same and type_name not in _VAN_BAN:
                break
            for number in elided:
                mentions.append(self._numbered(number.start, number, type_name))
            self._tail(mentions[-1])
        self._share(mentions)
        self._close(mentions, tailed=True)

    def _numbered(self, start: int, number: Number, type_name: str) -> Mention:
        """Make the mention of one number, with what the number itself says."""
        reading = read_symbol(number.symbol, type_name)
        if type_name in _VAN_BAN and reading.types and reading.types[0] not in _VAN_BAN:
            type_name = reading.types[0]
        mention = Mention(
            start,
            number.end,
            "numbered",
            type_name,
            (number.start, number.end),
            number=number.canonical.replace(" ", ""),
            parsed=number,
        )
        return mention

    def _tail(self, mention: Mention) -> None:
        """Read date and issuer after a number and put them into its mention."""
        number = mention.parsed
        symbol = number.symbol if number is not None else ""
        joint = any(word in (mention.type or "") for word in _JOINT_WORDS) or symbol[1:5] == "TTLT"
        tail = tail_at(
            self.text,
            self.lower,
            mention.end,
            year=number.year if number is not None else "",
            party=bool(_PARTY_LETTERS.match(symbol)),
            joint=joint,
        )
        self._take(mention, tail)

    def _take(self, mention: Mention, tail: Tail) -> None:
        if tail.date is not None:
            mention.date = tail.date.date
            if not tail.date.valid:
                mention.warnings.append("invalid-date")
        if tail.issuer is not None:
            mention.issuer = tail.issuer.name
            mention.issuer_basis = "text"
            mention.term = term_of(self.lower[mention.end : tail.end])
        mention.end = max(mention.end, tail.end)

    def _share(self, mentions: list[Mention]) -> None:
        """Give what stands at the end of an enumeration to the members before."""
        last = mentions[-1]
        for mention in mentions[:-1]:
            if mention.issuer is None and last.issuer_basis == "text":
                mention.issuer = last.issuer
                mention.issuer_basis = "text"
            if mention.date is None and last.date is not None and not mention.warnings:
                year = mention.parsed.year if mention.parsed is not None else ""
                if not year or year == last.date[:4]:
                    mention.date = last.date

    def _close(self, mentions: list[Mention], *, tailed: bool = False) -> None:
        """Complete mentions from symbol and context, and add them."""
        for mention in mentions:
            if not tailed:
                if mention.heading:
                    date = heading_date(self.lower, mention.end)
                    if date is not None:
                        mention.date = date.date
                        mention.end = date.end
                else:
                    self._tail(mention)
        self._share_with_previous(mentions)
        first = mentions[0]
        if not first.heading:
            before = lead.lead_at(self.text, self.lower, first.start, first.year)
            if before is not None:
                for mention in mentions:
                    if mention.issuer is None:
                        mention.issuer, mention.issuer_basis = before.issuer, "text"
                    if mention.date is None and len(mentions) == 1 and before.date:
                        mention.date = before.date
        for mention in mentions:
            self._add(mention)

    def _share_with_previous(self, mentions: list[Mention]) -> None:
        """Share an issuer back over full citations of one type: `Kết luận A và Kết luận B của …`."""
        last = mentions[-1]
        if last.issuer_basis != "text":
            return
        start = mentions[0].start
        for previous in reversed(self.mentions[-12:]):
            gap = self.lower[previous.end : start]
            if (
                previous.kind not in ("numbered", "short")
                or previous.type != last.type
                or previous.issuer_basis == "text"
                or re.fullmatch(rf"{_MARKS}(?:,|;|và|,\s*và){_MARKS}", gap) is None
            ):
                break
            previous.issuer, previous.issuer_basis = last.issuer, "text"
            start = previous.start

    def _add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.consumed = max(self.consumed, mention.end)
        self.pending.clear()

    # -- numbers without a type word ------------------------------------------------------------

    def _joins(self, previous: Mention, number: Number) -> bool:
        """Join a bare number to the citation before: as its number or as a further member."""
        gap = self.lower[previous.end : number.start]
        if len(gap) > 40:
            return False
        reading = read_symbol(number.symbol)
        if previous.kind == "named" and previous.number is None and previous.type in _LAWS:
            link = _TO_NAME_NUMBER.match(self.lower, previous.end)
            if link is not None and link.end() == number.start:
                self._upgrade(previous, number)
                return True
        if previous.kind == "numbered" and previous.type and _JOIN.fullmatch(gap):
            if not reading.types or previous.type in reading.types:
                mention = self._numbered(number.start, number, previous.type)
                self._close([mention])
                return True
        return False

    def _upgrade(self, mention: Mention, number: Number) -> None:
        """Turn a law cited by name into one cited by the number after its name."""
        mention.kind = "numbered"
        mention.parsed = number
        mention.number = number.canonical
        mention.anchor = (number.start, number.end)
        mention.end = number.end
        mention.issuer = mention.issuer_basis = None
        self._tail(mention)
        self.consumed = mention.end

    def _pending_type(self, number: Number) -> tuple[int, str] | None:
        """Find the type word that a title or an issuer separates from its number."""
        types = read_symbol(number.symbol).types
        for place in reversed(self.pending):
            between = self.text[place.end : number.start]
            if len(between) > 250 or _CLAUSE_BREAK.search(between):
                return None
            if place.word is None or place.word.name not in types:
                continue
            if self.text[place.start].isupper() and _SO_BEFORE.search(between):
                return place.start, place.word.name
        return None

    # -- short forms ----------------------------------------------------------------------------

    def _shorts(self, start: int, type_name: str, shorts: list[short.ShortFound]) -> None:
        mentions = []
        for position, found in enumerate(shorts):
            mentions.append(
                Mention(
                    start if position == 0 else found.start,
                    found.end,
                    "short",
                    type_name,
                    (found.start, found.end),
                    number=found.number,
                )
            )
        last = mentions[-1]
        tail = tail_at(
            self.text, self.lower, last.end, year=shorts[-1].year, party=True
        )
        self._take(last, tail)
        if tail.issuer is None:
            bare = short.bare_issuer_at(self.text, self.lower, last.end)
            if bare is not None:
                last.issuer, last.issuer_basis, last.end = bare.name, "text", bare.end
        self._share(mentions)
        self._close(mentions, tailed=True)

    def _read_issuer_first(self, place: Place, type_name: str) -> bool:
        """Read a number that follows the issuer: `Nghị quyết của Bộ Chính trị 59, 70, 71, 72`."""
        of = _OF_BODY.match(self.lower, place.end)
        if of is None:
            return False
        from refextract.grammar.issuer import issuer_at

        issuer = issuer_at(self.text, self.lower, of.end())
        if issuer is None:
            return False
        to_number = _TO_NUMBER.match(self.lower, issuer.end)
        if to_number is None:
            return False
        count = len(self.mentions)
        said = to_number.group("so") is not None
        if not self._read_numbers(place, type_name, to_number.end(), said=said):
            return False
        for mention in self.mentions[count:]:
            if mention.issuer_basis != "text":
                mention.issuer, mention.issuer_basis = issuer.name, "text"
        return True

    # -- names, dates, titles -----------------------------------------------------------------

    def _is_not_a_law(self, place: Place) -> bool:
        """Say whether `luật` stands in `pháp luật`, or a type word in a plural."""
        return _NOT_A_LAW.search(self.lower, max(0, place.start - 16), place.start) is not None

    def _read_law(self, place: Place, type_name: str) -> bool:
        """Read a law by name, with the number, date or year that follows the name."""
        found = name_at(self.text, self.lower, place.start, place.end)
        if found is None:
            return False
        if found.laws:
            type_name = found.laws[0].type
        end = found.end
        mention = Mention(
            found.start, end, "named", type_name, (found.start, end), laws=found.laws,
            title=self._name_of_law(place, found),
        )
        if found.nested:
            return self._read_amending_law(mention, found)
        link = _TO_NAME_NUMBER.match(self.lower, end)
        number = number_at(self.text, link.end()) if link is not None else None
        if number is not None:
            self._upgrade(mention, number)
            self._close([mention], tailed=True)
            return True
        if found.end != self.undated:
            self._take(mention, self._tail_of_law(end))
        if mention.date is None and not self._is_named(found, place):
            return False
        self._add(mention)
        self._read_years(mention)
        return True

    def _name_of_law(self, place: Place, found: NameFound) -> str | None:
        """Give a law's name without its type, or its official name where it is abbreviated."""
        written = " ".join(self.text[place.end : found.end].replace("*", " ").split())
        if not written and found.laws:
            return found.laws[0].name
        return written or None

    def _tail_of_law(self, at: int) -> Tail:
        """Read date and issuer after a law's name; an issuer that passes no laws is another's."""
        tail = tail_at(self.text, self.lower, at, named=True)
        if tail.issuer is None or tail.issuer.name in _LAWGIVERS:
            return tail
        return Tail(tail.date.end if tail.date is not None else at, tail.date, None)

    def _is_named(self, found: NameFound, place: Place) -> bool:
        """Say whether a law without number and date is named rather than spoken of in general."""
        if place.word is not None and place.word.name == "Hiến pháp":
            return self.text[found.start].isupper()
        return bool(found.laws) or self.text[found.start].isupper()

    def _read_amending_law(self, mention: Mention, found: NameFound) -> bool:
        """Read an amending law; what it amends is read after it, as citations of their own."""
        tail = self._tail_of_law(found.end)
        last_start, last_end = found.nested[-1]
        if tail.date is not None and not self._year_is_nested(tail, last_start, last_end):
            self._take(mention, tail)
            self.undated = last_end
        link = _TO_NAME_NUMBER.match(self.lower, found.end)
        if link is not None:
            number = number_at(self.text, link.end())
            if number is not None:
                mention.end = found.end
        self._add(mention)
        self.consumed = found.nested[0][0]
        return True

    def _year_is_nested(self, tail: Tail, start: int, end: int) -> bool:
        """Say whether the date after an amending law's name is that of the law it amends.

        `Luật sửa đổi, bổ sung một số điều của BLHS năm 2015`: the code is of 2015. Where the table
        has the amended law of that date, the date is its; where not, a year after `năm` is its
        too and a full date the amending law's.
        """
        if tail.date is None or tail.date.date is None:
            return False
        date = tail.date.date
        inner = name_at(self.text, self.lower, start, start + len("luật"))
        laws = inner.laws if inner is not None else []
        if laws and any(law.date for law in laws):
            return any(law.date.startswith(date) for law in laws)
        return len(date) == 4 and self.lower[tail.date.start] == "n"

    def _read_years(self, mention: Mention) -> None:
        """Read the years of `BLHS các năm 1985, 1999`: one citation each."""
        years = _YEARS.match(self.lower, mention.end)
        if years is None or mention.date is not None:
            return
        mention.date = years.group(1)
        mention.end = years.end(1)
        for year in re.finditer(r"\d{4}", self.lower[years.start(2) : years.end(2)]):
            start = years.start(2) + year.start()
            further = Mention(
                start, start + 4, "named", mention.type, (start, start + 4), date=year.group()
            )
            self._add(further)

    def _read_party_name(self, place: Place, type_name: str) -> bool:
        """Read what the Party names by its meeting or statute: `Nghị quyết Trung ương 4`."""
        statute = _PARTY_STATUTE.match(self.lower, place.start)
        if statute is not None:
            self._add(
                Mention(place.start, statute.end(), "named", "Điều lệ", (place.start, statute.end()))
            )
            return True
        if type_name not in _PARTY_NAMED:
            return False
        blank = re.compile(r"[ \n*]{0,3}(?:của\s+)?").match(self.lower, place.end)
        at = blank.end() if blank is not None else place.end
        meeting = meeting_at(self.text, self.lower, at)
        if meeting is None:
            return False
        mention = Mention(
            place.start, meeting.end, "named", type_name, (place.start, meeting.end),
            issuer=meeting.issuer, issuer_basis="name",
            title=" ".join(self.text[at : meeting.end].split()),
            term=term_of(self.lower[at : meeting.end]),
        )
        link = _TO_NUMBER.match(self.lower, meeting.end)
        number = number_at(self.text, link.end()) if link is not None else None
        if number is not None:
            mention = self._numbered(place.start, number, type_name)
            mention.issuer, mention.issuer_basis = meeting.issuer, "text"
        self._take(mention, tail_at(self.text, self.lower, mention.end, named=True))
        if mention.kind == "named":
            mention.issuer, mention.issuer_basis = meeting.issuer, "name"
        self._add(mention)
        return True

    def _read_dated(self, place: Place, type_name: str) -> bool:
        """Read a document cited by its date: `Chỉ thị ngày 24/11/2021 của Ban Bí thư`."""
        if not self.text[place.start].isupper():
            return False
        tail = tail_at(self.text, self.lower, place.end, named=True)
        date = tail.date
        if date is None or date.date is None or len(date.date) < 10:
            return False
        if not self.lower.startswith("ngày", date.start):
            return False
        mention = Mention(place.start, tail.end, "dated", type_name, (date.start, date.end))
        self._take(mention, tail)
        self._add(mention)
        return True

    def _read_titled(self, place: Place, type_name: str) -> bool:
        """Read a document cited by its title in quotation marks: `Đề án “Đổi mới …”`."""
        if not self.text[place.start].isupper() and type_name != "Đề án":
            return False
        quoted = _QUOTED.match(self.text, place.end)
        if quoted is None or type_name not in short.TITLED_TYPES:
            return False
        mention = Mention(
            place.start, quoted.end(), "titled", type_name, quoted.span(1), title=quoted.group(1)
        )
        self._take(mention, tail_at(self.text, self.lower, quoted.end()))
        self._add(mention)
        return True
