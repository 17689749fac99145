"""The pictures of the guides: both grids as they stand after some figures."""

from tests.browser.luoi import open_sheet, saved, type_in


def test_the_grids_are_pictured(page_as, picture, accessible):
    sheet = page_as("xuan-tan.ntm")
    open_sheet(sheet)
    saved(type_in(sheet, "2.1", "14,5/14,5", "tu"))
    sheet.evaluate("window.scrollTo(0, 0)")
    accessible(sheet)
    picture(sheet, "luoi-xa")

    office = page_as("vpdp")
    office.goto("/cap-nhat/luoi/")
    office.wait_for_selector("[data-grid][data-ready]")
    office.locator('tr[data-u="xuan-tan"] td').nth(29).click()
    office.keyboard.press("Control+Enter")
    office.get_by_text("12 số liệu gần nhất").click()
    office.locator("svg.chart").wait_for()
    accessible(office)
    picture(office, "luoi-huyen")
