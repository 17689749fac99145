"""What is odd about a row is told, never refused."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from criteria.enums import Direction, Scope, Stage, ValueKind, Verdict
from criteria.rules.admission import FigureRow
from criteria.rules.doubts import day_doubts, jump_doubts, jumps, row_doubts
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.settings import DEFAULTS

TODAY = dt.date(2017, 9, 25)
LONG_AGO = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
INSURED = IndicatorFacts(1, 15, "15.1", ValueKind.PERCENT, Direction.AT_LEAST, keeps_ratio=True, counted="người")
LEVEL = TargetFacts(1, 1, Scope.COMMON, "", 2016, None, Decimal(85))
UNSOURCED = "Đạt nhưng chưa ghi nguồn."
ALONE = "Chỉ có tỷ lệ, không có tử số, mẫu số nên không tính được còn thiếu bao nhiêu."


def row(**given) -> FigureRow:
    figures = {name: Decimal(given.pop(name)) for name in ("numerator", "denominator", "value") if name in given}
    return FigureRow(1, Stage.SELF, given.pop("assessed_on", dt.date(2017, 9, 20)), **figures, **given)


def before(share) -> FindingFacts:
    day = dt.date(2017, 8, 31)
    return FindingFacts(9, Stage.SELF, day, LONG_AGO, 2017, Decimal(share), Decimal(100))


@pytest.mark.parametrize(
    ("given", "doubts"),
    [
        ({"numerator": 90, "denominator": 100, "source_document": "BHXH huyện"}, []),
        ({"numerator": 90, "denominator": 100}, [UNSOURCED]),
        ({"numerator": 80, "denominator": 100}, []),
        ({"value": 80}, [ALONE]),
        ({"value": 90}, [UNSOURCED, ALONE]),
        ({"declared": Verdict.NEARLY, "reason": "x"}, []),
    ],
)
def test_a_row_by_itself(given, doubts):
    assert row_doubts(row(**given), INSURED, LEVEL) == doubts


def test_nothing_to_share_offers_not_applicable_where_that_is_allowed():
    nobody = row(numerator=0, denominator=0)
    assert row_doubts(nobody, INSURED, LEVEL) == ["Mẫu số bằng 0, chưa đánh giá được."]
    allowed = replace(INSURED, na_allowed=True)
    assert row_doubts(nobody, allowed, LEVEL) == [
        "Mẫu số bằng 0, chưa đánh giá được. Không có đối tượng thì chọn không xét."
    ]


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [(60, 50, False), (61, 50, True), (39, 50, True), (40, 50, False), (1, 0, True), (0, 0, False)],
)
def test_a_change_of_more_than_a_fifth_is_a_jump(now, then, told):
    assert jumps(Fraction(then), Fraction(now), DEFAULTS.jump_share) is told


@pytest.mark.parametrize(
    ("given", "doubts"),
    [
        ({}, ["Tăng hơn 20% so với số đang có; ghi chú lý do để việc thẩm tra nhanh hơn."]),
        ({"note": "Rà soát lại"}, []),
        ({"reason": "Rà soát lại"}, []),
    ],
)
def test_a_jump_wants_a_word_about_why(given, doubts):
    assert jump_doubts(row(numerator=90, denominator=100, **given), before(50), DEFAULTS) == doubts


def test_a_fall_is_a_jump_too():
    found = jump_doubts(row(numerator=30, denominator=100), before(50), DEFAULTS)
    assert found == ["Giảm hơn 20% so với số đang có; ghi chú lý do để việc thẩm tra nhanh hơn."]


def test_words_do_not_jump():
    assert jump_doubts(row(declared=Verdict.NEARLY), before(50), DEFAULTS) == []
    said = FindingFacts(9, Stage.SELF, TODAY, LONG_AGO, 2017, declared=Verdict.MET)
    assert jump_doubts(row(value=50), said, DEFAULTS) == []


@pytest.mark.parametrize(
    ("assessed_on", "known", "doubts"),
    [
        ("2017-09-20", None, []),
        ("2017-09-20", "2017-09-20", []),
        ("2016-09-26", None, []),
        ("2016-09-25", None, ["Số liệu ngày 25/9/2016 đã quá 12 tháng."]),
        (
            "2017-08-31",
            "2017-09-20",
            ["Ngày số liệu trước số đang có (ngày 20/9/2017): dòng này bổ sung lịch sử, không thay kết quả hiện nay."],
        ),
    ],
)
def test_an_old_day_is_pointed_out(assessed_on, known, doubts):
    typed = row(value=50, assessed_on=dt.date.fromisoformat(assessed_on))
    assert day_doubts(typed, known and dt.date.fromisoformat(known), TODAY, DEFAULTS) == doubts
