"""Totals that should be one number, and one number where there should be many."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Check, Stage, Total, Verdict, Weight
from criteria.rules.settings import DEFAULTS
from criteria.rules.totals import NO_CENSUS, Census, disagreeing_totals, same_everywhere
from tests.criteria.rules.facts import INCOME, POST_OFFICE, SHACKS, indicator
from tests.criteria.rules.test_warnings import said

HOMES = replace(indicator(), counted="hộ", total=Total.HOUSEHOLDS)
POOR, POWER, WATER = (replace(HOMES, id=pk, number=number) for pk, number in ((11, "11"), (4, "4.2"), (17, "17.1a")))
CENSUS = Census({Total.HOUSEHOLDS: 2400, Total.PEOPLE: None}, "Tổng điều tra", dt.date(2019, 4, 1))


def texts(*spoken, census=NO_CENSUS):
    found = disagreeing_totals(spoken, census, DEFAULTS)
    return {pk: [one.text for one in odd] for pk, odd in found.items()}


def test_two_totals_that_differ_show_both_sources_at_both_rows():
    assert texts((POOR, said(60, 2470)), (POWER, said(2400, 2740, source=""))) == {
        11: ["Số liệu vênh, tổng số hộ: 2.470 ở chỉ tiêu 11 (Báo cáo, 20/9/2017), "
             "2.740 ở chỉ tiêu 4.2 (chưa ghi nguồn, 20/9/2017)."],
        4: ["Số liệu vênh, tổng số hộ: 2.740 ở chỉ tiêu 4.2 (chưa ghi nguồn, 20/9/2017), "
            "2.470 ở chỉ tiêu 11 (Báo cáo, 20/9/2017)."],
    }  # fmt: skip


def test_where_most_agree_only_the_odd_one_is_warned_and_led_to_another_row():
    spoken = [(POOR, said(60, 2470)), (POWER, said(2400, 2740)), (WATER, said(2400, 2470))]
    found = disagreeing_totals(spoken, NO_CENSUS, DEFAULTS)
    assert list(found) == [4]
    (caution,) = found[4]
    assert (caution.check, caution.weight) == (Check.TOTALS, Weight.MEDIUM)
    assert caution.others("xuan-tan") == [("11", "/lich-su/xuan-tan/11/")]


def test_totals_of_other_things_or_other_years_are_not_compared():
    people = replace(HOMES, id=15, total=Total.PEOPLE)
    assert texts((POOR, said(60, 2470)), (people, said(7000, 8600))) == {}
    assert texts((POOR, said(60, 2470)), (POWER, said(60, 2480, figure_year=2016))) == {}
    assert texts((POOR, said(60, 2470)), (replace(POWER, total=None), said(60, 2480))) == {}
    assert texts((POOR, said(60, 2470)), (POWER, said(None, value=Decimal(2)))) == {}


def test_a_total_far_from_the_census_is_noted():
    assert texts((POOR, said(60, 2470)), census=CENSUS) == {}
    assert texts((POOR, said(60, 3000)), census=CENSUS) == {
        11: ["Tổng số hộ 3.000 lệch hơn 20% so với số điều tra 2.400 (Tổng điều tra, 01/4/2019)."]
    }
    people = replace(HOMES, total=Total.PEOPLE)
    assert texts((people, said(60, 3000)), census=CENSUS) == {}


totals = st.lists(st.sampled_from([2470, 2471, 2740]), min_size=1, max_size=7)


@given(totals)
def test_some_side_is_warned_exactly_where_the_totals_are_not_one(numbers):
    spoken = [(replace(HOMES, id=pk, number=str(pk)), said(60, total)) for pk, total in enumerate(numbers, 1)]
    found = disagreeing_totals(spoken, NO_CENSUS, DEFAULTS)
    assert bool(found) == (len(set(numbers)) > 1)
    for odd in found.values():
        (caution,) = odd
        mine, other = caution.sides
        assert mine.figure != other.figure
        assert mine.number == caution.number


@pytest.mark.parametrize(
    ("row", "findings", "told"),
    [
        (indicator(), [said(90, 100)] * 3, "Cả 3 xã, thị trấn ghi cùng một số 90,00%: xem lại nguồn của từng xã."),
        (INCOME, [said(None, value=Decimal(36))] * 3,
         "Cả 3 xã, thị trấn ghi cùng một số 36: xem lại nguồn của từng xã."),
        (indicator(), [said(90, 100)] * 2, ""),
        (indicator(), [said(90, 100), said(90, 100), said(91, 100)], ""),
        (indicator(), [said(100, 100)] * 3, ""),
        (SHACKS, [said(None, value=Decimal(0))] * 3, ""),
        (POST_OFFICE, [said(None, declared=Verdict.MET, stage=Stage.SELF)] * 3, ""),
    ],
)  # fmt: skip
def test_one_number_in_every_place_is_asked_about(row, findings, told):
    caution = same_everywhere(row, dict(enumerate(findings)))
    assert (caution.text if caution else "") == told
