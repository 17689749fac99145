"""What a document asks of whom, by when, and how it is judged."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import Post
from communes.models import Department, Unit
from criteria.models import Criterion, Indicator
from directives.enums import AppliesTo, JudgedBy, PriorityGroup, Recurrence, TeamOf
from directives.models.directive import Directive
from directives.rules.clauses import clause_slug
from directives.rules.deadlines import Term
from directives.rules.recurrence import Rhythm

ONE_OF_BOTH = Q(indicator__isnull=False, criterion=None) | Q(indicator=None, criterion__isnull=False)
COMES_AGAIN = Q(recurrence="", due_day=None, ends_on=None) | ~Q(recurrence="") & Q(
    due_day__gte=1, due_day__lte=31, due_on=None
)
MAY_COME_AGAIN = [judged for judged in JudgedBy if judged.comes_again]


class ObligationQuerySet(models.QuerySet):
    """How the office asks for tasks."""

    def begun_by(self, day: dt.date):
        """Tasks given by the end of that day."""
        return self.filter(begins_on__lte=day)

    def of_communes(self):
        """Tasks asked of every commune, or of those named."""
        return self.filter(applies_to=AppliesTo.COMMUNES)

    def of_district(self):
        """Tasks asked of the district itself."""
        return self.filter(applies_to=AppliesTo.DISTRICT)

    def measured(self):
        """Tasks that a verdict decides: an indicator or a criterion that must be met by a day."""
        return self.filter(judged_by=JudgedBy.MEASURE, due_on__isnull=False)

    def with_addressees(self):
        """Brings along what it is about, who is asked and who answers."""
        return self.select_related("directive", "indicator", "criterion").prefetch_related(
            "units", "bodies", "answering_bodies"
        )

    def in_order(self):
        """As the document lists them."""
        return self.order_by(
            "directive__issued_on", "clause", "due_on", "criterion__number",
            "indicator__criterion__number", "indicator__display_order", "pk",
        )  # fmt: skip


class Obligation(models.Model):
    """Nhiệm vụ: one thing a clause asks, of which places or bodies, by when, who answers, and what decides it."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="obligations", verbose_name="văn bản")
    clause = models.CharField("mục", max_length=20)
    title = models.CharField("nội dung", max_length=300)
    judged_by = models.CharField("đánh giá theo", max_length=10, choices=JudgedBy.choices, default=JudgedBy.MEASURE)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="chỉ tiêu"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="tiêu chí"
    )
    visits_of = models.CharField(
        "đoàn được tính", max_length=5, choices=TeamOf.choices, blank=True, help_text="Để trống: mọi đoàn"
    )
    priority = models.CharField("nhóm ưu tiên", max_length=12, choices=PriorityGroup.choices, blank=True)
    applies_to = models.CharField("áp dụng cho", max_length=10, choices=AppliesTo.choices)
    units = models.ManyToManyField(
        Unit, blank=True, related_name="named_obligations", verbose_name="chỉ các xã, thị trấn"
    )
    bodies = models.ManyToManyField(
        Department, blank=True, related_name="obligations", verbose_name="cơ quan, đoàn thể được giao"
    )
    begins_on = models.DateField("giao từ ngày")
    opens_on = models.DateField("bắt đầu kỳ thực hiện", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True, help_text="Để trống: thường xuyên")
    recurrence = models.CharField("định kỳ", max_length=10, choices=Recurrence.choices, blank=True)
    due_day = models.PositiveSmallIntegerField("hạn vào ngày", null=True, blank=True)
    ends_on = models.DateField("định kỳ đến hết ngày", null=True, blank=True)
    wanted = models.PositiveSmallIntegerField("số lượng yêu cầu", default=1)
    counted = models.CharField("đơn vị đếm", max_length=20, blank=True)
    answering_posts = models.JSONField("người chịu trách nhiệm", default=list, blank=True, help_text="Mã chức vụ")
    answering_bodies = models.ManyToManyField(
        Department, blank=True, related_name="answered_obligations", verbose_name="cơ quan chịu trách nhiệm"
    )
    answering_words = models.CharField("chịu trách nhiệm, ghi như văn bản", max_length=200, blank=True)
    due_set_by_office = models.BooleanField("hạn do văn phòng đặt", default=False)
    set_by_office = models.BooleanField("nội dung do văn phòng đặt để theo dõi", default=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ObligationQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[units, bodies, answering_bodies])

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(
                name="obligation_of_indicator_or_criterion",
                condition=Q(judged_by=JudgedBy.MEASURE) & ONE_OF_BOTH
                | ~Q(judged_by=JudgedBy.MEASURE) & Q(indicator=None, criterion=None),
                violation_error_message=(
                    "Chọn một chỉ tiêu hoặc một tiêu chí; việc đánh giá cách khác thì để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                name="obligation_due_after_begin",
                condition=Q(due_on=None) | Q(due_on__gte=F("begins_on")),
                violation_error_message="Hạn phải từ ngày giao trở đi.",
            ),
            models.CheckConstraint(
                name="obligation_comes_again_by_day",
                condition=COMES_AGAIN,
                violation_error_message="Việc định kỳ ghi ngày đến hạn trong tháng (1 đến 31), không ghi hạn riêng.",
            ),
            models.CheckConstraint(
                name="obligation_report_comes_again",
                condition=~Q(judged_by=JudgedBy.REPORT) | ~Q(recurrence=""),
                violation_error_message="Báo cáo định kỳ phải ghi định kỳ.",
            ),
            models.CheckConstraint(
                name="obligation_comes_again_with_deeds",
                condition=Q(recurrence="") | Q(judged_by__in=MAY_COME_AGAIN),
                violation_error_message="Chỉ văn bản, báo cáo, kiểm tra, việc có minh chứng mới giao định kỳ.",
            ),
            models.CheckConstraint(
                name="obligation_names_team_of_visits",
                condition=Q(visits_of="") | Q(judged_by=JudgedBy.VISIT),
                violation_error_message="Chỉ chọn đoàn được tính khi đánh giá theo biên bản kiểm tra.",
            ),
            models.CheckConstraint(
                name="obligation_wants_something",
                condition=Q(wanted__gte=1),
                violation_error_message="Số lượng yêu cầu phải từ 1 trở lên.",
            ),
            models.UniqueConstraint(
                fields=["directive", "clause", "applies_to", "indicator"],
                condition=Q(criterion=None),
                name="obligation_indicator_once",
                violation_error_message="Mục này đã giao chỉ tiêu đó.",
            ),
            models.UniqueConstraint(
                fields=["directive", "clause", "applies_to", "criterion"],
                condition=Q(indicator=None),
                name="obligation_criterion_once",
                violation_error_message="Mục này đã giao tiêu chí đó.",
            ),
            models.UniqueConstraint(
                fields=["directive", "clause", "applies_to", "title"],
                condition=Q(indicator=None, criterion=None),
                name="obligation_title_once",
                violation_error_message="Mục này đã giao việc đó.",
            ),
        ]

    def __str__(self):
        return f"Mục {self.clause}: {self.indicator or self.criterion or self.title}"

    def clean(self):
        """Refuse posts that nobody can hold; the database cannot look into the list."""
        posts = self.answering_posts
        if not isinstance(posts, list) or not set(posts) <= set(Post.values):
            raise ValidationError({"answering_posts": f"Nhập danh sách mã chức vụ trong: {', '.join(Post.values)}."})

    def post_names(self) -> list[str]:
        """The answering posts in the office's words."""
        return [Post(code).label for code in self.answering_posts]

    @property
    def judged(self) -> JudgedBy:
        return JudgedBy(self.judged_by)

    @property
    def visits_from(self) -> dt.date:
        """The first day on which a visit counts: from when it is the time of the task, else since it was given."""
        return self.opens_on or self.begins_on

    @property
    def visits_words(self) -> str:
        """Whose visits count: "đoàn của Huyện ủy", "mọi đoàn"."""
        return f"đoàn của {self.get_visits_of_display()}" if self.visits_of else "mọi đoàn"

    @property
    def slug(self) -> str:
        """The clause as the address of its page spells it."""
        return clause_slug(self.clause)

    @property
    def href(self) -> str:
        """The page of the clause."""
        return f"/chi-thi/{self.directive_id}/{self.slug}/"

    @property
    def rhythm(self) -> Rhythm | None:
        """When it comes again, if it does."""
        if not self.recurrence:
            return None
        return Rhythm(Recurrence(self.recurrence), self.due_day, self.begins_on, self.ends_on)

    def term(self, due_on: dt.date | None) -> Term:
        """Its time, with the due day that counts for a place."""
        return Term(self.begins_on, due_on, self.opens_on)
