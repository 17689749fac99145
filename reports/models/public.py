"""Trang công khai: whether anybody without an account may read what the district has verified."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Unit
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day


class PublicSwitchQuerySet(models.QuerySet):
    """Rows of one district, newest first."""

    def of(self, district: Unit) -> "PublicSwitchQuerySet":
        """Every time the page of the district was opened or closed, with who did it; the first row holds."""
        return self.filter(district=district).select_related("switched_by")


class PublicSwitch(models.Model):
    """One time the page of a district was opened or closed: on what ground, by whom, when. The newest row holds."""

    district = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="huyện")
    shown = models.BooleanField("mở")
    reason = models.CharField("căn cứ hoặc lý do", max_length=300)
    switched_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    switched_at = models.DateTimeField("ghi lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = PublicSwitchQuerySet.as_manager()

    class Meta:
        verbose_name = "mở, đóng trang công khai"
        verbose_name_plural = "mở, đóng trang công khai"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="public_switch_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi căn cứ hoặc lý do.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """ "Mở lúc 10:00 ngày 25/9/2017"."""
        at = self.switched_at.astimezone(LOCAL)
        return f"{'Mở' if self.shown else 'Đóng'} lúc {at:%H:%M} ngày {day(at)}"
