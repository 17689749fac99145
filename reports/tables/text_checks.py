"""Checks of what the office wrote into its reports."""

from django.db.models import Count, F, Max

from communes.enums import Level
from ntm_portal.integrity import Offender, Severity, When, check
from ntm_portal.vietnamese import day
from reports.models import PatternText, ReportText
from reports.rules.shipped_patterns import PATTERNS


@check(
    "report.pattern_unfit",
    Severity.WARNING,
    "Câu mẫu không khớp chỗ trống",
    means="Báo cáo dùng câu gốc thay cho câu văn phòng đặt.",
    remedy="Mở câu mẫu, sửa theo các chỗ trống hiện có rồi lưu.",
)
def pattern_unfit(when: When) -> list[Offender]:
    """A wording kept before the gaps of its sentence changed."""
    newest: dict[tuple[int, str, str], str] = {}
    for *key, text in PatternText.objects.in_order().values_list("district", "pattern", "body", "text"):
        newest[tuple(key)] = text
    return [
        Offender(f"Câu mẫu {code}", f"/bao-cao/dinh-ky/mau-cau/{code}/{f'?co_quan={body}' if body else ''}")
        for (_, code, body), text in newest.items()
        if text and (code not in PATTERNS or PATTERNS[code].faults(text))
    ]


@check(
    "report.text_version_missing",
    Severity.ERROR,
    "Thiếu bản ghi của phần viết báo cáo",
    means="Không lập lại được báo cáo như đã biết vào một ngày trước.",
    remedy="Khôi phục cơ sở dữ liệu từ bản sao lưu.",
)
def text_version_missing(when: When) -> list[Offender]:
    """Versions are numbered in turn: one is gone where there are fewer than the last number says."""
    keys = ("place", "place__level", "place__slug", "period_code", "begins_on", "slot")
    heaps = ReportText.objects.order_by().values_list(*keys).annotate(size=Count("pk"), top=Max("revision"))
    return [
        Offender(f"Báo cáo {code} từ {day(begins_on)}, phần {slot}", f"{_reports_of(level, slug)}{code}/")
        for _, level, slug, code, begins_on, slot, _, _ in heaps.exclude(size=F("top"))
    ]


def _reports_of(level: str, slug: str) -> str:
    """Where the reports of a place are read."""
    return f"/xa/{slug}/bao-cao/" if level == Level.COMMUNE else "/bao-cao/dinh-ky/"


CHECKS = (pattern_unfit, text_version_missing)
