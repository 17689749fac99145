"""Kiểm tra, giám sát: a visit to a place, who was there, what was looked at, and what was found."""

import datetime as dt

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Criterion, Evidence, Indicator
from directives.enums import InspectionAct, InspectionKind, InspectionState, MemberSide, TeamOf
from directives.rules.inspections import BINDING, headline
from directives.rules.minutes_words import LONGEST
from ntm_portal.vietnamese import day

SEEN = [(verdict.value, verdict.label) for verdict in (Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET)]


def words(label: str, **given) -> models.TextField:
    """A text of several lines, bounded."""
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(LONGEST)], **given)


def has_taken(act: InspectionAct, known_at: dt.datetime, visit: str = "pk") -> models.Exists:
    """Whether a step of the visit (where its key stands in the rows) had been taken by a moment."""
    return models.Exists(InspectionStep.objects.filter(inspection=models.OuterRef(visit), act=act, at__lte=known_at))


class InspectionQuerySet(models.QuerySet):
    """How the office asks for inspections."""

    def held_by(self, day: dt.date, known_at: dt.datetime | None = None):
        """Visits of up to a day with minutes that both sides signed by then; as known at a moment when given."""
        held = self.filter(visited_on__lte=day, signed_on__lte=day)
        return held if known_at is None else held.filter(has_taken(InspectionAct.SIGN, known_at))

    def visited(self):
        """Visits that took place, whether their minutes are signed or not."""
        return self.filter(visited_on__isnull=False)

    def counted_by(self, day: dt.date, known_at: dt.datetime | None = None):
        """Visits that had taken place by the end of a day, each with `is_signed`; as known at a moment when given."""
        begun, signed = Q(visited_on__lte=day), Q(signed_on__lte=day)
        if known_at is not None:
            begun &= Q(has_taken(InspectionAct.BEGIN, known_at))
            signed &= Q(has_taken(InspectionAct.SIGN, known_at))
        is_signed = models.Case(models.When(signed, then=True), default=False, output_field=models.BooleanField())
        return self.filter(begun).annotate(is_signed=is_signed)

    def newest_first(self):
        """The last visit on top; one that is only planned stands by its planned day."""
        return self.order_by(models.functions.Coalesce("visited_on", "planned_on").desc(), "-pk")

    def with_places(self):
        """Brings along the place and who planned it."""
        return self.select_related("unit__parent", "planned_by")


class Inspection(models.Model):
    """One visit to one place: planned, held, its minutes drafted, signed by both sides, and followed up to the end.

    The signatures are on paper; the portal keeps who signed for each side and on which day.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspections", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=9, choices=InspectionKind.choices)
    team_of = models.CharField("đoàn của", max_length=5, choices=TeamOf.choices)
    team_name = models.CharField("tên đoàn", max_length=160)
    plan = words("nội dung, yêu cầu")
    planned_on = models.DateField("ngày dự kiến")
    moved_from = models.DateField("dời từ ngày", null=True, blank=True)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    token = models.CharField("mã của lần gửi", max_length=36)
    state = models.CharField(
        "trạng thái", max_length=9, choices=InspectionState.choices, default=InspectionState.PLANNED
    )
    visited_on = models.DateField("ngày kiểm tra", null=True, blank=True)
    began_at = models.TimeField("từ lúc", null=True, blank=True)
    ended_at = models.TimeField("đến lúc", null=True, blank=True)
    place = models.CharField("nơi kiểm tra", max_length=300, blank=True)
    conclusions = words("kết luận")
    team_signer = models.CharField("đại diện đoàn ký", max_length=120, blank=True)
    unit_signer = models.CharField("đại diện đơn vị ký", max_length=120, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = InspectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "đợt kiểm tra"
        verbose_name_plural = "kiểm tra, giám sát"
        indexes = [models.Index(fields=["unit", "-visited_on"], name="inspection_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "token"],
                name="inspection_planned_once",
                violation_error_message="Lịch kiểm tra này đã được ghi.",
            ),
            models.CheckConstraint(
                name="inspection_signed_by_both",
                condition=~Q(state__in=BINDING) & Q(signed_on=None, team_signer="", unit_signer="")
                | Q(state__in=BINDING, signed_on__gte=F("visited_on")) & ~Q(team_signer="") & ~Q(unit_signer=""),
                violation_error_message="Biên bản đã ký phải có ngày ký và người ký của cả hai bên.",
            ),
            models.CheckConstraint(
                name="inspection_moved_to_another_day",
                condition=Q(moved_from=None) | ~Q(moved_from=F("planned_on")),
                violation_error_message="Ngày mới phải khác ngày đã lên lịch.",
            ),
            models.CheckConstraint(
                name="inspection_ends_after_it_began",
                condition=Q(began_at=None) | Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="inspection_front_holds_its_own",
                condition=~Q(kind__in=[InspectionKind.CRITICISM, InspectionKind.OPINION]) | Q(team_of=TeamOf.FRONT),
                violation_error_message="Phản biện xã hội và ý kiến người dân do MTTQ và đoàn thể ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.unit}"

    @property
    def href(self) -> str:
        """Where it is read."""
        return f"/kiem-tra/{self.pk}/"

    @property
    def day(self) -> dt.date:
        """The day of the visit; the planned one until it took place."""
        return self.visited_on or self.planned_on

    @property
    def moved_words(self) -> str:
        """ "dời từ 25/9/2017", while the visit that was moved has not taken place."""
        return f"dời từ {day(self.moved_from)}" if self.moved_from and not self.visited_on else ""

    @property
    def is_binding(self) -> bool:
        """Signed: nothing in the minutes changes any more."""
        return self.state in BINDING

    @property
    def headline(self) -> str:
        """The main conclusion in one sentence."""
        return headline(self.conclusions)


class InspectionMember(models.Model):
    """Someone who took part, for one of the two sides."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="members", verbose_name="đợt kiểm tra")
    side = models.CharField("bên", max_length=4, choices=MemberSide.choices)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("họ tên", max_length=80)
    post = models.CharField("chức vụ", max_length=120, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "thành phần kiểm tra"
        verbose_name_plural = "thành phần kiểm tra"
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "side", "position"],
                name="inspection_member_once",
                violation_error_message="Thứ tự này đã có người.",
            ),
        ]

    def __str__(self):
        return self.name


class ChecklistItem(models.Model):
    """Nội dung kiểm tra: a criterion or one of its indicators, and what is to be looked at there."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="items", verbose_name="đợt kiểm tra")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="tiêu chí")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chỉ tiêu"
    )
    look_at = models.CharField("cần xem", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nội dung kiểm tra"
        verbose_name_plural = "nội dung kiểm tra"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "criterion", "indicator"],
                condition=Q(indicator__isnull=False),
                name="checklist_indicator_once",
                violation_error_message="Chỉ tiêu này đã có trong nội dung kiểm tra.",
            ),
            models.UniqueConstraint(
                fields=["inspection", "criterion"],
                condition=Q(indicator=None),
                name="checklist_criterion_once",
                violation_error_message="Tiêu chí này đã có trong nội dung kiểm tra.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """ "17.5 Thu gom rác thải", "15 Y tế"."""
        row = self.indicator or self.criterion
        return f"{row.number} {row.short_name}"


class InspectionNote(models.Model):
    """Kết quả xem xét: what was seen at one point of the checklist, or besides it; shortcoming, cause, proposal."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="notes", verbose_name="đợt kiểm tra")
    item = models.OneToOneField(
        ChecklistItem, models.CASCADE, null=True, blank=True, related_name="note", verbose_name="nội dung"
    )
    slot = models.CharField("ô ghi", max_length=40)
    subject = models.CharField("về việc", max_length=300, blank=True)
    seen = words("kết quả xem xét")
    shortcoming = words("tồn tại, hạn chế")
    cause = words("nguyên nhân")
    proposal = words("đề nghị")
    verdict = models.CharField("đoàn đánh giá", max_length=10, choices=SEEN, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kết quả kiểm tra"
        verbose_name_plural = "kết quả kiểm tra"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "slot"],
                name="inspection_note_once",
                violation_error_message="Nội dung này đã có kết quả.",
            ),
        ]

    def __str__(self):
        return f"{self.inspection_id}: {self.slot}"

    @property
    def says_something(self) -> bool:
        """Whether anything was written down here."""
        return any((self.seen, self.shortcoming, self.cause, self.proposal, self.verdict))


class InspectionStep(models.Model):
    """One step of an inspection: who took it, when, with which words; a supplement to signed minutes is one too.

    A move names both days, so that the trail says for which day the visit was planned before.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="steps", verbose_name="đợt kiểm tra")
    act = models.CharField("việc", max_length=10, choices=InspectionAct.choices)
    words = words("nội dung")
    from_on = models.DateField("dời từ ngày", null=True, blank=True)
    to_on = models.DateField("dời đến ngày", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    at = models.DateTimeField("lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "bước của đợt kiểm tra"
        verbose_name_plural = "các bước của đợt kiểm tra"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="supplement_says_something",
                condition=~Q(act__in=[InspectionAct.SUPPLEMENT, InspectionAct.CANCEL]) | ~Q(words=""),
                violation_error_message="Ghi nội dung bổ sung hoặc lý do hủy.",
            ),
            models.CheckConstraint(
                name="move_names_both_days_and_why",
                condition=~Q(act=InspectionAct.MOVE) & Q(from_on=None, to_on=None)
                | Q(act=InspectionAct.MOVE, from_on__isnull=False, to_on__isnull=False) & ~Q(words=""),
                violation_error_message="Dời lịch phải ghi ngày cũ, ngày mới và lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.inspection_id}: {self.get_act_display()}"

    @property
    def told(self) -> str:
        """ "Dời lịch từ 25/9/2017 đến 28/9/2017", "Hủy lịch"."""
        moved = f" từ {day(self.from_on)} đến {day(self.to_on)}" if self.from_on else ""
        return f"{self.get_act_display()}{moved}"


class InspectionPaper(models.Model):
    """A photo or paper kept with what was seen, or as proof that a request is done. Added, never changed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="papers", verbose_name="đợt kiểm tra")
    note = models.ForeignKey(
        InspectionNote, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="kết quả kiểm tra"
    )
    request = models.ForeignKey(
        "InspectionRequest", models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="kiến nghị"
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", verbose_name="tài liệu")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gửi")
    at = models.DateTimeField("lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "ảnh, giấy tờ kiểm tra"
        verbose_name_plural = "ảnh, giấy tờ kiểm tra"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="inspection_paper_of_one_thing",
                condition=Q(note__isnull=False, request=None) | Q(note=None, request__isnull=False),
                violation_error_message="Tài liệu gắn với một kết quả hoặc một kiến nghị.",
            ),
        ]

    def __str__(self):
        return f"{self.inspection_id}: {self.evidence_id}"
