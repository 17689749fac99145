"""Báo cáo định kỳ in the browser: sound at both widths; written beside the figures, met by somebody else's words."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE

REPORT = "/bao-cao/dinh-ky/thang-9-2017/"
PAGES = (
    ("lanhdao", "/bao-cao/dinh-ky/"),
    ("vphu", "/bao-cao/dinh-ky/chi-thi/"),
    ("lanhdao", "/bao-cao/dinh-ky/quy-3-2017/?co_quan=ban-chi-dao"),
    ("vpdp", "/bao-cao/dinh-ky/thang-9-2017/?den=31/9/2017"),
    ("vphu", "/bao-cao/dinh-ky/chi-thi/in/"),
    ("vphu", "/bao-cao/dinh-ky/chi-thi/ghi/viet-de-xuat/"),
    ("quantri", "/bao-cao/dinh-ky/mau-cau/"),
    ("quantri", "/bao-cao/dinh-ky/mau-cau/chi-tieu/"),
    ("quantri", "/bao-cao/dinh-ky/mau-cau/xa-chi-tieu/?co_quan=dang-uy-xa"),
)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_of_the_report_is_sound(who, path, page_as, accessible):
    page = page_as(who)
    assert page.goto(path).status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_offices_write_one_report(page_as, accessible):
    office, party = page_as("vpdp"), page_as("vphu")
    office.goto(REPORT)
    party.goto(REPORT)
    office.get_by_label("Nguyên nhân").fill("Vận động hộ cận nghèo còn chậm.")
    write(office, "viet-nguyen-nhan")
    expect(office.locator(".leaf").get_by_text("Vận động hộ cận nghèo còn chậm.")).to_be_visible()
    party.get_by_label("Nguyên nhân").fill("Cấp ủy chưa sâu sát.")
    write(party, "viet-nguyen-nhan")
    expect(party.get_by_role("alert")).to_contain_text("Vận động hộ cận nghèo còn chậm.")
    expect(party.get_by_label("Nội dung")).to_have_value("Cấp ủy chưa sâu sát.")
    accessible(party)
    party.get_by_label("Nội dung").fill("Vận động còn chậm, cấp ủy chưa sâu sát.")
    party.get_by_role("button", name="Đưa vào báo cáo").press("Enter")
    expect(party.locator(".leaf").get_by_text("Vận động còn chậm, cấp ủy chưa sâu sát.")).to_be_visible()


def write(page, slot: str) -> None:
    page.locator(f"#{slot}").get_by_role("button", name="Đưa vào báo cáo").click()


def test_words_in_another_box_are_not_lost_when_one_is_sent(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/dinh-ky/thang-8-2017/")
    page.get_by_label("Đề xuất, kiến nghị").fill("Đề nghị cấp bổ sung kinh phí.")
    page.get_by_label("Hạn chế khác").fill("Một số xã gửi chậm.")
    write(page, "viet-han-che")
    expect(page.locator(".leaf").get_by_text("Một số xã gửi chậm.")).to_be_visible()
    expect(page.get_by_label("Đề xuất, kiến nghị")).to_have_value("Đề nghị cấp bổ sung kinh phí.")
    expect(page.locator("#viet-de-xuat").get_by_text("Chưa lưu")).to_be_visible()
    write(page, "viet-de-xuat")
    expect(page.locator("#viet-de-xuat").get_by_text("Chưa lưu")).to_be_hidden()
    page.reload()
    expect(page.locator(".leaf").get_by_text("Đề nghị cấp bổ sung kinh phí.")).to_be_visible()


def test_words_sent_while_the_network_is_down_are_not_lost(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/dinh-ky/thang-7-2017/")
    page.get_by_label("Đề xuất, kiến nghị").fill("Đề nghị   cấp vốn.")
    page.context.set_offline(True)
    write(page, "viet-de-xuat")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto("/bao-cao/dinh-ky/thang-7-2017/")
    expect(page.get_by_label("Đề xuất, kiến nghị")).to_have_value("Đề nghị   cấp vốn.")
    write(page, "viet-de-xuat")
    expect(page.locator(".leaf").get_by_text("Đề nghị cấp vốn.")).to_be_visible()
    expect(page.locator("#viet-de-xuat").get_by_text("Chưa lưu")).to_be_hidden()


def test_refused_words_are_kept_when_their_writer_goes_back_to_the_report(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/dinh-ky/thang-6-2017/")
    page.get_by_label("Nguyên nhân").fill("Dài. " * 1300)
    write(page, "viet-nguyen-nhan")
    expect(page.get_by_text("nhiều nhất 6.000 ký tự.")).to_be_visible()
    page.get_by_role("link", name="Về báo cáo").click()
    expect(page.get_by_label("Nguyên nhân")).to_have_value("Dài. " * 1300)
    expect(page.locator("#viet-nguyen-nhan").get_by_text("Chưa lưu")).to_be_visible()


def test_a_pattern_half_typed_is_kept_for_its_own_body(page_as):
    page = page_as("vpdp")
    address = "/bao-cao/dinh-ky/mau-cau/binh-quan/"
    page.goto(address)
    box = page.get_by_label("Câu mẫu", exact=True)
    shipped = box.input_value()
    box.fill(f"{shipped} Thử.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu câu mẫu").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(address)
    expect(box).to_have_value(f"{shipped} Thử.")
    expect(page.get_by_text("Chưa lưu", exact=True)).to_be_visible()
    page.get_by_role("navigation", name="Cơ quan dùng câu này").get_by_role("link").nth(1).click()
    expect(box).to_have_value(shipped)
    page.goto(address)
    page.get_by_role("button", name="Lưu câu mẫu").click()
    expect(page.get_by_text("văn phòng đặt")).to_be_visible()
    expect(page.get_by_text("Chưa lưu", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Lấy lại câu gốc").click()
    expect(box).to_have_value(shipped)


def test_a_sentence_is_put_otherwise_and_taken_back(page_as):
    page = page_as("vphu")
    page.goto(REPORT)
    box = page.locator("#binh-quan")
    box.locator("summary").press("Enter")
    page.get_by_label("Bình quân tiêu chí").fill("Bình quân tiêu chí tăng đều ở các xã.")
    write(page, "binh-quan")
    expect(page.locator(".edited-mark")).to_contain_text("Bình quân tiêu chí")
    box.locator("summary").click()
    box.get_by_role("button", name="Lấy lại câu tự động").click()
    expect(page.locator(".edited-mark")).to_have_count(0)
