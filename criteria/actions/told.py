"""What a place tells whole, a count or a table of money: told again it is corrected, taken back, many at once."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.models import MoneySheet, Movement
from ntm_portal.vietnamese import day

SAMPLE = "Ngày {day} đang có số liệu minh họa: ghi số liệu thật của ngày khác, hoặc xóa số liệu minh họa trước."

Record = MoneySheet | Movement


class Moved(Exception):
    """Somebody recorded, corrected or took back what this place had told since the writer looked."""

    def __init__(self, unit: Unit, other: Record | None, what: str):
        self.unit, self.other = unit, other
        super().__init__(f"{unit}: đã có người ghi, đính chính hoặc rút {what} từ lúc mở trang.")


def check_correction(same_day: Record | None, reason: str, by: User, why: str) -> None:
    """What was told of a day is corrected with a reason (`why` asks for it); the demonstration by nobody real."""
    if same_day is None:
        return
    if same_day.sample and not by.sample:
        raise ValidationError({"counted_on": SAMPLE.format(day=day(same_day.counted_on))})
    if not reason:
        raise ValidationError({"reason": why.format(day=day(same_day.counted_on))})


def check_represented(unit: Unit, holder: Appointment | None, by: User) -> None:
    """The office enters the word of somebody of this place; nothing real leans on the demonstration."""
    if holder is not None and (holder.unit_id != unit.pk or (holder.sample and not by.sample)):
        raise ValidationError({"on_behalf_of": "Người được nhập thay không giữ chức ở đơn vị này."})


def hold_to_withdraw(asked: Record, open_rows: QuerySet, reason: str, what: str) -> Record:
    """The row that is taken back, held; it must still count for whoever takes it back, and he says why."""
    hold(asked.unit_id)
    held = open_rows.filter(pk=asked.pk).select_related("unit").first()
    if held is None:
        raise ValidationError(f"{what.capitalize()} này không còn hiệu lực: đã có người đính chính hoặc rút trước.")
    if not reason:
        raise ValidationError({"reason": f"Nêu lý do rút {what}."})
    return held


@transaction.atomic
def record_together(record: Callable, *, rows: Mapping[Unit, object], seen: Mapping[int, int | None], **given) -> list:
    """Ghi của nhiều đơn vị: all of them or none; `seen` by the key of the place.

    Places are held in one order, so that two tables follow one another.
    """
    return [
        record(unit=unit, typed=rows[unit], seen=seen.get(unit.pk), **given)
        for unit in sorted(rows, key=lambda unit: unit.pk)
    ]
