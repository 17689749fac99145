"""When a verdict falls, and why (RULES, regressions)."""

from criteria.enums import FallKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.verdicts import judge

HEIGHT = {Verdict.MET: 3, Verdict.NEARLY: 2, Verdict.NOT_MET: 1, Verdict.UNASSESSED: 0}


def falls(before: Verdict | None, after: Verdict) -> bool:
    """MET or NEARLY to something lower; MET to "không xét" is nothing."""
    if before not in (Verdict.MET, Verdict.NEARLY) or after == Verdict.NA:
        return False
    return HEIGHT[after] < HEIGHT[before]


def plain_kind(before: Verdict, after: Verdict) -> FallKind:
    """The kind of a fall that no change of target explains."""
    if after == Verdict.UNASSESSED:
        return FallKind.NO_DATA
    return FallKind.LOST if before == Verdict.MET else FallKind.SLIPPED


def kind_of_fall(
    before: Verdict,
    after: Verdict,
    indicator: IndicatorFacts,
    finding: FindingFacts,
    target_before: TargetFacts | None,
    target_after: TargetFacts | None,
) -> FallKind:
    """SET_CHANGED where the new figure would still meet the target that judged the one before it."""
    if not falls(before, after):
        return FallKind.NONE
    risen = target_before is not None and target_before != target_after
    if risen and judge(finding, indicator, target_before) == Verdict.MET:
        return FallKind.SET_CHANGED
    return plain_kind(before, after)
