"""Checks of criteria sets and required levels."""

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from criteria.enums import SourceStatus, Track, Verdict
from criteria.models import CriteriaSet, Criterion, Target, TargetCheck, VerdictSpan
from criteria.tables.integrity.shown import SPAN
from ntm_portal.integrity import Offender, Severity, Shown, When, check

LEVELS = "Mở chỉ tiêu ở trang Bộ tiêu chí, sửa hoặc rút mức thừa (nêu lý do)."
RELOAD = "Chạy: manage.py load_rulebook (nạp lại danh mục, giữ mức đã nhập)."


def told_set(pk, code, decision) -> Offender:
    return Offender(f"Bộ {decision}", f"/bo-tieu-chi/{code}/")


def told_criterion(pk, number, name, code, decision) -> Offender:
    return Offender(f"Tiêu chí {number} {name}, bộ {decision}", f"/bo-tieu-chi/{code}/")


def told_level(pk, number, scope_code, year_from, code) -> Offender:
    where = f", {scope_code}" if scope_code else ""
    return Offender(f"Chỉ tiêu {number}{where}, từ năm {year_from} (mức {pk})", f"/bo-tieu-chi/{code}/{number}/")


SET = Shown(("pk", "code", "decision"), told_set)
CRITERION = Shown(("pk", "number", "short_name", "criteria_set__code", "criteria_set__decision"), told_criterion)
LEVEL = Shown(
    ("pk", "indicator__number", "scope_code", "year_from", "indicator__criterion__criteria_set__code"), told_level
)


@check(
    "set.overlap",
    Severity.ERROR,
    "Hai bộ tiêu chí cùng cấp có hiệu lực trong cùng thời gian",
    means="Không rõ xã hoặc huyện được đánh giá theo bộ nào vào những ngày đó.",
    remedy="Mở bộ tiêu chí ở trang Quản trị, sửa ngày hiệu lực theo quyết định.",
    shown=SET,
)
def set_overlap(when: When) -> QuerySet:
    """A level is judged by one set on any day."""
    judging = CriteriaSet.objects.filter(overlays=None, structure_only=False)
    others = judging.filter(
        level=OuterRef("level"),
        effective_from__lte=OuterRef("effective_to"),
        effective_to__gte=OuterRef("effective_from"),
    )
    return judging.filter(Exists(others.exclude(pk=OuterRef("pk"))))


@check(
    "set.numbers",
    Severity.ERROR,
    "Bộ tiêu chí thiếu hoặc thừa tiêu chí",
    means="Số tiêu chí đạt trên tổng số (19, 9) tính sai.",
    remedy=RELOAD,
    shown=SET,
)
def set_numbers(when: When) -> QuerySet:
    """Criteria are numbered from 1 without a hole; the loader compares their number with the decision."""
    numbered = CriteriaSet.objects.filter(overlays=None).annotate(
        held=Count("criteria"), first=Min("criteria__number"), last=Max("criteria__number")
    )
    nothing, holes = Q(held=0, structure_only=False), Q(held__gt=0) & ~Q(first=1, last=F("held"))
    found = numbered.filter(nothing | holes)
    return CriteriaSet.objects.filter(pk__in=found.values("pk"))


@check(
    "criterion.empty",
    Severity.ERROR,
    "Tiêu chí không có chỉ tiêu",
    means="Tiêu chí này không bao giờ đạt vì không có gì để đánh giá.",
    remedy=RELOAD,
    shown=CRITERION,
)
def criterion_empty(when: When) -> QuerySet:
    """Every criterion is judged by at least one indicator."""
    return Criterion.objects.filter(indicators=None)


@check(
    "target.twice",
    Severity.ERROR,
    "Hai mức yêu cầu của một chỉ tiêu cùng nơi, cùng năm",
    means="Kết quả phụ thuộc vào mức nào được đọc trước.",
    remedy=LEVELS,
    shown=LEVEL,
)
def target_twice(when: When) -> QuerySet:
    """One level for a place from a year on."""
    others = Target.objects.in_force().filter(
        indicator=OuterRef("indicator"), scope=OuterRef("scope"), scope_code=OuterRef("scope_code"),
        year_from=OuterRef("year_from"),
    )  # fmt: skip
    return Target.objects.in_force().filter(Exists(others.exclude(pk=OuterRef("pk"))))


@check(
    "target.corrects_elsewhere",
    Severity.ERROR,
    "Sửa mức yêu cầu trỏ sang chỉ tiêu hoặc nơi khác",
    means="Mức của nơi kia mất hiệu lực mà không có mức thay.",
    remedy="Mở cả hai chỉ tiêu ở trang Bộ tiêu chí, nhập lại mức bị mất.",
    shown=LEVEL,
)
def target_corrects_elsewhere(when: When) -> QuerySet:
    """A corrected level stays with its indicator and place."""
    same = Q(indicator=F("corrects__indicator"), scope=F("corrects__scope"), scope_code=F("corrects__scope_code"))
    return Target.objects.filter(corrects__isnull=False).exclude(same)


@check(
    "target.unchecked",
    Severity.NOTE,
    "Mức yêu cầu đang dùng chưa đối chiếu với văn bản",
    means="Kết quả đang dựa vào mức chưa kèm văn bản gốc, hoặc các nguồn ghi khác nhau.",
    remedy="Mở chỉ tiêu ở trang Bộ tiêu chí, đối chiếu với quyết định rồi bấm Đã đối chiếu, hoặc sửa mức.",
    shown=LEVEL,
)
def target_unchecked(when: When) -> QuerySet:
    """Levels that judge somebody today and that nobody compared with the text."""
    doubtful = (SourceStatus.RECALLED, SourceStatus.CONFLICT)
    judging = VerdictSpan.objects.filter(valid_from__lte=when.today, valid_to__gte=when.today).values("target")
    rows = Target.objects.in_force().filter(source_status__in=doubtful, pk__in=judging.exclude(target=None))
    return rows.filter(~Exists(TargetCheck.objects.filter(target=OuterRef("pk"))))


@check(
    "target.lacking",
    Severity.NOTE,
    "Có số liệu nhưng chưa có mức yêu cầu để đánh giá",
    means="Chỉ tiêu hiện là chưa đủ số liệu dù đã có số.",
    remedy="Nhập mức yêu cầu ở trang Bộ tiêu chí; hoặc đính chính số liệu kèm đánh giá bằng lời và lý do.",
    shown=SPAN,
)
def target_lacking(when: When) -> QuerySet:
    """A number that nothing judges and of which nobody said what it means."""
    now = VerdictSpan.objects.filter(
        valid_from__lte=when.today, valid_to__gte=when.today, track=Track.OFFICIAL, verdict=Verdict.UNASSESSED
    )
    numbers = Q(finding__denominator__gt=0) | Q(finding__value__isnull=False)
    return now.filter(numbers, indicator=F("finding__indicator"), target=None)


CHECKS = (
    set_overlap, set_numbers, criterion_empty, target_twice, target_corrects_elsewhere, target_unchecked,
    target_lacking,
)  # fmt: skip
