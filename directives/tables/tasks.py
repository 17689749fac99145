"""The tasks of a document with their progress, and the large numbers above them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from directives.enums import AppliesTo, DeadlineState, JudgedBy
from directives.models import Obligation
from directives.rules.clauses import section_of
from directives.rules.deadlines import Deadline, task_words, whole
from directives.tables.shares import Measured, Share
from directives.tables.states import ObligationState, waits_for
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


def tasks_of_clauses(states: Sequence[ObligationState], as_of: dt.date) -> Iterator[tuple[Task, list[ObligationState]]]:
    """One line for each thing asked, over all places it is asked of, with the states it sums up."""
    for group in grouped(states).values():
        yield task_of(group, as_of), group


def grouped(states: Iterable[ObligationState]) -> dict[tuple, list[ObligationState]]:
    """The states of each thing asked, in the order of the document: nine criteria of one clause are one task."""
    found: dict[tuple, list[ObligationState]] = {}
    keys: dict[int, tuple] = {}
    for state in states:
        asked = state.obligation
        key = keys.get(asked.pk) or keys.setdefault(asked.pk, key_of(asked))
        found.setdefault(key, []).append(state)
    return found


def key_of(asked: Obligation) -> tuple:
    """What makes tasks one line of a table."""
    return (asked.directive_id, asked.clause, asked.title, asked.due_on, asked.applies_to, asked.judged_by)


def task_of(states: Sequence[ObligationState], as_of: dt.date) -> Task:
    """One thing asked, over all places."""
    return summed(states[0].obligation, tuple(state.share for state in states), as_of)


def summed(asked: Obligation, shares: Sequence[Share], as_of: dt.date) -> Task:
    """One thing asked, from what each place adds."""
    done, total = progress_of(asked, shares)
    deadline = whole([share.deadline for share in shares], as_of, asked.due_on)
    return Task(
        clause=asked.clause,
        title=asked.title,
        answering=answering_of(asked),
        due_words=due_words(shares),
        due_set_by_office=asked.due_set_by_office,
        done=done,
        total=total,
        counted=counted_in(asked),
        share=str(rounded(Fraction(100 * min(done, total), max(total, 1)), 1)),
        deadline=deadline,
        words=task_words(deadline, waits_for(asked), len(shares), undone_words(asked)),
        tag=TAG_OF[deadline.state],
        href=asked.href,
    )


def rank_of(state: DeadlineState) -> int:
    """How much a state presses: 0 presses most."""
    return next((rank for rank, states in enumerate(RANKS) if state in states), len(RANKS))


def progress_of(asked: Obligation, shares: Sequence[Share]) -> tuple[int, int]:
    """How much is done of how much: places, or pieces where one place is asked for several."""
    counting = [share for share in shares if share.is_asked]
    if len(shares) == 1 and asked.wanted > 1:
        return shares[0].quantity, asked.wanted
    return sum(share.deadline.is_met for share in counting), len(counting)


def due_words(shares: Sequence[Share]) -> str:
    """The day of the document; of a report the day that counts now; else "thường xuyên"."""
    days = [share.due_on for share in shares if share.due_on]
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


def headlines(
    tasks: Sequence[Task], communes: Sequence[Measured], district: Sequence[Measured], compared: dt.date
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
        *_progress(communes, district, compared),
    )  # fmt: skip


def _clauses(tasks: Sequence[Task]) -> str:
    clauses = list(dict.fromkeys(task.clause for task in tasks))
    return f"mục {name_list(clauses)}" if clauses else "không có"


def _progress(communes: Sequence[Measured], district: Sequence[Measured], compared: dt.date) -> list[Headline]:
    """Communes that have done all that is measured (for one commune: its tasks), and the criteria of the district."""
    found = []
    if len(communes) > 1:
        done, was = sum(one.is_complete for one in communes), sum(one.was_complete for one in communes)
        asked = max(one.asked for one in communes)
        found.append(_headline(_done_words(asked), done, was, len(communes), compared))
    elif communes:
        found.append(_of_tasks("Chỉ tiêu đã xong", communes, compared))
    if district:
        found.append(_of_tasks("Tiêu chí huyện đạt", district, compared))
    return found


def _done_words(asked: int) -> str:
    """ "Xã xong cả ba chỉ tiêu"; a department may be asked for a single one."""
    return f"Xã xong cả {numeral(asked).lower()} chỉ tiêu" if asked > 1 else "Xã xong chỉ tiêu"


def _of_tasks(label: str, places: Sequence[Measured], compared: dt.date) -> Headline:
    """Their tasks counted one by one."""
    done, was = sum(one.done for one in places), sum(one.was for one in places)
    return _headline(label, done, was, sum(one.asked for one in places), compared)


def _headline(label: str, done: int, was: int, of: int, compared: dt.date) -> Headline:
    moved = done - was
    note = f"{change(moved)} so với {day_month(compared)}" if moved else f"như ngày {day_month(compared)}"
    mark = "" if not moved else "up" if moved > 0 else "down"
    return Headline(label, done, of=f"/{of}", note=note, mark=mark)


def numeral(figure: int) -> str:
    """A small number as a word at the head of a line."""
    return NUMERALS[figure] if figure < len(NUMERALS) else str(figure)
