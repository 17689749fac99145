"""Checks of the stored verdicts against the figures they rest on; `check_spans` computes them all again."""

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Value, Window
from django.db.models import When as If
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lag

from communes.enums import FAR
from criteria.enums import Direction, Stage, Track, ValueKind, Verdict
from criteria.models import Finding, VerdictSpan
from criteria.models.finding import LIVE_NOW, OWN_HEADS_SQL, VERIFIED_HEADS_SQL
from criteria.tables.integrity.figures import SLACK
from criteria.tables.integrity.shown import FIGURE, SPAN
from ntm_portal.integrity import Severity, When, check

REBUILD = "Chạy: manage.py rebuild_spans (tính lại từ số liệu), rồi manage.py check_spans."
OWN_TRACK = Case(If(stage=Stage.SELF, then=Value(Track.SELF)), default=Value(Track.VERIFIED))
USED = "SELECT unit_id FROM criteria_finding", "SELECT id FROM criteria_indicator"


class DayAfter(Func):
    """The following day, in each database's own words."""

    template = "(%(expressions)s + 1)"
    output_field = models.DateField()

    def as_sqlite(self, compiler, connection, **given):
        return super().as_sql(compiler, connection, template="date(%(expressions)s, '+1 day')", **given)


def heads() -> QuerySet:
    """The figure in force of each side of every cell."""
    units, indicators = USED
    sides = (
        side.format(earlier="", live=LIVE_NOW, units=units, indicators=indicators, only="")
        for side in (OWN_HEADS_SQL, VERIFIED_HEADS_SQL)
    )
    text = f"criteria_finding.id IN ({' UNION ALL '.join(sides)})"
    in_force = Finding.objects.filter(RawSQL(text, (FAR, FAR), models.BooleanField()))  # noqa: S611 - our own words only
    return in_force.alias(own_track=OWN_TRACK)


def around_head() -> QuerySet:
    """The verdict of an indicator in which a figure lies, on the track of its own side."""
    return VerdictSpan.objects.filter(
        unit=OuterRef("unit"), indicator=OuterRef("indicator"), criterion=None, track=OuterRef("own_track"),
        valid_from__lte=OuterRef("assessed_on"), valid_to__gte=OuterRef("assessed_on"),
    )  # fmt: skip


def in_order(fault: Q) -> QuerySet:
    """The spans that do not follow the one before them in their row, of which `before` is the last day."""
    row = [F("unit"), F("indicator"), F("criterion"), F("track")]
    spans = VerdictSpan.objects.annotate(before=Window(Lag("valid_to"), partition_by=row, order_by="valid_from"))
    return VerdictSpan.objects.filter(pk__in=spans.filter(fault).values("pk"))


@check(
    "span.overlap",
    Severity.ERROR,
    "Hai kết quả trong cùng thời gian",
    means="Vào những ngày đó bảng tổng hợp có thể đếm tiêu chí hai lần.",
    remedy=REBUILD,
    shown=SPAN,
)
def overlap(when: When) -> QuerySet:
    """A cell has one verdict a day on each track."""
    return in_order(Q(before__gte=F("valid_from")))


@check(
    "span.gap",
    Severity.ERROR,
    "Khoảng trống giữa hai kết quả",
    means="Vào những ngày đó chỉ tiêu hiện là chưa có số liệu dù đã có.",
    remedy=REBUILD,
    shown=SPAN,
)
def gap(when: When) -> QuerySet:
    """A verdict lasts until the next one."""
    return in_order(Q(valid_from__gt=DayAfter(F("before"))))


@check(
    "span.dead_finding",
    Severity.ERROR,
    "Kết quả dựa vào số liệu đã rút hoặc đã đính chính",
    means="Bảng tổng hợp vẫn tính theo số cũ.",
    remedy=REBUILD,
    shown=SPAN,
)
def dead_finding(when: When) -> QuerySet:
    """A verdict rests on a figure that counts."""
    return VerdictSpan.objects.filter(Q(finding__is_void=True) | Q(finding__corrected_by__isnull=False))


@check(
    "span.other_cell",
    Severity.ERROR,
    "Kết quả dựa vào số liệu của nơi khác hoặc chỉ tiêu khác",
    means="Kết quả của đơn vị này lấy từ số liệu không phải của nó.",
    remedy=REBUILD,
    shown=SPAN,
)
def other_cell(when: When) -> QuerySet:
    """The figure behind a verdict is of its own place, and of the indicator, a part of it, or its criterion."""
    own = Q(indicator=F("finding__indicator")) | Q(indicator=F("finding__indicator__part_of"))
    of_criterion = Q(indicator=None, criterion=F("finding__indicator__criterion"))
    fits = Q(unit=F("finding__unit")) & (own | of_criterion)
    return VerdictSpan.objects.filter(finding__isnull=False).exclude(
        pk__in=VerdictSpan.objects.filter(fits).values("pk")
    )


@check(
    "span.outside_set",
    Severity.ERROR,
    "Kết quả ngoài thời gian hiệu lực của bộ tiêu chí",
    means="Kết quả theo một bộ tiêu chí chưa có hoặc đã hết hiệu lực.",
    remedy=REBUILD,
    shown=SPAN,
)
def outside_set(when: When) -> QuerySet:
    """A verdict lies within the days of its set."""
    found = Q(pk=None)
    for path in ("indicator__criterion__criteria_set", "criterion__criteria_set"):
        found |= Q(valid_from__lt=F(f"{path}__effective_from")) | Q(valid_to__gt=F(f"{path}__effective_to"))
    return VerdictSpan.objects.filter(found)


@check(
    "span.missing",
    Severity.ERROR,
    "Số liệu đang có hiệu lực mà không có kết quả",
    means="Số liệu đã ghi nhưng không vào bảng tổng hợp.",
    remedy=REBUILD,
    shown=FIGURE,
)
def missing(when: When) -> QuerySet:
    """Every figure in force lies in a verdict of its own side."""
    return heads().filter(~Exists(around_head()))


@check(
    "span.contradicts_word",
    Severity.ERROR,
    "Kết quả khác với lời đánh giá đang có hiệu lực",
    means="Bảng tổng hợp hiện khác với điều đơn vị hoặc huyện đã đánh giá.",
    remedy=REBUILD,
    shown=FIGURE,
)
def contradicts_word(when: When) -> QuerySet:
    """Where a word decides, the verdict is that word."""
    said = heads().filter(indicator__kind=ValueKind.YES_NO, declared__isnull=False)
    return said.filter(Exists(around_head().exclude(verdict=OuterRef("declared"))))


@check(
    "span.met_short",
    Severity.ERROR,
    "Ghi là đạt nhưng số liệu chưa đến mức yêu cầu",
    means="Tiêu chí được tính đạt sai; báo cáo gửi cấp trên sẽ sai theo.",
    remedy=REBUILD,
    shown=SPAN,
)
def met_short(when: When) -> QuerySet:
    """A verdict "đạt" is borne out by the number and the level it names."""
    measured = VerdictSpan.objects.filter(
        verdict=Verdict.MET, indicator=F("finding__indicator"), finding__declared=None
    )
    ratio = Q(finding__denominator__gt=0)
    share = (100 * F("finding__numerator") - F("target__value") * F("finding__denominator")) * SLACK
    plain = F("finding__value") - F("target__value")
    told = measured.alias(share=share, plain=plain)
    at_least = Q(indicator__direction=Direction.AT_LEAST)
    at_most = Q(indicator__direction=Direction.AT_MOST)
    low = ratio & Q(share__lt=-F("finding__denominator")) | Q(finding__denominator=None, plain__lt=0)
    high = ratio & Q(share__gt=F("finding__denominator")) | Q(finding__denominator=None, plain__gt=0)
    return told.filter(at_least & low | at_most & high)


CHECKS = (overlap, gap, dead_finding, other_cell, outside_set, missing, contradicts_word, met_short)
