"""What can be wrong with the numbers of one typed row, whoever typed it; such a row is not stored."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from criteria.enums import ValueKind, Verdict
from criteria.rules.facts import IndicatorFacts
from criteria.rules.verdicts import has_figures, is_share
from ntm_portal.vietnamese import number


class Row(Protocol):
    """A row as somebody typed it."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    declared: Verdict | None


def entry_faults(row: Row, indicator: IndicatorFacts) -> list[str]:
    """What is wrong with the numbers themselves, each in a sentence; such a row is not stored."""
    if not has_figures(row):
        return [] if row.declared else ["Nhập số liệu, hoặc chọn mức đánh giá."]
    if indicator.kind == ValueKind.YES_NO:
        return ["Chỉ tiêu này chỉ chọn đạt hoặc chưa đạt, không nhập số."]
    typed = [figure for figure in (row.numerator, row.denominator, row.value) if figure is not None]
    if not all(figure.is_finite() for figure in typed):
        return ["Số liệu phải là một số."]
    if any(figure < 0 for figure in typed):
        return ["Số liệu không được âm."]
    return [*_ratio_faults(row, indicator), *_value_faults(row, indicator)]


def fits(figure: Decimal) -> bool:
    """Whether a figure can be stored as it was typed: 14 digits before the comma and four after it."""
    return figure.is_finite() and figure.adjusted() < 14 and figure.as_tuple().exponent >= -4


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


def _has_decimals(typed: Decimal) -> bool:
    return typed != int(typed)
