"""Directing documents, and what they ask of whom by when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import Post
from communes.models import Unit
from criteria.models import Criterion, Indicator
from directives.enums import AppliesTo, DocumentKind
from ntm_portal.vietnamese import day


class DirectiveQuerySet(models.QuerySet):
    """How the office asks for documents."""

    def asking(self):
        """Documents that give tasks, not only those they cite."""
        return self.filter(kind=DocumentKind.DIRECTIVE)

    def issued_by(self, day: dt.date):
        """Documents that existed at the end of that day."""
        return self.filter(issued_on__lte=day)

    def newest_first(self):
        """The document in force stands first."""
        return self.order_by("-issued_on", "-pk")


class Directive(models.Model):
    """A document of the Party or the state that directs the work, with what it is based on."""

    kind = models.CharField("loại văn bản", max_length=10, choices=DocumentKind.choices)
    number = models.CharField("số", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    signer = models.CharField("người ký", max_length=120, blank=True)
    summary = models.TextField("trích yếu", blank=True)
    district = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="huyện"
    )
    cites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="cited_by", verbose_name="căn cứ"
    )
    source = models.CharField("nguồn", max_length=200, blank=True)

    objects = DirectiveQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[cites])

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "issued_on", "issuer"],
                name="directive_once",
                violation_error_message="Văn bản này đã có.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """As it is cited: "Nghị quyết số 30-NQ/HU ngày 03/6/2016"; a number not known is left out."""
        number = f" số {self.number}" if self.number else ""
        return f"{self.get_kind_display()}{number} ngày {day(self.issued_on)}"


class ObligationQuerySet(models.QuerySet):
    """How the office asks for tasks."""

    def begun_by(self, day: dt.date):
        """Tasks given by the end of that day."""
        return self.filter(begins_on__lte=day)

    def of_communes(self):
        """Tasks asked of every commune."""
        return self.filter(applies_to=AppliesTo.COMMUNES)

    def of_district(self):
        """Tasks asked of the district itself."""
        return self.filter(applies_to=AppliesTo.DISTRICT)

    def in_order(self):
        """As the document lists them."""
        return self.order_by(
            "directive__issued_on", "clause", "due_on", "criterion__number",
            "indicator__criterion__number", "indicator__display_order", "pk",
        )  # fmt: skip


class Obligation(models.Model):
    """One thing a clause asks: an indicator or criterion, of which places, by when, and who answers."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="obligations", verbose_name="văn bản")
    clause = models.CharField("mục", max_length=20)
    title = models.CharField("nội dung", max_length=300)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="chỉ tiêu"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="tiêu chí"
    )
    applies_to = models.CharField("áp dụng cho", max_length=10, choices=AppliesTo.choices)
    begins_on = models.DateField("giao từ ngày")
    due_on = models.DateField("hạn")
    answering_posts = models.JSONField("người chịu trách nhiệm", default=list, help_text="Mã chức vụ")
    due_set_by_office = models.BooleanField("hạn do văn phòng đặt", default=False)

    objects = ObligationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(
                name="obligation_of_indicator_or_criterion",
                condition=Q(indicator__isnull=False, criterion=None) | Q(indicator=None, criterion__isnull=False),
                violation_error_message="Chọn một chỉ tiêu hoặc một tiêu chí.",
            ),
            models.CheckConstraint(
                name="obligation_due_after_begin",
                condition=Q(due_on__gte=F("begins_on")),
                violation_error_message="Hạn phải từ ngày giao trở đi.",
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
        ]

    def __str__(self):
        return f"Mục {self.clause}: {self.indicator or self.criterion}"

    def clean(self):
        """Refuse posts that nobody can hold; the database cannot look into the list."""
        posts = self.answering_posts
        if not isinstance(posts, list) or not posts or not set(posts) <= set(Post.values):
            raise ValidationError({"answering_posts": f"Nhập danh sách mã chức vụ trong: {', '.join(Post.values)}."})

    def post_names(self) -> list[str]:
        """The answering posts in the office's words."""
        return [Post(code).label for code in self.answering_posts]
