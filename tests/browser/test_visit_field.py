"""Ghi biên bản with a telephone: without a network and back, after a reload, beside another telephone, with photos."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW, sign_in

pytestmark = pytest.mark.usefixtures("refusals_expected")
# A small true JPEG is told by its first bytes; nothing looks further.
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 200
HONG, DAI = "xuan-hong", "xuan-dai"


def open_minutes(page: Page, place: str = HONG) -> str:
    """The form of a planned visit; gives its address."""
    page.goto(f"/kiem-tra/?xa={place}")
    page.locator("table").get_by_role("link").first.click()
    page.get_by_role("link", name="Ghi biên bản").click()
    page.wait_for_selector("[data-visit][data-ready]")
    return page.url


def go(page: Page, part: str):
    page.get_by_label("Phần của biên bản", exact=True).select_option(label=part)


def state(page: Page, label: str):
    return page.locator("[data-box]").filter(has=page.get_by_label(label, exact=True)).locator("[data-state]")


def bar(page: Page):
    return page.locator("[data-savebar] [data-say]")


@pytest.fixture
def phone(page_as) -> Page:
    return page_as("vpdp", NARROW)


def test_one_part_at_a_time_with_large_targets(phone, accessible):
    open_minutes(phone)
    expect(phone.locator(".visit-pane:visible")).to_have_count(1)
    accessible(phone)
    low = phone.locator(".visit input:visible, .visit select:visible, .visit textarea:visible, .visit .btn:visible")
    heights = low.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
    phone.get_by_role("button", name="Phần sau").click()
    expect(phone.locator(".visit-pane:visible h2")).to_have_text("15.1 Người dân tham gia BHYT")
    expect(phone.locator(".visit-pane:visible h2")).to_be_focused()
    assert phone.url.rpartition("#")[2].startswith("muc-")
    accessible(phone)


def test_what_is_typed_without_a_network_survives_a_reload_and_is_sent_when_it_is_back(phone):
    url = open_minutes(phone)
    phone.context.set_offline(True)
    phone.get_by_label("Nơi kiểm tra").fill("Nhà văn hóa xóm 2")
    phone.get_by_label("Nơi kiểm tra").press("Tab")
    expect(state(phone, "Nơi kiểm tra")).to_have_text("Chờ gửi")
    expect(bar(phone)).to_have_text("Mất kết nối. 1 ô chưa gửi, đã giữ trên máy này.")
    phone.route("**/ghi/o/", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.goto(url)
    phone.wait_for_selector("[data-visit][data-ready]")
    expect(phone.get_by_label("Nơi kiểm tra")).to_have_value("Nhà văn hóa xóm 2")
    expect(bar(phone)).to_contain_text("1 ô chưa gửi, đã giữ trên máy này.")
    phone.unroute("**/ghi/o/")
    phone.get_by_role("button", name="Gửi lại").click()
    expect(state(phone, "Nơi kiểm tra")).to_have_text(re.compile("Đã lưu"))
    expect(bar(phone)).to_have_text("Mọi nội dung đã lưu.")
    phone.reload()
    expect(phone.get_by_label("Nơi kiểm tra")).to_have_value("Nhà văn hóa xóm 2")


def held_one(phone, held):
    """The first request that was held back: it may arrive a moment after the field says that it is being sent."""
    for _ in range(100):
        if held:
            break
        phone.wait_for_timeout(20)
    return held[0]


def test_a_field_is_not_shown_as_saved_before_the_server_said_so(phone):
    open_minutes(phone)
    held = []
    phone.route("**/ghi/o/", lambda route: held.append(route))
    phone.get_by_label("Từ lúc").fill("8:30")
    phone.get_by_label("Từ lúc").press("Tab")
    expect(state(phone, "Từ lúc")).to_have_text("Đang gửi…")
    held_one(phone, held).continue_()
    expect(state(phone, "Từ lúc")).to_have_text(re.compile("Đã lưu"))


def test_a_refused_field_says_why_and_keeps_what_was_typed(phone):
    open_minutes(phone)
    phone.get_by_label("Đến lúc").fill("trưa")
    phone.get_by_label("Đến lúc").press("Tab")
    expect(state(phone, "Đến lúc")).to_have_text("Không đọc được giờ này. Nhập theo mẫu 8:30.")
    expect(phone.get_by_label("Đến lúc")).to_have_value("trưa")
    expect(bar(phone)).to_have_text("1 ô cần xem lại.")
    phone.get_by_label("Đến lúc").fill("11:30")
    phone.get_by_label("Đến lúc").press("Tab")
    expect(state(phone, "Đến lúc")).to_have_text(re.compile("Đã lưu"))


def test_two_telephones_on_one_field_show_both_texts(phone, page_as):
    open_minutes(phone, DAI)
    other = page_as("vpdp", NARROW)
    open_minutes(other, DAI)
    for page, words in ((other, "Trạm y tế"), (phone, "Trụ sở UBND xã")):
        page.get_by_label("Nơi kiểm tra").fill(words)
        page.get_by_label("Nơi kiểm tra").press("Tab")
        expect(bar(page)).not_to_contain_text("chưa gửi")
    found = state(phone, "Nơi kiểm tra")
    expect(found).to_contain_text("“Trạm y tế”")
    expect(found).to_contain_text("Của tôi: “Trụ sở UBND xã”")
    found.get_by_role("button", name="Dùng của tôi").click()
    expect(state(phone, "Nơi kiểm tra")).to_have_text(re.compile("Đã lưu"))
    other.get_by_label("Nơi kiểm tra").fill("Chợ")
    other.get_by_label("Nơi kiểm tra").press("Tab")
    state(other, "Nơi kiểm tra").get_by_role("button", name="Giữ của họ").click()
    expect(other.get_by_label("Nơi kiểm tra")).to_have_value("Trụ sở UBND xã")


def test_an_ended_session_keeps_the_draft_until_one_signs_in_again(phone):
    url = open_minutes(phone)
    go(phone, "Kết luận")
    phone.context.clear_cookies(name="sessionid")
    phone.get_by_role("textbox", name="Kết luận").fill("BHYT tăng chậm.")
    phone.get_by_role("textbox", name="Kết luận").press("Tab")
    expect(bar(phone)).to_contain_text("Phiên làm việc đã hết")
    sign_in(phone, "vpdp")
    phone.wait_for_url(lambda address: "/dang-nhap/" not in address)
    phone.goto(url)
    phone.wait_for_selector("[data-visit][data-ready]")
    expect(bar(phone)).to_have_text("Mọi nội dung đã lưu.")
    go(phone, "Kết luận")
    expect(phone.get_by_role("textbox", name="Kết luận")).to_have_value("BHYT tăng chậm.")


def test_a_photo_taken_without_a_network_is_sent_when_it_is_back(phone):
    open_minutes(phone)
    go(phone, "15.1 Người dân tham gia BHYT")
    pane = phone.locator(".visit-pane:visible")
    phone.context.set_offline(True)
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
    pane.locator('input[type="file"]').set_input_files(photo)
    expect(pane.locator("[data-photos] li")).to_have_text("anh.jpg: Chờ gửi")
    phone.context.set_offline(False)
    expect(pane.locator("[data-photos] a")).to_have_text("anh.jpg: Đã lưu")
    large = photo | {"name": "lon.jpg", "buffer": JPEG + b"\x00" * (21 * 1024 * 1024)}
    pane.locator('input[type="file"]').set_input_files(large)
    expect(pane.locator("[data-photos] li").last).to_contain_text("lớn hơn mức 20 MB")
    none = photo | {"name": "x.jpg", "buffer": b"MZ not a picture"}
    pane.locator('input[type="file"]').set_input_files(none)
    expect(pane.locator("[data-photos] li").last).to_contain_text("Không nhận loại tệp này")
    pane.get_by_role("button", name="Bỏ ảnh này").click()
    expect(pane.locator("[data-photos] li")).to_have_count(2)


def test_without_script_each_part_is_an_ordinary_form(page_as):
    url = open_minutes(page_as("vpdp"), DAI)
    page = page_as("vpdp", NARROW, script=False)
    page.goto(url)
    page.locator("#chung").get_by_label("Thành phần của đơn vị").fill("Nguyễn Văn A, Chủ tịch UBND xã")
    page.locator("#chung").get_by_role("button", name="Lưu phần này").click()
    expect(page.locator(".messages")).to_contain_text("Đã lưu.")
    expect(page.get_by_label("Thành phần của đơn vị")).to_have_value("Nguyễn Văn A, Chủ tịch UBND xã")
