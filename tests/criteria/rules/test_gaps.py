"""The way still to go, in people and households, and the sentence that says it."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from criteria.rules.gaps import gap, gap_task, gap_words, sentence
from criteria.rules.verdicts import judge
from tests.criteria.rules.facts import (
    INCOME,
    INSURED,
    MARKET,
    POOR,
    POST_OFFICE,
    ROADS,
    SHACKS,
    finding,
    indicator,
    levels,
    shares,
    target,
)

LATER = dt.date(2017, 10, 15)


@pytest.mark.parametrize(
    ("found", "indicator", "level", "amount", "needed"),
    [
        (finding(7204, 8600), INSURED, "85", "106", "7310"),
        (finding(61, 2470), POOR, "2", "12", "49"),
        (finding(84, 99), INSURED, "85", "1", "85"),
        (finding("8.2", "12.5"), ROADS, "80", "1.8", "10"),
        (finding("8.2", "12.345"), ROADS, "85", "2.29325", "10.49325"),
        (finding(value="36.2"), INCOME, "50", "13.8", "50"),
        (finding(value="36.2"), INCOME, "36.5", "0.3", "36.5"),
        (finding(value=3), SHACKS, "0", "3", "0"),
    ],
)
def test_the_gap_is_counted_in_plain_units(found, indicator, level, amount, needed):
    way = gap(found, indicator, target(level))
    assert (way.amount, way.needed) == (Decimal(amount), Decimal(needed))


@pytest.mark.parametrize(
    ("found", "indicator", "level"),
    [
        (finding(7310, 8600), INSURED, "85"),
        (finding(7204, 8600), INSURED, None),
        (finding(value="83.77"), INSURED, "85"),
        (finding(0, 0), INSURED, "85"),
        (finding(declared="NOT_MET"), POST_OFFICE, "1"),
        (finding(value="0"), POST_OFFICE, "1"),
        (None, INSURED, "85"),
    ],
)
def test_no_gap_where_nothing_is_missing_or_nothing_is_known(found, indicator, level):
    assert gap(found, indicator, target(level) if level else None) is None


def test_gaps_are_put_in_words():
    missing = gap(finding(7204, 8600), INSURED, target("85"))
    too_many = gap(finding(61, 2470), POOR, target("2"))
    assert [gap_words(missing), gap_words(too_many)] == ["còn thiếu 106 người", "còn phải giảm 12 hộ"]
    assert [gap_task(missing), gap_task(too_many)] == ["thêm 106 người", "giảm 12 hộ"]


def test_an_indicator_without_a_word_for_its_count_uses_its_unit():
    way = gap(finding(value="36.2"), INCOME, target("50"))
    assert gap_words(way) == "còn thiếu 13,8 triệu đồng/người/năm"


@given(shares(), levels)
def test_closing_the_gap_of_an_at_least_target_flips_the_verdict_and_one_less_does_not(share, level):
    numerator, denominator = share
    way = gap(finding(numerator, denominator), INSURED, target(level))
    if way is None:
        assert judge(finding(numerator, denominator), INSURED, target(level)) == Verdict.MET
        return
    closed = numerator + way.amount
    assert judge(finding(closed, denominator), INSURED, target(level)) == Verdict.MET
    assert judge(finding(closed - 1, denominator), INSURED, target(level)) == Verdict.NOT_MET
    assert closed == way.needed <= denominator


@given(shares(), levels)
def test_closing_the_gap_of_an_at_most_target_flips_the_verdict_and_one_less_does_not(share, level):
    numerator, denominator = share
    way = gap(finding(numerator, denominator), POOR, target(level))
    if way is None:
        assert judge(finding(numerator, denominator), POOR, target(level)) == Verdict.MET
        return
    closed = numerator - way.amount
    assert judge(finding(closed, denominator), POOR, target(level)) == Verdict.MET
    assert judge(finding(closed + 1, denominator), POOR, target(level)) == Verdict.NOT_MET
    assert closed == way.needed >= 0


@given(st.decimals(min_value=1, max_value=1000, places=4), st.data(), levels)
def test_a_gap_in_kilometres_is_exact(total, data, level):
    done = data.draw(st.decimals(min_value=0, max_value=total, places=4))
    way = gap(finding(done, total), ROADS, target(level))
    if way:
        assert judge(finding(done + way.amount, total), ROADS, target(level)) == Verdict.MET
        assert judge(finding(done + way.amount - Decimal("0.0001"), total), ROADS, target(level)) == Verdict.NOT_MET


@pytest.mark.parametrize(
    ("found", "indicator", "level", "told"),
    [
        (
            finding(7204, 8600),
            INSURED,
            "85",
            "7.204/8.600 người, đạt 83,77%; cần 7.310 người để đủ 85%, còn thiếu 106 người.",
        ),
        (
            finding(61, 2470),
            POOR,
            "2",
            "61/2.470 hộ, bằng 2,47%; nhiều nhất 49 hộ để không quá 2%, còn phải giảm 12 hộ.",
        ),
        (finding(7400, 8600), INSURED, "85", "7.400/8.600 người, đạt 86,05%; yêu cầu ≥\u00a085%."),
        (
            finding(value="83.77"),
            INSURED,
            "85",
            "Kết quả 83,77% (không có tử số, mẫu số); yêu cầu ≥\u00a085%.",
        ),
        (
            finding(value="83.77"),
            indicator(keeps_ratio=False),
            "85",
            "Kết quả 83,77%; yêu cầu ≥\u00a085%.",
        ),
        (
            finding(value="36.2"),
            INCOME,
            "50",
            "Kết quả 36,2 triệu đồng/người/năm; yêu cầu ≥\u00a050 triệu đồng/người/năm, "
            "còn thiếu 13,8 triệu đồng/người/năm.",
        ),
        (
            finding(7204, 8600, declared="MET"),
            INSURED,
            None,
            "7.204/8.600 người, đạt 83,77%; chưa có mức yêu cầu nên đánh giá bằng lời: đạt.",
        ),
        (
            finding(7204, 8600),
            INSURED,
            None,
            "7.204/8.600 người, đạt 83,77%; chưa có mức yêu cầu, cần đánh giá bằng lời.",
        ),
        (finding(0, 0), INSURED, "85", "Thiếu mẫu số hoặc mẫu số bằng 0, chưa đánh giá được."),
        (finding(declared="MET"), POST_OFFICE, None, "Đánh giá: đạt."),
        (finding(declared="MET"), INSURED, "85", "Đánh giá: đạt."),
        (finding(declared="MET"), INSURED, None, "Đánh giá: đạt. Chưa có mức yêu cầu nên đánh giá bằng lời."),
        (finding(declared="NA"), MARKET, None, "Không xét."),
        (finding(declared="UNASSESSED"), POST_OFFICE, None, "Chưa có số liệu."),
        (None, INSURED, "85", "Chưa có số liệu."),
        (
            finding(7204, 8600, declared="NEARLY", finish_by=LATER),
            INSURED,
            "85",
            "7.204/8.600 người, đạt 83,77%; cần 7.310 người để đủ 85%, còn thiếu 106 người. "
            "Ghi nhận cơ bản đạt, hạn hoàn thành 15/10/2017.",
        ),
        (finding(declared="NEARLY"), POST_OFFICE, None, "Đánh giá: cơ bản đạt. Ghi nhận cơ bản đạt."),
    ],
)
def test_the_sentence_says_why(found, indicator, level, told):
    assert sentence(found, indicator, target(level) if level else None) == told
