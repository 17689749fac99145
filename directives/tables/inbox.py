"""Việc của tôi: everything that waits for a person, in the order in which it is due."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import in_post, is_commune_user, is_office, is_sector
from criteria.models import ReportingPeriod
from criteria.status.version import data_version
from criteria.tables.inbox import Task, figure_tasks, periods_begun, running_period
from directives.enums import DeadlineState, DocumentKind, JudgedBy
from directives.models import Obligation
from directives.permissions import answering_units, may_inspect, obligations_visible_to, teams_open_to
from directives.rules.reminders import Due, left_words
from directives.tables.inbox_acts import dated_work, waiting_acts
from directives.tables.states import ObligationState, obligation_states
from directives.tables.tasks import COUNTED_IN, TAG_OF, tasks_of_clauses
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day

# The list shows what is due within this many days; a calendar shows everything.
NEAR_DAYS = 30


@dataclass(frozen=True, slots=True)
class Desk:
    """What the menu says on every page: how much waits, and the period that runs."""

    count: int = 0
    period: str = ""


def tasks_of(user: User, today: dt.date, near_days: int | None = NEAR_DAYS) -> list[Task]:
    """Everything that waits for this person, the earliest due first; what is due later than `near_days` is left out.

    Nothing waits for somebody who no longer holds the post of his account: it waits for whoever does.
    """
    if not in_post(user, today):
        return []
    found = [
        *figure_tasks(user, periods_begun(user, today), today),
        *obligation_tasks(user, today),
        *waiting_acts(user, today),
        *dated_work(user, today),
    ]
    near = [task for task in found if _is_near(task, today, near_days)]
    return sorted(near, key=lambda task: task.due_on or dt.date.max)


def _is_near(task: Task, today: dt.date, near_days: int | None) -> bool:
    return near_days is None or task.due_on is None or (task.due_on - today).days <= near_days


def dues_of(user: User, today: dt.date) -> list[Due]:
    """The same as reminders and calendars say it, each thing under a name that stays; what has no day is left out."""
    return [
        Due(f"{task.url}#{task.part}@{task.due_on}", task.title, task.detail, task.url, task.due_on, task.of_staff)
        for task in tasks_of(user, today, near_days=None)
        if task.due_on
    ]


def obligation_tasks(user: User, today: dt.date) -> Iterator[Task]:
    """What the directive asks and is not done: a commune of itself, departments and offices of all communes."""
    tasks = _own_obligations(user)
    if tasks is None:
        return
    units = answering_units(user).valid_on(today).values_list("pk", flat=True)
    states = obligation_states(list(units), today, obligations=tasks)
    for asked, group in tasks_of_clauses(states, today):
        left = [state for state in group if _is_left(state)]
        if left:
            due_on = min(state.until for state in left)
            yield Task(
                _named(left[0].obligation), _left_words(group, left), asked.href, "Xem", due_on,
                TAG_OF[asked.deadline.state], f"Hạn {day(due_on)}, {left_words(due_on, today)}", 0,
                part=f"{asked.clause} {asked.title}"[:120],
            )  # fmt: skip


def _own_obligations(user: User) -> QuerySet[Obligation] | None:
    """The tasks that are work of this person: a place is visited, those who visit have to go there."""
    seen = obligations_visible_to(user)
    if is_commune_user(user):
        return seen.exclude(judged_by=JudgedBy.VISIT)
    if is_sector(user) or is_office(user) or user.role == Role.PARTY_OFFICE:
        return seen
    own = ("", *teams_open_to(user))
    return seen.filter(judged_by=JudgedBy.VISIT, visits_of__in=own) if may_inspect(user) else None


def _named(task: Obligation) -> str:
    """ "Mục 3c: …" of the directive; a task of another document says of which."""
    document = task.directive
    clause = f"Mục {task.clause}" if document.kind == DocumentKind.DIRECTIVE else f"{document.label}, mục {task.clause}"
    return f"{clause}: {task.title}"


def _is_left(state: ObligationState) -> bool:
    """Something is to be done by a day; what goes on without one, and what has not begun, is no work of today."""
    return not state.is_settled and state.until is not None and state.deadline.state != DeadlineState.NOT_YET


def _left_words(group: list[ObligationState], left: list[ObligationState]) -> str:
    if len(group) == 1:
        return left[0].gap_words or left[0].words
    return f"{counted(len(left))}/{len(group)} {COUNTED_IN[left[0].obligation.applies_to]} chưa xong"


# --- What the menu says on every page --------------------------------------------------------


def desk_of(user: User, today: dt.date) -> Desk:
    """How much waits and which period runs; counted anew only when something it is counted from has changed.

    A department's queue moves with every figure, everybody else's work only with periods, sheets, comments,
    plans, requests and the like, whose state the revision names (ntm_portal/kept.py). What depends on figures
    (tasks of the directive, measures, falls) stands in the list and is not counted: it would be read for every page.
    """
    figures = data_version().whole if is_sector(user) else ""
    return _desk(user, (user.role, user.unit_id, user.department_id, user.officer_id), today, figures)


@kept
def _desk(user: User, _scope: tuple, today: dt.date, _figures: str) -> Desk:
    """The desk of a user as he stands now, whose key is equal however his role has changed."""
    begun = periods_begun(user, today)
    waiting = [*figure_tasks(user, begun, today), *waiting_acts(user, today)] if in_post(user, today) else []
    return Desk(sum(task.weight for task in waiting), _period_words(running_period(begun, today)))


def _period_words(period: ReportingPeriod | None) -> str:
    if period is None:
        return ""
    if period.locked_on:
        return f"Kỳ {period.name} đã chốt"
    return f"Kỳ {period.name} đang mở, hạn chốt {day(period.lock_on)}"
