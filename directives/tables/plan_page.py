"""One plan with everything that is shown of it: measures, progress, proof, the trail, and what may be done now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from communes.models import Appointment, Department, Unit
from criteria.enums import Verdict
from criteria.models import Evidence
from criteria.permissions import evidence_visible_to
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, read_criteria, read_indicators
from criteria.tables.evidence import Document
from directives.enums import PlanMove, PlanSide, ProgressKind
from directives.models import ImprovementPlan, PlanEvent, PlanStep, StepProgress, StepProof
from directives.rules.plan_states import RUNNING_STATES, WRITABLE_STATES, moves_open
from directives.rules.plans import StepFacts, StepStanding, step_standing
from directives.tables.plan_reading import PlanLine, lines_of, read_plans
from directives.tables.plan_subject import Part, whole_parts
from ntm_portal.vietnamese import counted, number

MILLION = 1_000_000


@dataclass(frozen=True)
class ShownStep:
    """One measure with its newest report and its documents."""

    step: PlanStep
    reports: Sequence[StepProgress]
    proofs: Sequence[StepProof]
    as_of: dt.date

    @property
    def last(self) -> StepProgress | None:
        """The newest report."""
        return self.reports[-1] if self.reports else None

    @property
    def percent(self) -> int:
        """How far it is."""
        return self.last.percent if self.last else 0

    @property
    def is_done(self) -> bool:
        """Called done, and not opened again."""
        return bool(self.last) and self.last.kind == ProgressKind.DONE

    @property
    def standing(self) -> StepStanding:
        """Its state on the day."""
        done_on = self.last.reported_on if self.is_done else None
        return step_standing(StepFacts(self.step.starts_on, self.step.due_on, self.percent, done_on), self.as_of)

    @property
    def tag(self) -> str:
        """How its pill looks."""
        return STEP_TAGS.get(self.standing.state.value, "plain")

    @property
    def money(self) -> str:
        """ "12,5 triệu đồng, ngân sách xã"; empty where it costs nothing."""
        return money_of(self.step)


STEP_TAGS = {"OVERDUE": "late", "DUE_SOON": "soon", "DONE": "done", "DONE_LATE": "done"}


def money_of(step: PlanStep) -> str:
    """The money of a measure with where it comes from."""
    amount = f"{millions(step.cost)} triệu đồng" if step.cost is not None else ""
    return ", ".join(part for part in (amount, step.source) if part)


def millions(cost: int) -> str:
    """Đồng written in triệu đồng, exactly: "12,5"."""
    whole, rest = divmod(cost, MILLION)
    return number(whole) + (f",{rest:06d}".rstrip("0") if rest else "")


@dataclass(frozen=True)
class PlanPage:
    """Everything one page says of a plan on a day."""

    plan: ImprovementPlan
    line: PlanLine
    cell: Cell
    status: IndicatorStatus | None
    steps: Sequence[ShownStep]
    events: Sequence[PlanEvent]
    side: PlanSide | None
    parts: Sequence[Part] = ()

    @property
    def covered_numbers(self) -> str:
        """ "17.1, 17.5": the indicators a plan of a whole criterion has to bring on."""
        return ", ".join(part.indicator.number for part in self.parts if part.is_covered)

    @property
    def moves(self) -> tuple[PlanMove, ...]:
        """What the reader may do with the whole plan now; a plan ends by hand only once its cell is met."""
        if self.side is None:
            return ()
        reached = self.line.standing.is_reached
        return tuple(move for move in moves_open(self.plan.state, self.side) if move != PlanMove.CLOSE or reached)

    @property
    def may_write(self) -> bool:
        """Goal and measures are open to the reader."""
        return self.side is not None and self.plan.state in WRITABLE_STATES

    @property
    def may_report(self) -> bool:
        """Progress is reported by the reader."""
        return self.side is not None and self.plan.state in RUNNING_STATES

    @property
    def total(self) -> str:
        """ "38,5": the money of all measures in triệu đồng; empty where none costs anything."""
        costs = [shown.step.cost for shown in self.steps if shown.step.cost is not None]
        return millions(sum(costs)) if costs else ""

    @property
    def progress_words(self) -> str:
        """ "Xong 02/06 giải pháp"."""
        done = sum(shown.is_done for shown in self.steps)
        return f"Xong {counted(done)}/{counted(len(self.steps))} giải pháp" if self.steps else "Chưa có giải pháp"

    @property
    def returned(self) -> PlanEvent | None:
        """Why the office sent it back, while the plan waits for an answer."""
        last = self.events[-1]
        return last if last.move == PlanMove.RETURN else None


def read_page(plan: ImprovementPlan, side: PlanSide | None, as_of: dt.date) -> PlanPage:
    """One plan, with a fixed number of queries."""
    cell, status = cell_of(plan, as_of)
    read = read_plans(ImprovementPlan.objects.filter(pk=plan.pk), as_of)
    (line,) = lines_of(read, {read[0].cell: cell.verdict}, as_of)
    events = list(
        plan.events.select_related("by__unit", "by__department", "on_behalf_of__officer", "on_behalf_of__unit")
    )
    return PlanPage(
        plan, line, cell, status, shown_steps(plan.steps.all(), as_of), events, side, whole_parts(plan, as_of)
    )


def cell_of(plan: ImprovementPlan, as_of: dt.date) -> tuple[Cell, IndicatorStatus | None]:
    """The verdict a plan is about, with the figures where it is about an indicator."""
    if plan.indicator_id:
        status = read_indicators([plan.unit_id], [plan.indicator_id], as_of)[plan.unit_id, plan.indicator_id]
        return status.cell, status
    cells = read_criteria([plan.unit_id], [plan.criterion_id], as_of)
    return cells.get((plan.unit_id, plan.criterion_id), EMPTY_CELL), None


def verdict_of(plan: ImprovementPlan, as_of: dt.date) -> Verdict:
    """Whether the cell of a plan is met."""
    return cell_of(plan, as_of)[0].verdict


def shown_steps(steps: QuerySet[PlanStep], as_of: dt.date) -> list[ShownStep]:
    """The measures in order with what was told of them. Three queries."""
    rows = steps.with_names().in_order().prefetch_related(
        Prefetch("progress", StepProgress.objects.select_related("by__unit", "by__department").order_by("pk")),
        Prefetch("proofs", StepProof.objects.select_related("evidence", "by").order_by("pk")),
    )  # fmt: skip
    return [ShownStep(row, list(row.progress.all()), list(row.proofs.all()), as_of) for row in rows]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One document of a measure, and whether the reader may open it."""

    document: Document
    opens: bool


def proof_lines(shown: ShownStep, reader: User) -> list[ProofLine]:
    """The documents of a measure. At most one query."""
    if not shown.proofs:
        return []
    ids = [proof.evidence_id for proof in shown.proofs]
    visible = set(evidence_visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
    return [ProofLine(Document(proof.evidence, is_old=False), proof.evidence_id in visible) for proof in shown.proofs]


def people_of(unit: Unit, on: dt.date) -> list[Appointment]:
    """Whom a measure may name: those in office in the commune."""
    return list(Appointment.objects.on(on).filter(unit=unit).select_related("officer", "unit").by_post())


def departments_of(unit: Unit) -> list[Department]:
    """Who may help: the departments of the district."""
    return list(Department.objects.filter(district=unit.parent_id))


def document_options(unit: Unit, reader: User) -> list[tuple[str, str]]:
    """The newest documents of the commune, to be used again."""
    rows = Evidence.objects.filter(
        pk__in=evidence_visible_to(reader).values("pk"), unit=unit, sample__in={False, reader.sample}
    )
    return [(str(row.pk), Document(row, is_old=False).heading) for row in rows.newest_first()[:60]]
