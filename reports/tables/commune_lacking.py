"""What a commune lacks besides the tasks of a directive, and by when it was promised."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.rules.gaps import gap_words
from criteria.status import IndicatorStatus
from directives.enums import CaseState
from directives.rules.deadlines import countdown, words
from directives.rules.plans import WANTING
from directives.tables.cases import Case
from directives.tables.tasks import TAG_OF
from ntm_portal.vietnamese import day
from reports.tables.commune import CommuneRead
from reports.tables.plans import CommunePlans


@dataclass(frozen=True, slots=True)
class Promise:
    """By when something is to be met: the day of a "cơ bản đạt", of the answer to a fall or of a plan; how far off."""

    said: str
    left: tuple[str, str]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """One indicator that is not met, with every day that was promised for it; `to_plan` where nobody planned it."""

    number: str
    name: str
    criterion: int
    status: IndicatorStatus
    promises: tuple[Promise, ...]
    to_plan: str

    @property
    def gap(self) -> str:
        """ "còn thiếu 0,2 km"; empty where it cannot be counted."""
        return gap_words(self.status.gap) if self.status.gap else ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Còn thiếu: what is not met, and the indicators without a figure, each in the order of the decision."""

    lacks: tuple[Lack, ...]
    unassessed: tuple[tuple[str, int], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.lacks or self.unassessed)


def lacking(read: CommuneRead, plans: CommunePlans, cases: Collection[Case], told: Collection[int]) -> Lacking:
    """What is left after the indicators already `told` as open tasks of a directive. No query."""
    numbers = {criterion.id: criterion.number for criterion in read.book.criteria}
    split = {row.part_of_id for row in read.indicators}
    wanting = {row.pk for row in plans.wanting}
    lacks, unassessed = [], []
    for row in read.indicators:
        if row.pk in split or row.pk in told:
            continue
        status = read.statuses[read.unit.pk, row.pk]
        if status.cell.verdict == Verdict.UNASSESSED:
            unassessed.append((row.number, numbers[row.criterion_id]))
        elif status.cell.verdict in WANTING:
            to_plan = f"/ke-hoach/{read.unit.slug}/#o-{row.number}" if row.pk in wanting else ""
            promises = promises_of(row, status, plans, cases, read.period.as_of)
            lacks.append(Lack(row.number, row.short_name, numbers[row.criterion_id], status, promises, to_plan))
    return Lacking(tuple(lacks), tuple(unassessed))


def promises_of(
    row: Indicator, status: IndicatorStatus, plans: CommunePlans, cases: Collection[Case], as_of: dt.date
) -> tuple[Promise, ...]:
    """The day written with "cơ bản đạt", then those of the falls and open plans of the indicator or its criterion."""
    found = []
    finish_by = status.official.finish_by if status.official else None
    if finish_by:
        found.append(Promise(f"ghi nhận cơ bản đạt, hạn {day(finish_by)}", left_of(as_of, finish_by)))
    for case in cases:
        if row.pk == case.fall.indicator_id or row.criterion_id == case.fall.criterion_id:
            found.append(promise_of(case))
    for line in plans.lines:
        if line.standing.is_open and line.plan.cell[1:] in (("I", row.pk), ("C", row.criterion_id)):
            left = (line.tag, line.standing.words) if line.standing.is_late else left_of(as_of, line.plan.reach_by)
            found.append(Promise(f"kế hoạch đến {day(line.plan.reach_by)}", left, line.plan.path))
    return tuple(found)


def promise_of(case: Case) -> Promise:
    """The day its head promised for the measure; where no answer stands, what the case waits for."""
    fallen = f"suy giảm {day(case.fall.on)}"
    if case.answer is None or case.state == CaseState.RETURNED:
        return Promise(fallen, (case.tag, case.state_words), case.href)
    promised = f"{fallen}, hẹn khắc phục xong {day(case.answer.finish_by)}"
    return Promise(promised, left_of(case.as_of, case.answer.finish_by), case.href)


def left_of(as_of: dt.date, due_on: dt.date) -> tuple[str, str]:
    """The tag and the words of the days that are left: "Quá hạn 25 ngày"."""
    deadline = countdown(as_of, due_on)
    return TAG_OF[deadline.state], words(deadline)
