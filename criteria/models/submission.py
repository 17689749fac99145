"""The sheet of one place for one period on its way to the district, cell by cell where it comes back."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.enums import Step, SubmissionState
from criteria.models.finding import Finding
from criteria.models.period import ReportingPeriod
from criteria.models.rulebook import Indicator


class Submission(models.Model):
    """The sheet a place sends for a period; made when somebody first acts on it, a draft until it is sent."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", verbose_name="đơn vị")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="submissions", verbose_name="kỳ báo cáo")
    state = models.CharField("trạng thái", max_length=9, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    sent_at = models.DateTimeField("gửi lần đầu lúc", null=True, blank=True)
    moved_at = models.DateTimeField("chuyển trạng thái lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "phiếu gửi huyện"
        verbose_name_plural = "phiếu gửi huyện"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period"],
                name="submission_once_per_period",
                violation_error_message="Đơn vị đã có phiếu của kỳ này.",
            ),
            models.CheckConstraint(
                name="submission_state_is_stored",
                condition=~Q(state=SubmissionState.LOCKED),
                violation_error_message="Đã chốt là trạng thái của cả kỳ, không ghi ở từng phiếu.",
            ),
            models.CheckConstraint(
                name="submission_sent_unless_draft",
                condition=Q(state=SubmissionState.DRAFT, sent_at=None)
                | ~Q(state=SubmissionState.DRAFT) & Q(sent_at__isnull=False),
                violation_error_message="Phiếu đã gửi phải có ngày gửi.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.period}: {self.get_state_display()}"


class SubmissionStep(models.Model):
    """One step of a sheet: who typed it, who answers for it, when, with which words. Added, never changed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps", verbose_name="phiếu")
    step = models.CharField("việc", max_length=9, choices=Step.choices)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chịu trách nhiệm"
    )
    note = models.CharField("ý kiến", max_length=500, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "bước của phiếu"
        verbose_name_plural = "các bước của phiếu"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.submission_id}: {self.get_step_display()}"


class EmptyCell(models.Model):
    """Why an indicator has no figure in a period, in the words of the place."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="empty_cells", verbose_name="phiếu")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    reason = models.CharField("lý do trống", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ô trống có lý do"
        verbose_name_plural = "ô trống có lý do"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                name="empty_cell_once",
                violation_error_message="Ô này đã có lý do.",
            ),
            models.CheckConstraint(
                name="empty_cell_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Ô trống phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id}: {self.reason}"


class ReturnedCellQuerySet(models.QuerySet):
    """How the office asks for returned cells."""

    def unanswered(self):
        """Cells that wait for the place."""
        return self.filter(answered_at=None)

    def waiting_at(self, moment):
        """Cells that had been returned by a moment and were not answered by then."""
        return self.filter(Q(answered_at=None) | Q(answered_at__gt=moment), returned_at__lte=moment)

    def in_order(self):
        """In the order of the official form."""
        return self.order_by("indicator__criterion__number", "indicator__display_order", "pk")


class ReturnedCell(models.Model):
    """One cell that was returned: with which figure, why, by when to answer; and what the place answered."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="returned_cells", verbose_name="phiếu")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="số liệu bị trả lại"
    )
    reason = models.CharField("lý do trả lại", max_length=500)
    answer_by = models.DateField("hạn trả lời", null=True, blank=True)
    returned_at = models.DateTimeField("trả lại lúc")
    returned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người trả lại")
    explanation = models.CharField("giải trình", max_length=500, blank=True)
    answer = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="số liệu trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ReturnedCellQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ô trả lại"
        verbose_name_plural = "ô trả lại"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                condition=Q(answered_at=None),
                name="cell_returned_once_at_a_time",
                violation_error_message="Ô này đang chờ xã trả lời.",
            ),
            models.CheckConstraint(
                name="returned_cell_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Trả lại phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="returned_cell_is_answered_by_someone",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & (Q(answer__isnull=False) | ~Q(explanation="")),
                violation_error_message="Trả lời phải có số liệu mới hoặc giải trình, kèm người trả lời.",
            ),
        ]

    def __str__(self):
        return f"{self.submission_id}/{self.indicator_id}: {self.reason}"


class ExtensionQuerySet(models.QuerySet):
    """How the office asks for extensions."""

    def undecided(self):
        """What still waits for the office's word."""
        return self.filter(decided_at=None)

    def granted(self):
        """What was granted, running or expired."""
        return self.filter(granted=True)


class Extension(models.Model):
    """Gia hạn: a place, or one cell of it, is given until a day; asked for with a reason, decided with a reason."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="extensions", verbose_name="đơn vị")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="extensions", verbose_name="kỳ báo cáo")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chỉ tiêu"
    )
    wanted_until = models.DateField("xin đến hết ngày")
    reason = models.CharField("lý do xin", max_length=300)
    asked_at = models.DateTimeField("đề nghị lúc")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    granted = models.BooleanField("đồng ý", null=True, blank=True)
    expires_on = models.DateField("được đến hết ngày", null=True, blank=True)
    decision_reason = models.CharField("lý do quyết định", max_length=300, blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ExtensionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Đề nghị gia hạn phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="extension_decided_whole",
                condition=Q(granted=None, decided_at=None, decided_by=None, expires_on=None, decision_reason="")
                | Q(granted=True, decided_at__isnull=False, decided_by__isnull=False, expires_on__isnull=False)
                & ~Q(decision_reason="")
                | Q(granted=False, decided_at__isnull=False, decided_by__isnull=False, expires_on=None)
                & ~Q(decision_reason=""),
                violation_error_message="Quyết định gia hạn phải có người, lý do; đồng ý thì có ngày hết hạn.",
            ),
            models.UniqueConstraint(
                fields=["unit", "period", "indicator"],
                condition=Q(decided_at=None, indicator__isnull=False),
                name="extension_of_cell_asked_once",
                violation_error_message="Ô này đang có đề nghị gia hạn chưa quyết định.",
            ),
            models.UniqueConstraint(
                fields=["unit", "period"],
                condition=Q(decided_at=None, indicator=None),
                name="extension_of_unit_asked_once",
                violation_error_message="Đơn vị đang có đề nghị gia hạn chưa quyết định.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.period}: đến {self.wanted_until:%d/%m/%Y}"
