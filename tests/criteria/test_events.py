"""A case exists exactly for each fall of the true timeline, whatever is recorded, corrected or back-dated."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.enums import DAWN
from criteria.actions.spans import true_spans
from criteria.enums import FallKind, Stage, Track, Verdict
from criteria.models.cells import read_book
from criteria.status import events_of, events_on, events_until, falls_between
from tests import build
from tests.review.test_truth import START, TODAY, book_of_three, write, writes

pytestmark = pytest.mark.django_db
FELL, BACK, END = dt.date(2017, 9, 14), dt.date(2017, 9, 20), dt.date(2017, 9, 25)
ONE_DAY = dt.timedelta(days=1)


def true_falls(unit, until) -> set[tuple]:
    """Every fall of the official timeline, from the findings alone."""
    return {
        (kind, owner, span.valid_from)
        for (kind, owner, track), spans in true_spans([unit])[unit.pk].items()
        for span in spans
        if track == Track.OFFICIAL and span.fall and span.valid_from <= until
    }


def named(fall) -> tuple:
    return ("C", fall.criterion_id, fall.on) if fall.criterion_id else ("I", fall.indicator_id, fall.on)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(writes, min_size=1, max_size=14))
def test_the_events_are_exactly_the_falls_of_the_true_timeline(history, hanh, xuan_tan):
    with build.rolled_back():
        made = book_of_three()
        snapshots = []
        for hour, step in enumerate(history):
            at = START + hour * dt.timedelta(hours=1)
            write(step, at, xuan_tan, hanh, made)
            snapshots.append((at, events_until([xuan_tan.pk], TODAY)))
        at, events = snapshots[-1]
        told = [named(fall) for event in events for fall in (event.fall, *event.took)]
        assert set(told) == true_falls(xuan_tan, TODAY)
        assert len({event.key for event in events}) == len(events)
        assert {event.key for event in events} == events_on([xuan_tan.pk], {event.fall.on for event in events}, TODAY)
        assert as_set(events) == as_set(events_of(falls_between([xuan_tan.pk], DAWN, TODAY), read_book().indicators))
        for moment, found in snapshots:
            assert as_set(events_until([xuan_tan.pk], TODAY, None, moment)) == as_set(found)
        for since in (dt.date(2017, 1, 5), TODAY):
            left = {e for e in events if e.fall.recovered_on is None or e.fall.recovered_on > since}
            assert set(events_until([xuan_tan.pk], TODAY, since)) == left
            assert as_set(events_until([xuan_tan.pk], TODAY, since, at)) == as_set(left)


def as_set(events) -> set[tuple]:
    return {(event.fall, frozenset(event.took)) for event in events}


def test_a_fall_that_came_back_says_when(hanh, xuan_tan):
    for day, verdict in (("2017-08-01", "MET"), (FELL, "NOT_MET"), (BACK, "MET")):
        build.record(xuan_tan, build.row("15.2", assessed_on=day, declared=verdict), by=hanh)
    (event,) = events_until([xuan_tan.pk], END)
    assert (event.fall.on, event.fall.kind, event.fall.recovered_on) == (FELL, FallKind.LOST, BACK)
    assert events_until([xuan_tan.pk], BACK - ONE_DAY)[0].fall.recovered_on is None
    assert events_until([xuan_tan.pk], END, since=BACK) == []
    assert events_until([xuan_tan.pk], FELL - ONE_DAY) == events_until([], END) == []
    assert events_on([xuan_tan.pk], [], END) == set()


def test_a_nearly_met_cell_is_back_when_it_is_nearly_met_again(hanh, xuan_tan):
    near = {"declared": Verdict.NEARLY, "finish_by": dt.date(2017, 12, 31), "reason": "Thử"}
    for day, part, words in (("2017-08-01", 80, near), (FELL, 70, {}), (BACK, 82, near)):
        build.record(xuan_tan, build.row("15.1", part, 100, day, **words), by=hanh)
    (event,) = events_until([xuan_tan.pk], END)
    assert (event.fall.kind, event.fall.recovered_on) == (FallKind.SLIPPED, BACK)


def test_from_claim_to_verification_is_no_event(hanh, tan, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-08-01", Stage.SELF), by=tan)
    build.record(xuan_tan, build.row("15.1", 80, 100, FELL), by=hanh)
    assert events_until([xuan_tan.pk], END) == []
