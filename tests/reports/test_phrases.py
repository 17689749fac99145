"""How a report speaks of places, changes and shares."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.patterns import fill
from reports.rules.phrases import (
    MOST_LISTED,
    first_of,
    how_many,
    incomparable,
    kinds_of,
    mean_moved,
    moved,
    named,
    share,
    so_many,
)
from reports.rules.shipped_patterns import PATTERNS
from tests.reports import periodic_cases as cases
from tests.reports.periodic_cases import ALL, TOWN, XA


def text_of(found) -> str:
    """One sentence as the portal ships it."""
    return fill(PATTERNS[found.pattern].text, found.values)


def texts(found) -> list[str]:
    return [text_of(said) for said in found]


# --- Lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "a"), (3, "a; b; c"), (4, "a; b; c và 01 xã khác")])
def test_a_long_list_names_the_first_and_says_how_many_others(count, words):
    assert first_of("abcd"[:count], "xã", most=3, between="; ") == words


def test_a_district_is_named_in_full_and_a_province_is_not():
    assert first_of(["Xuân A"] * MOST_LISTED) == ", ".join(["Xuân A"] * MOST_LISTED)
    assert first_of(["Xuân A"] * 229).endswith(", Xuân A và 199 đơn vị khác")
    province = tuple(cases.place(number, f"Xã {number}") for number in range(1, 230))
    assert named(province[:100], province).endswith(", Xã 30 và 70 đơn vị khác)")
    assert named(province[:180], province).endswith(", Xã 210 và 19 đơn vị khác)")


# --- Phrases ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "among", "words", "names"),
    [
        ((), ALL, "không có xã, thị trấn nào", ""),
        ((), XA, "không có xã nào", ""),
        (XA[:1], ALL, "01 xã", "(Xuân A)"),
        ((TOWN,), ALL, "01 thị trấn", "(TT. Xuân Trường)"),
        ((TOWN, XA[0]), ALL, "02 xã, thị trấn", "(TT. Xuân Trường, Xuân A)"),
        (XA[:10], ALL, "10 xã", "(Xuân A, Xuân B, Xuân C, Xuân D, Xuân E, Xuân F, Xuân G, Xuân H, Xuân I, Xuân J)"),
        (ALL[:19], ALL, "19 xã, thị trấn", "(không gồm Xuân S)"),
        (XA, ALL, "19 xã", "(không gồm TT. Xuân Trường)"),
        (ALL, ALL, "cả 20 xã, thị trấn", ""),
        (XA, XA, "cả 19 xã", ""),
        (XA[:1], XA[:1], "01 xã", ""),
        ((), (), "không có xã, thị trấn nào", ""),
    ],
)
def test_places_are_counted_and_named(found, among, words, names):
    assert (so_many(found, among), named(found, among)) == (words, names)


@given(st.lists(st.sampled_from(ALL), unique=True), st.just(ALL))
def test_the_number_agrees_with_the_names(found, among):
    found = [place for place in among if place in found]
    number = re.search(r"\d+", so_many(found, among))
    said = named(found, among)
    listed = [name for name in said.strip("()").removeprefix("không gồm ").split(", ") if name]
    meant = len(among) - len(listed) if said.startswith("(không gồm") else len(listed)
    assert "00" not in so_many(found, among)
    assert int(number[0] if number else 0) == len(found)
    assert not said or meant == len(found)


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (3, "tăng 03 đơn vị so với ngày 28/8/2017"),
        (-12, "giảm 12 đơn vị so với ngày 28/8/2017"),
        (0, "giữ nguyên so với ngày 28/8/2017"),
        (Decimal("0.5"), "tăng 0,5 đơn vị so với ngày 28/8/2017"),
        (Decimal("-2.4"), "giảm 2,4 đơn vị so với ngày 28/8/2017"),
        (Decimal("0.0"), "giữ nguyên so với ngày 28/8/2017"),
    ],
)
def test_a_change_is_said_with_its_day(difference, words):
    assert moved(difference, "đơn vị", cases.BEFORE) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (368, 364, "tăng 0,2 tiêu chí"),
        (368, 367, "tăng chưa đến 0,1 tiêu chí"),
        (367, 368, "giảm chưa đến 0,1 tiêu chí"),
        (367, 366, "tăng 0,1 tiêu chí"),  # 18,35 is printed 18,4
        (368, 368, "giữ nguyên"),
        (380, 360, "tăng 1,0 tiêu chí"),
    ],
)
def test_an_average_that_moved_less_than_it_is_printed_with_has_not_been_kept(now, before, words):
    assert mean_moved(Fraction(now, 20), Fraction(before, 20), "tiêu chí") == words


def test_what_was_none_and_is_none_has_not_been_kept():
    assert moved(0, "đơn vị", cases.BEFORE, of=0) == "không thay đổi so với ngày 28/8/2017"
    assert so_many((), XA, "chưa có") == "chưa có xã nào"
    assert incomparable(cases.BEFORE) == "chưa có số liệu ngày 28/8/2017 để so sánh"


@pytest.mark.parametrize(("figure", "words"), [(Fraction(45), "45%"), (Fraction(100, 7), "14,3%"), (Fraction(0), "0%")])
def test_a_share_has_one_decimal_where_it_needs_it(figure, words):
    assert share(figure) == words


def test_none_of_something_is_said_in_words():
    assert [how_many(count, "việc") for count in (0, 1, 12)] == ["chưa có việc nào", "01 việc", "12 việc"]
    assert kinds_of(()) == "xã, thị trấn"
