"""Biểu 15: who sent, when, how late, how complete."""

import datetime as dt

import pytest

from criteria.enums import Stage
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)


def said(district, as_of=TODAY):
    table = FILLED["bieu-15"](Brief(district, Period(as_of, dt.date(2017, 8, 28), None)))
    return story.read_aloud(table).splitlines()


def test_each_place_has_its_due_day_its_sending_and_its_share(district, tan, officer, chau):
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(tan.unit, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(tan.unit, tan, day="2017-09-22")
    assert [line for line in said(district) if line.startswith(("1 |", "2 |", " | Tổng"))] == [
        "1 | Xuân Châu | 20/9/2017 | … | Chưa gửi, quá hạn 5 ngày | - | - | 49 | 0,0 | - | ",
        "2 | Xuân Tân | 20/9/2017 | 22/9/2017 | Chậm 2 ngày | - | 1 | 49 | 2,0 | - | 49 ô trống có lý do",
        " | Tổng số |  |  | 1 phiếu đã gửi | - | 1 | 98 | 1,0 | - | ",
    ]
    assert "Kỳ tháng 9/2017. Gửi chậm: Xuân Tân. Quá hạn chưa gửi: Xuân Châu." in said(district)


def test_a_day_without_periods_is_said_to_have_none(district):
    assert any("Chưa lập lịch kỳ báo cáo" in line for line in said(district))


@pytest.mark.parametrize("places", [1, 3, 20])
def test_the_form_costs_the_same_for_any_number_of_places(places, district, django_assert_num_queries):
    if places < 20:
        story.leave_communes(district, *[story.TAN, story.CHAU, story.TOWN][:places])
    build.period()
    brief = Brief(district, Period(TODAY, dt.date(2017, 8, 28), None))
    with django_assert_num_queries(12):
        FILLED["bieu-15"](brief)
