"""Có nguy cơ: still met, but worsened towards the threshold, or standing on an old figure."""

import datetime as dt
from decimal import Decimal
from itertools import count

import pytest

from criteria.enums import Direction, Scope, Stage, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.risks import months_between, risk
from criteria.rules.settings import DEFAULTS

NUMBERS = count(1)
DAY = dt.date(2017, 9, 25)
INSURED = IndicatorFacts(1, 1, "15.1", ValueKind.PERCENT, Direction.AT_LEAST, True, "người")
POOR = IndicatorFacts(2, 1, "11", ValueKind.PERCENT, Direction.AT_MOST, True, "hộ")
CLEAN = IndicatorFacts(3, 1, "17.4", ValueKind.YES_NO, Direction.YES, False)


def level(indicator, value):
    return TargetFacts(1, indicator.id, Scope.COMMON, "", 2016, None, Decimal(value))


def figure(share=None, day=dt.date(2017, 9, 20), **given):
    numbers = {} if share is None else {"numerator": Decimal(share), "denominator": Decimal(100)}
    moment = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
    return FindingFacts(next(NUMBERS), Stage.VERIFIED, day, moment, day.year, **numbers | given)


def warning(now, before=None, indicator=INSURED, target=None, as_of=DAY):
    target = target or level(indicator, "85" if indicator is INSURED else "2")
    return risk(now, before, indicator, target, DEFAULTS, as_of)


@pytest.mark.parametrize(
    ("now", "before", "indicator", "said"),
    [
        ("85.4", "86", INSURED, "85,40%, ngưỡng 85%"),
        ("93.5", "95", INSURED, "93,50%, ngưỡng 85%"),
        ("93.6", "95", INSURED, ""),
        ("85.4", "85.4", INSURED, ""),
        ("86", "85.4", INSURED, ""),
        ("84.9", "86", INSURED, ""),
        ("1.96", "1.8", POOR, "1,96%, ngưỡng 2%"),
        ("1.8", "1.7", POOR, "1,80%, ngưỡng 2%"),
        ("1.79", "1.7", POOR, ""),
        ("1.9", "1.96", POOR, ""),
        ("2.1", "1.9", POOR, ""),
    ],
)
def test_a_result_that_moved_towards_the_threshold_is_at_risk(now, before, indicator, said):
    assert warning(figure(now), figure(before), indicator) == said


def test_without_an_earlier_figure_nothing_has_worsened():
    assert warning(figure("85.4")) == ""
    assert warning(figure("85.4"), figure(declared=Verdict.MET)) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [(dt.date(2016, 9, 25), ""), (dt.date(2016, 8, 25), "số liệu đã 13 tháng"), (dt.date(2016, 8, 26), "")],
)
def test_a_figure_older_than_the_office_allows_is_at_risk(day, said):
    assert warning(figure("99", day)) == said


def test_nothing_recorded_and_yes_or_no_are_never_near_a_threshold():
    yes = figure(declared=Verdict.MET)
    assert risk(None, None, INSURED, None, DEFAULTS, DAY) == ""
    assert risk(yes, yes, CLEAN, None, DEFAULTS, DAY) == ""
    assert risk(figure("90", declared=Verdict.MET), figure("95"), INSURED, None, DEFAULTS, DAY) == ""


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2016-08-26", "2017-09-25", 12), ("2016-08-25", "2017-09-25", 13), ("2017-01-31", "2017-02-28", 0)],
)
def test_months_are_whole(earlier, later, months):
    assert months_between(dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)) == months
