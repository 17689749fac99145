"""Bảng tự chọn: which columns, in which order, which rows; and the same as Excel."""

import io
import re
from fractions import Fraction

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Verdict
from ntm_portal.kept import forget_readings
from reports.tables.custom import MOST_COLUMNS, CustomRow, Field, Value, chosen, gone, kept, sorted_by
from tests import build
from tests.reports.facts import CHAU, MET, NA, NONE, NOT_MET, TAN, TOWN
from tests.reports.story import leave_communes, tell

OFFERED = [Field(code, code, code) for code in ("so", "cn", "tc-11", "tc-15", "ct-15.1")]


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (("ct-15.1", "so", "ct-15.1"), ["ct-15.1", "so"]),
        (("tc-99", "cn"), ["cn"]),
        ((), ["so", "tc-11", "tc-15", "ct-15.1"]),
        (("không có",), ["so", "tc-11", "tc-15", "ct-15.1"]),
    ],
)
def test_columns_stand_in_the_order_asked_each_once(codes, found):
    fields, left_out = chosen(codes, OFFERED)
    assert ([field.code for field in fields], left_out) == (found, 0)


def test_a_table_has_so_many_columns_and_says_how_many_are_left_out():
    many = [Field(f"ct-{number}", "", "") for number in range(MOST_COLUMNS + 3)]
    fields, left_out = chosen([field.code for field in many], many)
    assert (len(fields), left_out) == (MOST_COLUMNS, 3)
    unusual = [Field(f"tc-{number}", "", "") for number in range(30, 60)]
    assert len(chosen((), unusual)[0]) == MOST_COLUMNS
    assert chosen((), []) == ((), 0)


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (("so", "tc-15", ""), ()),
        (("ct-15.9", "tc-20", "ct-15.9", "ct-15.1"), ("15.9", "20")),
        (("không có",), ()),
        (tuple(f"ct-{'9' * 30}.{n}" for n in range(30)), ("9" * 10,) * MOST_COLUMNS),
    ],
)
def test_columns_that_are_no_more_are_named(codes, numbers):
    assert gone(codes, OFFERED) == numbers


def row(commune, rank, verdict=MET):
    return CustomRow(commune, (Value(verdict=verdict, rank=None if rank is None else Fraction(rank)),))


@pytest.mark.parametrize(
    ("sort", "order"),
    [("", [TAN, CHAU, TOWN]), ("so", [TOWN, TAN, CHAU]), ("-so", [TAN, TOWN, CHAU]), ("tc-9", [TAN, CHAU, TOWN])],
)
def test_rows_are_sorted_by_a_column_and_what_is_unknown_comes_last(sort, order):
    rows = [row(TAN, 5), row(CHAU, None), row(TOWN, 2)]
    assert [one.commune for one in sorted_by(rows, OFFERED[:1], sort)] == order


def test_only_rows_in_which_something_lacks_are_kept():
    rows = [row(TAN, 1), row(CHAU, 1, NOT_MET), row(TOWN, 1, NA), row(TOWN, 1, NONE), row(TAN, 1, None)]
    assert kept(rows, only_lacking=True) == [rows[1], rows[3]]
    assert kept(rows, only_lacking=False) == rows


# --- The page and the file ------------------------------------------------------------------


@pytest.fixture
def told(district, hanh):
    tell(district, hanh)


def table(response):
    """The rows of the page, as texts."""
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", response.content.decode().split("<main")[1])
    rows = re.findall(r"<tr>(.*?)</tr>", text, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_the_address_says_columns_order_and_rows(sign_in, told):
    assert table(sign_in("hanh").get("/bang/?cot=so,tc-15,ct-11&xep=-ct-11")) == [
        ["Xã, thị trấn", "Số TC đạt", "15. Y tế", "11 Hộ nghèo đa chiều ↓ ≤ 2%"],
        ["Xuân Tân", "2/19", "C", "Đ 1,98%"],
        ["TT. Xuân Trường", "4/19", "Đ", "Đ 1,77%"],
        ["Xuân Châu", "1/18 (01 không xét)", "CB", "Đ 1,50%"],
        ["Số đơn vị đạt", "", "1", "3"],
    ]


def test_a_column_that_is_no_more_is_told_on_the_page(sign_in, told):
    browser = sign_in("hanh")
    assert "tiêu chí, chỉ tiêu 15.9: bảng không có" in browser.get("/bang/?cot=so,ct-15.9").text
    assert "bảng không có" not in browser.get("/bang/?cot=so,ct-15.1").text


def test_ticked_columns_come_one_by_one(sign_in, told):
    page = sign_in("hanh").get("/bang/?cot=tc-15&cot=cn&loc=chua-dat&den=2017-09-25").content.decode()
    assert "02 trong 03 đơn vị" in page
    assert "/bang.xlsx?den=2017-09-25&amp;cot=tc-15%2Ccn&amp;loc=chua-dat" in page
    assert page.count(" checked") == 2


def test_where_nothing_lacks_the_page_leads_back(sign_in, told):
    page = sign_in("hanh").get("/bang/?cot=tc-11&loc=chua-dat").content.decode()
    assert "Không có đơn vị nào còn chưa đạt ở các cột này." in page


def test_a_department_chooses_among_its_own(sign_in, told):
    page = sign_in("lao_dong").get("/bang/?cot=tc-15,ct-11").content.decode()
    assert table(sign_in("lao_dong").get("/bang/?cot=tc-15,ct-11"))[0] == ["Xã, thị trấn", "11 Hộ nghèo đa chiều ≤ 2%"]
    assert 'value="so"' not in page


def test_the_file_is_the_view(sign_in, told):
    answer = sign_in("hanh").get("/bang.xlsx?cot=ct-11,tc-15,so,ct-15.2&xep=ct-11&loc=chua-dat")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert [row for row in cells if row[:1] in ([1], [2])] == [
        [1, "Xã Xuân Châu", 1.5, "Đ", "CB", "1/18 (01 không xét)", "Đạt", "Đ"],
        [2, "Xã Xuân Tân", pytest.approx(100 * 49 / 2470), "Đ", "C", "2/19", "Đạt", "Đ"],
    ]
    assert sheet.title == "Bảng tự chọn"
    assert any("chỉ các đơn vị còn chỉ tiêu chưa đạt" in str(row) for row in cells)
    assert next(row for row in cells if "Số đơn vị đạt" in row)[1].startswith("=COUNTIF(")


def test_the_file_says_with_whose_knowledge_it_was_read(sign_in, told):
    answer = sign_in("hanh").get("/bang.xlsx?cot=tc-15&den=2017-09-22&biet_den=2017-09-24&loc=chua-dat")
    told_until = "Số liệu tính đến ngày 22/9/2017; theo số liệu đã ghi đến hết ngày 24/9/2017"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.properties.subject == f"{told_until}, chỉ các đơn vị còn chỉ tiêu chưa đạt"


def test_a_wrong_day_leads_back_to_the_page(sign_in, told):
    answer = sign_in("hanh").get("/bang.xlsx?cot=so&den=31/9/2017")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/bang/?cot=so")


@pytest.mark.parametrize("communes", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/bang/", 21), ("/bang/?cot=cn,tc-1", 16), ("/bang.xlsx", 13)])
def test_the_page_costs_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost


def test_without_communes_or_indicators_there_is_no_table(sign_in, district):
    leave_communes(district)
    assert "Chưa có gì để lập bảng" in sign_in("hanh").get("/bang/").content.decode()
