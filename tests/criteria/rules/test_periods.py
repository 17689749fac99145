"""Which days a period covers, by when each step is due, where it stands."""

import datetime as dt

import pytest

from criteria.enums import PeriodKind, PeriodState
from criteria.rules.periods import (
    DueDaysFacts,
    PeriodFacts,
    due_day,
    governing,
    is_filled,
    lock_faults,
    locking,
    planned,
    state_of,
    unlock_faults,
)

DAYS = dict.fromkeys(PeriodKind, DueDaysFacts(20, 23, 31))


def of_year(locked=()):
    return [
        PeriodFacts(
            number, plan.kind, plan.name, plan.begins_on, plan.ends_on, plan.send_on, plan.verify_on, plan.lock_on,
            dt.date(2017, 9, 1) if plan.code in locked else None,
        )
        for number, plan in enumerate(planned(2017, DAYS))
    ]  # fmt: skip


def named(name, locked=()):
    return next(period for period in of_year(locked) if period.name == name)


def test_a_year_has_nineteen_periods_with_names_the_office_uses():
    names = [plan.name for plan in planned(2017, DAYS)]
    assert names[:2] + names[11:] == [
        "tháng 01/2017", "tháng 02/2017", "tháng 12/2017", "quý I/2017", "quý II/2017", "quý III/2017", "quý IV/2017",
        "6 tháng đầu năm 2017", "9 tháng đầu năm 2017", "năm 2017",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "last", "due"),
    [(20, "2017-02-28", "2017-02-20"), (31, "2017-02-28", "2017-02-28"), (31, "2016-02-29", "2016-02-29")],
)
def test_the_thirty_first_means_the_last_day(number, last, due):
    assert due_day(dt.date.fromisoformat(last), number) == dt.date.fromisoformat(due)


def test_each_step_is_due_in_the_last_month():
    nine = named("9 tháng đầu năm 2017")
    assert (nine.begins_on, nine.ends_on, nine.send_on, nine.verify_on, nine.lock_on) == (
        dt.date(2017, 1, 1), dt.date(2017, 9, 30), dt.date(2017, 9, 20), dt.date(2017, 9, 23), dt.date(2017, 9, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2017-08-31", "COMING"),
        ("2017-09-01", "OPEN"),
        ("2017-09-20", "OPEN"),
        ("2017-09-21", "DUE"),
        ("2017-12-01", "DUE"),
    ],
)
def test_a_period_opens_and_falls_due_by_itself(day, state):
    assert state_of(named("tháng 9/2017"), dt.date.fromisoformat(day)) == state


def test_a_locked_period_is_locked_on_any_day():
    assert state_of(named("tháng 9/2017", ["thang-9-2017"]), dt.date(2017, 1, 1)) == PeriodState.LOCKED


@pytest.mark.parametrize(("day", "name"), [("2017-09-30", "tháng 9/2017"), ("2017-01-01", "tháng 01/2017")])
def test_a_day_is_reported_with_the_shortest_period(day, name):
    assert governing(of_year(), dt.date.fromisoformat(day)).name == name


def test_a_day_outside_all_periods_is_reported_with_none():
    assert governing(of_year(), dt.date(2016, 12, 31)) is None


def test_a_locked_quarter_locks_its_months():
    rows = of_year(["quy-2-2017", "nam-2017"])
    assert locking(rows, dt.date(2017, 5, 3)).name == "quý II/2017"
    assert locking(rows, dt.date(2017, 9, 3)).name == "năm 2017"
    assert locking(of_year(), dt.date(2017, 9, 3)) is None


@pytest.mark.parametrize(
    ("name", "day", "filled"),
    [
        ("tháng 9/2017", "2016-12-31", True), ("tháng 9/2017", "2017-10-01", False), ("tháng 9/2017", None, False),
        ("quý III/2017", "2017-06-30", False), ("quý III/2017", "2017-07-01", True),
    ],
)  # fmt: skip
def test_a_month_asks_for_changes_and_a_quarter_for_figures_of_its_own(name, day, filled):
    assert is_filled(named(name), dt.date.fromisoformat(day) if day else None) is filled


def test_a_period_is_locked_from_its_last_day_and_once():
    september = named("tháng 9/2017")
    assert lock_faults(september, dt.date(2017, 9, 29)) == [
        "Kỳ tháng 9/2017 còn nhận số liệu: chốt được từ ngày 30/9/2017."
    ]
    assert lock_faults(september, dt.date(2017, 9, 30)) == []
    assert lock_faults(named("tháng 8/2017", ["thang-8-2017"]), dt.date(2017, 9, 30)) == [
        "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017."
    ]


def test_a_lock_is_taken_away_with_a_reason_only():
    august = named("tháng 8/2017", ["thang-8-2017"])
    assert unlock_faults(august, "  ") == ["Mở chốt phải nêu lý do."]
    assert unlock_faults(august, "Sót số liệu BHYT") == []
    assert unlock_faults(named("tháng 8/2017"), "Lý do") == ["Kỳ tháng 8/2017 chưa chốt."]
