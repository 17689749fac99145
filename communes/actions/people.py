"""Put people into posts and let them leave."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from communes.enums import FAR
from communes.models import Appointment, Department, Officer, Unit


@transaction.atomic
def appoint(
    *,
    officer: Officer,
    post: str,
    valid_from: dt.date,
    by,
    unit: Unit | None = None,
    department: Department | None = None,
    valid_to: dt.date = FAR,
    source: str = "",
    sample: bool = False,
) -> Appointment:
    """Giao chức vụ from a day on; a head's post must be free during those days."""
    appointment = Appointment(
        officer=officer,
        post=post,
        unit=unit,
        department=department,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
        sample=sample,
    )
    return _keep(appointment, by=by, reason="Giao chức vụ")


@transaction.atomic
def end_appointment(*, appointment: Appointment, last_day: dt.date, by) -> Appointment:
    """Thôi giữ chức vụ: the last day in office; what was true before that day stays."""
    appointment.valid_to = last_day
    return _keep(appointment, by=by, reason="Thôi giữ chức vụ")


def _keep(appointment: Appointment, *, by, reason: str) -> Appointment:
    appointment._history_user, appointment._change_reason = by, reason
    appointment.full_clean()
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as fault:  # Somebody else took the post between the look and the write.
        raise ValidationError("Chức vụ này vừa có người giữ trong thời gian đã chọn.") from fault
    return appointment
