"""A day of a commune: what it lacks and by when, its own word, and no other commune's page."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE, box, message_at, save, show, sign_in


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_the_secretary_sees_on_one_page_what_is_lacking_and_by_when(size, open_page, portal):
    page = open_page(size)
    sign_in(page, "xuan-tan.bithu")
    expect(page).to_have_url(f"{portal}/xa/xuan-tan/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Xuân Tân")
    tasks = page.locator("section", has=page.get_by_role("heading", name="Phải hoàn thành trong tháng 9/2017"))
    expect(tasks).to_contain_text("Còn 5 ngày")
    expect(tasks).to_contain_text("hạn 30/9/2017")
    expect(tasks).to_contain_text("Còn phải giảm 12 hộ")
    expect(tasks).to_contain_text("Còn thiếu 106 người")
    expect(tasks).to_contain_text("15.3 Trẻ dưới 5 tuổi thấp còi")


def test_the_secretary_finds_no_page_of_others(page_as, portal):
    page = page_as("xuan-tan.bithu")
    page.goto("/")
    expect(page).to_have_url(f"{portal}/xa/xuan-tan/")
    hidden = (
        "/xa/xuan-chau/",
        "/cap-nhat/xuan-chau/",
        "/lich-su/xuan-chau/15.1/",
        "/huyen/",
        "/tieu-chi/15/",
        "/bao-cao/?noi=huyen",
        "/bao-cao/?noi=xuan-chau",
    )
    assert {path: page.request.get(path).status for path in hidden} == dict.fromkeys(hidden, 404)
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link for link in links if "xuan-chau" in link or link.startswith(("/huyen", "/tieu-chi"))] == []


def test_a_commune_says_what_it_finds_and_the_district_s_word_stays(page_as, picture):
    page = page_as("xuan-tan.ntm")
    page.goto("/xa/xuan-tan/")
    page.get_by_role("link", name="Cập nhật số liệu").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tự đánh giá 49 chỉ tiêu, xã Xuân Tân")
    box(page, "15.1-tu").fill("4910")
    box(page, "15.1-mau").fill("5770")
    box(page, "15.1-nguon").fill("Danh sách cấp thẻ BHYT đợt 3")
    show(page, "15.1")
    picture(page, "xa-nhap")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("Đánh giá chính thức không đổi.")
    page.goto("/xa/xuan-tan/#tc-15")
    pair = page.locator("#tc-15 > details > summary .v")
    expect(pair.first).to_contain_text("đạt, tự đánh giá")
    expect(pair.last).to_contain_text("cơ bản đạt, đã thẩm tra")


def test_a_commune_may_not_judge_nearly_met_outside_the_margin(page_as):
    page = page_as("xuan-thuy.ntm")
    page.goto("/cap-nhat/xuan-thuy/")
    row = page.locator("#i-11")
    row.locator("summary").click()
    row.get_by_label("Cơ bản đạt").check()
    box(page, "11-tu").fill("38")
    box(page, "11-mau").fill("1373")
    box(page, "11-ly_do").fill("Đang rà soát")
    box(page, "11-han").fill("31/10/2017")
    save(page)
    expect(message_at(page, "11")).to_be_visible()
    expect(box(page, "11-ly_do")).to_have_value("Đang rà soát")
