"""Checks of the numbers themselves, which entry refuses but a load or a repair may have let in."""

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Abs

from criteria.enums import ValueKind
from criteria.rules.warnings import TYPED_DIFFERS_BY
from criteria.tables.integrity.shown import FIGURE, live_figures
from ntm_portal.integrity import Severity, When, check

CORRECT = "Mở lịch sử của chỉ tiêu, đính chính theo tài liệu nguồn."
# A millionth of a point is left over: SQLite calculates here in binary. Verdicts are never calculated this way.
SLACK = 1_000_000
# 0,05 of a point and the slack, in millionths: the whole comparison is multiplied by a million.
ALLOWED = int(TYPED_DIFFERS_BY * SLACK) + 1
NO_FIGURE = Q(numerator=None, denominator=None, value=None)


@check(
    "finding.empty",
    Severity.ERROR,
    "Số liệu không có số, cũng không có đánh giá",
    means="Ô này tính là chưa đánh giá và che mất số liệu trước nó.",
    remedy=CORRECT,
    shown=FIGURE,
)
def empty(when: When) -> QuerySet:
    """A figure says something."""
    return live_figures().filter(NO_FIGURE, declared=None)


@check(
    "finding.half_ratio",
    Severity.ERROR,
    "Có tử số mà không có mẫu số, hoặc ngược lại",
    means="Không tính được tỷ lệ, ô này là chưa đánh giá.",
    remedy=CORRECT,
    shown=FIGURE,
)
def half_ratio(when: When) -> QuerySet:
    """Both numbers of a ratio stand together."""
    halves = Q(numerator=None, denominator__isnull=False) | Q(numerator__isnull=False, denominator=None)
    return live_figures().filter(halves)


@check(
    "finding.over_whole",
    Severity.ERROR,
    "Tử số lớn hơn mẫu số",
    means="Tỷ lệ trên 100%: hai số bị đổi chỗ hoặc lấy từ hai nguồn khác nhau.",
    remedy=CORRECT,
    shown=FIGURE,
)
def over_whole(when: When) -> QuerySet:
    """A part is not larger than its whole."""
    return live_figures().filter(numerator__gt=F("denominator"))


@check(
    "finding.over_hundred",
    Severity.ERROR,
    "Tỷ lệ gõ vào trên 100%",
    means="Tỷ lệ sai làm chỉ tiêu đạt hoặc không đạt mà không có căn cứ.",
    remedy=CORRECT,
    shown=FIGURE,
)
def over_hundred(when: When) -> QuerySet:
    """A share is at most a hundred per cent."""
    shares = Q(indicator__keeps_ratio=True) | Q(indicator__kind=ValueKind.PERCENT)
    return live_figures().filter(shares, value__gt=100)


@check(
    "finding.typed_share",
    Severity.WARNING,
    "Tỷ lệ gõ vào khác tử số chia mẫu số quá 0,05 điểm",
    means="Kết quả tính theo tử số, mẫu số; tỷ lệ ghi kèm cho thấy một trong ba số sai.",
    remedy=CORRECT,
    shown=FIGURE,
)
def typed_share(when: When) -> QuerySet:
    """A typed share differs from its two numbers by rounding only."""
    typed = live_figures().filter(denominator__gt=0, numerator__isnull=False, value__isnull=False)
    apart = Abs(100 * F("numerator") - F("value") * F("denominator")) * SLACK
    return typed.alias(apart=apart).filter(apart__gt=F("denominator") * ALLOWED)


@check(
    "finding.word_and_number",
    Severity.WARNING,
    "Chỉ tiêu đạt/chưa đạt lại có số",
    means="Kết quả lấy theo lời đánh giá, số đi kèm không được dùng.",
    remedy=CORRECT,
    shown=FIGURE,
)
def word_and_number(when: When) -> QuerySet:
    """A yes-or-no indicator holds a word and no number."""
    return live_figures().filter(~NO_FIGURE, indicator__kind=ValueKind.YES_NO)


CHECKS = (empty, half_ratio, over_whole, over_hundred, typed_share, word_and_number)
