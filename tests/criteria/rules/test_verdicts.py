"""The verdict of an indicator, and what is printed beside it."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from criteria.enums import Verdict
from criteria.rules.settings import DEFAULTS, RuleSettings
from criteria.rules.verdicts import judge, measured, nearly_is_offered, required, shown
from tests.criteria.rules.facts import (
    INCOME,
    INSURED,
    MARKET,
    POOR,
    POST_OFFICE,
    SHACKS,
    finding,
    levels,
    shares,
    target,
)

LATER = dt.date(2017, 12, 31)


@pytest.mark.parametrize(
    ("found", "indicator", "level", "verdict"),
    [
        (finding(7204, 8600), INSURED, "85", "NOT_MET"),
        (finding(7310, 8600), INSURED, "85", "MET"),
        (finding(85, 100), INSURED, "85", "MET"),
        (finding(84996, 100000), INSURED, "85", "NOT_MET"),
        (finding(61, 2470), POOR, "2", "NOT_MET"),
        (finding(49, 2470), POOR, "2", "MET"),
        (finding(2, 100), POOR, "2", "MET"),
        (finding(0, 0), INSURED, "85", "UNASSESSED"),
        (finding(0, 0, value="90"), INSURED, "85", "UNASSESSED"),
        (finding(7204), INSURED, "85", "UNASSESSED"),
        (finding(denominator=8600), INSURED, "85", "UNASSESSED"),
        (finding(value="85"), INSURED, "85", "MET"),
        (finding(value="84.9999"), INSURED, "85", "NOT_MET"),
        (finding(value="50"), INCOME, "50", "MET"),
        (finding(value="49.9"), INCOME, "50", "NOT_MET"),
        (finding(value=0), SHACKS, "0", "MET"),
        (finding(value=1), SHACKS, "0", "NOT_MET"),
        (None, INSURED, "85", "UNASSESSED"),
    ],
)
def test_the_number_decides(found, indicator, level, verdict):
    assert judge(found, indicator, target(level)) == verdict


@pytest.mark.parametrize(
    ("found", "indicator", "level", "verdict"),
    [
        (finding(declared="MET"), POST_OFFICE, None, "MET"),
        (finding(declared="NOT_MET"), POST_OFFICE, None, "NOT_MET"),
        (finding(declared="MET"), POST_OFFICE, "1", "MET"),
        (finding(), POST_OFFICE, None, "UNASSESSED"),
        (finding(declared="UNASSESSED"), POST_OFFICE, None, "UNASSESSED"),
        (finding(declared="NA"), MARKET, None, "NA"),
        (finding(declared="NA"), POST_OFFICE, None, "UNASSESSED"),
        (finding(7204, 8600, declared="NA"), INSURED, "85", "NOT_MET"),
        (finding(7204, 8600, declared="MET"), INSURED, None, "MET"),
        (finding(7204, 8600, declared="MET"), INSURED, "85", "NOT_MET"),
        (finding(declared="MET"), INSURED, "85", "MET"),
        (finding(7204, 8600), INSURED, None, "UNASSESSED"),
        (finding(7204, 8600, declared="NEARLY", finish_by=LATER), INSURED, "85", "NEARLY"),
        (finding(7400, 8600, declared="NEARLY", finish_by=LATER), INSURED, "85", "MET"),
        (finding(declared="NEARLY", finish_by=LATER), POST_OFFICE, None, "NEARLY"),
    ],
)
def test_a_word_counts_only_where_no_number_can_decide(found, indicator, level, verdict):
    judged_by = target(level) if level else None
    assert judge(found, indicator, judged_by) == verdict


def test_nearly_stays_nearly_after_its_day():
    found = finding(7204, 8600, declared="NEARLY", finish_by=dt.date(2017, 9, 1))
    assert judge(found, INSURED, target()) == Verdict.NEARLY


@given(shares(), levels)
def test_the_comparison_is_exact(share, level):
    numerator, denominator = share
    expected = 100 * numerator >= Fraction(level) * denominator
    assert (judge(finding(numerator, denominator), INSURED, target(level)) == Verdict.MET) == expected


@given(shares(), levels)
def test_more_insured_or_fewer_poor_never_lose_a_verdict(share, level):
    numerator, denominator = share
    if judge(finding(numerator, denominator), INSURED, target(level)) == Verdict.MET and numerator < denominator:
        assert judge(finding(numerator + 1, denominator), INSURED, target(level)) == Verdict.MET
    if judge(finding(numerator, denominator), POOR, target(level)) == Verdict.MET and numerator:
        assert judge(finding(numerator - 1, denominator), POOR, target(level)) == Verdict.MET


@given(shares(), levels)
def test_nearly_is_never_computed(share, level):
    assert judge(finding(*share), INSURED, target(level)) in (Verdict.MET, Verdict.NOT_MET)


def test_a_share_is_measured_exactly():
    assert measured(finding(1, 3)) == Fraction(100, 3)


@pytest.mark.parametrize(
    ("found", "indicator", "level", "printed"),
    [
        (finding(7204, 8600), INSURED, "85", "83,77%"),
        (finding(84996, 100000), INSURED, "85", "84,996%"),
        (finding(8499999, 10000000), INSURED, "85", "84,99999%"),
        (finding(85, 100), INSURED, "85", "85,00%"),
        (finding(200001, 10000000), POOR, "2", "2,00001%"),
        (finding(value="84.9960"), INSURED, "85", "84,996%"),
        (finding(7204, 8600), INSURED, None, "83,77%"),
        (finding(value="36.2"), INCOME, "50", "36,2"),
        (finding(value="3"), SHACKS, "0", "3"),
        (finding(declared="MET"), POST_OFFICE, None, "Đạt"),
        (finding(declared="NOT_MET"), POST_OFFICE, None, "Chưa đạt"),
        (finding(declared="NA"), MARKET, None, "Không xét"),
        (finding(0, 0), INSURED, "85", "…"),
        (finding(declared="UNASSESSED"), POST_OFFICE, None, "…"),
        (None, INSURED, "85", "…"),
    ],
)
def test_the_result_is_printed_as_the_office_writes_it(found, indicator, level, printed):
    judged_by = target(level) if level else None
    assert shown(found, indicator, judged_by) == printed


@given(shares(), levels)
def test_what_is_printed_never_contradicts_the_verdict(share, level):
    for indicator in (INSURED, POOR):
        found = finding(*share)
        as_printed = Decimal(shown(found, indicator, target(level)).rstrip("%").replace(".", "").replace(",", "."))
        assert judge(finding(value=as_printed), indicator, target(level)) == judge(found, indicator, target(level))


@pytest.mark.parametrize(
    ("indicator", "level", "printed"),
    [
        (INSURED, "85", "≥\u00a085%"),
        (POOR, "2", "≤\u00a02%"),
        (POOR, "13.9", "≤\u00a013,9%"),
        (INCOME, "50", "≥\u00a050 triệu đồng/người/năm"),
        (SHACKS, "0", "Không còn nhà nào"),
        (POST_OFFICE, None, "Đạt"),
        (POST_OFFICE, "1", "Đạt"),
        (INCOME, None, "Tỉnh quy định"),
    ],
)
def test_the_requirement_is_printed_as_in_the_form(indicator, level, printed):
    assert required(indicator, target(level) if level else None) == printed


@pytest.mark.parametrize(
    ("found", "indicator", "level", "offered"),
    [
        (finding(765, 1000), INSURED, "85", True),
        (finding(764, 1000), INSURED, "85", False),
        (finding(850, 1000), INSURED, "85", False),
        (finding(22, 1000), POOR, "2", True),
        (finding(23, 1000), POOR, "2", False),
        (finding(value="45"), INCOME, "50", True),
        (finding(value="1"), SHACKS, "0", False),
        (finding(765, 1000), INSURED, None, False),
        (finding(), INSURED, "85", False),
        (finding(declared="NOT_MET", value="1"), POST_OFFICE, "1", False),
    ],
)
def test_nearly_is_offered_within_the_margin_only(found, indicator, level, offered):
    judged_by = target(level) if level else None
    assert nearly_is_offered(found, indicator, judged_by, DEFAULTS) == offered


def test_the_margin_is_a_setting():
    strict = RuleSettings(margin_at_least=Decimal(99))
    assert not nearly_is_offered(finding(765, 1000), INSURED, target("85"), strict)
