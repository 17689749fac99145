"""Clause by commune: every task asked of communes, every commune, one short word in each square."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.models import Unit
from directives.enums import AppliesTo, DeadlineState
from directives.rules.deadlines import Deadline
from directives.tables.states import ObligationState
from directives.tables.tasks import LATE_STATES, TAG_OF, Task, grouped, rank_of, task_of
from ntm_portal.vietnamese import day_month

PLAIN_WORDS = {
    DeadlineState.MET_BEFORE: "từ trước",
    DeadlineState.KEPT: "giữ vững",
    DeadlineState.FALLEN: "suy giảm",
    DeadlineState.DONE_THEN_FELL: "suy giảm",
    DeadlineState.DUE_TODAY: "hôm nay",
    DeadlineState.NOT_YET: "chưa đến",
    DeadlineState.ONGOING: "đang làm",
    DeadlineState.NOT_ASKED: "không xét",
}
FINISHED = (
    DeadlineState.MET_BEFORE, DeadlineState.DONE, DeadlineState.DONE_LATE, DeadlineState.KEPT, DeadlineState.NOT_ASKED
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Square:
    """One task in one commune, short for the table and whole for whoever stops at it."""

    short: str
    words: str
    tag: str
    waits: bool
    moved: str
    is_finished: bool
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One commune with its squares, None where the task is not asked of it."""

    slug: str
    name: str
    squares: tuple[Square | None, ...]
    done: int
    asked: int
    late: int


@dataclass(frozen=True, slots=True)
class TaskMatrix:
    """The whole table, and how many communes have done each task."""

    tasks: tuple[Task, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def totals(self) -> tuple[str, ...]:
        """ "18/20" under each task."""
        return tuple(f"{task.done}/{task.total}" for task in self.tasks)


def task_matrix(states: Sequence[ObligationState], as_of: dt.date) -> TaskMatrix:
    """The tasks asked of communes: clauses across, communes down."""
    groups = list(grouped(state for state in states if state.obligation.applies_to == AppliesTo.COMMUNES).values())
    squares: dict[Unit, dict[int, ObligationState]] = {}
    for column, group in enumerate(groups):
        for state in group:
            row = squares.setdefault(state.unit, {})
            if column not in row or rank_of(state.deadline.state) < rank_of(row[column].deadline.state):
                row[column] = state
    ordered = sorted(squares, key=lambda unit: (unit.display_order, unit.sort_key, unit.pk))
    rows = tuple(_row(unit, [squares[unit].get(column) for column in range(len(groups))]) for unit in ordered)
    return TaskMatrix(tuple(task_of(group, as_of) for group in groups), rows)


def _row(unit: Unit, states: Sequence[ObligationState | None]) -> MatrixRow:
    given = [state.deadline for state in states if state and state.deadline.state != DeadlineState.NOT_ASKED]
    return MatrixRow(
        unit.slug,
        unit.short_label,
        tuple(_square(state) if state else None for state in states),
        done=sum(deadline.is_met for deadline in given),
        asked=len(given),
        late=sum(deadline.state in LATE_STATES for deadline in given),
    )


def _square(state: ObligationState) -> Square:
    deadline = state.deadline
    words = state.words if not state.gap_words or deadline.is_met else f"{state.words}, {state.gap_words}"
    return Square(
        short=short_words(deadline),
        words=f"{words}, {state.moved_words}" if state.moved_words else words,
        tag=TAG_OF[deadline.state],
        waits=deadline.waits_verification,
        moved=f"→ {day_month(state.until)}" if state.moved_words and not deadline.is_met else "",
        is_finished=deadline.state in FINISHED,
        minutes=state.minutes if deadline.is_met else "",
    )


def short_words(deadline: Deadline) -> str:
    """ "14/9", "còn 5", "quá 3": the state in the width of a column."""
    match deadline.state:
        case DeadlineState.DONE:
            return day_month(deadline.met_on)
        case DeadlineState.DONE_LATE:
            return f"{day_month(deadline.met_on)} chậm"
        case DeadlineState.OPEN | DeadlineState.DUE_SOON:
            return f"còn {deadline.days}"
        case DeadlineState.OVERDUE:
            return f"quá {deadline.days}"
        case _:
            return PLAIN_WORDS[deadline.state]


def head_words(task: Task) -> str:
    """What the head of a column says to whoever stops at it."""
    return f"Mục {task.clause}: {task.title}. Hạn {task.due_words}"
