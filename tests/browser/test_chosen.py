"""What a reader chooses and keeps: several forms in one workbook or a package; a view under a name."""

import zipfile
from io import BytesIO

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
    page.get_by_role("link", name="Thẻ bảo hiểm còn thiếu").click()
    assert page.url.endswith(address)
    page.goto("/cach-xem/")
    page.get_by_role("button", name="Bỏ cách xem Thẻ bảo hiểm còn thiếu").click()
    expect(page.get_by_text("Đã bỏ cách xem")).to_be_visible()
    expect(page.get_by_role("link", name="Thẻ bảo hiểm còn thiếu")).to_have_count(0)
