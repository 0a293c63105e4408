"""RTF: the text that Word shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from refextract.readers import UnreadableInput, read

FONTS = (
    r"{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil .VnTimeH;}"
    r"{\f3\fnil VNI-Times;}{\f4\fnil\fcharset163 Tahoma;}}"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"m\u7897 ?t\par hai\par", "một\nhai\n"),
        (r"m\u7897\'3ft", "một\n"),
        (r"{\uc0 m\u7897t}", "một\n"),
        (r"{\uc2 m\u7897\'3f\'3ft}", "một\n"),
        (r"\u-10179?\u-8704?", "😀\n"),
        (r"s\u7889? {\b 57}-{\i KL}/TW", "số 57-KL/TW\n"),
        ("a\r\nb \\tab c\\line d", "ab \tc\nd\n"),
        (r"\{a\}\\ b\~c\_d\-e \emdash \rdblquote", "{a}\\ b\u00a0c-de —”\n"),
        (r"a{\*\generator Word;}b{\info{\title x}}c{\pict\pngblip 89504e47}d", "abcd\n"),
        ("a{\\pict\\bin7 }}{{\\\\x}b", "ab\n"),
        (r"a{\deleted b}c{\v d}e{\v f\v0 g}", "acceg\n".replace("cc", "c")),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt Lu\u7853?t}}', "Luật\n"),
        (
            r"{\header đầu}".replace("đầu", "head") + r"a{\footnote note}b\par c",
            "ab\nc\nhead\nnote\n",
        ),
        (
            r"\trowd\cellx1\intbl 1\cell Lu\'e2t\cell\row\trowd 2\cell x\cell\row",
            "1\tLuât\n2\tx\n",
        ),
        (r"\trowd a\par b\cell c\cell\row d", "a\nb\nc\nd\n"),
        (r"a\cell b\row c", "a\tb\nc\n"),
        (r"{\f1 Ngh\'de \'ae\'deNH}", "Nghị địNH\n".replace("địNH", "ĐỊNH")),
        (r"{\f1 Ngh\'de} {\f1 quy\'d5t}", "Nghị quyết\n"),
        (r"{\f2 Ngh\'de quy\'d5t}", "NGHỊ QUYẾT\n"),
        (r"{\f3 Nghò ñònh}".replace("ò", r"\'f2").replace("ñ", r"\'f1"), "Nghị định\n"),
        (r"{\f4 Nghi\'f2}", "Nghi\u0323\n"),
        (r"\plain\f1 c\'b8c", "các\n"),
    ],
)
def test_the_text_of_a_document(tmp_path: Path, body: str, text: str) -> None:
    path = tmp_path / "x.rtf"
    path.write_bytes(rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}\f0 {body}}}".encode("latin-1"))
    (document,) = read(str(path))
    assert document.text == text
    assert document.read_as == "RTF"


def test_what_is_cut_off_is_told_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "x.rtf"
    path.write_bytes(rb"{\rtf1 {\b s\u7889?} 57-KL/TW\par \u78")
    reading = read(str(path))
    assert next(reading).text.startswith("số 57-KL/TW\n")
    with pytest.raises(UnreadableInput, match="a damaged or cut off RTF"):
        next(reading)


@pytest.mark.parametrize("data", [b"{\\rtf", b"{\\rtf1}}}}", b"{\\rtf1" + b"{" * 50_000])
def test_nonsense_ends(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.rtf"
    path.write_bytes(data)
    told: list[UnreadableInput] = []
    try:
        texts = [document.text for document in read(str(path))]
    except UnreadableInput as problem:
        told.append(problem)
        texts = []
    assert not any(texts)
