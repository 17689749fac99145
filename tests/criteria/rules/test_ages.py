"""How old a figure is: the levels of the settings, to the day, and what they are called."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rules.ages import AgeLevels, is_past, months_back
from criteria.rules.settings import DEFAULTS

DAY = dt.date(2017, 9, 25)
LEVELS = AgeLevels.on(DAY, DEFAULTS)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("on", "band", "recent", "old", "stale"),
    [
        ("2017-09-25", 0, True, False, False),
        ("2017-06-25", 0, True, False, False),
        ("2017-06-24", 1, False, False, False),
        ("2017-03-25", 1, False, False, False),
        ("2017-03-24", 2, False, True, False),
        ("2016-09-25", 2, False, True, False),
        ("2016-09-24", 3, False, True, True),
    ],
)
def test_the_very_day_is_not_yet_past(on, band, recent, old, stale):
    figure = dt.date.fromisoformat(on)
    assert LEVELS.band(figure) == band
    assert (LEVELS.is_recent(figure), LEVELS.is_old(figure), LEVELS.is_stale(figure)) == (recent, old, stale)


def test_months_end_where_the_calendar_ends_them():
    leap = AgeLevels.on(dt.date(2017, 2, 28), replace(DEFAULTS, stale_months=12))
    assert not leap.is_stale(dt.date(2016, 2, 28))
    assert AgeLevels.on(dt.date(2016, 2, 29), DEFAULTS).is_stale(dt.date(2015, 2, 27))
    assert not AgeLevels.on(dt.date(2016, 2, 29), DEFAULTS).is_stale(dt.date(2015, 2, 28))


def test_the_bands_are_named_by_the_settings():
    assert LEVELS.bands == ("Trong 3 tháng", "Từ 3 đến 6 tháng", "Từ 6 đến 12 tháng", "Trên 12 tháng")
    alike = AgeLevels.on(DAY, replace(DEFAULTS, old_months=12))
    assert alike.bands == ("Trong 3 tháng", "Từ 3 đến 12 tháng", "Trên 12 tháng")
    turned = AgeLevels.on(DAY, replace(DEFAULTS, recent_months=9, old_months=4))
    assert turned.bands == ("Trong 4 tháng", "Từ 4 đến 9 tháng", "Từ 9 đến 12 tháng", "Trên 12 tháng")
    assert turned.is_old(dt.date(2017, 5, 24))
    assert turned.is_recent(dt.date(2017, 5, 24))


@given(DATES, DATES, st.lists(st.integers(0, 120), min_size=3, max_size=3))
def test_a_band_is_how_many_levels_are_past(on, as_of, chosen):
    recent, old, stale = chosen
    levels = AgeLevels(as_of, recent, old, stale)
    assert levels.band(on) == sum(is_past(on, as_of, months) for months in set(chosen))
    assert len(levels.bands) == len(set(chosen)) + 1
    assert levels.is_old(on) == is_past(on, as_of, old)
    assert months_back(as_of, 0) == as_of
