"""When a verdict falls, and why (RULES, regressions)."""

from collections.abc import Collection, Mapping

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


Owner = tuple[str, int]


def above(owner: Owner, indicators: Mapping[int, IndicatorFacts]) -> list[Owner]:
    """What an indicator carries upwards: the whole it is part of, and its criterion."""
    kind, pk = owner
    if kind == "C" or pk not in indicators:
        return []
    facts = indicators[pk]
    whole = [("I", facts.part_of_id)] if facts.part_of_id else []
    return [*whole, ("C", facts.criterion_id)]


def lowest(fallen: Collection[Owner], indicators: Mapping[int, IndicatorFacts]) -> dict[Owner, list[Owner]]:
    """Of what fell in one place on one day: where each event stands, and what it took down with it.

    An indicator that takes its criterion down is one event with one answer, so the case stands at the indicator and
    names the criterion. A criterion stands for itself only where none of its indicators fell, as when one is asked
    for again after "không xét".
    """
    carried = {owner: [up for up in above(owner, indicators) if up in fallen] for owner in fallen}
    named = {up for ups in carried.values() for up in ups}
    return {owner: ups for owner, ups in carried.items() if owner not in named}
