"""Minh chứng: documents, and which figures they prove. Both are added, never changed."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from accounts.models import User
from communes.models import Unit
from criteria.enums import DocumentKind
from criteria.models.finding import Finding
from ntm_portal.vietnamese import fold


class EvidenceQuerySet(models.QuerySet):
    """How the office asks for documents."""

    def in_use(self):
        """Documents that prove at least one figure which still counts."""
        return self.filter(pk__in=EvidenceLink.objects.live().of_counting().values("evidence"))

    def search(self, text: str):
        """Documents of which number, issuer, summary or file name holds every word, typed with or without marks."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(search_name__contains=word)
        return rows

    def newest_first(self):
        """The document of the latest day first."""
        return self.order_by("-issued_on", "-pk")


class Evidence(models.Model):
    """A document that proves figures of one place: what stands on it, and the file as it was uploaded.

    The bytes are kept once under their SHA-256 (ntm_portal.blobs), whichever places they belong to.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence", verbose_name="đơn vị")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày văn bản")
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    summary = models.CharField("trích yếu", max_length=300)
    file_name = models.CharField("tên tệp", max_length=200)
    kind = models.CharField("loại tệp", max_length=4, choices=DocumentKind.choices)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("tải lên lúc")
    search_name = models.CharField("tên để tìm", max_length=900, editable=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    keeps_file = True  # ntm_portal.blobs

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        indexes = [models.Index(fields=["unit", "-issued_on", "-id"], name="evidence_newest")]
        constraints = [
            models.CheckConstraint(
                name="evidence_says_what_it_is",
                condition=~Q(summary="") & ~Q(file_name=""),
                violation_error_message="Minh chứng phải có trích yếu và tên tệp.",
            ),
            models.CheckConstraint(
                name="evidence_has_content",
                condition=Q(size__gt=0),
                violation_error_message="Tệp trống, chưa có nội dung.",
            ),
        ]

    def __str__(self):
        return self.title

    @cached_property
    def title(self) -> str:
        """ "12/BC-UBND", or what it is about where it carries no number."""
        return self.number or self.summary

    @property
    def document_kind(self) -> DocumentKind:
        return DocumentKind(self.kind)

    @property
    def download_name(self) -> str:
        """The name as uploaded, with the ending of what it really is."""
        endings = self.document_kind.endings
        return self.file_name if self.file_name.lower().endswith(endings) else f"{self.file_name}{endings[0]}"


class EvidenceLinkQuerySet(models.QuerySet):
    """How the office asks which document proves which figure."""

    def live(self, known_at: dt.datetime | None = None):
        """Links that hold: neither withdrawn nor a withdrawal; as known at a moment when one is given."""
        made = self.filter(withdraws=None)
        if known_at is None:
            return made.filter(withdrawn_by=None)
        still = Q(withdrawn_by=None) | Q(withdrawn_by__linked_at__gt=known_at)
        return made.filter(still, linked_at__lte=known_at)

    def of_counting(self):
        """Links to figures that still count: neither corrected nor taken back."""
        return self.filter(finding__is_void=False, finding__corrected_by=None)


class EvidenceLink(models.Model):
    """A document proves a figure; or a later line that withdraws this, and says why. No line is ever removed."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links", verbose_name="minh chứng")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="evidence_links", verbose_name="số liệu")
    pages = models.CharField("trang, mục", max_length=80, blank=True)
    linked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gắn")
    linked_at = models.DateTimeField("gắn lúc")
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by", verbose_name="rút"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "gắn minh chứng"
        verbose_name_plural = "gắn minh chứng"
        constraints = [
            models.CheckConstraint(
                name="evidence_withdrawal_has_reason",
                condition=Q(withdraws=None) | ~Q(reason=""),
                violation_error_message="Rút minh chứng phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.evidence_id}/{self.finding_id}"
