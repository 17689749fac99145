"""The side panel with real keys: it follows without taking the focus, asks when the cursor rests, says what failed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW
from tests.browser.luoi import at, cell, open_sheet

pytestmark = pytest.mark.usefixtures("refusals_expected")


@pytest.fixture
def sheet(page_as) -> Page:
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    return page


def panel(page: Page):
    return page.get_by_role("complementary", name="Chi tiết ô")


def section(page: Page, name: str):
    return panel(page).locator(f'[data-part="{name}"]')


def toggle(page: Page, name: str):
    section(page, name).locator("summary").first.click()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('[data-panel]') ? 'panel' : document.activeElement.tagName")


def test_the_focus_goes_in_and_comes_back_to_the_cell(sheet, accessible):
    at(sheet, "15.1", "tu")
    sheet.keyboard.press("Control+Enter")
    expect(panel(sheet)).to_be_focused()
    expect(panel(sheet).locator("h2")).to_contain_text("15.1")
    expect(section(sheet, "khoang-cach")).to_contain_text("còn thiếu")
    sheet.keyboard.press("Tab")
    assert focused(sheet) == "panel"
    accessible(sheet)
    sheet.keyboard.press("Escape")
    expect(panel(sheet)).to_be_hidden()
    expect(cell(sheet, "15.1", "tu")).to_be_focused()


def test_running_through_the_grid_asks_once_and_keeps_the_focus(sheet):
    at(sheet, "11", "tu")
    sheet.keyboard.press("Control+Enter")
    expect(section(sheet, "khoang-cach").locator(".sentence")).to_be_visible()
    at(sheet, "11", "tu")
    asked = []
    sheet.on("request", lambda request: asked.append(request.url) if "/chi-tiet/" in request.url else None)
    for _ in range(4):
        sheet.keyboard.press("ArrowDown")
    here = sheet.evaluate("document.activeElement.closest('tr').dataset.i")
    expect(panel(sheet).locator("h2")).to_contain_text(f"{here} ")
    expect(section(sheet, "khoang-cach").locator(".sentence")).to_be_visible()
    heads = [url for url in asked if re.search(r"/chi-tiet/[^/]+/[^/]+/$", url)]
    assert len(heads) == 1
    assert focused(sheet) == "TD"


def test_which_parts_are_open_is_remembered_for_the_session(sheet):
    at(sheet, "15.1", "tu")
    sheet.keyboard.press("Control+Enter")
    toggle(sheet, "so-gan-nhat")
    expect(section(sheet, "so-gan-nhat").locator("svg.chart")).to_contain_text("Yêu cầu ≥")
    toggle(sheet, "dinh-nghia")
    sheet.reload()
    sheet.wait_for_selector("[data-grid][data-ready]")
    at(sheet, "11", "tu")
    sheet.keyboard.press("Control+Enter")
    expect(section(sheet, "so-gan-nhat").locator("svg.chart")).to_be_visible()
    expect(section(sheet, "dinh-nghia")).not_to_have_attribute("open", "")


def test_history_and_plan_are_read_when_opened(sheet):
    at(sheet, "15.1", "tu")
    asked = []
    sheet.on("request", lambda request: asked.append(request.url) if "/chi-tiet/" in request.url else None)
    sheet.keyboard.press("Control+Enter")
    expect(section(sheet, "khoang-cach").locator(".sentence")).to_be_visible()
    assert not [url for url in asked if "lich-su" in url or "ke-hoach" in url]
    toggle(sheet, "lich-su")
    expect(section(sheet, "lich-su")).to_contain_text("Tự đánh giá, số liệu ngày 22/9/2017")
    toggle(sheet, "ke-hoach")
    expect(section(sheet, "ke-hoach")).to_contain_text("Kế hoạch hoàn thiện")
    expect(section(sheet, "ke-hoach")).to_contain_text("30/9/2017")


def test_a_lost_network_is_said_at_the_part_with_a_way_to_try_again(sheet):
    at(sheet, "15.1", "tu")
    sheet.keyboard.press("Control+Enter")
    expect(section(sheet, "khoang-cach").locator(".sentence")).to_be_visible()
    sheet.context.set_offline(True)
    toggle(sheet, "lich-su")
    fault = section(sheet, "lich-su").get_by_role("alert")
    expect(fault).to_contain_text("Mất kết nối, chưa tải được phần này.")
    sheet.context.set_offline(False)
    fault.get_by_role("button", name="Thử lại").click()
    expect(section(sheet, "lich-su")).to_contain_text("số liệu ngày 22/9/2017")
    sheet.context.set_offline(True)
    at(sheet, "11", "tu")
    expect(panel(sheet).get_by_role("alert")).to_contain_text("Mất kết nối")
    sheet.context.set_offline(False)
    panel(sheet).get_by_role("button", name="Thử lại").click()
    expect(panel(sheet).locator("h2")).to_contain_text("11 ")


def test_a_document_is_attached_in_the_panel_with_the_grid_beside_it(sheet, tmp_path):
    file = tmp_path / "danh-sach.pdf"
    file.write_bytes(b"%PDF-1.4\ndanh sach the\n%%EOF\n")
    at(sheet, "15.1", "tu")
    sheet.keyboard.press("Control+Enter")
    toggle(sheet, "minh-chung")
    section(sheet, "minh-chung").get_by_text("Đính kèm tệp mới").click()
    form = section(sheet, "minh-chung").locator("form")
    form.get_by_role("link", name="Bỏ qua").click()
    expect(form).to_be_hidden()
    sheet.keyboard.press("Enter")
    form.get_by_role("button", name="Đính kèm").click()
    expect(form).to_contain_text("Chọn tệp cần đính kèm.")
    form.locator('input[type="file"]').set_input_files(file)
    form.get_by_label("Trích yếu").fill("Danh sách thẻ BHYT")
    form.get_by_label("Ngày văn bản").fill("20/9/2017")
    form.get_by_role("button", name="Đính kèm").click()
    expect(section(sheet, "minh-chung").get_by_role("status")).to_contain_text("Đã gắn vào 01 số liệu")
    expect(section(sheet, "minh-chung")).to_contain_text("danh-sach.pdf")
    assert sheet.url.endswith("/cap-nhat/xuan-tan/luoi/")


def test_on_a_phone_it_is_a_sheet_over_the_page(page_as, accessible):
    page = page_as("xuan-tan.ntm", NARROW)
    open_sheet(page)
    at(page, "15.1", "tu")
    page.keyboard.press("Escape")
    button = page.get_by_role("button", name="Chi tiết", exact=True)
    button.click()
    expect(section(page, "khoang-cach").locator(".sentence")).to_be_visible()
    box = panel(page).bounding_box()
    assert (box["x"], box["width"], box["y"] > 200) == (0, 390, True)
    expect(button).to_have_attribute("aria-expanded", "true")
    accessible(page)
    panel(page).get_by_role("button", name="Đóng").click()
    expect(panel(page)).to_be_hidden()
