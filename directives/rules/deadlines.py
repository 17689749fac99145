"""Where an obligation stands on a day (RULES, deadlines). Days are local days; the due day itself is in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria.enums import Verdict
from directives.enums import DeadlineState
from ntm_portal.vietnamese import counted, day

# "Sắp đến hạn" begins this many days before the due day.
SOON_DAYS = 7
MET_STATES = (DeadlineState.MET_BEFORE, DeadlineState.DONE, DeadlineState.DONE_LATE, DeadlineState.KEPT)
# Of several unfinished places the one that presses most speaks for the task; in each group, the days decide.
PRESSING = (
    (DeadlineState.OVERDUE,),
    (DeadlineState.DUE_TODAY,),
    (DeadlineState.DUE_SOON, DeadlineState.OPEN),
    (DeadlineState.NOT_YET,),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The official verdict of a place on a day, since when, and whose word it is.

    `claimed`: the place itself says it is met, later than anybody verified otherwise.
    """

    verdict: Verdict
    by_self: bool = False
    since: dt.date | None = None
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """One obligation of one place on a day: the state, the days left or gone by, and the day it was met.

    `places`: of how many places an ongoing task still waits, or how many fell.
    """

    state: DeadlineState
    days: int = 0
    met_on: dt.date | None = None
    waits_verification: bool = False
    places: int = 0

    @property
    def is_met(self) -> bool:
        """Done, whenever and on whoever's word."""
        return self.state in MET_STATES


@dataclass(frozen=True, slots=True)
class Term:
    """When a task was given, by when it is due (none: it goes on), and from when it is its time."""

    begins_on: dt.date
    due_on: dt.date | None
    opens_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What was recorded for a task: the day it was done, how much of it, and whether the follower confirmed it.

    A visit is one too: confirmed by the signatures under its minutes, which stand at `minutes`.
    """

    done_on: dt.date
    quantity: int = 1
    confirmed: bool = True
    minutes: str = ""


def deadline_state(
    *,
    as_of: dt.date,
    begins_on: dt.date,
    due_on: dt.date | None,
    now: Standing,
    at_due: Standing | None = None,
    opens_on: dt.date | None = None,
) -> Deadline:
    """The state on a day; `at_due` is the standing at the end of the due day, once that day is over."""
    if now.verdict == Verdict.NA:
        return Deadline(DeadlineState.NOT_ASKED)
    if now.verdict == Verdict.MET:
        return Deadline(met_state(now.since, begins_on, due_on), met_on=now.since, waits_verification=now.by_self)
    if due_on is not None and as_of > due_on and at_due is not None and fell_afterwards(at_due, now):
        return Deadline(DeadlineState.DONE_THEN_FELL, (as_of - due_on).days, waits_verification=now.claimed)
    return replace(unfinished(as_of, Term(begins_on, due_on, opens_on)), waits_verification=now.claimed)


def deed_state(as_of: dt.date, term: Term, deeds: Sequence[Deed], wanted: int = 1) -> Deadline:
    """The state of what somebody records: done on the day on which as much as is wanted was reached."""
    total, confirmed = 0, True
    for deed in sorted(deeds, key=lambda deed: deed.done_on):
        total, confirmed = total + deed.quantity, confirmed and deed.confirmed
        if total >= wanted:
            state = met_state(deed.done_on, term.begins_on, term.due_on)
            return Deadline(state, met_on=deed.done_on, waits_verification=not confirmed)
    return unfinished(as_of, term)


def report_state(as_of: dt.date, missed: Sequence[dt.date], current: Deadline | None) -> Deadline:
    """The state of something that comes again: what was never sent outweighs what is asked for now."""
    if missed:
        return countdown(as_of, min(missed))
    return current or Deadline(DeadlineState.NOT_YET)


def falls_state(fallen: int) -> Deadline:
    """Whether what was met still holds: any fall that somebody answers for and that has not recovered breaks it."""
    return Deadline(DeadlineState.FALLEN, places=1) if fallen else Deadline(DeadlineState.KEPT)


def met_state(met_on: dt.date, begins_on: dt.date, due_on: dt.date | None) -> DeadlineState:
    """Before it was asked, in time, or late; by the day of the figure that began the present run."""
    if met_on < begins_on:
        return DeadlineState.MET_BEFORE
    return DeadlineState.DONE if due_on is None or met_on <= due_on else DeadlineState.DONE_LATE


def fell_afterwards(at_due: Standing, now: Standing) -> bool:
    """Met on the due day and lost since; a verification that contradicts the place's own word is no fall."""
    return at_due.verdict == Verdict.MET and not (at_due.by_self and not now.by_self)


def unfinished(as_of: dt.date, term: Term) -> Deadline:
    """What is said of something not done: not yet its time, under way, or what the calendar says."""
    if term.opens_on is not None and as_of < term.opens_on:
        return Deadline(DeadlineState.NOT_YET)
    return Deadline(DeadlineState.ONGOING) if term.due_on is None else countdown(as_of, term.due_on)


def countdown(as_of: dt.date, due_on: dt.date) -> Deadline:
    """What the calendar alone says of something not yet met."""
    left = (due_on - as_of).days
    if left < 0:
        return Deadline(DeadlineState.OVERDUE, -left)
    if left == 0:
        return Deadline(DeadlineState.DUE_TODAY)
    return Deadline(DeadlineState.DUE_SOON if left <= SOON_DAYS else DeadlineState.OPEN, left)


def whole(parts: Sequence[Deadline], as_of: dt.date, due_on: dt.date | None) -> Deadline:
    """The state of a task asked of many places: done on the day the last of them was done."""
    asked = [part for part in parts if part.state != DeadlineState.NOT_ASKED]
    if parts and not asked:
        return Deadline(DeadlineState.NOT_ASKED)
    left = [part for part in asked if not part.is_met]
    if not asked:
        return unfinished(as_of, Term(as_of, due_on))
    if left:
        return most_pressing(left)
    last = max(asked, key=lambda part: part.met_on or dt.date.min)
    return replace(last, waits_verification=any(part.waits_verification for part in asked))


def most_pressing(left: Sequence[Deadline]) -> Deadline:
    """Which of several unfinished places speaks for the task."""
    if fallen := sum(part.state == DeadlineState.FALLEN for part in left):
        return Deadline(DeadlineState.FALLEN, places=fallen)
    told = [_late(part) for part in left]
    for states in PRESSING:
        if found := [part for part in told if part.state in states]:
            late = DeadlineState.OVERDUE in states
            worst = max(found, key=lambda part: part.days) if late else min(found, key=lambda part: part.days)
            return replace(worst, waits_verification=False)
    return Deadline(DeadlineState.ONGOING, places=len(left))


def _late(part: Deadline) -> Deadline:
    """A place that fell after its day keeps the task from being done, and the day is over."""
    return Deadline(DeadlineState.OVERDUE, part.days) if part.state == DeadlineState.DONE_THEN_FELL else part


def words(deadline: Deadline, waits: str = "chờ thẩm tra") -> str:
    """ "Còn 5 ngày", "Quá hạn 3 ngày", "Hoàn thành 14/9/2017, chờ thẩm tra"; a district waits for "thẩm định"."""
    said = _plain_words(deadline)
    return f"{said}, {waits}" if deadline.waits_verification else said


def task_words(deadline: Deadline, waits: str, places: int, undone: str = "chưa làm") -> str:
    """The same for a task of several places: "02 đơn vị suy giảm", "06 đơn vị chưa làm"."""
    if places > 1 and deadline.state == DeadlineState.FALLEN:
        return f"{counted(deadline.places)} đơn vị suy giảm"
    if places > 1 and deadline.state == DeadlineState.ONGOING and deadline.places < places:
        return f"{counted(deadline.places)} đơn vị {undone}"
    return words(deadline, waits)


def _plain_words(deadline: Deadline) -> str:
    match deadline.state:
        case DeadlineState.DONE:
            return f"Hoàn thành {day(deadline.met_on)}"
        case DeadlineState.DONE_LATE:
            return f"Hoàn thành sau hạn ({day(deadline.met_on)})"
        case DeadlineState.OPEN | DeadlineState.DUE_SOON:
            return f"Còn {deadline.days} ngày"
        case DeadlineState.OVERDUE:
            return f"Quá hạn {deadline.days} ngày"
        case _:
            return deadline.state.label
