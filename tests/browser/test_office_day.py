"""A day of the district office: look, type, be corrected, save, see what it changed, take the workbook along."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.hands import box, message_at, save, show


@pytest.fixture
def sheet(page_as) -> Page:
    """Xuân Tân's sheet, reached from the overview by links alone."""
    page = page_as("vpdp")
    page.goto("/")
    page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Cập nhật số liệu").click()
    page.get_by_role("link", name="Xã Xuân Tân").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thẩm tra 49 chỉ tiêu, xã Xuân Tân")
    return page


WRONG = [
    ("15.1-tu", "abc", "là số"),
    ("15.1-tu", "-5", "âm"),
    ("15.1-tu", "1.234,5", "số nguyên"),
    ("15.1-tu", "9999", "lớn hơn mẫu số"),
    ("15.1-kq", "120", "từ 0 đến 100"),
    ("15.1-ngay", "31/9/2017", "Tháng 9 chỉ có 30 ngày"),
    ("15.1-ngay", "26/9/2017", "sau ngày hôm nay (25/9/2017)"),
]


@pytest.mark.parametrize(("name", "typed", "why"), WRONG, ids=[f"{name} {typed}" for name, typed, _ in WRONG])
def test_a_wrong_row_is_refused_at_its_row_and_stays_as_typed(name, typed, why, sheet):
    good = {"15.1-tu": "4905", "15.1-mau": "5770"} | {name: typed}
    for each, words in good.items():
        box(sheet, each).fill(words)
    save(sheet)
    expect(message_at(sheet, "15.1")).to_contain_text(why)
    for each, words in good.items():
        expect(box(sheet, each)).to_have_value(words)
    expect(sheet.locator(".savebar")).to_contain_text("01 dòng chưa lưu được")


def test_an_ambiguous_number_is_asked_about(sheet):
    box(sheet, "10-kq").fill("1.234")
    save(sheet)
    expect(message_at(sheet, "10")).to_contain_text("gõ 1234 hoặc 1,234")
    expect(box(sheet, "10-kq")).to_have_value("1.234")


def test_the_right_rows_may_be_saved_while_a_wrong_one_waits(sheet):
    sheet.locator("#chung-nguon").fill("Báo cáo số 41/BC-UBND")
    box(sheet, "10-kq").fill("38,4")
    box(sheet, "12-tu").fill("abc")
    box(sheet, "12-mau").fill("3000")
    save(sheet)
    sheet.get_by_role("button", name="Lưu 01 dòng đúng").click()
    expect(sheet.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu của xã Xuân Tân")
    expect(box(sheet, "12-tu")).to_have_value("abc")
    expect(box(sheet, "10-kq")).to_have_value("")


def test_a_corrected_figure_is_saved_and_seen_everywhere(sheet, portal, picture):
    box(sheet, "15.1-tu").fill("49050")
    box(sheet, "15.1-mau").fill("5770")
    save(sheet)
    expect(message_at(sheet, "15.1")).to_contain_text("Tử số 49.050 lớn hơn mẫu số 5.770.")
    show(sheet, "15.1")
    picture(sheet, "nhap-bao-loi")
    box(sheet, "15.1-tu").fill("4905")
    box(sheet, "15.1-nguon").fill("Công văn 125/BHXH, 25/9/2017")
    save(sheet)
    told = sheet.get_by_role("main")
    expect(told).to_contain_text(
        "Đã lưu 01 chỉ tiêu của xã Xuân Tân. 15.1: Cơ bản đạt → Đạt. Tiêu chí 15: Cơ bản đạt → Đạt."
    )
    picture(sheet, "nhap-da-luu")

    sheet.get_by_role("link", name="Xem trang kết quả").click()
    expect(sheet).to_have_url(f"{portal}/xa/xuan-tan/")
    expect(sheet.get_by_role("main")).to_contain_text("18/19")
    expect(sheet.get_by_role("navigation", name="Các tiêu chí").locator("a").nth(14)).to_contain_text("Đ")
    expect(sheet.locator(".done-tasks")).to_contain_text("15.1 Người dân tham gia BHYT")

    sheet.goto("/")
    expect(sheet.locator("#ma-tran tbody tr", has_text="Xuân Tân").locator(".tot-main")).to_have_text("18")
    expect(sheet.locator(".due article").nth(1).locator(".gap-num")).to_contain_text("ở 04 xã")
    expect(sheet.locator(".due article").nth(1)).not_to_contain_text("Xuân Tân")

    sheet.goto("/lich-su/xuan-tan/15.1/")
    newest = sheet.locator("table.history tbody tr").first
    expect(newest).to_contain_text("25/9/2017")
    expect(newest).to_contain_text("4.905/5.770 người")
    expect(newest).to_contain_text("Công văn 125/BHXH, 25/9/2017")
    expect(newest).to_contain_text(re.compile(r"Trần Thị Bình \(minh họa\)\s*\d\d:\d\d ngày 25/9/2017"))
    expect(newest).to_contain_text("Đang có hiệu lực")


def test_a_gap_shrinks_by_what_was_brought_in(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-chau/")
    box(page, "15.1-tu").fill("3263")
    box(page, "15.1-mau").fill("3850")
    save(page)
    page.goto("/xa/xuan-chau/")
    expect(page.get_by_role("main")).to_contain_text("Còn thiếu 10 người")
    page.goto("/")
    line = page.locator(".due article").nth(1).locator("li", has_text="Xuân Châu")
    expect(line).to_contain_text("10")
    expect(line).to_contain_text("chưa đạt, đã thẩm tra")


def test_a_figure_is_corrected_with_a_reason_and_nothing_is_lost(page_as):
    page = page_as("vpdp")
    page.goto("/lich-su/xuan-phu/15.3/")
    rows = page.locator("table.history tbody tr")
    rows.filter(has_text="92/639").get_by_role("link", name="Đính chính").click()
    page.get_by_label("Tử số").fill("88")
    page.get_by_role("button", name="Đính chính").click()
    expect(page.get_by_label("Tử số")).to_have_value("88")
    page.get_by_label("Lý do").fill("Cộng trùng 04 trẻ")
    page.get_by_role("button", name="Đính chính").click()
    expect(rows.filter(has_text="88/639")).to_contain_text("Đang có hiệu lực")
    expect(rows.filter(has_text="92/639")).to_contain_text("Trần Thị Bình (minh họa), 25/9/2017: Cộng trùng 04 trẻ")
    page.goto("/xa/xuan-phu/")
    expect(page.locator(".done-tasks")).to_contain_text("15.3 Trẻ dưới 5 tuổi thấp còi")


def test_the_workbook_for_the_standing_committee_is_downloaded(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Cả bộ, một tệp Excel").click()
    assert re.fullmatch(r"[A-Za-z0-9_-]+_XuanTruong_2017-09-25\.xlsx", download.value.suggested_filename)
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    assert [name for name in book.sheetnames if name.startswith("Biểu")] == [
        "Biểu 03", "Biểu 04", "Biểu 05", "Biểu 06", "Biểu 07", "Biểu 08", "Biểu 09", "Biểu 10", "Biểu 11", "Biểu 12",
        "Biểu 13", "Biểu 15", "Biểu 16", "Biểu đồ",
    ]  # fmt: skip
    words = {cell.value for row in book["Biểu 03"].iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {"TT. Xuân Trường", "Xuân Tân", "NGƯỜI LẬP BIỂU"} <= words
