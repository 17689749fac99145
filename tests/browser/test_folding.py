"""The criteria of a commune, folded and unfolded."""

from playwright.sync_api import expect


def test_a_link_to_a_criterion_unfolds_it(page_as):
    page = page_as("lanhdao")
    page.goto("/xa/xuan-tan/#tc-1")
    expect(page.locator("#tc-1 .crit-body")).to_be_visible()
    expect(page.locator("#tc-3 .crit-body")).to_be_hidden()
    page.locator('.strip a[href="#tc-3"]').click()
    expect(page.locator("#tc-3 .crit-body")).to_be_visible()
    page.locator("#tc-3 > details > summary").click()
    expect(page.locator("#tc-3 .crit-body")).to_be_hidden()
