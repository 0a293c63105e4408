"""Encodings from before Unicode: told from the bytes, never guessed, forced where one knows."""

from __future__ import annotations

import codecs
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ROOT, Command

from refextract.readers import read
from refextract.readers.decoding import decode
from refextract.readers.detection import detect, reread
from refextract.readers.document import NotReadable
from refextract.readers.encodings import (
    LEGACY,
    TCVN3,
    UNDEFINED,
    VISCII,
    capitalized,
    decode_as,
    from_tcvn3_font,
    from_vni_font,
    known_encoding,
)
from refextract.readers.syllables import is_syllable

FILES = ROOT / "fixtures" / "readers"
"""One text in several encodings, made with iconv, which has tables of its own."""
TEXT = (FILES / "utf-8.txt").read_text(encoding="utf-8")

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def encode(text: str, table: str) -> bytes:
    return codecs.charmap_encode(text, "strict", codecs.charmap_build(table))[0]


def vni(text: str) -> bytes:
    """Type a text as VNI has it: a letter, and then one byte for all its marks."""
    stored = {meant: typed for typed, meant in _vni_pairs()}
    return "".join(stored.get(char, char) for char in text).encode("cp1252")


def _vni_pairs() -> list[tuple[str, str]]:
    marks = "øùûõïâàáåãäêèéúüë"
    letters = [*"aeouyAEOUYôöÔÖ", *"ñìíæóòîÑÌÍÆÓÒÎôöÔÖ"]
    typed = [letter + mark for letter in letters[:14] for mark in marks] + letters[10:]
    return [
        (one, read)
        for one in typed
        if (read := from_vni_font(one)) in VOWELS + VOWELS.upper() and read not in "aeiouyAEIOUY"
    ]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("utf-8", "UTF-8"),
        ("utf-16le", "UTF-16LE"),
        ("viscii", "VISCII"),
        ("windows-1258", "windows-1258"),
    ],
)
def test_a_file_is_read_and_its_encoding_told(name: str, encoding: str) -> None:
    (document,) = read(str(FILES / f"{name}.txt"))
    assert normalize("NFC", document.text) == TEXT
    assert document.read_as == f"text in {encoding}"


def test_tcvn3_has_no_capitals_with_tones_but_a_font_of_capitals() -> None:
    (document,) = read(str(FILES / "tcvn3.txt"))
    assert document.read_as == "text in TCVN3"
    heading, _, rest = document.text.partition("\n")
    assert heading == "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert rest == TEXT.replace("Ủ", "ủ")


@pytest.mark.parametrize(("table", "letters"), [(TCVN3, VOWELS), (VISCII, VOWELS + VOWELS.upper())])
def test_a_table_goes_there_and_back(table: str, letters: str) -> None:
    assert decode_as(encode(letters, table), "TCVN3" if table is TCVN3 else "VISCII") == letters
    assert len(table) == 256
    assert len(set(table) - {UNDEFINED}) == 256 - table.count(UNDEFINED)


def test_every_letter_can_be_typed_in_vni() -> None:
    letters = VOWELS + VOWELS.upper()
    assert decode_as(vni(letters), "VNI-Windows") == letters


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("QUYEÁT ÑÒNH SOÁ 15/QÑ-UBND", "QUYẾT ĐỊNH SỐ 15/QĐ-UBND"),
        ("thôi, ngöôøi, kyø, kyõ, myù", "thơi, người, kỳ, kỹ, mý"),
    ],
)
def test_vni_as_it_is_found(stored: str, shown: str) -> None:
    assert from_vni_font(stored) == shown


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("NghÞ ®Þnh sè 15/2020/N§-CP", "Nghị định số 15/2020/NĐ-CP"),
    ],
)
def test_tcvn3_as_it_is_found(stored: str, shown: str) -> None:
    assert from_tcvn3_font(stored) == shown
    assert from_tcvn3_font(stored, capitals=True) == shown.upper()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("CộNG HOà Xã HộI", "CỘNG HOÀ XÃ HỘI"),
        ("Bộ NộI Vụ", "BỘ NỘI VỤ"),
        ("Bộ Y tế", "Bộ Y tế"),
        ("Bộ trưởng Bộ NộI Vụ", "Bộ trưởng Bộ NỘI VỤ"),
        ("NĐ-CP của Chính phủ", "NĐ-CP của Chính phủ"),
        ("VIệC ở XÃ", "VIỆC Ở XÃ"),
        ("từ TP. Huế", "từ TP. Huế"),
        ("ở TW", "ở TW"),
        ("Bộ TN & MT", "Bộ TN & MT"),
    ],
)
def test_capitals_are_told_from_the_words_beside_them(text: str, meant: str) -> None:
    assert capitalized(text) == meant


LEGACY_BYTES = {
    "TCVN3": encode(TEXT.replace("Ủ", "ủ"), TCVN3),
    "VISCII": encode(TEXT, VISCII),
    "VNI-Windows": vni(TEXT),
    "windows-1258": (FILES / "windows-1258.txt").read_bytes(),
}


@pytest.mark.parametrize("name", LEGACY)
@pytest.mark.parametrize("length", [120, 300, None])
def test_each_is_told_from_a_few_words(name: str, length: int | None) -> None:
    assert detect(LEGACY_BYTES[name][:length]) == name


@pytest.mark.parametrize("name", LEGACY)
def test_what_stands_before_the_first_letter_beyond_ascii_does_not_matter(name: str) -> None:
    assert detect(b"cong van den \n" * 100_000 + LEGACY_BYTES[name]) == name


@pytest.mark.parametrize(
    "data",
    [
        "Le Président de la République a signé le décret à Hué, où il était arrivé".encode(
            "cp1252"
        ),
        "Die Behörde prüft die Gebühren für Bücher und Möbel, heißt es".encode("cp1252"),
        "最高人民法院关于审理案件的规定".encode("gb18030"),
        "Постановление Правительства Российской Федерации".encode("cp1251"),
        "Nghị".encode("cp1258", "replace") + b"\xe2",
        bytes(range(1, 256)) * 20,
        LEGACY_BYTES["TCVN3"] + LEGACY_BYTES["VNI-Windows"] * 2,
    ],
    ids=["French", "German", "Chinese", "Russian", "one word", "every byte", "two encodings"],
)
def test_what_fits_nothing_well_is_an_error_that_names_the_option(data: bytes) -> None:
    with pytest.raises(
        NotReadable, match="no other encoding fits it well; name it with --encoding"
    ):
        decode(data)


def test_utf8_with_a_damaged_byte_is_called_that() -> None:
    data = TEXT.encode() * 3 + b"\xe1\xbb"
    with pytest.raises(NotReadable, match=r"damaged UTF-8 \(byte 0xE1 at offset \d+\); --encoding"):
        decode(data)
    assert decode(data, "UTF-8")[0] == TEXT * 3 + "\ufffd"


@pytest.mark.parametrize("name", LEGACY)
def test_an_encoding_can_be_forced(refextract: Command, directory: Path, name: str) -> None:
    (directory / "old.txt").write_bytes(LEGACY_BYTES[name][:104])
    result = refextract("-v", "--encoding", name, "-f", "csv", "--columns", "number", "old.txt")
    assert result.out.splitlines() == ["number", "15/2020/NĐ-CP"]
    assert result.err == f"refextract: old.txt: text in {name}\n"


def test_an_unknown_encoding_is_wrong_usage(refextract: Command) -> None:
    result = refextract("--encoding", "klingon", "x.txt")
    assert result.status == 2
    assert result.err.startswith(
        "refextract: unknown encoding 'klingon'; choose from UTF-8, UTF-16"
    )


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("abc", "TCVN3"),
        ("TCVN-5712", "TCVN3"),
        ("VNI", "VNI-Windows"),
        ("cp1258", "windows-1258"),
        ("utf8", "UTF-8"),
        ("latin-1", "iso8859-1"),
        ("hex", None),
        ("", None),
    ],
)
def test_encodings_have_many_names(name: str, known: str | None) -> None:
    assert known_encoding(name) == known


@pytest.mark.parametrize("word", "Nghị quyết giếng gì ÍCH khuỷu quốc oong ươn y".split())
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(normalize("NFD", word))


@pytest.mark.parametrize("word", [*"ViÖt strasse tiêng̀́ bàc nghp qà hợa".split(), "", "đđ"])
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Coäng hoøa xaõ hoäi chuû nghóa", "Cộng hòa xã hội chủ nghĩa"),
        ("Cộng hoà xã hội chủ nghĩa Việt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("déjà vu à Hué", "déjà vu à Hué"),
    ],
)
def test_text_of_old_fonts_is_read_as_it_was_shown(text: str, meant: str) -> None:
    assert reread(text) == meant
