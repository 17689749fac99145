"""A sheet on its way, by hand: sent by the secretary, returned cell by cell, answered, confirmed."""

from playwright.sync_api import expect

from tests.browser.hands import NARROW, box, save
from tests.browser.luoi import at, bar, cell, open_sheet

QUEUE = "/tham-tra/?xa=xuan-tan"
REASON = "Biên bản rà soát ghi khác: đối chiếu sổ hộ nghèo."


def test_a_sheet_is_sent_returned_answered_and_confirmed(page_as):
    head = page_as("xuan-tan.bithu")
    head.goto("/viec-cua-toi/")
    head.get_by_role("link", name="Duyệt, gửi").click()
    head.get_by_label("Lý do vẫn gửi khi còn 02 ô phải xem lại").fill("Đã đối chiếu biên bản rà soát")
    head.get_by_role("button", name="Duyệt và gửi huyện").click()
    expect(head.get_by_text("Đã gửi phiếu kỳ tháng 9/2017 của xã Xuân Tân.")).to_be_visible()
    head.goto("/cap-nhat/xuan-tan/")
    expect(box(head, "11-tu")).to_be_disabled()

    labour = page_as("phong.lao-dong")
    labour.goto(f"{QUEUE}&the=da-xac-nhan")
    labour.get_by_role("link", name="Trả lại… Xuân Tân, 11").click()
    labour.get_by_label("Lý do trả lại").fill(REASON)
    labour.get_by_role("button", name="Trả lại xã").click()
    expect(labour.get_by_text("Đã trả lại 01 ô. Các ô khác của xã vẫn khóa.")).to_be_visible()

    officer = page_as("xuan-tan.ntm", NARROW)
    officer.goto("/viec-cua-toi/")
    expect(officer.get_by_text(REASON)).to_be_visible()
    officer.goto("/cap-nhat/xuan-tan/")
    expect(box(officer, "12-tu")).to_be_disabled()
    box(officer, "11-tu").fill("40")
    box(officer, "11-mau").fill("2470")
    officer.get_by_label("Nguồn, minh chứng", exact=True).first.fill("Sổ hộ nghèo 9/2017")
    save(officer)
    expect(officer.get_by_text("Đã lưu 01 chỉ tiêu của xã Xuân Tân.")).to_be_visible()

    head.goto("/gui-huyen/xuan-tan/")
    head.get_by_role("button", name="Gửi trả lời").click()
    expect(head.get_by_text("Đã trả lời 01 ô")).to_be_visible()

    labour.goto(f"{QUEUE}&the=da-tra-loi")
    expect(labour.get_by_text("Xã trả lời:")).to_be_visible()


def test_a_locked_cell_of_the_grid_takes_no_typing_and_says_whom_to_ask(page_as):
    officer = page_as("xuan-hong.ntm")
    open_sheet(officer, "xuan-hong")
    before = cell(officer, "12", "tu").inner_text()
    at(officer, "12", "tu")
    officer.keyboard.type("5")
    officer.keyboard.press("Enter")
    said = "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017. Muốn sửa, đề nghị"
    expect(bar(officer).get_by_text(said).first).to_be_visible()
    expect(cell(officer, "12", "tu")).to_have_text(before)
    came_back = officer.locator("tr.msgrow", has_text="Lý do trả lại: Bảng tổng hợp của BHXH huyện")
    expect(came_back).to_be_visible()


def test_ticked_cells_are_confirmed_with_one_button(page_as):
    office = page_as("vpdp")
    office.goto("/tham-tra/?the=cho-tham-tra")
    office.get_by_label("Chọn TT. Xuân Trường, 14.2").check()
    office.get_by_label("Chọn Xuân Vinh, 3.1").check()
    office.get_by_role("button", name="Xác nhận các ô đã chọn").click()
    expect(office.get_by_text("Đã xác nhận 02 ô của 02 xã, thị trấn.")).to_be_visible()
