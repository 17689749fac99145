"""How far it still is, in people, households and kilometres, and the sentence that says so (DOMAIN 5.1)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from criteria.enums import Direction, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.verdicts import (
    has_figures,
    has_ratio,
    is_met,
    is_share,
    judge,
    level,
    measured,
    required,
    shown,
)
from ntm_portal.vietnamese import day, lower_first, number, rounded

# A required level and a figure have four decimals each, so their product over 100 has ten.
EXACT_PLACES = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still to be done: how many, counted in what, and the figure that would be enough."""

    amount: Decimal
    counted: str
    needed: Decimal
    direction: Direction


def gap(finding: FindingFacts | None, indicator: IndicatorFacts, target: TargetFacts | None) -> Gap | None:
    """The way to the required level in plain units; none where it is met, or where a percentage stands alone."""
    figure = measured(finding) if finding else None
    if figure is None or target is None or indicator.kind == ValueKind.YES_NO:
        return None
    by_ratio = has_ratio(finding)
    if is_met(figure, indicator, target) or (is_share(indicator) and not by_ratio):
        return None
    level_in_units = Fraction(target.value) * (Fraction(finding.denominator) / 100 if by_ratio else 1)
    needed = _enough(level_in_units, indicator)
    amount = abs(needed - Fraction(finding.numerator if by_ratio else finding.value))
    return Gap(_plain(amount), _counted(indicator), _plain(needed), indicator.direction)


def _enough(level_in_units: Fraction, indicator: IndicatorFacts) -> Fraction:
    """The figure that just meets the level: a whole one for people and households, exact for km, ha and money."""
    if not indicator.whole or indicator.kind == ValueKind.MONEY:
        return level_in_units
    return Fraction(floor(level_in_units) if indicator.direction == Direction.AT_MOST else ceil(level_in_units))


def _plain(figure: Fraction) -> Decimal:
    return Decimal(int(figure)) if figure == int(figure) else rounded(figure, EXACT_PLACES).normalize()


def _counted(indicator: IndicatorFacts) -> str:
    return indicator.counted or indicator.unit_of_measure


def gap_words(way: Gap) -> str:
    """ "còn thiếu 106 người", "còn phải giảm 12 hộ"."""
    verb = "còn phải giảm" if way.direction == Direction.AT_MOST else "còn thiếu"
    return f"{verb} {_amount(way)}"


def gap_task(way: Gap) -> str:
    """The same as a task in a narrow column: "thêm 106 người", "giảm 12 hộ"."""
    verb = "giảm" if way.direction == Direction.AT_MOST else "thêm"
    return f"{verb} {_amount(way)}"


def _amount(way: Gap) -> str:
    return f"{number(way.amount)} {way.counted}".strip()


def slack_words(finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts) -> str:
    """How far a figure that meets the level is from losing it: "hơn mức 85% chỉ 34 người"."""
    by_ratio, value = has_ratio(finding), Fraction(target.value)
    at_most = indicator.direction == Direction.AT_MOST
    if by_ratio:
        amount = abs(Fraction(finding.numerator) - _enough(value * Fraction(finding.denominator) / 100, indicator))
        counted = _counted(indicator)
    else:
        amount = abs(Fraction(finding.value) - value)
        counted = "điểm %" if is_share(indicator) else indicator.unit_of_measure
    asked = level(indicator, target)
    if not amount:
        return f"vừa đúng mức {asked}"
    return f"{'dưới' if at_most else 'hơn'} mức {asked} chỉ {number(_plain(amount))} {counted}".rstrip()


def sentence(finding: FindingFacts | None, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """Why the verdict is what it is: the figures first, then what is required, then the way still to go."""
    verdict = judge(finding, indicator, target)
    if finding is None:
        return "Chưa có số liệu."
    if verdict == Verdict.NA:
        return "Không xét."
    told = _of_figures(finding, indicator, target) if has_figures(finding) else _of_word(finding, indicator, target)
    return f"{told}{_nearly_until(finding)}" if verdict == Verdict.NEARLY else told


def _of_word(finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    if finding.declared in (None, Verdict.UNASSESSED):
        return "Chưa có số liệu."
    by_hand = "" if indicator.kind == ValueKind.YES_NO or target else " Chưa có mức yêu cầu nên đánh giá bằng lời."
    return f"Đánh giá: {Verdict(finding.declared).label.lower()}.{by_hand}"


def _of_figures(finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    figure = measured(finding)
    if figure is None:
        return "Thiếu mẫu số hoặc mẫu số bằng 0, chưa đánh giá được."
    told = _measured_words(finding, indicator, target)
    if target is None:
        return f"{told}; {_without_level(finding)}."
    way = gap(finding, indicator, target)
    if way is None:
        return f"{told}; yêu cầu {lower_first(required(indicator, target))}."
    return f"{told}; {_needed_words(way, indicator, target)}, {gap_words(way)}."


def _without_level(finding: FindingFacts) -> str:
    if finding.declared is None:
        return "chưa có mức yêu cầu, cần đánh giá bằng lời"
    return f"chưa có mức yêu cầu nên đánh giá bằng lời: {Verdict(finding.declared).label.lower()}"


def _measured_words(finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    result = shown(finding, indicator, target)
    if has_ratio(finding):
        verb = "bằng" if indicator.direction == Direction.AT_MOST else "đạt"
        pair = f"{number(finding.numerator)}/{number(finding.denominator)} {indicator.counted}".strip()
        return f"{pair}, {verb} {result}"
    if indicator.keeps_ratio:
        return f"Kết quả {result} (không có tử số, mẫu số)"
    unit = "" if is_share(indicator) else f" {indicator.unit_of_measure}"
    return f"Kết quả {result}{unit}".rstrip()


def _needed_words(way: Gap, indicator: IndicatorFacts, target: TargetFacts) -> str:
    if not indicator.keeps_ratio:
        return f"yêu cầu {lower_first(required(indicator, target))}"
    enough = f"{number(way.needed)} {way.counted}".strip()
    if way.direction == Direction.AT_MOST:
        return f"nhiều nhất {enough} để không quá {level(indicator, target)}"
    return f"cần {enough} để đủ {level(indicator, target)}"


def _nearly_until(finding: FindingFacts) -> str:
    until = f", hạn hoàn thành {day(finding.finish_by)}" if finding.finish_by else ""
    return f" Ghi nhận cơ bản đạt{until}."
