"""Poor households by hand: worked out while typed, corrected; a table pasted; a fault said at its box."""

import pytest
from playwright.sync_api import expect

OWN, PASTE = "/bien-dong-ho-ngheo/xuan-phu/?nam=2017", "/bien-dong-ho-ngheo/dan/?nam=2017"


def test_an_officer_sees_the_end_worked_out_and_corrects_a_count(page_as):
    page = page_as("xuan-phu.ntm")
    page.goto(OWN)
    poor_end, worked_out = page.locator("#id_poor_end"), page.locator('[data-worked="POOR"]')
    right = poor_end.input_value()
    expect(worked_out).to_have_text(right)
    poor_end.fill(str(int(right) + 1))
    expect(worked_out).to_have_text(f"{right}, khác số cuối kỳ")
    page.get_by_label("Ngày rà soát").fill("18/9/2017")
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.get_by_text("Ngày 18/9/2017 đã có số liệu đang dùng: ghi lý do đính chính")).to_be_visible()
    expect(poor_end).to_have_value(str(int(right) + 1))
    page.get_by_label("Lý do đính chính").fill("Rà soát lại xóm 2")
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.get_by_text("Đã ghi biến động hộ nghèo năm 2017 của xã Xuân Phú.")).to_be_visible()
    expect(page.locator(".callout-warn").first).to_contain_text("mà đầu năm")
    page.get_by_role("link", name="Xem chỉ tiêu 11").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lịch sử chỉ tiêu 11")


def test_keys_move_along_a_column_as_in_a_spreadsheet(page_as):
    page = page_as("xuan-phu.ntm")
    page.goto(OWN)
    page.locator("#id_near_new").click()
    for key, box in (("Enter", "near_end"), ("ArrowUp", "near_new"), ("ArrowDown", "near_end")):
        page.keyboard.press(key)
        expect(page.locator(f"#id_{box}")).to_be_focused()
    page.locator("#id_poor_start").click()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("2782")
    expect(page.locator("#id_households")).to_have_value("2782")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#id_households")).to_be_focused()


def test_without_script_the_server_works_the_end_out(page_as):
    page = page_as("xuan-phu.ntm", script=False)
    page.goto(OWN)
    page.get_by_label("Ngày rà soát").fill("20/9/2017")
    page.locator("#id_near_end").fill("1")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_text("cuối kỳ ghi 1, mà đầu năm")).to_be_visible()


def test_the_labour_department_pastes_a_table_looks_and_stores_it(page_as):
    page = page_as("phong.lao-dong")
    page.goto("/cap-nhat/")
    page.get_by_role("link", name="Biến động hộ nghèo").click()
    page.get_by_role("link", name="Dán bảng, đọc tệp").click()
    page.get_by_label("Ngày rà soát").fill("22/9/2017")
    rows = ("Xuân Vinh\t3.386\t78\t24\t1\t2\t57\t-\t143\t22\t-\t3\t124\t-", "Xuân Nào Đó\t3.386" + "\t1" * 12)
    page.get_by_label("Bảng dán từ Excel").fill("\n".join(rows))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("01 dòng sẽ ghi, 0 dòng không đổi, 01 dòng bị từ chối")).to_be_visible()
    page.get_by_role("button", name="Ghi 01 dòng đúng").click()
    expect(page.get_by_text("Đã ghi biến động hộ nghèo năm 2017 của 01 đơn vị.")).to_be_visible()


@pytest.mark.usefixtures("refusals_expected")
def test_words_in_the_box_of_the_numerator_are_refused_there(page_as):
    page = page_as("xuan-tan.ntm")
    page.goto("/cap-nhat/xuan-tan/luoi/")
    page.locator("[data-grid][data-ready]").wait_for()
    row = page.locator('tr[data-i="11"]')
    row.locator('[data-b="tu"]').click()
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    expect(row.locator("xpath=following-sibling::tr[1]")).to_contain_text("Tử số: “abc” không phải là số.")
    expect(row.locator('[data-b="tu"]')).to_contain_text("abc")
    expect(row.locator('[data-b="kq"]')).to_have_text("")
