"""On which day what is said, to whom, and in which words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.reminders import (
    Due,
    Reminded,
    is_told,
    left_words,
    letter_of,
    reminded,
    step_on,
    subject_of,
)

D = dt.date
DUE = D(2017, 9, 30)  # a Saturday


def due(on=DUE, key="/xa/xuan-tan/", **given) -> Due:
    return Due(key, "Mục 3: Hoàn thành chỉ tiêu hộ nghèo", "còn phải giảm 12 hộ", "/xa/xuan-tan/", on, **given)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (D(2017, 9, 22), ""),
        (D(2017, 9, 23), "T-7"),
        (D(2017, 9, 28), "T-7"),
        (D(2017, 9, 29), "T-1"),
        (D(2017, 9, 30), "T-1"),
        (D(2017, 10, 1), "T+1"),
        (D(2017, 10, 2), "2017-T40"),  # Monday, two days late
        (D(2017, 10, 8), "2017-T40"),
        (D(2017, 10, 9), "2017-T41"),
        (D(2018, 1, 1), "2018-T01"),
    ],
)
def test_the_steps_of_a_due_day(today, step):
    assert step_on(DUE, today) == step


def test_what_was_due_on_a_sunday_is_said_on_monday_as_late_and_weekly_a_week_later():
    sunday = D(2017, 10, 1)
    steps = [step_on(sunday, sunday + dt.timedelta(days=days)) for days in (1, 7, 8)]
    assert steps == ["T+1", "T+1", "2017-T41"]


@pytest.mark.parametrize("leap", [D(2020, 2, 29), D(2016, 2, 29)])
def test_a_leap_day_is_a_day(leap):
    day = dt.timedelta(days=1)
    assert [step_on(leap, leap - 7 * day), step_on(leap, leap), step_on(leap, leap + day)] == ["T-7", "T-1", "T+1"]


@pytest.mark.parametrize(
    ("overdue", "is_head", "of_staff", "staff_works", "told"),
    [
        (0, True, True, True, False),
        (2, True, True, True, False),
        (3, True, True, True, True),
        (0, False, True, True, True),
        (0, True, False, True, True),
        (0, True, True, False, True),
    ],
)
def test_a_head_hears_of_the_work_of_his_people_when_it_is_late(overdue, is_head, of_staff, staff_works, told):
    today = DUE + dt.timedelta(days=overdue)
    asked = is_told(due(of_staff=of_staff), today, is_head=is_head, head_after_days=3, staff_works=staff_works)
    assert asked is told


def test_only_what_was_not_said_is_said_and_the_longest_overdue_first():
    today = D(2017, 9, 29)
    late, soon, said = due(D(2017, 9, 20), "a"), due(key="b"), due(key="c")
    found = reminded([soon, late, said, late], {("c", "T-1")}, today)
    assert found == [Reminded(late, "2017-T39"), Reminded(soon, "T-1")]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.dates(D(2017, 9, 1), D(2017, 10, 31))), max_size=6),
    st.sets(st.integers(0, 70)),
)
def test_run_on_whatever_days_nothing_is_said_twice_at_a_step_and_everything_late_is_said(things, mornings_off):
    dues = [due(on, str(key)) for key, on in dict(things).items()]
    said, start = set(), D(2017, 8, 30)
    for number in range(70):
        if number in mornings_off:
            continue
        today = start + dt.timedelta(days=number)
        now = {(item.due.key, item.step) for item in reminded(dues, said, today)}
        assert not now & said
        said |= now
        assert {one.key for one in dues if one.overdue(today) > 0} <= {key for key, _ in said}
    assert len(said) <= len(dues) * 13


def test_the_subject_counts_what_is_late_and_what_comes():
    items = [Reminded(due(D(2017, 9, 20)), "T+1"), Reminded(due(), "T-7"), Reminded(due(), "T-7")]
    today = D(2017, 9, 25)
    assert subject_of(items, today) == "Nhắc việc ngày 25/9/2017: 01 việc quá hạn, 02 việc sắp đến hạn"
    assert subject_of(items[:1], today) == "Nhắc việc ngày 25/9/2017: 01 việc quá hạn"


@pytest.mark.parametrize(("days", "words"), [(0, "hôm nay"), (5, "còn 5 ngày"), (-3, "quá 3 ngày")])
def test_the_days_left_in_words(days, words):
    assert left_words(DUE, DUE - dt.timedelta(days=days)) == words


def test_the_message_says_what_by_when_and_where():
    text = letter_of([Reminded(due(), "T-7")], D(2017, 9, 25), "Trần Thị B, Cán bộ NTM xã Xuân Tân", "https://ntm.vn")
    assert text.splitlines() == [
        "Kính gửi: Trần Thị B, Cán bộ NTM xã Xuân Tân",
        "",
        "Nhắc việc ngày 25/9/2017: 01 việc sắp đến hạn.",
        "",
        "1. Hạn 30/9/2017 (còn 5 ngày): Mục 3: Hoàn thành chỉ tiêu hộ nghèo",
        "   còn phải giảm 12 hộ",
        "   https://ntm.vn/xa/xuan-tan/",
        "",
        "Thư do cổng thông tin nông thôn mới tự gửi, không phải trả lời. Việc đã xong thì không nhắc nữa.",
    ]
