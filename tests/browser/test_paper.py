"""What comes out of the printer: the pages as paper shows them, without script."""

import re

import pytest
from playwright.sync_api import expect


def test_a_printed_commune_shows_all_indicators_folded_or_not(page_as):
    page = page_as("lanhdao", script=False)
    page.goto("/xa/xuan-tan/")
    folded = page.locator("#tc-1 .crit-body")
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    rows = page.locator(".crit-body tbody tr")
    numbers = [re.match(r"[\d.]+[ab]?", text).group() for text in rows.locator("th").all_inner_texts()]
    assert len([number for number in numbers if not number.endswith(("a", "b"))]) == 49
    assert [rows.nth(at).is_visible() for at in range(rows.count())] == [True] * rows.count()
    expect(page.locator(".crit > details > summary > .i").first).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/ho-so/xuan-tan/", "/chi-thi/", "/huyen/", "/trach-nhiem/"])
def test_a_printed_page_has_its_title_and_no_links_that_only_lead_on(path, page_as):
    page = page_as("vphu", script=False)
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".go:visible, .actions:visible").count() == 0


def test_a_printed_overview_says_nothing_that_only_the_screen_can_do(page_as):
    page = page_as("lanhdao", script=False)
    page.goto("/")
    page.emulate_media(media="print")
    words = page.locator(".page").inner_text()
    assert [said for said in ("Bảng này ra Excel", "vì sao", "Trường hợp", "nếu giữ nhịp này") if said in words] == []


def test_the_small_charts_of_a_printed_course_stay_with_their_names_on_one_page(page_as):
    page = page_as("lanhdao", script=False)
    page.goto("/dien-bien/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
