"""What the lock rule must be told of some cells: periods, sheets, returned cells, extensions. Read in bulk."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection

from communes.enums import Level
from communes.models import Unit
from criteria.enums import LockCode, Side, Stage, SubmissionState
from criteria.models.finding import ids_in_sql
from criteria.models.period import ReportingPeriod
from criteria.models.rulebook import Indicator
from criteria.rules.locks import OPEN, LockAnswer, Situation, lock_answer
from criteria.rules.periods import PeriodFacts, governing, locking
from ntm_portal.clock import LOCAL
from ntm_portal.kept import kept

DRAFT = (SubmissionState.DRAFT, None)


@dataclass(slots=True)
class Closings:
    """Everything that may close or open cells of one unit on some days."""

    periods: list[PeriodFacts] = field(default_factory=list)
    sheets: dict[int, tuple[SubmissionState, dt.date]] = field(default_factory=dict)
    returned: dict[tuple[int, int], str] = field(default_factory=dict)
    until: dict[tuple[int, int | None], dt.date] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    answers: dict[tuple, LockAnswer] = field(default_factory=dict)
    covering: dict[dt.date, tuple[PeriodFacts | None, PeriodFacts | None]] = field(default_factory=dict)

    def answer(self, side: Side, stage: Stage, indicator_id: int, on: dt.date, today: dt.date) -> LockAnswer:
        """Whether a cell may be written at a stage with a figure of that day."""
        period, locked = self._periods(on)
        if period is None:
            return OPEN
        returned = self.returned.get((period.id, indicator_id))
        until = self._until(indicator_id, {period.id, (locked or period).id}) if self.until else None
        department = self.departments.get(indicator_id, "")
        # What a sheet asks of its cells differs in few of them: the rule is asked once for all that are alike.
        alike = (side, stage, on, today, returned, until, department)
        if alike not in self.answers:
            state, moved_on = self.sheets.get(period.id, DRAFT)
            self.answers[alike] = lock_answer(
                Situation(
                    side=side, stage=stage, on=on, today=today, period=period, locked=locked, state=state,
                    moved_on=moved_on, is_returned=returned is not None, returned_why=returned or "", until=until,
                    department=department,
                )
            )  # fmt: skip
        return self.answers[alike]

    def _periods(self, on: dt.date) -> tuple[PeriodFacts | None, PeriodFacts | None]:
        """The period a figure of that day is reported with, and the one whose lock covers it."""
        if on not in self.covering:
            self.covering[on] = governing(self.periods, on), locking(self.periods, on)
        return self.covering[on]

    def _until(self, indicator_id: int, period_ids: Iterable[int]) -> dt.date | None:
        days = [self.until.get((pk, cell)) for pk in period_ids for cell in (None, indicator_id)]
        return max((moment for moment in days if moment), default=None)


# Of each place and period: the sheet if it was sent, its cells that wait for the place, and what was granted.
CLOSINGS_SQL = """
SELECT u.id, p.id, s.state, s.sent_at, s.moved_at, r.indicator_id, r.reason, e.indicator_id, e.expires_on
FROM communes_unit u
JOIN criteria_reportingperiod p ON p.district_id = u.parent_id OR p.district_id = u.id
LEFT JOIN criteria_submission s ON s.period_id = p.id AND s.unit_id = u.id AND s.state <> 'DRAFT'
LEFT JOIN criteria_returnedcell r ON r.submission_id = s.id AND r.answered_at IS NULL
LEFT JOIN criteria_extension e ON e.period_id = p.id AND e.unit_id = u.id AND e.granted
WHERE u.id IN ({units}) AND p.id IN ({periods})
"""


@kept
def calendar_of(district_id: int) -> tuple[PeriodFacts, ...]:
    """Every reporting period of a district, with the day of its lock where it is locked. One query."""
    return tuple(row.facts for row in ReportingPeriod.objects.filter(district=district_id).with_lock())


@kept
def lead_departments() -> dict[int, str]:
    """Indicator id → the department that leads it, whom a place asks to have a cell returned. One query."""
    led = Indicator.objects.filter(lead_department__isnull=False)
    return dict(led.values_list("pk", "lead_department__short_name"))


def closings_of(unit: Unit, days: Collection[dt.date]) -> Closings:
    """What closes cells of one unit on some days, however many cells are asked about; see `closings_at`."""
    return closings_at([unit], days)[unit.pk]


def closings_at(units: Collection[Unit], days: Collection[dt.date]) -> dict[int, Closings]:
    """Unit id → what closes its cells: one query besides the readings that are kept, none where no period covers."""
    district_of = {unit.pk: _district_of(unit) for unit in units}
    calendars = {district_id: _around(days, calendar_of(district_id)) for district_id in set(district_of.values())}
    found = {unit.pk: Closings(calendars[district_of[unit.pk]]) for unit in units}
    period_ids = {period.id for periods in calendars.values() for period in periods}
    if period_ids:
        _fill(found, period_ids)
    return found


def period_running(unit: Unit, today: dt.date) -> PeriodFacts | None:
    """The shortest period that covers today where the unit reports. One query, none where the calendar is kept."""
    return governing(calendar_of(_district_of(unit)), today)


def _district_of(unit: Unit) -> int:
    return unit.pk if unit.level == Level.DISTRICT else unit.parent_id


def _around(days: Collection[dt.date], periods: Iterable[PeriodFacts]) -> list[PeriodFacts]:
    """The periods that touch the span of the days."""
    first, last = min(days), max(days)
    return [period for period in periods if period.begins_on <= last and period.ends_on >= first]


def _fill(found: dict[int, Closings], period_ids: Collection[int]) -> None:
    """Read the sheets, returned cells and extensions of the places into their closings."""
    sql = CLOSINGS_SQL.format(units=ids_in_sql(found), periods=ids_in_sql(period_ids))
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall()
    departments = lead_departments() if any(row[2] for row in rows) else {}
    for unit_id, period_id, state, sent_at, moved_at, returned, why, cell, expires_on in rows:
        closings = found[unit_id]
        closings.departments = departments
        if state:
            closings.sheets[period_id] = _moved(SubmissionState(state), sent_at, moved_at)
        if returned:
            closings.returned[period_id, returned] = why
        if expires_on:
            closings.until[period_id, cell] = max(expires_on, closings.until.get((period_id, cell), expires_on))


def _moved(state: SubmissionState, sent_at: dt.datetime, moved_at: dt.datetime) -> tuple[SubmissionState, dt.date]:
    """Since when the sheet is closed: taken over on a day, or else sent. SQLite says a moment in UTC, without zone."""
    moment = moved_at if state == SubmissionState.CONFIRMED else sent_at
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return state, aware.astimezone(LOCAL).date()


def is_locked(answer: LockAnswer, has_reason: bool) -> bool:
    """The row is refused: closed to everybody, or to the office while it says no reason."""
    return not answer.is_open and not (answer.code == LockCode.NEEDS_REASON and has_reason)
