"""The tasks of a document with their progress, and the large numbers above them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Verdict
from directives.enums import AppliesTo, DeadlineState, JudgedBy
from directives.models import Obligation
from directives.rules.clauses import section_of
from directives.rules.deadlines import Deadline, task_words, whole
from directives.tables.states import ObligationState, cells_on, waits_for
from ntm_portal.vietnamese import change, counted, day, day_month, name_list, rounded

TAG_OF = {
    DeadlineState.MET_BEFORE: "done",
    DeadlineState.DONE: "done",
    DeadlineState.DONE_LATE: "done",
    DeadlineState.KEPT: "done",
    DeadlineState.DONE_THEN_FELL: "late",
    DeadlineState.OVERDUE: "late",
    DeadlineState.FALLEN: "late",
    DeadlineState.DUE_SOON: "soon",
    DeadlineState.DUE_TODAY: "soon",
    DeadlineState.OPEN: "plain",
    DeadlineState.NOT_YET: "plain",
    DeadlineState.ONGOING: "plain",
    DeadlineState.NOT_ASKED: "plain",
}
COUNTED_IN = {AppliesTo.COMMUNES: "đơn vị", AppliesTo.DISTRICT: "việc", AppliesTo.BODIES: "cơ quan"}
LATE_STATES = (DeadlineState.OVERDUE, DeadlineState.DONE_THEN_FELL, DeadlineState.FALLEN)
SOON_STATES = (DeadlineState.DUE_SOON, DeadlineState.DUE_TODAY)

# What presses stands first; in each group the places keep the order of the tables.
RANKS = (
    (DeadlineState.OVERDUE, DeadlineState.DONE_THEN_FELL, DeadlineState.FALLEN),
    (DeadlineState.DUE_TODAY, DeadlineState.DUE_SOON),
    (DeadlineState.OPEN, DeadlineState.ONGOING, DeadlineState.NOT_YET),
)

NUMERALS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a clause: who answers, by when, how many have done it."""

    clause: str
    title: str
    answering: str
    due_words: str
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
    for group in grouped(states).values():
        yield task_of(group, as_of), group


def grouped(states: Iterable[ObligationState]) -> dict[tuple, list[ObligationState]]:
    """The states of each thing asked, in the order of the document: nine criteria of one clause are one task."""
    found: dict[tuple, list[ObligationState]] = {}
    keys: dict[int, tuple] = {}
    for state in states:
        asked = state.obligation
        key = keys.get(asked.pk) or keys.setdefault(asked.pk, _key_of(asked))
        found.setdefault(key, []).append(state)
    return found


def _key_of(asked: Obligation) -> tuple:
    return (asked.directive_id, asked.clause, asked.title, asked.due_on, asked.applies_to, asked.judged_by)


def task_of(states: Sequence[ObligationState], as_of: dt.date) -> Task:
    """One thing asked, over all places."""
    asked = states[0].obligation
    done, total = progress_of(states)
    deadline = whole([state.deadline for state in states], as_of, asked.due_on)
    return Task(
        clause=asked.clause,
        title=asked.title,
        answering=answering_of(asked),
        due_words=due_words(states),
        due_set_by_office=asked.due_set_by_office,
        done=done,
        total=total,
        counted=counted_in(asked),
        share=str(rounded(Fraction(100 * min(done, total), max(total, 1)), 1)),
        deadline=deadline,
        words=task_words(deadline, waits_for(asked), len(states), undone_words(asked)),
        tag=TAG_OF[deadline.state],
        href=asked.href,
    )


def rank_of(state: DeadlineState) -> int:
    """How much a state presses: 0 presses most."""
    return next((rank for rank, states in enumerate(RANKS) if state in states), len(RANKS))


def progress_of(states: Sequence[ObligationState]) -> tuple[int, int]:
    """How much is done of how much: places, or pieces where one place is asked for several."""
    counting = [state for state in states if state.deadline.state != DeadlineState.NOT_ASKED]
    if len(states) == 1 and states[0].obligation.wanted > 1:
        return states[0].quantity, states[0].obligation.wanted
    return sum(state.deadline.is_met for state in counting), len(counting)


def due_words(states: Sequence[ObligationState]) -> str:
    """The day of the document; of a report the day that counts now; else "thường xuyên"."""
    days = [state.due_on for state in states if state.due_on]
    return day(min(days)) if days else "thường xuyên"


def counted_in(asked: Obligation) -> str:
    """What the progress counts."""
    return asked.counted or ("tiêu chí" if asked.criterion_id else COUNTED_IN[asked.applies_to])


def undone_words(asked: Obligation) -> str:
    """What is said of a place where an ongoing task was not done yet."""
    return "chưa kiểm tra" if asked.judged == JudgedBy.VISIT else "chưa làm"


def answering_of(asked: Obligation) -> str:
    """Who answers, as the document says it; else the posts and bodies by name."""
    if asked.answering_words:
        return asked.answering_words
    bodies = asked.answering_bodies.all() or asked.bodies.all()
    return "; ".join([*asked.post_names(), *(body.short_name for body in bodies)])


# Task and unit → whether it was done; plain keys, because a page asks six hundred times.
Before = dict[tuple[int, int], bool]


def measured_of(states: Iterable[ObligationState]) -> list[ObligationState]:
    """Those that a verdict decides."""
    return [state for state in states if state.obligation.judged == JudgedBy.MEASURE]


def done_on(states: Sequence[ObligationState], compared: dt.date, known_at: dt.datetime | None) -> Before:
    """Which of the same measured tasks were done on another day. Two queries."""
    pairs = [state.pair for state in measured_of(states)]
    cells = cells_on(pairs, compared, known_at)
    return {
        (pair.obligation.pk, pair.unit.pk): cell.verdict in (Verdict.MET, Verdict.NA) for pair, cell in cells.items()
    }


def headlines(
    tasks: Sequence[Task], states: Sequence[ObligationState], before: Before, compared: dt.date
) -> tuple[Headline, ...]:
    """How many tasks there are, which press, and how far the places have come since the compared day."""
    late = [task for task in tasks if task.deadline.state in LATE_STATES]
    soon = [task for task in tasks if task.deadline.state in SOON_STATES]
    finished = [task for task in tasks if task.is_full]
    sections = dict.fromkeys(section_of(task.clause) for task in tasks)
    return (
        Headline(
            "Nhiệm vụ theo dõi", len(tasks), of=f" trong {len(sections)} mục" if sections else "",
            note=f"{counted(len(finished))} hoàn thành",
        ),
        Headline("Quá hạn, vi phạm", len(late), note=_clauses(late), mark="down" if late else ""),
        Headline("Đến hạn trong 7 ngày", len(soon), note=_clauses(soon)),
        *_progress(measured_of(states), before, compared),
    )  # fmt: skip


def _clauses(tasks: Sequence[Task]) -> str:
    clauses = list(dict.fromkeys(task.clause for task in tasks))
    return f"mục {name_list(clauses)}" if clauses else "không có"


def _progress(states: Sequence[ObligationState], before: Before, compared: dt.date) -> list[Headline]:
    """Communes that have done all that is measured (for one commune: its tasks), and the criteria of the district."""
    of_communes = [state for state in states if state.obligation.applies_to == AppliesTo.COMMUNES]
    of_district = [state for state in states if state.obligation.applies_to == AppliesTo.DISTRICT]
    by_unit: dict[int, list[ObligationState]] = {}
    for state in of_communes:
        by_unit.setdefault(state.unit.pk, []).append(state)
    found = []
    if len(by_unit) > 1:
        done = [all(map(_is_done, group)) for group in by_unit.values()]
        was = [all(_was_done(state, before) for state in group) for group in by_unit.values()]
        asked = max(len(group) for group in by_unit.values())
        found.append(_headline(_done_words(asked), done, was, compared))
    elif by_unit:
        found.append(_headline("Chỉ tiêu đã xong", *_done_and_was(of_communes, before), compared))
    if of_district:
        found.append(_headline("Tiêu chí huyện đạt", *_done_and_was(of_district, before), compared))
    return found


def _done_words(asked: int) -> str:
    """ "Xã xong cả ba chỉ tiêu"; a department may be asked for a single one."""
    return f"Xã xong cả {numeral(asked).lower()} chỉ tiêu" if asked > 1 else "Xã xong chỉ tiêu"


def _done_and_was(states: Sequence[ObligationState], before: Before) -> tuple[list[bool], list[bool]]:
    return [_is_done(state) for state in states], [_was_done(state, before) for state in states]


def _is_done(state: ObligationState) -> bool:
    return state.deadline.is_met or state.deadline.state == DeadlineState.NOT_ASKED


def _was_done(state: ObligationState, before: Before) -> bool:
    return before[state.obligation.pk, state.unit.pk]


def _headline(label: str, done: Sequence[bool], was: Sequence[bool], compared: dt.date) -> Headline:
    moved = sum(done) - sum(was)
    note = f"{change(moved)} so với {day_month(compared)}" if moved else f"như ngày {day_month(compared)}"
    mark = "" if not moved else "up" if moved > 0 else "down"
    return Headline(label, sum(done), of=f"/{len(done)}", note=note, mark=mark)


def numeral(figure: int) -> str:
    """A small number as a word at the head of a line."""
    return NUMERALS[figure] if figure < len(NUMERALS) else str(figure)
