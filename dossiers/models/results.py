"""Biểu quyết and lấy ý kiến hài lòng: what a meeting decided and what households said. Only added, never changed."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from dossiers.models.dossier import Dossier
from dossiers.models.procedure import SHARE, ChecklistItem
from dossiers.rules.shares import SurveyFacts, VoteFacts


class VoteQuerySet(models.QuerySet):
    """How the office asks for votes."""

    def standing(self, as_of: dt.date | None = None, known_at: dt.datetime | None = None):
        """Votes that nobody corrected, held by a day; as known at a moment when one is given."""
        return uncorrected(self, "held_on", as_of, known_at)


class SurveyQuerySet(models.QuerySet):
    """How the office asks for surveys."""

    def standing(self, as_of: dt.date | None = None, known_at: dt.datetime | None = None):
        """Surveys that nobody corrected, ended by a day; as known at a moment when one is given."""
        return uncorrected(self, "ends_on", as_of, known_at)


def uncorrected(rows: models.QuerySet, day: str, as_of: dt.date | None, known_at: dt.datetime | None):
    """The rows in force, the latest last."""
    rows = rows.filter(**{f"{day}__lte": as_of}) if as_of else rows
    if known_at is None:
        return rows.filter(corrected_by=None).order_by(day, "pk")
    still = Q(corrected_by=None) | Q(corrected_by__recorded_at__gt=known_at)
    return rows.filter(still, recorded_at__lte=known_at).order_by(day, "pk")


class Vote(models.Model):
    """A meeting voted on the proposal; the share that was asked then stands beside it (%, of those present)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="votes", verbose_name="hồ sơ")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="votes", verbose_name="thành phần")
    held_on = models.DateField("ngày họp")
    members = models.PositiveIntegerField("tổng số thành viên")
    present = models.PositiveIntegerField("số thành viên dự họp")
    in_favour = models.PositiveIntegerField("số tán thành")
    least = models.DecimalField("tỷ lệ phải đạt (%)", **SHARE)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    corrects = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính"
    )
    reason = models.CharField("lý do đính chính", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu quyết"
        verbose_name_plural = "biểu quyết"
        constraints = [
            models.CheckConstraint(
                name="vote_adds_up",
                condition=Q(present__gte=1, present__lte=F("members"), in_favour__lte=F("present")),
                violation_error_message="Số tán thành không quá số dự họp, số dự họp không quá tổng số thành viên.",
            ),
            models.CheckConstraint(
                name="vote_correction_says_why",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id}/{self.item_id}: {self.in_favour}/{self.present}"

    @property
    def facts(self) -> VoteFacts:
        """As the rules read it."""
        return VoteFacts(self.members, self.present, self.in_favour, self.least)


class SatisfactionSurvey(models.Model):
    """The Front asked households whether they are satisfied; the shares that were asked then stand beside it (%)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="surveys", verbose_name="hồ sơ")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="surveys", verbose_name="thành phần")
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    households = models.PositiveIntegerField("tổng số hộ")
    asked = models.PositiveIntegerField("số hộ được hỏi")
    satisfied = models.PositiveIntegerField("số hộ hài lòng")
    published_on = models.DateField("ngày công bố kết quả", null=True, blank=True)
    least_asked = models.DecimalField("tỷ lệ hộ được hỏi phải đạt (%)", **SHARE)
    least_satisfied = models.DecimalField("tỷ lệ hài lòng phải đạt (%)", **SHARE)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    corrects = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính"
    )
    reason = models.CharField("lý do đính chính", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "lấy ý kiến hài lòng"
        verbose_name_plural = "lấy ý kiến hài lòng"
        constraints = [
            models.CheckConstraint(
                name="survey_adds_up",
                condition=Q(asked__gte=1, asked__lte=F("households"), satisfied__lte=F("asked")),
                violation_error_message="Số hộ hài lòng không quá số hộ được hỏi, số hộ được hỏi không quá tổng số hộ.",
            ),
            models.CheckConstraint(
                name="survey_days_in_order",
                condition=Q(ends_on__gte=F("begins_on")) & (Q(published_on=None) | Q(published_on__gte=F("begins_on"))),
                violation_error_message="Ngày kết thúc và ngày công bố phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="survey_correction_says_why",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.satisfied}/{self.asked}"

    @property
    def facts(self) -> SurveyFacts:
        """As the rules read it."""
        return SurveyFacts(self.households, self.asked, self.satisfied, self.least_asked, self.least_satisfied)
