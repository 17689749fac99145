"""Gia hạn nhiệm vụ: one place or body asks for a later day for one task, and the follower decides."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Department, Unit
from directives.models.obligation import Obligation

UNDECIDED = Q(granted=None, decided_at=None, decided_by=None, moved_to=None, decision_reason="")
DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision_reason="")


class ExtensionRequestQuerySet(models.QuerySet):
    """How the office asks for requests."""

    def undecided(self):
        """What still waits for a word."""
        return self.filter(decided_at=None)

    def granted_by(self, known_at: dt.datetime | None = None):
        """What was granted, the last decision last; as known at a moment when one is given."""
        rows = self.filter(granted=True)
        rows = rows if known_at is None else rows.filter(decided_at__lte=known_at)
        return rows.order_by("decided_at", "pk")


class ExtensionRequest(models.Model):
    """Đề nghị gia hạn: asked with a reason and a wished day, decided with a reason; it moves the day of one place."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="extensions", verbose_name="nhiệm vụ")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="task_extensions", verbose_name="đơn vị"
    )
    body = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="task_extensions", verbose_name="cơ quan"
    )
    due_on = models.DateField("hạn đang có")
    wanted_until = models.DateField("xin đến hết ngày")
    reason = models.CharField("lý do xin", max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    granted = models.BooleanField("đồng ý", null=True, blank=True)
    moved_to = models.DateField("được đến hết ngày", null=True, blank=True)
    decision_reason = models.CharField("lý do quyết định", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ExtensionRequestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "gia hạn nhiệm vụ"
        verbose_name_plural = "gia hạn nhiệm vụ"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="task_extension_of_unit_or_body",
                condition=Q(unit__isnull=False, body=None) | Q(unit=None, body__isnull=False),
                violation_error_message="Đề nghị thuộc một đơn vị hoặc một cơ quan.",
            ),
            models.CheckConstraint(
                name="task_extension_moves_forward",
                condition=Q(wanted_until__gt=F("due_on")) & (Q(moved_to=None) | Q(moved_to__gt=F("due_on"))),
                violation_error_message="Ngày gia hạn phải sau hạn đang có.",
            ),
            models.CheckConstraint(
                name="task_extension_decided_whole",
                condition=UNDECIDED
                | DECIDED & Q(granted=True, moved_to__isnull=False)
                | DECIDED & Q(granted=False, moved_to=None),
                violation_error_message="Quyết định gia hạn phải có người, lý do; đồng ý thì có ngày.",
            ),
            models.UniqueConstraint(
                fields=["obligation", "unit", "due_on"],
                condition=Q(decided_at=None, body=None),
                name="task_extension_asked_once",
                violation_error_message="Đề nghị trước chưa được quyết định.",
            ),
            models.UniqueConstraint(
                fields=["obligation", "body", "due_on"],
                condition=Q(decided_at=None, unit=None),
                name="task_extension_of_body_asked_once",
                violation_error_message="Đề nghị trước chưa được quyết định.",
            ),
        ]

    def __str__(self):
        return f"{self.obligation}, {self.unit or self.body}"

    @property
    def place(self) -> Unit | Department:
        """Who asks."""
        return self.unit or self.body
