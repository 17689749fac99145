"""The communes under the measured tasks: what each still owes, and who answers for it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.enums import Verdict
from criteria.rules.facts import TargetFacts
from criteria.rules.gaps import gap_task
from directives.enums import DeadlineState
from directives.tables.inspections import VisitLine, last_visits
from directives.tables.states import ObligationState
from ntm_portal.vietnamese import name_list

DONE = (Verdict.MET, Verdict.NA)


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
    heads: str
    member: str
    visit: VisitLine | None = None

    @property
    def href(self) -> str:
        return f"/xa/{self.unit.slug}/"


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
    holders, visits = holders_of(by_unit.keys(), as_of), last_visits(by_unit.keys(), as_of)
    rows = [replace(_commune_row(states, holders), visit=visits.get(unit_id)) for unit_id, states in by_unit.items()]
    return sorted(rows, key=lambda row: -row.left)


def _commune_row(states: Sequence[ObligationState], holders: dict[tuple[int, str], list[str]]) -> CommuneRow:
    unit, posts = states[0].unit, states[0].obligation.answering_posts
    measures = tuple(_measure(state) for state in states)
    return CommuneRow(
        unit=unit,
        measures=measures,
        left=sum(not measure.is_done for measure in measures),
        heads=name_list(name for post in posts for name in holders.get((unit.pk, post), ())),
        member=name_list(holders.get((unit.pk, Post.ASSIGNED_MEMBER), ())),
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
        note="suy giảm sau hạn" if fell else "sau hạn" if late else "",
    )


def _without_gap(state: ObligationState) -> str:
    if state.cell.verdict == Verdict.UNASSESSED:
        return "chưa có số liệu"
    return "xong" if state.cell.verdict in DONE else "chưa đạt"


def holders_of(unit_ids: Collection[int], day: dt.date) -> dict[tuple[int, str], list[str]]:
    """(unit, post) → names in office on a day."""
    held = Appointment.objects.on(day).filter(unit__in=unit_ids).by_post()
    names: dict[tuple[int, str], list[str]] = {}
    for unit_id, post, name in held.values_list("unit_id", "post", "officer__name"):
        names.setdefault((unit_id, post), []).append(name)
    return names
