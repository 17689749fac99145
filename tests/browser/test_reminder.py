"""A reminder letter, by hand: chosen, read, taken away as Word."""

import io

from docx import Document
from playwright.sync_api import expect

PAGE = "/ky-bao-cao/thang-9-2017/"


def test_the_office_drafts_a_letter_from_the_period(page_as):
    office = page_as("vpdp")
    office.goto(PAGE)
    office.get_by_role("link", name="Đôn đốc…").click()
    expect(office.get_by_text("Kính gửi:")).to_be_visible()
    for box in office.locator('input[name="units"]:not([value="xuan-tan"])').all():
        box.uncheck()
    for box in office.locator('input[name="departments"]').all():
        box.uncheck()
    office.get_by_label("Hạn mới").fill("29/9/2017")
    office.get_by_role("button", name="Xem trước").click()
    expect(office.locator(".letter tbody tr")).to_have_count(1)
    with office.expect_download() as taken:
        office.get_by_role("button", name="Tải Word").click()
    assert taken.value.suggested_filename == "CongVanDonDoc_XuanTruong_2017-09.docx"
    word = Document(io.BytesIO(taken.value.path().read_bytes()))
    assert any("29/9/2017" in paragraph.text for paragraph in word.paragraphs)


def test_on_a_phone_the_letter_is_read_without_scrolling_sideways(page_as):
    office = page_as("vpdp")
    office.set_viewport_size({"width": 390, "height": 844})
    office.goto(f"{PAGE}don-doc/")
    rooms = "[...document.querySelectorAll('.desk, .paper-wrap')].map((room) => room.scrollWidth - room.clientWidth)"
    assert office.evaluate(rooms) == [0, 0]
