"""Biểu 01, Biểu 02 and the office grid: what stands in them, what may be typed, what they carry."""

import io
from fractions import Fraction

import openpyxl
import pytest

from criteria.enums import Part, Stage, Verdict
from criteria.models import Indicator
from criteria.rules.imports.carried import Carried, Slot
from reports.tables.commune_forms import read_folder
from reports.tables.form_01 import table_01
from reports.tables.form_02 import table_02
from reports.tables.grid import grid
from reports.templatetags.paper import written
from tests import build

pytestmark = pytest.mark.django_db
DAY = build.date("2017-09-25")
OWN = {"stage": Stage.SELF}


@pytest.fixture
def told(xuan_tan, hanh, officer):
    """The commune says it insures 86,66 %, the district finds 83,17 %; and some more of each kind."""
    build.record(
        xuan_tan,
        build.row("15.1", 5000, 5770, "2017-09-20", source_document="BC 45", note="đợt 3", **OWN),
        build.row("15.2", declared=Verdict.MET, assessed_on="2017-09-20", **OWN),
        build.row("11", value="2.5", assessed_on="2017-09-20", **OWN),
        build.row("17.1a", 2100, 2119, "2017-09-20", **OWN),
        build.row("17.1b", 1505, 2119, "2017-09-20", **OWN),
        build.row("7", declared=Verdict.NA, reason="Không có chợ", assessed_on="2017-09-20", **OWN),
        build.row("10", value=38, assessed_on="2017-09-20", declared=Verdict.MET, reason="chưa có mức", **OWN),
        by=officer,
    )
    build.record(
        xuan_tan,
        build.row("15.1", 4799, 5770, "2017-09-22"),
        build.row("15.2", declared=Verdict.MET, assessed_on="2017-09-22"),
        build.row("17.1a", 2110, 2119, "2017-09-22"),
        build.row("17.1b", 1505, 2119, "2017-09-22"),
        build.row("16", declared=Verdict.NEARLY, finish_by=build.date("2017-12-31"), reason="còn 01 thôn",
                  assessed_on="2017-09-22", numerator=9, denominator=13),
        by=hanh,
    )  # fmt: skip


def folder(unit, stage, *, empty=False, numbers=None):
    rows = Indicator.objects.all() if numbers is None else Indicator.objects.filter(number__in=numbers)
    return read_folder(unit, rows, stage, DAY, empty=empty)


def lines(table) -> dict[str, list[str]]:
    """What stands behind the content of each indicator's row, as it is printed."""
    found = {}
    for row in table.rows:
        cells = [(written(cell, table.columns[at]), cell) for at, cell in row.placed()]
        if len(cells) > 3 and ". " in cells[2][0]:
            found[cells[2][0].split(". ")[0]] = [text for text, _ in cells[3:]]
    return found


def test_the_commune_s_form_shows_its_own_figures_and_words(told, xuan_tan):
    table = table_01(folder(xuan_tan, Stage.SELF))
    assert table.title == "TỰ ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ NÔNG THÔN MỚI XÃ XUÂN TÂN"
    assert table.issuer == ("ỦY BAN NHÂN DÂN", "XÃ XUÂN TÂN")
    assert (table.place_line, table.about) == (
        "Xuân Tân, ngày … tháng … năm 2017",
        "(Số liệu tính đến ngày 25/9/2017; theo QĐ 1980/QĐ-TTg và QĐ 48/2016/QĐ-UBND)",
    )
    shown = lines(table)
    assert len(shown) == 51
    assert shown["15.1"] == ["≥\u00a085%", "%", "5.000", "5.770", "86,66", "Đ", "BC 45", "đợt 3"]
    assert shown["15.2"] == ["Đạt", "đạt/chưa đạt", "", "", "", "Đ", "", ""]
    assert shown["11"][2:6] == ["", "", "2,5", "C"]
    assert (shown["17.1"][2:6], shown["17.1a"][5]) == (["", "", "", "Đ"], "Đ")
    assert (shown["7"][5], shown["10"][4:6]) == ("KX", ["38", "Đ"])
    assert shown["15.3"][2:6] == ["", "", "…", "…"]
    assert [written(cell, table.columns[at]) for at, cell in table.rows[-1].placed()] == [
        "Tổng số tiêu chí đạt", "1/18", "", "",
    ]  # fmt: skip


def test_number_and_name_of_a_criterion_reach_over_its_indicators(told, xuan_tan):
    table = table_01(folder(xuan_tan, Stage.SELF))
    first = next(row for row in table.rows if row.name == "i15_1")
    below = next(row for row in table.rows if row.name == "i15_2")
    assert [(cell.value, cell.down) for cell in first.cells[:2]] == [(15, 3), ("Y tế", 3)]
    assert ([cell.covered for cell in below.cells[:2]], first.joined, below.joined) == ([True, True], True, True)


def test_an_empty_form_holds_nothing_but_what_is_required(told, xuan_tan):
    table = table_01(folder(xuan_tan, Stage.SELF, empty=True))
    shown = lines(table)
    assert shown["15.1"] == ["≥\u00a085%", "%", "", "", "…", "…", "", ""]
    assert (shown["15.2"][5], shown["17.1"][5]) == ("", "…")
    assert written(list(table.rows[-1].placed())[1][1], table.columns[0]) == "0/19"


def test_the_district_s_form_shows_both_sides_and_how_they_differ(told, xuan_tan):
    table = table_02(folder(xuan_tan, Stage.VERIFIED))
    shown = lines(table)
    assert table.place_line == "Xuân Trường, ngày … tháng … năm 2017"
    assert shown["15.1"][2:9] == ["86,66", "Đ", "4.799", "5.770", "83,17", "C", "Đ → C"]
    assert shown["15.2"][2:9] == ["", "Đ", "", "", "", "Đ", "-"]
    assert shown["17.1a"][2:9] == ["99,10", "Đ", "2.110", "2.119", "99,58", "Đ", "+0,47"]
    assert shown["17.1b"][8] == "-"
    assert (shown["11"][2:4], shown["11"][8]) == (["2,50", "C"], "-")
    assert (shown["16"][7], shown["10"][2:4], shown["15.3"][2:4]) == ("CB", ["38", "Đ"], ["…", "…"])
    differing = next(row for row in table.rows if row.name == "i15_1").cells[11]
    assert differing.bold is True
    assert lines(table_02(folder(xuan_tan, Stage.VERIFIED, empty=True)))["15.1"][2:9] == [
        "86,66", "Đ", "", "", "…", "…", "-",
    ]  # fmt: skip


def test_a_department_s_form_has_its_indicators_and_counts_no_criteria(told, xuan_tan):
    table = table_02(folder(xuan_tan, Stage.VERIFIED, numbers=["15.1"]), whole=False)
    assert (list(lines(table)), table.rows[-1].name) == (["15.1"], "i15_1")


@pytest.mark.parametrize("seen", ["²", "9" * 5000])
def test_what_a_hidden_sheet_says_was_seen_may_be_anything(seen):
    assert Slot.of_row(["14137", "15.1", seen]).seen is None


def book_at(browser, path) -> openpyxl.Workbook:
    response = browser.get(path)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def carried(book) -> Carried:
    return Carried.of_rows([[str(value or "") for value in row] for row in trimmed(book["NTM"])])


def trimmed(sheet):
    for row in sheet.iter_rows(values_only=True):
        kept = list(row)
        while kept and kept[-1] is None:
            kept.pop()
        yield kept


def test_only_the_cells_to_be_typed_are_open_and_light(told, sign_in):
    book = book_at(sign_in("officer"), "/xa/xuan-tan/bieu-01.xlsx")
    sheet = book.worksheets[0]
    slot = next(slot for slot in carried(book).slots if slot.indicator == "15.1")
    cells = [sheet[place] for place in slot.cells.values()]
    assert {(cell.protection.locked, cell.fill.fgColor.rgb) for cell in cells} == {(False, "00FFF8DC")}
    assert (sheet.protection.sheet, sheet.protection.password, sheet["C12"].protection.locked) == (True, None, True)
    assert book["NTM"].sheet_state == "hidden"


def test_the_hidden_sheet_says_what_each_cell_held_and_from_which_finding(told, sign_in, xuan_tan):
    book = book_at(sign_in("hanh"), "/xa/xuan-tan/bieu-02.xlsx")
    found = carried(book)
    slot = next(slot for slot in found.slots if slot.indicator == "15.1")
    assert (found.kind, found.stage, found.as_of, found.sheet) == ("BIEU_02", "VERIFIED", DAY, "Biểu 02")
    assert (slot.unit, slot.held[Part.NUMERATOR], slot.held[Part.DENOMINATOR]) == ("14110", "4799", "5770")
    assert slot.seen == xuan_tan.findings.get(indicator__number="15.1", stage=Stage.VERIFIED).pk
    assert book.worksheets[0][found.day_cell].value.date() == DAY


def test_letters_that_no_sheet_can_hold_stop_no_form(xuan_tan, officer, sign_in):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, source_document="Bảng\x02\uffff kê", **OWN), by=officer)
    book = openpyxl.load_workbook(io.BytesIO(sign_in("officer").get("/xa/xuan-tan/bieu-01.xlsx").content))
    assert "Bảng kê" in {cell.value for sheet in book for row in sheet for cell in row}


def test_excel_says_in_vietnamese_what_may_be_typed(told, sign_in):
    sheet = book_at(sign_in("officer"), "/xa/xuan-tan/bieu-01.xlsx").worksheets[0]
    rules = {(rule.type, rule.error) for rule in sheet.data_validations.dataValidation}
    assert rules == {
        ("whole", "Gõ số nguyên, không âm."),
        ("decimal", "Gõ một số, không âm."),
        ("list", "Chọn Đ (đạt) hoặc C (chưa đạt)."),
        ("list", "Chọn Đ (đạt), C (chưa đạt) hoặc KX (không xét, nêu lý do ở cột cuối)."),
        ("textLength", "Ghi nhiều nhất 300 ký tự."),
        ("textLength", "Ghi nhiều nhất 500 ký tự."),
        ("date", "Gõ ngày theo mẫu 28/8/2017, không sau ngày 25/9/2017."),
    }
    assert all(rule.showErrorMessage and rule.errorTitle for rule in sheet.data_validations.dataValidation)


def test_the_grid_has_communes_down_and_indicators_across(told, xuan_tan, xuan_chau, officer):
    build.record(xuan_tan, build.row("16", value="70.5", assessed_on="2017-09-20", **OWN), by=officer)
    rows = Indicator.objects.filter(number__in=["11", "15.1", "15.2", "16", "10", "7"])
    units = [xuan_tan, xuan_chau]
    table = grid(units, rows, Stage.SELF, DAY)
    first = [written(cell, table.columns[at]) for at, cell in table.rows[0].placed()]
    assert first == ["1", "Xuân Tân", "KX", "38", "Đ", "", "", "2,5", "5.000", "5.770", "86,66", "Đ", "", "", "70,5"]
    assert [written(cell, table.columns[at]) for at, cell in table.rows[1].placed()][5:8] == ["", "", "…"]
    assert next(head.text for head in table.heads[1]).startswith("7 ")
    assert table.about == "(Số liệu tự đánh giá tính đến ngày 25/9/2017; theo QĐ 1980/QĐ-TTg)"
    share = list(table.rows[0].placed())[10][1]
    assert share.value == Fraction(500000, 5770)


@pytest.mark.parametrize(
    ("who", "path", "columns"),
    [("lao_dong", "/cap-nhat/luoi.xlsx", ["11", "12", "14.3"]),
     ("officer", "/cap-nhat/luoi.xlsx?tieu_chi=11", ["11"])]
)  # fmt: skip
def test_the_grid_holds_what_its_reader_may_enter(who, path, columns, sign_in):
    found = carried(book_at(sign_in(who), path))
    assert sorted({slot.indicator for slot in found.slots}) == columns
    assert len({slot.unit for slot in found.slots}) == (20 if who == "lao_dong" else 1)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cap-nhat/luoi.xlsx?tieu_chi=99", 404),
        ("/cap-nhat/luoi.xlsx?tieu_chi=x", 404),
        pytest.param(f"/cap-nhat/luoi.xlsx?tieu_chi={'9' * 5000}", 404, id="a number longer than any"),
        ("/xa/xuan-tan/bieu-01/?den=31/9/2017", 302),
        ("/xa/xuan-tan/bieu-01.xlsx?den=31/9/2017", 302),
        ("/xa/xuan-tan/bieu-03.xlsx", 404),
        ("/xa/xuan-tan/bieu-01/?trong=co", 200),
    ],
)
def test_odd_addresses_are_answered(path, status, sign_in):
    assert sign_in("hanh").get(path).status_code == status


def test_the_page_to_print_leads_to_its_file(told, sign_in):
    page = sign_in("officer").get("/xa/xuan-tan/bieu-01/?den=2017-09-21").content.decode()
    assert 'href="/xa/xuan-tan/bieu-01.xlsx?den=2017-09-21"' in page
    assert 'rowspan="3"' in page


@pytest.mark.parametrize(("form", "later"), [("bieu-01", "5.000"), ("bieu-02", "4.799")])
def test_a_commune_s_form_says_what_was_known_on_the_day_asked_for(form, later, told, sign_in):
    browser = sign_in("hanh")
    then, later_on = (browser.get(f"/xa/xuan-tan/{form}/?biet_den={day}").text for day in ("2017-09-19", "2017-09-25"))
    assert (later in then, later in later_on) == (False, True)
    assert "theo số liệu đã ghi đến hết ngày 19/9/2017" in then
    assert f'href="/xa/xuan-tan/{form}.xlsx?biet_den=2017-09-19"' in then
    known = openpyxl.load_workbook(io.BytesIO(browser.get(f"/xa/xuan-tan/{form}.xlsx?biet_den=2017-09-19").content))
    assert known.sheetnames == [f"Biểu {form[-2:]}"]


@pytest.mark.parametrize("numbers", [["15.1"], ["15.1", "15.2", "11"]])
def test_a_form_costs_the_same_for_one_indicator_as_for_three(numbers, told, xuan_tan, django_assert_num_queries):
    with django_assert_num_queries(14):
        table_02(folder(xuan_tan, Stage.VERIFIED, numbers=numbers))
