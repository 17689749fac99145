"""Criteria sets and what they ask for: data with a source, never code."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q

from communes.enums import FAR, Level
from communes.models import Department
from criteria.enums import Direction, Poverty, Total, ValueKind
from criteria.rules.facts import IndicatorFacts
from criteria.rules.groups import group_fault


class CriteriaSetQuerySet(models.QuerySet):
    """How the office asks for criteria sets."""

    def judging(self, level: str, day: dt.date):
        """The set by which a level is judged on a day: neither an overlay nor one kept for reference only."""
        rows = self.filter(level=level, overlays=None, structure_only=False)
        return rows.filter(effective_from__lte=day, effective_to__gte=day)

    def overlaying(self, criteria_set: "CriteriaSet", province_code: str):
        """What the province decided on top of a set."""
        return self.filter(overlays=criteria_set, province_code=province_code)

    def with_counts(self):
        """Each set with how many criteria and indicators it has; parts are not counted."""
        whole = Q(criteria__indicators__part_of=None)
        return self.annotate(
            criterion_count=Count("criteria", distinct=True),
            indicator_count=Count("criteria__indicators", filter=whole, distinct=True),
        )


class CriteriaSet(models.Model):
    """A decision that lists criteria for one level and period; an overlay only adds targets to another."""

    code = models.SlugField("mã", unique=True)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    decision = models.CharField("quyết định", max_length=60)
    title = models.CharField("tên", max_length=200)
    issued_on = models.DateField("ngày ban hành")
    effective_from = models.DateField("có hiệu lực từ")
    effective_to = models.DateField("đến hết", default=FAR)
    period = models.CharField("giai đoạn", max_length=20)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="thay cho"
    )
    overlays = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="overlaid_by", verbose_name="quy định chi tiết cho"
    )
    province_code = models.CharField(
        "mã tỉnh", max_length=8, blank=True, help_text="chỉ với quy định chi tiết của một tỉnh"
    )
    structure_only = models.BooleanField("chỉ có cấu trúc, chưa dùng để đánh giá", default=False)
    note = models.CharField("ghi chú", max_length=400, blank=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"
        ordering = ["effective_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="set_effective_in_order",
                condition=Q(effective_to__gte=F("effective_from")),
                violation_error_message="Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.",
            ),
        ]

    def __str__(self):
        return self.decision


class CriterionGroup(models.Model):
    """A group of criteria: I Quy hoạch … V Hệ thống chính trị."""

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="groups", verbose_name="bộ tiêu chí")
    code = models.CharField("mã", max_length=4)
    name = models.CharField("tên", max_length=120)
    display_order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "nhóm tiêu chí"
        ordering = ["display_order"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "code"], name="group_once_per_set")]

    def __str__(self):
        return f"{self.code}. {self.name}"


class Criterion(models.Model):
    """One of the 19 criteria of a commune, or of the 9 of a district."""

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="criteria", verbose_name="bộ tiêu chí")
    group = models.ForeignKey(
        CriterionGroup, models.PROTECT, null=True, blank=True, related_name="criteria", verbose_name="nhóm"
    )
    number = models.PositiveSmallIntegerField("số")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["criteria_set", "number"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "number"], name="criterion_once_per_set")]

    def __str__(self):
        return f"{self.number} {self.name}"

    def clean(self):
        """Forms print a group over its criteria once, so they stand together in it."""
        others = self.criteria_set.criteria.exclude(pk=self.pk).values_list("number", "group__code")
        places = {**dict(others), self.number: self.group and self.group.code}
        if fault := group_fault(places):
            raise ValidationError({"group": fault})


class IndicatorQuerySet(models.QuerySet):
    """How the office asks for indicators."""

    def of_set(self, criteria_set: CriteriaSet):
        """All rows of a set, parts too, in the order of the decision."""
        return self.filter(criterion__criteria_set=criteria_set).order_by("criterion__number", "display_order")


class Indicator(models.Model):
    """One of the 49 (or 14) indicators; or a part of one that carries two thresholds (17.1)."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="indicators", verbose_name="tiêu chí")
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="là phần của"
    )
    number = models.CharField("số", max_length=8)
    name = models.CharField("tên", max_length=400)
    short_name = models.CharField("tên ngắn", max_length=80)
    kind = models.CharField("loại giá trị", max_length=8, choices=ValueKind.choices)
    direction = models.CharField("chiều so sánh", max_length=8, choices=Direction.choices)
    unit_of_measure = models.CharField("đơn vị tính", max_length=40)
    keeps_ratio = models.BooleanField("có tử số, mẫu số", default=False)
    counted = models.CharField(
        "đếm bằng", max_length=30, blank=True, help_text="người, hộ, trẻ, km …: dùng trong câu còn thiếu"
    )
    whole = models.BooleanField("đếm số nguyên", default=True)
    total = models.CharField(
        "mẫu số là", max_length=10, choices=Total.choices, blank=True,
        help_text="các chỉ tiêu có cùng mẫu số này phải ghi cùng một số",
    )  # fmt: skip
    poverty = models.CharField(
        "tử số là", max_length=4, choices=Poverty.choices, blank=True,
        help_text="tử số được so với số cuối kỳ của biến động hộ nghèo (Biểu 07)",
    )  # fmt: skip
    na_allowed = models.BooleanField("được không xét", default=False)
    na_ground = models.CharField("căn cứ không xét", max_length=200, blank=True)
    measured_how = models.TextField("cách tính", blank=True)
    lead_sector = models.CharField("ngành hướng dẫn", max_length=120, blank=True)
    lead_department = models.ForeignKey(
        Department,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name="phòng, ban phụ trách",
    )
    name_status = models.CharField("tình trạng nguồn của tên", max_length=20, blank=True)
    display_order = models.PositiveSmallIntegerField("thứ tự")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["criterion", "display_order"]
        constraints = [models.UniqueConstraint(fields=["criterion", "number"], name="indicator_once_per_criterion")]

    def __str__(self):
        return f"{self.number} {self.name}"

    @property
    def facts(self) -> IndicatorFacts:
        """What the rules are told of it."""
        return IndicatorFacts(
            self.pk, self.criterion_id, self.number, ValueKind(self.kind), Direction(self.direction),
            self.keeps_ratio, self.counted, self.whole, self.na_allowed, self.part_of_id, self.unit_of_measure,
            Total(self.total) if self.total else None, Poverty(self.poverty) if self.poverty else None,
        )  # fmt: skip
