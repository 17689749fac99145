"""What speaks against confirming a cell without a second look, by weight."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Check, Direction, PeriodKind, Stage, Verdict, Weight
from criteria.rules.cautions import Claim, is_heavy
from criteria.rules.checks import entry_faults
from criteria.rules.facts import FindingFacts
from criteria.rules.periods import PeriodFacts
from criteria.rules.proofs import Proof
from criteria.rules.settings import DEFAULTS
from criteria.rules.warnings import cautions, jumps
from tests.criteria.rules.facts import indicator, target

AS_OF = dt.date(2017, 9, 25)
FIRST, LAST = dt.date(2017, 9, 1), dt.date(2017, 9, 30)
SEPTEMBER = PeriodFacts(1, PeriodKind.MONTH, "tháng 9/2017", FIRST, LAST, AS_OF, AS_OF, LAST)


def said(numerator=90, denominator=100, **given):
    plain = {
        "id": 1, "stage": Stage.SELF, "assessed_on": dt.date(2017, 9, 20),
        "recorded_at": dt.datetime(2017, 9, 20, tzinfo=dt.UTC), "figure_year": 2017, "source": "Báo cáo",
    }  # fmt: skip
    figures = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)} if numerator is not None else {}
    return FindingFacts(**plain | figures | given)


def before(numerator, on=dt.date(2017, 8, 31), pk=2, denominator=100):
    return said(numerator, denominator, id=pk, assessed_on=on)


def of(claim, row=None):
    return cautions(claim, row or indicator(), target(), DEFAULTS, AS_OF)


def found(own, *around, row=None, **more):
    return [(one.weight.name, one.text) for one in of(Claim(own, *around, **more), row)]


UNSOURCED = ("HIGH", "Đạt nhưng chưa ghi nguồn.")
ROSE = ("HIGH", "Tăng hơn 20%: từ 60,00% (31/8/2017) thành 90,00% (20/9/2017), chưa ghi chú lý do.")
FELL = ("HIGH", "Giảm hơn 20%: từ 90,00% (31/8/2017) thành 60,00% (20/9/2017), chưa ghi chú lý do.")
OLD = ("MEDIUM", "Số liệu ngày 24/9/2016 đã quá 12 tháng.")
ALONE = ("LOW", "Chỉ có tỷ lệ, không có tử số, mẫu số nên không tính được còn thiếu bao nhiêu.")


@pytest.mark.parametrize(
    ("own", "around", "expected"),
    [
        (said(), {}, []),
        (said(source=""), {}, [UNSOURCED]),
        (said(source=""), {"proof": Proof(1, AS_OF)}, []),
        (said(80, source=""), {}, []),
        (said(), {"proof": Proof(is_missing=True)}, [("LOW", "Đạt nhưng chưa có minh chứng.")]),
        (said(), {"proof": Proof(1, FIRST, is_old=True, months=12)},
         [("MEDIUM", "Minh chứng mới nhất ngày 01/9/2017, đã quá 12 tháng.")]),
        (said(90), {"before": before(60)}, [ROSE]),
        (said(60), {"before": before(90)}, [FELL]),
        (said(90), {"before": before(60), "explained": True}, []),
        (said(90), {"before": before(89)}, []),
        (said(None, declared=Verdict.NEARLY), {"before": before(60)}, []),
        (said(90), {"before": said(None, declared=Verdict.MET, id=2)}, []),
        (said(90), {"verified": said(80, stage=Stage.VERIFIED)},
         [("HIGH", "Xã tự đánh giá đạt (90,00%, 20/9/2017), huyện đã thẩm tra là chưa đạt (80,00%, 20/9/2017).")]),
        (said(90), {"verified": said(88, stage=Stage.VERIFIED)}, []),
        (said(80), {"verified": said(80, stage=Stage.VERIFIED)}, []),
        (said(90, stage=Stage.VERIFIED), {"verified": said(80, stage=Stage.VERIFIED)}, []),
        (said(assessed_on=dt.date(2016, 9, 24)), {}, [OLD]),
        (said(assessed_on=dt.date(2016, 9, 24)), {"period": SEPTEMBER}, [OLD]),
        (said(), {"period": SEPTEMBER}, []),
        (said(assessed_on=dt.date(2017, 8, 31)), {"period": SEPTEMBER},
         [("LOW", "Ngày số liệu 31/8/2017 ngoài kỳ tháng 9/2017 (01/9/2017 - 30/9/2017).")]),
        (said(90, assessed_on=dt.date(2017, 8, 30)), {"before": before(90)},
         [("LOW", "Ngày số liệu trước số đang có (ngày 31/8/2017): dòng này bổ sung lịch sử, "
           "không thay kết quả hiện nay.")]),
        (said(None, value=Decimal(80)), {}, [ALONE]),
        (said(0, 0), {}, [("MEDIUM", "Mẫu số bằng 0, chưa đánh giá được.")]),
        (said(90, value=Decimal(90)), {}, []),
        (said(90, value=Decimal("90.05")), {}, []),
        (said(90, value=Decimal("90.06")), {},
         [("HIGH", "Tỷ lệ gõ vào 90,06% khác tử số chia mẫu số (90,00%); kết quả tính theo tử số, mẫu số.")]),
    ],
)  # fmt: skip
def test_each_oddity_has_its_weight_and_both_numbers(own, around, expected):
    assert found(own, **around) == expected


def test_nothing_to_share_offers_not_applicable_where_that_is_allowed():
    assert found(said(0, 0), row=replace(indicator(), na_allowed=True)) == [
        ("MEDIUM", "Mẫu số bằng 0, chưa đánh giá được. Không có đối tượng thì chọn không xét.")
    ]


def three(numerator=90, denominator=100, middle=90, row=None, explained=False, pk=3):
    own = said(numerator, denominator)
    then, long_ago = before(middle, denominator=denominator), before(90, dt.date(2017, 7, 31), pk, denominator)
    claim = Claim(own, then, long_ago, explained=explained)
    return [one for one in of(claim, row) if one.check == Check.SAME_PERIODS]


def test_one_number_three_periods_running_is_asked_about():
    (caution,) = three()
    assert caution.text == (
        "Ba kỳ liền cùng một số 90/100 (31/7/2017, 31/8/2017, 20/9/2017). "
        "Nếu đúng là không đổi thì ghi chú, hoặc xác nhận không đổi."
    )
    assert (caution.weight, [side.figure for side in caution.sides]) == (Weight.MEDIUM, ["90,00%", "90,00%"])


def test_what_may_stand_still_is_not_asked_about():
    assert three(middle=89) == []
    assert three(explained=True) == []
    assert three(pk=2) == []
    assert three(denominator=99) == []
    assert three(row=replace(indicator(), whole=False, counted="km")) == []


def test_the_heaviest_comes_first():
    own = said(90, source="", assessed_on=dt.date(2016, 1, 1))
    assert [weight for weight, _ in found(own)] == ["HIGH", "MEDIUM"]
    assert is_heavy(of(Claim(own)))
    assert not is_heavy([])


def test_a_warning_says_where_to_put_it_right_and_what_else_to_look_at():
    (source,) = of(Claim(said(source="")))
    (paper,) = of(Claim(said(), proof=Proof(is_missing=True)))
    assert (source.address("xuan-tan"), paper.address("xuan-tan")) == (
        "/lich-su/xuan-tan/15.1/", "/minh-chung/xuan-tan/15.1/",
    )  # fmt: skip
    assert source.others("xuan-tan") == []


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [(60, 50, False), (61, 50, True), (39, 50, True), (40, 50, False), (1, 0, True), (0, 0, False)],
)
def test_a_change_of_more_than_a_fifth_is_a_jump(now, then, told):
    assert jumps(Fraction(then), Fraction(now), DEFAULTS.jump_share) is told


counts = st.integers(min_value=1, max_value=10**6)


@given(counts, counts, st.decimals(min_value=0, max_value=100, places=2))
def test_a_typed_share_is_warned_of_exactly_where_it_is_further_off_than_rounding(part, more, typed):
    own = said(part, part + more, value=typed)
    exact = Fraction(100 * part, part + more)
    odd = [one for one in of(Claim(own)) if one.check == Check.SHARE]
    assert bool(odd) == (abs(exact - Fraction(typed)) > Fraction(5, 100))
    assert entry_faults(own, indicator()) == []


@given(counts, counts, st.booleans())
def test_a_word_always_clears_a_jump(part, whole, falls):
    row = indicator(direction=Direction.AT_MOST if falls else Direction.AT_LEAST)
    own, then = said(part, part + whole), before(whole, denominator=part + whole)
    assert not [one for one in of(Claim(own, then, explained=True), row) if one.check == Check.JUMP]
