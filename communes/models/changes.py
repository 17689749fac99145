"""What became of a unit, and what it looks like on a sketch."""

from django.db import models
from simple_history.models import HistoricalRecords

from communes.enums import ChangeKind
from communes.models.units import Unit


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
