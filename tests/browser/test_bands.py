"""Bands of communes chosen anew: a fault is said at the box, long names fit the overview, Biểu 04 follows."""

import re

from playwright.sync_api import Page, expect

BANDS = "17; 19; Nhóm dẫn đầu, đã về đích và sắp về đích\n10; 16; Nhóm khá\n0; 9; Còn lại"


def choose(page: Page, typed: str) -> None:
    page.get_by_label("Giá trị").fill(typed)
    page.get_by_label("Lý do đổi").fill("Chia lại theo yêu cầu của tỉnh")
    page.get_by_role("button", name="Lưu tùy chọn").click()


def test_the_office_groups_its_communes_anew(page_as, accessible):
    page = page_as("vpdp")
    page.goto("/bo-tieu-chi/tuy-chon/bands/")
    choose(page, BANDS.replace("16;", "17;"))
    box = page.get_by_label("Giá trị")
    expect(box).to_have_accessible_description(re.compile("Nhóm “Nhóm khá” chồng lên"))
    expect(box).to_have_value(BANDS.replace("16;", "17;"))
    accessible(page)
    choose(page, BANDS)
    expect(page.get_by_role("main")).to_contain_text("Nhóm khá (10-16)")
    page.goto("/")
    part = page.locator("#phan-nhom")
    assert part.evaluate("part => part.querySelector('table').offsetWidth <= part.clientWidth")
    page.goto("/bao-cao/bieu-04/")
    expect(page.get_by_role("table").first).to_contain_text("Nhóm dẫn đầu, đã về đích và sắp về đích")
