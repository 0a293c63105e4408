"""HTML: the text of a page, without its machinery and menus, in whatever encoding it is."""

from __future__ import annotations

import codecs
import gc
import time
from pathlib import Path

import office_files as made
import pytest
from conftest import CITATION, CITING, ROOT, Command
from selectolax.lexbor import LexborHTMLParser

from refextract.readers import read
from refextract.readers.html import text_of
from refextract.readers.navigation import navigation


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>một\n  hai</p><p>ba</p>", "một hai\nba\n"),
        ("<p>một<br>hai<br/>ba</p>", "một\nhai\nba\n"),
        ("<p>số <b>57</b>-<i>KL</i>/TW</p>", "số 57-KL/TW\n"),
        ("<p>15/2020/N&#272;-CP &amp; &ldquo;x&rdquo;</p>", "15/2020/NĐ-CP & “x”\n"),
        ("một<div>hai<div>ba</div>bốn</div>năm", "một\nhai\nba\nbốn\nnăm\n"),
        ("<ul><li>một<li>hai</ul>", "một\nhai\n"),
        ("<pre>một\n  hai</pre>", "một\n  hai\n"),
        (
            "<table><tr><td>1<td>Luật số 1/2020/QH14<tr><td>2<td>x</table>",
            "1\tLuật số 1/2020/QH14\n2\tx\n",
        ),
        (
            "<table><tr><td><p>CHÍNH PHỦ</p><p>Số: 1</p></td><td><p>CỘNG HÒA</p></td></tr></table>",
            "CHÍNH PHỦ\nSố: 1\nCỘNG HÒA\n",
        ),
        ("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", "a\nb\tc\nd\n"),
        ("<p>còn <del>bỏ</del><ins>thêm</ins></p>", "còn thêm\n"),
        ("<p>đến <a href=x>Luật Đất đai</a>, xem</p>", "đến Luật Đất đai, xem\n"),
        ("<td>không</td> bảng", "không bảng\n"),
        ("", ""),
        ("<p> &nbsp; </p>", ""),
    ],
)
def test_the_text_of_a_page(page: str, text: str) -> None:
    assert text_of(f"<html><body>{page}</body></html>") == text


@pytest.mark.parametrize(
    "machinery",
    [
        "<script>var a = 'Luật số 1/2020/QH14';</script>",
        "<style>p { color: red }</style>",
        "<nav><a href=/>Trang chủ</a></nav>",
        "<aside>Tin khác</aside>",
        "<footer>Bản quyền</footer>",
        "<noscript>Hãy bật JavaScript</noscript>",
        "<form>Tìm <input value=x><select><option>Luật</select><button>Tìm</button></form>",
        "<div class='main-menu'><a>Giới thiệu</a></div>",
        "<div id=topNav>Đăng nhập</div>",
        "<ul><li><a href=1>Trang chủ</a><li><a href=2>Hỏi đáp</a><li><a href=3>Liên hệ</a></ul>",
        "<nav><nav>một</nav><ul><li><a>hai</a></ul></nav>",
        "<!-- Luật số 1/2020/QH14 -->",
        "<head><title>Luật</title></head>",
    ],
)
def test_machinery_and_menus_are_left_out(machinery: str) -> None:
    law = "".join(f"<p>{line}</p>" for line in made.LAW)
    before = text_of(f"<body>{machinery}{law}</body>")
    assert before.replace("Tìm\n", "") == "".join(f"{line}\n" for line in made.LAW)


@pytest.mark.parametrize(
    "content",
    [
        "<ul><li><a>Luật số 15/2012/QH13</a><li><a>Luật số 54/2014/QH13</a><li><a>Luật 3</a></ul>",
        "<div class=menu>Nghị định số 15/2020/NĐ-CP</div>",
        "<div class=navy-blue>Nghị định</div>",
        "<article><header>Nghị định</header></article>",
    ],
)
def test_what_may_be_cited_stays(content: str) -> None:
    law = "".join(f"<p>{line}</p>" for line in made.LAW)
    found = text_of(f"<body>{content}{law}</body>").partition(made.LAW[0])[0]
    assert "Luật" in found or "Nghị định" in found


def test_most_of_a_page_is_no_menu() -> None:
    assert text_of("<div class=menu><p>Trang này chỉ có vậy</p></div>") == "Trang này chỉ có vậy\n"


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html><html>",
        "\n\n<HTML>",
        "<?xml version='1.0' encoding='utf-8'?>\n<html>",
        "<!-- saved from url=(0014) -->\n<!-- x -->\n<!DOCTYPE html >",
        "<link href='x.css'>",
        "<h3 style='x'>",
    ],
)
def test_a_page_is_known_by_how_it_begins(tmp_path: Path, start: str) -> None:
    for mark, encoding in ((b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (b"", "utf-16")):
        path = tmp_path / "trang.txt"
        path.write_bytes(mark + f"{start}<p>{CITING}</p>".encode(encoding))
        (document,) = read(str(path))
        assert document.text == CITING
        assert document.read_as.startswith("HTML in UTF-")


@pytest.mark.parametrize("start", ["< 5 triệu đồng", "<Nghị định>", "a <p>", "<pháp luật>"])
def test_what_only_looks_like_a_page_is_text(tmp_path: Path, start: str) -> None:
    path = tmp_path / "x.html"
    path.write_text(start + CITING)
    (document,) = read(str(path))
    assert document.text == start + CITING


@pytest.mark.parametrize(
    ("declared", "stored", "read_as"),
    [
        ("windows-1258", "windows-1258", "windows-1258"),
        ("windows-1252", "utf-8", "UTF-8"),
        ("windows-1252", "viscii", "VISCII"),
        ("utf-8", "tcvn3", "TCVN3"),
        ("x-viet-tcvn", "tcvn3", "TCVN3"),
        ("x-user-defined", "windows-1258", "windows-1258"),
    ],
)
def test_bytes_tell_more_than_declarations(
    tmp_path: Path, declared: str, stored: str, read_as: str
) -> None:
    text = (ROOT / "fixtures" / "readers" / f"{stored}.txt").read_bytes()
    path = tmp_path / "x.html"
    path.write_bytes(f"<html><meta charset='{declared}'><p>".encode() + text)
    (document,) = read(str(path))
    assert document.read_as == f"HTML in {read_as}"
    assert "57-KL/TW" in document.text


def test_a_western_declaration_counts_where_all_letters_are_entities(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(b"<html><meta charset=windows-1252><p>Ngh&#7883; \x96 \x93quy&#7871;t\x94")
    (document,) = read(str(path))
    assert document.text == "Nghị – “quyết”\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p style='font-family:.VnTime'>NghÞ ®Þnh</p>", "Nghị định\n"),
        ("<p style='font-family:\".VnTimeH\"'>NghÞ ®Þnh</p>", "NGHỊ ĐỊNH\n"),
        ("<font face='.VnTime'>sè <b>5</b> ngµy</font> số", "số 5 ngày số\n"),
        ("<p style='font-family:VNI-Times'>Nghò ñònh</p>", "Nghị định\n"),
        (
            '<style>p.MsoNormal, li.x {margin:0; font-family:".VnTime"}</style>'
            "<p class=MsoNormal>sè <span style='font-family:Arial'>số</span></p>",
            "số số\n",
        ),
    ],
)
def test_fonts_that_show_other_letters(page: str, text: str) -> None:
    assert text_of(page) == text


def test_offsets_refer_to_the_text_that_annotate_gets(refextract: Command, directory: Path) -> None:
    page = made.html([CITING], before="<nav><a>Trang chủ</a></nav>")
    (directory / "x.html").write_text(page)
    result = refextract("-f", "tsv", "--columns", "start,end,line,page,text", "x.html")
    start = CITING.index(CITATION)
    assert result.out.splitlines()[1] == f"{start}\t{start + len(CITATION)}\t1\t\t{CITATION}"


def test_time_grows_with_the_page_whatever_it_nests() -> None:
    def seconds(depth: int) -> float:
        # Parsing is the library's, whose time does not grow linearly here.
        parser = LexborHTMLParser(f"<body>{'<ul><li><a>x</a>' * depth}</body>")
        gc.disable()  # It would look through what all other tests have left.
        try:
            began = time.process_time()
            navigation(parser)
            return time.process_time() - began
        finally:
            gc.enable()

    # Twice the page, and room for what else the process does; squared it would be four times.
    once = min(seconds(10_000) for _ in range(3))
    assert min(seconds(20_000) for _ in range(3)) < 3.5 * once
