"""A document with a task, typed by the office, appears in the table of clauses by commune; a commune answers it."""

import re

from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE

TASK = "Nộp danh sách hộ chưa tham gia BHYT"


def document_with_task(page) -> str:
    """The office enters a document and gives one task; returns the address of the document."""
    page.goto("/van-ban/them/")
    page.get_by_label("Loại văn bản").select_option("Kế hoạch")
    page.get_by_label("Số, ký hiệu").fill("77-KH/UBND")
    page.get_by_label("Ngày ban hành").fill("4/9/2017")
    page.get_by_label("Cơ quan ban hành").fill("UBND huyện Xuân Trường")
    page.get_by_label("Trích yếu").fill("Kế hoạch vận động tham gia BHYT")
    page.get_by_label("Chỉ thị ngày 28/8/2017", exact=True).check()
    page.get_by_role("button", name="Lưu văn bản").click()
    expect(page.get_by_role("status")).to_contain_text("Đã vào sổ Kế hoạch số 77-KH/UBND ngày 04/9/2017")
    address = page.url
    page.get_by_role("link", name="Thêm nhiệm vụ").click()
    page.locator("[name=clause]").fill("1")
    page.get_by_label("Nội dung nhiệm vụ").fill(TASK)
    page.locator("[name=due_on]").fill("29/9/2017")
    page.get_by_label("Đánh giá theo").select_option("Nộp văn bản")
    page.get_by_label("Chủ tịch UBND xã").check()
    page.get_by_role("button", name="Lưu nhiệm vụ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã giao nhiệm vụ, mục 1.")
    return address


def test_a_document_with_a_task_is_seen_in_the_matrix_and_answered(page_as, accessible):
    office = page_as("vpdp")
    address = document_with_task(office)
    number = re.search(r"/van-ban/(\d+)/", address)[1]
    office.goto(f"/chi-thi/{number}/ma-tran/")
    squares = office.locator("[data-matrix] tbody a.sq")
    expect(squares).to_have_count(20)
    expect(squares.first).to_contain_text("còn 4")
    squares.first.focus()
    office.keyboard.press("ArrowDown")
    expect(squares.nth(1)).to_be_focused()
    office.keyboard.press("Enter")
    expect(office.get_by_role("heading", level=1)).to_have_text(f"Mục 1. {TASK}")
    commune = page_as("xuan-tan.ntm")
    commune.goto(f"/chi-thi/{number}/1/")
    commune.get_by_role("link", name="Ghi kết quả Xuân Tân").click()
    commune.get_by_label("Ngày thực hiện").fill("22/9/2017")
    commune.get_by_label("Kết quả").fill("Danh sách 12 xóm, 640 người")
    commune.get_by_role("button", name="Ghi kết quả").dblclick()
    expect(commune.locator(".deed")).to_have_count(1)
    expect(commune.get_by_text("Hoàn thành 22/9/2017, chờ xác nhận").first).to_be_visible()
    office.goto(f"/chi-thi/{number}/1/")
    office.get_by_role("link", name="Xác nhận").click()
    office.get_by_role("button", name="Xác nhận").click()
    expect(office.get_by_text("Trần Thị Bình (minh họa) xác nhận 25/9/2017")).to_be_visible()


def test_every_screen_of_the_work_is_whole_and_readable(page_as, accessible):
    for size in (WIDE, NARROW):
        for who, paths in SCREENS.items():
            page = page_as(who, size)
            for path in paths:
                page.goto(path)
                accessible(page)


SCREENS = {
    "vpdp": (
        "/van-ban/", "/van-ban/?q=khong-co-gi", "/van-ban/5/", "/van-ban/5/sua/", "/van-ban/5/nhiem-vu/them/",
        "/van-ban/6/gui/", "/chi-thi/", "/chi-thi/5/ma-tran/", "/chi-thi/5/3a/", "/chi-thi/5/3d/", "/chi-thi/5/4a/",
        "/chi-thi/5/7/", "/chi-thi/6/", "/gia-han-nhiem-vu/",
    ),
    "xuan-thuy.bithu": ("/nguoi/toi/", "/chi-thi/", "/van-ban/5/", "/chi-thi/5/3a/"),
}  # fmt: skip
