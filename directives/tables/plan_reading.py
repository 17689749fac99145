"""Plans as they stood at the end of a day, as known at a moment: two queries for any number of communes.

Which state a plan was in and how far a measure was follow from their trails; words and dates of a plan are
those written now.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import F, OuterRef, QuerySet, Subquery

from communes.rules.names import short_name
from criteria.enums import Verdict
from criteria.status import EMPTY_CELL, read_cells, read_criteria
from directives.enums import PlanState, ProgressKind
from directives.models import ImprovementPlan, PlanEvent, PlanStep, StepProgress
from directives.rules.plan_states import OPEN_STATES
from directives.rules.plans import PlanStanding, StepFacts, StepStanding, plan_standing, step_standing
from ntm_portal import clock
from ntm_portal.kept import kept

# A cell of a plan: the place, "I" or "C", and the key of the indicator or criterion.
Cell = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class StepRead:
    """One measure on the day."""

    id: int
    position: int
    measure: str
    who: str
    is_priority: bool
    expected_value: Decimal | None
    facts: StepFacts
    with_whom: str = ""
    cost: int | None = None
    source: str = ""
    note: str = ""

    @property
    def due_on(self) -> dt.date:
        """The day it is to be done by."""
        return self.facts.due_on


@dataclass(frozen=True, slots=True)
class PlanRead:
    """One plan on the day, with its measures."""

    id: int
    unit_id: int
    slug: str
    place: str
    number: int
    criterion_id: int
    criterion_number: int
    indicator_id: int | None
    subject_number: str
    subject_name: str
    standing_words: str
    goal: str
    expected_value: Decimal | None
    reach_by: dt.date
    next_review_on: dt.date | None
    state: PlanState
    version: int
    steps: tuple[StepRead, ...]

    @property
    def cell(self) -> Cell:
        """What the plan is about."""
        return (self.unit_id, "I", self.indicator_id) if self.indicator_id else (self.unit_id, "C", self.criterion_id)

    @property
    def path(self) -> str:
        """Where it is read."""
        return f"/ke-hoach/{self.slug}/{self.number}/"

    @property
    def is_open(self) -> bool:
        """Neither ended nor cancelled."""
        return self.state in OPEN_STATES

    def standing(self, verdict: Verdict, as_of: dt.date) -> PlanStanding:
        """Where it stands, given the verdict of its cell."""
        facts = [step.facts for step in self.steps]
        return plan_standing(self.state, self.reach_by, facts, verdict, as_of, self.next_review_on)


@dataclass(frozen=True)
class PlanLine:
    """A plan beside the verdict of its cell."""

    plan: PlanRead
    verdict: Verdict
    as_of: dt.date
    covers: tuple[str, ...] = ()

    @cached_property
    def standing(self) -> PlanStanding:
        """Where it stands on the day."""
        return self.plan.standing(self.verdict, self.as_of)

    @property
    def late_steps(self) -> list[tuple[StepRead, StepStanding]]:
        """The measures past their day, the longest first; none where the goal is reached."""
        if not self.standing.late_steps:
            return []
        found = [(step, step_standing(step.facts, self.as_of)) for step in self.plan.steps]
        return sorted((pair for pair in found if pair[1].is_late), key=lambda pair: -pair[1].days)

    @property
    def covers_words(self) -> str:
        """ "cả tiêu chí: 17.1, 17.5"; empty for a plan of one indicator."""
        if self.plan.indicator_id:
            return ""
        return f"cả tiêu chí: {', '.join(self.covers)}" if self.covers else "cả tiêu chí"

    @property
    def tag(self) -> str:
        """How its pill looks."""
        standing = self.standing
        if standing.is_open and standing.is_reached:
            return "done"
        if standing.is_late:
            return "late"
        return TAGS[standing.state]

    @property
    def percent(self) -> int:
        """The bar, to a whole percent, never full before it is."""
        return int(self.standing.percent)


TAGS = {
    PlanState.DRAFT: "draft",
    PlanState.APPROVED: "act",
    PlanState.SEEN: "plain",
    PlanState.RETURNED: "soon",
    PlanState.CLOSED: "done",
    PlanState.CANCELLED: "plain",
}


def end_of(as_of: dt.date, known_at: dt.datetime | None) -> dt.datetime:
    """The first moment that no longer counts for a day, as known at a moment."""
    over = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time(0), tzinfo=clock.LOCAL)
    return min(over, known_at) if known_at else over


@kept
def plans_of_places(
    unit_ids: tuple[int, ...], as_of: dt.date, known_at: dt.datetime | None = None
) -> tuple[PlanRead, ...]:
    """Every plan of some communes, kept until one of them changes. Two queries."""
    return tuple(read_plans(ImprovementPlan.objects.filter(unit__in=unit_ids), as_of, known_at))


def read_plans(plans: QuerySet[ImprovementPlan], as_of: dt.date, known_at: dt.datetime | None = None) -> list[PlanRead]:
    """The plans of a query set that existed by the day, in the order of the tables. Two queries, one for none."""
    until = end_of(as_of, known_at)
    moves = PlanEvent.objects.filter(plan=OuterRef("pk"), at__lt=until).order_by("-pk")
    rows = plans.annotate(state_then=Subquery(moves.values("state")[:1])).filter(state_then__isnull=False)
    columns = (
        "pk", "unit_id", "unit__slug", "unit__name", "unit__kind", "number", "criterion_id", "criterion__number",
        "indicator_id", "indicator__number", "indicator__short_name", "criterion__short_name", "standing", "goal",
        "expected_value", "reach_by", "next_review_on", "state_then", "version",
    )  # fmt: skip
    found = list(rows.in_order().values_list(*columns))
    steps = _steps_of([row[0] for row in found], as_of, until) if found else {}
    return [_plan_read(row, steps.get(row[0], ())) for row in found]


def _plan_read(row: tuple, steps: Iterable[StepRead]) -> PlanRead:
    (pk, unit_id, slug, name, kind, number, criterion_id, criterion_number, indicator_id, indicator_number,
     indicator_name, criterion_name, standing, goal, expected, reach_by, review, state, version) = row  # fmt: skip
    return PlanRead(
        id=pk,
        unit_id=unit_id,
        slug=slug,
        place=short_name(kind, name),
        number=number,
        criterion_id=criterion_id,
        criterion_number=criterion_number,
        indicator_id=indicator_id,
        subject_number=indicator_number or str(criterion_number),
        subject_name=indicator_name or criterion_name,
        standing_words=standing,
        goal=goal,
        expected_value=expected,
        reach_by=reach_by,
        next_review_on=review,
        state=PlanState(state),
        version=version,
        steps=tuple(steps),
    )


def _steps_of(plan_ids: Sequence[int], as_of: dt.date, until: dt.datetime) -> dict[int, list[StepRead]]:
    told = StepProgress.objects.filter(step=OuterRef("pk"), at__lt=until, reported_on__lte=as_of).order_by("-pk")
    rows = PlanStep.objects.filter(plan__in=plan_ids).annotate(
        percent=Subquery(told.values("percent")[:1]),
        kind=Subquery(told.values("kind")[:1]),
        on=Subquery(told.values("reported_on")[:1]),
        note=Subquery(told.values("note")[:1]),
        holder_name=F("holder__officer__name"),
        partner_name=F("department__short_name"),
    )
    columns = (
        "plan_id", "pk", "position", "measure", "holder_name", "responsible", "is_priority", "expected_value",
        "starts_on", "due_on", "percent", "kind", "on", "partner_name", "coordinating", "cost", "source", "note",
    )  # fmt: skip
    found = defaultdict(list)
    for row in rows.in_order().values_list(*columns):
        found[row[0]].append(_step_read(*row[1:]))
    return found


def _step_read(
    pk, position, measure, holder, other, priority, expected, starts, due, percent, kind, on, partner, others, cost,
    source, note,
) -> StepRead:  # fmt: skip
    facts = StepFacts(starts, due, percent or 0, on if kind == ProgressKind.DONE else None)
    return StepRead(
        pk, position, measure, holder or other, priority, expected, facts, partner or others, cost, source, note or ""
    )


def verdicts_of(plans: Iterable[PlanRead], as_of: dt.date, known_at: dt.datetime | None = None) -> dict[Cell, Verdict]:
    """The official verdict of each planned cell on the day. Two queries, one where no criterion is planned whole."""
    of_kind = {"I": set(), "C": set()}
    for plan in plans:
        of_kind[plan.cell[1]].add(plan.cell)
    found = {}
    for kind, read in (("I", read_cells), ("C", read_criteria)):
        cells = of_kind[kind]
        if cells:
            known = read({cell[0] for cell in cells}, {cell[2] for cell in cells}, as_of, known_at)
            found |= {cell: known.get((cell[0], cell[2]), EMPTY_CELL).verdict for cell in cells}
    return found


def lines_of(plans: Iterable[PlanRead], verdicts: Mapping[Cell, Verdict], as_of: dt.date) -> list[PlanLine]:
    """The plans beside the verdicts of their cells."""
    return [PlanLine(plan, verdicts.get(plan.cell, Verdict.UNASSESSED), as_of) for plan in plans]
