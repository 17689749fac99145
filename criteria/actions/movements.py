"""Biến động hộ nghèo: recorded, corrected, taken back; a whole table of places together or not at all."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.enums import Poverty
from criteria.models import Movement
from criteria.models.movement import COUNTS
from criteria.permissions import movements_open_to, places_counted_by
from criteria.rules.facts import Flow, MovementFacts
from criteria.rules.movements import movement_faults
from ntm_portal.vietnamese import day

WHY = "Ngày {day} đã có số liệu đang dùng: ghi lý do đính chính, hoặc ghi ngày rà soát khác."
SAMPLE = "Ngày {day} đang có số liệu minh họa: ghi số liệu thật của ngày khác, hoặc xóa số liệu minh họa trước."
GONE = "Số liệu này không còn hiệu lực: đã có người đính chính hoặc rút trước."


class MovementMoved(Exception):
    """Somebody recorded, corrected or took back the movement of this place and year since the writer looked."""

    def __init__(self, unit: Unit, other: Movement | None):
        self.unit, self.other = unit, other
        super().__init__(f"{unit}: đã có người ghi, đính chính hoặc rút số liệu từ lúc mở trang.")


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
        raise MovementMoved(unit, stands)
    if faults := movement_faults(typed, today, unit.valid_from, unit.valid_to):
        raise ValidationError(faults)
    same_day = next((row for row in reversed(of_year) if row.counted_on == typed.counted_on), None)
    _check_correction(same_day, reason, by)
    _check_represented(unit, on_behalf_of, by)
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


def _check_correction(same_day: Movement | None, reason: str, by: User) -> None:
    if same_day is None:
        return
    if same_day.sample and not by.sample:
        raise ValidationError({"counted_on": SAMPLE.format(day=day(same_day.counted_on))})
    if not reason:
        raise ValidationError({"reason": WHY.format(day=day(same_day.counted_on))})


def _check_represented(unit: Unit, holder: Appointment | None, by: User) -> None:
    """The office enters the word of somebody of this place; nothing real leans on the demonstration."""
    if holder is not None and (holder.unit_id != unit.pk or (holder.sample and not by.sample)):
        raise ValidationError({"on_behalf_of": "Người được nhập thay không giữ chức ở đơn vị này."})


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
    hold(movement.unit_id)
    held = movements_open_to(by).filter(pk=movement.pk).select_related("unit").first()
    if held is None:
        raise ValidationError(GONE)
    if not reason:
        raise ValidationError({"reason": "Nêu lý do rút số liệu."})
    return _add(held.unit, by, at, held.facts, corrects=held, reason=reason, is_void=True)


@transaction.atomic
def record_movements(
    *,
    rows: Mapping[Unit, MovementFacts],
    by: User,
    at: dt.datetime,
    today: dt.date,
    seen: Mapping[int, int | None],
    reason: str = "",
) -> list[Movement]:
    """Ghi cả bảng: the rows of every place, all of them or none; `seen` by the key of the place.

    Places are held in one order, so that two tables follow one another.
    """
    return [
        record_movement(
            unit=unit, typed=rows[unit], by=by, at=at, today=today, seen=seen.get(unit.pk), reason=reason
        )
        for unit in sorted(rows, key=lambda unit: unit.pk)
    ]  # fmt: skip
