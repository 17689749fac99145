"""Where an obligation stands on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from directives.enums import DeadlineState
from directives.rules.deadlines import (
    Deadline,
    Deed,
    Standing,
    Term,
    countdown,
    deadline_state,
    deed_state,
    falls_state,
    report_state,
    task_words,
    whole,
    words,
)

BEGAN, DUE = dt.date(2017, 8, 28), dt.date(2017, 9, 30)
NOT_MET = Standing(Verdict.NOT_MET)
DAYS = st.dates(min_value=dt.date(2017, 1, 1), max_value=dt.date(2018, 12, 31))


def day(text: str) -> dt.date:
    """Days of the tests are written "14/9"."""
    number, month = text.split("/")
    return dt.date(2017, int(month), int(number))


def met(since: str, by_self: bool = False) -> Standing:
    return Standing(Verdict.MET, by_self, day(since))


def state(as_of: str, now: Standing, at_due: Standing | None = None) -> Deadline:
    return deadline_state(as_of=day(as_of), begins_on=BEGAN, due_on=DUE, now=now, at_due=at_due)


@pytest.mark.parametrize(
    ("as_of", "now", "said"),
    [
        ("25/9", met("31/7"), "Đạt từ trước"),
        ("25/9", met("27/8"), "Đạt từ trước"),
        ("25/9", met("28/8"), "Hoàn thành 28/8/2017"),
        ("25/9", met("14/9"), "Hoàn thành 14/9/2017"),
        ("30/9", met("30/9"), "Hoàn thành 30/9/2017"),
        ("1/12", met("14/9"), "Hoàn thành 14/9/2017"),
        ("5/10", met("1/10"), "Hoàn thành sau hạn (01/10/2017)"),
        ("25/9", met("14/9", by_self=True), "Hoàn thành 14/9/2017, chờ thẩm tra"),
        ("25/9", met("31/7", by_self=True), "Đạt từ trước, chờ thẩm tra"),
        ("5/10", met("1/10", by_self=True), "Hoàn thành sau hạn (01/10/2017), chờ thẩm tra"),
        ("28/8", NOT_MET, "Còn 33 ngày"),
        ("22/9", NOT_MET, "Còn 8 ngày"),
        ("23/9", NOT_MET, "Còn 7 ngày"),
        ("29/9", NOT_MET, "Còn 1 ngày"),
        ("30/9", NOT_MET, "Hạn hôm nay"),
        ("1/10", NOT_MET, "Quá hạn 1 ngày"),
        ("25/9", Standing(Verdict.NEARLY), "Còn 5 ngày"),
        ("25/9", Standing(Verdict.UNASSESSED), "Còn 5 ngày"),
        ("25/9", Standing(Verdict.NOT_MET, claimed=True), "Còn 5 ngày, chờ thẩm tra"),
        ("3/10", Standing(Verdict.NOT_MET, claimed=True), "Quá hạn 3 ngày, chờ thẩm tra"),
        ("3/10", Standing(Verdict.NOT_MET, by_self=True), "Quá hạn 3 ngày"),
        ("3/10", Standing(Verdict.NA), "Không xét"),
    ],
)
def test_the_state_is_said_in_the_words_of_the_office(as_of, now, said):
    assert words(state(as_of, now)) == said


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("22/9", DeadlineState.OPEN), ("23/9", DeadlineState.DUE_SOON), ("30/9", DeadlineState.DUE_TODAY)],
)
def test_a_task_presses_seven_days_before_its_day(as_of, expected):
    assert state(as_of, NOT_MET).state == expected


@pytest.mark.parametrize(
    ("at_due", "now", "expected"),
    [
        (met("14/9"), NOT_MET, DeadlineState.DONE_THEN_FELL),
        (met("31/7"), NOT_MET, DeadlineState.DONE_THEN_FELL),
        (met("14/9"), Standing(Verdict.UNASSESSED), DeadlineState.DONE_THEN_FELL),
        (met("14/9", by_self=True), Standing(Verdict.NOT_MET, by_self=True), DeadlineState.DONE_THEN_FELL),
        (met("14/9", by_self=True), NOT_MET, DeadlineState.OVERDUE),
        (NOT_MET, NOT_MET, DeadlineState.OVERDUE),
        (Standing(Verdict.NEARLY), NOT_MET, DeadlineState.OVERDUE),
        (None, NOT_MET, DeadlineState.OVERDUE),
        (met("14/9"), met("5/10"), DeadlineState.DONE_LATE),
    ],
)
def test_what_was_met_on_the_due_day_and_lost_since_is_a_regression(at_due, now, expected):
    assert state("10/10", now, at_due).state == expected


def test_what_fell_before_its_day_still_has_the_time_that_is_left():
    assert words(state("25/9", NOT_MET, met("14/9"))) == "Còn 5 ngày"


def test_a_claim_after_the_fall_is_still_to_be_verified():
    fallen = state("10/10", Standing(Verdict.NOT_MET, claimed=True), met("14/9"))
    assert words(fallen) == "Đạt đúng hạn, sau đó suy giảm, chờ thẩm tra"


def test_a_district_waits_for_the_province():
    assert words(state("25/9", met("14/9", by_self=True)), "chờ thẩm định") == "Hoàn thành 14/9/2017, chờ thẩm định"


@given(DAYS)
def test_the_calendar_never_loses_a_day(as_of):
    left = countdown(as_of, DUE)
    signed = -left.days if left.state == DeadlineState.OVERDUE else left.days
    assert as_of + dt.timedelta(days=signed) == DUE
    assert (left.state == DeadlineState.OVERDUE) == (as_of > DUE)


@given(DAYS, DAYS)
def test_what_is_met_is_never_overdue(as_of, since):
    now = Standing(Verdict.MET, since=since)
    found = deadline_state(as_of=as_of, begins_on=BEGAN, due_on=DUE, now=now)
    assert found.is_met
    assert found.met_on == since
    assert (found.state == DeadlineState.DONE_LATE) == (since > DUE)


DONE = Deadline(DeadlineState.DONE, met_on=day("14/9"))
DONE_SOONER = Deadline(DeadlineState.DONE, met_on=day("1/9"), waits_verification=True)
BEFORE = Deadline(DeadlineState.MET_BEFORE, met_on=day("31/7"))
LATE = Deadline(DeadlineState.DONE_LATE, met_on=day("2/10"))
NOT_ASKED = Deadline(DeadlineState.NOT_ASKED)
OPEN = Deadline(DeadlineState.DUE_SOON, 5)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([DONE, BEFORE], "Hoàn thành 14/9/2017"),
        ([DONE, DONE_SOONER], "Hoàn thành 14/9/2017, chờ thẩm tra"),
        ([BEFORE, BEFORE], "Đạt từ trước"),
        ([DONE, LATE], "Hoàn thành sau hạn (02/10/2017)"),
        ([DONE, NOT_ASKED], "Hoàn thành 14/9/2017"),
        ([NOT_ASKED, NOT_ASKED], "Không xét"),
        ([DONE, OPEN], "Còn 5 ngày"),
        ([], "Còn 5 ngày"),
    ],
)
def test_a_task_is_done_on_the_day_the_last_place_is(parts, said):
    assert words(whole(parts, day("25/9"), DUE)) == said


TERM = Term(BEGAN, DUE)
OPENS = Term(BEGAN, dt.date(2017, 12, 31), dt.date(2017, 12, 1))


@pytest.mark.parametrize(
    ("as_of", "term", "deeds", "wanted", "said"),
    [
        ("29/9", TERM, [], 1, "Còn 1 ngày"),
        ("30/9", TERM, [], 1, "Hạn hôm nay"),
        ("1/10", TERM, [], 1, "Quá hạn 1 ngày"),
        ("1/10", TERM, [Deed(day("30/9"))], 1, "Hoàn thành 30/9/2017"),
        ("2/10", TERM, [Deed(day("1/10"))], 1, "Hoàn thành sau hạn (01/10/2017)"),
        ("25/9", TERM, [Deed(day("27/8"))], 1, "Đạt từ trước"),
        ("25/9", TERM, [Deed(day("14/9"), confirmed=False)], 1, "Hoàn thành 14/9/2017, chờ xác nhận"),
        ("25/9", TERM, [Deed(day("20/9")), Deed(day("14/9"), 1)], 2, "Hoàn thành 20/9/2017"),
        ("25/9", TERM, [Deed(day("14/9"), 3)], 4, "Còn 5 ngày"),
        ("25/9", Term(BEGAN, None), [], 1, "Đang thực hiện"),
        ("25/9", Term(BEGAN, None), [Deed(day("14/9"))], 1, "Hoàn thành 14/9/2017"),
        ("30/11", OPENS, [], 1, "Chưa đến kỳ"),
        ("1/12", OPENS, [], 1, "Còn 30 ngày"),
        ("25/9", OPENS, [Deed(day("14/9"))], 1, "Hoàn thành 14/9/2017"),
    ],
)
def test_what_was_recorded_decides(as_of, term, deeds, wanted, said):
    assert words(deed_state(day(as_of), term, deeds, wanted), "chờ xác nhận") == said


def test_a_leap_day_is_a_day():
    term = Term(dt.date(2016, 2, 1), dt.date(2016, 2, 29))
    found = [words(deed_state(dt.date(2016, month, number), term, [])) for month, number in ((2, 28), (2, 29), (3, 1))]
    assert found == ["Còn 1 ngày", "Hạn hôm nay", "Quá hạn 1 ngày"]


def test_a_measured_task_may_go_on_or_wait_for_its_time():
    going_on = deadline_state(as_of=day("25/9"), begins_on=BEGAN, due_on=None, now=NOT_MET)
    done = deadline_state(as_of=day("25/9"), begins_on=BEGAN, due_on=None, now=met("14/9"))
    waiting = deadline_state(
        as_of=day("25/9"), begins_on=BEGAN, due_on=DUE, now=NOT_MET, opens_on=day("26/9"), at_due=None
    )
    assert [words(state) for state in (going_on, done, waiting)] == [
        "Đang thực hiện", "Hoàn thành 14/9/2017", "Chưa đến kỳ",
    ]  # fmt: skip


def test_reports_never_sent_outweigh_the_one_asked_for_now():
    now = Deadline(DeadlineState.DUE_SOON, 5)
    missed = report_state(day("20/10"), [day("25/9"), day("25/8")], now)
    assert words(missed) == "Quá hạn 56 ngày"
    assert report_state(day("20/10"), [], now) == now
    assert words(report_state(day("20/10"), [], None)) == "Chưa đến kỳ"


def test_a_place_keeps_what_was_met_or_falls():
    assert [words(falls_state(count)) for count in (0, 1, 2)] == ["Giữ vững", "Có suy giảm", "Có suy giảm"]
    assert falls_state(0).is_met


KEPT, FALLEN = Deadline(DeadlineState.KEPT), Deadline(DeadlineState.FALLEN, places=1)
GOING_ON, NOT_YET = Deadline(DeadlineState.ONGOING), Deadline(DeadlineState.NOT_YET)
FELL = Deadline(DeadlineState.DONE_THEN_FELL, 3)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([KEPT, KEPT], "Giữ vững"),
        ([KEPT, FALLEN, FALLEN], "02 đơn vị suy giảm"),
        ([FALLEN], "Có suy giảm"),
        ([DONE, GOING_ON, GOING_ON], "02 đơn vị chưa làm"),
        ([GOING_ON, GOING_ON], "Đang thực hiện"),
        ([GOING_ON], "Đang thực hiện"),
        ([NOT_YET, DONE], "Chưa đến kỳ"),
        ([NOT_YET, OPEN], "Còn 5 ngày"),
        ([OPEN, Deadline(DeadlineState.OPEN, 20)], "Còn 5 ngày"),
        ([OPEN, Deadline(DeadlineState.DUE_TODAY)], "Hạn hôm nay"),
        ([Deadline(DeadlineState.OVERDUE, 2), Deadline(DeadlineState.OVERDUE, 5), OPEN], "Quá hạn 5 ngày"),
        ([DONE, FELL], "Quá hạn 3 ngày"),
    ],
)
def test_what_presses_most_speaks_for_the_task(parts, said):
    assert task_words(whole(parts, day("25/9"), DUE), "chờ thẩm tra", len(parts)) == said


def test_a_task_asked_of_nobody_goes_on_where_it_has_no_day():
    assert words(whole([], day("25/9"), None)) == "Đang thực hiện"
