"""Readings of several days at once say what readings of one day say, stored or as known at a moment."""

import pytest

from criteria.enums import FallKind, Stage
from criteria.models import Criterion, Finding, Indicator
from criteria.models.finding import head_facts
from criteria.status import (
    falls_between,
    lost_between,
    read_cells,
    read_cells_on,
    read_criteria,
    read_criteria_on,
    read_indicators,
    read_indicators_on,
    read_judging,
)
from tests import build

pytestmark = pytest.mark.django_db
DAYS = [build.date(day) for day in ("2017-03-01", "2017-06-15", "2017-08-28", "2017-09-25")]
MOMENTS = (None, build.moment("2017-07-01"), build.moment("2017-09-25"))
FIRST = build.date("2017-01-01")
# 7 is lost and comes back, 13 is lost for good; 19 is nearly met, lost, and nearly met again.
SAID = (
    ("7", "2017-02-01", "MET"), ("7", "2017-05-10", "NOT_MET"), ("7", "2017-09-01", "MET"),
    ("13.1", "2017-02-01", "MET"), ("13.2", "2017-02-01", "MET"), ("13.2", "2017-08-01", "NOT_MET"),
    ("19.1", "2017-02-01", "MET"), ("19.2", "2017-02-01", "NEARLY"), ("19.2", "2017-06-10", "NOT_MET"),
    ("19.2", "2017-08-10", "NEARLY"),
)  # fmt: skip
NEARLY = {"finish_by": build.date("2017-12-01"), "reason": "Đang làm"}


@pytest.fixture
def places(xuan_tan, xuan_chau, hanh, officer) -> list[int]:
    """A commune with a history on both sides, and one with a single figure."""
    for number, day, verdict in SAID:
        given = NEARLY if verdict == "NEARLY" else {}
        build.record(xuan_tan, build.row(number, assessed_on=day, declared=verdict, **given), by=hanh)
    for insured, day in ((90, "2017-02-01"), (70, "2017-06-01"), (71, "2017-06-20")):
        build.record(xuan_tan, build.row("15.1", insured, 100, day), by=hanh)
    build.record(xuan_tan, build.row("15.1", 95, 100, "2017-07-01", stage=Stage.SELF), by=officer)
    build.record(xuan_chau, build.row("15.1", 90, 100, "2017-08-01"), by=hanh)
    return [xuan_tan.pk, xuan_chau.pk]


def ids(model, **given) -> list[int]:
    return list(model.objects.filter(**given).values_list("pk", flat=True))


@pytest.mark.parametrize("known_at", MOMENTS)
def test_verdicts_of_several_days_are_those_of_each_day(known_at, places):
    criteria = ids(Criterion, criteria_set__code="xa-2016-2020")
    indicators = ids(Indicator, criterion__in=criteria)
    of_criteria = read_criteria_on(places, criteria, DAYS, known_at)
    of_indicators = read_cells_on(places, indicators, DAYS, known_at)
    assert of_criteria == {day: read_criteria(places, criteria, day, known_at) for day in DAYS}
    assert of_indicators == {day: read_cells(places, indicators, day, known_at) for day in DAYS}
    assert len({repr(cells) for cells in of_criteria.values()}) > 1


@pytest.mark.parametrize("known_at", MOMENTS)
def test_figures_of_several_days_are_those_of_each_day(known_at, places):
    indicators = [build.indicator(number).pk for number in ("7", "15.1", "19.2")]
    judging = read_judging(places, indicators, known_at)
    found = read_indicators_on(places, dict.fromkeys(DAYS, indicators), judging, known_at)
    assert found == {day: read_indicators(places, indicators, day, known_at) for day in DAYS}


@pytest.mark.parametrize("known_at", MOMENTS)
def test_what_speaks_is_read_without_the_compiler_as_with_it(known_at, places):
    indicators = tuple(build.indicator(number).pk for number in ("7", "15.1", "19.2"))
    asked = dict.fromkeys(DAYS, indicators)
    plain = {facts.id: (unit, pk, facts) for unit, pk, facts in head_facts(places, asked, known_at)}
    compiled = Finding.objects.heads_on(places, asked, known_at).facts()
    assert plain == {facts.id: (unit, pk, facts) for unit, pk, facts in compiled}
    assert {type(facts.numerator).__name__ for *_, facts in plain.values()} == {"NoneType", "Decimal"}


@pytest.mark.parametrize("known_at", MOMENTS)
@pytest.mark.parametrize("until", DAYS)
@pytest.mark.parametrize("after", [FIRST, build.date("2017-06-01")])
def test_what_is_lost_is_every_fall_that_has_not_come_back(after, until, known_at, places):
    falls = falls_between(places, after, until, known_at)
    still = [fall for fall in falls if fall.recovered_on is None and fall.kind != FallKind.SET_CHANGED]
    expected = sorted((fall.unit_id, fall.on) for fall in still if fall.criterion_id)
    assert sorted(lost_between(places, after, until, known_at)) == expected


def test_on_the_last_day_one_criterion_is_lost(places):
    assert lost_between(places, FIRST, DAYS[-1]) == [(places[0], build.date("2017-08-01"))]


def test_where_nothing_is_asked_nothing_is_read(places, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_cells_on([], [1], DAYS) == read_criteria_on(places, [], DAYS) == {day: {} for day in DAYS}
        assert (lost_between([], FIRST, DAYS[0]), list(head_facts(places, {DAYS[0]: []}))) == ([], [])
