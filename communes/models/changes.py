"""What became of a unit, and what it looks like on a sketch."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import ChangeKind, Level
from communes.models.units import Unit
from communes.rules.forerunners import CameFrom, Forerunner
from communes.rules.names import short_name
from ntm_portal.kept import kept


class UnitChange(models.Model):
    """A merger or renaming: which unit became which, on what day, by which act."""

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="became", verbose_name="từ đơn vị")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="came_from", verbose_name="thành đơn vị")
    kind = models.CharField("hình thức", max_length=10, choices=ChangeKind.choices)
    effective_on = models.DateField("có hiệu lực từ")
    act = models.CharField("văn bản", max_length=80)
    act_date = models.DateField("ngày văn bản", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "sáp nhập, đổi tên"
        verbose_name_plural = "sáp nhập, đổi tên"
        constraints = [
            models.UniqueConstraint(
                fields=["from_unit", "to_unit"],
                name="unit_change_once",
                violation_error_message="Việc sáp nhập, đổi tên này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.from_unit} → {self.to_unit}"


@kept
def came_from() -> CameFrom:
    """Commune → the communes that ended and go on in it; of several successors the first in official order. One query.

    A change whose days do not fit those of its units is left out; integrity names it.
    """
    fits = Q(from_unit__valid_to__lt=F("effective_on"), to_unit__valid_to__gte=F("effective_on"))
    rows = UnitChange.objects.filter(fits, from_unit__level=Level.COMMUNE).order_by(
        "effective_on", "to_unit__display_order", "to_unit__code"
    )
    first = {}
    for pk, successor, *known in rows.values_list(
        "from_unit", "to_unit", "from_unit__display_order", "from_unit__kind", "from_unit__name", "effective_on"
    ):
        first.setdefault(pk, (successor, *known))
    found: dict[int, list[Forerunner]] = {}
    for pk, (successor, _, kind, name, went_on) in sorted(first.items(), key=lambda one: one[1][1]):
        found.setdefault(successor, []).append(Forerunner(pk, short_name(kind, name), went_on))
    return found


class UnitShape(models.Model):
    """The outline of a unit, loaded from a GeoJSON file the office has; a sketch, not a boundary."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="shape", verbose_name="đơn vị")
    geometry = models.JSONField("hình")
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "hình đơn vị"
        verbose_name_plural = "hình đơn vị"

    def __str__(self):
        return f"Sơ đồ {self.unit}"
