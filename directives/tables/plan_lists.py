"""Which cells want a plan and how the plans go: of all communes for the office, of one for its own people."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Criterion, Indicator
from criteria.models.expected import expected_indicators
from criteria.rules.gaps import gap_words
from criteria.status import IndicatorStatus, read_cells, read_indicators
from directives.enums import PlanState
from directives.models import ImprovementPlan
from directives.rules.plan_states import RUNNING_STATES
from directives.rules.plans import StepStanding, lacking
from directives.tables.plan_reading import PlanLine, StepRead, lines_of, read_plans, verdicts_of
from directives.tables.plan_subject import WHOLE, Named, with_covered
from ntm_portal.vietnamese import counted


class Show(StrEnum):
    """Which plans the register lists; the value stands in the address (`loc`)."""

    ALL = ""
    LATE = "qua-han"
    DRAFT = "cho-duyet"
    UNSEEN = "cho-xem"
    RUNNING = "dang-lam"
    REACHED = "dat"
    OVER = "da-xong"


SHOW_WORDS = {
    Show.ALL: "Chưa kết thúc",
    Show.LATE: "Quá hạn",
    Show.DRAFT: "Chờ duyệt",
    Show.UNSEEN: "Chờ huyện xem",
    Show.RUNNING: "Đang thực hiện",
    Show.REACHED: "Đạt mục tiêu",
    Show.OVER: "Đã kết thúc, hủy",
}


@dataclass(frozen=True, slots=True)
class Wanting:
    """A cell that is not met and has no plan."""

    unit: Unit
    indicator: Indicator
    verdict: Verdict
    by_self: bool
    status: IndicatorStatus | None = None

    @property
    def gap_words(self) -> str:
        """ "còn thiếu 106 người"; empty where no number says how much."""
        return gap_words(self.status.gap) if self.status and self.status.gap else ""


@dataclass(frozen=True, slots=True)
class WantingCriterion:
    """The cells of one criterion without a plan."""

    criterion: Criterion
    cells: tuple[Wanting, ...]

    @property
    def word(self) -> str:
        """How an address names the criterion as a whole; empty where one cell is left, which is planned by itself."""
        return f"{WHOLE}{self.criterion.number}" if len(self.cells) > 1 else ""

    @property
    def numbers(self) -> str:
        """ "17.1, 17.5"."""
        return ", ".join(cell.indicator.number for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """One commune of the register: what lacks a plan, and what of its plans is late."""

    unit: Unit
    wanting: tuple[Wanting, ...]
    plans: tuple[PlanLine, ...]

    @property
    def is_quiet(self) -> bool:
        """Nothing lacks a plan, and nothing is planned: a phone leaves the line out."""
        return not self.wanting and not self.plans

    @property
    def late_steps(self) -> int:
        """How many measures are past their day."""
        return sum(line.standing.late_steps for line in self.plans)

    @property
    def next_on(self) -> dt.date | None:
        """The nearest day on which something is due."""
        return min((line.standing.next_on for line in self.plans if line.standing.next_on), default=None)


@dataclass(frozen=True, slots=True)
class Register:
    """All communes on the day, before anything is filtered."""

    communes: tuple[CommuneLine, ...]
    lines: tuple[PlanLine, ...]

    @property
    def wanting(self) -> int:
        """Cells without a plan."""
        return sum(len(commune.wanting) for commune in self.communes)

    def count(self, show: Show) -> int:
        """How many plans a choice of the filter lists."""
        return sum(shows(line, show) for line in self.lines)

    @property
    def late_steps(self) -> int:
        """Measures past their day, over all communes."""
        return sum(line.standing.late_steps for line in self.lines)


def shows(line: PlanLine, show: Show) -> bool:
    """Whether the filter keeps a plan."""
    standing = line.standing
    match show:
        case Show.LATE:
            return standing.is_late
        case Show.DRAFT:
            return standing.state in (PlanState.DRAFT, PlanState.RETURNED)
        case Show.UNSEEN:
            return standing.state == PlanState.APPROVED
        case Show.RUNNING:
            return standing.state in RUNNING_STATES and not standing.is_reached
        case Show.REACHED:
            return standing.is_open and standing.is_reached
        case Show.OVER:
            return not standing.is_open
        case _:
            return standing.is_open


def read_register(
    units: Sequence[Unit], plans: QuerySet[ImprovementPlan], indicators: QuerySet[Indicator], as_of: dt.date
) -> Register:
    """Every commune with its cells and plans. At most five queries, however many communes and plans there are."""
    read = read_plans(plans.filter(unit__in=[unit.pk for unit in units]), as_of)
    lines = lines_of(read, verdicts_of(read, as_of), as_of)
    rows = list(expected_indicators(Level.COMMUNE, as_of).filter(pk__in=indicators).select_related("criterion"))
    cells = read_cells([unit.pk for unit in units], [row.pk for row in rows], as_of)
    wanting = _wanting(units, lines, rows, cells)
    verdicts = {(unit_id, "I", pk): cell.verdict for (unit_id, pk), cell in cells.items()}
    lines = with_covered(lines, [Named(row.pk, row.number, row.criterion_id) for row in rows], verdicts)
    communes = tuple(
        CommuneLine(
            unit,
            tuple(cell for cell in wanting if cell.unit.pk == unit.pk),
            tuple(line for line in lines if line.plan.unit_id == unit.pk and line.standing.is_open),
        )
        for unit in units
    )
    return Register(communes, tuple(lines))


def _wanting(
    units: Sequence[Unit], lines: Sequence[PlanLine], indicators: Sequence[Indicator], cells: Mapping
) -> list[Wanting]:
    rows = {row.pk: row for row in indicators}
    covered = {line.plan.cell for line in lines if line.standing.is_open}
    planned = {(unit, pk) for unit, pk in cells if covered & {(unit, "I", pk), (unit, "C", rows[pk].criterion_id)}}
    verdicts = {(unit.pk, pk): cells[unit.pk, pk].verdict for unit in units for pk in rows if (unit.pk, pk) in cells}
    named = {unit.pk: unit for unit in units}
    return [
        Wanting(named[unit_id], rows[pk], verdicts[unit_id, pk], cells[unit_id, pk].by_self)
        for unit_id, pk in lacking(verdicts, planned)
    ]


@dataclass(frozen=True, slots=True)
class CommunePlans:
    """The two-minute page of a secretary: cells without a plan first, then the plans that go on, then the others."""

    wanting: tuple[Wanting, ...]
    open: tuple[PlanLine, ...]
    over: tuple[PlanLine, ...]

    @property
    def groups(self) -> tuple[WantingCriterion, ...]:
        """The cells without a plan, criterion by criterion."""
        found = groupby(self.wanting, key=lambda cell: cell.indicator.criterion)
        return tuple(WantingCriterion(criterion, tuple(cells)) for criterion, cells in found)

    @property
    def sentence(self) -> str:
        """What there is to know in one line."""
        late = sum(line.standing.is_late for line in self.open)
        told = [
            f"{counted(len(self.wanting))} ô chưa đạt chưa có kế hoạch" if self.wanting
            else "Ô chưa đạt nào cũng đã có kế hoạch",
            f"{counted(len(self.open))} kế hoạch chưa kết thúc" if self.open else "",
            f"{counted(late)} kế hoạch quá hạn" if late else "",
        ]  # fmt: skip
        return "; ".join(part for part in told if part) + "."


def read_commune_plans(
    unit: Unit, plans: QuerySet[ImprovementPlan], indicators: QuerySet[Indicator], as_of: dt.date
) -> CommunePlans:
    """One commune on the day: at most nine queries."""
    register = read_register([unit], plans, indicators, as_of)
    cells = register.communes[0].wanting
    statuses = read_indicators([unit.pk], [cell.indicator.pk for cell in cells], as_of) if cells else {}
    wanting = tuple(
        Wanting(unit, cell.indicator, cell.verdict, cell.by_self, statuses[unit.pk, cell.indicator.pk])
        for cell in cells
    )
    over = tuple(line for line in register.lines if not line.standing.is_open)
    return CommunePlans(wanting, register.communes[0].plans, over)


def late_steps_of(lines: Sequence[PlanLine]) -> list[tuple[PlanLine, StepRead, StepStanding]]:
    """Every measure past its day with its plan and how late it is, the longest first."""
    found = [(line, step, standing) for line in lines for step, standing in line.late_steps]
    return sorted(found, key=lambda one: -one[2].days)
