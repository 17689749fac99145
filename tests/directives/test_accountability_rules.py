"""Whose days an event lies on: by the day, at every edge, and the parts add up to the whole."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.enums import DeadlineState, EventKind
from directives.rules.accountability import (
    NOBODY,
    Event,
    Span,
    Tenure,
    by_kind,
    counts_of,
    days_late,
    settled_on,
    split,
    within,
)
from directives.rules.deadlines import Deadline
from directives.rules.remarks import LONGEST, text_fault, tidied
from directives.rules.sheet_periods import called, of_directive, offered

FIRST, LAST = dt.date(2017, 8, 28), dt.date(2017, 9, 30)
SPAN = Span(FIRST, LAST)
DIRECTIVE = dt.date(2017, 8, 28)
OLD, NEW = 1, 2
FAR = dt.date(9999, 12, 31)


def september(day: int) -> dt.date:
    return dt.date(2017, 9, day)


def tenure(officer: int, since: dt.date, until: dt.date = FAR) -> Tenure:
    return Tenure(officer, f"Người {officer}", since, until)


def event(on: dt.date, kind=EventKind.FELL) -> Event:
    return Event(7, kind, on, "15.1 BHYT", "đạt xuống chưa đạt", "/")


def holders(*tenures: Tenure, on: dt.date) -> list[str]:
    """Who answers for something that happened on a day."""
    return [part.holder for part in split(SPAN, tenures, [event(on)]) if part.events]


@pytest.mark.parametrize(
    ("last_day", "first_day", "on", "answers"),
    [
        (september(15), september(16), september(15), "Người 1"),
        (september(15), september(16), september(16), "Người 2"),
        (september(15), september(16), september(17), "Người 2"),
        (september(14), september(16), september(14), "Người 1"),
        (september(14), september(16), september(15), NOBODY),
        (september(14), september(16), september(16), "Người 2"),
        (september(14), september(14) + dt.timedelta(days=1), FIRST, "Người 1"),
        (september(29), LAST, LAST, "Người 2"),
        (FIRST, FIRST + dt.timedelta(days=1), FIRST, "Người 1"),
    ],
)
def test_an_event_is_put_down_to_whoever_held_the_post_on_its_day(last_day, first_day, on, answers):
    old, new = tenure(OLD, dt.date(2015, 8, 1), last_day), tenure(NEW, first_day)
    assert holders(old, new, on=on) == [answers]


def test_a_change_splits_the_period_into_the_days_of_each():
    parts = split(SPAN, [tenure(OLD, dt.date(2015, 8, 1), september(15)), tenure(NEW, september(16))], [])
    assert [(part.name, part.span.words) for part in parts] == [
        ("Người 1", "28/8/2017 - 15/9/2017 (19 ngày)"),
        ("Người 2", "16/9/2017 - 30/9/2017 (15 ngày)"),
    ]


def test_days_without_a_holder_are_listed_at_both_ends_and_between():
    parts = split(SPAN, [tenure(OLD, september(1), september(3)), tenure(NEW, september(5), september(6))], [])
    assert [(part.holder, part.span.days) for part in parts] == [
        (NOBODY, 4), ("Người 1", 3), (NOBODY, 1), ("Người 2", 2), (NOBODY, 24),
    ]  # fmt: skip
    assert [part.is_vacant for part in parts] == [True, False, True, False, True]


def test_a_post_nobody_held_is_vacant_all_the_time():
    assert [(part.holder, part.span) for part in split(SPAN, [], [])] == [(NOBODY, SPAN)]


def test_whoever_is_appointed_anew_without_a_day_between_has_one_run_of_days():
    parts = split(SPAN, [tenure(OLD, FIRST, september(9)), tenure(OLD, september(10))], [])
    assert [(part.name, part.span) for part in parts] == [("Người 1", SPAN)]
    parted = split(SPAN, [tenure(OLD, FIRST, september(9)), tenure(OLD, september(11))], [])
    assert [part.span.days for part in parted] == [13, 1, 20]


def test_a_tenure_that_ended_before_the_period_or_begins_after_it_is_left_out():
    before = tenure(OLD, dt.date(2015, 1, 1), FIRST - dt.timedelta(days=1))
    after = tenure(NEW, LAST + dt.timedelta(days=1))
    assert [part.holder for part in split(SPAN, [before, after], [])] == [NOBODY]


def test_two_members_in_charge_at_once_each_answer_for_their_own_days():
    parts = split(SPAN, [tenure(OLD, FIRST), tenure(NEW, september(10), september(20))], [event(september(15))])
    assert [(part.name, len(part.events)) for part in parts] == [("Người 1", 1), ("Người 2", 1)]


@st.composite
def careers(draw) -> list[Tenure]:
    """Holders of a head's post one after another, with and without days between them."""
    day, found = dt.date(2017, 8, 1), []
    for _ in range(draw(st.integers(0, 5))):
        begins = day + dt.timedelta(days=draw(st.integers(0, 9)))
        ends = begins + dt.timedelta(days=draw(st.integers(0, 20)))
        found.append(tenure(draw(st.integers(1, 3)), begins, ends))
        day = ends + dt.timedelta(days=1)
    return found


EVENTS = st.lists(st.builds(event, st.dates(FIRST, LAST), st.sampled_from(list(EventKind))), max_size=12)


@given(careers(), EVENTS)
def test_the_parts_add_up_to_the_whole(career, events):
    parts = split(SPAN, career, events)
    assert sum((part.counts for part in parts), Counter()) == counts_of(events)
    assert sum(part.span.days for part in parts) == SPAN.days
    days = [FIRST + dt.timedelta(days=at) for at in range(SPAN.days)]
    assert all(sum(part.span.covers(day) for part in parts) == 1 for day in days)


def test_events_outside_the_period_are_left_out_and_the_earliest_stands_first():
    days = [LAST, FIRST, FIRST - dt.timedelta(days=1), LAST + dt.timedelta(days=1)]
    assert [row.on for row in within(SPAN, map(event, days))] == [FIRST, LAST]


def test_the_kinds_stand_in_the_order_of_the_sheet():
    rows = [event(LAST, EventKind.FELL), event(FIRST, EventKind.KEPT), event(FIRST, EventKind.FELL)]
    found = [(kind.short, [row.on for row in events]) for kind, events in by_kind(rows)]
    assert found == [("Đúng hạn", [FIRST]), ("Suy giảm", [FIRST, LAST])]


@pytest.mark.parametrize(
    ("deadline", "settled", "late"),
    [
        (Deadline(DeadlineState.DONE, met_on=september(14)), (EventKind.KEPT, september(14)), 0),
        (Deadline(DeadlineState.DONE_THEN_FELL, 5), (EventKind.KEPT, LAST), 0),
        (Deadline(DeadlineState.DONE_LATE, met_on=dt.date(2017, 10, 3)), (EventKind.KEPT_LATE, LAST), 3),
        (Deadline(DeadlineState.OVERDUE, 4), (EventKind.MISSED, LAST), 4),
        (Deadline(DeadlineState.MET_BEFORE, met_on=dt.date(2017, 6, 30)), None, 0),
        (Deadline(DeadlineState.OPEN, 20), None, 0),
        (Deadline(DeadlineState.DUE_TODAY), None, 0),
        (Deadline(DeadlineState.NOT_ASKED), None, 0),
    ],
)
def test_an_obligation_counts_on_the_day_it_was_kept_or_was_due(deadline, settled, late):
    assert (settled_on(deadline, LAST), days_late(deadline, LAST)) == (settled, late)


# --- Periods ----------------------------------------------------------------------------------


def test_the_directive_is_offered_first_then_the_periods_by_their_last_day():
    found = offered(dt.date(2017, 9, 25), dt.date(2016, 10, 17), [DIRECTIVE])
    assert [row.code for row in found[:9]] == [
        "chi-thi", "thang-9-2017", "quy-3-2017", "9-thang-2017", "nam-2017", "thang-8-2017", "thang-7-2017",
        "thang-6-2017", "quy-2-2017",
    ]  # fmt: skip
    assert all(row.span.begins_on >= dt.date(2016, 10, 17) for row in found)


def test_before_the_directive_the_running_month_is_the_usual_period():
    found = offered(dt.date(2017, 8, 27), dt.date(2016, 10, 17), [DIRECTIVE])
    assert (found[0].code, called("", found), called("chi-thi", found)) == ("thang-8-2017", found[0], None)


def test_a_period_is_compared_with_the_end_of_the_day_before_it():
    found = offered(dt.date(2017, 9, 25), dt.date(2016, 10, 17), [DIRECTIVE])
    month = called("thang-9-2017", found)
    assert (month.span, month.compared_on) == (Span(september(1), september(30)), dt.date(2017, 8, 31))
    own = of_directive(DIRECTIVE, dt.date(2017, 9, 25))
    assert (own.span, own.compared_on) == (Span(DIRECTIVE, dt.date(2017, 9, 25)), DIRECTIVE)


def test_nothing_is_offered_before_there_is_anything_to_judge():
    assert offered(dt.date(2016, 1, 1), dt.date(2016, 10, 17), []) == []
    assert called("", []) is None


# --- Words ------------------------------------------------------------------------------------


def test_words_are_kept_with_their_lines_and_in_one_spelling():
    assert tidied("\r\n Thuỷ lợi \r\nHoà\r\n\r\n") == "Thủy lợi\nHòa"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Ghi nội dung."),
        ("x" * LONGEST, ""),
        ("x" * (LONGEST + 3), "Nội dung dài quá 03 ký tự; nhiều nhất 4.000 ký tự."),
    ],
)
def test_words_are_neither_empty_nor_endless(text, fault):
    assert text_fault(text) == fault
