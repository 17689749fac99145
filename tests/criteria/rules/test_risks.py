"""Có nguy cơ: still met, but worsened towards the threshold, or standing on an old figure."""

import dataclasses
import datetime as dt
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Direction, Scope, Stage, ValueKind, Verdict
from criteria.rules.ages import months_between
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.gaps import slack_words
from criteria.rules.risks import SAFE, danger, has_worsened, is_near
from criteria.rules.settings import DEFAULTS, RuleSettings
from criteria.rules.verdicts import judge, measured

NUMBERS = count(1)
DAY, LAST_MONTH = dt.date(2017, 9, 25), dt.date(2017, 8, 20)
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
    return danger([found for found in (before, now) if found], indicator, target, DEFAULTS, as_of)


@pytest.mark.parametrize(
    ("now", "before", "indicator", "said"),
    [
        ("85.4", "86", INSURED, True),
        ("93.5", "95", INSURED, True),
        ("93.6", "95", INSURED, False),
        ("85.4", "85.4", INSURED, False),
        ("86", "85.4", INSURED, False),
        ("84.9", "86", INSURED, False),
        ("1.96", "1.8", POOR, True),
        ("1.8", "1.7", POOR, True),
        ("1.79", "1.7", POOR, False),
        ("1.9", "1.96", POOR, False),
        ("2.1", "1.9", POOR, False),
    ],
)
def test_a_result_that_moved_towards_the_threshold_is_at_risk(now, before, indicator, said):
    assert bool(warning(figure(now), figure(before, LAST_MONTH), indicator).towards) == said


def test_without_an_earlier_figure_nothing_has_worsened():
    assert warning(figure("85.4")) == SAFE
    assert warning(figure("85.4"), figure(day=LAST_MONTH, declared=Verdict.MET)) == SAFE


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2016, 9, 25), ""),
        (dt.date(2016, 8, 25), "số liệu ngày 25/8/2016 đã 13 tháng"),
        (dt.date(2016, 9, 24), "số liệu ngày 24/9/2016 đã 12 tháng"),
    ],
)
def test_a_figure_older_than_the_office_allows_is_at_risk(day, said):
    assert warning(figure("99", day)).aged == said


def test_nothing_recorded_and_yes_or_no_are_never_near_a_threshold():
    yes = figure(declared=Verdict.MET)
    assert danger([], INSURED, None, DEFAULTS, DAY) == SAFE
    assert danger([figure(day=LAST_MONTH, declared=Verdict.MET), yes], CLEAN, None, DEFAULTS, DAY) == SAFE
    said = figure("90", declared=Verdict.MET)
    assert danger([figure("95", LAST_MONTH), said], INSURED, None, DEFAULTS, DAY) == SAFE


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2016-08-26", "2017-09-25", 12), ("2016-08-25", "2017-09-25", 13), ("2017-01-31", "2017-02-28", 0)],
)
def test_months_are_whole(earlier, later, months):
    assert months_between(dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)) == months


# --- Beside the cases: distance, direction of the last findings, age -------------------------

INCOME = IndicatorFacts(4, 1, "10", ValueKind.MONEY, Direction.AT_LEAST, False, unit_of_measure="triệu đồng")
JULY, AUGUST = dt.date(2017, 7, 31), dt.date(2017, 8, 31)
DAYS = [dt.date(2017, 6, 30), JULY, AUGUST, dt.date(2017, 9, 20)]


def series(*shares):
    """Findings of the last days of June, July …, the last one on 20/9."""
    return [figure(share, on) for share, on in zip(shares, DAYS[-len(shares) :], strict=True)]


def told(found, indicator=INSURED, settings=DEFAULTS):
    target = level(indicator, "2" if indicator.direction == Direction.AT_MOST else "85")
    return danger(found, indicator, target, settings, DAY)


FROM_87 = "85,40% ngày 20/9/2017, giảm từ 87,00% ngày 31/7/2017; hơn mức 85% chỉ 0,4 người"


@pytest.mark.parametrize(
    ("shares", "indicator", "said"),
    [
        (("87", "86", "85.4"), INSURED, FROM_87),
        (("87", "85.2", "85.4"), INSURED, FROM_87),
        (("87", "85"), INSURED, "85,00% ngày 20/9/2017, giảm từ 87,00% ngày 31/8/2017; vừa đúng mức 85%"),
        (("99", "86", "85.5", "86"), INSURED, ""),
        (("85.2", "87", "86.9"), INSURED, ""),
        (("99", "98", "95"), INSURED, ""),
        (("86", "86", "86"), INSURED, ""),
        (("86",), INSURED, ""),
        (("87", "84"), INSURED, ""),
        (("1.7", "1.9", "1.85"), POOR, "1,85% ngày 20/9/2017, tăng từ 1,70% ngày 31/7/2017; dưới mức 2% chỉ 0,15 hộ"),
        (("1.9", "1.95", "1.9"), POOR, ""),
    ],
)
def test_the_direction_is_that_of_the_last_three(shares, indicator, said):
    assert told(series(*shares), dataclasses.replace(indicator, whole=False)).towards == said


def test_how_many_findings_are_looked_at_is_the_office_s_choice():
    found = series("86", "99", "86.5", "86.2")
    two, four = (told(found, settings=RuleSettings(risk_findings=count)) for count in (2, 4))
    assert two.towards.startswith("86,20% ngày 20/9/2017, giảm từ 86,50% ngày 31/8/2017")
    assert four == SAFE or four.towards == ""
    assert [told(found, settings=RuleSettings(risk_findings=count)) for count in (0, 1)] == [SAFE, SAFE]


def test_the_width_of_the_margin_is_the_office_s_choice():
    assert told(series("97", "95"), settings=RuleSettings(risk_at_least=Decimal(12)))
    assert told(series("97", "95")) == SAFE
    assert told(series("1", "1.5"), POOR, RuleSettings(risk_at_most=Decimal(30)))
    assert told(series("1", "1.5"), POOR) == SAFE


def test_of_one_day_only_what_was_learnt_last_counts():
    first, again = figure("99", DAY), figure("86", DAY)
    assert told([again, first]) == told([first, again]) == SAFE


def test_a_word_or_a_level_that_nobody_set_has_no_direction_but_an_age():
    old = figure(day=dt.date(2016, 8, 25), declared=Verdict.MET)
    assert danger([old], CLEAN, None, DEFAULTS, DAY).aged == "số liệu ngày 25/8/2016 đã 13 tháng"
    typed = [figure("99", JULY, declared=Verdict.MET), figure("90", AUGUST, declared=Verdict.MET)]
    assert danger(typed, INSURED, None, DEFAULTS, DAY) == danger([], INSURED, None, DEFAULTS, DAY) == SAFE
    worded = [figure("99", JULY), figure("90", AUGUST), figure(declared=Verdict.MET)]
    assert told(worded) == SAFE


@pytest.mark.parametrize(
    ("figures", "indicator", "target", "said"),
    [
        ((7344, 8600), INSURED, "85", "hơn mức 85% chỉ 34 người"),
        ((48, 2470), POOR, "2", "dưới mức 2% chỉ 1 hộ"),
        ((49, 2470), POOR, "2", "vừa đúng mức 2%"),
        (("85.4",), INSURED, "85", "hơn mức 85% chỉ 0,4 điểm %"),
        (("36.5",), INCOME, "36", "hơn mức 36 triệu đồng chỉ 0,5 triệu đồng"),
    ],
)
def test_the_distance_is_said_in_people_where_they_are_counted(figures, indicator, target, said):
    names = ("numerator", "denominator") if len(figures) == 2 else ("value",)
    found = figure(**{name: Decimal(typed) for name, typed in zip(names, figures, strict=True)})
    assert slack_words(found, indicator, level(indicator, target)) == said


@given(
    halves=st.lists(st.integers(0, 200), min_size=1, max_size=4),
    indicator=st.sampled_from([INSURED, POOR]),
    count=st.integers(2, 4),
)
def test_a_warning_stands_exactly_where_it_is_met_near_and_worse(halves, indicator, count):
    target, settings = level(indicator, "85" if indicator is INSURED else "2"), RuleSettings(risk_findings=count)
    found = series(*(Decimal(half) / 2 for half in halves))
    first, last = measured(found[-count:][0]), measured(found[-1])
    worse = len(found[-count:]) > 1 and has_worsened(last, first, indicator)
    is_met = judge(found[-1], indicator, target) == Verdict.MET
    warned = bool(told(found, indicator, settings).towards)
    assert warned == (is_met and worse and is_near(last, indicator, target, settings))
