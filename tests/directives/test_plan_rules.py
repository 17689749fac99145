"""How plans and measures stand on a day, and the way of a plan: tables of cases, and what must hold for all of them."""

import datetime as dt
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from directives.enums import PlanMove, PlanSide, PlanState, StepState
from directives.rules.plan_states import (
    OPEN_STATES,
    TRANSITIONS,
    Written,
    diagram,
    move_faults,
    moves_open,
    target_of,
)
from directives.rules.plans import (
    StepFacts,
    StepLine,
    begins_with_a_verb,
    done_faults,
    lacking,
    line_faults,
    plan_percent,
    plan_standing,
    progress_faults,
    shifted,
    step_standing,
)

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def sep(number: int) -> dt.date:
    return dt.date(2017, 9, number)


BEGIN, DUE = sep(5), sep(20)


@pytest.mark.parametrize(
    ("as_of", "done_on", "state", "words"),
    [
        (sep(4), None, StepState.NOT_YET, "Chưa đến"),
        (sep(5), None, StepState.RUNNING, "Đang làm"),
        (sep(12), None, StepState.RUNNING, "Đang làm"),
        (sep(13), None, StepState.DUE_SOON, "Còn 7 ngày"),
        (sep(20), None, StepState.DUE_SOON, "Hạn hôm nay"),
        (sep(21), None, StepState.OVERDUE, "Quá hạn 1 ngày"),
        (sep(21), sep(20), StepState.DONE, "Xong 20/9/2017"),
        (sep(25), sep(21), StepState.DONE_LATE, "Xong muộn 21/9/2017"),
        (sep(21), sep(22), StepState.OVERDUE, "Quá hạn 1 ngày"),
        (sep(4), sep(3), StepState.DONE, "Xong 03/9/2017"),
    ],
)
def test_a_measure_stands_somewhere_on_every_day(as_of, done_on, state, words):
    found = step_standing(StepFacts(BEGIN, DUE, 100, done_on), as_of)
    assert (found.state, found.words) == (state, words)
    assert found.is_finished == (state in (StepState.DONE, StepState.DONE_LATE))


def test_a_leap_day_is_a_day():
    leap = StepFacts(dt.date(2016, 2, 1), dt.date(2016, 2, 29))
    assert step_standing(leap, dt.date(2016, 2, 29)).words == "Hạn hôm nay"
    assert step_standing(leap, dt.date(2016, 3, 1)).words == "Quá hạn 1 ngày"


@pytest.mark.parametrize(
    ("percents", "whole"), [((), 0), ((0,), 0), ((100, 0), 50), ((100, 100, 99), Fraction(299, 3)), ((100,), 100)]
)
def test_a_plan_is_as_far_as_the_mean_of_its_measures(percents, whole):
    assert plan_percent([StepFacts(BEGIN, DUE, percent) for percent in percents]) == whole


@pytest.mark.parametrize(
    ("state", "reach_by", "verdict", "late_steps", "late_days", "words"),
    [
        (PlanState.SEEN, sep(30), Verdict.NOT_MET, 1, 5, "Quá hạn 5 ngày"),
        (PlanState.APPROVED, sep(15), Verdict.NEARLY, 1, 10, "Quá hạn 10 ngày"),
        (PlanState.DRAFT, sep(30), Verdict.NOT_MET, 0, 0, "Bản nháp"),
        (PlanState.RETURNED, sep(24), Verdict.NOT_MET, 0, 1, "Quá hạn 1 ngày"),
        (PlanState.SEEN, sep(15), Verdict.MET, 0, 0, "Đạt mục tiêu"),
        (PlanState.SEEN, sep(15), Verdict.NA, 0, 0, "Đạt mục tiêu"),
        (PlanState.SEEN, sep(30), Verdict.UNASSESSED, 1, 5, "Quá hạn 5 ngày"),
        (PlanState.CLOSED, sep(15), Verdict.MET, 0, 0, "Đã kết thúc"),
        (PlanState.CANCELLED, sep(15), Verdict.NOT_MET, 0, 0, "Đã hủy"),
    ],
)
def test_a_plan_is_late_until_its_cell_is_met(state, reach_by, verdict, late_steps, late_days, words):
    found = plan_standing(state, reach_by, [StepFacts(BEGIN, DUE, 40)], verdict, sep(25))
    assert (found.late_steps, found.late_days, found.words) == (late_steps, late_days, words)
    assert (found.is_late, found.is_open) == (late_days > 0, state in OPEN_STATES)


@pytest.mark.parametrize(
    ("steps", "review", "as_of", "next_on"),
    [
        ([StepFacts(BEGIN, DUE)], None, sep(19), DUE),
        ([StepFacts(BEGIN, DUE)], sep(12), sep(10), sep(12)),
        ([StepFacts(BEGIN, DUE, 100, sep(18))], None, sep(19), sep(30)),
        ([StepFacts(BEGIN, DUE, 100, sep(21))], None, sep(19), DUE),
        ([], None, sep(30), sep(30)),
        ([], None, dt.date(2017, 10, 1), None),
    ],
)
def test_the_next_day_is_that_of_a_measure_a_review_or_the_goal(steps, review, as_of, next_on):
    assert plan_standing(PlanState.SEEN, sep(30), steps, Verdict.NOT_MET, as_of, review).next_on == next_on


def test_nothing_is_next_once_the_goal_is_reached():
    assert plan_standing(PlanState.SEEN, sep(30), [], Verdict.MET, sep(1)).next_on is None


def test_what_lacks_a_plan_is_not_met_and_not_planned():
    verdicts = {(1, 1): Verdict.NOT_MET, (1, 2): Verdict.NEARLY, (1, 3): Verdict.MET, (2, 1): Verdict.NOT_MET,
                (2, 2): Verdict.UNASSESSED, (2, 3): Verdict.NA}  # fmt: skip
    assert lacking(verdicts, {(2, 1)}) == [(1, 1), (1, 2)]


DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2018, 12, 31))
STEPS = st.builds(
    lambda first, length, percent, done: StepFacts(first, first + dt.timedelta(days=length), percent, done),
    DAYS,
    st.integers(0, 90),
    st.integers(0, 100),
    st.none() | DAYS,
)


@given(STEPS, DAYS)
def test_a_measure_is_late_exactly_when_its_day_is_over_and_it_is_not_done(step, as_of):
    done = step.done_on is not None and step.done_on <= as_of
    assert step_standing(step, as_of).is_late == (as_of > step.due_on and not done)


@given(st.lists(STEPS, max_size=6), DAYS, DAYS, st.sampled_from(PlanState), st.sampled_from(Verdict))
def test_a_plan_is_late_only_while_open_and_not_reached(steps, reach_by, as_of, state, verdict):
    found = plan_standing(state, reach_by, steps, verdict, as_of)
    assert 0 <= found.percent <= 100
    assert not found.is_late or (found.is_open and not found.is_reached)
    assert found.next_on is None or found.next_on >= as_of


@given(st.lists(DAYS, max_size=8), DAYS)
def test_shifted_days_keep_their_distances(days, start):
    moved = shifted(days, start)
    assert len(moved) == len(days)
    assert not moved or min(moved) == start
    assert all(after - before == moved[0] - days[0] for before, after in zip(days, moved, strict=True))


def test_every_move_leads_where_the_table_says():
    ways = [(row, source, side) for row in TRANSITIONS for source in row.sources for side in row.sides]
    listed = {(row.move, source, side): row.target for row, source, side in ways}
    assert len(listed) == len(ways)
    for move, state, side in product(PlanMove, PlanState, PlanSide):
        assert target_of(move, state, side) == listed.get((move, state, side))


@pytest.mark.parametrize(
    ("state", "side", "moves"),
    [
        (PlanState.DRAFT, PlanSide.OFFICER, (PlanMove.CANCEL,)),
        (PlanState.DRAFT, PlanSide.HEAD, (PlanMove.APPROVE, PlanMove.CANCEL)),
        (PlanState.DRAFT, PlanSide.OFFICE, (PlanMove.CANCEL,)),
        (PlanState.APPROVED, PlanSide.OFFICE, (PlanMove.SEE, PlanMove.RETURN, PlanMove.CLOSE, PlanMove.CANCEL)),
        (PlanState.SEEN, PlanSide.OFFICER, (PlanMove.REVISE,)),
        (PlanState.SEEN, PlanSide.HEAD, (PlanMove.REVISE, PlanMove.CLOSE, PlanMove.CANCEL)),
        (PlanState.CLOSED, PlanSide.HEAD, ()),
        (PlanState.CANCELLED, PlanSide.OFFICE, ()),
    ],
)
def test_a_side_has_the_buttons_of_its_moves(state, side, moves):
    assert moves_open(state, side) == moves


NAMED, NAMELESS = Written(1, has_person=True), Written(2, has_person=False)


@pytest.mark.parametrize(
    ("move", "state", "side", "given", "faults"),
    [
        (PlanMove.APPROVE, PlanState.DRAFT, PlanSide.HEAD, {"steps": [NAMED]}, []),
        (PlanMove.APPROVE, PlanState.DRAFT, PlanSide.HEAD, {},
         ["Kế hoạch chưa có giải pháp nào. Ghi ít nhất một giải pháp rồi duyệt."]),
        (PlanMove.APPROVE, PlanState.DRAFT, PlanSide.HEAD, {"steps": [NAMED, NAMELESS]},
         ["Giải pháp 2 chưa có người phụ trách. Ghi tên rồi duyệt."]),
        (PlanMove.APPROVE, PlanState.SEEN, PlanSide.HEAD, {"steps": [NAMED]},
         ["Kế hoạch đang ở trạng thái “Huyện đã xem”: không duyệt kế hoạch được."]),
        (PlanMove.RETURN, PlanState.APPROVED, PlanSide.OFFICE, {"note": " "}, ["Nêu lý do."]),
        (PlanMove.RETURN, PlanState.APPROVED, PlanSide.OFFICE, {"note": "Chưa rõ nguồn"}, []),
        (PlanMove.SEE, PlanState.APPROVED, PlanSide.OFFICE, {}, []),
        (PlanMove.CLOSE, PlanState.SEEN, PlanSide.HEAD, {"is_reached": True}, []),
        (PlanMove.CLOSE, PlanState.SEEN, PlanSide.HEAD, {},
         ["Ô này chưa đạt theo số liệu hiện có. Kế hoạch kết thúc khi ô đạt; muốn thôi thì hủy, kèm lý do."]),
    ],
)  # fmt: skip
def test_a_move_says_why_it_cannot_be_made(move, state, side, given, faults):
    assert move_faults(move, state, side, **given) == faults


def test_the_picture_in_the_docs_is_drawn_from_the_table():
    assert diagram() in (DOCS / "plan-states.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (StepLine(None, "Vận động hộ cận nghèo", BEGIN, DUE), {}),
        (StepLine(None, " ", BEGIN, BEGIN), {"measure": "Ghi giải pháp."}),
        (StepLine(None, "Rà soát", DUE, BEGIN), {"due_on": "Ngày hoàn thành phải từ ngày bắt đầu trở đi."}),
    ],
)
def test_a_line_says_what_is_wrong_at_its_box(line, faults):
    assert line_faults(line) == faults


@pytest.mark.parametrize(
    ("measure", "begins"),
    [("Vận động hộ cận nghèo", True), ("RÀ SOÁT danh sách", True), ("", False),
     ("Hộ nghèo xóm 5", False)],
)  # fmt: skip
def test_a_measure_begins_with_an_act(measure, begins):
    assert begins_with_a_verb(measure) == begins


@pytest.mark.parametrize(
    ("on", "last", "review", "faults"),
    [
        (sep(25), None, None, {}),
        (sep(25), sep(25), sep(26), {}),
        (sep(26), None, None, {"reported_on": "Ngày này chưa đến, hôm nay là 25/9/2017."}),
        (sep(20), sep(21), None, {"reported_on": "Lần ghi trước là tình hình ngày 21/9/2017: ghi từ ngày đó trở đi."}),
        (sep(25), None, sep(25), {"next_review_on": "Ngày rà soát tiếp theo phải sau ngày của lần ghi này."}),
    ],
)
def test_progress_is_told_of_days_in_order(on, last, review, faults):
    assert progress_faults(reported_on=on, last_on=last, today=sep(25), next_review_on=review) == faults


@pytest.mark.parametrize(
    ("has_proof", "is_priority", "is_author", "is_done", "faults"),
    [
        (True, False, True, False, 0), (True, True, False, False, 0), (True, True, True, False, 1),
        (False, False, False, False, 1), (True, False, False, True, 1),
    ],
)  # fmt: skip
def test_a_measure_is_done_with_proof_and_an_urgent_one_by_another(has_proof, is_priority, is_author, is_done, faults):
    found = done_faults(has_proof=has_proof, is_priority=is_priority, is_author=is_author, is_done=is_done)
    assert len(found) == faults
