"""Departments, and who held which post when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import FAR, HEAD_POSTS, Kind, Post
from communes.models.units import Unit


class Department(models.Model):
    """A district office that is in charge of indicators (phòng, ban phụ trách)."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=120)
    short_name = models.CharField("tên ngắn", max_length=40)
    district = models.ForeignKey(Unit, models.PROTECT, related_name="departments", verbose_name="huyện")
    display_order = models.PositiveSmallIntegerField("thứ tự", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "phòng, ban"
        verbose_name_plural = "phòng, ban"
        ordering = ["display_order", "pk"]

    def __str__(self):
        return self.name


class Officer(models.Model):
    """A person who holds, or held, a post."""

    name = models.CharField("họ tên", max_length=80)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    sample = models.BooleanField("tên minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"

    def __str__(self):
        return self.name


class AppointmentQuerySet(models.QuerySet):
    """Who was in office."""

    def on(self, day: dt.date):
        """Appointments in force on that day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day)

    def heads(self):
        """Posts with one holder, who answers for the unit: bí thư, chủ tịch, trưởng phòng."""
        return self.filter(post__in=HEAD_POSTS)

    def heads_of(self, unit: Unit, day: dt.date):
        """Who answered for the unit on that day: the party secretary first, then the chairman."""
        return self.heads().on(day).filter(unit=unit).select_related("officer").by_post()

    def by_post(self):
        """In the order of the posts, as a document lists them."""
        ranks = [models.When(post=post, then=rank) for rank, post in enumerate(Post)]
        return self.order_by(models.Case(*ranks), "valid_from", "pk")

    def overlapping(self, other: "Appointment"):
        """Other holders of the same post in the same place during the same days."""
        same_place = self.filter(unit=other.unit_id, department=other.department_id, post=other.post)
        return same_place.filter(valid_from__lte=other.valid_to, valid_to__gte=other.valid_from).exclude(pk=other.pk)


class Appointment(models.Model):
    """Who held which post over which unit or department, from when to when."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments", verbose_name="cán bộ")
    post = models.CharField("chức vụ", max_length=20, choices=Post.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="đơn vị"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="phòng, ban"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", default=FAR)
    source = models.CharField("căn cứ", max_length=200, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = AppointmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        constraints = [
            models.CheckConstraint(
                name="appointment_over_unit_or_department",
                condition=Q(unit__isnull=False, department=None) | Q(unit=None, department__isnull=False),
                violation_error_message="Chọn một đơn vị hoặc một phòng, ban.",
            ),
            models.CheckConstraint(
                name="appointment_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi giữ chức phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.get_post_display()}: {self.officer}"

    @property
    def post_label(self) -> str:
        """The post as the place itself calls it: "Chủ tịch UBND thị trấn" in a township."""
        words = self.get_post_display()
        return words.replace(" xã", " thị trấn") if self.unit and self.unit.kind == Kind.THI_TRAN else words

    def clean(self):
        """Say in a sentence what the database refuses (communes/triggers.py): two heads on one day."""
        if not self.valid_from or not self.valid_to:
            return
        if self.unit and not self.unit.covers(self.valid_from):
            raise ValidationError({"valid_from": "Đơn vị chưa có hoặc không còn vào ngày này."})
        holder = Appointment.objects.overlapping(self).select_related("officer").first()
        if self.post in HEAD_POSTS and holder:
            raise ValidationError({"valid_from": f"Chức vụ này do {holder.officer} giữ trong thời gian đã chọn."})
