"""`refextract annotate`: the text again, with every citation in it marked up."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import CITATION, CITING, ROOT, Command
from hypothesis import assume, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from refextract import Citation, extract
from refextract.annotation import markdown, page, plain
from refextract.annotation.inside_html import annotated as marked_page
from refextract.annotation.links import Links, TemplateError, is_safe
from refextract.annotation.pieces import pieces
from refextract.readers.html import parsed, text_of

FIXTURES = ROOT / "fixtures"
LINKS = Links("https://example.org/?q={number}")


def at(start: int, end: int, **fields: Any) -> Citation:
    """A citation of which only the place matters."""
    fields |= {"start": start, "end": end, "line": 1, "column": start + 1}
    return Citation(kind="numbered", text="x", **fields)


def only(tree: LexborHTMLParser, selector: str) -> LexborNode:
    """The one element that is meant."""
    [found] = tree.css(selector)
    return found


# Where marks begin and end


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([(0, 5), (7, 9)], [(0, 5, 0), (7, 9, 1)]),
        ([(0, 9), (2, 4)], [(0, 2, 0), (2, 4, 1), (4, 9, 0)]),
        ([(0, 9), (0, 4)], [(0, 4, 1), (4, 9, 0)]),
        ([(0, 9), (5, 9)], [(0, 5, 0), (5, 9, 1)]),
        ([(0, 5), (3, 8)], [(0, 3, 0), (3, 8, 1)]),
        ([(0, 9), (1, 8), (2, 3)], [(0, 1, 0), (1, 2, 1), (2, 3, 2), (3, 8, 1), (8, 9, 0)]),
    ],
)
def test_pieces(places: list[tuple[int, int]], expected: list[tuple[int, int, int]]) -> None:
    assert [tuple(piece) for piece in pieces([at(*place) for place in places])] == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=8))
def test_pieces_cover_what_is_cited_once(drawn: list[tuple[int, int]]) -> None:
    places = sorted(((a, a + n) for a, n in drawn), key=lambda place: (place[0], -place[1]))
    cut = list(pieces([at(*place) for place in places]))
    covered = [offset for piece in cut for offset in range(piece.start, piece.end)]
    assert covered == sorted({offset for a, b in places for offset in range(a, b)})
    assert all(a.start < a.end <= b.start < b.end for a, b in pairwise(cut))
    for start, end, index in cut:
        assert places[index][0] <= start < end <= places[index][1]


# Plain marks and Markdown


def test_plain_marks() -> None:
    assert plain.annotated(CITING, extract(CITING)) == CITING.replace(CITATION, f"[[{CITATION}]]")
    assert plain.annotated("abcde", [at(0, 5), at(0, 2), at(2, 4)]) == "[[[[ab]][[cd]]e]]"


def test_markdown() -> None:
    text = "Theo [Nghị định 15/2020/NĐ-CP](x) và Luật Đất đai năm 2013, Chỉ thị 5."
    made = markdown.annotated(text, extract(text), LINKS)
    assert "[Nghị định 15/2020/NĐ-CP](https://example.org/?q=15%2F2020%2FN%C4%90-CP)" in made
    assert "[Luật Đất đai năm 2013](urn:lex:vn:" in made
    odd = markdown.annotated("a[b]\nc", [at(0, 6, document="x(y)")], LINKS)
    assert odd == "[x](x%28y%29)"
    odd = markdown.annotated("ab", [at(0, 2, document="x> <y\n")], LINKS)
    assert odd == "[x](x%3E%20%3Cy%0A)"
    assert markdown.annotated("abc", [at(0, 2)], LINKS) == "**x**c"
    assert markdown.annotated("abcd", [at(0, 3), at(1, 2)], LINKS) == "**x**d"


# Links


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("https://example.org/{nr}", "unknown field 'nr'; choose from source, "),
        ("https://example.org/", "without a field"),
        ("javascript:alert('{number}')", "no address of a page"),
        ("java\tscript:{number}", "no address of a page"),
        ("data:text/html,{number}", "no address of a page"),
    ],
)
def test_templates_that_cannot_be_used(
    refextract: Command, directory: Path, template: str, said: str
) -> None:
    with pytest.raises(TemplateError, match=re.escape(said)):
        Links(template)
    Path("a.txt").write_text(CITING)
    result = refextract("annotate", "a.txt", "--link-template", template)
    assert said in result.err
    assert (result.status, result.out) == (2, "")


def test_a_field_that_is_empty_gives_no_link() -> None:
    links = Links("https://example.org/{number}/{date}")
    assert links.of(at(0, 1, number="1/A B", date="2020")) == "https://example.org/1%2FA%20B/2020"
    assert links.of(at(0, 1, number="1/A B")) is None


def test_addresses_of_a_catalog_are_followed_only_if_they_are_safe(
    refextract: Command, directory: Path
) -> None:
    Path("ours.csv").write_text(
        "number,url\n57-KL/TW,javascript:alert(1)\n15/2020/NĐ-CP,https://example.org/15\n"
    )
    text = f"{CITING}\nNghị định 15/2020/NĐ-CP"
    Path("a.txt").write_text(text)
    made = refextract("annotate", "a.txt", "--catalog", "ours.csv").out
    assert 'href="https://example.org/15"' in made
    assert "alert(1)" not in made
    assert not is_safe("https://[")


# The page

NASTY = (
    'Theo <b onclick="alert(1)">Nghị định</b> số 15/2020/NĐ-CP </script><script>alert(1)</script>\n'
    "<!-- Luật Đất đai năm 2013 &lt; & -->Quyết định “<img src=x onerror=alert(2)>” ${version} $$\n"
)


@pytest.mark.parametrize("name", ["nghi-dinh", "hoi-dap", "lich-su", "nasty"])
def test_the_page_shows_the_text_as_it_is(name: str) -> None:
    text = NASTY if name == "nasty" else (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    citations = extract(text)
    made = page.annotated(text, citations, LINKS, title="<&>")
    tree = LexborHTMLParser(made)
    shown = only(tree, "main .text")
    assert shown.text() == text
    marks = shown.css(".c")
    assert len({mark.attributes["data-c"] for mark in marks}) == len(citations)
    assert [tag.tag for tag in shown.css("*")] == [
        tag.tag for tag in shown.css(".text, .part, .c")
    ]  # No element comes from the text.
    assert len(tree.css("script")) == 2


def test_the_page_lets_nothing_run_but_its_own_script() -> None:
    made = page.annotated(NASTY, extract(NASTY), LINKS, title="x")
    tree = LexborHTMLParser(made)
    policy = only(tree, "meta[http-equiv]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script:not([type])"):
        content = only(tree, tag).text()
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r'(?:src|href)="(?!https://example\.org/|#text")', made)


def test_the_data_of_the_page_are_the_records() -> None:
    citations = extract(CITING)
    tree = LexborHTMLParser(page.annotated(CITING, citations, LINKS, title="x"))
    [record] = json.loads(only(tree, "#data").text())["citations"]
    assert record["number"] == "57-KL/TW"
    assert record["place"] == "1:21"
    assert "title" not in record


def test_the_list_has_each_document_once() -> None:
    text = (
        "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị. Kết luận 57. Nghị định 15/2020/NĐ-CP"
    )
    tree = LexborHTMLParser(page.annotated(text, extract(text), LINKS, title="x"))
    items = tree.css(".documents li")
    assert [item.attributes["data-c"] for item in items] == ["[0, 1]", "[2]"]
    assert [item.attributes["data-year"] for item in items] == ["2023", "2020"]
    assert items[0].text() == "Kết luận 57-KL/TW22023-06-15 · Bộ Chính trị"
    assert [one.text() for one in tree.css("[data-filter=year] option")] == [
        "Tất cả",
        "2023 (1)",
        "2020 (1)",
    ]


@pytest.mark.parametrize(
    ("number", "date", "year"),
    [
        ("1999/QĐ-TTg", None, ""),
        ("1999/2005/QĐ-TTg", None, "2005"),
        ("TCVN 7957:2008", None, "2008"),
        ("57-KL/TW", "2023-06", "2023"),
        ("57-KL/TW", None, ""),
    ],
)
def test_the_year_of_a_document(number: str, date: str | None, year: str) -> None:
    made = page.annotated("ab", [at(0, 2, number=number, date=date)], LINKS, title="x")
    assert only(LexborHTMLParser(made), ".documents li").attributes["data-year"] == year


@pytest.mark.parametrize(("language", "word"), [("vi", "Cơ quan ban hành"), ("en", "Issuer")])
def test_the_languages_of_the_page(language: str, word: str) -> None:
    assert word in page.annotated(CITING, extract(CITING), LINKS, title="x", language=language)


# Inside HTML

SIGNS = "\ufdd07\ufdd1x\ufdd2\ufdd3"


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (
            "<p>Theo Nghị định số <b>15/2020</b>/NĐ-CP.</p>",
            "<p>Theo <M>Nghị định số</M> <b><M>15/2020</M></b><M>/NĐ-CP</M>.</p>",
        ),
        (
            "<p>A &lt;b&gt; &amp; Luật&nbsp;Đất đai\n năm 2013 &amp;</p>",
            "<p>A &lt;b&gt; &amp; <M>Luật&nbsp;Đất đai\n năm 2013</M> &amp;</p>",
        ),
        (
            '<p><a href="y">Nghị định 15/2020/NĐ-CP</a></p>',
            '<p><a href="y"><M>Nghị định 15/2020/NĐ-CP</M></a></p>',
        ),
        (
            "<script>x = 'Nghị định 15/2020/NĐ-CP'</script><p title='Luật Đất đai năm 2013'>a</p>",
            "<script>x = 'Nghị định 15/2020/NĐ-CP'</script>"
            '<p title="Luật Đất đai năm 2013">a</p>',
        ),
        (
            "<textarea>Luật Đất đai năm 2013</textarea><xmp>Luật Đất đai năm 2013</xmp>",
            "<textarea>Luật Đất đai năm 2013</textarea><xmp>Luật Đất đai năm 2013</xmp>",
        ),
        ("<pre>\n\nLuật Đất đai năm 2013</pre>", "<pre>\n\n<M>Luật Đất đai năm 2013</M></pre>"),
        (
            # Characters that mean something to the program itself.
            f'<p title="{SIGNS}">{SIGNS}, Luật Đất đai năm 2013 {SIGNS}</p>',
            f'<p title="{SIGNS}">{SIGNS}, <M>Luật Đất đai năm 2013</M> {SIGNS}</p>',
        ),
        (
            "<p>Luật <del>Nhà ở</del>Đất đai năm 2013</p>",
            "<p><M>Luật</M> <del>Nhà ở</del><M>Đất đai năm 2013</M></p>",
        ),
        (
            "<table><tbody><tr><td>Luật Đất đai năm 2013</td><td>Luật 1</td></tr></tbody></table>",
            "<table><tbody><tr><td><M>Luật Đất đai năm 2013</M></td><td>Luật 1</td></tr>"
            "</tbody></table>",
        ),
    ],
)
def test_inside_a_page(body: str, marked: str) -> None:
    given = parsed(f"<!DOCTYPE html><html><head><title>Luật 15</title></head><body>{body}</body>")
    made = marked_page(given, extract(given.text), Links())
    found = re.sub(r'<span class="refextract \w+" title="[^"]*">(.*?)</span>', r"<M>\1</M>", made,
                   flags=re.DOTALL)  # fmt: skip
    assert found.partition("<body>")[2] == f"{marked}</body></html>"
    assert found.startswith('<!DOCTYPE html><html><head><meta charset="utf-8"><style>')
    assert "<title>Luật 15</title>" in found


@pytest.mark.parametrize(
    "head", ["", "<!-- <head> -->", "<html><head data-x='a>b'><title>x</title>"]
)
def test_the_style_is_the_first_thing_in_the_head(head: str) -> None:
    given = parsed(f"{head}<p>{CITING}</p>")
    tree = LexborHTMLParser(marked_page(given, extract(given.text), LINKS))
    assert [one.tag for one in only(tree, "head").iter()][:2] == ["meta", "style"]
    assert only(tree, "p").text() == CITING
    assert len(tree.css(".refextract")) == 1


def test_links_inside_a_page() -> None:
    given = parsed('<p>Nghị định 15/2020/NĐ-CP, <a href="y">Nghị định 16/2020/NĐ-CP</a></p>')
    made = marked_page(given, extract(given.text), LINKS)
    assert 'href="https://example.org/?q=15%2F2020%2FN%C4%90-CP"' in made
    assert "16%2F2020" not in made  # It is in a link already.
    assert made.count("<a ") == 2


def test_a_page_is_the_same_but_for_its_marks() -> None:
    text = (FIXTURES / "nghi-dinh.txt").read_text(encoding="utf-8")
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line.strip())
    given = parsed(f"<html><body><div>{lines}</div></body></html>")
    citations = extract(given.text)
    made = marked_page(given, citations, LINKS)
    assert text_of(made) == given.text
    marks = LexborHTMLParser(made).css(".refextract")
    assert len(marks) >= len(citations) > 15  # One that runs over two lines has two marks.
    marked = "".join(mark.text() for mark in marks)
    assert marked.split() == "".join(one.text.replace("\n", "") for one in citations).split()


WORDS = ["Nghị định ", "số ", "15/2020/NĐ-CP, ", "Luật ", "Đất đai ", "năm 2013", " ngày 3/2/2020"]
WORDS += [" ", "\n", "&amp;", "&lt;b&gt;"]
TAGS = "p b i a div pre table td ul li h1 span br xmp textarea script !--x-- del svg q".split()
SOURCES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from([f"<{tag}>" for tag in TAGS]),
        st.sampled_from([f"</{tag}>" for tag in TAGS]),
    ),
    max_size=25,
)


@given(SOURCES)
def test_whatever_the_markup_only_marks_are_added(pieces: list[str]) -> None:
    source = "".join(pieces)
    given = parsed(source)
    # Of some faults, such as a table in a paragraph, a parser makes a tree that HTML cannot say.
    written = given.parser.html
    assume(LexborHTMLParser(written).html == written)
    citations = extract(given.text)
    made = LexborHTMLParser(marked_page(given, citations, Links()))
    marks = made.css(".refextract")
    if "<xmp>" not in pieces:  # There, tags would be text.
        marked = "".join("".join(mark.text() for mark in marks).split())
        assert marked == "".join("".join(one.text for one in citations).split())
    for mark in marks:
        mark.unwrap()
    for added in made.css("meta, style"):
        added.remove()
    assert made.html == written


def test_the_font_of_a_page_may_be_old() -> None:
    given = parsed(
        "<p style=\"font-family:'.VnTime'\">NghÞ ®Þnh sè 15/2020/N§-CP cña ChÝnh phñ</p>"
    )
    assert extract(given.text)[0].number == "15/2020/NĐ-CP"
    made = marked_page(given, extract(given.text), Links())
    assert ">NghÞ ®Þnh sè 15/2020/N§-CP cña ChÝnh phñ</span>" in made


# The command


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.html", "<!DOCTYPE html>"), ("x.md", "Hội nghị quán triệt [Kết"), ("x.txt", "Hội nghị")],
)
def test_the_format_is_that_of_the_name(
    refextract: Command, directory: Path, name: str, begins: str
) -> None:
    Path("a.txt").write_text(CITING)
    result = refextract("annotate", "a.txt", "-o", name)
    assert (result.status, result.out, result.err) == (0, "", "")
    assert Path(name).read_text().startswith(begins)


def test_standard_input(refextract: Command) -> None:
    result = refextract("annotate", "-f", "plain", stdin=CITING)
    assert result.out == CITING.replace(CITATION, f"[[{CITATION}]]")
    result = refextract("annotate", "-v", stdin=f"<html><body><p>{CITING}</p></body></html>")
    assert f">{CITATION}</span>" in result.out
    assert result.err == "refextract: -: HTML in UTF-8\n"


def test_a_long_text_has_the_citations_that_extract_finds(
    refextract: Command, directory: Path
) -> None:
    text = (f"{CITING}Theo Kết luận 57.\n" + "Không có gì ở đây.\n" * 2000) * 100
    assert len(text.encode()) > 4 << 20  # It is read in sections.
    Path("a.txt").write_text(text)
    found = refextract("a.txt", "--columns", "text", "-f", "jsonl").out.splitlines()
    made = refextract("annotate", "a.txt", "-f", "plain").out
    marked = re.findall(r"\[\[(.*?)\]\]", made)
    assert marked == [json.loads(line)["text"] for line in found]
    assert len(marked) == 200
    assert made.replace("[[", "").replace("]]", "") == text


def test_filters(refextract: Command) -> None:
    text = "Nghị định 15/2020/NĐ-CP và Luật Đất đai năm 2013"
    result = refextract("annotate", "-f", "plain", "--type", "luat", stdin=text)
    assert result.out == "Nghị định 15/2020/NĐ-CP và [[Luật Đất đai năm 2013]]"


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file", 1),
        (["two.zip"], "two.zip holds several documents; unpack it and annotate each", 2),
        (["none.zip"], "none.zip: holds no document", 1),
        (["bad.bin"], "bad.bin: a binary file", 1),
        (["a.txt", "b.txt"], "annotate takes one file, not 2", 2),
        (["a.txt", "-f", "pdf"], "unknown format 'pdf'; choose from html, markdown, plain", 2),
        (["a.txt", "--language", "fr"], "unknown language 'fr'; choose from vi, en", 2),
        (["a.txt", "-o", "a.txt"], "a.txt is to be read and to be written", 2),
    ],
)
def test_what_cannot_be_annotated(
    refextract: Command, directory: Path, arguments: list[str], said: str, status: int
) -> None:
    import zipfile

    Path("a.txt").write_text(CITING)
    Path("bad.bin").write_bytes(b"\0\1")
    with zipfile.ZipFile("two.zip", "w") as packed:
        packed.writestr("a.txt", CITING)
        packed.writestr("b.txt", CITING)
    zipfile.ZipFile("none.zip", "w").close()
    result = refextract("annotate", *arguments)
    assert said in result.err
    assert (result.status, result.out) == (status, "")
