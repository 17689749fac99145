"""A rectangle over several places: stored as one, or not at all."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.actions.sheets import record_sheet
from criteria.enums import Via
from criteria.models import Finding
from criteria.rules.admission import FigureRow


@transaction.atomic
def record_rectangle(
    *,
    sheets: Mapping[Unit, Sequence[FigureRow]],
    by: User,
    at: dt.datetime,
    today: dt.date,
    on_behalf_of: Appointment | None = None,
) -> dict[int, list[Finding]]:
    """Ghi các ô được dán: the rows of every place, in one transaction; unit id → findings added.

    Places are locked in one order, so that two rectangles follow one another.
    """
    return {
        unit.pk: record_sheet(
            unit=unit, rows=sheets[unit], by=by, at=at, today=today, via=Via.PASTE, on_behalf_of=on_behalf_of
        )
        for unit in sorted(sheets, key=lambda unit: unit.pk)
    }
