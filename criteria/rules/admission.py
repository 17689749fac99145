"""When a row of figures may be stored: the checks that need a place, a target and the writer's side.

What is wrong with the numbers themselves is decided in checks.py.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import Stage, ValueKind, Verdict
from criteria.rules.checks import entry_faults
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import has_figures, judge, nearly_is_offered
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row somebody wants stored. `seen_finding_id` is the newest finding of that side he saw."""

    indicator_id: int
    stage: Stage
    assessed_on: dt.date
    figure_year: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    declared: Verdict | None = None
    finish_by: dt.date | None = None
    reason: str = ""
    source_document: str = ""
    note: str = ""
    seen_finding_id: int | None = None
    corrects_id: int | None = None
    is_void: bool = False

    @property
    def year(self) -> int:
        """The year whose target judges the figure."""
        return self.figure_year or self.assessed_on.year

    def facts(self, recorded_at: dt.datetime, pk: int = 0) -> FindingFacts:
        """The row as the rules would read it once stored."""
        return FindingFacts(
            pk, self.stage, self.assessed_on, recorded_at, self.year, self.numerator, self.denominator,
            self.value, self.declared, self.finish_by, self.corrects_id, self.is_void, self.source_document,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides besides the row: the days between which it may be dated, and who writes."""

    today: dt.date
    first_day: dt.date
    last_day: dt.date
    stages: tuple[str, ...]
    by_district_office: bool
    settings: RuleSettings


def day_faults(row: FigureRow, around: Circumstances) -> list[str]:
    """Nothing is dated in the future, or outside the validity of its unit or criteria set; nor is its year."""
    if row.assessed_on > around.today:
        return [f"Ngày số liệu {day(row.assessed_on)} sau ngày hôm nay ({day(around.today)})."]
    if not around.first_day <= row.assessed_on <= around.last_day:
        return [f"Ngày số liệu phải từ {day(around.first_day)} đến {day(min(around.last_day, around.today))}."]
    if not around.first_day.year <= row.year <= row.assessed_on.year:
        return [f"Năm của số liệu phải từ {around.first_day.year} đến {row.assessed_on.year}."]
    return []


def declared_faults(
    row: FigureRow, indicator: IndicatorFacts, target: TargetFacts | None, around: Circumstances
) -> list[str]:
    """A verdict by hand exists only for yes/no indicators, missing targets, NEARLY and NA (RULES)."""
    if row.declared in (Verdict.MET, Verdict.NOT_MET):
        return [] if indicator.kind == ValueKind.YES_NO else by_hand_faults(row, target)
    if row.declared == Verdict.NEARLY:
        return nearly_faults(row, indicator, target, around)
    if row.declared == Verdict.NA:
        return na_faults(row, indicator)
    return ["Không chọn được mức đánh giá này."] if row.declared else []


def by_hand_faults(row: FigureRow, target: TargetFacts | None) -> list[str]:
    """Where a level is required the number decides; where none is, somebody does, and says why."""
    if target is not None:
        return ["Chỉ tiêu này do số liệu quyết định, không chọn đạt hoặc chưa đạt."]
    return [] if row.reason else ["Chưa có mức yêu cầu: đánh giá bằng lời phải nêu lý do."]


def nearly_faults(
    row: FigureRow, indicator: IndicatorFacts, target: TargetFacts | None, around: Circumstances
) -> list[str]:
    """NEARLY needs a reason and a day; outside the margin only the district office may record it."""
    if judge(row, indicator, target) == Verdict.MET:
        return ["Số liệu đã đủ mức yêu cầu, không ghi cơ bản đạt."]
    faults = []
    if not row.reason:
        faults.append("Cơ bản đạt phải nêu lý do.")
    if row.finish_by is None:
        faults.append("Cơ bản đạt phải có hạn hoàn thành.")
    elif row.finish_by < row.assessed_on:
        faults.append("Hạn hoàn thành phải từ ngày số liệu trở đi.")
    if not around.by_district_office and not nearly_is_offered(row, indicator, target, around.settings):
        faults.append("Kết quả còn xa mức yêu cầu: chỉ văn phòng điều phối huyện được ghi cơ bản đạt.")
    return faults


def na_faults(row: FigureRow, indicator: IndicatorFacts) -> list[str]:
    """NA only where the indicator says so, and with a reason."""
    if not indicator.na_allowed:
        return ["Chỉ tiêu này không được đánh giá là không xét."]
    return [] if row.reason else ["Không xét phải nêu lý do."]


def void_faults(row: FigureRow) -> list[str]:
    """A withdrawal names what it withdraws and why."""
    if row.corrects_id is None:
        return ["Rút số liệu phải nêu số liệu bị rút."]
    if has_figures(row) or row.declared:
        return ["Rút số liệu không kèm giá trị."]
    return [] if row.reason else ["Rút số liệu phải nêu lý do."]


def row_faults(
    row: FigureRow, indicator: IndicatorFacts, target: TargetFacts | None, around: Circumstances
) -> list[str]:
    """Every reason why the row may not be stored, in Vietnamese; empty when it may."""
    if row.stage not in around.stages:
        return ["Tài khoản này không được ghi mức đánh giá đã chọn."]
    faults = day_faults(row, around)
    if row.is_void:
        return faults + void_faults(row)
    if row.corrects_id is not None and not row.reason:
        faults.append("Đính chính phải nêu lý do.")
    faults += entry_faults(row, indicator)
    return faults + declared_faults(row, indicator, target, around)
