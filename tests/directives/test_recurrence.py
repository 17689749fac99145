"""Tasks that come again: their due days follow from the rule and the calendar alone."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.enums import Recurrence
from directives.rules.recurrence import Rhythm, due_days, due_in, first_due, instance_on, next_due, rhythm_words

BEGAN = dt.date(2017, 8, 28)
MONTHLY, QUARTERLY = Recurrence.MONTHLY, Recurrence.QUARTERLY


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def days(every=MONTHLY, due_day=25, begins="2017-08-28", ends=None, until="2018-03-31") -> list[str]:
    rhythm = Rhythm(every, due_day, date(begins), date(ends) if ends else None)
    return [day.isoformat() for day in due_days(rhythm, date(until))]


@pytest.mark.parametrize(
    ("given_rule", "found"),
    [
        ({"until": "2017-11-24"}, ["2017-09-25", "2017-10-25"]),
        ({"until": "2017-11-25"}, ["2017-09-25", "2017-10-25", "2017-11-25"]),
        ({"begins": "2017-09-25", "until": "2017-09-25"}, ["2017-09-25"]),
        ({"begins": "2017-09-26", "until": "2017-10-24"}, []),
        ({"due_day": 31, "begins": "2017-12-01"}, ["2017-12-31", "2018-01-31", "2018-02-28", "2018-03-31"]),
        ({"due_day": 30, "begins": "2016-01-31", "until": "2016-03-30"}, ["2016-02-29", "2016-03-30"]),
        ({"due_day": 29, "begins": "2016-02-29", "until": "2016-03-28"}, ["2016-02-29"]),
        ({"every": QUARTERLY}, ["2017-09-25", "2017-12-25", "2018-03-25"]),
        ({"every": Recurrence.HALF_YEARLY, "until": "2018-12-31"}, ["2017-12-25", "2018-06-25", "2018-12-25"]),
        ({"every": Recurrence.YEARLY, "until": "2018-12-31"}, ["2017-12-25", "2018-12-25"]),
        ({"ends": "2017-10-25"}, ["2017-09-25", "2017-10-25"]),
        ({"ends": "2017-10-24"}, ["2017-09-25"]),
        ({"until": "2017-08-01"}, []),
    ],
)
def test_the_due_days_of_a_rule(given_rule, found):
    assert days(**given_rule) == found


@pytest.mark.parametrize(
    ("as_of", "counts", "coming"),
    [
        ("2017-08-28", None, "2017-09-25"),
        ("2017-08-31", None, "2017-09-25"),
        ("2017-09-01", "2017-09-25", "2017-09-25"),
        ("2017-09-25", "2017-09-25", "2017-09-25"),
        ("2017-09-26", "2017-09-25", "2017-10-25"),
        ("2017-09-30", "2017-09-25", "2017-10-25"),
        ("2017-10-01", "2017-10-25", "2017-10-25"),
    ],
)
def test_the_report_of_a_month_counts_from_its_first_day(as_of, counts, coming):
    rhythm = Rhythm(MONTHLY, 25, BEGAN)
    assert instance_on(rhythm, date(as_of)) == (date(counts) if counts else None)
    assert next_due(rhythm, date(as_of)) == date(coming)


def test_what_ends_before_its_first_day_never_comes():
    assert first_due(Rhythm(Recurrence.YEARLY, 25, BEGAN, dt.date(2017, 12, 24))) is None


@pytest.mark.parametrize(
    ("every", "due_day", "words"),
    [
        (MONTHLY, 25, "ngày 25, hằng tháng"),
        (QUARTERLY, 5, "ngày 05, hằng quý"),
        (MONTHLY, 31, "ngày cuối tháng, hằng tháng"),
    ],
)
def test_a_rule_is_said_in_words(every, due_day, words):
    assert rhythm_words(Rhythm(every, due_day, BEGAN)) == words


RHYTHMS = st.builds(
    Rhythm,
    st.sampled_from(Recurrence),
    st.integers(1, 31),
    st.dates(dt.date(2015, 1, 1), dt.date(2021, 12, 31)),
    st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2025, 12, 31)),
)
UNTIL = st.dates(dt.date(2014, 1, 1), dt.date(2026, 12, 31))


@given(RHYTHMS, UNTIL)
def test_instances_follow_one_another_inside_the_rule(rhythm, until):
    found = list(due_days(rhythm, until))
    assert found == sorted(set(found))
    for day in found:
        assert rhythm.begins_on <= day <= min(until, rhythm.ends_on or until)
        assert day.day == min(rhythm.due_day, calendar.monthrange(day.year, day.month)[1])
        assert day == due_in(day.year, day.month, rhythm.due_day)


@given(RHYTHMS, UNTIL, UNTIL)
def test_a_later_look_only_adds_instances(rhythm, one, other):
    early, late = sorted((one, other))
    known = list(due_days(rhythm, early))
    assert list(due_days(rhythm, late))[: len(known)] == known


@given(RHYTHMS, UNTIL)
def test_the_next_due_day_is_the_first_one_not_gone_by(rhythm, as_of):
    coming = next_due(rhythm, as_of)
    after = [day for day in due_days(rhythm, dt.date(2028, 12, 31)) if day >= as_of]
    assert coming == (after[0] if after else None)
