"""The frame on a desk and on a telephone: menu, gallery, errors, administration, and a session that ended."""

import pytest
from playwright.sync_api import expect

from criteria.actions.demo.people import PASSWORD

SIZES = pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "telephone"])
ADMIN_PAGES = [
    "/quan-tri/",
    "/quan-tri/accounts/user/",
    "/quan-tri/accounts/user/add/",
    "/quan-tri/accounts/user/1/change/",
    "/quan-tri/accounts/user/1/history/",
    "/quan-tri/accounts/user/1/password/",
    "/quan-tri/accounts/auditentry/",
    "/quan-tri/communes/unit/",
    "/quan-tri/communes/appointment/add/",
    "/quan-tri/reports/letterheadsetting/add/",
]


@SIZES
def test_every_component_can_be_read_by_everyone(size, page_as, accessible):
    page = page_as("vpdp", size)
    page.goto("/thanh-phan/")
    accessible(page)


@SIZES
def test_one_can_change_ones_password(size, page_as, accessible):
    page = page_as("vpdp", size)
    page.goto("/doi-mat-khau/")
    accessible(page)


def test_a_telephone_opens_the_menu_as_a_drawer(page_as, accessible):
    page = page_as("vpdp", (390, 844))
    page.goto("/doi-mat-khau/")
    page.click(".menu-btn")
    page.wait_for_selector("#menu.show:not(.showing)")
    accessible(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("#menu:not(.show)", state="hidden")


def test_ones_own_menu_opens_and_signs_out(page_as):
    page = page_as("lanhdao")
    page.goto("/doi-mat-khau/")
    page.click("details.who > summary")
    page.click(".who-menu button")
    page.wait_for_url("**/dang-nhap/")


def test_ones_own_menu_closes_by_escape_and_when_one_goes_on(page_as):
    page = page_as("vpdp")
    page.goto("/bang/")
    menu, head = page.locator("details.who"), page.locator("details.who > summary")
    head.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(head).to_be_focused()
    head.press("Enter")
    page.get_by_role("link", name="Xuất Excel").focus()
    expect(menu).not_to_have_attribute("open", "")
    head.click()
    page.get_by_role("heading", name="Bảng tự chọn").click()
    expect(menu).not_to_have_attribute("open", "")


@SIZES
def test_a_page_that_is_not_there_says_so(size, page_as, accessible, open_page):
    page = page_as("vpdp", size)
    page.goto("/khong-co/")
    assert page.locator("h1").inner_text() == "Không có trang này"
    accessible(page)
    expected = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert set(open_page.complaints) == {expected}
    open_page.complaints.clear()


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_the_administration_pages_keep_the_content_policy(path, page_as, accessible, open_page):
    page = page_as("quantri")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert open_page.complaints == []
    accessible(page)
    open_page.complaints.clear()  # axe itself writes styles into pages with searchable choices


def test_figures_typed_in_a_session_that_ended_are_sent_after_signing_in_again(page_as, open_page, accessible):
    page = page_as("vpdp")
    page.goto("/cap-nhat/huyen/")
    note = page.locator(".cellin:visible").last
    note.fill("gõ trước khi hết phiên")
    page.context.clear_cookies(name="sessionid")
    page.click(".savebar .btn-primary")
    assert page.locator("h1").inner_text() == "Phiên làm việc đã hết"
    accessible(page)
    page.fill("input[name=username]", "vpdp")
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    accessible(page)
    page.click("text=Gửi tiếp số liệu vừa nhập")
    page.wait_for_url("**/cap-nhat/huyen/")
    assert page.locator("input[value='gõ trước khi hết phiên']").count() == 1
    open_page.complaints.clear()  # the sign-in in place is a 403
