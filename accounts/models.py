"""Users, and the line that every write leaves behind."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.enums import COMMUNE_ROLES, Role
from communes.models import Department, Unit


class User(AbstractUser):
    """Someone who signs in: a role, and the unit or department it is held for."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ tên", max_length=80)
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="đơn vị")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="phòng, ban"
    )
    sample = models.BooleanField("tài khoản minh họa", default=False)

    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    REQUIRED_FIELDS = ["full_name", "role"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        constraints = [
            models.CheckConstraint(
                name="commune_role_has_unit",
                condition=~Q(role__in=COMMUNE_ROLES) | Q(unit__isnull=False),
                violation_error_message="Tài khoản cấp xã phải gắn với một xã, thị trấn.",
            ),
            models.CheckConstraint(
                name="sector_role_has_department",
                condition=~Q(role=Role.SECTOR_DEPT) | Q(department__isnull=False),
                violation_error_message="Tài khoản phòng, ban phải gắn với một phòng, ban.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name


class AuditEntry(models.Model):
    """One line for every write: who did what to which record, and when."""

    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="audit_entries", verbose_name="người làm")
    action = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=200)
    detail = models.JSONField("chi tiết", default=dict)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["-at"], name="audit_newest")]

    def __str__(self):
        return f"{self.action}: {self.subject}"
