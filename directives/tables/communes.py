"""The communes under the measured tasks: what each still owes, and who answers for it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communes.enums import Post
from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.facts import TargetFacts
from criteria.rules.gaps import gap_task
from directives.enums import DeadlineState
from directives.tables.inspections import VisitLine, last_visits
from directives.tables.people import Holders, Person, people_of
from directives.tables.states import ObligationState

DONE = (Verdict.MET, Verdict.NA)
# More than so many indicators do not fit beside each other; the matrix shows them all.
MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One measured task at the head of the table of communes: "15.1 BHYT, ≥ 85%"."""

    head: str
    target: TargetFacts | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One commune under one task: the figure, the verdict, and what is left to do."""

    short_name: str
    shown: str
    verdict: Verdict
    by_self: bool
    task: str
    counted: str
    note: str

    @property
    def is_done(self) -> bool:
        return self.verdict in DONE


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """One commune, how many tasks it still owes, and the people who answer for it."""

    unit: Unit
    measures: tuple[Measure, ...]
    left: int
    heads: tuple[Person, ...]
    members: tuple[Person, ...]
    visit: VisitLine | None = None

    @property
    def href(self) -> str:
        return f"/xa/{self.unit.slug}/"


def side_by_side(measured: Sequence[ObligationState], as_of: dt.date) -> list[ObligationState]:
    """The indicators asked of every commune by the nearest day (or the last one gone by), as many as fit."""
    units = {state.unit.pk for state in measured}
    asked: dict[int, list[ObligationState]] = {}
    for state in measured:
        asked.setdefault(state.obligation.pk, []).append(state)
    common = [group for group in asked.values() if len(group) == len(units) and group[0].due_on]
    days = {group[0].due_on for group in common}
    nearest = min((due_on for due_on in days if due_on >= as_of), default=max(days, default=None))
    shown = [group for group in common if group[0].due_on == nearest][:MOST_COLUMNS]
    return [state for group in shown for state in group]


def columns_of(measured: Sequence[ObligationState]) -> tuple[Column, ...]:
    """The indicators asked of communes, each with the level required."""
    found = {}
    for state in measured:
        indicator = state.obligation.indicator
        level = state.status.required.replace(" ", "\N{NO-BREAK SPACE}", 1)
        head = f"{indicator.number} {indicator.short_name}, {level}"
        found.setdefault(state.obligation.pk, Column(head, state.status.target))
    return tuple(found.values())


def commune_rows(measured: Sequence[ObligationState], as_of: dt.date) -> list[CommuneRow]:
    """The communes with most left to do first. Three queries: the people who answer, the last visits."""
    by_unit: dict[int, list[ObligationState]] = {}
    for state in measured:
        by_unit.setdefault(state.unit.pk, []).append(state)
    holders, visits = people_of(by_unit.keys(), as_of), last_visits(by_unit.keys(), as_of)
    rows = [replace(_commune_row(states, holders), visit=visits.get(unit_id)) for unit_id, states in by_unit.items()]
    return sorted(rows, key=lambda row: -row.left)


def _commune_row(states: Sequence[ObligationState], holders: Holders) -> CommuneRow:
    unit, posts = states[0].unit, states[0].obligation.answering_posts
    measures = tuple(_measure(state) for state in states)
    return CommuneRow(
        unit=unit,
        measures=measures,
        left=sum(not measure.is_done for measure in measures),
        heads=tuple(person for post in posts for person in holders.get((unit.pk, post), ())),
        members=tuple(holders.get((unit.pk, Post.ASSIGNED_MEMBER), ())),
    )


def _measure(state: ObligationState) -> Measure:
    way = state.gap
    task = gap_task(way).removesuffix(f" {way.counted}") if way else _without_gap(state)
    fell = state.deadline.state == DeadlineState.DONE_THEN_FELL
    late = state.deadline.state == DeadlineState.DONE_LATE
    return Measure(
        short_name=state.obligation.indicator.short_name,
        shown=state.status.shown,
        verdict=state.cell.verdict,
        by_self=state.cell.by_self,
        task=task,
        counted=way.counted if way else "",
        note="suy giảm sau hạn" if fell else "sau hạn" if late else state.moved_words,
    )


def _without_gap(state: ObligationState) -> str:
    if state.cell.verdict == Verdict.UNASSESSED:
        return "chưa có số liệu"
    return "xong" if state.cell.verdict in DONE else "chưa đạt"
