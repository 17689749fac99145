"""Trình tự, thủ tục công nhận: which papers a dossier holds and which steps it goes, as data with its source."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import Level
from communes.models import Department
from criteria.enums import SourceStatus
from criteria.models import Criterion
from dossiers.enums import Keeper, Section, ShownBy, Takes
from dossiers.rules.parts import is_day_of_any_year

SHARE = {"max_digits": 5, "decimal_places": 2, "null": True, "blank": True}
WITHIN_A_HUNDRED = Q(vote_least=None) | Q(vote_least__gte=0, vote_least__lte=100)


def refuse_no_day(month: int, day: int) -> None:
    """Say that a month does not have that day."""
    if not is_day_of_any_year(month, day):
        raise ValidationError({"due_on_day": f"Không có ngày {day}/{month}."})


class ProcedureQuerySet(models.QuerySet):
    """How the office asks for procedures."""

    def for_year(self, level: str, year: int):
        """The procedure by which places of a level are recognised for a year; the newest where several apply."""
        rows = self.filter(level=level, year_from__lte=year, year_to__gte=year)
        return rows.order_by("-year_from", "-pk")


class Procedure(models.Model):
    """A decision that says how places of one level are recognised, in force for some years.

    Shares in per cent; empty where the text asks for none, or where nobody knows it. Each has its source, and whether
    somebody compared it with the text.
    """

    code = models.SlugField("mã", unique=True)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    decision = models.CharField("quyết định", max_length=60)
    name = models.CharField("tên", max_length=200)
    year_from = models.PositiveSmallIntegerField("từ năm")
    year_to = models.PositiveSmallIntegerField("đến hết năm")
    due_month = models.PositiveSmallIntegerField("tháng phải trình")
    due_on_day = models.PositiveSmallIntegerField("ngày phải trình")
    due_source = models.CharField("nguồn của hạn trình", max_length=200)
    due_status = models.CharField("đối chiếu hạn trình", max_length=20, choices=SourceStatus.choices)
    vote_least = models.DecimalField("tỷ lệ biểu quyết ít nhất (%)", **SHARE)
    vote_source = models.CharField("nguồn của tỷ lệ biểu quyết", max_length=200, blank=True)
    vote_status = models.CharField("đối chiếu tỷ lệ biểu quyết", max_length=20, choices=SourceStatus.choices)
    asked_least = models.DecimalField("tỷ lệ hộ được hỏi ít nhất (%)", **SHARE)
    satisfied_least = models.DecimalField("tỷ lệ hài lòng ít nhất (%)", **SHARE)
    survey_source = models.CharField("nguồn của tỷ lệ lấy ý kiến", max_length=200, blank=True)
    survey_status = models.CharField("đối chiếu tỷ lệ lấy ý kiến", max_length=20, choices=SourceStatus.choices)
    source = models.CharField("nguồn", max_length=300)
    source_status = models.CharField("đối chiếu", max_length=20, choices=SourceStatus.choices)

    objects = ProcedureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "thủ tục công nhận"
        verbose_name_plural = "thủ tục công nhận"
        constraints = [
            models.CheckConstraint(
                name="procedure_years_in_order",
                condition=Q(year_to__gte=F("year_from")),
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="procedure_shares_within_a_hundred",
                condition=WITHIN_A_HUNDRED
                & (Q(asked_least=None) | Q(asked_least__gte=0, asked_least__lte=100))
                & (Q(satisfied_least=None) | Q(satisfied_least__gte=0, satisfied_least__lte=100)),
                violation_error_message="Tỷ lệ phải từ 0 đến 100.",
            ),
        ]

    def __str__(self):
        return f"{self.decision}, {self.get_level_display().lower()}"

    def clean(self):
        """The day for handing in exists in every year."""
        refuse_no_day(self.due_month, self.due_on_day)

    def due_in(self, year: int) -> dt.date:
        """The last day for handing a dossier of that year in."""
        return dt.date(year, self.due_month, self.due_on_day)


class ChecklistItem(models.Model):
    """One part that a dossier must hold: who prepares and signs it, which form it takes, by when it is wanted."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="items", verbose_name="thủ tục")
    code = models.SlugField("mã", max_length=12)
    position = models.PositiveSmallIntegerField("thứ tự")
    section = models.CharField("phần", max_length=10, choices=Section.choices)
    title = models.CharField("tên văn bản", max_length=200)
    kept_by = models.CharField("bên theo dõi", max_length=10, choices=Keeper.choices)
    prepared_by = models.CharField("cơ quan lập", max_length=120)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phòng, ban phụ trách"
    )
    signer = models.CharField("người ký theo quy định", max_length=120, blank=True)
    takes = models.CharField("gồm", max_length=10, choices=Takes.choices, default=Takes.PAPER)
    form = models.CharField("biểu kèm theo", max_length=40, blank=True)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="dossier_items", verbose_name="tiêu chí"
    )
    due_month = models.PositiveSmallIntegerField("tháng đến hạn", null=True, blank=True)
    due_on_day = models.PositiveSmallIntegerField("ngày đến hạn", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200)
    source_status = models.CharField("đối chiếu", max_length=20, choices=SourceStatus.choices)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thành phần hồ sơ"
        verbose_name_plural = "thành phần hồ sơ"
        ordering = ["procedure", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "code"],
                name="dossier_item_once",
                violation_error_message="Thủ tục này đã có thành phần mang mã đó.",
            ),
            models.CheckConstraint(
                name="dossier_item_due_whole",
                condition=Q(due_month=None, due_on_day=None) | Q(due_month__isnull=False, due_on_day__isnull=False),
                violation_error_message="Ghi cả ngày và tháng đến hạn, hoặc để trống cả hai.",
            ),
            models.CheckConstraint(
                name="dossier_item_criterion_in_its_section",
                condition=Q(section=Section.CRITERION, criterion__isnull=False)
                | ~Q(section=Section.CRITERION) & Q(criterion=None),
                violation_error_message="Minh chứng theo tiêu chí phải nêu tiêu chí; phần khác thì để trống.",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """Its own day, if it has one, exists in every year."""
        if self.due_month and self.due_on_day:
            refuse_no_day(self.due_month, self.due_on_day)

    @property
    def due(self) -> tuple[int, int] | None:
        """(month, day) of the dossier's year, or None for the day of the whole dossier."""
        return (self.due_month, self.due_on_day) if self.due_month else None

    @property
    def number(self) -> str:
        """How a list names the part: "A1", "5", and "5b" for the second paper of criterion 5."""
        return self.code.removeprefix("tc") if self.section == Section.CRITERION else self.code.upper()


class ProcedureStep(models.Model):
    """One step on the way to recognition, and by what the portal knows that it is done."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="steps", verbose_name="thủ tục")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("bước", max_length=120)
    when = models.CharField("thời gian", max_length=120, blank=True)
    shown_by = models.CharField("biết xong nhờ", max_length=12, choices=ShownBy.choices)
    item = models.ForeignKey(
        ChecklistItem, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="thành phần hồ sơ"
    )
    source_status = models.CharField("đối chiếu", max_length=20, choices=SourceStatus.choices)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "bước của thủ tục"
        verbose_name_plural = "bước của thủ tục"
        ordering = ["procedure", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "position"],
                name="procedure_step_once",
                violation_error_message="Thủ tục này đã có bước mang thứ tự đó.",
            ),
            models.CheckConstraint(
                name="procedure_step_names_its_part",
                condition=Q(shown_by=ShownBy.PART, item__isnull=False) | ~Q(shown_by=ShownBy.PART) & Q(item=None),
                violation_error_message="Bước biết nhờ thành phần hồ sơ phải nêu thành phần đó.",
            ),
        ]

    def __str__(self):
        return self.title
