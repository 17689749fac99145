"""Check 4: poor households at the end = start - escaped + fallen back + new, and what indicator 11 says of it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Check, Direction, Poverty, Stage, Total, Weight
from criteria.rules.cautions import Claim
from criteria.rules.facts import Flow
from criteria.rules.movements import beside, movement_cautions, movement_faults, own_cautions
from criteria.rules.settings import RuleSettings
from criteria.rules.warnings import cautions
from tests.build import counted, date, flow
from tests.criteria.rules.facts import finding, indicator

TODAY, FIRST, LAST = date("2017-09-25"), date("2010-01-01"), date("2020-12-31")
POOR = indicator(number="11", direction=Direction.AT_MOST, total=Total.HOUSEHOLDS, poverty=Poverty.POOR, counted="hộ")


def said(numerator=49, denominator=2119, on="2017-09-18", **given):
    """A figure of indicator 11."""
    day = date(on)
    plain = {"stage": Stage.SELF, "assessed_on": day, "figure_year": day.year}
    return finding(numerator, denominator, **plain | given)


def told(found) -> list[tuple[Check, Weight, str]]:
    return [(one.check, one.weight, one.text) for one in found]


def test_what_adds_up_and_agrees_is_no_warning():
    assert movement_cautions([counted()], POOR, said()) == []


def test_an_end_that_does_not_follow_is_said_with_both_numbers():
    (found,) = movement_cautions([counted(poor=flow(end=47))], POOR, said(47))
    assert (found.check, found.weight) == (Check.MOVEMENT, Weight.HIGH)
    assert found.text == (
        "Biến động hộ nghèo năm 2017 (ngày 18/9/2017): cuối kỳ ghi 47, mà đầu năm 60 - thoát 14 + tái 1 + phát sinh 2 "
        "= 49."
    )
    assert [(side.label, side.figure) for side in found.sides] == [("biến động hộ nghèo", "47"), ("tính ra", "49")]
    assert found.address("xuan-tan") == "/bien-dong-ho-ngheo/xuan-tan/?nam=2017"
    assert found.others("xuan-tan") == [("biến động hộ nghèo 2017", "/bien-dong-ho-ngheo/xuan-tan/?nam=2017")]


def test_another_number_of_poor_households_of_the_same_month_is_said_from_both_sides():
    (found,) = movement_cautions([counted()], POOR, said(51, on="2017-09-20", source=""))
    assert told([found]) == [
        (
            Check.MOVEMENT,
            Weight.HIGH,
            "Hộ nghèo của chỉ tiêu 11 là 51 (chưa ghi nguồn, 20/9/2017), biến động hộ nghèo ghi cuối kỳ 49 "
            "(Biên bản rà soát, 18/9/2017).",
        )
    ]
    assert found.address("xuan-tan") == "/lich-su/xuan-tan/11/"
    assert found.others("xuan-tan") == [("biến động hộ nghèo 2017", "/bien-dong-ho-ngheo/xuan-tan/?nam=2017")]


def test_households_move_from_month_to_month():
    assert movement_cautions([counted("2017-06-30")], POOR, said(51)) == []


def test_another_total_of_the_year_is_so_lieu_venh():
    found = movement_cautions([counted("2017-06-30", households=2120)], POOR, said())
    assert told(found) == [
        (
            Check.TOTALS,
            Weight.MEDIUM,
            "Số liệu vênh, tổng số hộ: 2.119 ở chỉ tiêu 11 (chưa ghi nguồn, 18/9/2017), 2.120 ở biến động hộ nghèo "
            "(Biên bản rà soát, 30/6/2017).",
        )
    ]


@pytest.mark.parametrize(
    ("movements", "row", "finding"),
    [
        ([], POOR, said(1)),
        ([counted("2016-12-31")], POOR, said(1)),
        ([counted()], replace(POOR, poverty=None), said(1)),
        ([counted()], POOR, finding(value=2)),
        ([counted(households=2200)], replace(POOR, total=None), said()),
    ],
    ids=["nothing counted", "another year", "another indicator", "a percentage alone", "another total"],
)
def test_what_cannot_be_compared_is_not(movements, row, finding):
    assert movement_cautions(movements, row, finding) == []


def test_the_nearly_poor_are_judged_by_their_own_movement():
    near = replace(POOR, poverty=Poverty.NEAR)
    assert movement_cautions([counted(poor=flow(end=1))], near, said(61)) == []
    (found,) = movement_cautions([counted(near=flow(end=50))], near, said(50))
    assert found.text.startswith("Biến động hộ cận nghèo năm 2017")


def test_a_figure_is_compared_with_its_own_month_else_with_the_newest():
    june, september = counted("2017-06-30"), counted("2017-09-18")
    assert beside([june, september], said(on="2017-06-10")) == june
    assert beside([june, september], said(on="2017-08-10")) == september


def test_the_warning_stands_among_those_of_the_cell():
    claim = Claim(said(51, source="Biên bản"), movements=[counted()])
    found = cautions(claim, POOR, None, RuleSettings(), TODAY)
    assert [one.check for one in found] == [Check.MOVEMENT]


def test_a_movement_hears_of_its_sums_the_year_before_and_the_figures():
    before = counted("2016-12-31", poor=flow(end=58), near=flow(end=80))
    found = own_cautions(counted(near=flow(80, end=1)), [before], [(POOR, said(51)), (POOR, said(9, on="2016-12-31"))])
    assert [(one.check, one.weight, one.text.split(":")[0]) for one in found] == [
        (Check.MOVEMENT, Weight.HIGH, "Biến động hộ cận nghèo năm 2017 (ngày 18/9/2017)"),
        (Check.MOVEMENT, Weight.MEDIUM, "Hộ nghèo đầu năm 2017 ghi 60, cuối năm 2016 ghi 58."),
        (
            Check.MOVEMENT, Weight.HIGH,
            "Hộ nghèo của chỉ tiêu 11 là 51 (chưa ghi nguồn, 18/9/2017), biến động hộ nghèo ghi cuối kỳ 49 "
            "(Biên bản rà soát, 18/9/2017).",
        ),
    ]  # fmt: skip


def test_within_a_year_numbers_only_add_up():
    june = counted("2017-06-30", poor=flow(60, escaped=5, refallen=1, new=2, end=58))
    september = counted(poor=flow(61, escaped=4, refallen=1, new=1, end=59))
    assert [(one.check, one.weight, one.text) for one in own_cautions(september, [june, september], [])] == [
        (Check.MOVEMENT, Weight.MEDIUM, f"Hộ nghèo năm 2017, {said}")
        for said in (
            "đầu năm: ghi 61, lần rà soát ngày 30/6/2017 ghi 60; đầu năm chỉ có một số.",
            "thoát: ghi 4, lần rà soát ngày 30/6/2017 ghi 5; cộng dồn từ đầu năm nên không giảm.",
            "phát sinh: ghi 1, lần rà soát ngày 30/6/2017 ghi 2; cộng dồn từ đầu năm nên không giảm.",
        )
    ]


def test_a_count_is_held_against_the_one_before_it_only():
    june, august = counted("2017-06-30"), counted("2017-08-30", poor=flow(60, escaped=20, end=43))
    assert own_cautions(june, [june, august, counted("2016-06-30", poor=flow(90, end=90))], []) == []
    assert own_cautions(counted("2017-12-20", poor=flow(60, escaped=20, end=43)), [june, august], []) == []


def test_a_year_that_was_not_counted_to_its_end_starts_nothing():
    assert own_cautions(counted(), [counted("2016-06-30")], []) == []
    assert own_cautions(counted(), [], [(replace(POOR, poverty=None), said(1))]) == []


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        (counted(), {}),
        (counted("2017-09-26"), {"counted_on": ["Ngày rà soát không được sau hôm nay (25/9/2017)."]}),
        (
            replace(counted(), year=2016),
            {"counted_on": [
                "Ngày rà soát phải trong năm 2016. Biến động của năm khác ghi ở trang của năm đó."
            ]},
        ),
        (counted("2009-12-31"), {"counted_on": ["Đơn vị có từ ngày 01/01/2010 đến hết ngày 31/12/2020."]}),
        (counted(households=0), {"households": ["Tổng số hộ phải từ 1 đến 1.000.000."]}),
        (counted(households=1_000_001), {"households": ["Tổng số hộ phải từ 1 đến 1.000.000."]}),
        (counted(poor=flow(escaped=61, end=1)), {"poor_escaped": ["Thoát nhiều hơn số hộ đầu năm (60)."]}),
        (counted(poor=flow(minority=50)), {"poor_minority": ["DTTS nhiều hơn số hộ cuối kỳ (49)."]}),
        (counted(households=79), {"near_start": ["Đầu năm nhiều hơn tổng số hộ (79)."], "near_end": [
            "Hộ nghèo và hộ cận nghèo cuối kỳ cộng lại nhiều hơn tổng số hộ."
        ]}),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_at_its_box(typed, faults):
    assert movement_faults(typed, TODAY, FIRST, LAST) == faults


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4), st.integers(-3, 3))
def test_a_movement_adds_up_exactly_when_the_four_numbers_give_its_end(four, off):
    found = Flow(*four, end=four[0] - four[1] + four[2] + four[3] + off)
    assert found.adds_up is (off == 0)


def test_a_movement_knows_its_flows_and_figures():
    found = counted()
    assert (found.flow(Poverty.POOR), found.flow(Poverty.NEAR)) == (found.poor, found.near)
    assert found.figures == (dt.date(2017, 9, 18), 2119, found.poor, found.near)
