"""Cells of a file as figures, days, verdicts and words: exact, and asked about where they may mean two things."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from criteria.rules.imports.grid import Written, address, column_name, position
from criteria.rules.imports.reading import (
    IS_FORMULA,
    CellFault,
    read_number,
    read_on,
    read_verdict,
    read_words,
    written_as,
)
from criteria.xlsx.cells import day_of, shown
from ntm_portal.vietnamese import day, number
from tests.criteria.imports.books import by_hand, read_file


def text(words):
    return Written("t", words)


def fault_of(read, *given, **more) -> str:
    with pytest.raises(CellFault) as fault:
        read(*given, **more)
    return str(fault.value)


@pytest.mark.parametrize(
    ("cell", "whole", "figure"),
    [
        (text("85,4"), False, "85.4"),
        (text("85.4"), False, "85.4"),
        (text("1.922"), True, "1922"),
        (text("1 922"), True, "1922"),
        (text("1.234.567,8"), False, "1234567.8"),
        (Written("n", "14.1"), False, "14.1"),
        (Written("n", "7204"), True, "7204"),
        (Written("n", "0"), True, "0"),
    ],
)
def test_a_figure_is_read_in_both_styles(cell, whole, figure):
    assert read_number(cell, whole=whole) == Decimal(figure)


@pytest.mark.parametrize("cell", [None, text(""), text("  "), text("…"), text("..."), Written("n", "")])
def test_no_figure_is_no_figure(cell):
    assert read_number(cell, whole=False) is None
    assert (read_on(cell), read_verdict(cell), read_words(cell, 10)) == (None, None, "")


@pytest.mark.parametrize(
    ("cell", "whole", "sentence"),
    [
        (text("1.922"), False, "1.922 có thể là 1922 hoặc 1,922; gõ 1922 hoặc 1,922."),
        (text("-"), True, "Dấu “-” có thể là không có, có thể là chưa có số. Gõ 0 hoặc để trống."),
        (text("-3"), True, "Số liệu không được âm."),
        (Written("n", "-3"), True, "Số liệu không được âm."),
        (text("abc"), True, "“abc” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1."),
        (Written("n", "1.922"), True, "“1,922” không phải số nguyên. Nếu là hàng nghìn thì gõ liền, ví dụ 1922."),
        (Written("n", "1" + "0" * 14), True, "Số quá lớn. Kiểm tra lại số chữ số."),
        (
            Written("n", "83.76744"), False,
            "Ô giữ 83,76744, nhiều hơn 4 số lẻ. Làm tròn trong tệp (hàm ROUND, dán thành giá trị) "
            "hoặc nhập tử số, mẫu số.",
        ),
        (Written("f", ""), True, IS_FORMULA),
        (Written("e", "#DIV/0!"), True, "Ô báo lỗi #DIV/0!. Sửa trong tệp rồi tải lên."),
        (Written("d", "2017-01-14"), False, "Ô là ngày 14/01/2017, không phải số. Định dạng ô là số rồi gõ lại."),
        (text("85%"), False, "Gõ số, không kèm dấu %."),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_with_the_way_out(cell, whole, sentence):
    assert fault_of(read_number, cell, whole=whole) == sentence


def test_a_sign_of_per_cent_may_stand_behind_a_share():
    assert read_number(text("85,4%"), whole=False, share=True) == Decimal("85.4")


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (Written("d", "2017-09-25"), "2017-09-25"),
        (text("3/6/2017"), "2017-06-03"),
        (text("2017-09-25"), "2017-09-25"),
    ],
)
def test_a_day_is_read(cell, moment):
    assert read_on(cell) == dt.date.fromisoformat(moment)


def test_a_bare_number_is_no_day():
    said = "“43003” là số, không phải ngày. Định dạng ô là ngày, hoặc gõ theo mẫu 28/8/2017."
    assert fault_of(read_on, Written("n", "43003")) == said
    assert fault_of(read_on, text("31/9/2017")) == "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Đ", "MET"), ("đạt", "MET"), ("ĐẠT ", "MET"), ("C", "NOT_MET"), ("chưa đạt", "NOT_MET"),
        ("Không đạt", "NOT_MET"), ("CB", "NEARLY"), ("cơ bản đạt", "NEARLY"), ("kx", "NA"), ("Không xét", "NA"),
    ],
)  # fmt: skip
def test_a_verdict_is_read_from_letter_or_word(words, verdict):
    assert read_verdict(text(words)) == Verdict(verdict)


@pytest.mark.parametrize("cell", [text("x"), Written("n", "1")])
def test_no_other_word_is_a_verdict(cell):
    assert fault_of(read_verdict, cell).endswith("không phải kết quả đánh giá. Ghi Đ, C hoặc KX.")


def test_words_are_spelled_one_way_and_not_too_long():
    assert read_words(text("  Uỷ ban\n xã "), 50) == "Ủy ban xã"
    assert read_words(Written("d", "2017-09-05"), 50) == "05/9/2017"
    assert fault_of(read_words, text("a" * 11), 10) == "Dài quá 10 ký tự."


def test_a_cell_is_shown_as_its_reader_sees_it():
    cells = [None, Written("n", "1922.5"), Written("d", "2017-09-25"), Written("f", ""), text(" Đ ")]
    assert [written_as(cell) for cell in cells] == ["", "1.922,5", "25/9/2017", "công thức", "Đ"]


@given(st.integers(0, 10**14 - 1), st.integers(0, 4))
def test_any_figure_survives_being_written_in_the_vietnamese_way(units, places):
    figure = Decimal(units).scaleb(-places)
    written = number(figure)
    if written.count(".") == 1 and "," not in written:  # one dot before three digits is asked about, never guessed
        assert "có thể là" in fault_of(read_number, text(written), whole=False)
    else:
        assert read_number(text(written), whole=False) == figure


@given(st.decimals(0, 10**9, places=4, allow_nan=False))
def test_a_number_excel_keeps_in_binary_is_read_as_it_is_shown(figure):
    stored = repr(float(figure))
    grid = read_file("a.xlsx", by_hand(f'<sheetData><row r="1"><c r="A1"><v>{stored}</v></c></row></sheetData>'))[0]
    assert read_number(grid.at(1, 1), whole=False) == figure.normalize()


def test_noise_behind_the_fifteenth_digit_is_not_a_figure():
    assert shown(Decimal("14.099999999999998")) == Decimal("14.1")
    assert shown(Decimal("0.30000000000000004")) == Decimal("0.3")
    assert shown(Decimal(0)) == 0


@given(st.dates(dt.date(1900, 3, 1), dt.date(2100, 12, 31)))
def test_a_day_survives_the_serial_numbers_of_excel(moment):
    assert day_of(Decimal((moment - dt.date(1899, 12, 30)).days), from_1904=False) == moment
    assert read_on(text(day(moment))) == moment


def test_days_before_the_leap_day_that_never_was_and_outside_the_centuries():
    assert day_of(Decimal(1), from_1904=False) == dt.date(1900, 1, 1)
    assert day_of(Decimal(0), from_1904=False) is None
    assert day_of(Decimal(10**6), from_1904=False) is None
    assert day_of(Decimal("0.5"), from_1904=False) is None


@given(st.integers(1, 18_278))
def test_columns_are_called_as_excel_calls_them(column):
    assert position(address(7, column)) == (7, column)


def test_names_of_cells():
    assert [column_name(at) for at in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [position(name) for name in ("F12", "f12", "12", "", "A0")] == [(12, 6), (0, 0), (0, 0), (0, 0), (0, 0)]
