"""Lịch sử: every finding of one indicator in one place, with both clocks and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models import Finding
from criteria.rules.facts import FindingFacts, IndicatorFacts
from criteria.rules.targets import target_for
from criteria.rules.timeline import order
from criteria.rules.verdicts import has_ratio, judge, required, shown
from criteria.status import Judging
from ntm_portal.vietnamese import number


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One finding as it stands in the history."""

    finding: Finding
    figures: str
    result: str
    verdict: Verdict | None
    required: str
    in_force: bool
    corrects: Finding | None
    corrected_by: Finding | None
    may_change: bool
    documents: int = 0

    @property
    def by_self(self) -> bool:
        """The place's own word."""
        return self.finding.stage == Stage.SELF

    @property
    def is_gone(self) -> bool:
        """Corrected or taken back since: it no longer counts, and is struck through."""
        return self.corrected_by is not None

    @property
    def state(self) -> str:
        """What became of the figure, in a word."""
        if self.corrected_by is not None:
            return "Đã rút" if self.corrected_by.is_void else "Đã đính chính"
        if self.finding.is_void:
            return "Rút số liệu"
        return "Đang có hiệu lực" if self.in_force else ""


def history_rows(
    unit: Unit, indicator_id: int, judging: Judging, changeable: set[int], documents: Mapping[int, int] | None = None
) -> list[HistoryRow]:
    """The newest day first, with how many documents prove each; one query for any number of findings."""
    findings = list(Finding.objects.of_cell(unit, indicator_id).select_related("entered_by", "on_behalf_of__officer"))
    # What corrects a finding lies in the same cell: it was just read.
    by_key = {finding.pk: finding for finding in findings}
    corrections = {finding.corrects_id: finding for finding in findings if finding.corrects_id}
    heads = heads_of([finding for finding in findings if not finding.is_void and finding.pk not in corrections])
    facts, targets = judging.indicators[indicator_id], judging.targets.get(indicator_id, ())
    rows = []
    for finding in findings:
        target = target_for(targets, judging.places[unit.pk], finding.figure_year)
        rows.append(
            HistoryRow(
                finding=finding,
                figures=figures_of(finding, facts),
                result="" if finding.is_void else shown(finding, facts, target),
                verdict=None if finding.is_void else judge(finding, facts, target),
                required="" if finding.is_void else required(facts, target),
                in_force=finding.pk in heads,
                corrects=by_key.get(finding.corrects_id),
                corrected_by=corrections.get(finding.pk),
                may_change=finding.pk in changeable,
                documents=(documents or {}).get(finding.pk, 0),
            )
        )
    return rows


def heads_of(live: list[Finding]) -> set[int]:
    """The figures that speak for the place itself and for those who verify."""
    sides = ([f for f in live if f.stage == Stage.SELF], [f for f in live if f.stage != Stage.SELF])
    return {max(side, key=order).pk for side in sides if side}


def figures_of(finding: Finding | FindingFacts, indicator: IndicatorFacts) -> str:
    """ "7.204/8.600 người"; empty where no two numbers were given."""
    if not has_ratio(finding):
        return ""
    return f"{number(finding.numerator)}/{number(finding.denominator)} {indicator.counted}".strip()
