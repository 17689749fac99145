"""The office grid: two dimensions, filters in the address, a real clipboard, the side panel."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.luoi import at, bar, chosen, open_sheet, saved, type_in

pytestmark = pytest.mark.usefixtures("refusals_expected")


def open_office(page: Page, asked: str = "") -> None:
    page.goto(f"/cap-nhat/luoi/{asked}")
    page.wait_for_selector("[data-grid][data-ready]")


def square(page: Page, place: str, number: str):
    """The cell of a commune and an indicator."""
    column = page.locator("thead th[data-i]").evaluate_all("heads => heads.map((head) => head.dataset.i)").index(number)
    return page.locator(f'tr[data-u="{place}"] td').nth(column)


def copy(page: Page, text: str) -> None:
    """Put text on the real clipboard, as a spreadsheet does."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


@pytest.fixture
def office(page_as):
    page = page_as("vpdp")
    open_office(page)
    return page


def where(page: Page) -> str:
    return page.evaluate("""() => {
        const cell = document.activeElement;
        const head = cell.closest("table").tHead.rows[1].cells[cell.cellIndex - 1];
        return `${cell.closest("tr").dataset.u} ${head.dataset.i}`;
    }""")


def test_arrows_move_in_two_dimensions(office):
    square(office, "xuan-tan", "11").click()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"):
        office.keyboard.press(key)
    assert where(office) == "xuan-tan 13.1"
    office.keyboard.press("Control+Home")
    assert where(office) == f"{office.locator('tr[data-u]').first.get_attribute('data-u')} 1.1"
    office.keyboard.press("Control+End")
    assert where(office).startswith(office.locator("tr[data-u]").last.get_attribute("data-u"))


def test_a_department_goes_down_its_column(page_as, accessible):
    page = page_as("phong.lao-dong")
    open_office(page)
    expect(page.locator("thead th[data-i]")).to_have_count(3)
    square(page, "xuan-tan", "11").click()
    for poor in ("45/2119", "46/2119"):
        page.keyboard.type(poor)
        page.keyboard.press("Enter")
    saved(square(page, "xuan-tan", "11"))
    expect(square(page, "xuan-tan", "11")).to_contain_text("2,12")
    expect(page.locator("[data-addr]")).to_contain_text("11 Hộ nghèo đa chiều")
    accessible(page)


def test_a_wrong_cell_says_why_below_the_address(office):
    square(office, "xuan-tan", "11").click()
    office.keyboard.type("99999/2119")
    office.keyboard.press("Tab")
    office.keyboard.press("Shift+Tab")
    expect(office.locator("[data-message]")).to_contain_text("Tử số 99.999 lớn hơn mẫu số 2.119. Chưa lưu.")


def test_column_groups_fold_and_the_address_remembers(office):
    office.get_by_role("button", name="2. Giao thông").click()
    expect(office.locator('thead th[data-i="2.1"]')).to_be_hidden()
    assert "gap=2" in office.url
    office.reload()
    office.wait_for_selector("[data-grid][data-ready]")
    expect(office.locator('thead th[data-i="2.1"]')).to_be_hidden()
    square(office, "xuan-tan", "1.2").click()
    office.keyboard.press("ArrowRight")
    assert where(office) == "xuan-tan 3.1"
    office.get_by_role("button", name="mở 2. Giao thông").click()
    expect(office.locator('thead th[data-i="2.1"]')).to_be_visible()
    assert "gap=" not in office.url


def test_filters_stand_in_the_address(office):
    office.get_by_label("Tiêu chí", exact=True).select_option(label="15. Y tế")
    office.get_by_role("button", name="Lọc").click()
    expect(office.locator("thead th[data-i]")).to_have_count(3)
    assert "tc=15" in office.url


def test_a_rectangle_is_shown_before_it_is_stored(office):
    copy(office, "7001/8600\t11\r\n7002/8600\t\r\n9/8\tĐạt\r\n")
    square(office, "xuan-phu", "15.1").click()
    office.keyboard.press("Control+v")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box).to_contain_text("Tử số 9 lớn hơn mẫu số 8.")
    expect(box).to_contain_text("Chọn một trong các mức đánh giá của dòng này.")
    expect(box.get_by_role("button", name=re.compile("^Ghi"))).to_have_text(re.compile("Ghi [23] ô"))
    assert office.get_by_role("grid").locator(".cs-saved").count() == 0
    box.get_by_role("button", name=re.compile("^Ghi")).click()
    saved(square(office, "xuan-phu", "15.1"))
    expect(square(office, "xuan-phu", "15.1")).to_contain_text("81,41")
    expect(bar(office)).to_contain_text("Đã ghi")


def test_dots_are_asked_about_and_never_guessed(office):
    copy(office, "38.125")
    copy(office, "38.125\n38.225\n")
    square(office, "xuan-phu", "10").click()
    office.keyboard.press("Control+v")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box).to_contain_text("02 ô như “38.125” đọc được hai cách:")
    expect(box.get_by_role("button", name=re.compile("^Ghi"))).to_be_disabled()
    box.get_by_label("dấu chấm là dấu thập phân").check()
    box.get_by_role("button", name="Ghi 2 ô").click()
    expect(square(office, "xuan-phu", "10")).to_contain_text("38,125")


def test_a_whole_district_is_pasted_at_once(office):
    kinds = office.locator("thead th[data-i]").evaluate_all("heads => heads.map((head) => head.dataset.k)")
    words = {"ratio": "98,5", "yes_no": "Đạt", "value": "0", "parts": ""}
    line = "\t".join(words[kind] for kind in kinds)
    copy(office, "\r\n".join([line] * 20))
    office.keyboard.press("Control+Home")
    square(office, office.locator("tr[data-u]").first.get_attribute("data-u"), "1.1").click()
    office.keyboard.press("Control+v")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box.locator("tbody tr")).to_have_count(20 * len([kind for kind in kinds if kind != "parts"]))
    expect(box).to_contain_text("ô ghi kèm lý do")
    expect(box).to_contain_text("ghi cùng một số 98,50%")
    # Two sheets were taken over already: there the office says why, once for all its cells.
    why = box.get_by_label("Lý do")
    expect(why).to_have_accessible_description(re.compile("ô đã khóa.*phải nêu lý do"))
    why.fill("Văn phòng rà soát lại toàn huyện")
    why.press("Enter")
    expect(bar(office)).to_contain_text(re.compile(r"Đã ghi .* ô của 20 đơn vị"))


TAKEN_OVER = "xuan-ngoc"


def paste_over_taken(office: Page, first: str, second: str) -> None:
    """One cell of a sheet that was taken over, and one that is open, below each other on the clipboard."""
    copy(office, f"{first}\r\n{second}\r\n")
    square(office, TAKEN_OVER, "15.1").click()
    office.keyboard.press("Control+v")
    expect(office.get_by_role("dialog", name="Dán từ bảng tính").get_by_role("button", name="Ghi 2 ô")).to_be_enabled()


def test_a_closed_cell_is_pasted_with_its_reason_and_by_keyboard_alone(office, accessible):
    paste_over_taken(office, "7101/8600", "7102/8600")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box).to_contain_text("01 ô đã khóa. Văn phòng đã tiếp nhận kỳ tháng 9/2017 ngày 24/9/2017.")
    accessible(office)
    box.get_by_role("button", name="Ghi 2 ô").press("Enter")
    why = box.get_by_label("Lý do")
    expect(why).to_be_focused()
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(why).to_have_accessible_description(re.compile(r"Nêu lý do\.$"))
    assert office.get_by_role("grid").locator(".cs-saved, .cs-warn").count() == 0
    office.keyboard.type("Sót khi tổng hợp")
    office.keyboard.press("Enter")
    saved(square(office, TAKEN_OVER, "15.1"))
    expect(square(office, TAKEN_OVER, "15.1")).to_contain_text("82,57")
    expect(square(office, TAKEN_OVER, "15.1")).to_be_focused()
    office.goto(f"/lich-su/{TAKEN_OVER}/15.1/")
    expect(office.locator("table.history tbody tr").first).to_contain_text("Sót khi tổng hợp")


def test_a_rectangle_that_is_put_aside_leaves_no_reason_behind(office):
    paste_over_taken(office, "7103/8600", "7104/8600")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    box.get_by_label("Lý do").fill("Nhầm")
    office.keyboard.press("Escape")
    expect(box).to_be_hidden()
    paste_over_taken(office, "7103/8600", "7104/8600")
    expect(box.get_by_label("Lý do")).to_have_value("")
    expect(box.get_by_label("Lý do")).not_to_have_attribute("aria-invalid", "true")


def test_an_open_rectangle_asks_for_no_reason(office):
    copy(office, "7001/8600\r\n7002/8600\r\n")
    square(office, "xuan-phu", "15.1").click()
    office.keyboard.press("Control+v")
    box = office.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box.locator("tbody tr")).to_have_count(2)
    expect(box.get_by_label("Lý do")).to_be_hidden()


def test_a_warning_of_totals_leads_to_the_other_row(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    type_in(page, "11", "40/2119", "tu", "Tab")
    type_in(page, "9.2", "1951/2500", "tu", "Tab")
    at(page, "9.2", "tu")
    warning = page.locator('tr[data-i="9.2"] + tr.msg-warn')
    expect(warning).to_contain_text("Số liệu vênh, tổng số hộ")
    link = warning.get_by_role("link", name=re.compile("^Xem "))
    expect(link).to_have_attribute("href", re.compile("^/lich-su/xuan-tan/"))
    number = link.inner_text().removeprefix("Xem ")
    link.press("Enter")
    assert chosen(page).startswith(f"{number} ")


def test_the_panel_follows_the_cursor(office):
    square(office, "xuan-tan", "15.1").click()
    office.keyboard.press("Control+Enter")
    panel = office.get_by_role("complementary", name="Chi tiết ô")
    expect(panel).to_contain_text("Xã Xuân Tân")
    assert panel.locator("svg.chart").count() == 0
    panel.get_by_text("12 số liệu gần nhất").click()
    expect(panel.locator("svg.chart")).to_be_visible()
    expect(panel.locator("svg.chart")).to_contain_text("Yêu cầu ≥")
    square(office, "xuan-tan", "11").click()
    expect(panel.locator("h2")).to_contain_text("11 ")
    expect(panel.locator("svg.chart")).to_be_visible()
    panel.get_by_role("button", name="Đóng").click()
    expect(panel).to_be_hidden()


def test_one_cell_is_confirmed_unchanged(office):
    office.get_by_label("Nguồn, minh chứng").fill("Báo cáo 51")
    square(office, "xuan-bac", "14.1").click()
    office.get_by_role("button", name="Xác nhận ô này không đổi").click()
    office.get_by_role("dialog", name="Xác nhận không đổi").get_by_role("button", name="Xác nhận").click()
    saved(square(office, "xuan-bac", "14.1"))
    expect(office.locator("[data-addr]")).to_contain_text("25/9/2017 (hôm nay)")


def test_a_phone_is_led_to_the_sheets(page_as):
    page = page_as("vpdp", (390, 844))
    page.goto("/cap-nhat/luoi/")
    expect(page.get_by_role("grid")).to_be_hidden()
    expect(page.get_by_role("link", name="phiếu của từng đơn vị")).to_be_visible()
