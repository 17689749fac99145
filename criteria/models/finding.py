"""Dated findings: added, never changed."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from communes.enums import FAR
from communes.models import Appointment, Unit
from criteria.enums import Stage, Verdict, Via
from criteria.models.rulebook import CriteriaSet, Indicator


class Finding(models.Model):
    """What was found for one indicator of one place, on which day it was true, who said so, on what proof."""

    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="findings", verbose_name="đơn vị")
    indicator = models.ForeignKey(Indicator, models.PROTECT, db_index=False, related_name="findings", verbose_name="chỉ tiêu")
    stage = models.CharField("mức đánh giá", max_length=9, choices=Stage.choices)
    assessed_on = models.DateField("ngày số liệu")
    figure_year = models.PositiveSmallIntegerField("năm của số liệu")
    recorded_at = models.DateTimeField("ghi lúc")
    numerator = models.DecimalField("tử số", max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=18, decimal_places=4, null=True, blank=True)
    value = models.DecimalField("kết quả", max_digits=18, decimal_places=4, null=True, blank=True)
    declared = models.CharField("đánh giá bằng lời", max_length=10, choices=Verdict.choices, null=True, blank=True)
    finish_by = models.DateField("hạn hoàn thành", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    source_document = models.CharField("nguồn số liệu, minh chứng", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+", verbose_name="người nhập")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="nhập thay"
    )
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính cho")
    is_void = models.BooleanField("rút số liệu", default=False)
    via = models.CharField("cách nhập", max_length=5, choices=Via.choices, default=Via.FORM)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        indexes = [
            models.Index(fields=["unit", "indicator", "-assessed_on", "-id"], name="finding_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="finding_correction_has_reason",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="finding_void_only_corrects",
                condition=Q(is_void=False)
                | Q(corrects__isnull=False, numerator=None, denominator=None, value=None, declared=None),
                violation_error_message="Rút số liệu phải nêu số liệu bị rút và không kèm giá trị.",
            ),
            models.CheckConstraint(
                name="finding_says_something",
                condition=Q(is_void=True)
                | Q(numerator__isnull=False, denominator__isnull=False)
                | Q(value__isnull=False)
                | Q(declared__isnull=False),
                violation_error_message="Nhập tử số và mẫu số, hoặc kết quả, hoặc chọn đạt/chưa đạt.",
            ),
            models.CheckConstraint(
                name="finding_not_negative",
                condition=(Q(numerator=None) | Q(numerator__gte=0))
                & (Q(denominator=None) | Q(denominator__gte=0))
                & (Q(value=None) | Q(value__gte=0)),
                violation_error_message="Số liệu không được âm.",
            ),
            models.CheckConstraint(
                name="finding_nearly_has_reason_and_day",
                condition=~Q(declared=Verdict.NEARLY) | (Q(finish_by__isnull=False) & ~Q(reason="")),
                violation_error_message="Cơ bản đạt phải nêu lý do và hạn hoàn thành.",
            ),
            models.CheckConstraint(
                name="finding_na_has_reason",
                condition=~Q(declared=Verdict.NA) | ~Q(reason=""),
                violation_error_message="Không xét phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}/{self.indicator_id} {self.assessed_on}"


class Recognition(models.Model):
    """A decision that recognises a place as reaching a tier; not the same fact as "meets 19/19 today"."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recognitions", verbose_name="đơn vị")
    tier = models.CharField("mức", max_length=10, choices=[("STANDARD", "Đạt chuẩn"), ("ADVANCED", "Nâng cao"), ("MODEL", "Kiểu mẫu")], default="STANDARD")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, null=True, blank=True, verbose_name="theo bộ tiêu chí")
    year = models.PositiveSmallIntegerField("năm đạt chuẩn")
    decision = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    withdrawn_on = models.DateField("ngày bị thu hồi", default=FAR)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "công nhận đạt chuẩn"
        verbose_name_plural = "công nhận đạt chuẩn"
        constraints = [
            models.CheckConstraint(
                name="recognition_in_order",
                condition=Q(withdrawn_on__gte=F("decided_on")),
                violation_error_message="Ngày thu hồi phải từ ngày quyết định trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}: {self.decision}"
