"""What a reader chooses and keeps: several forms in one workbook or a package; a view under a name."""

import zipfile
from io import BytesIO
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.hands import NARROW


def book(download) -> BytesIO:
    """The workbook that came down, whatever the browser calls its file."""
    return BytesIO(download.path().read_bytes())


def test_several_forms_are_seen_together_and_taken_in_one_workbook_or_a_package(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/")
    for name in ("03 Tổng hợp", "09 Nợ đọng"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator(".desk-pieces a")).to_have_count(2)
    page.locator(".desk-pieces a").nth(1).click()
    expect(page.locator(".desk-pieces a[aria-current]")).to_contain_text("Biểu 09")
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel", exact=True).click()
    assert [sheet.title for sheet in load_workbook(book(download.value)).worksheets] == ["Biểu 03", "Biểu 09"]
    page.get_by_role("button", name="Gói .zip").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải gói .zip").click()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "2")
    with zipfile.ZipFile(download.value.path()) as package:
        assert len(package.namelist()) == 2


def test_a_view_is_kept_under_a_name_opened_again_and_dropped(page_as, accessible):
    page = page_as("lanhdao", NARROW)
    address = "/bang/?cot=so,tc-15,ct-15.1&xep=ct-15.1&loc=chua-dat"
    page.goto(address)
    page.get_by_role("button", name="Danh mục").click()
    page.get_by_role("link", name="Lưu cách xem này").click()
    page.get_by_role("button", name="Lưu cách xem").click()
    expect(page.get_by_text("Đặt tên để sau này tìm lại")).to_be_visible()
    page.get_by_label("Tên cách xem").fill("Thẻ bảo hiểm còn thiếu")
    page.get_by_role("button", name="Lưu cách xem").click()
    expect(page.get_by_text("Đã lưu cách xem “Thẻ bảo hiểm còn thiếu”.")).to_be_visible()
    assert page.url.endswith(address)
    page.goto("/cach-xem/")
    accessible(page)
    page.get_by_role("link", name="Thẻ bảo hiểm còn thiếu", exact=True).click()
    assert page.url.endswith(address)
    page.goto("/cach-xem/")
    page.get_by_role("button", name="Bỏ cách xem Thẻ bảo hiểm còn thiếu").click()
    expect(page.get_by_text("Đã bỏ cách xem")).to_be_visible()
    expect(page.get_by_role("link", name="Thẻ bảo hiểm còn thiếu")).to_have_count(0)


def test_a_page_opens_by_the_default_view_and_the_whole_page_stays_in_reach(page_as, accessible, portal):
    page = page_as("vphu")
    page.goto("/suy-giam/?tc=19")
    # by keyboard alone: the menu of the account, the name, the tick, the button
    page.locator(".who summary").focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_label("Tên cách xem")).to_be_focused()
    page.keyboard.type("An ninh")
    for key in ("Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("Đang xem theo cách xem mặc định “An ninh”.")).to_be_visible()
    page.goto("/kiem-tra/")
    menu = page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Suy giảm")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{portal}/suy-giam/?tc=19")
    accessible(page)
    page.get_by_role("link", name="Xóa bộ lọc").first.click()
    expect(page).to_have_url(f"{portal}/suy-giam/")
    expect(page.get_by_text("Đang xem đầy đủ.")).to_be_visible()
    page.reload()
    expect(page).to_have_url(f"{portal}/suy-giam/")
    page.go_back()
    expect(page).to_have_url(f"{portal}/suy-giam/?tc=19")
    page.go_back()
    expect(page).to_have_url(f"{portal}/kiem-tra/")
    page.goto("/suy-giam/")
    page.get_by_role("link", name="Xem đầy đủ").click()
    expect(page).to_have_url(f"{portal}/suy-giam/?day-du")
    accessible(page)
    page.get_by_role("button", name="Bỏ mặc định").click()
    expect(page.get_by_text("không còn mở theo cách xem “An ninh”")).to_be_visible()
    expect(page).to_have_url(f"{portal}/suy-giam/?day-du")
    page.goto("/suy-giam/")
    expect(page).to_have_url(f"{portal}/suy-giam/")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_view_is_renamed_and_overwritten_where_it_stands(script, page_as, accessible, portal):
    page = page_as("phutrach" if script else "tochuc", NARROW, script=script)
    look = accessible if script else (lambda page: None)  # the one who looks is a script himself
    for name, address in (("Hộ nghèo", "/bang/?cot=ct-11"), ("Thẻ", "/bang/?cot=ct-15.1")):
        page.goto(f"/cach-xem/?trang={quote(address)}")
        page.get_by_label("Tên cách xem").fill(name)
        page.get_by_label("Mở trang này theo cách xem này").check()
        page.get_by_role("button", name="Lưu cách xem").click()
    page.goto("/cach-xem/")
    page.get_by_role("link", name="Đổi tên cách xem Thẻ").click()
    page.get_by_label("Tên mới của “Thẻ”").fill("Hộ nghèo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Đã có một cách xem mang tên này")
    expect(page.get_by_label("Tên mới của “Thẻ”")).to_have_value("Hộ nghèo")
    look(page)
    page.get_by_label("Tên mới của “Thẻ”").fill("Thẻ bảo hiểm")
    page.get_by_role("button", name="Lưu tên").click()
    expect(page.get_by_text("Đã đổi tên thành “Thẻ bảo hiểm”.")).to_be_visible()
    page.goto(f"/cach-xem/?trang={quote('/bang/?cot=so')}")
    look(page)
    page.get_by_role("button", name="Ghi đè bằng trang này thay cho Thẻ bảo hiểm").click()
    expect(page.get_by_text("Đã ghi đè cách xem “Thẻ bảo hiểm”.")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy lại như trước")).to_be_visible()
    look(page)
    page.goto("/bang/")
    expect(page).to_have_url(f"{portal}/bang/?cot=so")
    expect(page.get_by_text("Đang xem theo cách xem mặc định “Thẻ bảo hiểm”.")).to_be_visible()
    look(page)
    page.goto("/cach-xem/")
    page.get_by_role("button", name="Đặt mặc định Hộ nghèo").click()
    page.goto("/bang/")
    expect(page).to_have_url(f"{portal}/bang/?cot=ct-11")
