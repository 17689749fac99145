"""Biểu 15: who sent, when, how late, how complete; the same for each department and criterion."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from criteria.enums import Stage
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.templatetags.paper import paper_table
from reports.xlsx import workbook
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
MADE = build.moment(TODAY)


def form(district, as_of=TODAY):
    return FILLED["bieu-15"](Brief(district, Period(as_of, dt.date(2017, 8, 28), None)))


def said(district, as_of=TODAY):
    return story.read_aloud(form(district, as_of)).splitlines()


@pytest.fixture
def one_sent(district, tan, officer, chau):
    """Of two communes one sent its only figure two days late."""
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(tan.unit, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(tan.unit, tan, day="2017-09-22")


def test_each_place_has_its_due_day_its_sending_and_its_shares(one_sent, district):
    lines = said(district)
    first = lines.index("I | Theo xã, thị trấn")
    assert lines[first + 1 : first + 4] == [
        "1 | Xuân Châu | 20/9/2017 | … | Chưa gửi, quá hạn 5 ngày | - | - | 49 | 0,0 | - | - | - | - | 0,0 | ",
        "2 | Xuân Tân | 20/9/2017 | 22/9/2017 | Chậm 2 ngày | - | 1 | 49 | 2,0 | - | - | - | 1 | 0,0"
        " | 49 ô trống có lý do",
        " | Tổng số |  |  | 1 phiếu đã gửi | - | 1 | 98 | 1,0 | - | - | - | 1 | 0,0 | ",
    ]
    assert "Kỳ tháng 9/2017. Gửi chậm: Xuân Tân. Quá hạn chưa gửi: Xuân Châu." in lines


def test_each_department_and_criterion_has_its_shares(one_sent, district):
    lines = said(district)
    assert [line for line in lines if "| Phòng LĐ-TB&XH |" in line or "| Hộ nghèo |" in line] == [
        "9 | Phòng LĐ-TB&XH |  |  |  |  | 1 | 6 | 16,7 | - | - | - | 1 | 0,0 | ",
        "11 | Hộ nghèo |  |  |  |  | 1 | 2 | 50,0 | - | - | - | 1 | 0,0 | ",
    ]
    assert [line for line in lines if line.startswith(("II |", "III |"))] == [
        "II | Theo cơ quan phụ trách", "III | Theo tiêu chí",
    ]  # fmt: skip


def test_a_day_without_periods_is_said_to_have_none(district):
    assert any("Chưa lập lịch kỳ báo cáo" in line for line in said(district))


def test_each_share_is_drawn_as_long_as_it_is_on_paper_and_in_excel(one_sent, district):
    table = form(district)
    drawn = paper_table(table)
    assert drawn.count('class="bar ratebar"') == 2 * sum(len(row.cells) == 15 for row in table.rows)
    assert '16,7<svg class="bar ratebar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">' in drawn
    assert '<rect width="16" height="8"/>' in drawn
    sheet = load_workbook(io.BytesIO(workbook([table], MADE))).active
    bars = {str(found.sqref): rule.dataBar for found in sheet.conditional_formatting for rule in found.rules}
    assert [(where[0], bar.cfvo[0].val, bar.cfvo[1].val) for where, bar in bars.items()] == [
        ("I", 0, 100), ("N", 0, 100),
    ]  # fmt: skip


@pytest.mark.parametrize(("places", "sums"), [(0, None), (1, "SUM({0})"), (2, "SUM({0}:{1})"), (3, "SUM({0}:{2})")])
def test_the_total_sums_the_places_alone(places, sums, district):
    story.leave_communes(district, *[story.TAN, story.CHAU, story.TOWN][:places])
    build.period()
    sheet = load_workbook(io.BytesIO(workbook([form(district)], MADE))).active
    rows = {row[1].value: row for row in sheet.iter_rows() if row[1].value}
    total = rows["Tổng số"]
    cells = [f"G{total[0].row - places + at}" for at in range(places)]
    assert total[6].value == (f"={sums.format(*cells)}" if sums else 0)


@pytest.mark.parametrize("places", [1, 3, 20])
def test_the_form_costs_the_same_for_any_number_of_places(places, district, django_assert_num_queries):
    if places < 20:
        story.leave_communes(district, *[story.TAN, story.CHAU, story.TOWN][:places])
    build.period()
    brief = Brief(district, Period(TODAY, dt.date(2017, 8, 28), None))
    with django_assert_num_queries(14):
        FILLED["bieu-15"](brief)
