"""The annotated page in a browser: filters, cards, links, keys, narrow, dark, printed, large."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from refextract import Citation, extract
from refextract.annotation.links import Links
from refextract.annotation.page import annotated
from refextract.readers.extras import library

pytestmark = pytest.mark.browser

DECREE = (ROOT / "fixtures" / "nghi-dinh.txt").read_text(encoding="utf-8")
NASTY = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a text. What the browser complains of, or asks the network, is an error."""
    wrong: list[str] = []
    pages = []

    def opening(text: str, citations: list[Citation] | None = None, **options: Any) -> Any:
        found = extract(text) if citations is None else citations
        made = annotated(text, found, Links("https://example.org/{number}"), title="the page")
        path = tmp_path / "page.html"
        path.write_text(made, encoding="utf-8")
        page = browser.new_page(**options)
        pages.append(page)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on(
            "request",
            lambda request: None if request.url.startswith("file:") else wrong.append(request.url),
        )
        page.goto(path.as_uri())
        return page

    yield opening
    for page in pages:
        page.close()
    assert wrong == []


def shown(page: Any, selector: str) -> list[str]:
    """The text of the elements that can be seen."""
    texts: list[str] = page.locator(selector).filter(visible=True).all_inner_texts()
    return texts


def printed(page: Any) -> str:
    """What can be read on A4 with the margins of a printer, without blanks."""
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
    paper = library("pypdfium2", "a PDF").PdfDocument(page.pdf(format="A4", margin=margins))
    return "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in paper)


def test_filters(open_page: Open) -> None:
    page = open_page(DECREE)
    everything = len(shown(page, ".documents li"))
    assert everything > 10
    page.select_option("[data-filter=type]", "Nghị định")
    names = shown(page, ".documents b")
    assert 1 < len(names) < everything
    assert all(name.startswith("Nghị định") for name in names)
    assert shown(page, "#shown") == [str(len(names))]
    assert page.locator("main .c.off").count() > 0
    assert page.locator("main .c:not(.off)").count() > 0
    page.select_option("[data-filter=year]", "2024")
    assert shown(page, ".documents b") == ["Nghị định 60/2024/NĐ-CP"]
    page.click("button[type=reset]")
    page.locator("main .off").first.wait_for(state="detached")
    assert len(shown(page, ".documents li")) == everything
    page.select_option("[data-filter=issuer]", "Bộ Tài chính")
    assert shown(page, ".documents b") == ["Thông tư 67/2003/TT-BTC"]
    page.select_option("[data-filter=issuer]", "")
    page.fill("[data-filter=text]", "dat dai")  # Without accents.
    assert shown(page, ".documents b") == ["Luật 31/2024/QH15"]


def test_a_card_on_hover_and_on_focus(open_page: Open) -> None:
    page = open_page(DECREE)
    card = page.locator("#card")
    assert not card.is_visible()
    page.locator("main .c", has_text="Nghị định số 60/2024/NĐ-CP").nth(2).hover()
    assert "Nghị định 60/2024/NĐ-CP" in card.inner_text()
    assert "Chính phủ" in card.inner_text()
    assert "https://example.org/60%2F2024%2FN%C4%90-CP" in card.inner_text()
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    page.focus("main .c >> nth=2")
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_links(open_page: Open) -> None:
    page = open_page(DECREE)
    link = page.locator("main a.c").first
    assert link.get_attribute("href").startswith("https://example.org/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    # A law by name has no number, so no address.
    assert page.locator("main span.c.named").count() > 0


def test_keys_go_from_one_to_the_next(open_page: Open) -> None:
    page = open_page(DECREE)

    def focused() -> str | None:
        at: str | None = page.evaluate("document.activeElement.dataset.c")
        return at

    count = page.evaluate("citations.length")
    page.keyboard.press("n")
    assert focused() == "0"
    page.keyboard.press("j")
    assert focused() == "1"
    page.keyboard.press("p")
    page.keyboard.press("k")
    assert focused() == str(count - 1)
    assert page.locator("main .c.here").count() >= 1
    page.keyboard.press("/")
    page.keyboard.type("npn")  # Goes into the field.
    assert page.input_value("[data-filter=text]") == "npn"
    page.fill("[data-filter=text]", "dat dai")
    page.press("button[type=reset]", "n")
    assert page.evaluate("citations[here].number") == "31/2024/QH15"


def test_the_pointer_does_not_disturb_the_keys(open_page: Open) -> None:
    page = open_page(DECREE)
    page.mouse.move(700, 430)
    page.keyboard.press("n")
    place = page.evaluate("citations[0].place")
    # What a browser tells of a pointer that rests while the text is scrolled under it.
    x, y = page.evaluate("pointer").split()
    for event in ("mouseover", "mouseout"):
        resting = {"bubbles": True, "screenX": int(x), "screenY": int(y)}
        page.dispatch_event("#c3", event, resting)
        page.wait_for_timeout(400)  # Longer than a card waits before it closes.
        assert place in page.locator("#card dd").all_inner_texts()


def test_a_card_closes_when_the_text_is_scrolled_away_from_it(open_page: Open) -> None:
    page = open_page(DECREE)
    page.hover("main .c >> nth=2")
    assert page.locator("#card").is_visible()
    page.mouse.wheel(0, 300)
    page.locator("#card").wait_for(state="hidden")


def test_the_list_leads_to_the_places(open_page: Open) -> None:
    page = open_page(DECREE)
    item = page.locator(".documents li", has_text="60/2024/NĐ-CP").first
    places = page.evaluate("item => JSON.parse(item.dataset.c)", item.element_handle())
    assert len(places) > 2
    for place in [*places, places[0]]:  # Behind the last comes the first.
        item.locator("button").click()
        assert page.evaluate("here") == place


def test_markup_in_the_text_stays_text(open_page: Open) -> None:
    page = open_page(f"{NASTY} Quyết định “{NASTY}” Nghị định 15/2020/NĐ-CP {NASTY}")
    assert page.title() == "the page"
    assert page.locator("img").count() == 0
    page.keyboard.press("n")
    assert page.title() == "the page"
    assert NASTY in page.locator("main").inner_text()


def test_a_narrow_screen(open_page: Open) -> None:
    page = open_page(DECREE, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert not page.locator(".documents").is_visible()  # The text comes first.
    page.click("summary")
    assert page.locator(".documents").bounding_box()["height"] <= 0.6 * PHONE["height"]
    page.keyboard.press("n")
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    for edge in ("start", "center", "end"):
        page.evaluate(
            "edge => { const mark = firstOf.get(5); mark.blur();"
            "mark.scrollIntoView({block: edge}); mark.focus({preventScroll: true}) }",
            edge,
        )
        mark = page.locator("#c5").bounding_box()
        box = page.locator("#card").bounding_box()
        assert box["y"] >= mark["y"] + mark["height"] or box["y"] + box["height"] <= mark["y"]


def test_a_finger_opens_the_card_and_follows_the_link_in_it(open_page: Open) -> None:
    page = open_page(DECREE, viewport=PHONE, has_touch=True, is_mobile=True)
    address = page.url
    page.tap("main a.c")
    assert page.locator("#card").is_visible()
    assert page.url == address
    assert page.locator("#card a").is_visible()
    page.touchscreen.tap(5, 5)
    page.locator("#card").wait_for(state="hidden")


def test_the_list_can_be_passed_over(open_page: Open) -> None:
    page = open_page(DECREE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.c") == "0"


def test_citations_that_cover_each_other(open_page: Open) -> None:
    places = [(0, 9), (0, 4), (0, 4), (4, 9)]
    citations = [
        Citation(kind="numbered", text="x", start=a, end=b, line=1, column=a + 1, number=f"{b}/X")
        for a, b in places
    ]
    page = open_page("abcdefghi.", citations)
    for item in page.locator(".documents button").all():
        item.click()
    page.keyboard.press("n")
    assert page.locator("main .here").count() == 1


def test_dark(open_page: Open) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = open_page(DECREE, color_scheme=scheme)
        colours.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert colours == ["rgb(253, 252, 250)", "rgb(23, 25, 29)"]


@pytest.mark.parametrize(
    ("screen", "scripts", "click"),
    [
        pytest.param(WIDE, True, False, id="open"),
        pytest.param(WIDE, True, True, id="closed"),
        pytest.param(WIDE, False, True, id="closed, without scripts"),
        pytest.param(PHONE, True, False, id="closed on a phone"),
        pytest.param(PHONE, True, True, id="open on a phone"),
    ],
)
def test_the_list_is_printed_whole(
    open_page: Open, screen: dict[str, int], scripts: bool, click: bool
) -> None:
    numbers = [f"{number}/2020/NĐ-CP" for number in range(1, 121)]
    text = "\n".join(f"Theo Nghị định số {number} của Chính phủ." for number in numbers)
    page = open_page(text, viewport=screen, java_script_enabled=scripts)
    if click:
        page.click("summary")
    state = page.get_attribute("#panel", "open")
    paper = printed(page)
    # The text says "số" before the number, the list does not.
    assert re.findall(r"Nghịđịnh(\d+/2020/NĐ-CP)", paper) == numbers
    assert re.findall(r"Nghịđịnhsố(\d+/2020/NĐ-CP)", paper) == numbers
    assert page.get_attribute("#panel", "open") == state


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_for_white_paper(open_page: Open, scheme: str) -> None:
    page = open_page(DECREE, color_scheme=scheme)
    page.keyboard.press("n")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator("#card").is_visible()
    for selector, property_name, value in [
        ("html", "background-color", "rgba(0, 0, 0, 0)"),
        ("body", "color", "rgb(34, 37, 42)"),
        # The reader's place is for the screen: on paper its mark is like any other.
        ("main .c.here", "background-color", "rgba(0, 0, 0, 0)"),
        ("main .c.here", "outline-style", "none"),
        ("main .c.here", "text-decoration-line", "underline"),
    ]:
        style = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
        found = page.locator(selector).first.evaluate(style, property_name)
        assert (selector, property_name, found) == (selector, property_name, value)


def test_a_large_text(open_page: Open) -> None:
    text = "\n".join(
        DECREE.replace("2024/NĐ", f"{1998 + number % 27}/NĐ") for number in range(1700)
    )
    assert len(text.encode()) > 5_000_000
    page = open_page(text)
    count = page.evaluate("citations.length")
    assert count > 20_000

    page.keyboard.press("n")
    assert page.locator("#card").is_visible()
    # A page that does not answer for half a minute makes the browser's driver give up.
    page.keyboard.press("n")
    page.select_option("[data-filter=type]", "Thông tư")
    assert page.locator("main .c:not(.off)").count() < count
