"""What a directive asks of one commune by a day: the gap, the figures behind it, and the way they moved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from criteria.models.cells import places_of, targets_of
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.targets import target_for
from criteria.rules.verdicts import required, shown
from criteria.status import read_indicators
from directives.enums import DeadlineState
from directives.models import Obligation
from directives.rules import countdown, words
from directives.tables.states import ObligationState, obligation_states
from directives.tables.tasks import TAG_OF
from ntm_portal.vietnamese import day
from reports.tables.commune import CommuneRead
from reports.tables.commune_figures import NO_FIGURES, Figures
from reports.tables.commune_lines import Age, age_of, ratio_words
from reports.tables.due import district_rate


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
    def finished(self) -> list[CommuneTask]:
        return [task for task in self.tasks if task.is_finished]

    @property
    def title(self) -> str:
        """ "Phải hoàn thành trong tháng 9/2017"."""
        if self.due_on is None:
            return "Nhiệm vụ có thời hạn"
        return f"Phải hoàn thành trong tháng {self.due_on.month}/{self.due_on.year}"


def task_block(read: CommuneRead, obligations: QuerySet[Obligation]) -> TaskBlock:
    """The commune's tasks on the day, with the district's rate beside each."""
    period = read.period
    states = obligation_states([read.unit.pk], period.as_of, period.known_at, obligations)
    states = [state for state in states if state.status]
    ids = [state.obligation.indicator_id for state in states]
    everywhere = read_indicators([c.id for c in read.communes], ids, period.as_of, period.known_at)
    place = places_of([read.unit.pk])[read.unit.pk]
    targets = targets_of(ids, [place], period.known_at)
    tasks = []
    for state in states:
        pk = state.obligation.indicator_id
        rate, _ = district_rate([everywhere[commune.id, pk] for commune in read.communes])
        tasks.append(_task(state, read, rate, targets.get(pk, ()), place))
    days = {state.obligation.due_on for state in states}
    due_on = days.pop() if len(days) == 1 else None
    clock = countdown(period.as_of, due_on) if due_on else None
    return TaskBlock(
        tasks=tuple(tasks),
        due_on=due_on,
        clock=words(clock) if clock else "",
        is_late=bool(clock) and clock.state == DeadlineState.OVERDUE,
    )


def _task(
    state: ObligationState, read: CommuneRead, rate: str, targets: Sequence[TargetFacts], place: Place
) -> CommuneTask:
    status = state.status
    figures = read.figures.get(state.obligation.indicator_id, NO_FIGURES)
    judged = Judged(status.indicator, targets, place)
    return CommuneTask(
        state=state,
        tag=TAG_OF[state.deadline.state],
        source=read.sources.get(status.official.id, "") if status.official else "",
        age=age_of(status.age_days),
        district=rate,
        figures=figures,
        levels=judged.levels(state.obligation.begins_on.year - 1, state.obligation.due_on.year),
        past=tuple(judged.past(finding) for finding in reversed(figures.all)),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator with the levels that judge it in a place, whatever the year."""

    indicator: IndicatorFacts
    targets: Sequence[TargetFacts]
    place: Place

    def target(self, year: int) -> TargetFacts | None:
        return target_for(self.targets, self.place, year)

    def past(self, finding: FindingFacts) -> PastFigure:
        """One row of the table."""
        result = shown(finding, self.indicator, self.target(finding.figure_year))
        return PastFigure(finding.assessed_on, result, ratio_words(finding), finding.stage.label)

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
