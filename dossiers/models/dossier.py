"""Hồ sơ đề nghị công nhận: one a place and year, and what became of each of its parts."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Unit
from criteria.models import Evidence
from dossiers.enums import PartState
from dossiers.models.procedure import ChecklistItem, Procedure
from ntm_portal.clock import end_of_day


class DossierQuerySet(models.QuerySet):
    """How the office asks for dossiers."""

    def of_year(self, year: int):
        """Dossiers that ask to be recognised as of a year."""
        return self.filter(year=year)

    def known(self, as_of: dt.date, known_at: dt.datetime | None = None):
        """Dossiers that had been opened by the end of a day, as far as it was known at a moment."""
        latest = end_of_day(as_of)
        return self.filter(opened_at__lte=min(latest, known_at) if known_at else latest)

    def with_places(self):
        """Brings along the place with its district and province, and the procedure."""
        return self.select_related("unit__parent__parent", "procedure")


class Dossier(models.Model):
    """A place asks to be recognised for a year: registered, taken into the plan, each on its day.

    How far it is follows from its parts and is never typed, when it was handed in from its steps (DossierMove); the
    recognition itself is criteria.Recognition.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm đề nghị công nhận")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="dossiers", verbose_name="thủ tục")
    registered_on = models.DateField("ngày đăng ký", null=True, blank=True)
    registration = models.CharField("văn bản đăng ký", max_length=120, blank=True)
    planned_on = models.DateField("ngày cấp trên đưa vào kế hoạch", null=True, blank=True)
    plan = models.CharField("văn bản đưa vào kế hoạch", max_length=120, blank=True)
    due_on = models.DateField("hạn trình")
    opened_at = models.DateTimeField("lập lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = DossierQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hồ sơ đề nghị công nhận"
        verbose_name_plural = "hồ sơ đề nghị công nhận"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="dossier_once_a_year",
                violation_error_message="Đơn vị đã có hồ sơ của năm này.",
            ),
            models.CheckConstraint(
                name="dossier_planned_after_registered",
                condition=Q(planned_on=None) | Q(registered_on=None) | Q(planned_on__gte=F("registered_on")),
                violation_error_message="Ngày đưa vào kế hoạch phải từ ngày đăng ký trở đi.",
            ),
        ]

    def __str__(self):
        return f"Hồ sơ {self.year}, {self.unit.label}"

    @property
    def href(self) -> str:
        """The page of the dossier."""
        return f"/ho-so/{self.unit.place}/?nam={self.year}"

    def part_href(self, code: str) -> str:
        """The page of one of its parts."""
        return f"/ho-so/{self.unit.place}/{self.year}/{code}/"


class DossierDocumentQuerySet(models.QuerySet):
    """How the office asks for the papers of dossiers."""

    def known(self, as_of: dt.date, known_at: dt.datetime | None = None):
        """What was said of parts by a day, oldest first: the last line of a part is where it stood."""
        rows = self.filter(on__lte=as_of)
        return (rows.filter(recorded_at__lte=known_at) if known_at else rows).order_by("version")


class DossierDocument(models.Model):
    """One version of one part: its state since a day, and what stands on the paper. Only added, never changed.

    `on`: the day of the document when it is signed, else the day it was recorded.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents", verbose_name="hồ sơ")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="documents", verbose_name="thành phần")
    version = models.PositiveSmallIntegerField("bản")
    state = models.CharField("tình trạng", max_length=10, choices=PartState.choices)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="dossier_documents", verbose_name="tệp"
    )
    reason = models.CharField("lý do, ghi chú", max_length=300, blank=True)
    on = models.DateField("từ ngày")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = DossierDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản của hồ sơ"
        verbose_name_plural = "văn bản của hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "item", "version"],
                name="dossier_version_once",
                violation_error_message="Thành phần này vừa được ghi bản khác.",
            ),
            models.CheckConstraint(
                name="dossier_signed_says_when_and_who",
                condition=~Q(state=PartState.SIGNED) | Q(issued_on__isnull=False) & ~Q(signer=""),
                violation_error_message="Văn bản đã ký phải có ngày và người ký.",
            ),
            models.CheckConstraint(
                name="dossier_returned_says_why",
                condition=~Q(state__in=(PartState.RETURNED, PartState.MISSING)) | ~Q(reason=""),
                violation_error_message="Nêu lý do: cần bổ sung gì, hoặc vì sao bỏ bản đã ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id}/{self.item_id} bản {self.version}"
