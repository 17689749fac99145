"""Biến động hộ nghèo: recorded, corrected, taken back."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.actions.told import Moved, check_correction, check_represented, hold_to_withdraw
from criteria.enums import Poverty
from criteria.models import Movement
from criteria.models.movement import COUNTS
from criteria.permissions import movements_open_to, places_counted_by
from criteria.rules.facts import Flow, MovementFacts
from criteria.rules.movements import movement_faults

WHAT = "số liệu"
WHY = "Ngày {day} đã có số liệu đang dùng: ghi lý do đính chính, hoặc ghi ngày rà soát khác."


@transaction.atomic
def record_movement(
    *,
    unit: Unit,
    typed: MovementFacts,
    by: User,
    at: dt.datetime,
    today: dt.date,
    seen: int | None = None,
    reason: str = "",
    on_behalf_of: Appointment | None = None,
) -> Movement:
    """Ghi biến động hộ nghèo của một đơn vị: added beside the earlier days; of the same day, it corrects with a reason.

    `seen` is the movement of the year that was in force when the writer looked. Sent twice, it is stored once.
    """
    if not places_counted_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    hold(unit.pk)
    of_year = list(Movement.objects.live().up_to(dt.date.max).filter(unit=unit, year=typed.year))
    if repeated := _stored_before(of_year, typed, by, seen):
        return repeated
    stands = of_year[-1] if of_year else None
    if (stands.pk if stands else None) != seen:
        raise Moved(unit, stands, WHAT)
    if faults := movement_faults(typed, today, unit.valid_from, unit.valid_to):
        raise ValidationError(faults)
    same_day = next((row for row in reversed(of_year) if row.counted_on == typed.counted_on), None)
    check_correction(same_day, reason, by, WHY)
    check_represented(unit, on_behalf_of, by)
    return _add(
        unit, by, at, typed, corrects=same_day, reason=reason if same_day else "", on_behalf_of=on_behalf_of
    )  # fmt: skip


def _stored_before(of_year: list[Movement], typed: MovementFacts, by: User, seen: int | None) -> Movement | None:
    """What a second click sends again: the same numbers by the same person, younger than what he had seen."""
    for row in of_year:
        mine = row.entered_by_id == by.pk and row.pk > (seen or 0)
        if mine and row.facts.figures == typed.figures and row.source_document == typed.source:
            return row
    return None


def _add(unit: Unit, by: User, at: dt.datetime, typed: MovementFacts, **given) -> Movement:
    row = Movement(
        unit=unit, year=typed.year, counted_on=typed.counted_on, source_document=typed.source, entered_by=by,
        recorded_at=at, sample=by.sample, **counts_of(typed), **given,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    what = "Rút biến động hộ nghèo" if row.is_void else "Ghi biến động hộ nghèo"
    audit(by=by, action=what, subject=f"{unit}, năm {row.year}", detail={"movement": row.pk}, at=at)
    return row


def counts_of(typed: MovementFacts) -> dict[str, int]:
    """The thirteen numbers by the names of their columns."""
    flows = (*_numbers(typed.flow(Poverty.POOR)), *_numbers(typed.flow(Poverty.NEAR)))
    return dict(zip(COUNTS, (typed.households, *flows), strict=True))


def _numbers(flow: Flow) -> tuple[int, ...]:
    return flow.start, flow.escaped, flow.refallen, flow.new, flow.end, flow.minority


@transaction.atomic
def withdraw_movement(*, movement: Movement, reason: str, by: User, at: dt.datetime) -> Movement:
    """Rút một lần rà soát: wrong place, wrong year, or never true; what was counted before it holds again."""
    held = hold_to_withdraw(movement, movements_open_to(by), reason, WHAT)
    return _add(held.unit, by, at, held.facts, corrects=held, reason=reason, is_void=True)
