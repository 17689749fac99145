"""Kiến nghị: what an inspection asks of somebody by a day, how it was answered, and who accepted that."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.enums import Kind, Post
from communes.models import Department
from criteria.enums import Verdict
from criteria.models import Finding, Indicator
from directives.enums import InspectionAct, RequestAct, RequestState
from directives.models.inspection import SEEN, Inspection, InspectionNote, has_taken, words
from directives.rules.deadlines import Deadline
from directives.rules.inspections import BINDING, pill_of, request_clock

ASKED_POSTS = [
    (post.value, post.label) for post in (Post.PARTY_SECRETARY, Post.CHAIR, Post.NTM_OFFICER)
]  # fmt: skip


def _was_recorded(act: RequestAct, known_at: dt.datetime) -> models.Exists:
    """Whether such a step had been recorded by a moment."""
    return models.Exists(RequestStep.objects.filter(request=models.OuterRef("pk"), act=act, at__lte=known_at))


def _left(day: dt.date, known_at: dt.datetime | None) -> Q:
    """Not accepted by the end of a day, or not known to be."""
    left = Q(accepted_on=None) | Q(accepted_on__gt=day)
    return left if known_at is None else left | ~Q(_was_recorded(RequestAct.ACCEPT, known_at))


def _told(day: dt.date, known_at: dt.datetime | None) -> Q:
    """Reported as done by the end of a day, and known to be."""
    told = Q(done_on__lte=day)
    return told if known_at is None else told & Q(_was_recorded(RequestAct.FINISH, known_at))


def _whether(said: Q) -> models.ExpressionWrapper:
    """A condition as a column."""
    return models.ExpressionWrapper(models.Case(models.When(said, then=True), default=False), models.BooleanField())


class RequestQuerySet(models.QuerySet):
    """How the office asks for requests."""

    def binding(self):
        """Requests of minutes that both sides have signed."""
        return self.filter(inspection__state__in=BINDING)

    def standing_on(self, day: dt.date, known_at: dt.datetime | None = None):
        """Requests that were made by the end of a day: their minutes were signed by then, and known to be."""
        made = self.filter(inspection__signed_on__lte=day)
        return made if known_at is None else made.filter(has_taken(InspectionAct.SIGN, known_at, "inspection"))

    def open_on(self, day: dt.date, known_at: dt.datetime | None = None):
        """Of those, the ones that nobody had accepted by then, as far as was known."""
        return self.standing_on(day, known_at).filter(_left(day, known_at))

    def with_left(self, day: dt.date, known_at: dt.datetime | None = None):
        """Each with `is_left` and `is_told`: still open, and reported as done, at the end of a day, as far as known."""
        return self.annotate(is_left=_whether(_left(day, known_at)), is_told=_whether(_told(day, known_at)))

    def overdue_on(self, day: dt.date, known_at: dt.datetime | None = None):
        """Not accepted although their day is over; a report that they are done does not end that."""
        return self.open_on(day, known_at).filter(due_on__lt=day)

    def nearest_first(self):
        """What presses most on top."""
        return self.order_by("due_on", "pk")

    def with_places(self):
        """Brings along the inspection, its place and the department asked."""
        return self.select_related("inspection__unit", "department", "note__item")


class InspectionRequest(models.Model):
    """One thing an inspection asks: what, of which post or department, by when; and where it stands."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="requests", verbose_name="đợt kiểm tra")
    note = models.ForeignKey(
        InspectionNote, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="kết quả kiểm tra"
    )
    text = models.CharField("kiến nghị", max_length=500)
    post = models.CharField("người thực hiện", max_length=20, choices=ASKED_POSTS, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phòng, ban thực hiện"
    )
    due_on = models.DateField("thời hạn")
    token = models.CharField("mã của lần gửi", max_length=36)
    state = models.CharField("trạng thái", max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người báo xong"
    )
    done_on = models.DateField("ngày báo xong", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chấp nhận"
    )
    accepted_on = models.DateField("ngày chấp nhận", null=True, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = RequestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        indexes = [models.Index(fields=["due_on"], name="request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "token"],
                name="request_made_once",
                violation_error_message="Kiến nghị này đã được ghi.",
            ),
            models.CheckConstraint(
                name="request_asks_one",
                condition=Q(department=None) & ~Q(post="") | Q(department__isnull=False, post=""),
                violation_error_message="Chọn một chức vụ hoặc một phòng, ban.",
            ),
            models.CheckConstraint(
                name="request_says_something",
                condition=~Q(text=""),
                violation_error_message="Ghi nội dung kiến nghị.",
            ),
            models.CheckConstraint(
                name="request_done_by_somebody",
                condition=Q(state__in=[RequestState.OPEN, RequestState.ANSWERED], done_by=None, done_on=None)
                | Q(state__in=[RequestState.DONE, RequestState.ACCEPTED], done_by__isnull=False, done_on__isnull=False),
                violation_error_message="Báo đã xong phải có người báo và ngày.",
            ),
            models.CheckConstraint(
                name="request_accepted_by_another",
                condition=~Q(state=RequestState.ACCEPTED) & Q(accepted_by=None, accepted_on=None)
                | Q(state=RequestState.ACCEPTED, accepted_by__isnull=False, accepted_on__gte=F("done_on"))
                & ~Q(accepted_by=F("done_by")),
                violation_error_message="Không ai chấp nhận việc do chính mình báo đã xong.",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def asked(self) -> str:
        """Of whom: "Chủ tịch UBND xã", in a township "thị trấn", or the department."""
        if self.department:
            return self.department.short_name
        said = self.get_post_display()
        return said.replace(" xã", " thị trấn") if self.inspection.unit.kind == Kind.THI_TRAN else said

    def clock_on(self, day: dt.date) -> Deadline:
        """Where it stands on a day."""
        accepted = self.accepted_on is not None and self.accepted_on <= day
        done_on = self.done_on if self.done_on and self.done_on <= day else None
        return request_clock(self.due_on, day, done_on=done_on, accepted=accepted)

    def clock_known(self, day: dt.date) -> Deadline:
        """Where it stood on the day that `with_left` was asked for, as far as was known."""
        done_on = self.done_on if self.is_told else None
        return request_clock(self.due_on, day, done_on=done_on, accepted=not self.is_left)

    def pill_on(self, day: dt.date) -> tuple[str, str]:
        """The pill of a day: how it looks and what it says."""
        return pill_of(self.clock_on(day))


class RequestStep(models.Model):
    """One step of a request: an answer, the report that it is done, a return, the acceptance. Added, never changed."""

    request = models.ForeignKey(InspectionRequest, models.PROTECT, related_name="steps", verbose_name="kiến nghị")
    act = models.CharField("việc", max_length=6, choices=RequestAct.choices)
    words = words("nội dung")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    at = models.DateTimeField("lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "bước của kiến nghị"
        verbose_name_plural = "các bước của kiến nghị"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="request_step_says_something",
                condition=Q(act=RequestAct.ACCEPT) | ~Q(words=""),
                violation_error_message="Ghi nội dung trả lời hoặc lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.request_id}: {self.get_act_display()}"


class Overturn(models.Model):
    """Đề nghị phúc tra: what an inspection saw contradicts the official verdict of an indicator.

    Confirmed, it is a RECHECK finding with the minutes as its source; taken back, that finding is voided.
    """

    note = models.ForeignKey(InspectionNote, models.PROTECT, related_name="overturns", verbose_name="kết quả kiểm tra")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    declared = models.CharField("đánh giá bằng lời", max_length=10, choices=SEEN, blank=True)
    numerator = models.DecimalField("tử số", max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=18, decimal_places=4, null=True, blank=True)
    value = models.DecimalField("kết quả", max_digits=18, decimal_places=4, null=True, blank=True)
    reason = models.CharField("lý do", max_length=300)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    proposed_at = models.DateTimeField("đề nghị lúc")
    finding = models.OneToOneField(
        Finding, models.PROTECT, null=True, blank=True, related_name="overturn", verbose_name="số liệu phúc tra"
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    refusal = models.CharField("lý do không xác nhận", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "đề nghị phúc tra"
        verbose_name_plural = "đề nghị phúc tra"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "indicator"],
                condition=Q(decided_at=None),
                name="overturn_waits_once",
                violation_error_message="Chỉ tiêu này đã có đề nghị chờ văn phòng xác nhận.",
            ),
            models.CheckConstraint(
                name="overturn_says_something",
                condition=(
                    ~Q(declared="") | Q(value__isnull=False) | Q(numerator__isnull=False, denominator__isnull=False)
                )
                & ~Q(reason=""),
                violation_error_message="Ghi kết quả thấy được và lý do.",
            ),
            models.CheckConstraint(
                name="overturn_decided_whole",
                condition=Q(decided_by=None, decided_at=None, finding=None, refusal="")
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & (Q(finding__isnull=False, refusal="") | Q(finding=None) & ~Q(refusal="")),
                violation_error_message="Quyết định phải có người, ngày, và số liệu phúc tra hoặc lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.note_id}: {self.indicator}"

    @property
    def shown(self) -> str:
        """What was seen, as it is to be recorded."""
        return Verdict(self.declared).label if self.declared else ""
