"""Câu mẫu: gaps with names, checked before they are kept, filled without leaving holes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.patterns import LONGEST, fill, gaps_in, pattern_faults, tidy
from reports.rules.shipped_patterns import PATTERNS


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Đến {ngay}, {so_xa} đạt {ten}.", []),
        ("{so_xa} đạt đến {ngay}.", []),
        ("", ["Ghi câu mẫu."]),
        ("Đến {ngay} đạt.", ["Thiếu chỗ trống {so_xa}."]),
        ("Đến {ngay}, {so_xa} của {huyen}.", ["Chỗ trống {huyen} không có trong câu này."]),
        ("{ngay} {so_xa} {ngay.year}", ["Dấu { } chỉ dùng để bao tên một chỗ trống, ví dụ {ngay}."]),
        ("{ngay} {so_xa} {0}", ["Dấu { } chỉ dùng để bao tên một chỗ trống, ví dụ {ngay}."]),
        ("{ngay!r} {ngay} {so_xa}", ["Dấu { } chỉ dùng để bao tên một chỗ trống, ví dụ {ngay}."]),
        ("{{ngay}} {ngay} {so_xa}", ["Dấu { } chỉ dùng để bao tên một chỗ trống, ví dụ {ngay}."]),
        ("{ngay} {so_xa}./.", ["Chỉ câu cuối văn bản có “./.”."]),
        ("{ngay} {so_xa} " + "a" * LONGEST, [f"Câu mẫu dài quá {LONGEST} ký tự."]),
    ],
)
def test_a_pattern_is_refused_with_the_name_of_what_is_wrong(text, faults):
    assert pattern_faults(text, ["ngay", "so_xa"], ["ngay", "so_xa", "ten"]) == faults


def test_only_the_last_sentence_ends_the_report_and_it_must():
    assert pattern_faults("Hết./.", [], [], ends=True) == []
    assert pattern_faults("Hết.", [], [], ends=True) == ["Câu cuối văn bản kết thúc bằng “./.”."]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.code)
def test_every_pattern_that_is_shipped_keeps_the_rules(pattern):
    assert pattern_faults(pattern.text, pattern.needed, pattern.gaps, ends=pattern.is_last) == []
    assert all(pattern.gaps.values())


def test_an_empty_gap_leaves_no_hole():
    assert fill("{so_xa} đạt {ten}, {ty_le} hết.", {"so_xa": "03 xã", "ten": "", "ty_le": ""}) == "03 xã đạt, hết."


def test_a_gap_is_filled_once_whatever_its_words_hold():
    assert fill("{ten} đạt", {"ten": "{ngay}", "ngay": "25/9"}) == "{ngay} đạt"


@given(st.text(alphabet=string.ascii_letters + " ,.;đạtXã{}", max_size=80))
def test_a_tidy_sentence_has_no_double_space_and_none_before_a_comma(text):
    found = tidy(text)
    assert "  " not in found
    assert not any(f" {mark}" in found for mark in ",.;:)")
    assert found == tidy(found)


def test_gaps_are_named_once_in_their_order():
    assert gaps_in("{ngay} {ten} {ngay}") == ["ngay", "ten"]
