"""The tasks of a document with their progress, and the large numbers above them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from criteria.enums import Verdict
from directives.enums import AppliesTo, DeadlineState
from directives.rules.deadlines import Deadline, whole, words
from directives.tables.states import WAITS_FOR, ObligationState, Pair, cells_on
from ntm_portal.vietnamese import change, counted, day_month, name_list, rounded

TAG_OF = {
    DeadlineState.MET_BEFORE: "done",
    DeadlineState.DONE: "done",
    DeadlineState.DONE_LATE: "done",
    DeadlineState.DONE_THEN_FELL: "late",
    DeadlineState.OVERDUE: "late",
    DeadlineState.DUE_SOON: "soon",
    DeadlineState.DUE_TODAY: "soon",
    DeadlineState.OPEN: "plain",
    DeadlineState.NOT_ASKED: "plain",
}
COUNTED_IN = {AppliesTo.COMMUNES: "đơn vị", AppliesTo.DISTRICT: "tiêu chí"}
LATE_STATES = (DeadlineState.OVERDUE, DeadlineState.DONE_THEN_FELL)
SOON_STATES = (DeadlineState.DUE_SOON, DeadlineState.DUE_TODAY)


NUMERALS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a clause: who answers, by when, how many have done it."""

    clause: str
    title: str
    answering: str
    due_on: dt.date
    due_set_by_office: bool
    done: int
    total: int
    counted: str
    share: str
    deadline: Deadline
    words: str
    tag: str
    href: str

    @property
    def is_full(self) -> bool:
        return self.done == self.total > 0


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the large numbers: what it counts, the number, of how many, and a line below."""

    label: str
    number: int
    of: str = ""
    note: str = ""
    mark: str = ""


def tasks_of(states: Sequence[ObligationState], as_of: dt.date) -> tuple[Task, ...]:
    """One line for each thing asked, over all places it is asked of."""
    return tuple(task for task, _ in tasks_of_clauses(states, as_of))


def tasks_of_clauses(states: Sequence[ObligationState], as_of: dt.date) -> Iterator[tuple[Task, list[ObligationState]]]:
    """The same, each line with the states it sums up."""
    for _, group in groupby(states, key=_task_key):
        found = list(group)
        yield _task(found, as_of), found


def _task_key(state: ObligationState) -> tuple:
    asked = state.obligation
    return asked.clause, asked.title, asked.due_on, asked.applies_to


def _task(states: Sequence[ObligationState], as_of: dt.date) -> Task:
    asked = states[0].obligation
    counting = [state for state in states if state.deadline.state != DeadlineState.NOT_ASKED]
    done = sum(state.deadline.is_met for state in counting)
    deadline = whole([state.deadline for state in states], as_of, asked.due_on)
    return Task(
        clause=asked.clause,
        title=asked.title,
        answering="; ".join(asked.post_names()),
        due_on=asked.due_on,
        due_set_by_office=asked.due_set_by_office,
        done=done,
        total=len(counting),
        counted=COUNTED_IN[asked.applies_to],
        share=str(rounded(Fraction(100 * done, max(len(counting), 1)), 1)),
        deadline=deadline,
        words=words(deadline, WAITS_FOR[asked.applies_to]),
        tag=TAG_OF[deadline.state],
        href=f"/chi-tieu/{asked.indicator.number}/" if asked.indicator else "/huyen/",
    )


Before = dict[Pair, bool]


def done_on(states: Sequence[ObligationState], compared: dt.date, known_at: dt.datetime | None) -> Before:
    """Which of the same tasks were done on another day. Two queries."""
    pairs = [Pair(state.obligation, state.unit) for state in states]
    cells = cells_on(pairs, compared, known_at)
    return {pair: cell.verdict in (Verdict.MET, Verdict.NA) for pair, cell in cells.items()}


def headlines(
    tasks: Sequence[Task], states: Sequence[ObligationState], before: Before, compared: dt.date
) -> tuple[Headline, ...]:
    """How many tasks there are, which press, and how far the places have come since the compared day."""
    late = [task for task in tasks if task.deadline.state in LATE_STATES]
    soon = [task for task in tasks if task.deadline.state in SOON_STATES]
    finished = [task for task in tasks if task.is_full]
    return (
        Headline("Nhiệm vụ theo dõi", len(tasks), note=f"{counted(len(finished))} hoàn thành"),
        Headline("Quá hạn", len(late), note=_clauses(late), mark="down" if late else ""),
        Headline("Đến hạn trong 7 ngày", len(soon), note=_clauses(soon)),
        *_progress(states, before, compared),
    )


def _clauses(tasks: Sequence[Task]) -> str:
    clauses = list(dict.fromkeys(task.clause for task in tasks))
    return f"mục {name_list(clauses)}" if clauses else "không có"


def _progress(states: Sequence[ObligationState], before: Before, compared: dt.date) -> list[Headline]:
    """Communes that have done all that is measured (for one commune: its tasks), and the criteria of the district."""
    of_communes = [state for state in states if state.obligation.applies_to == AppliesTo.COMMUNES]
    of_district = [state for state in states if state.obligation.applies_to == AppliesTo.DISTRICT]
    units = list(dict.fromkeys(state.unit.pk for state in of_communes))
    found = []
    if len(units) > 1:
        done = [all(_is_done(state) for state in of_communes if state.unit.pk == unit) for unit in units]
        was = [all(_was_done(state, before) for state in of_communes if state.unit.pk == unit) for unit in units]
        found.append(_headline(_done_words(len(of_communes) // len(units)), done, was, compared))
    elif units:
        found.append(_headline("Chỉ tiêu đã xong", *_done_and_was(of_communes, before), compared))
    if of_district:
        found.append(_headline("Tiêu chí huyện đạt", *_done_and_was(of_district, before), compared))
    return found


def _done_words(asked: int) -> str:
    """ "Xong cả ba chỉ tiêu"; a department may be asked for a single one."""
    return f"Xong cả {numeral(asked).lower()} chỉ tiêu" if asked > 1 else "Xong chỉ tiêu"


def _done_and_was(states: Sequence[ObligationState], before: Before) -> tuple[list[bool], list[bool]]:
    return [_is_done(state) for state in states], [_was_done(state, before) for state in states]


def _is_done(state: ObligationState) -> bool:
    return state.deadline.is_met or state.deadline.state == DeadlineState.NOT_ASKED


def _was_done(state: ObligationState, before: Before) -> bool:
    return before[Pair(state.obligation, state.unit)]


def _headline(label: str, done: Sequence[bool], was: Sequence[bool], compared: dt.date) -> Headline:
    moved = sum(done) - sum(was)
    note = f"{change(moved)} so với {day_month(compared)}" if moved else f"như ngày {day_month(compared)}"
    mark = "" if not moved else "up" if moved > 0 else "down"
    return Headline(label, sum(done), of=f"/{len(done)}", note=note, mark=mark)


def numeral(figure: int) -> str:
    """A small number as a word at the head of a line."""
    return NUMERALS[figure] if figure < len(NUMERALS) else str(figure)
