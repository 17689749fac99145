"""The table of steps: who leads a sheet where, and when it may not move."""

import datetime as dt
from pathlib import Path

import pytest

from criteria.enums import Side, Step, SubmissionState
from criteria.rules.submissions import (
    answer_faults,
    cell_sending,
    diagram,
    send_faults,
    sending,
    step_faults,
    target_of,
)
from tests.criteria.rules.test_periods import named

OPEN = named("tháng 9/2017")
DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize(
    ("step", "state", "side", "target"),
    [
        ("SEND", "DRAFT", "COMMUNE", "SENT"),
        ("SEND", "DRAFT", "OFFICE", "SENT"),
        ("SEND", "DRAFT", "DEPARTMENT", None),
        ("SEND", "SENT", "COMMUNE", None),
        ("RETURN", "SENT", "DEPARTMENT", "RETURNED"),
        ("RETURN", "RETURNED", "DEPARTMENT", "RETURNED"),
        ("RETURN", "CONFIRMED", "DEPARTMENT", None),
        ("RETURN", "CONFIRMED", "OFFICE", "RETURNED"),
        ("RETURN", "DRAFT", "OFFICE", None),
        ("ANSWER", "RETURNED", "COMMUNE", "SENT"),
        ("ANSWER", "SENT", "COMMUNE", None),
        ("TAKE_OVER", "SENT", "OFFICE", "CONFIRMED"),
        ("TAKE_OVER", "RETURNED", "OFFICE", None),
        ("TAKE_OVER", "SENT", "DEPARTMENT", None),
    ],
)
def test_a_step_leads_where_the_table_says(step, state, side, target):
    assert target_of(Step(step), SubmissionState(state), Side(side)) == target


@pytest.mark.parametrize(
    ("step", "state", "side", "faults"),
    [
        ("SEND", "DRAFT", "COMMUNE", []),
        ("SEND", "SENT", "COMMUNE", ["Phiếu kỳ này đã gửi."]),
        ("RETURN", "CONFIRMED", "DEPARTMENT", ["Văn phòng đã tiếp nhận phiếu này: chỉ văn phòng trả lại được."]),
        ("RETURN", "DRAFT", "DEPARTMENT", ["Xã chưa gửi kỳ này nên chưa trả lại được."]),
    ],
)
def test_a_refused_step_says_why(step, state, side, faults):
    assert step_faults(Step(step), SubmissionState(state), Side(side), OPEN) == faults


def test_nothing_moves_in_a_locked_period():
    locked = named("tháng 9/2017", ["thang-9-2017"])
    assert step_faults(Step.SEND, SubmissionState.DRAFT, Side.COMMUNE, locked) == [
        "Kỳ tháng 9/2017 đã chốt ngày 01/9/2017."
    ]


def test_a_sheet_is_sent_when_its_period_has_begun_and_empty_cells_say_why():
    assert send_faults(OPEN, dt.date(2017, 8, 31), []) == ["Kỳ tháng 9/2017 bắt đầu từ ngày 01/9/2017."]
    assert send_faults(OPEN, dt.date(2017, 9, 1), ["1.1", "18.5"]) == ["Còn 02 ô trống chưa nêu lý do: 1.1, 18.5."]
    assert send_faults(OPEN, dt.date(2017, 9, 1), []) == []


def test_every_returned_cell_is_answered():
    assert answer_faults(["11"]) == ["Còn 01 ô chưa trả lời: 11. Nhập số mới, hoặc ghi giải trình."]
    assert answer_faults([]) == []


def day(number, month=9):
    return dt.date(2017, month, number)


@pytest.mark.parametrize(
    ("extended", "sent", "as_of", "words", "missing", "late"),
    [
        (None, day(20), day(25), "Đúng hạn", False, False),
        (None, day(21), day(25), "Chậm 1 ngày", False, True),
        (None, None, day(20), "Chưa gửi", False, False),
        (None, None, day(25), "Chưa gửi, quá hạn 5 ngày", True, False),
        (None, day(25), day(24), "Chưa gửi, quá hạn 4 ngày", True, False),
        (day(24), day(23), day(25), "Đúng hạn", False, False),
        (day(10), day(20), day(25), "Đúng hạn", False, False),
    ],
)
def test_a_sender_is_in_time_late_or_missing(extended, sent, as_of, words, missing, late):
    found = sending(day(20), extended, sent, as_of)
    assert (found.words, found.is_missing, found.is_late) == (words, missing, late)


@pytest.mark.parametrize(
    ("extended", "sent", "typed", "words"),
    [
        (None, day(19), None, "Đúng hạn"),
        (None, day(19), day(18), "Đúng hạn"),
        (None, day(19), day(22), "Chậm 2 ngày"),
        (day(22), day(19), day(22), "Đúng hạn"),
        (None, None, day(18), "Chưa gửi, quá hạn 5 ngày"),
    ],
)
def test_a_cell_comes_with_its_sheet_or_once_it_is_filled(extended, sent, typed, words):
    assert cell_sending(day(20), extended, sent, typed, day(25)).words == words


def test_the_picture_in_the_docs_is_drawn_from_the_table():
    assert diagram() in (DOCS / "submission-states.md").read_text(encoding="utf-8")
