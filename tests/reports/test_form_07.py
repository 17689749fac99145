"""Biểu 07: towns and countryside with their sums, shares of all households, live in Excel, as known then."""

import datetime as dt

import pytest

from criteria.enums import Stage
from ntm_portal.clock import end_of_day
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)


def form(district, as_of=TODAY, known_at=None):
    return FILLED["bieu-07"](Brief(district, Period(as_of, dt.date(2017, 8, 28), known_at)))


@pytest.fixture
def three(district):
    """The township and two communes; one has counted what does not add up, one nothing."""
    story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    town, chau, tan = build.home_communes(3)
    build.movement(town, build.counted(households=2542, poor=build.flow(60, 16, 1, 0), near=build.flow(118, 33, 0, 1)))
    build.movement(tan, build.counted(poor=build.flow(90, 39, 1, 2, end=53, minority=1)))
    return chau


def test_each_area_has_its_sum_and_each_number_its_share(three, district):
    assert story.read_aloud(form(district)).splitlines()[2:] == [
        "Biểu số 07",
        "DIỄN BIẾN HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2017",
        "(Số liệu tính đến ngày 25/9/2017)",
        "TT (1x3) | Đơn vị (1x3) | Tổng số hộ dân cư (1x3) | Hộ nghèo (11x1) | Hộ cận nghèo (11x1) | "
        "Ngày rà soát (1x3)",
        "Đầu năm (2x1) | Thoát (2x1) | Tái (2x1) | Phát sinh (2x1) | Cuối kỳ (3x1) | "
        "Đầu năm (2x1) | Thoát (2x1) | Tái (2x1) | Phát sinh (2x1) | Cuối kỳ (3x1)",
        " | ".join((["Số hộ | %"] * 4 + ["Số hộ | Trong đó DTTS | %"]) * 2),
        "A | B | 1 | 2 | 3=2/1 | 4 | 5=4/1 | 6 | 7=6/1 | 8 | 9=8/1 | 10 | 11 | 12=10/1 | 13 | 14=13/1 | 15 | 16=15/1 | "
        "17 | 18=17/1 | 19 | 20=19/1 | 21 | 22 | 23=21/1 | C",
        "I | Khu vực thành thị | 2.542 | 60 | 2,36 | 16 | 0,63 | 1 | 0,04 | - | - | 45 | - | 1,77 | 118 | 4,64 | "
        "33 | 1,30 | - | - | 1 | 0,04 | 86 | - | 3,38 | ",
        "1 | TT. Xuân Trường | 2.542 | 60 | 2,36 | 16 | 0,63 | 1 | 0,04 | - | - | 45 | - | 1,77 | 118 | 4,64 | "
        "33 | 1,30 | - | - | 1 | 0,04 | 86 | - | 3,38 | 18/9/2017",
        "II | Khu vực nông thôn | 2.119 | 90 | 4,25 | 39 | 1,84 | 1 | 0,05 | 2 | 0,09 | 53 | 1 | 2,50 | 80 | 3,78 | "
        "20 | 0,94 | - | - | 1 | 0,05 | 61 | - | 2,88 | ",
        "1 | Xuân Châu" + " | …" * 24,
        "2 | Xuân Tân | 2.119 | 90 | 4,25 | 39 | 1,84 | 1 | 0,05 | 2 | 0,09 | 53 | 1 | 2,50 | 80 | 3,78 | "
        "20 | 0,94 | - | - | 1 | 0,05 | 61 | - | 2,88 | 18/9/2017",
        " | Tổng cộng | 4.661 | 150 | 3,22 | 55 | 1,18 | 2 | 0,04 | 2 | 0,04 | 98 | 1 | 2,10 | 198 | 4,25 | "
        "53 | 1,14 | - | - | 2 | 0,04 | 147 | - | 3,15 | ",
        "Ghi chú: cuối kỳ = đầu năm - thoát + tái + phát sinh; tỷ lệ (%) tính trên tổng số hộ dân cư.",
        "01 đơn vị chưa ghi, không tính vào tổng: Xuân Châu.",
        "Cuối kỳ không khớp: Xuân Tân (hộ nghèo: ghi 53, tính ra 54).",
        "Xuân Trường, ngày … tháng … năm 2017",
    ]  # fmt: skip


def test_the_form_names_whose_end_is_not_what_counts(three, district, hanh):
    town, _, tan = build.home_communes(3)
    poor = build.indicator("11")
    build.finding(tan, poor, "2017-09-18", numerator=53, denominator=2119)
    assert [note for note in form(district).notes if "chính thức" in note] == []
    build.finding(tan, poor, "2017-09-19", stage=Stage.VERIFIED, numerator=55, denominator=2119, entered_by=hanh)
    build.finding(town, poor, "2017-08-30", numerator=50, denominator=2542)  # of another month: households move
    assert form(district).notes[-1] == (
        "Khác kết quả chính thức cùng tháng: Xuân Tân (hộ nghèo: ghi 53, chỉ tiêu 11 là 55)."
    )
    assert "chính thức" not in form(district, known_at=end_of_day(dt.date(2017, 9, 18))).notes[-1]


def test_the_form_of_one_commune_has_no_row_of_an_area_it_is_not_in(three, district):
    tan = build.home_communes(3)[2]
    brief = Brief(district, Period(TODAY, dt.date(2017, 8, 28), None))
    rows = FILLED["bieu-07"](brief.of_place(tan)).rows
    assert [row.cells[:2] for row in rows] == [("I", "Khu vực nông thôn"), (1, "Xuân Tân"), ("", "Tổng cộng")]
    assert rows[-1].cells[2].formula == "SUM([@rural])"


def test_a_form_of_an_earlier_day_or_knowledge_shows_what_was_known_then(three, district):
    build.movement(three, build.counted("2017-06-30", households=1559))
    june = form(district, dt.date(2017, 6, 30))
    assert june.notes[-1] == "02 đơn vị chưa ghi, không tính vào tổng: TT. Xuân Trường, Xuân Tân."
    known = form(district, known_at=end_of_day(dt.date(2017, 7, 10)))
    assert (known.notes[-1], known.about) == (
        june.notes[-1],
        "(Số liệu tính đến ngày 25/9/2017; theo số liệu đã ghi đến hết ngày 10/7/2017)",
    )


def test_a_year_nobody_counted_shows_no_figure(three, district):
    rows = form(district, dt.date(2016, 12, 31)).rows
    assert [set(row.cells[2:25]) for row in rows] == [{"…"}] * len(rows)


@pytest.mark.parametrize("places", [1, 3])
def test_the_form_costs_the_same_for_any_number_of_communes(places, district, django_assert_num_queries):
    for commune in build.home_communes(places):
        build.movement(commune)
    brief = Brief(district, Period(TODAY, dt.date(2017, 8, 28), None))
    with django_assert_num_queries(9):
        FILLED["bieu-07"](brief)
