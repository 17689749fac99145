"""Required levels and settings: rows are added, never changed, so that any past day can be asked."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from communes.models import Unit
from criteria.enums import Scope, SourceStatus
from criteria.models.rulebook import CriteriaSet, Indicator


class TargetQuerySet(models.QuerySet):
    """How the office asks for required levels."""

    def in_force(self):
        """Levels that count: neither corrected nor the withdrawal of one."""
        return self.filter(corrected_by=None, value__isnull=False)

    def same_place(self, target: "Target"):
        """Levels of the same indicator for the same place from the same year."""
        return self.filter(
            indicator=target.indicator, scope=target.scope, scope_code=target.scope_code, year_from=target.year_from
        )


class Target(models.Model):
    """The level an indicator must reach in a place and from a year on; withdrawn by a row without value."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name="chỉ tiêu")
    scope = models.CharField("phạm vi", max_length=8, choices=Scope.choices)
    scope_code = models.CharField("mã vùng, nhóm, tỉnh", max_length=8, blank=True)
    year_from = models.PositiveSmallIntegerField("từ năm")
    year_to = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    value = models.DecimalField("mức yêu cầu", max_digits=18, decimal_places=4, null=True, blank=True)
    decided_by = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="theo quyết định"
    )
    source = models.CharField("nguồn", max_length=300)
    source_status = models.CharField("độ tin cậy", max_length=14, choices=SourceStatus.choices)
    note = models.TextField("ghi chú nguồn", blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, verbose_name="người ghi")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="sửa cho"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "mức yêu cầu"
        verbose_name_plural = "mức yêu cầu"
        constraints = [
            models.CheckConstraint(
                name="target_blank_only_withdraws",
                condition=Q(value__isnull=False) | Q(corrects__isnull=False),
                violation_error_message="Mức yêu cầu để trống chỉ dùng để rút một mức đã ghi.",
            ),
            models.CheckConstraint(
                name="target_years_in_order",
                condition=Q(year_to=None) | Q(year_to__gte=F("year_from")),
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="target_correction_has_reason",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Sửa mức yêu cầu phải nêu lý do.",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "scope", "scope_code", "year_from"], name="target_lookup")]

    def __str__(self):
        return f"{self.indicator_id}: {self.value}"

    @property
    def checked(self) -> bool:
        """Whether somebody compared it with the text of the decision."""
        return hasattr(self, "check_record")


class TargetCheck(models.Model):
    """An administrator compared a target with the text of the decision (đã đối chiếu)."""

    target = models.OneToOneField(Target, models.PROTECT, related_name="check_record", verbose_name="mức yêu cầu")
    checked_by = models.ForeignKey(User, models.PROTECT, verbose_name="người đối chiếu")
    checked_at = models.DateTimeField("đối chiếu lúc")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "đối chiếu văn bản"
        verbose_name_plural = "đối chiếu văn bản"

    def __str__(self):
        return f"{self.target}: {self.checked_by}"


class RuleSettingQuerySet(models.QuerySet):
    """How the office asks for its choices."""

    def newest_of(self, key: str):
        """The choice that holds now; None before anyone chose."""
        return self.filter(key=key).order_by("-recorded_at", "-pk").first()


class RuleSetting(models.Model):
    """A choice the office makes inside the rules: bands, margins, what "cơ bản đạt chuẩn" means."""

    key = models.CharField("tên", max_length=40)
    value = models.JSONField("giá trị")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="huyện")
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, verbose_name="người ghi")
    reason = models.CharField("lý do", max_length=300)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = RuleSettingQuerySet.as_manager()

    class Meta:
        verbose_name = "tùy chọn quy tắc"
        verbose_name_plural = "tùy chọn quy tắc"
        indexes = [models.Index(fields=["key", "-recorded_at"], name="setting_newest")]

    def __str__(self):
        return self.key
