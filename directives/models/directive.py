"""Directing documents: what they are, what they rest on, and the file with their text."""

import datetime as dt

from django.db import models
from simple_history.models import HistoricalRecords

from communes.models import Unit
from criteria.models import Evidence
from directives.enums import DocumentKind
from ntm_portal.vietnamese import day


class DirectiveQuerySet(models.QuerySet):
    """How the office asks for documents."""

    def asking(self):
        """Directives: what the whole district works by, and what the dates of a page are compared with."""
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
    scope = models.CharField("phạm vi", max_length=200, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    file = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="toàn văn"
    )
    sample = models.BooleanField("số liệu minh họa", default=False)

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
    def is_asking(self) -> bool:
        """Whether it is a directive; of one document what `asking` says of all."""
        return self.kind == DocumentKind.DIRECTIVE

    @property
    def name(self) -> str:
        """ "Nghị quyết số 30-NQ/HU"; a number not known is left out."""
        number = f" số {self.number}" if self.number else ""
        return f"{self.get_kind_display()}{number}"

    @property
    def label(self) -> str:
        """As it is cited: "Nghị quyết số 30-NQ/HU ngày 03/6/2016"."""
        return f"{self.name} ngày {day(self.issued_on)}"
