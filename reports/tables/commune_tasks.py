"""What a directive asks of one commune by a day: the gap, the figures behind it, and the way they moved."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import QuerySet

from criteria.enums import Stage
from criteria.rules.facts import IndicatorFacts, Place, TargetFacts
from criteria.rules.targets import target_for
from criteria.rules.verdicts import required, shown
from criteria.status import read_indicators
from directives.enums import DeadlineState
from directives.models import Obligation
from directives.rules.deadlines import countdown, words
from directives.tables.asked import pairs_asked
from directives.tables.plan_reading import PlanLine
from directives.tables.states import ObligationState, states_of
from directives.tables.tasks import TAG_OF
from ntm_portal.vietnamese import day, month_year
from reports.tables.commune import CommuneRead
from reports.tables.commune_figures import NO_FIGURES, Figure, Figures
from reports.tables.commune_lines import Age, age_of, ratio_words
from reports.tables.due import district_rate
from reports.tables.plans import PlanMark, marks_of


@dataclass(frozen=True, slots=True)
class PastFigure:
    """One row of the table beside a chart."""

    assessed_on: dt.date
    result: str
    ratio: str
    stage: str


@dataclass(frozen=True, slots=True)
class Level:
    """A required level and the days it holds, for the chart."""

    value: Decimal
    valid_from: dt.date
    valid_to: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class CommuneTask:
    """One task of the commune on the day."""

    state: ObligationState
    tag: str
    source: str
    age: Age | None
    district: str
    figures: Figures
    levels: tuple[Level, ...]
    past: tuple[PastFigure, ...]
    planned: tuple[PlanMark, ...] = ()

    @property
    def number(self) -> str:
        return self.state.obligation.indicator.number

    @property
    def name(self) -> str:
        return self.state.obligation.indicator.short_name

    @property
    def criterion(self) -> str:
        """ "15" of indicator 15.1: where the page shows it."""
        return self.number.partition(".")[0]

    @property
    def way(self) -> str:
        """What the chart says in words: "Từ 71,16% ngày 31/12/2016 đến 83,77% ngày 22/9/2017; yêu cầu ≥ 85%"."""
        newest, oldest = self.past[0], self.past[-1]
        return (
            f"Từ {oldest.result} ngày {day(oldest.assessed_on)} đến {newest.result} ngày {day(newest.assessed_on)}; "
            f"yêu cầu {self.state.status.required}"
        )

    @property
    def is_finished(self) -> bool:
        return self.state.deadline.is_met or self.state.deadline.state == DeadlineState.NOT_ASKED


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """All tasks with their common day, if they share one."""

    tasks: tuple[CommuneTask, ...]
    due_on: dt.date | None
    clock: str
    is_late: bool

    @property
    def open(self) -> list[CommuneTask]:
        return [task for task in self.tasks if not task.is_finished]

    @property
    def open_ids(self) -> set[int]:
        """The indicators of the open tasks."""
        return {task.state.obligation.indicator_id for task in self.open}

    @property
    def finished(self) -> list[CommuneTask]:
        return [task for task in self.tasks if task.is_finished]

    @property
    def title(self) -> str:
        """ "Phải hoàn thành trong tháng 9/2017"."""
        if self.due_on is None:
            return "Nhiệm vụ có thời hạn"
        return f"Phải hoàn thành trong tháng {month_year(self.due_on.year, self.due_on.month)}"


def task_block(read: CommuneRead, obligations: QuerySet[Obligation], plans: Sequence[PlanLine] = ()) -> TaskBlock:
    """The commune's tasks on the day, with the district's rate beside each."""
    period = read.period
    asked = pairs_asked([read.unit], period.as_of, obligations.measured())
    states = states_of(asked, period.as_of, period.known_at, read.statuses)
    states = [state for state in states if state.status]
    rates = district_rates(read, [state.obligation.indicator_id for state in states])
    tasks = [
        replace(
            _task(state, read, rates.get(state.obligation.indicator_id, "")),
            planned=marks_of(plans, state.obligation.indicator_id, state.obligation.indicator.criterion_id),
        )
        for state in states
    ]
    days = {state.until for state in states}
    due_on = days.pop() if len(days) == 1 else None
    clock = countdown(period.as_of, due_on) if due_on else None
    return TaskBlock(
        tasks=tuple(tasks),
        due_on=due_on,
        clock=words(clock) if clock else "",
        is_late=bool(clock) and clock.state == DeadlineState.OVERDUE,
    )


def district_rates(read: CommuneRead, indicator_ids: Iterable[int]) -> dict[int, str]:
    """Toàn huyện, by indicator: from the figures alone, so no verdict is read. One query."""
    ids = [pk for pk in indicator_ids if pk in read.judging.indicators]
    units = [commune.id for commune in read.communes]
    found = read_indicators(units, ids, read.period.as_of, read.period.known_at, read.judging, cells={})
    return {pk: district_rate([found[unit, pk] for unit in units])[0] for pk in ids}


def _task(state: ObligationState, read: CommuneRead, rate: str) -> CommuneTask:
    status, pk = state.status, state.obligation.indicator_id
    figures = read.figures.get(pk, NO_FIGURES)
    judged = Judged(status.indicator, read.judging.targets.get(pk, ()), read.judging.places[read.unit.pk])
    return CommuneTask(
        state=state,
        tag=TAG_OF[state.deadline.state],
        source=status.official.source if status.official else "",
        age=age_of(status, read.ages),
        district=rate,
        figures=figures,
        levels=judged.levels(state.obligation.begins_on.year - 1, state.until.year),
        past=tuple(judged.past(figure) for figure in reversed(figures.all)),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator with the levels that judge it in a place, whatever the year."""

    indicator: IndicatorFacts
    targets: Sequence[TargetFacts]
    place: Place

    def target(self, year: int) -> TargetFacts | None:
        return target_for(self.targets, self.place, year)

    def past(self, figure: Figure) -> PastFigure:
        """One row of the table."""
        result = shown(figure, self.indicator, self.target(figure.figure_year))
        return PastFigure(figure.assessed_on, result, ratio_words(figure), Stage(figure.stage).label)

    def levels(self, first: int, last: int) -> tuple[Level, ...]:
        """The required level of each year; years with the same one make a single line."""
        found: list[Level] = []
        for year in range(first, last + 1):
            target = self.target(year)
            if target is None:
                continue
            begins, ends = dt.date(year, 1, 1), dt.date(year, 12, 31)
            if found and found[-1].value == target.value and found[-1].valid_to.year == year - 1:
                begins = found.pop().valid_from
            found.append(Level(target.value, begins, ends, f"Yêu cầu {required(self.indicator, target)}"))
        return tuple(found)
