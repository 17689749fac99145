"""Kết quả thực hiện: what was done for a task, on what proof, and who confirmed it. All of it only added."""

import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Department, Unit
from criteria.models import Evidence
from directives.models.obligation import Obligation

LONGEST = 500
OF_ONE_PLACE = Q(unit__isnull=False, body=None) | Q(unit=None, body__isnull=False)


class FulfilmentQuerySet(models.QuerySet):
    """How the office asks for what was done."""

    def standing(self, known_at: dt.datetime | None = None):
        """What was recorded and not taken back; as known at a moment when one is given."""
        made = self.filter(withdraws=None)
        if known_at is None:
            return made.filter(withdrawn_by=None)
        still = Q(withdrawn_by=None) | Q(withdrawn_by__recorded_at__gt=known_at)
        return made.filter(still, recorded_at__lte=known_at)

    def newest_first(self):
        """The latest day on top."""
        return self.order_by("-done_on", "-pk")


class Fulfilment(models.Model):
    """Something was done for a task by a place or a body; or a later line that withdraws this, and says why."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="fulfilments", verbose_name="nhiệm vụ")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="fulfilments", verbose_name="đơn vị"
    )
    body = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="fulfilments", verbose_name="cơ quan"
    )
    due_on = models.DateField("cho kỳ hạn", null=True, blank=True)
    done_on = models.DateField("ngày thực hiện")
    quantity = models.PositiveSmallIntegerField("số lượng", default=1)
    words = models.CharField("kết quả", max_length=LONGEST)
    proofs = models.ManyToManyField(Evidence, through="FulfilmentProof", related_name="fulfilments")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    token = models.CharField("mã của lần gửi", max_length=36)
    withdraws = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="withdrawn_by", verbose_name="rút"
    )
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả thực hiện"
        verbose_name_plural = "kết quả thực hiện"
        indexes = [models.Index(fields=["obligation", "unit", "-done_on"], name="fulfilment_of_place")]
        constraints = [
            models.CheckConstraint(
                name="fulfilment_of_unit_or_body",
                condition=OF_ONE_PLACE,
                violation_error_message="Kết quả thuộc một đơn vị hoặc một cơ quan.",
            ),
            models.CheckConstraint(
                name="fulfilment_says_what",
                condition=~Q(words="") & Q(quantity__gte=1),
                violation_error_message="Ghi kết quả thực hiện; số lượng từ 1 trở lên.",
            ),
            models.UniqueConstraint(
                fields=["recorded_by", "token"],
                name="fulfilment_sent_once",
                violation_error_message="Kết quả này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.obligation}, {self.unit or self.body}"

    @property
    def place(self) -> Unit | Department:
        """Who did it."""
        return self.unit or self.body


class FulfilmentProof(models.Model):
    """A document proves what was recorded."""

    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, related_name="proof_links", verbose_name="kết quả")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="fulfilment_links", verbose_name="minh chứng")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "minh chứng của kết quả"
        verbose_name_plural = "minh chứng của kết quả"
        constraints = [
            models.UniqueConstraint(
                fields=["fulfilment", "evidence"],
                name="fulfilment_proof_once",
                violation_error_message="Tài liệu này đã gắn vào kết quả.",
            ),
        ]

    def __str__(self):
        return f"{self.fulfilment_id}/{self.evidence_id}"


class FulfilmentConfirmation(models.Model):
    """The follower confirms what was recorded; never the one who recorded it (directives/triggers.py)."""

    fulfilment = models.OneToOneField(Fulfilment, models.PROTECT, related_name="confirmation", verbose_name="kết quả")
    words = models.CharField("ý kiến", max_length=300, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người xác nhận")
    confirmed_at = models.DateTimeField("xác nhận lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "xác nhận kết quả"
        verbose_name_plural = "xác nhận kết quả"

    def __str__(self):
        return f"{self.fulfilment}"
