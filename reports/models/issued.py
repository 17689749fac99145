"""Báo cáo đã phát hành: what was signed and sent, as it was, for good."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from communes.models import Appointment, Unit
from ntm_portal.vietnamese import day, file_size, fold
from reports.enums import PaperKind, ReportKind, Standing


class IssuedReportQuerySet(models.QuerySet):
    """How the office asks for what was issued."""

    def search(self, text: str):
        """Reports of which number, title, signer, note, forms or withdrawal hold every word, with or without marks."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(Q(search_name__contains=word) | Q(withdrawal__search_name__contains=word))
        return rows

    def standing(self, standing: Standing):
        """Reports that hold, that another one replaced, or that were taken back."""
        if standing == Standing.REPLACED:
            return self.filter(replaced_by__isnull=False)
        if standing == Standing.WITHDRAWN:
            return self.filter(withdrawal__isnull=False)
        return self.filter(replaced_by=None, withdrawal=None)

    def with_form(self, code: str):
        """Reports that carry a form."""
        return self.filter(pk__in=IssuedForm.objects.filter(code=code).values("report"))

    def issued_between(self, since: dt.date | None, until: dt.date | None):
        """By the day on the paper, both days counted; an open end where none is given."""
        rows = self.filter(issued_on__gte=since) if since else self
        return rows.filter(issued_on__lte=until) if until else rows

    def of_place(self, place: Unit):
        """What was issued about one place."""
        return self.filter(place=place)

    def newest_first(self):
        """The latest day on the paper first."""
        return self.order_by("-issued_on", "-pk")


class IssuedReport(models.Model):
    """A report as it left the office: number, day and signer, both dates, what was known, and what it consisted of.

    Added and never changed. `known_at` is the moment whose knowledge it rests on, so that it can be made again.
    `manifest` names the digest of every form and file: nothing can be added or exchanged later. `district` is that of
    the place: each district has bodies of its own, which count their numbers for themselves.
    """

    place = models.ForeignKey(Unit, models.PROTECT, related_name="issued_reports", verbose_name="về đơn vị")
    district = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="huyện")
    kind = models.CharField("loại báo cáo", max_length=7, choices=ReportKind.choices)
    period = models.CharField("kỳ", max_length=40)
    period_code = models.CharField("mã kỳ của phần chữ", max_length=20, blank=True, default="")
    title = models.CharField("tên báo cáo", max_length=200)
    issuer = models.CharField("mã cơ quan ban hành", max_length=40)
    issuer_name = models.CharField("cơ quan ban hành", max_length=120)
    number = models.CharField("số, ký hiệu", max_length=60)
    number_key = models.CharField("số để so", max_length=60, editable=False)
    issued_on = models.DateField("ngày báo cáo")
    year = models.PositiveSmallIntegerField("năm của số")
    signer = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="chức vụ người ký")
    signer_name = models.CharField("người ký", max_length=80)
    signer_post = models.CharField("chức vụ", max_length=120)
    as_of = models.DateField("số liệu đến")
    compared = models.DateField("so với")
    known_at = models.DateTimeField("biết đến lúc")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    apart = models.BooleanField("có biểu về người đứng đầu", default=False)
    replaces = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="replaced_by", verbose_name="thay thế"
    )
    replace_reason = models.CharField("lý do thay thế", max_length=300, blank=True)
    manifest = models.TextField("bảng kê nội dung")
    revision = models.CharField("phiên bản danh mục", max_length=80, blank=True)
    data_version = models.TextField("phiên bản dữ liệu")
    program = models.CharField("phiên bản chương trình", max_length=64)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người phát hành")
    issued_at = models.DateTimeField("phát hành lúc")
    token = models.CharField("mã của lần gửi", max_length=36)
    search_name = models.CharField("tên để tìm", max_length=900, editable=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo đã phát hành"
        verbose_name_plural = "báo cáo đã phát hành"
        indexes = [models.Index(fields=["place", "-issued_on", "-id"], name="issued_newest")]
        constraints = [
            models.CheckConstraint(
                name="issued_carries_number_and_signer",
                condition=~Q(number="") & ~Q(signer_name="") & ~Q(issuer_name=""),
                violation_error_message="Báo cáo phát hành phải có số, cơ quan ban hành và người ký.",
            ),
            models.CheckConstraint(
                name="issued_days_in_order",
                condition=Q(compared__lte=F("as_of"), as_of__lte=F("issued_on")),
                violation_error_message="Ngày so sánh, ngày số liệu, ngày báo cáo phải theo thứ tự.",
            ),
            models.CheckConstraint(
                name="issued_replacement_has_reason",
                condition=Q(replaces=None, replace_reason="") | (Q(replaces__isnull=False) & ~Q(replace_reason="")),
                violation_error_message="Báo cáo thay thế phải nêu lý do.",
            ),
            models.UniqueConstraint(
                fields=["district", "issuer", "year", "number_key"],
                name="issued_number_once",
                violation_error_message="Số này đã dùng trong năm.",
            ),
            models.UniqueConstraint(
                fields=["issued_by", "token"],
                name="issued_sent_once",
                violation_error_message="Báo cáo này đã phát hành.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """As it is cited: "số 45/BC-VPĐP ngày 31/8/2017"."""
        return f"số {self.number} ngày {day(self.issued_on)}"

    @property
    def href(self) -> str:
        """Its own page."""
        return f"/bao-cao/da-phat-hanh/{self.pk}/"


class IssuedForm(models.Model):
    """One form of an issued report, cell by cell, so that it can be drawn and compared without today's data."""

    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="forms", verbose_name="báo cáo")
    code = models.SlugField("mã biểu", max_length=40)
    sheet = models.CharField("biểu", max_length=40)
    name = models.CharField("tên biểu", max_length=200)
    place_in_order = models.PositiveSmallIntegerField("thứ tự")
    content = models.JSONField("nội dung")
    digest = models.CharField("SHA-256 của nội dung", max_length=64)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "biểu đã phát hành"
        verbose_name_plural = "biểu đã phát hành"
        ordering = ["report", "place_in_order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="issued_form_once"),
        ]

    def __str__(self):
        return f"{self.sheet} {self.name}"


class IssuedFile(models.Model):
    """One file of an issued report; the bytes are kept under their SHA-256 (ntm_portal.blobs)."""

    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="files", verbose_name="báo cáo")
    kind = models.CharField("loại tệp", max_length=5, choices=PaperKind.choices)
    file_name = models.CharField("tên tệp", max_length=120)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    keeps_file = True  # ntm_portal.blobs

    class Meta:
        verbose_name = "tệp đã phát hành"
        verbose_name_plural = "tệp đã phát hành"
        ordering = ["report", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="issued_file_once"),
            models.CheckConstraint(
                name="issued_file_has_content",
                condition=Q(size__gt=0),
                violation_error_message="Tệp trống, chưa có nội dung.",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def href(self) -> str:
        """Where it is taken away."""
        return f"/bao-cao/da-phat-hanh/{self.report_id}/tep/{self.kind}/"

    @property
    def size_words(self) -> str:
        """ "31 KB"."""
        return file_size(self.size)
