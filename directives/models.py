"""Directing documents, and what they ask of whom by when."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import Post
from communes.models import Unit
from criteria.models import Criterion, Indicator
from directives.enums import AppliesTo, DocumentKind


class Directive(models.Model):
    """A document of the Party or the state that directs the work, with what it is based on."""

    kind = models.CharField("loại văn bản", max_length=10, choices=DocumentKind.choices)
    number = models.CharField("số", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=120)
    signer = models.CharField("người ký", max_length=120, blank=True)
    summary = models.TextField("trích yếu")
    district = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="huyện")
    cites = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="cited_by", verbose_name="căn cứ")
    source = models.CharField("nguồn", max_length=200, blank=True)

    history = HistoricalRecords(m2m_fields=[cites])

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "issued_on", "issuer"], name="directive_once",
                                    violation_error_message="Văn bản này đã có."),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}".strip()


class Obligation(models.Model):
    """One thing a clause asks: an indicator or criterion, of which places, by when, and who answers."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="obligations", verbose_name="văn bản")
    clause = models.CharField("mục", max_length=20)
    title = models.CharField("nội dung", max_length=300)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="chỉ tiêu")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="tiêu chí")
    applies_to = models.CharField("áp dụng cho", max_length=10, choices=AppliesTo.choices)
    begins_on = models.DateField("giao từ ngày")
    due_on = models.DateField("hạn")
    answering_posts = models.JSONField("người chịu trách nhiệm", default=list, help_text="Mã chức vụ")
    due_set_by_office = models.BooleanField("hạn do văn phòng đặt", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["due_on", "pk"]
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
        ]

    def __str__(self):
        return self.title

    def post_names(self) -> list[str]:
        """The answering posts in the office's words."""
        return [Post(code).label for code in self.answering_posts]
