"""Every chart on every page that draws one: named, read by keyboard, with all its figures behind it, on paper too."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import fits
from tests.browser.hands import NARROW, WIDE

PAGES = (
    "/dien-bien/",
    "/dien-bien/?thang=tat-ca",
    "/tieu-chi/10/",
    "/tieu-chi/15/",
    "/tieu-chi/17/",
    "/chi-tieu/9.1/",
    "/chi-tieu/10/",
    "/chi-tieu/11/",
    "/chi-tieu/15.1/",
    "/xa/xuan-tan/",
    "/xa/xuan-tan/dien-bien/",
    "/huyen/dien-bien/",
)
READ = "svg[data-points]"
SMALL = "svg.spark"
TOKENS = re.compile(r"\d[\d./,]*%?")
# Walks a chart from its first figure to its last and says what is wrong with the words that show.
WALK = """svg => {
    const faults = [], said = [];
    const press = key => svg.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    const shown = () => [...svg.querySelectorAll("text")].filter(t => getComputedStyle(t).visibility === "visible");
    const box = svg.getBoundingClientRect();
    const isCut = r => r.left < box.left - 1 || r.right > box.right + 1
        || r.top < box.top - 3 || r.bottom > box.bottom + 1;
    const cover = (r, q) => Math.min(r.right, q.right) - Math.max(r.left, q.left) > 1
        && Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top) > 3;
    const look = () => {
        const texts = shown().map(t => [t.textContent, t.getBoundingClientRect()]);
        texts.forEach(([words, r], at) => {
            if (isCut(r)) faults.push(`cut: ${words}`);
            for (const [other, q] of texts.slice(at + 1)) if (cover(r, q)) faults.push(`${words} over ${other}`);
        });
    };
    look();
    svg.focus({preventScroll: true});
    if (document.activeElement !== svg) faults.push("no tab stop");
    press("Home");
    for (let at = 0; at < svg.querySelectorAll(".pt").length; at++) {
        said.push(svg.querySelector(".is-on > .tip").textContent);
        if (getComputedStyle(svg).outlineStyle === "none") faults.push("no ring of focus");
        look();
        press("ArrowRight");
    }
    press("Escape");
    if (svg.querySelector(".is-on")) faults.push("Esc leaves the words");
    return {said, faults};
}"""
# The caption of the table behind a chart, and of each of its figures all that is said in its row and above its column.
BEHIND = """svg => {
    let place = svg;
    while (place && !place.querySelector(":scope > details.src")) place = place.parentElement;
    const fold = place.querySelector(":scope > details.src");
    if (fold.querySelector("dl")) {
        const days = [...fold.querySelectorAll("dt")];
        return ["", ...days.map(day => `${day.textContent} ${day.nextElementSibling.textContent}`)];
    }
    const heads = [...fold.querySelectorAll("thead th")].map(head => head.textContent);
    const rows = [...fold.querySelectorAll("tbody tr")];
    const caption = fold.querySelector("caption").textContent;
    if (heads[0] !== "Đến ngày" && heads[0] !== "Tiêu chí") return [caption, ...rows.map(row => row.innerText)];
    const told = row => [...row.cells].slice(1).map((cell, at) => [cell.textContent, heads[at + 1]])
        .filter(([figure]) => figure !== "…")
        .map(([figure, head]) => `${row.cells[0].textContent} | ${head} | ${figure}`);
    return [caption, ...rows.flatMap(told)];
}"""


def tokens(words: str) -> set[str]:
    """The days and figures of some words, and the place in front of them."""
    return {token.rstrip(".,/") for token in TOKENS.findall(words)}


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


def same(told: str, row: str) -> bool:
    name = told.partition(":")[0]
    return tokens(told) <= tokens(row) and (bool(TOKENS.search(name)) or name in row)


@pytest.fixture(params=[WIDE, NARROW], ids=["desk", "telephone"])
def size(request):
    return request.param


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_of_a_chart_is_read_by_keyboard_and_stands_in_the_table_behind_it(path, size, page_as):
    page = page_as("vpdp", size)
    page.goto(path)
    unfold(page)
    charts = page.locator(READ)
    expect(charts.first).to_have_attribute("tabindex", "0")
    told, held = Counter(), {}
    for chart in charts.all():
        title = chart.locator("> title").text_content()
        read, (caption, *rows) = chart.evaluate(WALK), chart.evaluate(BEHIND)
        assert (title, read["faults"]) == (title, [])
        assert [words for words in read["said"] if not any(same(words, row) for row in rows)] == [], title
        told[caption] += len(read["said"])
        held[caption] = len(rows)
    assert told == held  # the charts above a table show all that stands in it
    assert fits(page)


@pytest.mark.parametrize("path", ["/xa/xuan-tan/", "/xa/xuan-kien/"])
def test_a_chart_as_small_as_a_word_has_its_figures_folded_below(path, page_as):
    page = page_as("vpdp")
    page.goto(path)
    charts = page.locator(SMALL)
    assert charts.count() > 5
    for chart in charts.all():
        drawn = len(chart.locator("polyline").get_attribute("points").split())
        _, *rows = chart.evaluate(BEHIND)
        assert len(rows) == drawn
        assert "; ".join(row.replace(" ", ": ") for row in reversed(rows)) == chart.locator("desc").text_content()


@pytest.mark.parametrize("path", PAGES)
def test_a_printed_page_keeps_its_charts_and_no_words_that_only_a_reader_opens(path, page_as):
    page = page_as("vpdp", script=False)
    page.goto(path)
    page.emulate_media(media="print")
    for chart in page.locator(READ).all():
        assert is_drawn(chart), chart.locator("> title").text_content()
    assert page.locator(".tip:visible, details.src:visible").count() == 0


def is_drawn(chart: Locator) -> bool:
    box = chart.bounding_box()
    return box["width"] > 100 and box["height"] > 30
