"""Biểu 08 and 09 out to Excel and back: read by the numbers under the head, into the boxes of their page."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.forms.money import EMPTY
from criteria.models import MoneySheet
from criteria.rules.imports.grid import NUMBER, TEXT, Grid, Written
from criteria.rules.imports.money_file import (
    HIDDEN,
    MARK,
    MOVED,
    MoneyFileFault,
    label_of,
    read_money_file,
    rows_of_debts,
    typed_in,
)
from reports import xlsx
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.criteria import money
from tests.criteria.money import debts, funding, line, work

pytestmark = pytest.mark.django_db


def book(code, district, place):
    """The form of a commune as Excel opens it."""
    brief = Brief(district, Period(dt.date(2017, 9, 25), dt.date(2017, 6, 30), None)).of_place(place)
    return openpyxl.load_workbook(io.BytesIO(xlsx.workbook([FILLED[code](brief)], build.moment("2017-09-25"))))


def loaded(browser, workbook):
    """The page after the file came back."""
    out = io.BytesIO()
    workbook.save(out)
    return browser.post("/nhap-tep/", {"tep": SimpleUploadedFile("bieu.xlsx", out.getvalue())})


def found(sheet, words):
    """The cell that holds these words."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == words)


def lines_of(page):
    return page.context["form"].grid.lines


def test_form_08_comes_back_as_it_went(sign_in, xuan_tan, district):
    told = funding(
        "2017-09-25", line("giao-thong", "2.5", commune="100.25", note="nghiệm thu"), line("dien", 1, credit=9)
    )
    row = money.sheet(xuan_tan, told)
    page = loaded(sign_in("officer"), book("bieu-08", district, xuan_tan))
    assert (lines_of(page), page.context["form"].data["seen"]) == (list(told.lines), str(row.pk))
    said = page.content.decode()
    assert ("Đã đọc tệp bieu.xlsx, chưa lưu." in said, 'action="/nguon-luc/xuan-tan/"' in said) == (True, True)
    assert MoneySheet.objects.count() == 1


def test_an_empty_form_08_is_filled_in_excel(sign_in, xuan_tan, district):
    workbook = book("bieu-08", district, xuan_tan)
    sheet = workbook["Biểu 08"]
    at = found(sheet, "Giao thông (km)").row
    sheet.cell(at, 10).value, sheet.cell(at, 3).value = 120.5, 2
    (only,) = lines_of(loaded(sign_in("officer"), workbook))
    assert (only.content, only.volume, only.result.commune, only.result.total) == (
        "giao-thong", 2, Decimal("120.5"), Decimal("120.5"),
    )  # fmt: skip


def test_a_total_somebody_typed_over_is_held_against_its_parts(sign_in, xuan_tan, district):
    money.sheet(xuan_tan, funding())
    workbook = book("bieu-08", district, xuan_tan)
    sheet = workbook["Biểu 08"]
    sheet.cell(found(sheet, "Giao thông (km)").row, 4).value = 160
    page = loaded(sign_in("officer"), workbook)
    assert page.context["form"].grid.faults == {"giao-thong.result.total": "Tệp ghi 160, cộng lại là 150."}
    assert "Tệp ghi 160, cộng lại là 150." in page.content.decode()


def test_form_09_takes_lines_that_were_added(sign_in, xuan_tan, district):
    money.sheet(xuan_tan, debts("2017-09-25", work(), work("Trạm y tế", 200, 90, 90)))
    workbook = book("bieu-09", district, xuan_tan)
    sheet = workbook["Biểu 09"]
    at = found(sheet, "Trạm y tế").row
    sheet.insert_rows(at + 1)
    for column, value in ((3, "Cầu xóm 9"), (5, 500), (6, 300), (7, 100.5), (8, 199.5)):
        sheet.cell(at + 1, column).value = value
    page = loaded(sign_in("hanh"), workbook)
    assert [(one.work, one.owed) for one in lines_of(page)] == [
        ("Đường trục xóm 3", 300), ("Trạm y tế", 0), ("Cầu xóm 9", Decimal("199.5")),
    ]  # fmt: skip
    assert page.context["form"].grid.faults == {}


def test_a_form_09_without_works_says_nothing_unless_the_place_had_said_so(sign_in, xuan_tan, district):
    page = loaded(sign_in("officer"), book("bieu-09", district, xuan_tan))
    assert (lines_of(page), page.context["form"].errors) == ([], {"nothing": [EMPTY]})
    money.sheet(xuan_tan, debts(none=True))
    page = loaded(sign_in("officer"), book("bieu-09", district, xuan_tan))
    assert (lines_of(page), page.context["form"].cleaned_data["nothing"]) == ([], True)


def test_works_are_read_to_the_end_where_somebody_took_the_sum_away(sign_in, xuan_tan, district):
    money.sheet(xuan_tan)
    workbook = book("bieu-09", district, xuan_tan)
    found(workbook["Biểu 09"], "Tổng cộng").value = None
    first, *others = [one.work for one in lines_of(loaded(sign_in("officer"), workbook))]
    assert (first, set(others)) == ("Đường trục xóm 3", {""})


def test_a_form_of_another_commune_is_refused(sign_in, xuan_chau, district):
    page = loaded(sign_in("officer"), book("bieu-09", district, xuan_chau))
    assert page.context["form"].errors == {"tep": ["Biểu của đơn vị ngoài phạm vi nhập của tài khoản này."]}


def test_lines_that_were_renamed_and_columns_that_were_moved_are_refused(sign_in, xuan_tan, district):
    workbook = book("bieu-08", district, xuan_tan)
    found(workbook["Biểu 08"], "Giao thông (km)").value = "Đường"
    (said,) = loaded(sign_in("officer"), workbook).context["form"].errors["tep"]
    assert said == "Không thấy dòng “Giao thông (km)”. Không bớt, đổi tên dòng; tải biểu mới rồi chép số sang."
    workbook = book("bieu-09", district, xuan_tan)
    workbook["Biểu 09"].delete_cols(6)
    assert loaded(sign_in("officer"), workbook).context["form"].errors == {"tep": [MOVED]}


def hidden(*row) -> Grid:
    grid = Grid(HIDDEN)
    grid.rows[1] = {at: Written(TEXT, words) for at, words in enumerate(row, 1)}
    return grid


def test_a_hidden_sheet_of_another_version_or_without_its_form_is_refused():
    with pytest.raises(MoneyFileFault, match="phiên bản khác"):
        read_money_file([hidden(MARK, "9", "DEBT", "14110", "2017-09-25", "")])
    with pytest.raises(MoneyFileFault, match="không còn trang “Biểu 09”"):
        read_money_file([hidden(*rows_of_debts("14110", dt.date(2017, 9, 25), None)[0])])
    assert (read_money_file([Grid("Biểu 09")]), label_of("Điện", ""), typed_in(None)) == (None, "Điện", "")
    assert typed_in(Written(NUMBER, "0.30000000000000004")) == "0,3"
