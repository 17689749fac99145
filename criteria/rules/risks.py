"""A warning, not a case: still met, but not far from being lost (RULES, regressions: AT_RISK)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Direction, ValueKind, Verdict
from criteria.rules.ages import is_past, months_between
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.gaps import slack_words
from criteria.rules.settings import RuleSettings
from criteria.rules.timeline import order
from criteria.rules.verdicts import judge, measured, shown
from ntm_portal.vietnamese import day


def is_near(figure: Fraction, indicator: IndicatorFacts, target: TargetFacts, settings: RuleSettings) -> bool:
    """Inside the margin on the good side of the required level."""
    threshold = Fraction(target.value)
    if indicator.direction == Direction.AT_MOST:
        return 100 * figure >= threshold * (100 - Fraction(settings.risk_at_most))
    return 100 * figure <= threshold * (100 + Fraction(settings.risk_at_least))


def has_worsened(figure: Fraction, earlier: Fraction, indicator: IndicatorFacts) -> bool:
    """Moved towards the required level since then."""
    return figure > earlier if indicator.direction == Direction.AT_MOST else figure < earlier


@dataclass(frozen=True, slots=True)
class Danger:
    """Why something that is met may be lost: what its figures move towards, and how old the last one is."""

    towards: str = ""
    aged: str = ""

    def __bool__(self) -> bool:
        return bool(self.towards or self.aged)


SAFE = Danger()


def danger(
    series: Sequence[FindingFacts],
    indicator: IndicatorFacts,
    target: TargetFacts | None,
    settings: RuleSettings,
    as_of: dt.date,
) -> Danger:
    """Có nguy cơ, from the last findings of the side that speaks: distance to the level, direction, age.

    The direction is that of the newest figure against the oldest of the last few (a setting), one a day: a single
    step back from a good year is no trend, and a small step forward does not undo a fall.
    """
    of_day = {finding.assessed_on: finding for finding in sorted(series, key=order)}
    last = list(of_day.values())
    if not last or judge(last[-1], indicator, target) != Verdict.MET:
        return SAFE
    few = last[-settings.risk_findings :] if settings.risk_findings else []
    return Danger(_towards(few, indicator, target, settings), _aged(last[-1], settings, as_of))


def _towards(
    series: Sequence[FindingFacts], indicator: IndicatorFacts, target: TargetFacts | None, settings: RuleSettings
) -> str:
    """ "85,40% ngày 22/9/2017, giảm từ 86,90% ngày 31/7/2017; hơn mức 85% chỉ 34 người"."""
    if target is None or indicator.kind == ValueKind.YES_NO:
        return ""
    figures = [(finding, figure) for finding in series if (figure := measured(finding)) is not None]
    if len(figures) < 2 or figures[-1][0] is not series[-1]:
        return ""
    (first, was), (newest, has) = figures[0], figures[-1]
    if not has_worsened(has, was, indicator) or not is_near(has, indicator, target, settings):
        return ""
    moved = "tăng" if indicator.direction == Direction.AT_MOST else "giảm"
    now, then = (f"{shown(finding, indicator, target)} ngày {day(finding.assessed_on)}" for finding in (newest, first))
    return f"{now}, {moved} từ {then}; {slack_words(newest, indicator, target)}"


def _aged(newest: FindingFacts, settings: RuleSettings, as_of: dt.date) -> str:
    """ "số liệu ngày 25/8/2016 đã 13 tháng"."""
    if not is_past(newest.assessed_on, as_of, settings.stale_months):
        return ""
    return f"số liệu ngày {day(newest.assessed_on)} đã {months_between(newest.assessed_on, as_of)} tháng"
