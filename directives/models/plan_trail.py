"""What happened to a plan and to its measures: only added, never changed."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Appointment
from criteria.models import Evidence
from directives.enums import PlanMove, PlanState, ProgressKind
from directives.models.plan import ImprovementPlan, PlanStep


class PlanEvent(models.Model):
    """One move of a plan: who did what, in whose name, when, with which words, and where it left the plan."""

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="events", verbose_name="kế hoạch")
    move = models.CharField("việc", max_length=7, choices=PlanMove.choices)
    state = models.CharField("trạng thái sau đó", max_length=9, choices=PlanState.choices)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chịu trách nhiệm"
    )
    note = models.CharField("ý kiến", max_length=500, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "bước của kế hoạch"
        verbose_name_plural = "các bước của kế hoạch"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_event_has_reason",
                condition=~Q(move__in=["RETURN", "REVISE", "CANCEL"]) | ~Q(note=""),
                violation_error_message="Nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.get_move_display()}"


class StepProof(models.Model):
    """A document that shows what was done; the file itself lies in the store of evidence."""

    step = models.ForeignKey(PlanStep, models.PROTECT, related_name="proofs", verbose_name="giải pháp")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", verbose_name="tài liệu")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gắn")
    at = models.DateTimeField("gắn lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "minh chứng của giải pháp"
        verbose_name_plural = "minh chứng của giải pháp"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "evidence"],
                name="step_proof_once",
                violation_error_message="Tài liệu này đã gắn với giải pháp.",
            ),
        ]

    def __str__(self):
        return f"{self.step_id}/{self.evidence_id}"


class StepProgress(models.Model):
    """How far a measure was on a day, in the words of whoever reports it; "xong" needs proof (triggers)."""

    step = models.ForeignKey(PlanStep, models.PROTECT, related_name="progress", verbose_name="giải pháp")
    kind = models.CharField("loại", max_length=8, choices=ProgressKind.choices, default=ProgressKind.PROGRESS)
    reported_on = models.DateField("tình hình ngày")
    percent = models.PositiveSmallIntegerField("phần đã làm (%)", validators=[MaxValueValidator(100)])
    note = models.CharField("ghi chú", max_length=500, blank=True)
    next_review_on = models.DateField("rà soát tiếp theo", null=True, blank=True)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    token = models.CharField("mã của lần gửi", max_length=40)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "tiến độ giải pháp"
        verbose_name_plural = "tiến độ giải pháp"
        ordering = ["pk"]
        indexes = [models.Index(fields=["step", "-id"], name="step_progress_newest")]
        constraints = [
            models.CheckConstraint(
                name="step_progress_share",
                condition=Q(percent__lte=100),
                violation_error_message="Phần đã làm từ 0 đến 100.",
            ),
            models.CheckConstraint(
                name="step_progress_done_is_whole",
                condition=~Q(kind=ProgressKind.DONE) | Q(percent=100),
                violation_error_message="Xong là 100%.",
            ),
            models.CheckConstraint(
                name="step_progress_reopened_with_reason",
                condition=~Q(kind=ProgressKind.REOPENED) | ~Q(note=""),
                violation_error_message="Mở lại phải nêu lý do.",
            ),
            models.UniqueConstraint(
                fields=["by", "token"],
                name="step_progress_sent_once",
                violation_error_message="Tiến độ này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.step_id}: {self.percent}%"

    @property
    def says_more(self) -> bool:
        """More than a share: that the measure is done, or was opened again."""
        return self.kind != ProgressKind.PROGRESS
