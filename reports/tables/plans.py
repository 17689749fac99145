"""Improvement plans beside the figures: on the matrix, on the page of a commune, on the chart of an indicator."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.status import Cell, Statuses
from directives.rules.plans import WANTING
from directives.tables.plan_reading import PlanLine, PlanRead, lines_of, plans_of_places
from directives.tables.plan_subject import Named, with_covered
from reports.tables.board import Board, CommuneFacts, CriterionFacts, Period

# A plan that ended not longer ago is still told beside the others.
RECENT = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class PlanMark:
    """A day of a plan and the figure expected by then, none in a plan of a whole criterion: one mark of a chart."""

    day: dt.date
    value: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Unplanned:
    """The criteria of one commune that are not met and for which nobody has planned anything."""

    commune: CommuneFacts
    criteria: tuple[CriterionFacts, ...]

    @property
    def href(self) -> str:
        """Where they are planned, seen from the overview."""
        return f"ke-hoach/{self.commune.slug}/"

    @property
    def numbers(self) -> str:
        """ "11, 15"."""
        return ", ".join(str(criterion.number) for criterion in self.criteria)

    @property
    def links(self) -> list[tuple[int, str]]:
        """Each criterion with where a plan for it is made."""
        return [(criterion.number, f"{self.href}#tc-{criterion.number}") for criterion in self.criteria]


def open_plans(units: tuple[int, ...], period: Period) -> tuple[PlanRead, ...]:
    """The plans of some communes that are open on the day. Two queries, none while no plan changes."""
    return tuple(plan for plan in plans_of_places(units, period.as_of, period.known_at) if plan.is_open)


def planned_indicators(plans: Collection[PlanRead]) -> set[int]:
    """The indicators whose verdicts a page of plans needs."""
    return {plan.indicator_id for plan in plans if plan.indicator_id}


def plan_lines(board: Board, plans: Sequence[PlanRead], statuses: Statuses) -> tuple[PlanLine, ...]:
    """The open plans of a district beside the verdicts that were read with its board."""
    verdicts = {}
    for plan in plans:
        if plan.indicator_id:
            status = statuses.get((plan.unit_id, plan.indicator_id))
            verdicts[plan.cell] = status.cell.verdict if status else Verdict.UNASSESSED
        else:
            verdicts[plan.cell] = board.window(plan.unit_id).cell(plan.criterion_id).verdict
    return tuple(lines_of(plans, verdicts, board.period.as_of))


def unplanned(board: Board, lines: Sequence[PlanLine]) -> tuple[Unplanned, ...]:
    """Tiêu chí chưa đạt chưa có kế hoạch, commune by commune in the order of the tables."""
    planned = {(line.plan.unit_id, line.plan.criterion_id) for line in lines}
    found = []
    for commune in board.communes:
        window = board.window(commune.id)
        criteria = tuple(
            criterion
            for criterion in board.commune_book.criteria
            if window.cell(criterion.id).verdict in WANTING and (commune.id, criterion.id) not in planned
        )
        if criteria:
            found.append(Unplanned(commune, criteria))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CommunePlans:
    """The plans on the page of a commune, and the cells that wait for one."""

    lines: tuple[PlanLine, ...]
    wanting: tuple[Indicator, ...]


def commune_plans(
    unit_id: int, period: Period, verdicts: Mapping[tuple[str, int], Cell], indicators: Sequence[Indicator]
) -> CommunePlans:
    """What goes on in one commune about the indicators the reader sees, what ended lately, and what nobody planned.

    Two queries at most.
    """
    wholes = {row.part_of_id for row in indicators}
    rows = [row for row in indicators if row.pk not in wholes]
    now = {(unit_id, *owner): cell.verdict for owner, cell in verdicts.items()}
    seen = {key for row in rows for key in (("I", row.pk), ("C", row.criterion_id))}
    read = [
        plan
        for plan in plans_of_places((unit_id,), period.as_of, period.known_at)
        if plan.cell[1:] in seen and (plan.is_open or plan.reach_by >= period.as_of - RECENT)
    ]
    named = [Named(row.pk, row.number, row.criterion_id) for row in rows]
    lines = with_covered(lines_of(read, now, period.as_of), named, now)
    planned = {line.plan.cell for line in lines if line.standing.is_open}
    wanting = tuple(
        row
        for row in rows
        if now.get((unit_id, "I", row.pk)) in WANTING
        and not planned & {(unit_id, "I", row.pk), (unit_id, "C", row.criterion_id)}
    )
    ordered = sorted(lines, key=lambda line: (not line.standing.is_open, not line.standing.is_late))
    return CommunePlans(tuple(ordered), wanting)


def marks_of(lines: Sequence[PlanLine], indicator_id: int, criterion_id: int) -> tuple[PlanMark, ...]:
    """The days of the open plan of an indicator with the figures expected by then, in order.

    Where only its whole criterion is planned, the days of that plan: it expects no figure of a single indicator.
    """
    running = [line.plan for line in lines if line.standing.is_open]
    own = [plan for plan in running if plan.indicator_id == indicator_id]
    whole = [plan for plan in running if plan.indicator_id is None and plan.criterion_id == criterion_id]
    found = [mark for plan in own for mark in _figures_of(plan)] or [
        mark for plan in ([] if own else whole) for mark in _days_of(plan)
    ]
    by_day = {mark.day: mark for mark in found}
    return tuple(by_day[on] for on in sorted(by_day))


def _figures_of(plan: PlanRead) -> Iterator[PlanMark]:
    for step in plan.steps:
        if step.expected_value is not None:
            yield PlanMark(step.due_on, step.expected_value, step.measure)
    if plan.expected_value is not None:
        yield PlanMark(plan.reach_by, plan.expected_value, "mục tiêu của kế hoạch")


def _days_of(plan: PlanRead) -> Iterator[PlanMark]:
    for step in plan.steps:
        yield PlanMark(step.due_on, None, step.measure)
    yield PlanMark(plan.reach_by, None, f"mục tiêu của kế hoạch cả tiêu chí {plan.criterion_number}")
