"""The status reader: falls between two days, recoveries, sets, recognition, and its number of queries."""

import datetime as dt

import pytest

from communes.enums import Level
from communes.models import Unit
from criteria.enums import FallKind, Verdict
from criteria.models import Indicator
from criteria.status import current_set, falls_between, place_of, read_criteria, read_indicators, recognised_on
from ntm_portal.clock import end_of_day
from tests import build

TODAY = dt.date(2017, 9, 25)
START = dt.date(2017, 8, 28)


@pytest.mark.django_db
@pytest.mark.parametrize("known_at", [None, build.moment(TODAY, 23)])
def test_falls_are_events_and_say_when_they_recovered(known_at, hanh, xuan_tan):
    for on, insured in [("2017-08-20", 8000), ("2017-09-05", 7000), ("2017-09-12", 8000), ("2017-09-20", 7100)]:
        build.record(xuan_tan, build.row("15.1", insured, 8600, on), by=hanh)
    falls = [f for f in falls_between([xuan_tan.pk], START, TODAY, known_at) if f.indicator_id]
    assert [(f.on, f.kind, f.previous, f.verdict, f.recovered_on) for f in falls] == [
        (dt.date(2017, 9, 5), FallKind.LOST, Verdict.MET, Verdict.NOT_MET, dt.date(2017, 9, 12)),
        (dt.date(2017, 9, 20), FallKind.LOST, Verdict.MET, Verdict.NOT_MET, None),
    ]


@pytest.mark.django_db
def test_no_fall_no_news(xuan_tan):
    assert falls_between([xuan_tan.pk], START, TODAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level", "day", "decision"),
    [
        (Level.COMMUNE, TODAY, "1980/QĐ-TTg"),
        (Level.DISTRICT, TODAY, "558/QĐ-TTg"),
        (Level.COMMUNE, dt.date(2000, 1, 1), None),
    ],
)
def test_the_set_in_force_on_a_day(level, day, decision):
    found = current_set(level, day)
    assert (found and found.decision) == decision


@pytest.mark.django_db
def test_targets_are_looked_up_in_the_province_and_its_region(xuan_tan):
    place = place_of(xuan_tan)
    assert (place.province_code, place.region) == ("36", "DBSH")


@pytest.mark.django_db
def test_recognition_counts_from_its_decision_until_withdrawn(xuan_tan, xuan_chau):
    held = build.recognition(xuan_tan, "2015-12-31")
    build.recognition(xuan_chau, "2015-12-31", withdrawn_on=dt.date(2017, 9, 1))
    units = [xuan_tan.pk, xuan_chau.pk]
    assert recognised_on(units, TODAY) == {xuan_tan.pk: held}
    assert set(recognised_on(units, START)) == set(units)
    assert recognised_on(units, dt.date(2015, 1, 1)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "units"), [("2017-09-09", "b"), ("2017-09-10", "ab"), ("2017-09-19", "ab"), ("2017-09-20", "a")]
)
def test_recognition_is_known_since_it_was_recorded_and_until_its_withdrawal_was(known, units, xuan_tan, xuan_chau):
    build.recognition(xuan_tan, "2017-08-31", recorded_at=build.moment("2017-09-10"))
    build.recognition(
        xuan_chau, withdrawn_on=dt.date(2017, 9, 1), recorded_at=build.moment("2016-01-04"),
        withdrawal_at=build.moment("2017-09-20"),
    )  # fmt: skip
    places = {xuan_tan.pk: "a", xuan_chau.pk: "b"}
    found = recognised_on(list(places), TODAY, end_of_day(build.date(known)))
    assert "".join(sorted(places[pk] for pk in found)) == units


@pytest.mark.django_db
@pytest.mark.parametrize(("known", "held"), [("2015-12-30", False), ("2015-12-31", True), ("2017-09-01", False)])
def test_a_decision_without_a_moment_is_known_since_its_own_day(known, held, xuan_chau):
    build.recognition(xuan_chau, "2015-12-31", withdrawn_on=dt.date(2017, 9, 1))
    assert bool(recognised_on([xuan_chau.pk], TODAY, end_of_day(build.date(known)))) == held


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3, 20])
def test_the_matrix_is_one_query_and_the_figures_are_five(size, hanh, django_assert_num_queries):
    units = list(Unit.objects.communes().valid_on(TODAY).in_order()[:size])
    for unit in units:
        build.record(unit, build.row("15.1", 90, 100), build.row("11", 1, 100), by=hanh)
    criteria = list(current_set(Level.COMMUNE, TODAY).criteria.values_list("pk", flat=True))
    indicators = list(Indicator.objects.filter(criterion__in=criteria).values_list("pk", flat=True))
    pks = [unit.pk for unit in units]
    with django_assert_num_queries(1):
        cells = read_criteria(pks, criteria, TODAY)
    assert len(cells) == 2 * size
    with django_assert_num_queries(5):
        assert len(read_indicators(pks, indicators, TODAY)) == size * len(indicators)
