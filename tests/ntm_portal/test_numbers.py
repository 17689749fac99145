"""Numbers as the office prints and types them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.vietnamese import AmbiguousNumber, NumberFault, change, counted, number, parse_number, percent, rounded

FIGURES = st.decimals(min_value=0, max_value=10**13, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("figure", "places", "printed"),
    [
        (1922, None, "1.922"),
        (Decimal("36.20"), None, "36,2"),
        (Decimal("1000000"), None, "1.000.000"),
        (Decimal("1E+3"), None, "1.000"),
        (0, None, "0"),
        (Decimal("0.0000"), None, "0"),
        (-3, None, "-3"),
        (Decimal("14.05"), 1, "14,1"),
        (Fraction(282, 20), 1, "14,1"),
        (Fraction(-1, 3), 2, "-0,33"),
        (Decimal("1234.5"), 0, "1.235"),
    ],
)
def test_numbers_are_printed_with_comma_and_dots(figure, places, printed):
    assert number(figure, places) == printed


def test_percentages_show_two_decimals():
    assert percent(Fraction(100 * 7204, 8600)) == "83,77%"


def test_halves_are_rounded_up_from_the_exact_figure():
    assert [rounded(Decimal("0.125"), 2), rounded(Decimal("-0.125"), 2)] == [Decimal("0.13"), Decimal("-0.13")]


@pytest.mark.parametrize(("count", "printed"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1922, "1.922")])
def test_counts_under_ten_are_padded_in_sentences(count, printed):
    assert counted(count) == printed


@pytest.mark.parametrize(("difference", "printed"), [(3, "+3"), (-1, "-1"), (0, "-"), (Decimal("1.5"), "+1,5")])
def test_changes_carry_their_sign(difference, printed):
    assert change(difference) == printed


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("7204", "7204"),
        (" 14,1 ", "14.1"),
        ("85.4", "85.4"),
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 922", "1922"),
        ("1\u00a0922,5", "1922.5"),
        ("007", "7"),
    ],
)
def test_plain_figures_are_read(typed, figure):
    assert parse_number(typed) == Decimal(figure)


def test_one_dot_before_three_digits_is_asked_about():
    with pytest.raises(AmbiguousNumber, match=r"1\.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234\."):
        parse_number("1.234")


@pytest.mark.parametrize(("typed", "figure"), [("1.922", 1922), ("1922", 1922), ("12,0", 12), ("1.234.567", 1234567)])
def test_a_count_of_people_is_never_ambiguous(typed, figure):
    assert parse_number(typed, whole=True) == figure


@pytest.mark.parametrize("typed", ["14,1", "85.4", "1,922"])
def test_a_count_of_people_has_no_decimals(typed):
    with pytest.raises(NumberFault, match="không phải số nguyên"):
        parse_number(typed, whole=True)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Chưa nhập số."),
        ("  ", "Chưa nhập số."),
        ("-5", "Số liệu không được âm."),
        ("\u22125,2", "Số liệu không được âm."),
        ("85%", "Gõ số, không kèm dấu %."),
        ("1,23456", "Chỉ ghi tối đa 4 chữ số sau dấu phẩy."),
        ("123456789012345", "Số quá lớn. Kiểm tra lại số chữ số."),
    ],
)
def test_refusals_say_what_to_type(typed, answer):
    with pytest.raises(NumberFault) as refused:
        parse_number(typed)
    assert str(refused.value) == answer


@pytest.mark.parametrize(
    "typed", ["abc", "1,2,3", "1.23.4", "12.34,5", ",5", "5,", "1e3", "٣", "NaN", "1 92", "--5", "+5"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(NumberFault, match="không phải là số"):
        parse_number(typed)


def test_a_long_text_is_not_echoed_whole():
    with pytest.raises(NumberFault) as refused:
        parse_number("x" * 500)
    assert len(str(refused.value)) < 120


@given(FIGURES)
def test_a_printed_figure_is_read_back(figure):
    try:
        assert parse_number(number(figure)) == figure
    except AmbiguousNumber:
        assert 1000 <= figure < 1_000_000


@given(st.integers(min_value=0, max_value=10**13))
def test_a_printed_count_is_read_back(count):
    assert parse_number(number(count), whole=True) == count


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        figure = parse_number(text)
    except NumberFault as refused:
        figure = len(str(refused)) - 1
    assert figure >= 0
