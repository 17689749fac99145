"""A reminder letter, by hand: chosen, read, taken away as Word."""

from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE
from tests.reports.word_files import opened

PAGE = "/ky-bao-cao/thang-9-2017/"


def test_the_office_drafts_a_letter_from_the_period(page_as):
    office = page_as("vpdp")
    office.goto(PAGE)
    office.get_by_role("link", name="Đôn đốc…").click()
    expect(office.get_by_text("Kính gửi:")).to_be_visible()
    for box in office.locator('input[name="units"]:not([value="xuan-tan"])').all():
        box.uncheck()
    for box in office.locator('input[name="departments"]').all():
        box.uncheck()
    office.get_by_label("Hạn mới").fill("29/9/2017")
    office.get_by_role("button", name="Xem trước").click()
    expect(office.locator(".letter tbody tr")).to_have_count(1)
    with office.expect_download() as taken:
        office.get_by_role("button", name="Tải Word").click()
    assert taken.value.suggested_filename == "CongVanDonDoc_XuanTruong_2017-09.docx"
    word = opened(taken.value.path().read_bytes())
    assert any("29/9/2017" in paragraph.text for paragraph in word.paragraphs)


def test_the_office_urges_the_tasks_of_the_directive(page_as, accessible):
    office = page_as("vpdp")
    office.goto("/chi-thi/")
    office.get_by_role("link", name="Đôn đốc…").click()
    expect(office.get_by_role("heading", name="Công văn đôn đốc nhiệm vụ")).to_be_visible()
    for width, height in (WIDE, NARROW):
        office.set_viewport_size({"width": width, "height": height})
        accessible(office)
    for box in office.locator('input[name="units"]:not([value="xuan-tan"])').all():
        box.uncheck()
    office.get_by_role("button", name="Xem trước").click()
    expect(office.locator(".letter tbody tr")).to_have_count(1)
    expect(office.locator(".letter-one")).to_have_text(
        "Kính gửi: Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND xã Xuân Tân"
    )


def test_an_officer_sets_where_he_is_reminded_and_subscribes_to_his_days(page_as, refusals_expected):
    officer = page_as("xuan-tan.ntm")
    officer.goto("/nhac-viec/")
    expect(officer.locator("details.told").first).to_contain_text("Hoàn thành chỉ tiêu hộ nghèo")
    officer.get_by_label("Thư điện tử nhận nhắc việc").fill("sai")
    officer.get_by_role("button", name="Lưu").click()
    expect(officer.get_by_role("alert")).to_contain_text("Địa chỉ thư chưa đúng")
    expect(officer.get_by_label("Thư điện tử nhận nhắc việc")).to_have_value("sai")
    officer.get_by_label("Thư điện tử nhận nhắc việc").fill("can.bo@xuantan.vn")
    officer.get_by_role("button", name="Lưu").click()
    expect(officer.get_by_text("nhắc việc gửi tới can.bo@xuantan.vn")).to_be_visible()
    officer.get_by_role("button", name="Tạo địa chỉ lịch").click()
    said = officer.get_by_text("Địa chỉ lịch, chỉ hiện một lần").inner_text()
    feed = officer.request.get(said.rpartition(" ")[2])
    assert (feed.status, feed.text().startswith("BEGIN:VCALENDAR")) == (200, True)
    officer.get_by_role("button", name="Thu hồi").click()
    assert officer.request.get(said.rpartition(" ")[2]).status == 404


def test_on_a_phone_the_letter_is_read_without_scrolling_sideways(page_as):
    office = page_as("vpdp")
    office.set_viewport_size({"width": 390, "height": 844})
    office.goto(f"{PAGE}don-doc/")
    rooms = "[...document.querySelectorAll('.desk, .paper-wrap')].map((room) => room.scrollWidth - room.clientWidth)"
    assert office.evaluate(rooms) == [0, 0]
