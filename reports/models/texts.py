"""What the offices and the communes wrote into their reports, version by version; rows are added, never changed."""

import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from reports.enums import TextAct
from reports.rules.periodic_outline import NARRATIVES
from reports.rules.shipped_patterns import PATTERNS, pattern_of


class VersionQuerySet(models.QuerySet):
    """How the office asks for versions."""

    def known_by(self, moment: dt.datetime | None):
        """Written by a moment; everything where none is given."""
        return self.filter(written_at__lte=moment) if moment else self

    def in_order(self):
        """The first version first."""
        return self.order_by("revision")


class Version(models.Model):
    """One version of some words: who wrote it when, and the how-manyeth it is."""

    revision = models.PositiveIntegerField("lần ghi")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    written_at = models.DateTimeField("lúc ghi")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True


class ReportText(Version):
    """Lời của người viết trong một báo cáo: a text, a sentence put otherwise, a draft of either, or taking it back.

    `place` is whose report it is: the district, or a commune; `basis` is the sentence of the portal that the writer
    had before him.
    """

    place = models.ForeignKey(Unit, models.PROTECT, related_name="report_texts", verbose_name="đơn vị")
    period_code = models.SlugField("kỳ", max_length=20)
    begins_on = models.DateField("kỳ từ ngày")
    slot = models.SlugField("phần", max_length=60)
    act = models.CharField("việc", max_length=7, choices=TextAct.choices)
    text = models.TextField("nội dung", blank=True)
    basis = models.TextField("câu tự động lúc sửa", blank=True)

    class Meta:
        verbose_name = "phần viết của báo cáo"
        verbose_name_plural = "phần viết của báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "period_code", "begins_on", "slot", "revision"],
                name="report_text_version_once",
                violation_error_message="Phần này vừa được người khác ghi.",
            ),
            models.CheckConstraint(
                name="report_text_says_something",
                condition=Q(act=TextAct.RESTORE, text="") | ~Q(act=TextAct.RESTORE) & ~Q(text=""),
                violation_error_message="Ghi nội dung.",
            ),
        ]

    def __str__(self):
        of_commune = f", {self.place.label}" if self.place.level == Level.COMMUNE else ""
        return f"{self.period_code}{of_commune}: {self.slot_words}"

    @property
    def slot_words(self) -> str:
        """What is written there: "Nguyên nhân", "Số đơn vị đủ tiêu chí"."""
        return NARRATIVES[self.slot] if self.slot in NARRATIVES else pattern_of(self.slot).name


class PatternText(Version):
    """Câu mẫu do văn phòng đặt: another wording of a sentence in all reports; empty: the shipped one again.

    `body`: the family or the body in whose name alone it is said so; empty: in everybody's.
    """

    district = models.ForeignKey(Unit, models.PROTECT, related_name="pattern_texts", verbose_name="huyện")
    pattern = models.SlugField("câu", max_length=60)
    body = models.SlugField("khối, cơ quan dùng", max_length=40, blank=True, default="")
    text = models.TextField("câu mẫu", blank=True)

    class Meta:
        verbose_name = "câu mẫu"
        verbose_name_plural = "câu mẫu"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "pattern", "body", "revision"],
                name="pattern_text_version_once",
                violation_error_message="Câu mẫu này vừa được người khác sửa.",
            ),
        ]

    def __str__(self):
        pattern = PATTERNS[self.pattern]
        return f"Câu mẫu {pattern.name}" + (f", {pattern.bodies[self.body]}" if self.body else "")
