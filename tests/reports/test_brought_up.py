"""What is held of a place is brought up to date from the findings added since, and equals what is read from nothing."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.enums import Stage
from criteria.models.cells import read_book
from criteria.status.version import indicators_since, newest_findings
from directives.tables.risks import leaves_of, read_risks
from ntm_portal.kept import forget_readings, kept_under
from reports.tables.board import Period
from reports.tables.reading import read_district
from tests import build
from tests.conftest import TODAY
from tests.criteria.test_spans import write, writes

pytestmark = pytest.mark.django_db
PERIODS = (
    Period(TODAY, dt.date(2017, 8, 28), None),
    Period(dt.date(2017, 6, 30), dt.date(2016, 12, 31), None),
    Period(TODAY, dt.date(2017, 8, 28), build.moment("2017-09-01")),
)


def told(reading):
    """Everything that a page or a form could take from a reading."""
    windows = {
        place: (dict(window.now), dict(window.before), window.falls, dict(window.causes), window.nearly)
        for place, window in reading.board.windows.items()
    }
    standings = reading.standings
    return windows, standings.now, standings.before, standings.begun, standings.risks


def held_and_read(district, period):
    """The reading that follows what is held, and the same from nothing."""
    with kept_under():
        held = read_district(district, period)
    return told(held), told(read_district(district, period))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(writes, st.booleans()), min_size=1, max_size=8), period=st.sampled_from(PERIODS))
def test_after_any_history_it_is_what_is_read_from_nothing(
    history, period, district, hanh, tan, chau, xuan_tan, xuan_chau
):
    with build.rolled_back():
        forget_readings()
        for step, elsewhere in history:
            unit, own = (xuan_chau, chau) if elsewhere else (xuan_tan, tan)
            write(step, unit, hanh, own)
            held, read = held_and_read(district, period)
            assert held == read


def test_one_that_comes_to_be_nearly_met_is_told_from_then_on(district, hanh, xuan_tan):
    build.record(xuan_tan, build.row("11", 1, 100), by=hanh)
    held, read = held_and_read(district, PERIODS[0])
    assert held == read
    soon = build.row("16", declared="NEARLY", finish_by=dt.date(2017, 12, 31), reason="Đang làm")
    build.record(xuan_tan, soon, by=hanh)
    held, read = held_and_read(district, PERIODS[0])
    assert held == read
    assert (xuan_tan.pk, soon.indicator_id) in held[1]


def test_only_the_criterion_of_the_new_figure_is_asked_for_again(district, hanh, xuan_tan):
    build.record(xuan_tan, build.row("11", 1, 100), build.row("15.1", 90, 100), by=hanh)
    held_and_read(district, PERIODS[0])
    build.record(xuan_tan, build.row("17.1a", 80, 100), by=hanh)
    with kept_under(), CaptureQueriesContext(connection) as captured:
        read_district(district, PERIODS[0])
    around = {str(pk) for pk in read_book().around([build.indicator("17.1a").pk]).indicators}
    listed = [re.findall(r"\b(?:indicator_id|i\.id) IN \(([\d,]+)\)", query["sql"]) for query in captured]
    asked = [set(",".join(lists).split(",")) for lists in listed if lists]
    assert len(asked) == 2, "the verdicts and the figures"
    assert all(indicators <= around for indicators in asked)


def test_what_was_added_to_each_place_is_asked_for_in_one_query(hanh, officer, xuan_tan, xuan_chau):
    places = [xuan_tan.pk, xuan_chau.pk]
    build.record(xuan_tan, build.row("11", 1, 100), by=hanh)
    build.record(xuan_chau, build.row("12", 1, 100), by=hanh)
    known = newest_findings(places)
    assert indicators_since(known) == set()
    build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=officer)
    build.record(xuan_chau, build.row("17.1a", 90, 100), by=hanh)
    added = {build.indicator("15.1").pk, build.indicator("17.1a").pk}
    with CaptureQueriesContext(connection) as captured:
        assert indicators_since(known) == added
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        assert indicators_since({}) == set()
    assert not captured


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(writes, st.booleans()), min_size=1, max_size=8))
def test_the_warnings_of_a_list_are_those_read_from_nothing(history, hanh, tan, chau, xuan_tan, xuan_chau):
    asked = leaves_of({indicator.criterion_id for indicator in read_book().indicators.values()})
    with build.rolled_back():
        forget_readings()
        for step, elsewhere in history:
            unit, own = (xuan_chau, chau) if elsewhere else (xuan_tan, tan)
            write(step, unit, hanh, own)
            with kept_under():
                held = read_risks([xuan_tan, xuan_chau], asked, TODAY)
            assert held == read_risks([xuan_tan, xuan_chau], asked, TODAY)
