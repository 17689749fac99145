"""What is odd about a row but may be true (DOMAIN 10): it is stored, and the officer is asked to look again."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Verdict
from criteria.rules.admission import FigureRow
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.risks import months_between
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import Figures, has_figures, has_ratio, judge, measured
from ntm_portal.vietnamese import day, number


def doubts(
    row: FigureRow,
    indicator: IndicatorFacts,
    target: TargetFacts | None,
    before: FindingFacts | None,
    today: dt.date,
    settings: RuleSettings,
) -> list[str]:
    """Everything odd about a row, by itself and beside the figure in force before it."""
    found = row_doubts(row, indicator, target) + (jump_doubts(row, before, settings) if before else [])
    return found + day_doubts(row, before and before.assessed_on, today, settings)


def row_doubts(row: FigureRow, indicator: IndicatorFacts, target: TargetFacts | None) -> list[str]:
    """What is odd about the row by itself."""
    found = []
    if judge(row, indicator, target) == Verdict.MET and not row.source_document:
        found.append("Đạt nhưng chưa ghi nguồn.")
    if indicator.keeps_ratio and row.denominator == 0:
        offer = " Không có đối tượng thì chọn không xét." if indicator.na_allowed else ""
        found.append(f"Mẫu số bằng 0, chưa đánh giá được.{offer}")
    elif indicator.keeps_ratio and has_figures(row) and not has_ratio(row):
        found.append("Chỉ có tỷ lệ, không có tử số, mẫu số nên không tính được còn thiếu bao nhiêu.")
    return found


def jump_doubts(row: FigureRow, before: Figures, settings: RuleSettings) -> list[str]:
    """A large change against the figure in force, without a word about why."""
    old, new = measured(before), measured(row)
    if old is None or new is None or row.note or row.reason or not jumps(old, new, settings.jump_share):
        return []
    direction = "Tăng" if new > old else "Giảm"
    return [
        f"{direction} hơn {number(settings.jump_share)}% so với số đang có; ghi chú lý do để việc thẩm tra nhanh hơn."
    ]


def jumps(old: Fraction, new: Fraction, share: Decimal) -> bool:
    """The change is more than that share of the figure before."""
    return 100 * abs(new - old) > old * Fraction(share)


def day_doubts(row: FigureRow, before: dt.date | None, today: dt.date, settings: RuleSettings) -> list[str]:
    """An old figure, or one that is older than the figure in force (of day `before`)."""
    found = []
    if months_between(row.assessed_on, today) >= settings.stale_months:
        found.append(f"Số liệu ngày {day(row.assessed_on)} đã quá {settings.stale_months} tháng.")
    if before and row.assessed_on < before:
        found.append(
            f"Ngày số liệu trước số đang có (ngày {day(before)}): dòng này bổ sung lịch sử, "
            "không thay kết quả hiện nay."
        )
    return found
