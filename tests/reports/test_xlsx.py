"""A form as a workbook: read back cell by cell, as Excel would see it."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell import Cell

from criteria.enums import Verdict
from reports import xlsx
from reports.tables.base import Letter, Row, RowKind
from reports.xlsx.measure import lines_needed
from reports.xlsx.paging import Kept, page_starts
from tests.reports import hand

MADE_AT = dt.datetime(2017, 9, 25, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
MIDNIGHT = dt.datetime.combine(dt.date(2017, 6, 3), dt.time())


def read(*tables):
    return openpyxl.load_workbook(io.BytesIO(xlsx.workbook(tables, MADE_AT)))


@pytest.fixture(scope="module")
def sheet():
    return read(hand.table())["Biểu 05"]


def rows(sheet, first, last):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]


def test_the_letterhead_stands_above_the_table(sheet):
    assert [[value for value in row if value] for row in rows(sheet, 1, 7)] == [
        ["UBND HUYỆN XUÂN TRƯỜNG", "Biểu số 05"],
        ["VĂN PHÒNG ĐIỀU PHỐI NTM"],
        [],
        ["KẾT QUẢ THỰC HIỆN THEO TỪNG TIÊU CHÍ"],
        ["(Số liệu tính đến ngày 25/9/2017, so với ngày 28/8/2017)"],
        ["Số liệu minh họa, không phải số liệu thật"],
        ["Đơn vị tính: xã, thị trấn"],
    ]


def test_the_head_has_two_levels_and_the_numbers_of_the_columns(sheet):
    assert rows(sheet, 8, 10) == [
        ["TT", "Xã, thị trấn", "BHYT", None, None, None, "Tăng, giảm", "Ngày số liệu", "Ghi chú"],
        [None, None, "Tử số", "Mẫu số", "Tỷ lệ (%)", "Đạt", None, None, None],
        ["A", "B", 1, 2, "3=1/2", 4, 5, 6, "C"],
    ]
    assert {"A8:A9", "C8:F8", "G8:G9"} <= {str(block) for block in sheet.merged_cells.ranges}
    assert sheet["G8"].alignment.textRotation == 90


def test_figures_are_numbers_days_are_days_and_totals_are_live(sheet):
    assert rows(sheet, 11, 15) == [
        ["I", "Khu vực nông thôn", *[None] * 7],
        [1, "Xuân Tân", 7204, 8600, "=C12/D12*100", "C▼", -1, MIDNIGHT, "=1+1"],
        [2, "Xuân Châu", 6100, 7000, "=C13/D13*100", "Đ", 2, MIDNIGHT, None],
        [3, "Xuân Thủy", 0, 6500, "=C14/D14*100", "CB", 0, MIDNIGHT, None],
        [
            None,
            "Tổng số",
            "=SUM(C11:C14)",
            "=SUM(D11:D14)",
            "=C15/D15*100",
            '=COUNTIF(F11:F14,"Đ*")',
            "=SUM(G11:G14)",
            None,
            None,
        ],
    ]
    formats = [cell.number_format for cell in sheet[12]]
    assert formats == [
        "General",
        "General",
        '#,##0_);-#,##0_);"-"_)',
        '#,##0_);-#,##0_);"-"_)',
        "0.00_)",
        "General",
        '+#,##0_);-#,##0_);"-"_)',
        "dd/m/yyyy",
        "General",
    ]


def test_words_that_look_like_a_formula_stay_words(sheet):
    assert (sheet["I12"].value, sheet["I12"].data_type, sheet["I12"].quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize("typed", ["=1+1", "+84 350", "-5", "@SUM(A1)", "#N/A", "=HYPERLINK(1)"])
def test_whatever_an_officer_typed_is_text(typed):
    cell = read(hand.table(rows=(hand.row(1, typed, 1, 2, Letter(Verdict.MET)),)))["Biểu 05"]["B11"]
    assert (cell.value, cell.data_type) == (typed, "s")


def test_letters_that_no_sheet_can_hold_are_left_out():
    sheet = read(hand.table(rows=(hand.row(1, "Xuân\x0bTân\x00\uffff", 1, 2, Letter(Verdict.MET)),)))["Biểu 05"]
    assert sheet["B11"].value == "XuânTân"


def test_every_cell_is_times_new_roman(sheet):
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}


def test_letters_carry_the_meaning_without_colour(sheet):
    not_met, by_self, nearly = sheet["F12"], sheet["F13"], sheet["F14"]
    assert (not_met.font.b, not_met.border.left.style) == (True, "medium")
    assert (by_self.font.b, by_self.font.u, by_self.border.left.style) == (False, "single", "thin")
    assert (nearly.font.b, nearly.font.i, nearly.border.left.style) == (True, True, "thin")
    rules = [rule.formula for ruled in sheet.conditional_formatting for rule in ruled.rules]
    assert rules == [['LEFT(F11,2)="CB"'], ['OR(F11="C",F11="C▼")']]


def test_borders_stand_on_the_table_and_nowhere_else(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]
    framed = {cell.coordinate for cell in cells if cell.border.left and cell.border.left.style}
    assert framed == {cell.coordinate for cell in cells if 8 <= cell.row <= 15}


def test_the_page_is_set_up_to_be_printed(sheet):
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.print_area) == ("$8:$10", "'Biểu 05'!$A$1:$I$25")
    assert (sheet.freeze_panes, sheet.print_options.horizontalCentered) == ("C11", True)
    margins = sheet.page_margins
    assert [round(getattr(margins, side) * 25.4) for side in ("left", "right", "top", "bottom")] == [20, 15, 15, 15]
    assert sheet.oddFooter.center.text == "&P"
    assert sheet.oddFooter.left.text == "Số liệu minh họa, không phải số liệu thật"


@pytest.mark.parametrize(("code", "paper"), [("bieu-03", (8, "landscape")), ("tom-tat", (9, "portrait"))])
def test_each_form_has_its_paper(code, paper):
    sheet = read(hand.table(code=code)).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == paper


def test_the_signatures_close_the_sheet(sheet):
    assert [[value for value in row if value] for row in rows(sheet, 16, 25)] == [
        [],
        ["Ghi chú: Đ: đạt."],
        [],
        ["Xuân Trường, ngày … tháng … năm 2017"],
        ["NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG"],
        ["(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"],
        *[[]] * 4,
    ]


def test_names_of_signers_stand_below_the_room_for_their_hands():
    table = hand.table()
    left, right = table.form.signers
    named = replace(table, form=replace(table.form, signers=(left, replace(right, name="Nguyễn Văn A"))))
    sheet = read(named).worksheets[0]
    assert [[value for value in row if value] for row in rows(sheet, 20, 25)][-1] == ["Nguyễn Văn A"]


def test_without_sample_data_no_sheet_is_marked():
    sheet = read(hand.table(sample=False)).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in texts if "minh họa" in text]
    assert sheet.oddFooter.left.text is None


def test_the_workbook_says_what_it_is():
    book = read(hand.table(), hand.table(code="bieu-04"))
    about = read(hand.table()).properties
    assert book.sheetnames == ["Biểu 05", "Biểu 04"]
    assert (about.title, about.creator) == (
        "Biểu số 05 KẾT QUẢ THỰC HIỆN THEO TỪNG TIÊU CHÍ",
        "UBND HUYỆN XUÂN TRƯỜNG, VĂN PHÒNG ĐIỀU PHỐI NTM",
    )
    assert about.created == dt.datetime.combine(dt.date(2017, 9, 25), dt.time(2))


def test_a_workbook_holds_few_styles_however_many_cells():
    table = hand.table()
    many = replace(table, rows=table.rows[:-1] * 40 + table.rows[-1:])
    styles = zipfile.ZipFile(io.BytesIO(xlsx.workbook([many], MADE_AT))).read("xl/styles.xml").decode()
    assert styles.count("<cellStyle ") < 40


HEIGHTS = [20.0] * 3 + [10.0] * 20


@pytest.mark.parametrize(
    ("room", "rows"),
    [
        (400, []),  # all on one page
        (230, [19]),  # the tail would be torn
        (180, [16]),  # the tail falls on the second page by itself, with rows of data above it
        (80, [6, 10, 14, 18, 22]),  # the tail is longer than a page: nothing can be done
    ],
)
def test_signatures_are_never_torn_from_the_last_rows(room, rows):
    assert page_starts(HEIGHTS, heads=(2, 3), kept=Kept(frozenset(), tail=19), room=room) == rows


@pytest.mark.parametrize(("headings", "rows"), [({15}, [15]), ({14, 15}, [14]), ({16}, [16]), ({12}, [16])])
def test_a_heading_never_ends_a_page(headings, rows):
    assert page_starts(HEIGHTS, heads=(2, 3), kept=Kept(frozenset(headings), tail=19), room=180) == rows


def long_form(length):
    body = tuple(hand.row(at, f"Xã {at}", 1, 2, Letter(Verdict.MET)) for at in range(length))
    return replace(hand.table(), rows=(*body, hand.table().rows[-1]))


def test_a_form_that_just_outgrows_its_page_takes_two_rows_along():
    breaks = [read(long_form(length)).worksheets[0].row_breaks.brk for length in (6, 10, 20)]
    assert [[mark.id for mark in marks] for marks in breaks] == [[], [18], [26]]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Đ", 9, 1),
        ("Xuân Tân", 39, 1),
        ("Xuân Hồng, Xuân Đài, Xuân Ninh", 30, 2),
        ("một\nhai", 60, 2),
        ("KẾT QUẢ THỰC HIỆN THEO TỪNG TIÊU CHÍ", 262, 1),
        ("≥ 36 triệu đồng/người/năm", 21, 3),
        ("nghiemthu" * 4, 21, 4),
    ],
)
def test_rows_are_as_high_as_their_text(text, width, lines):
    assert lines_needed(text, width, 11) == lines


def test_the_longest_text_is_written_smaller_than_a_row_can_be_high():
    told = "Đã giao từng đồng chí phụ trách một xóm, kiểm tra hằng tuần. " * 65
    cells = list(hand.table().rows[0].cells)
    sheet = read(replace(hand.table(), rows=(Row((*cells[:-1], told)), *hand.table().rows))).worksheets[0]
    long, short = sheet.cell(11, len(cells)), sheet.cell(12, len(cells))
    assert (long.value, sheet.row_dimensions[11].height, long.font.sz < short.font.sz) == (told, 409.5, True)
    assert (long.font.name, long.border.left.style, long.alignment.wrap_text) == ("Times New Roman", "thin", True)


def test_a_table_without_rows_is_still_a_form():
    empty = replace(hand.table(), rows=(Row(("", "Chưa có xã", *[""] * 7)),))
    assert read(empty).worksheets[0]["B11"].value == "Chưa có xã"


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        ("DDDDT", 2),
        ("DDGDDT", 2),  # the heading goes with its rows
        ("DGGDDT", 1),
        ("DT", 0),
        ("T", 0),
    ],
)
def test_a_heading_goes_to_the_next_page_with_its_rows(kinds, kept):
    kind = {"D": RowKind.DATA, "G": RowKind.GROUP, "T": RowKind.TOTAL}
    rows = tuple(Row(("",), kind[letter]) for letter in kinds)
    assert replace(hand.table(), rows=rows).tail == kept
