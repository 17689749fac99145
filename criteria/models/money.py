"""Huy động nguồn lực, nợ đọng XDCB: whole tables of a place on a day, added and never changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import User
from communes.enums import FAR
from communes.models import Appointment, Unit
from communes.models.changes import came_from
from communes.rules.forerunners import CameFrom, voices_of, with_forerunners
from criteria.enums import Money
from criteria.models.told import ToldQuerySet
from criteria.rules.money import SOURCES, Amounts, DebtFacts, FundingFacts, SheetFacts, in_force, joined


def amount(label: str) -> models.DecimalField:
    """Money in triệu đồng, exact to a thousand đồng."""
    return models.DecimalField(label, max_digits=11, decimal_places=3, default=0)


class FundingContent(models.Model):
    """One line of Biểu 08: what money is raised for. The list is the office's own and is kept in the administration."""

    code = models.SlugField("mã", max_length=40, unique=True)
    heading = models.CharField("nhóm", max_length=120)
    name = models.CharField("nội dung", max_length=160)
    measure = models.CharField("đơn vị khối lượng", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    is_open = models.BooleanField("còn dùng", default=True)
    source = models.CharField("nguồn của danh mục", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "nội dung huy động"
        verbose_name_plural = "nội dung huy động"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class MoneySheet(models.Model):
    """One table of a place on a day: what was raised (Biểu 08) or what is owed (Biểu 09).

    It holds as many lines as it says; one without lines says that there is nothing. A withdrawal has no lines.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="money_sheets", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=7, choices=Money.choices)
    counted_on = models.DateField("ngày số liệu")
    line_count = models.PositiveSmallIntegerField("số dòng")
    source_document = models.CharField("văn bản, báo cáo", max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhập thay"
    )
    recorded_at = models.DateTimeField("ghi lúc")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính cho"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    is_void = models.BooleanField("rút bảng", default=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng vốn, nợ"
        verbose_name_plural = "bảng vốn, nợ"
        indexes = [models.Index(fields=["unit", "kind", "counted_on"], name="money_sheet_of_unit")]
        constraints = [
            models.CheckConstraint(
                name="money_sheet_correction_has_reason",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính, rút bảng phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="money_sheet_void_only_corrects",
                condition=Q(is_void=False) | Q(corrects__isnull=False, line_count=0),
                violation_error_message="Rút bảng phải nêu bảng bị rút.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}/{self.kind}, {self.counted_on}"

    @property
    def head(self) -> SheetFacts:
        """The table without its lines, as the rules are told of it."""
        return SheetFacts(Money(self.kind), self.counted_on, (), self.source_document, self.pk)


class FundingLine(models.Model):
    """Money raised for one content since the start of the year, by source; or what is planned for the next period."""

    sheet = models.ForeignKey(MoneySheet, models.PROTECT, related_name="funding_lines", verbose_name="bảng")
    content = models.ForeignKey(FundingContent, models.PROTECT, related_name="+", verbose_name="nội dung")
    is_plan = models.BooleanField("kế hoạch kỳ sau", default=False)
    volume = models.DecimalField("khối lượng", max_digits=11, decimal_places=3, null=True, blank=True)
    central_invest = amount("NSTW, đầu tư phát triển")
    central_regular = amount("NSTW, sự nghiệp")
    province = amount("ngân sách tỉnh")
    district = amount("ngân sách huyện")
    commune = amount("ngân sách xã")
    blended = amount("lồng ghép")
    credit = amount("tín dụng")
    enterprise = amount("doanh nghiệp")
    people_cash = amount("dân góp tiền")
    people_labour = amount("dân góp ngày công")
    people_land = amount("dân hiến đất, hiện vật")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "dòng nguồn lực"
        verbose_name_plural = "dòng nguồn lực"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "content", "is_plan"], name="funding_line_once"),
            models.CheckConstraint(
                name="funding_line_not_negative",
                condition=Q(**{f"{name}__gte": 0 for name in SOURCES}) & (Q(volume=None) | Q(volume__gte=0)),
                violation_error_message="Số liệu không được âm.",
            ),
        ]

    def __str__(self):
        return f"{self.sheet_id}/{self.content_id}"

    @property
    def amounts(self) -> Amounts:
        """The money of this line by source."""
        return Amounts(*(getattr(self, name) for name in SOURCES))


class DebtLine(models.Model):
    """One work of a place: what it costs, what was built and paid; what is owed follows from that."""

    sheet = models.ForeignKey(MoneySheet, models.PROTECT, related_name="debt_lines", verbose_name="bảng")
    position = models.PositiveSmallIntegerField("thứ tự")
    work = models.CharField("công trình", max_length=200)
    decision = models.CharField("quyết định phê duyệt", max_length=160, blank=True)
    investment = amount("tổng mức đầu tư")
    done = amount("giá trị khối lượng hoàn thành")
    paid = amount("đã thanh toán")
    pay_when = models.CharField("thời gian trả", max_length=80, blank=True)
    pay_from = models.CharField("nguồn trả", max_length=160, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "công trình có nợ"
        verbose_name_plural = "công trình có nợ"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="debt_line_position"),
            models.CheckConstraint(
                name="debt_line_paid_was_done",
                condition=Q(paid__lte=F("done"), paid__gte=0, investment__gte=0),
                violation_error_message="Đã thanh toán không nhiều hơn giá trị hoàn thành.",
            ),
        ]

    def __str__(self):
        return self.work

    @property
    def facts(self) -> DebtFacts:
        """What the rules are told of it."""
        return DebtFacts(
            self.work, self.decision, self.investment, self.done, self.paid, self.pay_when, self.pay_from, self.note
        )


def heads_of(
    kind: Money, unit_ids: Collection[int], as_of: dt.date = FAR, known_at: dt.datetime | None = None
) -> dict[int, list[SheetFacts]]:
    """Unit id → the tables that count, without their lines, in the order of their days. One query."""
    rows = MoneySheet.objects.live(known_at).up_to(as_of).filter(unit__in=unit_ids, kind=kind)
    found: dict[int, list[SheetFacts]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row.head)
    return dict(found)


def with_lines(kind: Money, heads: Collection[SheetFacts]) -> dict[int, SheetFacts]:
    """Key of a table → the table with its lines. One query, none where there is no table."""
    if not heads:
        return {}
    ids = [head.id for head in heads]
    lines = _debt_lines(ids) if kind == Money.DEBT else _funding_lines(ids)
    return {
        head.id: SheetFacts(head.kind, head.on, tuple(lines.get(head.id, ())), head.source, head.id) for head in heads
    }


def _debt_lines(ids: Collection[int]) -> dict[int, list[DebtFacts]]:
    found: dict[int, list[DebtFacts]] = defaultdict(list)
    for row in DebtLine.objects.filter(sheet__in=ids).order_by("sheet", "position"):
        found[row.sheet_id].append(row.facts)
    return found


def _funding_lines(ids: Collection[int]) -> dict[int, list[FundingFacts]]:
    rows = FundingLine.objects.filter(sheet__in=ids).select_related("content")
    told: dict[tuple[int, str], dict[bool, FundingLine]] = defaultdict(dict)
    for row in rows.order_by("sheet", "content__position", "content"):
        told[row.sheet_id, row.content.code][row.is_plan] = row
    found: dict[int, list[FundingFacts]] = defaultdict(list)
    for (sheet_id, code), sides in told.items():
        result, plan = sides.get(False), sides.get(True)
        found[sheet_id].append(
            FundingFacts(
                code, result.volume if result else None, result.amounts if result else Amounts(),
                plan.amounts if plan else Amounts(), result.note if result else "",
            )
        )  # fmt: skip
    return found


def standing_on(
    kind: Money, unit_ids: Collection[int], days: Sequence[dt.date], known_at: dt.datetime | None = None
) -> dict[dt.date, dict[int, SheetFacts]]:
    """Day → unit id → the table that tells how the place stands on that day, with its lines. Three queries.

    A place that came of others stands on their tables until it gives one of its own.
    """
    merged = came_from()
    heads = heads_of(kind, with_forerunners(unit_ids, merged), max(days), known_at)
    chosen = {day: {pk: head for pk, told in heads.items() if (head := in_force(told, day))} for day in days}
    whole = with_lines(kind, list({head.id: head for found in chosen.values() for head in found.values()}.values()))
    return {
        day: standing_for(unit_ids, {pk: whole[head.id] for pk, head in found.items()}, merged, day)
        for day, found in chosen.items()
    }


def standing_for(
    unit_ids: Collection[int], told: Mapping[int, SheetFacts], merged: CameFrom, day: dt.date
) -> dict[int, SheetFacts]:
    """Unit id → the table that stands for it, of all tables that hold on the day."""
    joint = {pk: joined(voices_of(pk, told, attrgetter("on"), merged, day)) for pk in unit_ids}
    return {pk: sheet for pk, sheet in joint.items() if sheet}


def lent_to(unit: Unit, kind: Money, day: dt.date) -> SheetFacts | None:
    """The table a place stands on because of the communes it came of; None where its own holds. One query, or four."""
    found = standing_on(kind, [unit.pk], [day])[day].get(unit.pk) if unit.pk in came_from() else None
    return found if found and found.lent_by else None


def contents_in_order(used: Collection[str] = ()) -> list[FundingContent]:
    """The contents the office uses, and those that a table still speaks of. One query."""
    return list(FundingContent.objects.filter(Q(is_open=True) | Q(code__in=used)))
