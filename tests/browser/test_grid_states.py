"""A cell is never shown as saved before the server said so, and nothing typed is ever lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import sign_in
from tests.browser.luoi import at, bar, cell, figures, open_sheet, saved, type_in

pytestmark = pytest.mark.usefixtures("refusals_expected")
WAITS, FAILS, REFUSED = re.compile("cs-wait"), re.compile("cs-fail"), re.compile("cs-invalid")
SENDS = re.compile("cs-sending")


def ratios(page) -> list[str]:
    """Numbers of the rows with two numbers, in order."""
    return page.locator("tr[data-k=ratio]").evaluate_all("rows => rows.map((row) => row.dataset.i)")


def test_a_cell_is_sending_until_the_server_answers(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    held = []
    page.route("**/o/", lambda route: held.append(route))
    found = type_in(page, "12", "2801/3000")
    expect(found).to_have_class(SENDS)
    expect(bar(page)).to_contain_text("01 ô chưa lưu")
    held[0].continue_()
    saved(found)
    expect(bar(page)).to_contain_text("Mọi ô đã lưu.")


def test_the_network_cut_in_the_middle_of_a_whole_sheet(page_as):
    page = page_as("vpdp")
    open_sheet(page, "xuan-hong", "tham-tra")
    numbers = page.locator("tr[data-i]:not([data-k=parts])").evaluate_all("rows => rows.map((row) => row.dataset.i)")
    assert len(numbers) >= 49
    for count, number in enumerate(numbers[:49]):
        kind = page.locator(f'tr[data-i="{number}"]').get_attribute("data-k")
        at(page, number, "tu" if kind == "ratio" else "kq")
        if count == 20:
            page.context.set_offline(True)
        page.keyboard.type({"ratio": "97/100", "yes_no": "d"}.get(kind, "41"))
        page.keyboard.press("Enter")
    expect(bar(page)).to_contain_text(re.compile(r"chờ gửi"))
    expect(bar(page)).to_contain_text("Mất kết nối. Số liệu vẫn giữ trên máy này.")
    page.context.set_offline(False)
    expect(bar(page).locator("[data-count=waiting]")).to_be_hidden(timeout=60_000)
    grid = page.get_by_role("grid")
    assert grid.locator(".cs-wait, .cs-sending, .cs-fail").count() == 0
    assert grid.locator("tr[data-i]:has(.cs-saved), tr[data-i]:has(.cs-warn)").count() == 49


def test_unsent_cells_outlive_the_page(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    page.context.set_offline(True)
    type_in(page, "9.2", "1951/2119")
    expect(cell(page, "9.2", "tu")).to_have_class(WAITS)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route("**/o/", lambda route: route.abort())
    page.context.set_offline(False)
    open_sheet(page)
    assert asked == ["beforeunload"]
    expect(cell(page, "9.2", "tu")).to_have_text("1951")
    expect(cell(page, "9.2", "tu")).to_have_class(WAITS)
    expect(page.get_by_role("button", name="Gửi lại")).to_be_visible()
    page.unroute("**/o/")
    saved(cell(page, "9.2", "tu"))
    assert len([row for row in figures(page, "xuan-tan", "9.2") if "1.951/2.119" in row]) == 1


def test_a_cell_stored_without_an_answer_is_not_stored_twice(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)

    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/o/", lose_the_first_answer)
    type_in(page, "14.2", "91/99")
    # It is sent again by itself, after a while.
    saved(cell(page, "14.2", "tu"))
    assert lost == [200]
    assert len([row for row in figures(page, "xuan-tan", "14.2") if "91/99" in row]) == 1


def test_a_busy_server_is_asked_again(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    answers = iter([503, 502])

    def busy(route):
        status = next(answers, None)
        if status:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    page.route("**/o/", busy)
    found = type_in(page, "12", "2805/3000")
    expect(found).to_have_class(FAILS)
    expect(bar(page)).to_contain_text("1 gửi lỗi")
    saved(found)


@pytest.mark.parametrize("status", [400, 404])
def test_a_final_fault_stops_at_the_cell(status, page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    page.route("**/o/", lambda route: route.fulfill(status=status, body=""))
    found = type_in(page, "12", "2806/3000")
    expect(found).to_have_class(REFUSED)
    expect(bar(page)).to_contain_text("1 bị từ chối")
    page.keyboard.press("Control+Home")
    bar(page).get_by_role("button", name="1 bị từ chối").click()
    expect(found).to_be_focused()
    page.keyboard.press("Escape")
    expect(bar(page)).to_contain_text("Chưa sửa ô nào.")


def test_a_locked_cell_says_why(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    said = {"code": "locked", "sentences": ["Kỳ tháng 9/2017 đã chốt. Hỏi văn phòng điều phối huyện."]}
    page.route("**/o/", lambda route: route.fulfill(status=403, json=said))
    found = type_in(page, "12", "2809/3000")
    expect(found).to_have_class(re.compile("cs-locked"))
    expect(page.locator(".msgrow")).to_contain_text("Kỳ tháng 9/2017 đã chốt. Hỏi văn phòng điều phối huyện. Chưa lưu.")


def test_what_is_typed_while_the_answer_is_under_way_is_kept_and_sent_after_it(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    held = []
    page.route("**/o/", lambda route: held.append(route))
    found = type_in(page, "15.3", "100/969", "tu", "Shift+Enter")
    expect(found).to_have_class(SENDS)
    at(page, "15.3", "tu")
    page.keyboard.type("101/96")
    held[0].continue_()
    page.unroute("**/o/")
    expect(bar(page).locator("[data-count=waiting]")).to_be_hidden()
    expect(page.locator(".gedit")).to_have_value("101/96")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(found).to_have_text("101")
    saved(found)
    rows = figures(page, "xuan-tan", "15.3")
    assert [sum(pair in row for row in rows) for pair in ("100/969", "101/969")] == [1, 1]


def test_an_ended_session_is_left_by_signing_in_on_the_spot(page_as, open_page):
    page = open_page()
    sign_in(page, "xuan-thuy.ntm")
    page.wait_for_url(lambda address: "/dang-nhap/" not in address)
    open_sheet(page, "xuan-thuy")
    page.context.clear_cookies(name="sessionid")
    found = type_in(page, "12", "2807/3000")
    box = page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(box).to_contain_text("chưa lưu")
    expect(found).to_have_class(WAITS)
    box.get_by_label("Mật khẩu").fill("nhầm rồi")
    box.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    expect(box).to_contain_text("chưa đúng")
    box.get_by_label("Mật khẩu").fill("Mua-gat-2017")
    box.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    saved(found)
    expect(box).to_be_hidden()


def test_what_one_person_typed_is_never_sent_under_another_name(open_page):
    page = open_page()
    sign_in(page, "xuan-tan.ntm")
    page.wait_for_url(lambda address: "/dang-nhap/" not in address)
    open_sheet(page)
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    sign_in(other, "xuan-tan.bithu")
    other.wait_for_url(lambda address: "/dang-nhap/" not in address)
    found = type_in(page, "12", "2808/3000")
    expect(found).to_have_class(WAITS)
    expect(page.locator("[data-net]")).to_contain_text("đang đăng nhập bằng tài khoản khác")
    open_sheet(other)
    expect(other.locator("[data-net]")).to_contain_text("Máy này còn giữ 01 ô chưa gửi của tài khoản khác.")
    expect(cell(other, "12", "tu")).not_to_have_class(WAITS)
    assert not any("2.808/3.000" in row for row in figures(other, "xuan-tan", "12"))


def test_two_browsers_on_one_cell(page_as):
    office, department = page_as("vpdp"), page_as("phong.lao-dong")
    for page in (office, department):
        open_sheet(page, "xuan-dai", "tham-tra")
    saved(type_in(department, "11", "45/2119"))
    found = type_in(office, "11", "50/2119")
    expect(found).to_have_class(REFUSED)
    said = office.locator(".msgrow")
    expect(said).to_contain_text("Phòng LĐ-TB&XH (minh họa) đã ghi 2,12% (45/2.119)")
    said.get_by_role("button", name="Chọn giữ số nào").click()
    box = office.get_by_role("dialog", name="Có số mới hơn ở ô này")
    expect(box).to_contain_text("Số gõ ở đây: 2,36% (50/2.119)")
    box.get_by_role("button", name="Dùng của tôi").click()
    expect(box).to_contain_text("Nêu lý do.")
    box.get_by_label("Lý do dùng số của mình").fill("Đã trừ hộ chuyển đi")
    box.get_by_role("button", name="Dùng của tôi").click()
    saved(found)

    found = type_in(department, "11", "46/2119")
    department.locator(".msgrow").get_by_role("button", name="Chọn giữ số nào").click()
    department.get_by_role("dialog").get_by_role("button", name="Giữ của họ").click()
    expect(cell(department, "11", "tu")).to_have_text("50")
    rows = figures(office, "xuan-dai", "11")
    assert any("50/2.119" in row and "Đã trừ hộ chuyển đi" in row for row in rows)
    assert not any("46/2.119" in row for row in rows)


def test_nearly_met_asks_for_its_reason_and_day(page_as):
    page = page_as("vpdp")
    open_sheet(page, "xuan-phong", "tham-tra")
    found = type_in(page, "13.1", "cb", "kq")
    expect(found).to_have_class(REFUSED)
    page.locator(".msgrow").get_by_role("button", name="Nêu lý do").click()
    box = page.get_by_role("dialog")
    box.get_by_label("Lý do").fill("Đang hoàn thiện hồ sơ")
    box.get_by_label("Hạn hoàn thành").fill("31/12/2017")
    box.get_by_role("button", name="Ghi").click()
    expect(found).to_have_text("Cơ bản đạt")
    saved(found)


def test_the_whole_sheet_is_confirmed_unchanged(page_as):
    page = page_as("xuan-tan.bithu")
    open_sheet(page)
    page.get_by_label("Nguồn, minh chứng").fill("Báo cáo 50/BC-UBND")
    page.get_by_role("button", name="Xác nhận không đổi…").click()
    box = page.get_by_role("dialog", name="Xác nhận không đổi")
    expect(box).to_contain_text("vẫn đúng vào ngày 25/9/2017, theo Báo cáo 50/BC-UBND.")
    box.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("[data-net]")).to_contain_text("chỉ tiêu không đổi vào ngày 25/9/2017")
    expect(page.locator('tr[data-i="10"] .when')).to_contain_text("hôm nay")
    assert any("Xác nhận không đổi so với số liệu ngày" in row for row in figures(page, "xuan-tan", "10"))


def test_a_warning_stays_at_its_row_when_the_cursor_has_moved_on(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    found = type_in(page, "14.3", "900/2827")
    expect(found).to_have_class(re.compile("cs-warn"))
    warning = page.locator('tr[data-i="14.3"] + tr.msg-warn')
    expect(warning).to_contain_text("Giảm hơn 20%")
    expect(page.get_by_role("link", name="Gửi huyện…")).to_have_attribute("href", "/gui-huyen/xuan-tan/")
    saved(type_in(page, "14.3", "1442/2827"))
