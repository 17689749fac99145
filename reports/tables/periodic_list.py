"""The periods a report may be written of: days, when it is due, and how far the writing is."""

import datetime as dt
from dataclasses import dataclass

from communes.models import Unit
from criteria.models import ReportingPeriod
from directives.rules.sheet_periods import SheetPeriod, offered
from ntm_portal.vietnamese import day
from reports.enums import ReportKind
from reports.rules.periodic_outline import kind_of
from reports.tables.periodic_texts import Progress, progress_of


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period a report may be written of, and its usual days."""

    period: SheetPeriod
    kind: ReportKind
    as_of: dt.date
    compared: dt.date
    today: dt.date

    @property
    def name(self) -> str:
        """ "Tháng 9/2017", "Chuyên đề: từ Chỉ thị 28/8/2017"."""
        name = f"{self.period.name[:1].upper()}{self.period.name[1:]}"
        return f"Chuyên đề: {self.period.name}" if self.kind == ReportKind.TOPIC else name

    @property
    def is_running(self) -> bool:
        """The period is not over yet."""
        return self.period.span.ends_on > self.today


@dataclass(frozen=True, slots=True)
class ReportLine(PeriodLine):
    """One report of a district or a commune that is written or may be."""

    due_on: dt.date | None
    progress: Progress

    @property
    def due_words(self) -> str:
        """The day the figures are locked; nothing where the calendar has no such period."""
        return day(self.due_on) if self.due_on else "-"


def periods_of(today: dt.date, begins: dt.date, directives: tuple[dt.date, ...]) -> list[PeriodLine]:
    """The directive's report, then those of the periods begun, the last to end first."""
    return [
        PeriodLine(
            period, kind_of(period.code), min(today, period.span.ends_on), max(period.compared_on, begins), today
        )
        for period in offered(today, begins, directives)
    ]  # fmt: skip


def reports_of(place: Unit, today: dt.date, begins: dt.date, directives: tuple[dt.date, ...]) -> list[ReportLine]:
    """The directive's report, then those of the periods begun, the last to end first. Two queries."""
    lines = periods_of(today, begins, directives)
    due = dict(ReportingPeriod.objects.filter(district=place.district).values_list("code", "lock_on"))
    progress = progress_of(place, [line.period for line in lines])
    return [
        ReportLine(
            line.period, line.kind, line.as_of, line.compared, today, due.get(line.period.code),
            progress[line.period.code],
        )
        for line in lines
    ]  # fmt: skip
