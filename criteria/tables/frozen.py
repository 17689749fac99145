"""A locked period against today: what was official at the lock, and what the same day says now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import FrozenCell, PeriodLock
from criteria.models.expected import reading_day
from criteria.models.period import ReportingPeriod
from criteria.status import EMPTY_CELL, read_criteria


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose verdict at the end of the period is no longer the one that was locked."""

    unit: Unit
    number: int
    name: str
    then: Verdict
    then_by_self: bool
    now: Verdict
    now_by_self: bool


def moved_since(lock: PeriodLock, units: Sequence[Unit], today: dt.date) -> list[Moved]:
    """Where later findings say otherwise of the locked day; the snapshot itself stays as it was. Two queries."""
    rows = FrozenCell.objects.filter(lock=lock, unit__in=units, criterion__isnull=False)
    frozen = list(rows.select_related("criterion").order_by("criterion__number"))
    day = reading_day(ReportingPeriod.objects.with_lock().get(pk=lock.period_id).facts, today)
    cells = read_criteria([unit.pk for unit in units], {row.criterion_id for row in frozen}, day)
    by_key = {unit.pk: unit for unit in units}
    moved = []
    for row in frozen:
        now = cells.get((row.unit_id, row.criterion_id), EMPTY_CELL)
        if (now.verdict, now.by_self) != (row.verdict, row.by_self):
            moved.append(
                Moved(
                    by_key[row.unit_id], row.criterion.number, row.criterion.short_name, Verdict(row.verdict),
                    row.by_self, now.verdict, now.by_self,
                )
            )  # fmt: skip
    order = {unit.pk: place for place, unit in enumerate(units)}
    return sorted(moved, key=lambda one: (order[one.unit.pk], one.number))
