"""A warning, not a case: still met, but not far from being lost (RULES, regressions: AT_RISK)."""

import datetime as dt
from fractions import Fraction

from criteria.enums import Direction, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import judge, level, measured, shown


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole months from one day to another."""
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    return months - (later.day < earlier.day)


def is_near(figure: Fraction, indicator: IndicatorFacts, target: TargetFacts, settings: RuleSettings) -> bool:
    """Inside the margin on the good side of the required level, as wide as the margin of "cơ bản đạt"."""
    threshold = Fraction(target.value)
    if indicator.direction == Direction.AT_MOST:
        return 100 * figure >= threshold * (100 - Fraction(settings.margin_at_most))
    return 100 * figure <= threshold * (200 - Fraction(settings.margin_at_least))


def has_worsened(figure: Fraction, earlier: Fraction, indicator: IndicatorFacts) -> bool:
    """Moved towards the required level since then."""
    return figure > earlier if indicator.direction == Direction.AT_MOST else figure < earlier


def risk(
    finding: FindingFacts | None,
    earlier: FindingFacts | None,
    indicator: IndicatorFacts,
    target: TargetFacts | None,
    settings: RuleSettings,
    as_of: dt.date,
) -> str:
    """Why an indicator that is met may be lost, in the words of the list "có nguy cơ"; empty where it is safe."""
    if finding is None or judge(finding, indicator, target) != Verdict.MET:
        return ""
    age = months_between(finding.assessed_on, as_of)
    if age > settings.stale_months:
        return f"số liệu đã {age} tháng"
    figure, before = measured(finding), measured(earlier) if earlier else None
    if figure is None or before is None or target is None or indicator.kind == ValueKind.YES_NO:
        return ""
    if has_worsened(figure, before, indicator) and is_near(figure, indicator, target, settings):
        return f"{shown(finding, indicator, target)}, ngưỡng {level(indicator, target)}"
    return ""
