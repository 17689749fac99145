"""What speaks against confirming a cell without a second look, by weight."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from criteria.enums import Stage, Verdict, Weight
from criteria.rules.facts import FindingFacts
from criteria.rules.settings import DEFAULTS
from criteria.rules.warnings import Claim, cautions, disagreeing_totals, is_heavy
from tests.criteria.rules.facts import indicator, target

AS_OF = dt.date(2017, 9, 25)


def said(numerator=90, denominator=100, **given):
    plain = {
        "id": 1, "stage": Stage.SELF, "assessed_on": dt.date(2017, 9, 20),
        "recorded_at": dt.datetime(2017, 9, 20, tzinfo=dt.UTC), "figure_year": 2017, "source": "Báo cáo",
    }  # fmt: skip
    figures = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)} if numerator is not None else {}
    return FindingFacts(**plain | figures | given)


def found(own, before=None, verified=None, explained=False):
    claim = Claim(own, before, verified, explained)
    return [(one.weight.name, one.text) for one in cautions(claim, indicator(), target(), DEFAULTS, AS_OF)]


@pytest.mark.parametrize(
    ("own", "before", "verified", "explained", "expected"),
    [
        (said(), None, None, False, []),
        (said(source=""), None, None, False, [("HIGH", "Đạt nhưng chưa ghi nguồn")]),
        (said(80, source=""), None, None, False, []),
        (said(90), said(60), None, False, [("HIGH", "Tăng hơn 20% so với kỳ trước, chưa nêu lý do")]),
        (said(60), said(90), None, False, [("HIGH", "Giảm hơn 20% so với kỳ trước, chưa nêu lý do")]),
        (said(90), said(60), None, True, []),
        (said(90), said(89), None, False, []),
        (said(90), None, said(80, stage=Stage.VERIFIED), False,
         [("HIGH", "Xã tự đánh giá đạt, huyện đã thẩm tra là chưa đạt")]),
        (said(90), None, said(88, stage=Stage.VERIFIED), False, []),
        (said(assessed_on=dt.date(2016, 9, 25)), None, None, False,
         [("MEDIUM", "Số liệu ngày 25/9/2016 đã quá 12 tháng")]),
        (said(None, value=Decimal(90)), None, None, False, [("LOW", "Chỉ có tỷ lệ, không có tử số, mẫu số")]),
    ],
)  # fmt: skip
def test_each_oddity_has_its_weight(own, before, verified, explained, expected):
    assert found(own, before, verified, explained) == expected


def test_the_heaviest_comes_first():
    own = said(90, source="", assessed_on=dt.date(2016, 1, 1))
    assert [weight for weight, _ in found(own)] == ["HIGH", "MEDIUM"]
    assert is_heavy(cautions(Claim(own, None, None, False), indicator(), target(), DEFAULTS, AS_OF))
    assert not is_heavy([])


def test_a_verdict_by_word_is_not_measured_against_the_period_before():
    own = said(None, declared=Verdict.NEARLY, source="Sổ")
    assert found(own, said(60)) == []


def test_totals_that_should_be_one_are_shown_with_both_sources():
    people = replace(indicator(), counted="người")
    first, second = replace(people, id=1, number="15.1"), replace(people, id=2, number="12")
    other = replace(people, id=3, number="14.3")
    claims = [(first, said(90, 8600)), (second, said(80, 8500)), (other, said(40, 4000))]
    caution = disagreeing_totals(claims)
    assert {pk: (one.weight, one.text) for pk, one in caution.items()} == {
        2: (Weight.MEDIUM, "Số liệu vênh: 8.500 người ở chỉ tiêu này, 8.600 ở chỉ tiêu 15.1")
    }


def test_totals_of_other_things_are_not_compared():
    kilometres = replace(indicator(), counted="km")
    assert disagreeing_totals([(kilometres, said(5, 10)), (replace(kilometres, id=9), said(5, 9))]) == {}
    assert disagreeing_totals([(replace(indicator(), counted="hộ"), said(None, value=Decimal(1)))]) == {}
