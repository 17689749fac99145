"""Days as the office prints and types them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.vietnamese import DayFault, day, day_month, long_day, month_year, parse_day

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))


@pytest.mark.parametrize(("month", "printed"), [(9, "9/2017"), (1, "01/2017"), (2, "02/2017"), (12, "12/2017")])
def test_a_month_has_the_nought_of_a_date(month, printed):
    assert month_year(2017, month) == printed


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        (dt.date(2016, 6, 3), "03/6/2016"),
        (dt.date(2016, 4, 5), "05/4/2016"),
        (dt.date(2017, 2, 17), "17/02/2017"),
        (dt.date(2017, 8, 28), "28/8/2017"),
        (dt.date(2017, 1, 1), "01/01/2017"),
        (dt.date(2016, 12, 30), "30/12/2016"),
    ],
)
def test_days_follow_the_official_zero_rule(moment, printed):
    assert day(moment) == printed


@pytest.mark.parametrize(
    ("moment", "printed"),
    [(dt.date(2017, 8, 28), "28/8"), (dt.date(2017, 2, 3), "03/02"), (dt.date(2017, 4, 5), "05/4")],
)
def test_a_day_beside_its_year_leaves_the_year_out(moment, printed):
    assert day_month(moment) == printed


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        (dt.date(2017, 8, 28), "ngày 28 tháng 8 năm 2017"),
        (dt.date(2018, 2, 9), "ngày 09 tháng 02 năm 2018"),
    ],
)
def test_days_are_written_out_in_documents(moment, printed):
    assert long_day(moment) == printed


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("03/6/2016", dt.date(2016, 6, 3)),
        ("05/09/2017", dt.date(2017, 9, 5)),
        (" 5-9-2017 ", dt.date(2017, 9, 5)),
        ("2017-09-25", dt.date(2017, 9, 25)),
        ("29/02/2016", dt.date(2016, 2, 29)),
    ],
)
def test_the_day_comes_before_the_month(typed, moment):
    assert parse_day(typed) == moment


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31/9/2017", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ("29/2/2017", "Tháng 02/2017 chỉ có 28 ngày. Nhập theo mẫu 28/8/2017."),
        ("0/9/2017", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ("8/28/2017", "Tháng phải từ 1 đến 12, gõ ngày trước, tháng sau. Nhập theo mẫu 28/8/2017."),
        ("28/8/17", "Gõ đủ bốn chữ số của năm. Nhập theo mẫu 28/8/2017."),
        ("28/8/0017", "Năm phải từ 1900 đến 2100. Nhập theo mẫu 28/8/2017."),
        ("hôm nay", "Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
        ("28/8-2017", "Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
        ("", "Chưa nhập ngày. Nhập theo mẫu 28/8/2017."),
    ],
)
def test_refusals_say_how_to_type_a_day(typed, answer):
    with pytest.raises(DayFault) as refused:
        parse_day(typed)
    assert str(refused.value) == answer


@given(DAYS)
def test_a_printed_day_is_read_back(moment):
    assert parse_day(day(moment)) == parse_day(moment.isoformat()) == moment


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        answer = parse_day(text).year
    except DayFault as refused:
        answer = str(refused)
    assert answer
