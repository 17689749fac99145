"""What speaks against confirming a cell without a second look (DOMAIN 10), by how much it weighs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.enums import Verdict, Weight
from criteria.rules.doubts import jumps
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.risks import months_between
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import has_figures, has_ratio, judge, measured
from ntm_portal.vietnamese import day, number


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning: how much it weighs, what is odd."""

    weight: Weight
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the place says of one cell, what it said before the period, and whether a word explains the change."""

    own: FindingFacts
    before: FindingFacts | None
    verified: FindingFacts | None
    explained: bool


def cautions(
    claim: Claim, indicator: IndicatorFacts, target: TargetFacts | None, settings: RuleSettings, as_of: dt.date
) -> list[Caution]:
    """Everything odd about one claimed figure, the heaviest first."""
    found = [*_proof(claim, indicator, target), *_change(claim, settings), *_against_district(claim, indicator, target)]
    if months_between(claim.own.assessed_on, as_of) >= settings.stale_months:
        text = f"Số liệu ngày {day(claim.own.assessed_on)} đã quá {settings.stale_months} tháng"
        found.append(Caution(Weight.MEDIUM, text))
    if indicator.keeps_ratio and has_figures(claim.own) and not has_ratio(claim.own):
        found.append(Caution(Weight.LOW, "Chỉ có tỷ lệ, không có tử số, mẫu số"))
    return sorted(found, key=lambda caution: -caution.weight)


def _proof(claim: Claim, indicator: IndicatorFacts, target: TargetFacts | None) -> list[Caution]:
    if judge(claim.own, indicator, target) != Verdict.MET or claim.own.source:
        return []
    return [Caution(Weight.HIGH, "Đạt nhưng chưa ghi nguồn")]


def _change(claim: Claim, settings: RuleSettings) -> list[Caution]:
    old, new = (measured(figures) if figures else None for figures in (claim.before, claim.own))
    if old is None or new is None or claim.explained or not jumps(old, new, settings.jump_share):
        return []
    direction = "Tăng" if new > old else "Giảm"
    text = f"{direction} hơn {number(settings.jump_share)}% so với kỳ trước, chưa nêu lý do"
    return [Caution(Weight.HIGH, text)]


def _against_district(claim: Claim, indicator: IndicatorFacts, target: TargetFacts | None) -> list[Caution]:
    said = judge(claim.own, indicator, target)
    if claim.verified is None or said != Verdict.MET:
        return []
    if judge(claim.verified, indicator, target) != Verdict.NOT_MET:
        return []
    return [Caution(Weight.HIGH, "Xã tự đánh giá đạt, huyện đã thẩm tra là chưa đạt")]


def disagreeing_totals(claims: Iterable[tuple[IndicatorFacts, FindingFacts]]) -> dict[int, Caution]:
    """Số liệu vênh: indicators counted in the same thing whose totals differ, each with the other's number."""
    totals = defaultdict(list)
    for indicator, own in claims:
        if own.denominator and indicator.counted in ("người", "hộ"):
            totals[indicator.counted].append((own.denominator, indicator))
    found = {}
    for counted_in, rows in totals.items():
        largest, first = max(rows, key=lambda row: row[0])
        for total, indicator in rows:
            # A share of a part of the people (those who work) is no disagreement: only totals close to each other are.
            if total != largest and 20 * total >= 19 * largest:
                text = (
                    f"Số liệu vênh: {number(total)} {counted_in} ở chỉ tiêu này, "
                    f"{number(largest)} ở chỉ tiêu {first.number}"
                )
                found[indicator.id] = Caution(Weight.MEDIUM, text)
    return found


def is_heavy(found: Iterable[Caution]) -> bool:
    """Whether the cell needs a look of its own before it is confirmed."""
    return any(caution.weight == Weight.HIGH for caution in found)
