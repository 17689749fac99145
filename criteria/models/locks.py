"""What the lock rule must be told of some cells: periods, sheets, returned cells, extensions. Read in bulk."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from communes.enums import Level
from communes.models import Unit
from criteria.enums import LockCode, Side, Stage, SubmissionState
from criteria.models.period import ReportingPeriod
from criteria.models.rulebook import Indicator
from criteria.models.submission import Extension, ReturnedCell, Submission
from criteria.rules.locks import OPEN, LockAnswer, Situation, lock_answer
from criteria.rules.periods import PeriodFacts, governing, locking
from ntm_portal.clock import LOCAL

DRAFT = (SubmissionState.DRAFT, None)


@dataclass(frozen=True)
class Closings:
    """Everything that may close or open cells of one unit on some days."""

    unit: Unit
    periods: list[PeriodFacts] = field(default_factory=list)
    sheets: dict[int, tuple[SubmissionState, dt.date]] = field(default_factory=dict)
    returned: dict[tuple[int, int], str] = field(default_factory=dict)
    until: dict[tuple[int, int | None], dt.date] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)

    def answer(self, side: Side, stage: Stage, indicator_id: int, on: dt.date, today: dt.date) -> LockAnswer:
        """Whether a cell may be written at a stage with a figure of that day."""
        period = governing(self.periods, on)
        if period is None:
            return OPEN
        locked = locking(self.periods, on)
        state, moved_on = self.sheets.get(period.id, DRAFT)
        return lock_answer(
            Situation(
                side=side, stage=stage, on=on, today=today, period=period, locked=locked, state=state,
                moved_on=moved_on,
                is_returned=(period.id, indicator_id) in self.returned,
                returned_why=self.returned.get((period.id, indicator_id), ""),
                until=self._until(indicator_id, {period.id, (locked or period).id}),
                department=self.departments.get(indicator_id, ""),
            )
        )  # fmt: skip

    def _until(self, indicator_id: int, period_ids: Iterable[int]) -> dt.date | None:
        days = [self.until.get((pk, cell)) for pk in period_ids for cell in (None, indicator_id)]
        return max((moment for moment in days if moment), default=None)


def closings_of(unit: Unit, days: Collection[dt.date], indicator_ids: Collection[int]) -> Closings:
    """One query where no period covers the days, five otherwise, however many cells are asked about."""
    district_id = unit.pk if unit.level == Level.DISTRICT else unit.parent_id
    rows = ReportingPeriod.objects.filter(district=district_id).with_lock().around(days) if days else []
    periods = [row.facts for row in rows]
    if not periods:
        return Closings(unit)
    ids = [period.id for period in periods]
    sheets = Submission.objects.filter(unit=unit, period__in=ids).exclude(state=SubmissionState.DRAFT)
    columns = ("period_id", "state", "sent_at", "moved_at")
    returned = ReturnedCell.objects.unanswered().filter(submission__unit=unit, submission__period__in=ids)
    led = Indicator.objects.filter(pk__in=indicator_ids, lead_department__isnull=False)
    granted = Extension.objects.granted().filter(unit=unit, period__in=ids).order_by("expires_on")
    return Closings(
        unit,
        periods,
        {pk: _moved(SubmissionState(state), *moments) for pk, state, *moments in sheets.values_list(*columns)},
        {(pk, cell): why for pk, cell, why in returned.values_list("submission__period_id", "indicator_id", "reason")},
        {(pk, cell): last for pk, cell, last in granted.values_list("period_id", "indicator_id", "expires_on")},
        dict(led.values_list("pk", "lead_department__short_name")),
    )


def _moved(state: SubmissionState, sent_at: dt.datetime, moved_at: dt.datetime) -> tuple[SubmissionState, dt.date]:
    """Since when the sheet is closed: taken over on a day, or else sent."""
    moment = moved_at if state == SubmissionState.CONFIRMED else sent_at
    return state, moment.astimezone(LOCAL).date()


def is_locked(answer: LockAnswer, has_reason: bool) -> bool:
    """The row is refused: closed to everybody, or to the office while it says no reason."""
    return not answer.is_open and not (answer.code == LockCode.NEEDS_REASON and has_reason)
