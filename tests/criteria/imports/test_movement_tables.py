"""Biểu 07 as it is pasted or read from a file: by the order of its columns, never guessed."""

import pytest

from criteria.rules.facts import Flow
from criteria.rules.imports.grid import FORMULA, NUMBER, TEXT, Grid, Written
from criteria.rules.imports.movements import COLUMNS, Terms, read_table, rows_of, table_of_grid
from tests.build import date
from tests.criteria.imports.test_names import matcher

TERMS = Terms(2017, date("2017-09-18"), "Biên bản")
PLAIN = ["Xuân Tân", "2.119", "60", "14", "1", "2", "49", "0", "80", "20", "0", "1", "61", "0"]
OF_FORM = [
    "8", "Xuân Tân", "2.119", "60", "2,83", "14", "0,66", "1", "0,05", "2", "0,09", "49", "-", "2,31",
    "80", "3,78", "20", "0,94", "-", "0,00", "1", "0,05", "61", "-", "2,88", "18/9/2017",
]  # fmt: skip


def read(*rows):
    return read_table("\n".join("\t".join(row) for row in rows), matcher(), TERMS)


def faults(row) -> list[str]:
    (line,) = read(row)
    return line.faults


@pytest.mark.parametrize("row", [PLAIN, ["1", *PLAIN], PLAIN[:-1], OF_FORM, [*PLAIN, "ghi chú"]])
def test_a_line_is_read_with_or_without_percentages(row):
    (line,) = read(row)
    assert (line.place.label, line.faults) == ("Xã Xuân Tân", [])
    assert (line.typed.households, line.typed.counted_on, line.typed.source) == (2119, date("2017-09-18"), "Biên bản")
    assert (line.typed.poor, line.typed.near) == (Flow(60, 14, 1, 2, 49, 0), Flow(80, 20, 0, 1, 61, 0))


def test_heads_groups_totals_and_empty_lines_are_left_out():
    rows = [
        ["TT", "Đơn vị", "Tổng số hộ dân cư", "Hộ nghèo"], ["A", "B", *map(str, range(1, 24))], [],
        ["I", "Khu vực thành thị", *PLAIN[1:]], ["", "Tổng cộng", *PLAIN[1:]], ["5", "Xuân Phong", *["…"] * 23],
        ["(Ký, ghi rõ họ tên)"],
    ]  # fmt: skip
    assert read(*rows) == []


def test_a_line_of_figures_without_a_known_name_is_refused_with_the_nearest():
    assert faults(["Xuân Tâm", *PLAIN[1:]])[0].startswith("Không có đơn vị tên này. Có phải ")
    assert faults(["Qq ww", *PLAIN[1:]]) == ["Không có đơn vị tên này."]


@pytest.mark.parametrize("row", [["Xuân Tâm", *PLAIN[1:4], "", "", *PLAIN[6:]], ["Xuân Tâm", "2.119", "60"]])
def test_a_misspelt_name_is_not_lost_where_cells_are_empty(row):
    assert faults(row)[0].startswith("Không có đơn vị tên này. Có phải ")


def test_a_name_broken_over_two_lines_is_one_cell_as_excel_copies_it():
    text = "\n".join(["\t".join(['"Xuân\r\nTân"', *PLAIN[1:]]), "\t".join(["Xuân Phong", "x"])])
    first, second = read_table(text, matcher(), TERMS)
    assert (first.at, first.place.label, first.faults) == (1, "Xã Xuân Tân", [])
    assert (second.at, second.place.label) == (3, "Xã Xuân Phong")


def test_quotes_of_the_office_s_own_stay():
    text = 'Nhà "A"\t"5"\n"Cầu ""B""\nxóm 3"\t1\n"không đóng\t2'
    assert list(rows_of(text)) == [
        (1, ['Nhà "A"', '"5"']), (2, ['Cầu "B" xóm 3', "1"]), (4, ['"không đóng', "2"]),
    ]  # fmt: skip


def test_a_line_with_too_few_columns_says_what_is_wanted():
    assert faults(PLAIN[:8]) == [f"Dòng có 7 cột số. {COLUMNS}"]


def test_each_unreadable_number_is_named_by_its_place():
    row = [*PLAIN]
    row[3], row[6] = "abc", ""
    assert faults(row) == [
        "Cột hộ nghèo, thoát: “abc” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1.",
        "Cột hộ nghèo, cuối kỳ: Chưa nhập số.",
    ]


def test_a_sheet_of_a_file_reads_like_a_pasted_table():
    grid = Grid("Biểu 07")
    grid.rows[3] = {
        1: Written(NUMBER, "8"),
        2: Written(TEXT, "Xuân Tân"),
        **{at + 2: Written(NUMBER, cell.replace(".", "")) for at, cell in enumerate(PLAIN[1:], 1)},
    }
    grid.rows[4] = {2: Written(TEXT, "Tổng cộng"), 3: Written(FORMULA, "SUM(C3:C3)")}
    text = table_of_grid(grid)
    assert text.splitlines()[3].startswith("\tTổng cộng\tcông thức")
    (line,) = read_table(text, matcher(), TERMS)
    assert (line.at, line.typed.poor.end, table_of_grid(Grid("trống"))) == (3, 49, "")
