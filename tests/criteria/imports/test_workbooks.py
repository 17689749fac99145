"""Workbooks and .csv files as plain cells, whatever program wrote them."""

import datetime as dt
import json

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from criteria.rules.imports.grid import Grid, Written
from criteria.xlsx import FileFault, read_file
from tests.criteria.imports.books import MAIN, book_of, by_hand, grid_of, saved

GONE = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="gone.xml"/></Relationships>'
HALF_PAST_ONE = dt.datetime(2017, 9, 5, 13, 30)  # noqa: DTZ001 - Excel knows no time zones


def row_of(grid, row=1) -> list:
    return [tuple(cell) for cell in grid.rows[row].values()]


def first_row(inside: str, **given) -> list:
    """The cells of a row written by hand."""
    return row_of(read_file("a.xlsx", by_hand(f'<sheetData><row r="1">{inside}</row></sheetData>', **given))[0])


def test_each_kind_of_cell_keeps_what_it_says():
    grid = grid_of([["Xuân Tân", 7204, 14.1, dt.date(2017, 9, 25), HALF_PAST_ONE, True, "=1+1", None, "1.922"]])
    assert row_of(grid) == [
        ("t", "Xuân Tân"), ("n", "7204"), ("n", "14.1"), ("d", "2017-09-25"), ("d", "2017-09-05"), ("t", "TRUE"),
        ("f", ""), ("t", "1.922"),
    ]  # fmt: skip


def test_a_percentage_is_the_figure_before_its_sign():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = 0.8377, 0.8377
    book.active["A1"].number_format, book.active["B1"].number_format = "0.00%", '0.00"%"'
    assert row_of(read_file("a.xlsx", saved(book))[0]) == [("n", "83.77"), ("n", "0.8377")]


@pytest.mark.parametrize(
    ("format", "kind"),
    [
        ("d/m/yyyy", "d"), ("dd-mm-yy", "d"), ("[$-42A]dd mmmm yyyy", "d"), ("#,##0", "n"), ('0.0" ngày"', "n"),
        ("General", "n"), ("[Red]0.00", "n"), ("h:mm", "d"),
    ],
)  # fmt: skip
def test_a_number_is_a_day_where_its_format_shows_one(format, kind):
    book = openpyxl.Workbook()
    book.active["A1"] = 43003
    book.active["A1"].number_format = format
    assert row_of(read_file("a.xlsx", saved(book))[0])[0][0] == kind


def test_workbooks_of_old_macs_count_from_another_day():
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    given = {"about": '<workbookPr date1904="1"/>', "parts": {"xl/styles.xml": styles}}
    assert first_row('<c r="A1" s="0"><v>41541</v></c>', **given) == [("d", "2017-09-25")]


def test_rich_and_shared_and_inline_text_is_text():
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("Xuân ", TextBlock(InlineFont(b=True), "Tân"))
    assert row_of(read_file("a.xlsx", saved(book))[0]) == [("t", "Xuân Tân")]
    words = f'<sst xmlns="{MAIN}"><si><t>Tân</t><rPh sb="0" eb="1"><t>đọc</t></rPh></si><si><t> </t></si></sst>'
    inside = (
        '<c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c>'
        '<c t="inlineStr"><is><t>Châu</t></is></c>'
        '<c r="F1" t="inlineStr"><is><r><t>Th</t></r><r><t>ọ</t></r><rPh><t>x</t></rPh></is></c>'
    )
    cells = [("t", "Tân"), ("t", "Châu"), ("t", "Thọ")]
    assert first_row(inside, parts={"xl/sharedStrings.xml": words}) == cells


def test_rows_and_cells_that_do_not_say_where_they_are_follow_one_another():
    file = by_hand("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")
    assert read_file("a.xlsx", file)[0].rows == {
        1: {1: Written("n", "1"), 2: Written("n", "2")}, 2: {1: Written("n", "3")},
    }  # fmt: skip


def test_odd_values_are_errors_and_not_figures():
    inside = (
        '<c r="A1"><v>abc</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="d"><v>2017-09-25T00:00:00</v></c>'
        '<c r="D1" t="d"><v>hôm qua</v></c><c r="E1"><v>1E+300</v></c><c r="F1" s="999999999"><v>5</v></c>'
        '<c r="G1"><f>A1</f><v>5</v></c><c r="H1" t="str"><v>chữ</v></c>'
    )
    assert [cell[0] for cell in first_row(inside)] == ["e", "e", "d", "e", "e", "n", "f", "t"]


def test_the_prefix_of_the_writing_program_does_not_matter():
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert row_of(read_file("a.xlsx", by_hand("", {"xl/worksheets/sheet1.xml": sheet}))[0]) == [("n", "7")]


def test_merged_blocks_and_hidden_sheets_are_known():
    book = openpyxl.Workbook()
    book.active.append(["Hộ nghèo", None])
    book.active.merge_cells("A1:B1")
    hidden = book.create_sheet("Ẩn")
    hidden["A1"], hidden.sheet_state = 1, "hidden"
    grids = read_file("a.xlsx", saved(book))
    assert (grids[0].merged, [grid.hidden for grid in grids]) == ([(1, 1, 1, 2)], [False, True])


def test_a_grid_is_stored_and_found_again():
    grid = grid_of([["Xuân Tân", 5], [None, dt.date(2017, 9, 25)]])
    again = Grid.of_plain(json.loads(json.dumps(grid.plain())))
    assert (again.name, again.rows, again.columns) == (grid.name, grid.rows, 2)
    assert (again.named("B1"), again.named("Z9"), again.named("?"), Grid("").columns) == (
        Written("n", "5"),
        None,
        None,
        0,
    )


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ("Đơn vị;Số thẻ\nXuân Tân;1.922\n".encode("utf-8-sig"), ["Xuân Tân", "1.922"]),
        ("Đơn vị,Số thẻ\nXuân Tân,1922\n".encode(), ["Xuân Tân", "1922"]),
        ("Đơn vị\tSố thẻ\nXuân Tân\t14,1\n".encode("utf-16"), ["Xuân Tân", "14,1"]),
        ("Đơn vị;Số thẻ\nXuân Thu\u0309y;5\n".encode("cp1258", "ignore"), None),
        ('Đơn vị;Ghi chú\nXuân Tân;"hai\ndòng; một ô"\n'.encode(), ["Xuân Tân", "hai\ndòng; một ô"]),
    ],
    ids=["utf-8", "comma", "utf-16", "windows", "quoted"],
)
def test_a_csv_file_is_read_in_the_letters_and_with_the_sign_it_has(content, cells):
    grid = read_file("bang.csv", content)[0]
    assert list(grid.rows) == [1, 2]
    if cells:
        assert [cell.text for cell in grid.rows[2].values()] == cells


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "Tệp rỗng."),
        ("a.xlsx", b"khong phai zip", "Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác."),
        ("a.csv", b"%PDF-1.4", "Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác."),
        ("a.docx", book_of([["a"]]), "Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác."),
        ("a.xlsx", b"PK\x03\x04" + b"0" * 40, "Tệp bị hỏng hoặc không phải tệp Excel .xlsx."),
        ("a.xlsx", book_of([]), "Tệp không có số liệu nào."),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Tệp .xls kiểu cũ không đọc được."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu"),
        ("a.csv", b"a\x00b", "Không đọc được chữ trong tệp."),
        ("a.csv", b"\xff\xfea", "Không đọc được chữ trong tệp."),
        ("a.csv", b'"' + (b"a" * 90_000 + b"\n") * 2, "Tệp .csv bị hỏng."),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(name, content, sentence):
    with pytest.raises(FileFault, match="^" + sentence.replace(".", r"\.")):
        read_file(name, content)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/_rels/workbook.xml.rels": GONE},
        {"xl/styles.xml": "không phải xml"},
        {"EncryptedPackage": "x"},
    ],
)
def test_a_broken_package_is_refused(parts):
    with pytest.raises(FileFault):
        read_file("a.xlsx", by_hand("<sheetData/>", parts))


def test_a_zip_that_is_no_workbook_is_refused():
    file = by_hand("<sheetData/>").replace(b"[Content_Types].xml", b"[Content_Typez].xml")
    with pytest.raises(FileFault, match="Tệp bị hỏng"):
        read_file("a.xlsx", file)
