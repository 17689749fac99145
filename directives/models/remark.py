"""Nhận xét về người đứng đầu và tự kiểm điểm: drafts that only their own side knows, and what was issued."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from communes.enums import HEAD_POSTS, Post
from communes.models import Department, Unit
from directives.enums import BOARDS, Side
from directives.rules.sheet_periods import SheetPeriod

OF_BOARD = Q(side__in=BOARDS)
# A board speaks of a place or a department; a head of his own commune only.
SPEAKS_OF = OF_BOARD & (
    Q(unit__isnull=False, department=None) | Q(unit=None, department__isnull=False)
) | ~OF_BOARD & Q(unit__isnull=False, department=None)


@dataclass(frozen=True, slots=True)
class OfSheet:
    """Of whom and of which days something is said: a commune or a department, and the period."""

    period: SheetPeriod
    unit: Unit | None = None
    department: Department | None = None

    @property
    def name(self) -> str:
        """ "Xã Xuân Tân"."""
        return str(self.unit or self.department)

    @property
    def fields(self) -> dict:
        """As the rows of the sheet are found and made."""
        return {
            "unit": self.unit,
            "department": self.department,
            "period_code": self.period.code,
            "begins_on": self.period.span.begins_on,
        }


class OnSheet(models.Model):
    """Words on the sheet of a commune or a department for a period."""

    side = models.CharField("bên ghi", max_length=12, choices=Side.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="đơn vị"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="phòng, ban"
    )
    period_code = models.SlugField("kỳ", max_length=20)
    begins_on = models.DateField("kỳ từ ngày")
    text = models.TextField("nội dung")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        abstract = True

    @property
    def place(self) -> Unit | Department:
        """Of whom the words are."""
        return self.unit or self.department


class RemarkDraftQuerySet(models.QuerySet):
    """How a side asks for its own drafts."""

    def of_sheet(self, sheet: OfSheet):
        """What is being written about a place and a period."""
        return self.filter(**sheet.fields)


class RemarkDraft(OnSheet):
    """Bản nháp nhận xét hoặc tự kiểm điểm: known to its own side alone, so that it has neither history nor admin page.

    A draft of a board is written by its accounts together, that of a head by himself (`owner`).
    """

    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người tự kiểm điểm"
    )
    revision = models.PositiveIntegerField("lần ghi", default=1)
    token = models.CharField("mã bản nháp", max_length=36, unique=True)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    changed_at = models.DateTimeField("lúc ghi")

    objects = RemarkDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "bản nháp nhận xét"
        verbose_name_plural = "bản nháp nhận xét"
        constraints = [
            models.CheckConstraint(
                name="draft_speaks_of_one",
                condition=SPEAKS_OF,
                violation_error_message="Nhận xét về một đơn vị hoặc một phòng, ban; tự kiểm điểm về xã của mình.",
            ),
            models.CheckConstraint(
                name="draft_of_head_has_owner",
                condition=OF_BOARD & Q(owner=None) | ~OF_BOARD & Q(owner__isnull=False),
                violation_error_message="Bản tự kiểm điểm phải có người viết.",
            ),
            models.UniqueConstraint(
                fields=["side", "unit", "period_code", "begins_on"],
                condition=Q(owner=None, department=None),
                name="draft_once_of_unit",
                violation_error_message="Đã có bản nháp về đơn vị này.",
            ),
            models.UniqueConstraint(
                fields=["side", "department", "period_code", "begins_on"],
                condition=Q(owner=None, unit=None),
                name="draft_once_of_department",
                violation_error_message="Đã có bản nháp về phòng, ban này.",
            ),
            models.UniqueConstraint(
                fields=["owner", "unit", "period_code", "begins_on"],
                condition=Q(owner__isnull=False),
                name="draft_once_of_head",
                violation_error_message="Đã có bản nháp tự kiểm điểm của kỳ này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.place}"


class RemarkQuerySet(models.QuerySet):
    """How the office asks for what was issued."""

    def of_period(self, period: SheetPeriod):
        """Said of that period; of days nobody gave a name, whatever was said of periods that lie within them."""
        if period.code:
            return self.filter(period_code=period.code, begins_on=period.span.begins_on)
        return self.filter(begins_on__gte=period.span.begins_on, ends_on__lte=period.span.ends_on)

    def issued_by_end_of(self, moment: dt.datetime):
        """Issued by a moment."""
        return self.filter(issued_at__lte=moment)

    def in_order(self):
        """The heads first, then the boards; what supplements something stands after it."""
        ranks = [models.When(side=side, then=rank) for rank, side in enumerate(Side)]
        return self.order_by(models.Case(*ranks), "post", "issued_at", "pk")


class Remark(OnSheet):
    """Nhận xét đã ban hành, bản tự kiểm điểm đã gửi: added and never changed; a later word supplements the first."""

    ends_on = models.DateField("số liệu đến ngày")
    post = models.CharField("chức vụ", max_length=20, choices=Post.choices, blank=True)
    supplements = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="supplemented_by", verbose_name="bổ sung cho"
    )
    token = models.CharField("mã bản nháp", max_length=36, unique=True)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ban hành")
    issued_at = models.DateTimeField("ban hành lúc")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        indexes = [models.Index(fields=["begins_on", "period_code"], name="remark_of_period")]
        constraints = [
            models.CheckConstraint(
                name="remark_speaks_of_one",
                condition=SPEAKS_OF,
                violation_error_message="Nhận xét về một đơn vị hoặc một phòng, ban; tự kiểm điểm về xã của mình.",
            ),
            models.CheckConstraint(
                name="remark_of_head_has_post",
                condition=OF_BOARD & Q(post="") | ~OF_BOARD & Q(post__in=HEAD_POSTS),
                violation_error_message="Bản tự kiểm điểm phải ghi chức vụ người đứng đầu.",
            ),
            models.CheckConstraint(
                name="remark_days_in_order",
                condition=Q(ends_on__gte=F("begins_on")),
                violation_error_message="Ngày số liệu phải từ ngày đầu kỳ trở đi.",
            ),
            models.CheckConstraint(
                name="remark_says_something",
                condition=~Q(text=""),
                violation_error_message="Ghi nội dung.",
            ),
            models.UniqueConstraint(
                fields=["side", "unit", "period_code", "begins_on"],
                condition=Q(supplements=None, post="", department=None),
                name="remark_once_of_unit",
                violation_error_message="Nhận xét của kỳ này đã ban hành; ghi thêm thành bản bổ sung.",
            ),
            models.UniqueConstraint(
                fields=["side", "department", "period_code", "begins_on"],
                condition=Q(supplements=None, post="", unit=None),
                name="remark_once_of_department",
                violation_error_message="Nhận xét của kỳ này đã ban hành; ghi thêm thành bản bổ sung.",
            ),
            models.UniqueConstraint(
                fields=["issued_by", "unit", "period_code", "begins_on"],
                condition=Q(supplements=None) & ~Q(post=""),
                name="remark_once_of_head",
                violation_error_message="Bản tự kiểm điểm của kỳ này đã gửi; ghi thêm thành bản bổ sung.",
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.place}"
