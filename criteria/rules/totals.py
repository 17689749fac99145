"""Checks across cells: the totals of one place that should be one number, and one number in every place (DOMAIN 10)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Check, Total, ValueKind, Weight
from criteria.rules.cautions import Caution, Told
from criteria.rules.facts import FindingFacts, IndicatorFacts
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import has_ratio, measured, shown
from criteria.rules.warnings import jumps
from ntm_portal.vietnamese import day, number

# With fewer places than this, the same figure everywhere is chance.
PLACES_FROM = 3

Spoken = tuple[IndicatorFacts, FindingFacts]


@dataclass(frozen=True, slots=True)
class Census:
    """What the census counted in a place, where the portal knows it."""

    counts: Mapping[Total, int | None]
    source: str = ""
    on: dt.date | None = None


NO_CENSUS = Census({})


def disagreeing_totals(spoken: Iterable[Spoken], census: Census, settings: RuleSettings) -> dict[int, list[Caution]]:
    """Số liệu vênh: indicator id → where its total differs from that of other indicators of its year, or the census.

    What most indicators say is taken for the total; where no number is said more often, every side is warned.
    """
    groups: dict[tuple[Total, int], list[Spoken]] = defaultdict(list)
    for indicator, finding in spoken:
        if indicator.total and has_ratio(finding):
            groups[indicator.total, finding.figure_year].append((indicator, finding))
    found: dict[int, list[Caution]] = {}
    for (total, _), members in groups.items():
        for indicator, finding in members:
            other = _other_side(finding, members)
            warned = [_disagreement(total, (indicator, finding), other)] if other else []
            if warned := warned + _beside_census(total, indicator, finding, census, settings):
                found[indicator.id] = warned
    return found


def _other_side(finding: FindingFacts, members: list[Spoken]) -> Spoken | None:
    """The indicator to compare with: the newest of those that name the other number said most often."""
    times = Counter(other.denominator for _, other in members)
    rivals = [member for member in members if member[1].denominator != finding.denominator]
    if not rivals:
        return None
    rival = max(rivals, key=lambda member: (times[member[1].denominator], member[1].assessed_on, -member[0].id))
    return rival if times[rival[1].denominator] >= times[finding.denominator] else None


def _disagreement(total: Total, mine: Spoken, other: Spoken) -> Caution:
    sides = tuple(
        Told(f"chỉ tiêu {row.number}", number(said.denominator), said.source, said.assessed_on, row.number)
        for row, said in (mine, other)
    )
    words = ", ".join(f"{side.figure} ở {side.label} ({_rests_on(side)})" for side in sides)
    return Caution(Check.TOTALS, Weight.MEDIUM, f"Số liệu vênh, {total.label}: {words}.", mine[0].number, sides)


def _rests_on(side: Told) -> str:
    return f"{side.source or 'chưa ghi nguồn'}, {day(side.on)}"


def _beside_census(total, indicator: IndicatorFacts, finding: FindingFacts, census, settings) -> list[Caution]:
    """A total far from the census is only noted: the census is older, and counted by its own rules."""
    known = census.counts.get(total)
    if not known or not jumps(Fraction(known), Fraction(finding.denominator), settings.jump_share):
        return []
    sides = (
        Told(f"chỉ tiêu {indicator.number}", number(finding.denominator), finding.source, finding.assessed_on,
             indicator.number),
        Told("số điều tra", number(known), census.source, census.on),
    )  # fmt: skip
    text = (
        f"{total.label.capitalize()} {sides[0].figure} lệch hơn {number(settings.jump_share)}% so với số điều tra "
        f"{sides[1].figure} ({_rests_on(sides[1])})."
    )
    return [Caution(Check.CENSUS, Weight.LOW, text, indicator.number, sides)]


def same_everywhere(indicator: IndicatorFacts, findings: Mapping[int, FindingFacts]) -> Caution | None:
    """Check 8, in space: all places report one number, which is neither nothing nor everything."""
    figures = {measured(finding) for finding in findings.values()}
    if len(findings) < PLACES_FROM or len(figures) != 1 or indicator.kind == ValueKind.YES_NO:
        return None
    (figure,) = figures
    if not figure or (indicator.kind == ValueKind.PERCENT and figure == 100):
        return None
    one = next(iter(findings.values()))
    text = f"Cả {len(findings)} xã, thị trấn ghi cùng một số {shown(one, indicator, None)}: xem lại nguồn của từng xã."
    return Caution(Check.SAME_PLACES, Weight.MEDIUM, text, indicator.number)
