"""The verdict of one indicator and of one criterion, and how both sides of it are printed (RULES, verdicts)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Protocol

from criteria.enums import Direction, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.settings import RuleSettings
from ntm_portal.vietnamese import number, percent, rounded
from ntm_portal.vietnamese.numbers import MOST_PLACES

NO_FIGURE = "…"
# Between a sign and its figure, which a line of text must not part.
NO_BREAK = "\u00a0"
# Which verdict of a member decides the whole, first to last; a whole without applicable members is not judged.
DECIDING = (Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NEARLY, Verdict.MET)


class Figures(Protocol):
    """What was typed: two numbers, or one."""

    numerator: object
    denominator: object
    value: object


def judge(finding: FindingFacts | None, indicator: IndicatorFacts, target: TargetFacts | None) -> Verdict:
    """What the finding says of the indicator: the number decides where there is a number and a required level."""
    if finding is None:
        return Verdict.UNASSESSED
    if finding.declared == Verdict.NA and indicator.na_allowed:
        return Verdict.NA
    by_number = _by_number(finding, indicator, target)
    if finding.declared == Verdict.NEARLY:
        return Verdict.MET if by_number == Verdict.MET else Verdict.NEARLY
    if by_number is not None:
        return by_number
    return Verdict(finding.declared) if finding.declared in (Verdict.MET, Verdict.NOT_MET) else Verdict.UNASSESSED


def _by_number(finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> Verdict | None:
    """None where no number can decide: yes/no indicators, no required level, or nothing typed but a word."""
    if indicator.kind == ValueKind.YES_NO or target is None or not has_figures(finding):
        return None
    figure = measured(finding)
    if figure is None:
        return Verdict.UNASSESSED
    return Verdict.MET if is_met(figure, indicator, target) else Verdict.NOT_MET


def criterion_verdict(verdicts: Iterable[Verdict]) -> Verdict:
    """All or nothing: the worst of the applicable members. Also the verdict of 17.1 over its two parts."""
    found = set(verdicts)
    return next((verdict for verdict in DECIDING if verdict in found), Verdict.NA)


def has_figures(finding: Figures) -> bool:
    """Whether any number was typed, usable or not."""
    return any(typed is not None for typed in (finding.numerator, finding.denominator, finding.value))


def has_ratio(finding: Figures) -> bool:
    """Whether a share can be worked out: both numbers, and something to share."""
    return finding.numerator is not None and bool(finding.denominator)


def is_share(indicator: IndicatorFacts) -> bool:
    """Whether the result is printed in per cent."""
    return indicator.keeps_ratio or indicator.kind == ValueKind.PERCENT


def measured(finding: Figures) -> Fraction | None:
    """The exact share in per cent, or the exact figure; None where nothing can be measured."""
    if has_ratio(finding):
        (part, of_part), (whole, of_whole) = (
            finding.numerator.as_integer_ratio(), finding.denominator.as_integer_ratio()
        )  # fmt: skip
        return Fraction(100 * part * of_whole, whole * of_part)
    half_a_ratio = finding.numerator is not None or finding.denominator is not None
    return None if finding.value is None or half_a_ratio else Fraction(finding.value)


def is_met(figure: Fraction, indicator: IndicatorFacts, target: TargetFacts) -> bool:
    """At least the required level, or at most: poor households and stunting count downwards."""
    if indicator.direction == Direction.AT_MOST:
        return figure <= Fraction(target.value)
    return figure >= Fraction(target.value)


def nearly_is_offered(
    finding: Figures, indicator: IndicatorFacts, target: TargetFacts | None, settings: RuleSettings
) -> bool:
    """Whether the shortfall is small enough to offer "cơ bản đạt"; the officer decides, never the number."""
    figure = measured(finding)
    if figure is None or target is None or indicator.kind == ValueKind.YES_NO:
        return False
    if is_met(figure, indicator, target):
        return False
    level = Fraction(target.value)
    if indicator.direction == Direction.AT_MOST:
        return 100 * figure <= level * (100 + Fraction(settings.margin_at_most))
    return 100 * figure >= level * Fraction(settings.margin_at_least)


def figure_told(finding: FindingFacts, indicator: IndicatorFacts) -> Fraction | Decimal | None:
    """What is printed of a finding: its exact share, or the figure as it was typed; None where only a word was said."""
    figure = measured(finding)
    return figure if figure is None or is_share(indicator) else finding.value


def shown(finding: FindingFacts | None, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """The result as printed: "83,77%", "36,2", "Đạt"; more decimals where two would contradict the verdict."""
    figure = figure_told(finding, indicator) if finding else None
    return _declared_word(finding) if figure is None else written(figure, indicator, target)


def written(figure: Fraction | Decimal, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """A figure that was measured, as printed."""
    if not is_share(indicator):
        return number(rounded(figure, MOST_PLACES))
    return percent(figure, _honest_places(figure, indicator, target))


def _declared_word(finding: FindingFacts | None) -> str:
    if finding is None or finding.declared in (None, Verdict.UNASSESSED):
        return NO_FIGURE
    return Verdict(finding.declared).label


def _honest_places(figure: Fraction, indicator: IndicatorFacts, target: TargetFacts | None) -> int:
    if target is None:
        return 2
    met = is_met(figure, indicator, target)
    return next(places for places in count(2) if is_met(Fraction(rounded(figure, places)), indicator, target) == met)


def required(indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """The required level as forms print it: "≥ 85%", "Không còn nhà nào", "Đạt"; without a row the province sets it."""
    if indicator.kind == ValueKind.YES_NO:
        return "Đạt"
    if target is None:
        return "Tỉnh quy định"
    if indicator.direction == Direction.AT_MOST and target.value == 0:
        # The decision says "Không", which beside "Yêu cầu" reads as if nothing were asked.
        return f"Không còn {indicator.counted} nào" if indicator.counted else "Không"
    return f"{Direction(indicator.direction).label}{NO_BREAK}{level(indicator, target)}"


def level(indicator: IndicatorFacts, target: TargetFacts) -> str:
    """The required figure with its unit of measure: "85%", "50 triệu đồng/người/năm"."""
    if is_share(indicator):
        return f"{number(target.value)}%"
    return f"{number(target.value)} {indicator.unit_of_measure}".strip()
