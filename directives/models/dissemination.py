"""Quán triệt, phổ biến: to which party bodies a document was sent, and when they read and confirmed it."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Unit
from directives.models.directive import Directive


class PartyBodyQuerySet(models.QuerySet):
    """How the office asks for party bodies."""

    def of(self, district: Unit):
        """Those of a district, the communes' first."""
        return self.filter(district=district).order_by(
            F("unit__display_order").asc(nulls_last=True), "unit__sort_key", "name", "pk"
        )

    def working(self):
        """Those that still exist."""
        return self.filter(closed=False)


class PartyBody(models.Model):
    """Đảng bộ, chi bộ trực thuộc Huyện ủy: a commune's party committee, or one that the office names."""

    name = models.CharField("tên", max_length=120)
    unit = models.OneToOneField(
        Unit, models.PROTECT, null=True, blank=True, related_name="party_body", verbose_name="xã, thị trấn"
    )
    district = models.ForeignKey(Unit, models.PROTECT, related_name="party_bodies", verbose_name="huyện")
    closed = models.BooleanField("đã giải thể, sáp nhập", default=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = PartyBodyQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "đảng bộ, chi bộ"
        verbose_name_plural = "đảng bộ, chi bộ"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="party_body_once",
                violation_error_message="Đảng bộ, chi bộ này đã có.",
            ),
        ]

    def __str__(self):
        return self.name


class Dissemination(models.Model):
    """One document on its way to one party body: sent, read, confirmed, each with its day."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="disseminations", verbose_name="văn bản")
    body = models.ForeignKey(PartyBody, models.PROTECT, related_name="disseminations", verbose_name="nơi nhận")
    sent_on = models.DateField("ngày gửi")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gửi")
    read_at = models.DateTimeField("mở xem lúc", null=True, blank=True)
    read_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người mở xem"
    )
    confirmed_on = models.DateField("ngày quán triệt", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    words = models.CharField("kết quả quán triệt", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "phổ biến văn bản"
        verbose_name_plural = "phổ biến văn bản"
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "body"],
                name="dissemination_once",
                violation_error_message="Văn bản đã gửi nơi này.",
            ),
            models.CheckConstraint(
                name="dissemination_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                violation_error_message="Ghi ngày xem cùng người xem.",
            ),
            models.CheckConstraint(
                name="dissemination_confirmed_whole",
                condition=Q(confirmed_on=None, confirmed_by=None, confirmed_at=None, words="")
                | Q(confirmed_on__gte=F("sent_on"), confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(words=""),
                violation_error_message="Ngày quán triệt từ ngày gửi trở đi, kèm kết quả và người xác nhận.",
            ),
        ]

    def __str__(self):
        return f"{self.directive}: {self.body}"
