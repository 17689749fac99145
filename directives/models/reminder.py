"""Nhắc việc: what each person was told on which day, and the private address of a calendar."""

import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.models import User
from directives.enums import MailState


class ReminderQuerySet(models.QuerySet):
    """How the office asks for messages."""

    def newest_first(self):
        """The last message on top."""
        return self.order_by("-day", "-pk")

    def unsent(self, since: dt.date):
        """Messages of the last days whose e-mail has not gone out; an older one would only confuse."""
        return self.filter(mail_state__in=(MailState.WAITING, MailState.FAILED), day__gte=since)

    def failed(self):
        """Messages the mail server did not take."""
        return self.filter(mail_state=MailState.FAILED).order_by("day", "pk")


class Reminder(models.Model):
    """Thư nhắc việc: the one message of a person on a day, as it was written."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reminders", verbose_name="người nhận")
    day = models.DateField("ngày")
    made_at = models.DateTimeField("lúc lập")
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung")
    mail_to = models.EmailField("thư điện tử", blank=True)
    mail_state = models.CharField("gửi thư điện tử", max_length=8, choices=MailState.choices)
    mailed_at = models.DateTimeField("lúc gửi thư", null=True, blank=True)
    fault = models.CharField("lỗi gửi thư", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "thư nhắc việc"
        verbose_name_plural = "thư nhắc việc"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="reminder_once_a_day",
                violation_error_message="Người này đã được nhắc trong ngày.",
            ),
            models.CheckConstraint(
                name="reminder_mail_has_address",
                condition=Q(mail_state=MailState.NONE, mail_to="", mailed_at=None)
                | (~Q(mail_state=MailState.NONE) & ~Q(mail_to="")),
                violation_error_message="Gửi thư điện tử phải có địa chỉ.",
            ),
            models.CheckConstraint(
                name="reminder_mailed_when",
                condition=Q(mail_state=MailState.SENT, mailed_at__isnull=False)
                | (~Q(mail_state=MailState.SENT) & Q(mailed_at=None)),
                violation_error_message="Thư đã gửi phải có lúc gửi.",
            ),
        ]

    def __str__(self):
        return self.subject


class RemindedTask(models.Model):
    """Việc đã nhắc: one thing at one step, said to a person once and never again."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="tasks", verbose_name="thư")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhận")
    key = models.CharField("việc", max_length=300)
    step = models.CharField("mốc nhắc", max_length=10)
    title = models.CharField("nội dung", max_length=400)
    due_on = models.DateField("hạn")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "việc đã nhắc"
        verbose_name_plural = "việc đã nhắc"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key", "step"],
                name="reminded_once_at_a_step",
                violation_error_message="Việc này đã nhắc ở mốc đó.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.step})"

    @property
    def url(self) -> str:
        """Where the thing is done; it is the first part of its name."""
        return self.key.partition("#")[0]


class CalendarAddressQuerySet(models.QuerySet):
    """How an address is looked up."""

    def open(self):
        """Addresses that still answer: not revoked, and their owner may sign in."""
        return self.filter(revoked_at=None, user__is_active=True)


class CalendarAddress(models.Model):
    """Địa chỉ lịch riêng: whoever knows it reads the due days of its owner, until it is revoked.

    Only a digest is kept, so that a copy of the database opens nobody's calendar.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="calendar_addresses", verbose_name="chủ lịch")
    digest = models.CharField("mã băm", max_length=64, unique=True)
    made_at = models.DateTimeField("lúc tạo")
    revoked_at = models.DateTimeField("lúc thu hồi", null=True, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="calendar_one_open_address",
                violation_error_message="Mỗi người có một địa chỉ lịch đang dùng.",
            ),
            models.CheckConstraint(
                name="calendar_revoked_after_made",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=models.F("made_at")),
                violation_error_message="Địa chỉ chỉ thu hồi được sau khi tạo.",
            ),
        ]

    def __str__(self):
        return f"Lịch của {self.user}"
