"""Improvement plans beside the figures: on the matrix, on the page of a commune, on the chart of an indicator."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import Verdict
from criteria.status import EMPTY_CELL, Cell, Statuses
from directives.rules.plans import WANTING
from directives.tables.plan_reading import PlanLine, PlanRead, lines_of, plans_of_places
from reports.tables.board import Board, CommuneFacts, CriterionFacts, Period

# A plan that ended not longer ago is still told beside the others.
RECENT = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class PlanMark:
    """A day of a plan and the figure expected by then: one mark of a chart, one row of its table."""

    day: dt.date
    value: Decimal
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


def commune_plans(
    unit_id: int, period: Period, verdicts: Mapping[tuple[str, int], Cell], seen: Collection[tuple[str, int]]
) -> list[PlanLine]:
    """What goes on in one commune about what the reader sees, and what ended lately. Two queries at most.

    `seen`: ("I", indicator id) and ("C", criterion id).
    """
    first = period.as_of - RECENT
    lines = []
    for plan in plans_of_places((unit_id,), period.as_of, period.known_at):
        owner = plan.cell[1:]
        if owner not in seen:
            continue
        line = lines_of([plan], {plan.cell: verdicts.get(owner, EMPTY_CELL).verdict}, period.as_of)[0]
        if line.standing.is_open or plan.reach_by >= first:
            lines.append(line)
    return sorted(lines, key=lambda line: (not line.standing.is_open, not line.standing.is_late))


def marks_of(lines: Sequence[PlanLine], indicator_id: int) -> tuple[PlanMark, ...]:
    """The days of the open plans of one indicator with the figures expected by then, in order."""
    found: dict[dt.date, PlanMark] = {}
    for line in lines:
        plan = line.plan
        if plan.indicator_id != indicator_id or not line.standing.is_open:
            continue
        for step in plan.steps:
            if step.expected_value is not None:
                found[step.due_on] = PlanMark(step.due_on, step.expected_value, step.measure)
        if plan.expected_value is not None:
            found[plan.reach_by] = PlanMark(plan.reach_by, plan.expected_value, "mục tiêu của kế hoạch")
    return tuple(found[on] for on in sorted(found))
