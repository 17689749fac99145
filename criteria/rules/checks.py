"""Checks of one typed row that catch real errors (DOMAIN 10): faults refuse it, warnings let it in and ask."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from criteria.enums import Stage, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import has_figures, has_ratio, is_share, judge, measured
from ntm_portal.vietnamese import number, percent

# A percentage typed beside its two numbers may differ from them by rounding only.
TYPED_DIFFERS_BY = Fraction(5, 100)


class Row(Protocol):
    """A row as somebody typed it."""

    stage: Stage
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    declared: Verdict | None
    reason: str
    source_document: str
    note: str


def entry_faults(row: Row, indicator: IndicatorFacts) -> list[str]:
    """What is wrong with the numbers themselves, each in a sentence; such a row is not stored."""
    if not has_figures(row):
        return [] if row.declared else ["Nhập số liệu, hoặc chọn mức đánh giá."]
    if indicator.kind == ValueKind.YES_NO:
        return ["Chỉ tiêu này chỉ chọn đạt hoặc chưa đạt, không nhập số."]
    if any(typed is not None and typed < 0 for typed in (row.numerator, row.denominator, row.value)):
        return ["Số liệu không được âm."]
    return [*_ratio_faults(row, indicator), *_value_faults(row, indicator)]


def _ratio_faults(row: Row, indicator: IndicatorFacts) -> Iterator[str]:
    pair = [typed for typed in (row.numerator, row.denominator) if typed is not None]
    if pair and not indicator.keeps_ratio:
        yield "Chỉ tiêu này không có tử số, mẫu số."
        return
    if len(pair) == 1:
        yield "Nhập đủ cả tử số và mẫu số."
    if any(indicator.whole and _has_decimals(typed) for typed in pair):
        yield f"Tử số, mẫu số là số {indicator.counted or 'đếm'} nên phải là số nguyên."
    if len(pair) == 2 and row.numerator > row.denominator:
        yield f"Tử số {number(row.numerator)} lớn hơn mẫu số {number(row.denominator)}."


def _value_faults(row: Row, indicator: IndicatorFacts) -> Iterator[str]:
    if row.value is None:
        return
    if is_share(indicator) and row.value > 100:
        yield "Tỷ lệ phải từ 0 đến 100."
    if indicator.kind == ValueKind.COUNT and indicator.whole and _has_decimals(row.value):
        yield "Số lượng phải là số nguyên."
    if has_ratio(row, indicator):
        yield from _typed_share_faults(row, indicator)


def _typed_share_faults(row: Row, indicator: IndicatorFacts) -> Iterator[str]:
    exact = measured(row, indicator)
    if abs(exact - Fraction(row.value)) > TYPED_DIFFERS_BY:
        yield f"Tỷ lệ gõ vào {number(row.value)}% khác tử số chia mẫu số ({percent(exact)})."


def _has_decimals(typed: Decimal) -> bool:
    return typed != int(typed)


def entry_warnings(
    row: Row,
    indicator: IndicatorFacts,
    target: TargetFacts | None,
    previous: FindingFacts | None,
    settings: RuleSettings,
) -> list[str]:
    """What is odd but may be true: the row is stored, and the officer is asked to look again."""
    warnings = []
    if judge(row, indicator, target) == Verdict.MET and not row.source_document:
        warnings.append("Đạt nhưng chưa ghi nguồn số liệu, minh chứng.")
    figure = measured(row, indicator)
    if figure is None:
        return warnings
    if indicator.keeps_ratio and not has_ratio(row, indicator):
        warnings.append("Tỷ lệ không có tử số, mẫu số nên không tính được còn thiếu bao nhiêu.")
    before = measured(previous, indicator) if previous else None
    if before is not None and not (row.note or row.reason) and _jumps(before, figure, settings):
        warnings.append(f"Thay đổi hơn {number(settings.jump_share)}% so với lần trước, nên ghi chú lý do.")
    return warnings


def _jumps(before: Fraction, now: Fraction, settings: RuleSettings) -> bool:
    return 100 * abs(now - before) > before * Fraction(settings.jump_share)
