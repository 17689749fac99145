"""Kế hoạch bổ sung, hoàn thiện tiêu chí: what a commune will do about one cell that is not met, and by when."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Appointment, Department, Unit
from criteria.models import Criterion, Finding, Indicator
from directives.enums import PlanState
from directives.rules.plan_states import OPEN_STATES, RUNNING_STATES


class PlanQuerySet(models.QuerySet):
    """How the office asks for plans."""

    def open(self):
        """Plans that were neither ended nor cancelled: one at most for each cell."""
        return self.filter(state__in=OPEN_STATES)

    def running(self):
        """Approved plans, on which progress is reported."""
        return self.filter(state__in=RUNNING_STATES)

    def with_names(self):
        """Brings along what every list says of a plan: the place, the indicator, its criterion."""
        return self.select_related("unit", "criterion", "indicator", "changed_by")

    def in_order(self):
        """In the order of the official tables, a whole criterion before its indicators; of a cell the newest first."""
        indicator = models.F("indicator__display_order").asc(nulls_first=True)
        return self.order_by(
            "unit__display_order", "unit__sort_key", "unit__code", "criterion__number", indicator, "-number"
        )


class ImprovementPlan(models.Model):
    """One cell and the way to have it met: the state it started from, the goal, the day. At most one is open."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị")
    number = models.PositiveSmallIntegerField("số thứ tự trong xã")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="plans", verbose_name="tiêu chí")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="chỉ tiêu",
        help_text="trống khi kế hoạch cho cả tiêu chí",
    )  # fmt: skip
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="số liệu lúc lập"
    )
    standing = models.CharField("thực trạng", max_length=500)
    goal = models.CharField("mục tiêu", max_length=500)
    expected_value = models.DecimalField("giá trị phải đạt", max_digits=18, decimal_places=4, null=True, blank=True)
    reach_by = models.DateField("đạt trước hết ngày")
    next_review_on = models.DateField("ngày rà soát tiếp theo", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=9, choices=PlanState.choices, default=PlanState.DRAFT)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="chép từ kế hoạch"
    )
    # A form names the version it was opened with, and a save on top of another's is refused with his words.
    version = models.PositiveIntegerField("lần sửa", default=1)
    made_on = models.DateField("ngày lập")
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người sửa")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kế hoạch hoàn thiện"
        verbose_name_plural = "kế hoạch hoàn thiện"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                name="plan_number_once",
                violation_error_message="Xã đã có kế hoạch mang số này.",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator"],
                condition=Q(indicator__isnull=False) & ~Q(state__in=["CLOSED", "CANCELLED"]),
                name="plan_open_once_per_indicator",
                violation_error_message="Ô này đang có một kế hoạch chưa kết thúc.",
            ),
            models.UniqueConstraint(
                fields=["unit", "criterion"],
                condition=Q(indicator=None) & ~Q(state__in=["CLOSED", "CANCELLED"]),
                name="plan_open_once_per_criterion",
                violation_error_message="Tiêu chí này đang có một kế hoạch chưa kết thúc.",
            ),
            models.CheckConstraint(
                name="plan_says_where_and_whither",
                condition=~Q(standing="") & ~Q(goal=""),
                violation_error_message="Kế hoạch phải có thực trạng và mục tiêu.",
            ),
            models.CheckConstraint(
                name="plan_reached_after_made",
                condition=Q(reach_by__gte=F("made_on")),
                violation_error_message="Ngày phải đạt phải từ ngày lập trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}: kế hoạch {self.subject_number}"

    @property
    def subject_number(self) -> str:
        """ "15.1", or "17" where the criterion is planned as a whole."""
        return self.indicator.number if self.indicator else str(self.criterion.number)

    @property
    def subject_name(self) -> str:
        """ "Bảo hiểm y tế": what the plan is about, in short."""
        return self.indicator.short_name if self.indicator else self.criterion.short_name

    @property
    def path(self) -> str:
        """Where the plan is read."""
        return f"/ke-hoach/{self.unit.slug}/{self.number}/"


class PlanStepQuerySet(models.QuerySet):
    """How the office asks for measures."""

    def with_names(self):
        """Brings along who does it with whom."""
        return self.select_related("holder__officer", "holder__unit", "department", "written_by")

    def in_order(self):
        """As the plan lists them."""
        return self.order_by("plan", "position", "pk")


class PlanStep(models.Model):
    """Giải pháp: one thing to be done, beginning with a verb; by whom, with whom, when, with which money."""

    plan = models.ForeignKey(ImprovementPlan, models.PROTECT, related_name="steps", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự")
    measure = models.CharField("giải pháp", max_length=300)
    starts_on = models.DateField("bắt đầu")
    due_on = models.DateField("hoàn thành")
    holder = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người phụ trách"
    )
    responsible = models.CharField("người phụ trách khác", max_length=120, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phòng, ban phối hợp"
    )
    coordinating = models.CharField("cơ quan phối hợp khác", max_length=160, blank=True)
    cost = models.PositiveBigIntegerField("kinh phí (đồng)", null=True, blank=True)
    source = models.CharField("nguồn kinh phí", max_length=120, blank=True)
    expected_value = models.DecimalField(
        "giá trị dự kiến khi xong", max_digits=18, decimal_places=4, null=True, blank=True
    )
    is_priority = models.BooleanField("ưu tiên", default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người viết")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = PlanStepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "giải pháp"
        verbose_name_plural = "giải pháp"
        constraints = [
            models.CheckConstraint(
                name="plan_step_says_something",
                condition=~Q(measure=""),
                violation_error_message="Ghi giải pháp.",
            ),
            models.CheckConstraint(
                name="plan_step_in_order",
                condition=Q(due_on__gte=F("starts_on")),
                violation_error_message="Ngày hoàn thành phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="plan_step_one_responsible",
                condition=Q(holder=None) | Q(responsible=""),
                violation_error_message="Người phụ trách: chọn trong danh sách hoặc ghi tên, không cả hai.",
            ),
            models.CheckConstraint(
                name="plan_step_one_coordinating",
                condition=Q(department=None) | Q(coordinating=""),
                violation_error_message="Cơ quan phối hợp: chọn trong danh sách hoặc ghi tên, không cả hai.",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.measure}"

    @property
    def who(self) -> str:
        """The name of whoever does it; empty while nobody is named."""
        return self.holder.officer.name if self.holder else self.responsible

    @property
    def with_whom(self) -> str:
        """Who helps; empty where nobody does."""
        return self.department.short_name if self.department else self.coordinating
