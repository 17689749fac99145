"""Uploaded files: what was in them, how it was read, what became of it."""

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import connections, models
from django.db.models import Count, F, Q

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.enums import FileKind, Heap, Stage, Verdict
from criteria.models.finding import Finding
from criteria.models.rulebook import Indicator
from criteria.rules.admission import FigureRow
from criteria.rules.imports.grid import Grid
from criteria.rules.imports.layout import Reading

# Stands in the figure of a line whose cell is closed to all but the office.
CLOSED = "closed"
DECIMALS = ("numerator", "denominator", "value")
WORDS = ("reason", "source_document", "note")
AT_ONCE = 400  # lines in one statement


class ImportLayoutQuerySet(models.QuerySet):
    """How the office asks for layouts it has explained once."""

    def best_for(self, fingerprint: str, user: User):
        """What is known of a layout: one's own word before that of others, the newest first."""
        others = models.Case(models.When(made_by=user, then=0), default=1)
        return self.filter(fingerprint=fingerprint).order_by(others, "-pk").first()


class ImportLayout(models.Model):
    """How a table with certain heads is to be read; added whenever somebody says it, never changed."""

    fingerprint = models.CharField("dấu của đầu bảng", max_length=64, db_index=True)
    reading = models.JSONField("cách đọc")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đặt")
    made_at = models.DateTimeField("đặt lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ImportLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = "cách đọc tệp"
        verbose_name_plural = "cách đọc tệp"

    def __str__(self):
        return f"{self.fingerprint[:8]} {self.made_by_id}"


class ImportBatchQuerySet(models.QuerySet):
    """How the office asks for uploaded files."""

    def light(self):
        """Without the cells of the file, which only its reading needs."""
        return self.defer("cells")

    def newest_first(self):
        """The last upload on top, each with who uploaded and who took it back."""
        return self.light().select_related("uploaded_by__unit", "uploaded_by__department", "undone_by").order_by("-pk")

    def with_counts(self):
        """Each with how many figures it recorded."""
        return self.annotate(recorded=Count("lines__made"))

    def recorded_before(self, batch: "ImportBatch"):
        """The same file, recorded earlier and not taken back."""
        rows = self.filter(sha256=batch.sha256, applied_at__isnull=False, undone_at=None)
        return rows.exclude(pk=batch.pk).order_by("-pk")


class ImportBatch(models.Model):
    """One uploaded file: who, when, what was in it; recorded at most once, and taken back at most once."""

    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="imports", verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("tải lên lúc")
    file_name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveIntegerField("cỡ tệp")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    kind = models.CharField("loại", max_length=7, choices=FileKind.choices)
    sheet = models.CharField("trang tính", max_length=200, blank=True)
    cells = models.BinaryField("các ô")
    fingerprint = models.CharField("dấu của đầu bảng", max_length=64, blank=True)
    reading = models.JSONField("cách đọc", null=True, blank=True)
    stage = models.CharField("mức đánh giá", max_length=9, choices=Stage.choices)
    assessed_on = models.DateField("ngày số liệu", null=True, blank=True)
    source_document = models.CharField("nguồn số liệu, minh chứng", max_length=300, blank=True)
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhập thay"
    )
    applied_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    undone_at = models.DateTimeField("rút lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người rút"
    )
    undo_reason = models.CharField("lý do rút", max_length=500, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đã tải lên"
        verbose_name_plural = "tệp đã tải lên"
        constraints = [
            models.CheckConstraint(
                name="import_undone_whole",
                condition=Q(undone_at=None, undone_by=None, undo_reason="")
                | (Q(undone_at__gte=F("applied_at"), undone_by__isnull=False) & ~Q(undo_reason="")),
                violation_error_message="Rút một lần nhập phải có người, lúc rút và lý do, sau khi đã ghi.",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_form(self) -> bool:
        """A form of the portal, which says itself what its cells are."""
        return self.kind != FileKind.OTHER

    def grids(self) -> list[Grid]:
        """The sheets of the file as they were read."""
        return [Grid.of_plain(stored) for stored in json.loads(zlib.decompress(self.cells))]

    @staticmethod
    def packed(grids: Iterable[Grid]) -> bytes:
        """Sheets as they are stored."""
        text = json.dumps([grid.plain() for grid in grids], ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode(), 1)

    def said(self) -> Reading | None:
        """What was said about the columns of somebody else's table."""
        return Reading.of_plain(self.reading) if self.reading else None


def plain(value):
    """A value of a line as both databases take it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


class ImportLineQuerySet(models.QuerySet):
    """How a preview asks for its lines."""

    def ticked(self):
        """The lines that are to be recorded."""
        return self.filter(chosen=True)

    def in_heaps(self):
        """New ones first, then changed, older, refused and unchanged; in each heap as in the file."""
        order = models.Case(*(models.When(heap=heap, then=at) for at, heap in enumerate(Heap)))
        return self.order_by(order, "position")

    def add_all(self, lines: Sequence["ImportLine"]) -> None:
        """Store the lines of a preview: a province has eleven thousand, for which `bulk_create` takes a second."""
        fields = [field for field in self.model._meta.local_concrete_fields if not field.primary_key]
        values = [[plain(getattr(line, field.attname)) for field in fields] for line in lines]
        connection = connections[self.db]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in fields)
        places = f"({', '.join(['%s'] * len(fields))})"
        into = f"INSERT INTO {quote(self.model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - our own names only
        with connection.cursor() as cursor:
            for start in range(0, len(values), AT_ONCE):
                rows = values[start : start + AT_ONCE]
                cursor.execute(into + ", ".join([places] * len(rows)), [value for row in rows for value in row])

    def heap_counts(self) -> dict[str, int]:
        """How many lines lie in each heap. One query."""
        return dict(self.order_by().values_list("heap").annotate(Count("pk")))


class ImportLine(models.Model):
    """One figure of a file: in which cell, for which place and indicator, what it would do, what became of it."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="lines", verbose_name="tệp")
    position = models.PositiveIntegerField("thứ tự")
    address = models.CharField("ô", max_length=12)
    place = models.CharField("tên trong tệp", max_length=120)
    number = models.CharField("chỉ tiêu", max_length=8, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="đơn vị"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="chỉ tiêu"
    )
    heap = models.CharField("nhóm", max_length=8, choices=Heap.choices)
    before_words = models.CharField("số đang có", max_length=120, blank=True)
    after_words = models.CharField("số trong tệp", max_length=120, blank=True)
    remarks = models.JSONField("ghi nhận", default=list, blank=True)
    # What is odd about the figure: check, sentence, and the pages where it is looked at, each with its word.
    cautions = models.JSONField("cảnh báo", default=list, blank=True)
    may_choose = models.BooleanField("chọn được", default=False)
    chosen = models.BooleanField("đã chọn", default=False)
    # What would be recorded, as words: a preview is read as a whole and never searched by its figures.
    figure = models.JSONField("số liệu đọc được", null=True, blank=True)
    # The newest finding the preview was compared with; no key, because a preview binds nobody.
    seen = models.BigIntegerField("số liệu đã xem", null=True, blank=True)
    made = models.OneToOneField(
        Finding, models.PROTECT, null=True, blank=True, related_name="imported_by", verbose_name="số liệu đã ghi"
    )

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của tệp"
        verbose_name_plural = "dòng của tệp"
        constraints = [
            models.CheckConstraint(
                name="import_line_chosen_only_if_offered",
                condition=Q(chosen=False) | Q(may_choose=True),
                violation_error_message="Dòng này không chọn được.",
            ),
        ]

    def __str__(self):
        return f"{self.address} {self.number}"

    def row(self, stage: Stage, reason: str = "") -> FigureRow:
        """The line as a row to be recorded; one that needs a reason brings why it is wanted all the same."""
        figure = {name: word for name, word in self.figure.items() if name != CLOSED}
        for name in DECIMALS:
            figure[name] = Decimal(figure[name]) if name in figure else None
        figure["declared"] = Verdict(figure["declared"]) if "declared" in figure else None
        day = dt.date.fromisoformat(figure.pop("assessed_on"))
        if self.needs_reason:
            figure["reason"] = reason
        return FigureRow(self.indicator_id, stage, day, seen_finding_id=self.seen, **figure)

    @property
    def needs_reason(self) -> bool:
        """Recorded only with a reason: older than the figure in force, or in a closed cell the office still writes."""
        return (self.heap == Heap.OLDER or CLOSED in self.figure) and not self.figure.get("reason")

    def keep(self, row: FigureRow) -> None:
        """Note what is to be recorded."""
        found = ((name, getattr(row, name)) for name in ("assessed_on", *DECIMALS, "declared", *WORDS))
        self.figure = {name: str(value) for name, value in found if value not in (None, "")}
