"""Checks of what communes raised and owe."""

from django.db.models import Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from communes.rules.names import full_name
from criteria.enums import Money
from criteria.models import DebtLine, FundingLine, MoneySheet
from criteria.rules.money import SOURCES
from criteria.tables.integrity.shown import PLACE
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day, lower_first

ALL_SOURCES = sum((F(name) for name in SOURCES), Value(0, output_field=DecimalField()))


def told_money(pk, kind, name, slug, level, table, counted_on) -> Offender:
    """One table in words, with the page of its place."""
    of = Money(table)
    return Offender(f"{full_name(kind, name)}, {lower_first(of.label)}, ngày {day(counted_on)}", f"/{of.room}/{slug}/")


SHEET = Shown(("pk", *PLACE, "kind", "counted_on"), told_money)


@check(
    "money.elsewhere",
    Severity.ERROR,
    "Đính chính bảng vốn, nợ của đơn vị khác, loại khác hoặc ngày khác",
    means="Bảng của một đơn vị bị bỏ ra khỏi Biểu 08, 09 mà đơn vị không hay.",
    remedy="Mở trang của đơn vị bị đính chính, ghi lại bảng của ngày đó.",
    shown=SHEET,
)
def money_elsewhere(when: When) -> QuerySet:
    """A correction speaks of the place, kind and day it corrects, and never corrects a withdrawal."""
    same = Q(
        corrects__unit=F("unit"), corrects__kind=F("kind"), corrects__counted_on=F("counted_on"),
        corrects__is_void=False,
    )  # fmt: skip
    return MoneySheet.objects.filter(corrects__isnull=False).exclude(same)


@check(
    "money.day",
    Severity.ERROR,
    "Ngày của bảng vốn, nợ sau ngày ghi hoặc ngoài thời gian đơn vị tồn tại",
    means="Biểu 08, 09 lấy số của ngày chưa đến hoặc của đơn vị chưa có.",
    remedy="Mở trang của đơn vị, rút bảng này rồi ghi lại đúng ngày.",
    shown=SHEET,
)
def money_day(when: When) -> QuerySet:
    """A table lies in the life of its place, and was not told before its day."""
    outside = Q(counted_on__lt=F("unit__valid_from")) | Q(counted_on__gt=F("unit__valid_to"))
    return MoneySheet.objects.live().filter(outside | Q(counted_on__gt=F("recorded_at__date")))


@check(
    "money.lines",
    Severity.ERROR,
    "Bảng vốn, nợ không đủ số dòng đã ghi",
    means="Tổng số của Biểu 08, 09 thiếu hoặc thừa so với lúc đơn vị ghi bảng.",
    remedy="Khôi phục từ bản sao lưu; nếu không có thì đơn vị đính chính bảng của ngày đó.",
    shown=SHEET,
)
def money_lines(when: When) -> QuerySet:
    """A table holds exactly the lines it was written with."""
    rows = MoneySheet.objects.annotate(
        of_funds=Count("funding_lines", distinct=True), of_debts=Count("debt_lines", distinct=True)
    )
    return rows.exclude(line_count=F("of_funds") + F("of_debts"))


def live_of(kind: Money) -> QuerySet:
    """Tables of one kind that count."""
    return MoneySheet.objects.live().filter(kind=kind)


def raised() -> Coalesce:
    """What a table says was raised in all."""
    lines = FundingLine.objects.filter(sheet=OuterRef("pk"), is_plan=False).order_by().values("sheet")
    return Coalesce(Subquery(lines.annotate(all=Sum(ALL_SOURCES)).values("all")), Value(0), output_field=DecimalField())


@check(
    "funding.fell",
    Severity.WARNING,
    "Nguồn lực lũy kế ít hơn bảng trước trong cùng năm",
    means="Số lũy kế từ đầu năm chỉ tăng: một trong hai bảng sai, hoặc đã ghi số của riêng một quý.",
    remedy="Mở trang của đơn vị, so hai bảng rồi đính chính bảng sai.",
    shown=SHEET,
)
def funding_fell(when: When) -> QuerySet:
    """Within a year what was raised only grows."""
    earlier = live_of(Money.FUNDING).filter(
        unit=OuterRef("unit"), counted_on__year=OuterRef("counted_on__year"), counted_on__lt=OuterRef("counted_on")
    )
    more = earlier.annotate(total=raised()).filter(total__gt=OuterRef("total"))
    return live_of(Money.FUNDING).annotate(total=raised()).filter(Exists(more))


@check(
    "debt.over_investment",
    Severity.NOTE,
    "Công trình có giá trị hoàn thành nhiều hơn tổng mức đầu tư",
    means="Công trình phát sinh ngoài mức đã duyệt, hoặc một trong hai số gõ nhầm.",
    remedy="Mở trang của đơn vị, kiểm tra quyết định điều chỉnh rồi đính chính bảng.",
    shown=SHEET,
)
def debt_over_investment(when: When) -> QuerySet:
    """No work is built for more than was approved."""
    over = DebtLine.objects.filter(sheet=OuterRef("pk"), done__gt=F("investment"))
    return live_of(Money.DEBT).filter(Exists(over))


def owed() -> Coalesce:
    """What a table says is owed in all."""
    lines = DebtLine.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet")
    rest = lines.annotate(rest=Sum(F("done") - F("paid"))).values("rest")
    return Coalesce(Subquery(rest), Value(0), output_field=DecimalField())


@check(
    "debt.grown",
    Severity.NOTE,
    "Nợ đọng tăng mà không có công trình mới",
    means="Khối lượng làm thêm chưa trả, hoặc số đã thanh toán ghi thiếu.",
    remedy="Mở trang của đơn vị, so với bảng trước rồi hỏi đơn vị.",
    shown=SHEET,
)
def debt_grown(when: When) -> QuerySet:
    """A debt that grew has a work to show for it."""
    rows = live_of(Money.DEBT)
    before = rows.filter(unit=OuterRef("unit"), counted_on__lt=OuterRef("counted_on")).order_by("-counted_on")
    told = rows.annotate(previous=Subquery(before.values("pk")[:1]), now=owed())
    told = told.annotate(then=Subquery(before.annotate(then=owed()).values("then")[:1]))
    new = DebtLine.objects.filter(sheet=OuterRef("pk")).exclude(work__in=works_of(OuterRef(OuterRef("previous"))))
    return told.filter(now__gt=F("then")).exclude(Exists(new))


def works_of(sheet: OuterRef) -> QuerySet:
    """The names of the works of a table."""
    return DebtLine.objects.filter(sheet=sheet).values("work")


CHECKS = (money_elsewhere, money_day, money_lines, funding_fell, debt_over_investment, debt_grown)
