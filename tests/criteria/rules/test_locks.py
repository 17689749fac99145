"""The one answer to "may this cell be written now?", as a table of cases."""

import datetime as dt
from dataclasses import replace

import pytest

from criteria.enums import LockCode, Side, Stage, SubmissionState
from criteria.rules.locks import Situation, lock_answer
from tests.criteria.rules.test_periods import named

TODAY, DAY = dt.date(2017, 9, 25), dt.date(2017, 9, 20)
OPEN = named("tháng 9/2017")
LOCKED = named("tháng 9/2017", ["thang-9-2017"])
SENT_ON = dt.date(2017, 9, 19)


def asked(side="COMMUNE", state="DRAFT", locked=False, **given):
    stage = given.pop("stage", "VERIFIED" if side == "DEPARTMENT" else "SELF")
    moved = SENT_ON if state != "DRAFT" else None
    return lock_answer(
        Situation(
            Side(side), Stage(stage), DAY, TODAY, LOCKED if locked else OPEN, LOCKED if locked else None,
            SubmissionState(state), moved, **given,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("side", "state", "locked", "given", "code"),
    [
        ("COMMUNE", "DRAFT", False, {}, "OPEN"),
        ("COMMUNE", "SENT", False, {}, "SENT"),
        ("COMMUNE", "RETURNED", False, {}, "SENT"),
        ("COMMUNE", "RETURNED", False, {"is_returned": True}, "RETURNED"),
        ("COMMUNE", "CONFIRMED", False, {}, "TAKEN_OVER"),
        ("COMMUNE", "SENT", False, {"until": TODAY}, "EXTENDED"),
        ("COMMUNE", "SENT", False, {"until": TODAY - dt.timedelta(1)}, "SENT"),
        ("COMMUNE", "DRAFT", True, {}, "PERIOD_LOCKED"),
        ("COMMUNE", "RETURNED", True, {"is_returned": True}, "PERIOD_LOCKED"),
        ("COMMUNE", "DRAFT", True, {"until": TODAY}, "EXTENDED"),
        ("DEPARTMENT", "DRAFT", False, {}, "OPEN"),
        ("DEPARTMENT", "SENT", False, {}, "OPEN"),
        ("DEPARTMENT", "CONFIRMED", False, {}, "TAKEN_OVER"),
        ("DEPARTMENT", "CONFIRMED", False, {"until": TODAY}, "EXTENDED"),
        ("DEPARTMENT", "SENT", True, {}, "PERIOD_LOCKED"),
        ("OFFICE", "DRAFT", False, {}, "OPEN"),
        ("OFFICE", "SENT", False, {}, "NEEDS_REASON"),
        ("OFFICE", "RETURNED", False, {"is_returned": True}, "OPEN"),
        ("OFFICE", "SENT", False, {"stage": "VERIFIED"}, "OPEN"),
        ("OFFICE", "CONFIRMED", False, {"stage": "VERIFIED"}, "NEEDS_REASON"),
        ("OFFICE", "CONFIRMED", False, {}, "NEEDS_REASON"),
        ("OFFICE", "DRAFT", True, {}, "NEEDS_REASON"),
    ],
)
def test_who_writes_what_when(side, state, locked, given, code):
    answer = asked(side, state, locked, **given)
    assert answer.code == LockCode(code)
    assert answer.is_open == (code in {"OPEN", "RETURNED", "EXTENDED"})
    assert answer.only_with_reason == (code == "NEEDS_REASON")


def test_a_day_outside_every_period_is_open():
    around = Situation(Side.COMMUNE, Stage.SELF, DAY, TODAY, state=SubmissionState.SENT)
    assert lock_answer(around).is_open


def test_a_locked_cell_says_why_since_when_and_whom_to_ask():
    answer = asked(locked=True)
    assert (answer.date, answer.words) == (
        dt.date(2017, 9, 1),
        "Kỳ tháng 9/2017 đã chốt ngày 01/9/2017. Muốn sửa, đề nghị gia hạn hoặc liên hệ Văn phòng điều phối NTM huyện.",
    )


def test_a_sent_cell_names_the_department():
    assert asked(state="SENT", department="Phòng LĐ-TB&XH").words == (
        "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017. "
        "Muốn sửa, đề nghị Phòng LĐ-TB&XH trả lại ô này hoặc đề nghị mở lại ô."
    )


def test_the_office_is_asked_for_its_reason():
    assert asked("OFFICE", "CONFIRMED").words == (
        "Văn phòng đã tiếp nhận kỳ tháng 9/2017 ngày 19/9/2017. Văn phòng ghi vào ô này phải nêu lý do ở dòng."
    )


def test_a_year_locked_over_an_open_month_names_the_year():
    around = Situation(Side.COMMUNE, Stage.SELF, DAY, TODAY, OPEN, named("năm 2017", ["nam-2017"]))
    assert lock_answer(around).sentence == "Kỳ năm 2017 đã chốt ngày 01/9/2017."
    assert lock_answer(replace(around, locked=None)).is_open
