"""How fast the communes close the gap of an indicator that a directive wants met by a day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communes.models import Unit
from criteria.status import IndicatorStatus, read_indicators
from directives.enums import AppliesTo
from ntm_portal.vietnamese import day, number, rounded
from reports.rules.pace import Outlook, Pace, pace
from reports.tables.board import CommuneFacts, Period
from reports.tables.due import Task, tasks_of


@dataclass(frozen=True, slots=True)
class PaceLine:
    """One commune with a gap."""

    commune: CommuneFacts
    gap: Decimal
    pace: Pace
    figure_on: dt.date
    whole: bool
    due_on: dt.date

    @property
    def needed(self) -> str:
        """ "21,2" a day; a dash after the day it was due."""
        return "-" if self.pace.needed is None else number(self.pace.needed, 1)

    @property
    def so_far(self) -> str:
        return "…" if self.pace.so_far is None else number(self.pace.so_far, 1)

    @property
    def left(self) -> str:
        """What would be open on the day it is due; people are not counted in parts, so it is rounded up."""
        if self.pace.left is None:
            return "…"
        return number(-(-self.pace.left // 1)) if self.whole else number(rounded(self.pace.left, 2))

    @property
    def is_slow(self) -> bool:
        return self.pace.outlook in (Outlook.BEHIND, Outlook.WORSE, Outlook.STILL, Outlook.OVERDUE)


@dataclass(frozen=True, slots=True)
class PaceTable:
    """The communes that are not there yet, largest gap first, and the task that gives the day."""

    task: Task
    counted: str
    lines: tuple[PaceLine, ...]

    @property
    def basis(self) -> str:
        return (
            f"Nhịp từ {day(self.task.begins_on)} đến ngày số liệu mới nhất của từng đơn vị,"
            f" hạn {day(self.task.due_on)}."
            " Đây là ước tính để đôn đốc, không phải kết quả và không dùng để đánh giá."
        )

    @property
    def slow(self) -> int:
        return sum(line.is_slow for line in self.lines)


def read_pace(
    district: Unit,
    indicator_id: int,
    period: Period,
    now: Mapping[int, IndicatorStatus],
    communes: Sequence[CommuneFacts],
) -> PaceTable | None:
    """None where no directive gives the indicator a day. The tasks, and five queries where there is one."""
    tasks = tasks_of(district, period.as_of, period.known_at)
    asked = (t for t in tasks if t.indicator_id == indicator_id and t.applies_to == AppliesTo.COMMUNES)
    task = next(asked, None)
    if task is None:
        return None
    begun = read_indicators([commune.id for commune in communes], [indicator_id], task.begins_on, period.known_at)
    return pace_table(task, communes, now, {unit: status for (unit, _), status in begun.items()}, period.as_of)


def pace_table(
    task: Task,
    communes: Sequence[CommuneFacts],
    now: Mapping[int, IndicatorStatus],
    begun: Mapping[int, IndicatorStatus],
    as_of: dt.date,
) -> PaceTable:
    """Put together from facts alone."""
    open_ones = [c for c in communes if task.is_asked_of(c.id) and now[c.id].gap]
    lines = [_line(task, commune, now[commune.id], begun[commune.id], as_of) for commune in open_ones]
    first = next(iter(now.values()), None)
    counted = (first.indicator.counted or first.indicator.unit_of_measure) if first else ""
    return PaceTable(task, counted, tuple(sorted(lines, key=lambda line: -line.gap)))


def _line(task: Task, commune: CommuneFacts, now: IndicatorStatus, begun: IndicatorStatus, as_of: dt.date) -> PaceLine:
    before = begun.gap.amount if begun.gap else Decimal(0) if begun.official else None
    due_on = task.until(commune.id)
    found = pace(
        begun=before,
        now=now.gap.amount,
        begun_on=task.begins_on,
        figure_on=now.official.assessed_on,
        as_of=as_of,
        due_on=due_on,
    )
    whole = bool(now.indicator.keeps_ratio and now.indicator.whole)
    return PaceLine(commune, now.gap.amount, found, now.official.assessed_on, whole, due_on)
