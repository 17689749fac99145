"""Store the outlines of units."""

import datetime as dt

from django.db import transaction

from communes.enums import Level
from communes.models import Unit, UnitShape
from communes.rules.rows import FileFault

NAMED = 5


@transaction.atomic
def store_shapes(outlines: dict[str, dict], *, day: dt.date, source: str) -> int:
    """Give the units valid on that day their outline; all codes must be theirs. The number that changed."""
    units = dict(Unit.objects.valid_on(day).exclude(level=Level.HAMLET).values_list("code", "pk"))
    if unknown := sorted(outlines.keys() - units.keys()):
        rest = f" và {len(unknown) - NAMED} mã khác" if len(unknown) > NAMED else ""
        raise FileFault(f"Không có đơn vị mang mã {', '.join(unknown[:NAMED])}{rest} vào ngày đã chọn.")
    stored = dict(UnitShape.objects.filter(source=source).values_list("unit", "geometry"))
    new = [
        UnitShape(unit_id=units[code], geometry=geometry, source=source)
        for code, geometry in outlines.items()
        if stored.get(units[code]) != geometry
    ]
    UnitShape.objects.bulk_create(
        new, batch_size=500, update_conflicts=True, unique_fields=["unit"], update_fields=["geometry", "source"]
    )
    return len(new)
