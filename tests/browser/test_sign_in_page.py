"""The door of the portal: who comes in, who is asked to wait, and what a late page keeps."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE, sign_in


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_anyone_can_read_the_sign_in_page(size, open_page, accessible):
    page = open_page(size)
    page.goto("/")
    assert page.url.endswith("/dang-nhap/?next=/")
    expect(page.get_by_label("Mật khẩu")).to_have_attribute("type", "password")
    accessible(page)


@pytest.mark.parametrize(
    ("who", "address"),
    [("vpdp", "/"), ("lanhdao", "/"), ("xuan-tan.bithu", "/xa/xuan-tan/"), ("phong.bhxh", "/tieu-chi/")],
)
def test_signing_in_leads_to_where_the_work_is(who, address, open_page, portal):
    page = open_page()
    sign_in(page, who)
    expect(page).to_have_url(portal + address)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


def test_signing_out_ends_at_the_door(page_as):
    page = page_as("quantri")
    page.goto("/")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_five_wrong_passwords_lock_the_account_and_say_until_when(open_page, accessible):
    page = open_page()
    for left in (4, 3, 2, 1):
        sign_in(page, "mttq", "khong-phai-mat-khau")
        expect(page.get_by_role("alert")).to_contain_text(re.compile(f"mật khẩu chưa đúng.*Còn 0{left} lần thử", re.S))
    sign_in(page, "mttq", "khong-phai-mat-khau")
    expect(page.get_by_role("heading", name="Tài khoản tạm khóa")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"quá nhiều lần\..*từ \d\d:\d\d\.", re.S))
    accessible(page)
    sign_in(page, "mttq")
    expect(page.get_by_role("heading", name="Tài khoản tạm khóa")).to_be_visible()
    open_page.complaints.clear()
