"""With JavaScript switched off the work can be done all the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE, box, message_at, save, sign_in


def test_signing_in_and_the_overview_need_no_script(open_page, portal):
    page = open_page(script=False)
    sign_in(page, "vpdp")
    expect(page).to_have_url(f"{portal}/")
    expect(page.locator("#ma-tran tbody tr")).to_have_count(20)
    page.get_by_role("link", name="Chưa đủ 19").click()
    expect(page.locator("#ma-tran tbody tr")).to_have_count(11)
    page.locator("#ma-tran tbody tr", has_text="Xuân Tân").locator("a.is-notmet").click()
    expect(page).to_have_url(f"{portal}/xa/xuan-tan/#tc-11")


def test_a_figure_is_refused_corrected_and_saved_without_script(page_as):
    page = page_as("vpdp", script=False)
    page.goto("/cap-nhat/xuan-ninh/")
    box(page, "15.3-tu").fill("trẻ")
    box(page, "15.3-mau").fill("969")
    save(page)
    expect(message_at(page, "15.3")).to_be_visible()
    expect(box(page, "15.3-tu")).to_have_value("trẻ")
    box(page, "15.3-tu").fill("134")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("15.3: Chưa đạt → Đạt")


def test_the_dates_the_folded_criteria_and_the_forms_need_no_script(page_as):
    page = page_as("lanhdao", script=False)
    page.goto("/xa/xuan-tan/")
    page.get_by_label("Số liệu đến").fill("31/8/2017")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("main")).to_contain_text("82,15%")
    page.locator("#tc-1 > details > summary").click()
    expect(page.locator("#tc-1")).to_contain_text("1.2")
    page.goto("/bao-cao/")
    page.get_by_label("03 Tổng hợp").uncheck()
    page.get_by_label("06 Ba chỉ tiêu").check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator(".paper")).to_contain_text("Biểu số 06")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_the_menu_opens_without_script(size, page_as, portal):
    page = page_as("vpdp", size, script=False)
    page.goto("/")
    if size == NARROW:
        page.locator(".menu-btn").click()
    page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Tiêu chí huyện").click()
    expect(page).to_have_url(f"{portal}/huyen/")


def test_signing_out_needs_no_script(page_as):
    page = page_as("mttq", script=False)
    page.goto("/")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_a_page_typed_in_a_session_that_ended_is_kept_without_script(page_as, open_page):
    page = page_as("vpdp", script=False)
    page.goto("/cap-nhat/xuan-thanh/")
    box(page, "12-tu").fill("2600")
    box(page, "12-mau").fill("2700")
    page.context.clear_cookies(name="sessionid")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiên làm việc đã hết")
    page.get_by_label("Tên đăng nhập").fill("vpdp")
    page.get_by_label("Mật khẩu").fill("Mua-gat-2017")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Gửi tiếp số liệu vừa nhập").click()
    expect(page.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu")
    open_page.complaints.clear()
