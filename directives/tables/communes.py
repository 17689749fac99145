"""The communes under the measured tasks: what each still owes, and who answers for it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communes.enums import Post
from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.facts import TargetFacts
from criteria.rules.gaps import gap_task
from directives.enums import AppliesTo, DeadlineState, JudgedBy
from directives.models import Obligation
from directives.tables.asked import Pair
from directives.tables.inspections import VisitLine
from directives.tables.people import Holders, Person
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


@dataclass(frozen=True, slots=True, eq=False)
class CommuneRow:
    """One commune, how many tasks it still owes, and the people who answer for it.

    Compared by identity, like the readings it comes from: two are never taken for each other.
    """

    unit: Unit
    measures: tuple[Measure, ...]
    left: int
    heads: tuple[Person, ...]
    members: tuple[Person, ...]
    visit: VisitLine | None = None

    @property
    def href(self) -> str:
        return f"/xa/{self.unit.slug}/"


def side_by_side(pairs: Sequence[Pair], as_of: dt.date) -> tuple[Obligation, ...]:
    """The indicators asked of every commune by the nearest day (or the last one gone by), as many as fit."""
    measured = [pair for pair in pairs if is_measured(pair.obligation)]
    places = {pair.unit.pk for pair in measured}
    asked: dict[int, list[Pair]] = {}
    for pair in measured:
        asked.setdefault(pair.obligation.pk, []).append(pair)
    common = [group[0].obligation for group in asked.values() if len(group) == len(places)]
    days = {task.due_on for task in common if task.due_on}
    nearest = min((due_on for due_on in days if due_on >= as_of), default=max(days, default=None))
    return tuple(task for task in common if task.due_on and task.due_on == nearest)[:MOST_COLUMNS]


def is_measured(task: Obligation) -> bool:
    """Asked of communes and decided by an indicator."""
    by_figure = task.judged == JudgedBy.MEASURE and task.indicator_id is not None
    return by_figure and task.applies_to == AppliesTo.COMMUNES


def columns_of(states: Sequence[ObligationState]) -> tuple[Column, ...]:
    """The indicators of one row, each with the level required."""
    return tuple(_column(state) for state in states)


def _column(state: ObligationState) -> Column:
    indicator, status = state.obligation.indicator, state.status
    level = status.required.replace(" ", "\N{NO-BREAK SPACE}", 1)
    return Column(f"{indicator.number} {indicator.short_name}, {level}", status.target)


def most_left_first(rows: Iterable[CommuneRow]) -> list[CommuneRow]:
    """The communes with most left to do on top."""
    return sorted(rows, key=lambda row: -row.left)


def commune_row(states: Sequence[ObligationState], holders: Holders, visit: VisitLine | None) -> CommuneRow:
    """One commune under some tasks, the first of which says who answers."""
    unit, posts = states[0].unit, states[0].obligation.answering_posts
    measures = tuple(_measure(state) for state in states)
    return CommuneRow(
        unit=unit,
        measures=measures,
        left=sum(not measure.is_done for measure in measures),
        heads=tuple(person for post in posts for person in holders.get((unit.pk, post), ())),
        members=tuple(holders.get((unit.pk, Post.ASSIGNED_MEMBER), ())),
        visit=visit,
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
