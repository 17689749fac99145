"""Reporting periods of a district: the calendar, who locked a period, and what stood there when it was locked."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Unit
from criteria.enums import PeriodKind, Verdict
from criteria.models.finding import Finding
from criteria.models.rulebook import Criterion, Indicator
from criteria.rules.periods import DueDaysFacts, PeriodFacts
from ntm_portal.clock import LOCAL

DAY_OF_MONTH = [MinValueValidator(1), MaxValueValidator(31)]


class DueDays(models.Model):
    """By which day of its last month each step of a kind of period is due; new periods are planned with it."""

    kind = models.CharField("loại kỳ", max_length=7, choices=PeriodKind.choices, unique=True)
    send_day = models.PositiveSmallIntegerField("ngày xã gửi", validators=DAY_OF_MONTH)
    verify_day = models.PositiveSmallIntegerField("ngày phòng, ban thẩm tra", validators=DAY_OF_MONTH)
    lock_day = models.PositiveSmallIntegerField(
        "ngày văn phòng chốt", validators=DAY_OF_MONTH, help_text="31 là ngày cuối tháng"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ngày hạn của loại kỳ"
        verbose_name_plural = "ngày hạn của từng loại kỳ"
        constraints = [
            models.CheckConstraint(
                name="due_days_in_order",
                condition=Q(
                    send_day__gte=1, verify_day__gte=F("send_day"), lock_day__gte=F("verify_day"), lock_day__lte=31
                ),
                violation_error_message="Ngày hạn từ 1 đến 31, theo thứ tự: xã gửi, thẩm tra, chốt số liệu.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def facts(self) -> DueDaysFacts:
        """What the rules are told of it."""
        return DueDaysFacts(self.send_day, self.verify_day, self.lock_day)


class PeriodQuerySet(models.QuerySet):
    """How the office asks for reporting periods."""

    def of(self, district: Unit):
        """The calendar of a district, each period with the day of its lock, if it is locked."""
        return self.filter(district=district).with_lock().order_by("ends_on", "-begins_on")

    def with_lock(self):
        """Brings along since when a period is locked."""
        held = PeriodLock.objects.filter(period=models.OuterRef("pk"), unlocked_at=None)
        return self.annotate(locked_at=models.Subquery(held.values("locked_at")[:1]))


class ReportingPeriod(models.Model):
    """A span of days a district reports on, with the day by which each step is due."""

    district = models.ForeignKey(Unit, models.PROTECT, related_name="periods", verbose_name="huyện")
    code = models.SlugField("mã", max_length=20)
    kind = models.CharField("loại kỳ", max_length=7, choices=PeriodKind.choices)
    name = models.CharField("tên", max_length=40)
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    send_on = models.DateField("hạn xã gửi")
    verify_on = models.DateField("hạn thẩm tra")
    lock_on = models.DateField("hạn chốt số liệu")

    objects = PeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["ends_on", "-begins_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "code"],
                name="period_once_per_district",
                violation_error_message="Huyện đã có kỳ báo cáo này.",
            ),
            models.UniqueConstraint(
                fields=["district", "kind", "begins_on"],
                name="period_once_per_kind_and_day",
                violation_error_message="Huyện đã có kỳ cùng loại bắt đầu ngày này.",
            ),
            models.CheckConstraint(
                name="period_in_order",
                condition=Q(begins_on__lte=F("send_on")) & Q(begins_on__lte=F("ends_on")),
                violation_error_message="Ngày cuối kỳ và hạn gửi phải từ ngày đầu kỳ trở đi.",
            ),
            models.CheckConstraint(
                name="period_steps_in_order",
                condition=Q(send_on__lte=F("verify_on"), verify_on__lte=F("lock_on")),
                violation_error_message="Hạn phải theo thứ tự: xã gửi, thẩm tra, chốt số liệu.",
            ),
        ]

    def __str__(self):
        return f"Kỳ {self.name}"

    @property
    def locked_on(self) -> dt.date | None:
        """The local day of the lock; needs `with_lock`."""
        return self.locked_at.astimezone(LOCAL).date() if self.locked_at else None

    @property
    def facts(self) -> PeriodFacts:
        """What the rules are told of it; needs `with_lock`."""
        return PeriodFacts(
            self.pk, PeriodKind(self.kind), self.name, self.begins_on, self.ends_on,
            self.send_on, self.verify_on, self.lock_on, self.locked_on,
        )  # fmt: skip


class PeriodLock(models.Model):
    """Chốt số liệu: who locked a period when, and who opened it again, when and why."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="locks", verbose_name="kỳ báo cáo")
    locked_at = models.DateTimeField("chốt lúc")
    locked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người chốt")
    unlocked_at = models.DateTimeField("mở chốt lúc", null=True, blank=True)
    unlocked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người mở chốt"
    )
    unlock_reason = models.CharField("lý do mở chốt", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lần chốt số liệu"
        verbose_name_plural = "các lần chốt số liệu"
        ordering = ["-locked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(unlocked_at=None),
                name="period_locked_once",
                violation_error_message="Kỳ này đã chốt.",
            ),
            models.CheckConstraint(
                name="unlock_says_who_and_why",
                condition=Q(unlocked_at=None, unlocked_by=None, unlock_reason="")
                | Q(unlocked_at__isnull=False, unlocked_by__isnull=False) & ~Q(unlock_reason=""),
                violation_error_message="Mở chốt phải có người mở, thời điểm và lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.period_id}: {self.locked_at:%d/%m/%Y}"


class FrozenCell(models.Model):
    """What was the official verdict of a criterion or indicator of a place when its period was locked."""

    lock = models.ForeignKey(PeriodLock, models.PROTECT, related_name="cells", verbose_name="lần chốt")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+", verbose_name="đơn vị")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="tiêu chí"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="chỉ tiêu"
    )
    verdict = models.CharField("kết quả", max_length=10, choices=Verdict.choices)
    by_self = models.BooleanField("theo tự đánh giá")
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="số liệu"
    )
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "kết quả đã chốt"
        verbose_name_plural = "kết quả đã chốt"
        constraints = [
            models.CheckConstraint(
                name="frozen_indicator_or_criterion",
                condition=Q(indicator__isnull=False, criterion=None) | Q(indicator=None, criterion__isnull=False),
                violation_error_message="Kết quả đã chốt là của một tiêu chí hoặc một chỉ tiêu.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}/{self.indicator_id or self.criterion_id}: {self.verdict}"
