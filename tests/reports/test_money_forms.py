"""Biểu 08 and 09: by content and source, work by work, live in Excel, as known then; and what the report reads."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports import xlsx
from reports.tables.base import Cell
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.money import money_facts
from reports.tables.paper import forms
from reports.tables.pieces import Piece, fill
from reports.xlsx.formulas import References
from tests import build
from tests.criteria import money
from tests.criteria.money import amounts, debts, funding, line, work
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY, THEN = dt.date(2017, 9, 25), dt.date(2017, 6, 30)


def notes_in_file(table) -> list[str]:
    """The words of an Excel file that stand in one cell over its whole width, below the form."""
    sheet = load_workbook(io.BytesIO(xlsx.workbook([table], build.moment(TODAY)))).worksheets[0]
    return [str(row[0].value or "") for row in sheet.iter_rows()]


def form(code, district, place=None, as_of=TODAY, known_at=None):
    brief = Brief(district, Period(as_of, THEN, known_at))
    return FILLED[code](brief.of_place(place) if place else brief)


@pytest.fixture
def three(district):
    """The township and two communes: one owes and raised, one owes nothing, one has told nothing."""
    story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    town, chau, tan = build.home_communes(3)
    money.sheet(tan, funding("2017-06-30", line(commune=60)))
    money.sheet(tan, funding("2017-09-25", line(plan=amounts(commune="40.5")), line("dien", 1, enterprise=10)))
    money.sheet(town, funding("2017-09-18", line(volume="1.5", province=7, note="nghiệm thu tháng 8")))
    money.sheet(tan, debts("2017-06-30", work(done=700)))
    money.sheet(tan, debts("2017-09-25", work(), work("Trạm y tế", 200, 90, 90)))
    money.sheet(town, debts("2017-09-18", none=True))
    return town, chau, tan


def read(table) -> dict[str, list[str]]:
    """What a reader sees of each line, by the name of its row."""
    lines = [[cell.strip() for cell in one.split(" | ")] for one in story.read_aloud(table).splitlines()]
    return {one[1]: one[2:] for one in lines if len(one) == 30}


def test_form_08_adds_the_communes_up_by_content_and_source(three, district):
    told, none = read(form("bieu-08", district)), ["-"] * 13
    assert told["Giao thông (km)"] == [
        "3,5", "157,0", "107,0", "-", "-", "7,0", "-", "100,0", "-", "-", "-", "50,0", "-", "-",
        "40,5", "40,5", "-", "-", "-", "-", "40,5", *["-"] * 6, "nghiệm thu tháng 8",
    ]  # fmt: skip
    assert told["Điện (công trình)"] == ["1", "10,0", *["-"] * 8, "10,0", "-", "-", "-", *none, ""]
    assert told["Quy hoạch"] == ["", *none, *none, ""]
    assert told["Tổng cộng"][:3] == ["", "167,0", "107,0"]
    assert form("bieu-08", district).notes[1:] == (
        "01 đơn vị chưa có bảng, không tính vào tổng: Xuân Châu.",
        "Số của ngày trước: TT. Xuân Trường (18/9/2017).",
        "Từ đầu năm đến ngày 30/6/2017: tổng số 60 triệu đồng, trong đó dân góp 0 triệu đồng.",
    )


def test_the_head_of_form_08_has_four_levels_and_numbers_every_column(three, district):
    table = form("bieu-08", district)
    assert [len(level) for level in table.heads] == [6, 12, 12, 10]
    assert len(list(table.placed_heads())) == 40
    numbers = [column.number for column in table.columns]
    assert (numbers[3:6], numbers[16:19], len(numbers)) == (
        ["2=3+9…14", "3=4…8", "4"], ["15=16+22…27", "16=17…21", "17"], 30,
    )  # fmt: skip


def test_form_08_stays_readable_on_one_sheet_of_a3(three, district):
    table = form("bieu-08", district)
    assert table.form.size * table.form.room[0] / table.width > 7.7


def test_sums_are_live_across_and_down(three, district):
    table = form("bieu-08", district)
    cells = {row.name: [cell for _, cell in row.placed()] for row in table.rows}
    written = References(table, 10)
    assert written.formula(cells["g1_1"][3].formula, 12, 4) == "=SUM(F12:P12)"
    assert written.formula(cells["g1_1"][4].formula, 12, 5) == "=SUM(F12:J12)"
    assert cells["g0"][3].formula == "SUM([@g0_1]:[@g0_1])"
    assert cells["total"][3].formula == "SUM([@g0],[@g1],[@g2],[@g3],[@g4])"


def test_a_year_without_any_table_shows_no_figure(three, district):
    rows = form("bieu-08", district, as_of=dt.date(2016, 12, 31)).rows
    shown = {value.value if isinstance(value, Cell) else value for row in rows for value in row.cells[3:29]}
    assert (shown, rows[1].cells[3].formula) == (
        {"…"}, 'IF(COUNT([result_central_invest]:[result_people_land])=0,"…",'
        "SUM([result_central_invest]:[result_people_land]))",
    )  # fmt: skip


def test_form_09_lists_every_work_and_works_out_what_is_owed(three, district):
    table = form("bieu-09", district)
    assert [one for one in story.read_aloud(table).splitlines() if "Xuân Tân" in one or "Tổng cộng" in one] == [
        "1 | Xuân Tân | Đường trục xóm 3 | Số 12/QĐ-UBND | 1.000 | 800 | 500 | 300 | quý IV/2017 | ngân sách xã | ",
        "2 | Xuân Tân | Trạm y tế | Số 12/QĐ-UBND | 200 | 90 | 90 | - | quý IV/2017 | ngân sách xã | ",
        " | Tổng cộng | 1.200 | 890 | 590 | 300 |  |  | ",
    ]
    assert table.notes == (
        "Ghi chú: còn nợ = giá trị khối lượng hoàn thành - đã thanh toán. 01 đơn vị còn nợ, 01 đơn vị không nợ.",
        "01 đơn vị chưa có bảng, không tính vào tổng: Xuân Châu.",
        "Số của ngày trước: TT. Xuân Trường (18/9/2017).",
        "Ngày 30/6/2017: nợ 200 triệu đồng, 01 đơn vị còn nợ.",
    )
    assert [cell.formula for _, cell in table.rows[0].placed()][7] == "[done]-[paid]"


def test_no_debt_and_no_figure_are_two_things(three, district):
    town, chau, _ = three
    assert [form("bieu-09", district, place).rows[0].cells[2] for place in (town, chau)] == [
        "Không có nợ đọng",
        "Chưa có số liệu",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["bieu-08", "bieu-09"])
def test_the_form_of_a_commune_says_how_it_comes_back_and_one_as_known_then_does_not(code, three, district):
    *_, tan = three
    piece = Piece(forms()[code], tan)
    moments = (None, build.moment("2017-09-24", 23))
    now, known = (fill(Brief(district, Period(TODAY, THEN, at)), piece) for at in moments)
    assert (now.carrying.rows[0][3], known.carrying, form(code, district).carrying) == ("14110", None, None)
    assert [said for said in notes_in_file(now) if said.startswith("Nạp lại")] == [now.carrying.how_to]
    assert [said for said in (*now.notes, *notes_in_file(known)) if said.startswith("Nạp lại")] == []


@pytest.mark.parametrize("places", [1, 3])
@pytest.mark.parametrize(("code", "queries"), [("bieu-08", 13), ("bieu-09", 12)])
def test_the_form_costs_the_same_for_any_number_of_communes(code, queries, places, district, django_assert_num_queries):
    for commune in build.home_communes(places):
        money.sheet(commune)
        money.sheet(commune, funding())
    brief = Brief(district, Period(TODAY, THEN, None))
    with django_assert_num_queries(queries):
        FILLED[code](brief)


# --- What the report of a period reads ------------------------------------------------------


def test_the_facts_of_two_days(three, district):
    town, _, tan = three
    facts = money_facts(three, TODAY, THEN)
    now, then = facts.now, facts.then
    assert (now.raised.total, now.people, now.planned.total, then.raised.total) == (167, 50, Decimal("40.5"), 60)
    assert (now.owed, then.owed, facts.is_same_year) == (300, 200, True)
    assert ([unit.pk for unit in now.indebted], [unit.pk for unit in now.free]) == ([tan.pk], [town.pk])
