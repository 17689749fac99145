"""Counts, bands and labels of a commune, and the conditions of the district."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from criteria.rules.communes import CommuneLabel, Tally, band_of, commune_label, district_conditions
from criteria.rules.settings import DEFAULTS, RuleSettings
from tests.criteria.rules.facts import verdicts

COMMUNES = st.lists(verdicts, min_size=19, max_size=19)
TOLERANT = RuleSettings(nearly_least_met=15, nearly_tolerates_not_met=True)
HEIGHT = [CommuneLabel.NOT_YET, CommuneLabel.NEARLY, CommuneLabel.COMPLETE, CommuneLabel.RECOGNISED]


def test_criteria_are_counted_by_verdict():
    found = [Verdict.MET] * 14 + [Verdict.NEARLY] * 2 + [Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NA]
    assert Tally.of(found) == Tally(met=14, nearly=2, not_met=1, unassessed=1, na=1)


@pytest.mark.parametrize(
    ("tally", "printed", "complete"),
    [
        (Tally(met=19), "19/19", True),
        (Tally(met=18, na=1), "18/18 (01 không xét)", True),
        (Tally(met=17, nearly=2), "17/19", False),
        (Tally(met=17, not_met=1, na=1), "17/18 (01 không xét)", False),
        (Tally(na=19), "0/0 (19 không xét)", False),
        (Tally(unassessed=19), "0/19", False),
    ],
)
def test_the_count_is_printed_against_what_is_required(tally, printed, complete):
    assert (tally.printed, tally.complete) == (printed, complete)


@given(COMMUNES)
def test_every_criterion_is_counted_once(found):
    tally = Tally.of(found)
    assert tally.total == 19
    assert tally.required == 19 - found.count(Verdict.NA)
    assert tally.complete == (set(found) <= {Verdict.MET, Verdict.NA} and Verdict.MET in found)


@pytest.mark.parametrize(
    ("tally", "label"),
    [
        (Tally(met=19), "19 tiêu chí"),
        (Tally(met=18, na=1), "19 tiêu chí"),
        (Tally(met=18, not_met=1), "15-18 tiêu chí"),
        (Tally(met=15, nearly=4), "15-18 tiêu chí"),
        (Tally(met=14, nearly=5), "10-14 tiêu chí"),
        (Tally(met=5, not_met=14), "5-9 tiêu chí"),
        (Tally(met=4, not_met=15), "Dưới 5 tiêu chí"),
    ],
)
def test_what_is_not_applicable_does_not_lower_the_band(tally, label):
    assert band_of(tally, DEFAULTS.bands).label == label


def test_an_office_may_let_it_lower_the_band():
    assert band_of(Tally(met=18, na=1), DEFAULTS.bands, na_counts=False).label == "15-18 tiêu chí"


@given(st.lists(COMMUNES, max_size=20))
def test_bands_add_up_to_all_units(units):
    printed = [band_of(Tally.of(found), DEFAULTS.bands) for found in units]
    assert sum(printed.count(band) for band in DEFAULTS.bands) == len(units)


@pytest.mark.parametrize(
    ("tally", "recognised", "choices", "label"),
    [
        (Tally(met=19), True, DEFAULTS, "Đạt chuẩn"),
        (Tally(met=12, not_met=7), True, DEFAULTS, "Đạt chuẩn"),
        (Tally(met=19), False, DEFAULTS, "Đủ 19/19 tiêu chí"),
        (Tally(met=18, na=1), False, DEFAULTS, "Đủ 19/19 tiêu chí"),
        (Tally(met=18, nearly=1), False, DEFAULTS, "Cơ bản đạt chuẩn"),
        (Tally(met=18, not_met=1), False, DEFAULTS, "Chưa đạt"),
        (Tally(met=18, unassessed=1), False, DEFAULTS, "Chưa đạt"),
        (Tally(met=18, not_met=1), False, TOLERANT, "Cơ bản đạt chuẩn"),
        (Tally(met=18, unassessed=1), False, TOLERANT, "Cơ bản đạt chuẩn"),
        (Tally(met=14, na=1, not_met=4), False, TOLERANT, "Cơ bản đạt chuẩn"),
        (Tally(met=14, nearly=5), False, TOLERANT, "Chưa đạt"),
        (Tally(na=19), False, DEFAULTS, "Chưa đạt"),
    ],
)
def test_four_labels_are_never_mixed(tally, recognised, choices, label):
    assert commune_label(tally, recognised, choices) == label


ROUGHLY = [Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NEARLY, Verdict.MET]


@given(st.lists(st.sampled_from(ROUGHLY), min_size=19, max_size=19), st.data(), st.sampled_from([DEFAULTS, TOLERANT]))
def test_a_worse_criterion_never_raises_the_label(found, data, settings):
    place = data.draw(st.integers(min_value=0, max_value=18))
    worse = data.draw(st.sampled_from(ROUGHLY[: ROUGHLY.index(found[place]) + 1]))
    after = [*found[:place], worse, *found[place + 1 :]]
    labels = [HEIGHT.index(commune_label(Tally.of(each), False, settings)) for each in (after, found)]
    assert labels[0] <= labels[1]


def test_the_district_is_measured_by_four_conditions():
    found = district_conditions(Tally(met=7, not_met=2), recognised=18, counted_units=19, settings=DEFAULTS)
    assert [(row.number, row.title, row.verdict, row.printed) for row in found] == [
        (1, "Đã đăng ký và được tỉnh đưa vào kế hoạch", "UNASSESSED", "…"),
        (2, "100% số xã được công nhận", "NOT_MET", "18/19 xã"),
        (3, "Đạt 9/9 tiêu chí huyện", "NOT_MET", "7/9"),
        (4, "Không nợ đọng xây dựng cơ bản", "UNASSESSED", "…"),
    ]


@pytest.mark.parametrize(
    ("recognised", "counted", "share", "verdict"),
    [(19, 19, "100", "MET"), (15, 20, "75", "MET"), (14, 19, "75", "NOT_MET"), (0, 0, "100", "NOT_MET")],
)
def test_the_share_of_recognised_communes_is_exact(recognised, counted, share, verdict):
    settings = RuleSettings(district_commune_share=Decimal(share))
    assert district_conditions(Tally(met=9), recognised, counted, settings)[1].verdict == verdict


def test_what_the_office_says_of_a_condition_is_printed():
    found = district_conditions(Tally(met=9), 19, 19, DEFAULTS, registered=True, free_of_arrears=False)
    assert [(row.verdict, row.printed) for row in found] == [
        ("MET", "Có"),
        ("MET", "19/19 xã"),
        ("MET", "9/9"),
        ("NOT_MET", "Không"),
    ]
