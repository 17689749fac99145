"""Trao đổi with real keys: a call by "@", the mark in the grid, the answer of the other side, nothing sent twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW, show
from tests.browser.luoi import at, cell, open_sheet
from tests.browser.test_panel import panel, section, toggle

pytestmark = pytest.mark.usefixtures("refusals_expected")


def open_talk(page: Page, number: str, box: str = "tu"):
    at(page, number, box)
    page.keyboard.press("Control+Enter")
    if section(page, "trao-doi").get_attribute("open") is None:
        toggle(page, "trao-doi")
    expect(section(page, "trao-doi").locator("textarea")).to_be_visible()
    return section(page, "trao-doi")


@pytest.fixture
def office(page_as) -> Page:
    page = page_as("vpdp")
    open_sheet(page)
    return page


def test_a_call_by_keys_reaches_the_commune_and_its_answer_ends_it(office, page_as, accessible, picture):
    talk = open_talk(office, "15.1")
    box = talk.locator("textarea")
    box.click()
    office.keyboard.type("Thẻ trùng ở xóm 5? @cán")
    options = talk.get_by_role("option")
    expect(options).to_have_text(["Cán bộ NTM"])
    office.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(panel(office)).to_be_visible()
    office.keyboard.press("Backspace")
    office.keyboard.press("Backspace")
    office.keyboard.press("Backspace")
    office.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "false")
    office.keyboard.press("Enter")
    expect(talk.get_by_label("Cán bộ NTM")).to_be_checked()
    expect(box).to_have_value("Thẻ trùng ở xóm 5? @Cán bộ NTM ")
    office.keyboard.type("trả lời trước 28/9.")
    accessible(office)
    talk.get_by_role("button", name="Ghi ý kiến").click()
    expect(talk.locator(".talk li")).to_have_count(1)
    expect(talk.locator(".talk li")).to_contain_text("đang chờ")
    expect(office.locator('tr[data-i="15.1"] .talk-mark')).to_be_visible()
    talk.locator(".talk").scroll_into_view_if_needed()
    show(office, "15.1")
    picture(office, "trao-doi")
    office.keyboard.press("Escape")
    expect(cell(office, "15.1", "tu")).to_be_focused()
    expect(cell(office, "15.1", "tu")).to_have_accessible_name(re.compile("01 ý kiến chờ trả lời"))
    clerk = page_as("xuan-tan.ntm")
    clerk.goto("/viec-cua-toi/")
    clerk.get_by_role("link", name=re.compile("Trả lời.*Trao đổi: 15.1")).click()
    expect(clerk.get_by_role("button", name="Đánh dấu đã xong")).to_be_visible()
    accessible(clerk)
    clerk.get_by_label("Ghi ý kiến").fill("Đã bỏ 12 thẻ trùng.")
    clerk.get_by_role("button", name="Ghi ý kiến").click()
    expect(clerk.get_by_role("status").first).to_contain_text("Đã trả lời 01 lời nhắc.")
    office.reload()
    office.wait_for_selector("[data-grid][data-ready]")
    expect(office.locator(".talk-mark")).to_have_count(0)


def test_half_a_comment_stays_while_the_cursor_looks_elsewhere(office):
    talk = open_talk(office, "11")
    talk.locator("textarea").fill("Nửa câu")
    talk.get_by_label("Xã Xuân Tân").check()
    at(office, "12", "tu")
    expect(panel(office).locator("h2")).to_contain_text("12 ")
    expect(talk.locator("textarea")).to_have_value("")
    at(office, "11", "tu")
    expect(panel(office).locator("h2")).to_contain_text("11 ")
    expect(talk.locator("textarea")).to_have_value("Nửa câu")
    expect(talk.get_by_label("Xã Xuân Tân")).to_be_checked()


def test_a_lost_answer_sent_again_is_one_comment(office):
    talk = open_talk(office, "12")
    talk.locator("textarea").fill("Gửi lại một lần")

    def lose(route):
        route.fetch()
        route.abort()

    office.route("**/trao-doi/**", lose)
    talk.get_by_role("button", name="Ghi ý kiến").click()
    expect(talk).to_contain_text("Mất kết nối. Nội dung còn nguyên")
    expect(talk.locator("textarea")).to_have_value("Gửi lại một lần")
    office.unroute("**/trao-doi/**")
    again = talk.get_by_role("button", name="Gửi lại")
    expect(again).to_be_focused()
    again.press("Enter")
    expect(talk).to_contain_text("Ý kiến này đã ghi từ trước")
    expect(talk.locator(".talk li")).to_have_count(1)


def test_a_fault_stands_at_the_box(office):
    talk = open_talk(office, "13.1", "kq")
    talk.get_by_role("button", name="Ghi ý kiến").click()
    expect(talk.locator(".invalid-feedback")).to_have_text("Ghi nội dung trao đổi.")
    expect(talk.locator("textarea")).to_be_focused()


def test_a_double_click_writes_once_and_a_phone_fits(page_as, accessible):
    page = page_as("xuan-chau.ntm", NARROW)
    page.goto("/trao-doi/xuan-chau/11/")
    page.get_by_label("Ghi ý kiến").fill("Bấm hai lần")
    page.get_by_role("button", name="Ghi ý kiến").dblclick()
    expect(page.locator(".talk li")).to_have_count(1)
    accessible(page)
    page.get_by_role("link", name="Rút ý kiến").click()
    page.get_by_label("Lý do rút").fill("Thử máy")
    page.get_by_role("button", name="Rút ý kiến").click()
    expect(page.locator(".talk li.gone s")).to_have_text("Bấm hai lần")
    accessible(page)


def test_without_script_boxes_are_ticked_by_hand(page_as):
    page = page_as("xuan-chau.ntm", script=False)
    page.goto("/trao-doi/xuan-chau/12/")
    expect(page.get_by_text("Gõ @")).to_be_hidden()
    page.get_by_label("Ghi ý kiến").fill("Xin thêm hai ngày")
    page.get_by_label("Văn phòng điều phối").check()
    page.get_by_role("button", name="Ghi ý kiến").click()
    expect(page.locator(".talk li")).to_contain_text("Văn phòng điều phối")


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("asked('a @xu', 5)", {"at": 2, "typed": "xu"}),
        ("asked('a@xu', 4)", None),
        ("asked('@', 1)", {"at": 0, "typed": ""}),
        ("asked('@xã\\nhai', 7)", None),
        ("asked('không', 3)", None),
        ("matching(['Xã Xuân Tân', 'Chủ tịch UBND', 'BHXH huyện'], 'xa')", ["Xã Xuân Tân"]),
        ("matching(['Văn phòng Huyện ủy', 'Huyện'], 'huyen')", ["Huyện", "Văn phòng Huyện ủy"]),
        ("fold(' Đảng ỦY ')", "dang uy"),
    ],
)
def test_the_list_finds_what_was_typed(call, result, page_as):
    page = page_as("vpdp")
    page.goto("/trao-doi/xuan-tan/15.1/")
    assert (
        page.evaluate(f"async () => {{ const m = await import('/static/js/mention.js'); return m.{call}; }}") == result
    )
