"""Where a fall stands, and what may be said about it next."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import FallKind
from directives.enums import CaseState, CaseStep
from directives.rules.cases import (
    MAY_FOLLOW,
    OPEN,
    Standing,
    answer_due,
    case_state,
    finish_fault,
    is_open,
    may_take,
    step_fault,
)

LOST, BACK = Standing(FallKind.LOST), dt.date(2017, 9, 20)
DRAFT, ANSWER, FOLLOW, RETURN, ACCEPT, REMARK = CaseStep


@pytest.mark.parametrize(
    ("standing", "steps", "state"),
    [
        (LOST, [], CaseState.TO_ANSWER),
        (LOST, [REMARK], CaseState.TO_ANSWER),
        (LOST, [DRAFT], CaseState.DRAFTED),
        (LOST, [DRAFT, ANSWER], CaseState.ANSWERED),
        (LOST, [ANSWER, REMARK], CaseState.ANSWERED),
        (LOST, [ANSWER, RETURN], CaseState.RETURNED),
        (LOST, [ANSWER, RETURN, DRAFT], CaseState.DRAFTED),
        (LOST, [ANSWER, RETURN, ANSWER], CaseState.ANSWERED),
        (LOST, [ANSWER, FOLLOW], CaseState.FOLLOWED),
        (LOST, [ANSWER, FOLLOW, ANSWER], CaseState.ANSWERED),
        (LOST, [ANSWER, ACCEPT], CaseState.ACCEPTED),
        (Standing(FallKind.NO_DATA), [], CaseState.TO_ANSWER),
        (Standing(FallKind.SLIPPED), [], CaseState.TO_ANSWER),
        (Standing(FallKind.SET_CHANGED), [], CaseState.NOT_ASKED),
        (Standing(FallKind.SET_CHANGED, BACK), [], CaseState.RECOVERED),
        (Standing(FallKind.LOST, BACK), [ANSWER, RETURN], CaseState.RECOVERED),
        (Standing(FallKind.LOST, BACK, True), [ANSWER, ACCEPT], CaseState.RECOVERED),
        (Standing(FallKind.LOST, None, True), [ANSWER], CaseState.LAPSED),
        (Standing(FallKind.LOST, None, True), [ANSWER, ACCEPT], CaseState.ACCEPTED),
        (Standing(FallKind.NONE), [ANSWER, ACCEPT], CaseState.WITHDRAWN),
    ],
)
def test_the_figures_come_first_and_then_the_last_word(standing, steps, state):
    assert case_state(standing, steps) == state


def test_a_case_is_open_until_it_is_back_or_its_explanation_is_accepted():
    assert [state for state in CaseState if is_open(state)] == list(OPEN)
    assert {state.label for state in CaseState} >= {"Chờ trả lời", "Đã phục hồi", "Rút do đính chính"}


@pytest.mark.parametrize(
    ("step", "state", "fault"),
    [
        (ANSWER, CaseState.TO_ANSWER, ""),
        (ANSWER, CaseState.FOLLOWED, ""),
        (REMARK, CaseState.RECOVERED, ""),
        (DRAFT, CaseState.ANSWERED, "đang ở bước “đã trả lời, chờ xem xét”"),
        (ACCEPT, CaseState.TO_ANSWER, "đang ở bước “chờ trả lời”"),
        (FOLLOW, CaseState.FOLLOWED, "đang ở bước “đang thực hiện biện pháp”"),
        (RETURN, CaseState.FOLLOWED, ""),
        (ANSWER, CaseState.NOT_ASKED, "không hỏi trách nhiệm"),
        (ANSWER, CaseState.RECOVERED, "đã khép lại (đã phục hồi)"),
        (ANSWER, CaseState.WITHDRAWN, "đã khép lại (rút do đính chính)"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_in_a_sentence(step, state, fault):
    said = step_fault(step, state)
    assert (fault in said, bool(said)) == (True, bool(fault))


@given(st.lists(st.sampled_from(list(CaseStep)), max_size=8))
def test_whatever_is_said_in_order_a_case_closes_only_by_an_accepted_explanation(wanted):
    """Followed along the allowed steps: never closed without ACCEPT, and after it only remarks are taken."""
    said = []
    for step in wanted:
        if may_take(step, case_state(LOST, said)):
            said.append(step)
    state = case_state(LOST, said)
    assert is_open(state) == (ACCEPT not in said)
    if ACCEPT in said:
        assert set(said[said.index(ACCEPT) + 1 :]) <= {REMARK}
    decisions = [at for at, step in enumerate(said) if step in (FOLLOW, RETURN, ACCEPT)]
    assert all(ANSWER in said[:at] for at in decisions)


def test_every_step_but_a_remark_says_when_it_may_be_taken():
    assert set(MAY_FOLLOW) == set(CaseStep) - {REMARK}


@pytest.mark.parametrize(
    ("finish_by", "fault"),
    [(dt.date(2017, 9, 24), "Hạn hoàn thành phải từ hôm nay (25/9/2017) trở đi."), (dt.date(2017, 9, 25), "")],
)
def test_a_measure_ends_today_or_later(finish_by, fault):
    assert finish_fault(finish_by, dt.date(2017, 9, 25)) == fault


@pytest.mark.parametrize(
    ("recorded_on", "due"),
    [(dt.date(2017, 9, 16), dt.date(2017, 9, 23)), (dt.date(2016, 2, 25), dt.date(2016, 3, 3))],
)
def test_the_answer_is_due_so_many_days_after_the_portal_learnt_of_it(recorded_on, due):
    assert answer_due(recorded_on, 7) == due
