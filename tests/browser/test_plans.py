"""A plan by hand: made by the officer, approved by the secretary, seen by the office, reported on from a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE

HOME = "/ke-hoach/xuan-thuy/"


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(
    "path",
    ["/ke-hoach/", "/ke-hoach/xuan-tan/", "/ke-hoach/xuan-tan/1/", "/ke-hoach/xuan-thuy/2/", "/ke-hoach/xuan-tan/nap/",
     "/ke-hoach/xuan-thuy/chep/11/", "/xa/xuan-tan/"],
)  # fmt: skip
def test_every_page_of_plans_is_for_everybody(path, size, page_as, accessible):
    page = page_as("vpdp", size)
    page.goto(path)
    accessible(page)


def measure(page, number):
    """One line of the list."""
    return page.get_by_role("group", name=f"Giải pháp {number}")


def make_the_plan(officer, accessible) -> str:
    """A goal, two measures, one of them wrong at first; where the plan is read."""
    officer.goto(HOME)
    accessible(officer)
    officer.get_by_role("link", name="Lập kế hoạch 11", exact=True).click()
    officer.get_by_label("Mục tiêu").fill("Giảm 11 hộ nghèo để tỷ lệ không quá 2%")
    officer.get_by_label("Đạt trước hết ngày").fill("31/10/2017")
    accessible(officer)
    officer.get_by_role("button", name="Lập kế hoạch").click()
    expect(officer.get_by_text("Đã lập kế hoạch 11 Hộ nghèo đa chiều.")).to_be_visible()
    measure(officer, 1).get_by_label("Giải pháp").fill("Rà soát lại từng hộ theo chuẩn đa chiều")
    measure(officer, 1).get_by_label("Hoàn thành").fill("31/9/2017")
    measure(officer, 1).get_by_label("Người phụ trách").fill("Trưởng các xóm")
    measure(officer, 2).get_by_label("Giải pháp").fill("Hỗ trợ sửa nhà cho 03 hộ")
    measure(officer, 2).get_by_label("Kinh phí").fill("45,5")
    officer.get_by_role("button", name="Lưu giải pháp").click()
    expect(officer.get_by_text("Tháng 9 chỉ có 30 ngày.")).to_be_visible()
    expect(measure(officer, 2).get_by_label("Kinh phí")).to_have_value("45,5")
    accessible(officer)
    measure(officer, 1).get_by_label("Hoàn thành").fill("30/9/2017")
    officer.get_by_role("button", name="Lưu giải pháp").click()
    expect(officer.get_by_text("Đã lưu giải pháp của kế hoạch 11.")).to_be_visible()
    return officer.url


def approve(head, address) -> None:
    """Refused while a measure has nobody; then approved."""
    head.goto(address)
    head.get_by_role("link", name="Duyệt kế hoạch…").click()
    head.get_by_role("button", name="Duyệt kế hoạch").click()
    expect(head.get_by_text("Giải pháp 2 chưa có người phụ trách. Ghi tên rồi duyệt.")).to_be_visible()
    head.goto(address)
    measure(head, 2).get_by_label("Người phụ trách").fill("Chủ tịch MTTQ xã")
    head.get_by_role("button", name="Lưu giải pháp").click()
    head.get_by_role("link", name="Duyệt kế hoạch…").click()
    head.get_by_role("button", name="Duyệt kế hoạch").click()
    expect(head.get_by_text("Đã duyệt kế hoạch 11 xã Xuân Thủy.")).to_be_visible()


def test_a_plan_is_made_approved_seen_and_reported_on(page_as, accessible):
    approve(page_as("xuan-thuy.bithu"), make_the_plan(page_as("xuan-thuy.ntm"), accessible))

    office = page_as("vpdp")
    office.goto("/ke-hoach/?loc=cho-xem")
    accessible(office)
    office.get_by_role("link", name="11 Hộ nghèo đa chiều").click()
    office.get_by_role("link", name="Xác nhận đã xem…").click()
    office.get_by_label("Ý kiến").fill("Báo tiến độ hằng tuần")
    office.get_by_role("button", name="Xác nhận đã xem").click()
    expect(office.get_by_text("Đã xác nhận văn phòng đã xem kế hoạch 11 xã Xuân Thủy.")).to_be_visible()
    accessible(office)

    phone = page_as("xuan-thuy.ntm", NARROW)
    phone.goto(HOME)
    phone.get_by_role("link", name="11 Hộ nghèo đa chiều").click()
    phone.get_by_role("link", name="Ghi tiến độ giải pháp 1").click()
    phone.get_by_label("Đã làm được (%)").fill("60")
    phone.get_by_role("button", name="Ghi tiến độ").click()
    expect(phone.get_by_text("Đã ghi tiến độ giải pháp 1: 60%.")).to_be_visible()
    accessible(phone)


def test_two_heads_on_one_list_see_each_others_words(page_as):
    officer, head = page_as("xuan-thuy.ntm"), page_as("xuan-thuy.bithu")
    for page in (officer, head):
        page.goto("/ke-hoach/xuan-thuy/2/")
    measure(officer, 1).get_by_label("Giải pháp").fill("Lập danh sách từng xóm")
    officer.get_by_role("button", name="Lưu giải pháp").click()
    expect(officer.get_by_text("Đã lưu giải pháp")).to_be_visible()
    measure(head, 1).get_by_label("Giải pháp").fill("Lập danh sách từng hộ")
    head.get_by_role("button", name="Lưu giải pháp").click()
    expect(head.get_by_text("đã sửa kế hoạch này lúc")).to_be_visible()
    expect(head.get_by_text("Lập danh sách từng xóm")).to_be_visible()
    expect(measure(head, 1).get_by_label("Giải pháp")).to_have_value("Lập danh sách từng hộ")


def test_one_plan_is_made_for_a_whole_criterion(page_as, accessible):
    officer = page_as("xuan-kien.ntm")
    officer.goto("/ke-hoach/xuan-kien/lap/tieu-chi-17/")
    expect(officer.get_by_label("Mục tiêu")).to_have_value("Đạt tiêu chí 17 Môi trường, ATTP")
    accessible(officer)
    officer.get_by_label("Đạt trước hết ngày").fill("30/11/2017")
    officer.get_by_role("button", name="Lập kế hoạch").click()
    expect(officer.get_by_text("Đã lập kế hoạch tiêu chí 17 Môi trường, ATTP.")).to_be_visible()
    accessible(officer)
    officer.goto("/ke-hoach/xuan-kien/")
    expect(officer.get_by_role("link", name="Lập kế hoạch 17.5")).to_have_count(0)
    officer.goto("/ke-hoach/xuan-kien/lap/tieu-chi-17/")
    expect(officer.get_by_text("đã có kế hoạch chưa kết thúc, mở ở đây")).to_be_visible()
