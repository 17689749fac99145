"""Suy giảm: what people said about a fall. The fall itself is computed and never stored here."""

import datetime as dt
from collections.abc import Collection

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.enums import Verdict
from criteria.models import Criterion, Indicator
from directives.enums import CaseStep

LONGEST = 1000
ANSWERS, DECISIONS = (CaseStep.ANSWER,), (CaseStep.FOLLOW, CaseStep.RETURN, CaseStep.ACCEPT)


class RegressionCaseQuerySet(models.QuerySet):
    """How the office asks for what was said about falls."""

    def of_places(self, unit_ids: Collection[int], until: dt.date):
        """Falls of some places that somebody has spoken of, by the day of the fall."""
        return self.filter(unit__in=unit_ids, fell_on__lte=until).order_by("fell_on", "pk")


class RegressionCase(models.Model):
    """Trường hợp suy giảm, from the first word about it on: named by its place, its cell and the day it fell.

    `previous` and `verdict` are what the fall was when somebody first spoke of it; what it is now is computed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="regression_cases", verbose_name="đơn vị")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chỉ tiêu"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tiêu chí"
    )
    fell_on = models.DateField("ngày suy giảm")
    previous = models.CharField("kết quả trước", max_length=10, choices=Verdict.choices)
    verdict = models.CharField("kết quả sau", max_length=10, choices=Verdict.choices)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = RegressionCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "trường hợp suy giảm"
        verbose_name_plural = "trường hợp suy giảm"
        constraints = [
            models.CheckConstraint(
                name="case_of_indicator_or_criterion",
                condition=Q(indicator__isnull=False, criterion=None) | Q(indicator=None, criterion__isnull=False),
                violation_error_message="Chọn một chỉ tiêu hoặc một tiêu chí.",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "fell_on"],
                condition=Q(criterion=None),
                name="case_of_indicator_once",
                violation_error_message="Trường hợp này đã có.",
            ),
            models.UniqueConstraint(
                fields=["unit", "criterion", "fell_on"],
                condition=Q(indicator=None),
                name="case_of_criterion_once",
                violation_error_message="Trường hợp này đã có.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.indicator or self.criterion}"

    @property
    def key(self) -> tuple[int, int | None, int | None, dt.date]:
        """The name it shares with the computed event."""
        return self.unit_id, self.indicator_id, self.criterion_id, self.fell_on


class CaseEntryQuerySet(models.QuerySet):
    """How the office asks for the words of a case."""

    def said_by(self, moment: dt.datetime | None):
        """What was said by a moment; everything when no moment is given."""
        return self if moment is None else self.filter(at__lte=moment)

    def in_order(self):
        """The first word first."""
        return self.order_by("at", "pk")


class CaseEntry(models.Model):
    """One word about a fall: cause and measure with a day, a decision about them, a remark. Only added."""

    case = models.ForeignKey(RegressionCase, models.PROTECT, related_name="entries", verbose_name="trường hợp")
    step = models.CharField("bước", max_length=6, choices=CaseStep.choices)
    cause = models.CharField("nguyên nhân", max_length=LONGEST, blank=True)
    measure = models.CharField("biện pháp", max_length=LONGEST, blank=True)
    finish_by = models.DateField("hạn hoàn thành", null=True, blank=True)
    responsible = models.CharField("người chịu trách nhiệm", max_length=120, blank=True)
    text = models.CharField("nội dung, lý do", max_length=LONGEST, blank=True)
    decides = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="decisions", verbose_name="về trả lời"
    )
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhập thay"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")
    token = models.CharField("mã của lần gửi", max_length=36)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = CaseEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng theo dõi suy giảm"
        verbose_name_plural = "dòng theo dõi suy giảm"
        constraints = [
            models.CheckConstraint(
                name="case_answer_is_whole",
                condition=~Q(step__in=ANSWERS)
                | (~Q(cause="") & ~Q(measure="") & Q(finish_by__isnull=False) & ~Q(responsible="")),
                violation_error_message="Trả lời gồm nguyên nhân, biện pháp, hạn hoàn thành, người chịu trách nhiệm.",
            ),
            models.CheckConstraint(
                name="case_decision_names_its_answer",
                condition=Q(step__in=DECISIONS, decides__isnull=False) | (~Q(step__in=DECISIONS) & Q(decides=None)),
                violation_error_message="Quyết định phải nêu trả lời được xem xét.",
            ),
            models.CheckConstraint(
                name="case_word_has_reason",
                condition=~Q(step__in=[CaseStep.RETURN, CaseStep.ACCEPT, CaseStep.REMARK]) | ~Q(text=""),
                violation_error_message="Nêu lý do hoặc nội dung.",
            ),
            models.UniqueConstraint(
                fields=["by", "token"], name="case_entry_sent_once", violation_error_message="Nội dung này đã được ghi."
            ),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.get_step_display()}"
