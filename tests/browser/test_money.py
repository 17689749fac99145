"""Nợ đọng, nguồn lực by hand: pasted, added up, wrong figures kept, corrected, taken back, met by others."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW

OWN, LIST = "/no-dong/xuan-phu/", "/no-dong/"
# As Excel puts two works on the clipboard; the second is paid more than was built.
BLOCK = "Trạm bơm Xuân Phú\tSố 41/QĐ-UBND\t1.250,5\t900\t400\r\nCầu xóm 6\tSố 52/QĐ-UBND\t310\t250\t260\r\n"


def cell(page: Page, name: str):
    """A box of the table: "1.paid" is what was paid for the second work."""
    return page.locator(f'[id="o-{name}"]')


def total(page: Page, name: str):
    return page.locator(f'output[data-sum="{name}"]')


def paste(page: Page, name: str, text: str) -> None:
    """Ctrl+V in a cell, with the real clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    cell(page, name).click()
    page.keyboard.press("Control+V")


def store(page: Page, on: str, reason: str = "") -> None:
    page.get_by_label("Ngày số liệu", exact=True).fill(on)
    page.get_by_label("Lý do đính chính").fill(reason)
    page.get_by_role("button", name="Ghi bảng").click()


def test_a_commune_pastes_its_debts_mends_them_and_corrects_a_payment(page_as, accessible):
    page = page_as("xuan-phu.ntm")
    page.goto(OWN)
    paste(page, "2.work", BLOCK)
    expect(page.locator("[data-pasted]")).to_have_text("Đã dán 10 ô. Chưa lưu.")
    expect(total(page, "2.owed")).to_have_text("500")
    expect(total(page, "sum.paid")).to_have_text("6.700")
    store(page, "24/9/2017")
    expect(page.get_by_text("Đã thanh toán nhiều hơn giá trị hoàn thành (250).")).to_be_visible()
    expect(cell(page, "3.paid")).to_have_value("260")
    expect(cell(page, "3.paid")).to_have_attribute("aria-invalid", "true")
    accessible(page)
    cell(page, "3.paid").fill("2z0")
    page.get_by_role("button", name="Ghi bảng").click()
    expect(page.get_by_text("“2z0” không phải là số.")).to_be_visible()
    expect(cell(page, "2.work")).to_have_value("Trạm bơm Xuân Phú")
    cell(page, "3.paid").fill("250")
    page.get_by_role("button", name="Ghi bảng").click()
    expect(page.get_by_text("Đã ghi bảng nợ đọng xây dựng cơ bản ngày 24/9/2017 của xã Xuân Phú.")).to_be_visible()
    page.get_by_role("link", name="Đính chính bảng ngày 24/9/2017").click()
    cell(page, "2.paid").fill("900")
    page.get_by_role("button", name="Ghi bảng").click()
    expect(page.get_by_text("Ngày 24/9/2017 đã có bảng đang dùng: ghi lý do đính chính")).to_be_visible()
    expect(cell(page, "2.paid")).to_have_value("900")
    store(page, "24/9/2017", "Đã trả hết cho nhà thầu ngày 22/9")
    lines = page.locator("table.history tbody tr").filter(has_text="24/9/2017")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Đã trả hết cho nhà thầu")
    expect(lines.nth(1)).to_contain_text("Đã đính chính")


def test_two_who_write_one_table_see_each_other(page_as):
    office, officer = page_as("vpdp"), page_as("xuan-phu.ntm", NARROW)
    for page in (office, officer):
        page.goto(OWN)
    cell(officer, "0.paid").fill("5.500,5")
    store(officer, "23/9/2017")
    expect(officer.get_by_text("Đã ghi bảng nợ đọng xây dựng cơ bản ngày 23/9/2017")).to_be_visible()
    cell(office, "0.paid").fill("5600")
    store(office, "22/9/2017")
    expect(office.get_by_role("alert")).to_contain_text("đã ghi bảng ngày 23/9/2017 lúc")
    expect(cell(office, "0.paid")).to_have_value("5600")
    office.get_by_role("button", name="Ghi bảng").click()
    expect(office.get_by_text("Đã ghi bảng nợ đọng xây dựng cơ bản ngày 22/9/2017")).to_be_visible()


def test_what_was_raised_is_added_up_while_typed_and_taken_back(page_as, accessible):
    page = page_as("xuan-phu.ntm")
    page.goto("/nguon-luc/xuan-phu/")
    before = total(page, "sum.result.total").inner_text()
    expect(total(page, "nha-o.result.total")).to_have_text("1.017,5")
    paste(page, "nha-o.result.central_invest", "120\t80\r\n30,5\t")
    expect(total(page, "nha-o.result.total")).to_have_text("1.217,5")
    expect(total(page, "sum.result.total")).not_to_have_text(before)
    cell(page, "cho.result.credit").fill("-5")
    store(page, "25/9/2017")
    expect(page.locator('[id="e-cho.result.credit"]')).to_have_text("Số liệu không được âm.")
    cell(page, "cho.result.credit").fill("0")
    store(page, "25/9/2017", "Bổ sung vốn chợ")
    expect(page.get_by_text("Đã ghi bảng huy động nguồn lực ngày 25/9/2017 của xã Xuân Phú.")).to_be_visible()
    page.get_by_role("link", name="Rút bảng ngày 25/9/2017").click()
    accessible(page)
    page.get_by_label("Lý do").fill("Nhầm sang xã khác")
    page.get_by_role("button", name="Rút").click()
    expect(page.get_by_text("Đã rút bảng ngày 25/9/2017 của xã Xuân Phú.")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("Bảng đang dùng: ngày 30/6/2017")


# A column of Biểu 08 from its first content on: above the eight of the second group and the three of the third stand
# their sums.
OF_FORM = ("10", "36", *"12345678", "24", "7", "8", "9")
OTHER = ("10", "37", *"12345678", "24", "7")
CONTENTS = (
    "quy-hoach", "giao-thong", "thuy-loi", "dien", "truong-hoc", "van-hoa", "y-te", "cho", "nha-o", "san-xuat",
    "dao-tao-nghe", "giam-ngheo",
)  # fmt: skip


@pytest.mark.parametrize(
    ("block", "put", "said"),
    [
        (OF_FORM, "10 1 2 3 4 5 6 7 8 7 8 9", "Đã dán 12 ô, bỏ qua 02 dòng cộng của nhóm. Chưa lưu."),
        (("10", *OF_FORM), "10 1 2 3 4 5 6 7 8 7 8 9", "Đã dán 12 ô, bỏ qua 03 dòng cộng của nhóm. Chưa lưu."),
        (OTHER, " ".join(OTHER), "Đã dán 12 ô. Chưa lưu."),
    ],
    ids=["from a content", "from the line of a group", "another table"],
)
def test_the_sums_of_groups_in_the_form_are_not_taken_for_contents(block, put, said, page_as):
    page = page_as("xuan-phu.ntm")
    page.goto("/nguon-luc/xuan-phu/")
    paste(page, "quy-hoach.result.central_invest", "\r\n".join(block))
    expect(page.locator("[data-pasted]")).to_have_text(said)
    expect(page.locator("[data-pasted]")).to_be_in_viewport()
    boxes = [cell(page, f"{code}.result.central_invest").input_value() for code in CONTENTS]
    assert " ".join(boxes) == put


@pytest.mark.parametrize(
    ("block", "below", "said"),
    [
        ("20\t10\r\n20\t10", None, "Đã dán 2 ô, bỏ qua 01 dòng cộng của nhóm. Chưa lưu."),
        ("20\t10\r\n20\t11", ["20", "11"], "Đã dán 4 ô. Chưa lưu."),
        ("\t10\r\n\t10", ["", "10"], "Đã dán 4 ô. Chưa lưu."),
    ],
    ids=["a group and its content", "two contents", "two contents of one amount"],
)
def test_the_sum_of_a_group_of_one_content_is_told_by_two_amounts(block, below, said, page_as):
    page = page_as("xuan-phu.ntm")
    page.goto("/nguon-luc/xuan-phu/")
    boxes = [cell(page, f"giao-thong.result.central_{part}") for part in ("invest", "regular")]
    before = [box.input_value() for box in boxes]
    paste(page, "quy-hoach.result.central_invest", block)
    expect(page.locator("[data-pasted]")).to_have_text(said)
    expect(cell(page, "quy-hoach.result.central_regular")).to_have_value("10")
    assert [box.input_value() for box in boxes] == (below or before)


def test_a_whole_line_of_the_form_fills_result_plan_and_note(page_as):
    page = page_as("xuan-phu.ntm")
    page.goto("/nguon-luc/xuan-phu/")
    result, plan = ([str(at) for at in range(first, first + 11)] for first in (1, 21))
    line = ["2,5", "66", "15", *result, "286", "115", *plan, "đường xóm 6"]
    paste(page, "dien.volume", "\t".join(line))
    expect(page.locator("[data-pasted]")).to_have_text("Đã dán 24 ô. Chưa lưu.")
    expect(total(page, "dien.result.total")).to_have_text("66")
    expect(total(page, "dien.plan.total")).to_have_text("286")
    expect(cell(page, "dien.plan.people_land")).to_have_value("31")
    expect(cell(page, "dien.note")).to_have_value("đường xóm 6")
    paste(page, "cho.volume", "\t".join(["1", "", "", *result, "ghi chú"]))
    expect(cell(page, "cho.note")).to_have_value("ghi chú")


@pytest.mark.parametrize("who", ["lanhdao", "phong.bhxh"])
def test_who_only_reads_money_has_no_box(who, page_as):
    page = page_as(who)
    page.goto(LIST)
    page.get_by_role("link", name="Xuân Phú").click()
    assert page.locator("main input, main form").count() == 0
    assert page.get_by_role("link", name="Rút").count() == 0
