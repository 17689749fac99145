"""How full and how timely the cells of a period are, by place, criterion and department."""

import datetime as dt

import pytest

from criteria.actions.extensions import decide_extension
from criteria.enums import Stage
from criteria.models import Indicator
from criteria.tables.periods import board_of
from criteria.tables.shares import Share, total_of
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
OWN = {"stage": Stage.SELF, "source_document": "Sổ"}


def board(today=TODAY, places=20):
    return board_of(build.period().facts, build.home_communes(places), Indicator.objects.all(), today)


def labour(**given):
    return next(share for share in board(**given).departments if share.label == "Phòng LĐ-TB&XH")


def criterion(number):
    return next(share for share in board().criteria if share.label.startswith(f"{number} "))


def line(unit):
    return next(line.share for line in board().lines if line.unit == unit)


def grant(extension, by):
    decide_extension(
        extension=extension, granted=True, expires_on=dt.date(2017, 9, 28), reason="Được", by=by,
        at=build.moment(TODAY), today=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(("sent_on", "timely", "late"), [("2017-09-20", 1, 0), ("2017-09-21", 0, 1)])
def test_a_figure_is_as_timely_as_its_sheet(sent_on, timely, late, xuan_tan, officer, tan):
    build.record(xuan_tan, build.row("11", 40, 2470, **OWN), by=officer)
    assert (labour().timely, labour().late) == (0, 0)
    build.sent(xuan_tan, tan, day=sent_on)
    found = [labour(), criterion(11), line(xuan_tan), board().total]
    assert [(share.timely, share.late, share.expected) for share in found] == [
        (timely, late, 60), (timely, late, 20), (timely, late, 49), (timely, late, 980),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [None, "11"])
def test_more_time_for_a_sheet_or_a_cell_makes_it_timely(number, xuan_tan, officer, tan, hanh):
    build.record(xuan_tan, build.row("11", 40, 2470, **OWN), by=officer)
    build.record(xuan_tan, build.row("12", 95, 100, **OWN), by=officer)
    build.sent(xuan_tan, tan, day="2017-09-25")
    asked = build.extension(xuan_tan, tan, indicator=number and build.indicator(number))
    assert (labour().timely, labour().late) == (0, 2)
    grant(asked, hanh)
    assert (labour().timely, labour().late) == ((1, 1) if number else (2, 0))


def test_a_cell_sent_empty_came_when_it_was_filled(xuan_tan, tan, officer):
    build.sent(xuan_tan, tan, day="2017-09-19")
    assert (labour().filled, labour().timely, labour().late) == (0, 0, 0)
    build.finding(xuan_tan, build.indicator("11"), by=officer, recorded_at=build.moment("2017-09-20"))
    build.finding(xuan_tan, build.indicator("12"), by=officer, recorded_at=build.moment("2017-09-22"))
    assert (labour().filled, labour().timely, labour().late) == (2, 1, 1)


def test_an_indicator_in_parts_is_as_late_as_its_last_part(xuan_tan, tan, officer):
    build.record(xuan_tan, build.row("17.1a", 99, 100, **OWN), by=officer)
    build.sent(xuan_tan, tan, day="2017-09-19")
    assert (criterion(17).timely, criterion(17).late) == (0, 0)
    build.finding(xuan_tan, build.indicator("17.1b"), by=officer, recorded_at=build.moment("2017-09-22"))
    assert (criterion(17).timely, criterion(17).late) == (0, 1)


@pytest.mark.parametrize(("recorded", "late"), [("2017-09-23", 0), ("2017-09-24", 1)])
def test_a_department_verifies_in_time_until_its_day_is_over(recorded, late, xuan_tan, officer, lao_dong):
    build.finding(xuan_tan, build.indicator("11"), by=officer)
    assert (labour().verified, labour().verified_late) == (0, 0)
    at = build.moment(recorded)
    build.finding(xuan_tan, build.indicator("11"), by=lao_dong, stage=Stage.VERIFIED, recorded_at=at)
    assert (labour().verified, labour().verified_late) == (1, late)


def test_a_share_says_in_words_what_its_bars_show():
    share = Share("", expected=20, filled=15, verified=10, timely=8, late=4)
    assert (share.full_words, share.timely_words) == (
        "75% có số liệu, 50% đã thẩm tra", "40% gửi đúng hạn, 20% gửi chậm",
    )  # fmt: skip
    assert (share.timely_width, share.arrived_width) == (40, 60)


def test_nothing_is_expected_of_no_place():
    found = board(places=0)
    assert (found.criteria, found.departments, found.total) == ([], [], Share("Tổng số", 0, 0, 0))
    assert total_of("", [Share("", 1, 1, 0, 1), Share("", 2, 1, 1, 0, 1, 1)]) == Share("", 3, 2, 1, 1, 1, 1)


def test_a_figure_of_before_a_longer_period_does_not_answer_for_it(xuan_tan, officer):
    build.finding(xuan_tan, build.indicator("11"), assessed_on="2017-06-20", by=officer)
    quarter = build.period("quy-3-2017").facts
    found = board_of(quarter, [xuan_tan], Indicator.objects.all(), TODAY)
    assert (found.total.filled, found.total.timely, found.total.late) == (0, 0, 0)
