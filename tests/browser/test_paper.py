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
    expect(page.locator(".crit summary > .i").first).to_be_hidden()


@pytest.mark.parametrize("path", ["/ho-so/xuan-tan/", "/chi-thi/", "/huyen/", "/trach-nhiem/"])
def test_a_printed_page_has_its_title_and_no_links_that_only_lead_on(path, page_as):
    page = page_as("vphu", script=False)
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".go:visible, .actions:visible").count() == 0
