"""Where an obligation stands on a day (RULES, deadlines). Days are local days; the due day itself is in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from criteria.enums import Verdict
from directives.enums import DeadlineState
from ntm_portal.vietnamese import day

# "Sắp đến hạn" begins this many days before the due day.
SOON_DAYS = 7
MET_STATES = (DeadlineState.MET_BEFORE, DeadlineState.DONE, DeadlineState.DONE_LATE)


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
    """One obligation of one place on a day: the state, the days left or gone by, and the day it was met."""

    state: DeadlineState
    days: int = 0
    met_on: dt.date | None = None
    waits_verification: bool = False

    @property
    def is_met(self) -> bool:
        """Done, whenever and on whoever's word."""
        return self.state in MET_STATES


def deadline_state(
    *, as_of: dt.date, begins_on: dt.date, due_on: dt.date, now: Standing, at_due: Standing | None = None
) -> Deadline:
    """The state on a day; `at_due` is the standing at the end of the due day, once that day is over."""
    if now.verdict == Verdict.NA:
        return Deadline(DeadlineState.NOT_ASKED)
    if now.verdict == Verdict.MET:
        return Deadline(met_state(now.since, begins_on, due_on), met_on=now.since, waits_verification=now.by_self)
    if as_of > due_on and at_due is not None and fell_afterwards(at_due, now):
        return Deadline(DeadlineState.DONE_THEN_FELL, (as_of - due_on).days, waits_verification=now.claimed)
    return replace(countdown(as_of, due_on), waits_verification=now.claimed)


def met_state(met_on: dt.date, begins_on: dt.date, due_on: dt.date) -> DeadlineState:
    """Before it was asked, in time, or late; by the day of the figure that began the present run."""
    if met_on < begins_on:
        return DeadlineState.MET_BEFORE
    return DeadlineState.DONE if met_on <= due_on else DeadlineState.DONE_LATE


def fell_afterwards(at_due: Standing, now: Standing) -> bool:
    """Met on the due day and lost since; a verification that contradicts the place's own word is no fall."""
    return at_due.verdict == Verdict.MET and not (at_due.by_self and not now.by_self)


def countdown(as_of: dt.date, due_on: dt.date) -> Deadline:
    """What the calendar alone says of something not yet met."""
    left = (due_on - as_of).days
    if left < 0:
        return Deadline(DeadlineState.OVERDUE, -left)
    if left == 0:
        return Deadline(DeadlineState.DUE_TODAY)
    return Deadline(DeadlineState.DUE_SOON if left <= SOON_DAYS else DeadlineState.OPEN, left)


def whole(parts: Sequence[Deadline], as_of: dt.date, due_on: dt.date) -> Deadline:
    """The state of a task asked of many places: done on the day the last of them was done."""
    asked = [part for part in parts if part.state != DeadlineState.NOT_ASKED]
    if parts and not asked:
        return Deadline(DeadlineState.NOT_ASKED)
    if not asked or not all(part.is_met for part in asked):
        return countdown(as_of, due_on)
    last = max(asked, key=lambda part: part.met_on)
    return replace(last, waits_verification=any(part.waits_verification for part in asked))


def words(deadline: Deadline, waits: str = "chờ thẩm tra") -> str:
    """ "Còn 5 ngày", "Quá hạn 3 ngày", "Hoàn thành 14/9/2017, chờ thẩm tra"; a district waits for "thẩm định"."""
    said = _plain_words(deadline)
    return f"{said}, {waits}" if deadline.waits_verification else said


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
