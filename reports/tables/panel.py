"""The side panel of the grids: what one cell means, where its level comes from, and how it came to stand there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from communes.enums import FAR
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Comment, EvidenceLink, Finding, Indicator, Mention, Target
from criteria.models.desk import read_desk
from criteria.models.locks import period_running
from criteria.rules.verdicts import measured
from criteria.status import EMPTY_CELL, IndicatorStatus, read_cells, read_indicators, read_judging
from criteria.tables.finish import CautionLine
from criteria.tables.history import HistoryRow, history_rows
from directives.models import ImprovementPlan, Obligation
from directives.tables.people import answering_on
from directives.tables.plan_reading import PlanLine, lines_of, read_plans, verdicts_of
from directives.tables.states import ObligationState, obligation_states
from ntm_portal.vietnamese import day, name_list
from reports.tables.plans import PlanMark, marks_of

NEWEST = 12
# Comments and lines of history in the panel; the pages behind it hold them all.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class CellDetail:
    """What the panel says at once: the status, and the level with its source."""

    status: IndicatorStatus
    target: Target | None


@dataclass(frozen=True, slots=True)
class CellCounts:
    """How much each part of the panel holds, said before it is opened."""

    figures: int
    documents: int
    comments: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a directive asks of the cell, where it stands, and who answers for it on that day."""

    state: ObligationState
    answering: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as the chart places it."""

    day: dt.date
    value: object


@dataclass(frozen=True, slots=True)
class Level:
    """The required level as the chart draws it."""

    value: object
    valid_from: dt.date
    valid_to: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class CellHistory:
    """The newest figures that still count, the newest first."""

    rows: Sequence[HistoryRow]
    level: Level | None
    planned: Sequence[PlanMark] = ()

    def marks(self, *, by_self: bool) -> list[Mark]:
        """The figures of one side in the order of their days, one a day."""
        found = {}
        for row in reversed(self.rows):
            value = measured(row.finding)
            if row.by_self == by_self and value is not None:
                found[row.finding.assessed_on] = value
        return [Mark(moment, value) for moment, value in sorted(found.items())]

    @property
    def words(self) -> str:
        """ "Từ 71,16% ngày 31/12/2016 đến 83,77% ngày 22/9/2017"."""
        newest, oldest = self.rows[0], self.rows[-1]
        return (
            f"Từ {oldest.result} ngày {day(oldest.finding.assessed_on)} "
            f"đến {newest.result} ngày {day(newest.finding.assessed_on)}"
        )


def cell_detail(unit: Unit, indicator: Indicator, today: dt.date) -> CellDetail:
    """The cell as it stands, and the row of the rulebook that judges it."""
    status = read_indicators([unit.pk], [indicator.pk], today)[unit.pk, indicator.pk]
    targets = Target.objects.select_related("decided_by")
    return CellDetail(status, targets.get(pk=status.target.id) if status.target else None)


def cell_counts(unit: Unit, indicator: Indicator) -> CellCounts:
    """Figures that count, documents behind them, comments that stand, calls that wait. Four queries."""
    links = EvidenceLink.objects.live().of_counting().filter(finding__unit=unit, finding__indicator=indicator)
    waiting = Mention.objects.open().filter(comment__unit=unit, comment__indicator=indicator)
    return CellCounts(
        figures=Finding.objects.of_cell(unit, indicator.pk).count(),
        documents=links.values("evidence").distinct().count(),
        comments=Comment.objects.of_cell(unit, indicator).standing().count(),
        waiting=waiting.values("comment").distinct().count(),
    )


def cell_cautions(unit: Unit, indicator: Indicator, today: dt.date) -> list[CautionLine]:
    """What is odd about the place's own figure of the cell, in the words of sending and of the queue.

    The checks ask for the period of today: none while the office has planned no calendar.
    """
    period = period_running(unit, today)
    if period is None:
        return []
    cell = read_desk([unit.pk], [indicator.pk], period, today)[unit.pk, indicator.pk]
    return [CautionLine.of(caution, indicator, unit.place) for caution in cell.cautions]


def cell_obligations(unit: Unit, indicator: Indicator, visible: QuerySet[Obligation], today: dt.date) -> list[Asked]:
    """The tasks given for this indicator, for the whole it is part of, or for its criterion."""
    whole = indicator.part_of_id or indicator.pk
    asked = visible.measured().filter(Q(indicator__in=[indicator.pk, whole]) | Q(criterion=indicator.criterion_id))
    states = obligation_states([unit.pk], today, obligations=asked)
    answering = answering_on([state.pair for state in states], today) if states else None
    return [Asked(state, name_list(person.name for person in answering.of(state.pair))) for state in states]


def cell_history(
    unit: Unit, indicator: Indicator, as_of: dt.date, known_at: dt.datetime | None = None
) -> CellHistory:  # fmt: skip
    """The last twelve figures of a cell up to a day that count as known at a moment, with the level that judges it."""
    judging = read_judging([unit.pk], [indicator.pk], known_at)
    rows = history_rows(unit, indicator.pk, judging, set())
    living = [row for row in rows if _counted(row, as_of, known_at)]
    status = read_indicators([unit.pk], [indicator.pk], as_of, known_at, judging)[unit.pk, indicator.pk]
    target = status.target
    level = None
    if target is not None and target.value is not None:
        begins = dt.date(target.year_from, 1, 1)
        ends = dt.date(target.year_to, 12, 31) if target.year_to else FAR
        level = Level(target.value, begins, ends, f"Yêu cầu {status.required}")
    planned = marks_of(cell_plans(unit, indicator, as_of, known_at), indicator.pk, indicator.criterion_id)
    return CellHistory(living[:NEWEST], level, planned)


def _counted(row: HistoryRow, as_of: dt.date, known_at: dt.datetime | None) -> bool:
    """Whether a figure of the day or before had been recorded by the moment, and neither corrected nor taken back."""
    found, corrected_by = row.finding, row.corrected_by
    if found.is_void or found.assessed_on > as_of:
        return False
    if known_at is None:
        return not row.is_gone
    return found.recorded_at <= known_at and (corrected_by is None or corrected_by.recorded_at > known_at)


def cell_verdict(unit: Unit, indicator: Indicator, today: dt.date) -> Verdict:
    """The official verdict of a cell, without the figures behind it. One query."""
    return read_cells([unit.pk], [indicator.pk], today).get((unit.pk, indicator.pk), EMPTY_CELL).verdict


def cell_plans(
    unit: Unit, indicator: Indicator, as_of: dt.date, known_at: dt.datetime | None = None
) -> list[PlanLine]:  # fmt: skip
    """The plans about an indicator of a commune, or about its whole criterion, the open one first. Four queries."""
    about = Q(indicator=indicator) | Q(indicator=None, criterion=indicator.criterion_id)
    plans = read_plans(ImprovementPlan.objects.filter(about, unit=unit), as_of, known_at)
    lines = lines_of(plans, verdicts_of(plans, as_of, known_at), as_of)
    return sorted(lines, key=lambda line: not line.standing.is_open)
