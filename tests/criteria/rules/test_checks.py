"""What can be wrong with the numbers of one row."""

from decimal import Decimal

import pytest
from hypothesis import given

from criteria.rules.checks import entry_faults
from tests.criteria.rules.facts import INCOME, INSURED, POST_OFFICE, ROADS, SHACKS, finding, shares


@pytest.mark.parametrize(
    ("row", "indicator"),
    [
        (finding(7204, 8600), INSURED),
        (finding(7204, 8600, value="83.77"), INSURED),
        (finding(0, 0), INSURED),
        (finding(value="83.77"), INSURED),
        (finding("8.2", "12.5"), ROADS),
        (finding(value="36.2"), INCOME),
        (finding(value="120"), INCOME),
        (finding(value="3.0"), SHACKS),
        (finding(declared="MET"), POST_OFFICE),
        (finding(declared="NEARLY"), INSURED),
    ],
)
def test_sound_rows_pass(row, indicator):
    assert entry_faults(row, indicator) == []


@pytest.mark.parametrize(
    ("row", "indicator", "faults"),
    [
        (finding(), INSURED, ["Nhập số liệu, hoặc chọn mức đánh giá."]),
        (finding(8700, 8600), INSURED, ["Tử số 8.700 lớn hơn mẫu số 8.600."]),
        (finding(5, 0), INSURED, ["Tử số 5 lớn hơn mẫu số 0."]),
        (finding(-1, 8600), INSURED, ["Số liệu không được âm."]),
        (finding(value="-2"), INCOME, ["Số liệu không được âm."]),
        (finding(7204), INSURED, ["Nhập đủ cả tử số và mẫu số."]),
        (finding(denominator=8600), INSURED, ["Nhập đủ cả tử số và mẫu số."]),
        (finding("7204.5", 8600), INSURED, ["Tử số, mẫu số là số người nên phải là số nguyên."]),
        (finding(value="100.01"), INSURED, ["Tỷ lệ phải từ 0 đến 100."]),
        (finding(value="2.5"), SHACKS, ["Số lượng phải là số nguyên."]),
        (finding(7204, 8600), INCOME, ["Chỉ tiêu này không có tử số, mẫu số."]),
        (finding(value="1"), POST_OFFICE, ["Chỉ tiêu này chỉ chọn đạt hoặc chưa đạt, không nhập số."]),
        (
            finding(7204, 8600, value="83.7"),
            INSURED,
            [],
        ),
    ],
)
def test_wrong_numbers_are_refused_in_words(row, indicator, faults):
    assert entry_faults(row, indicator) == faults


@given(shares())
def test_a_part_of_its_whole_is_always_sound(share):
    assert entry_faults(finding(*share), INSURED) == []


@given(shares())
def test_more_than_the_whole_is_never_sound(share):
    numerator, denominator = share
    assert entry_faults(finding(denominator + 1 + numerator, Decimal(denominator)), INSURED)
