"""Every key of the grid, pressed for real."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.luoi import at, bar, cell, chosen, figures, open_sheet, saved, type_in


@pytest.fixture
def sheet(page_as):
    page = page_as("xuan-tan.ntm")
    open_sheet(page)
    return page


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (("11", "tu"), ["ArrowRight"], "11 mau"),
        (("11", "tu"), ["ArrowDown"], "12 tu"),
        (("12", "mau"), ["ArrowUp"], "11 mau"),
        (("11", "mau"), ["ArrowLeft"], "11 tu"),
        (("11", "tu"), ["Enter"], "12 tu"),
        (("12", "tu"), ["Shift+Enter"], "11 tu"),
        (("11", "tu"), ["Tab"], "11 mau"),
        (("11", "mau"), ["Shift+Tab"], "11 tu"),
        (("11", "tu"), ["End"], "11 kq"),
        (("11", "kq"), ["Home"], "11 tu"),
        (("11", "tu"), ["Control+Home"], "1.1 kq"),
        (("12", "mau"), ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"], "14.2 mau"),
    ],
)
def test_a_key_leads_where_it_leads_in_a_spreadsheet(start, keys, end, sheet):
    at(sheet, *start)
    for key in keys:
        sheet.keyboard.press(key)
    assert chosen(sheet) == end


def test_control_end_leads_to_the_last_cell(sheet):
    at(sheet, "11", "tu")
    sheet.keyboard.press("Control+End")
    assert chosen(sheet) == sheet.locator("tr[data-i]").last.get_attribute("data-i") + " kq"


def test_the_grid_is_one_tab_stop(sheet):
    at(sheet, "11", "tu")
    assert sheet.locator("[role=grid] [tabindex='0']").count() == 1
    sheet.keyboard.press("End")
    sheet.keyboard.press("Tab")
    assert sheet.evaluate("document.activeElement.closest('[role=grid]')") is None


def test_typing_replaces_and_the_server_says_when_it_is_saved(sheet):
    found = type_in(sheet, "15.1", "4900", "tu", "Tab")
    saved(found)
    expect(cell(sheet, "15.1", "tu")).to_have_text("4.900")
    expect(cell(sheet, "15.1", "kq")).to_contain_text("84,92%")
    expect(bar(sheet)).to_contain_text("Mọi ô đã lưu.")


def test_a_fraction_fills_both_numbers(sheet):
    found = type_in(sheet, "15.1", "7204/8600")
    saved(found)
    expect(cell(sheet, "15.1", "mau")).to_have_text("8.600")
    expect(cell(sheet, "15.1", "kq")).to_have_text("83,77%")
    assert chosen(sheet) == "15.2 kq"


def test_f2_edits_what_is_there_and_escape_restores_it(sheet):
    found = at(sheet, "12", "tu")
    before = found.inner_text()
    sheet.keyboard.press("F2")
    expect(sheet.locator(".gedit")).to_have_value(before.replace(".", ""))
    sheet.keyboard.type("1")
    sheet.keyboard.press("Escape")
    expect(found).to_have_text(before)
    expect(found).to_be_focused()
    expect(bar(sheet)).to_contain_text("Chưa sửa ô nào.")


def test_space_toggles_met_and_not_met(sheet):
    found = at(sheet, "13.2")
    sheet.keyboard.press("Space")
    expect(found).to_have_text("Chưa đạt")
    saved(found)
    sheet.keyboard.press("Space")
    expect(found).to_have_text("Đạt")
    saved(found)


def test_control_d_fills_from_the_cell_above(sheet):
    saved(type_in(sheet, "1.1", "c", "kq"))
    found = at(sheet, "1.2")
    sheet.keyboard.press("Control+d")
    expect(found).to_have_text("Chưa đạt")
    saved(found)


def test_control_z_takes_back_as_a_new_change(sheet):
    found = cell(sheet, "12", "tu")
    before = found.inner_text()
    type_in(sheet, "12", "2801", "tu")
    expect(found).to_have_text("2.801")
    saved(found)
    sheet.keyboard.press("Control+z")
    expect(found).to_have_text(before)
    saved(found)
    rows = figures(sheet, "xuan-tan", "12")
    assert any("Hoàn tác trong lưới nhập" in row for row in rows)


def test_delete_asks_for_the_reason_and_takes_back(sheet):
    found = cell(sheet, "17.2", "kq")
    type_in(sheet, "17.2", "1/1" if sheet.locator('tr[data-i="17.2"][data-k="ratio"]').count() else "đ", "kq")
    saved(found)
    at(sheet, "17.2", "kq")
    sheet.keyboard.press("Delete")
    box = sheet.get_by_role("dialog")
    expect(box).to_contain_text("rút số")
    box.get_by_role("button", name="Rút số liệu").click()
    expect(box).to_contain_text("Nêu lý do.")
    box.get_by_label("Lý do").fill("Nhầm xã")
    box.get_by_role("button", name="Rút số liệu").click()
    expect(bar(sheet)).to_contain_text("Mọi ô đã lưu.")
    assert any("Nhầm xã" in row for row in figures(sheet, "xuan-tan", "17.2"))


def test_a_withdrawal_is_undone_by_recording_again(sheet):
    found = cell(sheet, "12", "tu")
    type_in(sheet, "12", "2850/3000", "tu", "Tab")
    saved(found)
    at(sheet, "12", "tu")
    sheet.keyboard.press("Delete")
    box = sheet.get_by_role("dialog")
    box.get_by_label("Lý do").fill("Nhầm")
    box.get_by_role("button", name="Rút số liệu").click()
    expect(found).not_to_have_text("2.850")
    saved(found)
    sheet.keyboard.press("Control+z")
    expect(found).to_have_text("2.850")
    saved(found)


def test_two_columns_are_pasted_into_the_sheet(sheet):
    sheet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet.evaluate("text => navigator.clipboard.writeText(text)", "55\t2.119\r\n2.790\t3.000\r\n")
    at(sheet, "11", "tu")
    sheet.keyboard.press("Control+v")
    box = sheet.get_by_role("dialog", name="Dán từ bảng tính")
    expect(box.locator("tbody tr")).to_have_count(2)
    box.get_by_role("button", name="Ghi").click()
    expect(cell(sheet, "11", "tu")).to_have_text("55")
    expect(cell(sheet, "11", "kq")).to_have_text("2,60%")


def test_half_a_pair_waits_for_its_other_number(page_as):
    page = page_as("xuan-thuy.ntm")
    open_sheet(page, "xuan-thuy")
    page.evaluate("""() => { delete document.querySelector('tr[data-i="15.1"]').dataset.t; }""")
    found = type_in(page, "15.1", "7204", "tu", "Tab")
    expect(found).to_have_class(re.compile("cs-wait"))
    page.keyboard.type("8600")
    page.keyboard.press("Enter")
    saved(found)


@pytest.mark.usefixtures("refusals_expected")
def test_a_screen_reader_hears_place_indicator_value_and_state(sheet):
    found = at(sheet, "11", "tu")
    expect(found).to_have_attribute(
        "aria-label", re.compile(r"^Xuân Tân, 11 Hộ nghèo đa chiều, tử số: \d+; còn phải giảm")
    )
    type_in(sheet, "11", "99999", "tu", "Tab")
    expect(found).to_have_attribute("aria-label", re.compile("bị từ chối, chưa lưu; Tử số 99.999 lớn hơn mẫu số"))
    expect(sheet.locator(".msgrow")).to_contain_text("Tử số 99.999 lớn hơn mẫu số")
    sheet.keyboard.press("Escape")
    expect(sheet.locator(".msgrow")).to_have_count(0)


def test_the_sheet_has_nothing_to_complain_of(sheet, accessible):
    type_in(sheet, "10", "38,5", "kq")
    saved(cell(sheet, "10"))
    accessible(sheet)
