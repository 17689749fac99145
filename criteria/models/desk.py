"""The desk of those who verify: both sides of many cells, what each waits for and what speaks against it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from criteria.enums import Stage, SubmissionState, Waiting
from criteria.models.cells import places_of, read_book, targets_of
from criteria.models.finding import Finding
from criteria.models.settings import settings_at
from criteria.models.submission import ReturnedCell, Submission
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.periods import PeriodFacts
from criteria.rules.targets import target_for
from criteria.rules.verifying import CellFacts, difference, same_figure, waiting_for
from criteria.rules.warnings import Caution, Claim, cautions, disagreeing_totals, is_heavy

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DeskCell:
    """One cell on the desk: the figures of both sides, the level that judges them, and the last return of it."""

    unit_id: int
    indicator: IndicatorFacts
    target: TargetFacts | None
    facts: CellFacts
    waiting: Waiting
    cautions: tuple[Caution, ...]
    returned: ReturnedCell | None

    @property
    def is_heavy(self) -> bool:
        """Something speaks against confirming it together with others."""
        return is_heavy(self.cautions)

    @property
    def differs(self) -> bool:
        """Place and district have both spoken and do not say the same (chênh lệch)."""
        own, verified = self.facts.own, self.facts.verified
        return bool(own and verified) and not same_figure(own, verified)

    @property
    def gap(self):
        """How far the district's figure lies from the place's, where numbers can be compared."""
        return difference(self.facts.own, self.facts.verified)


@dataclass(frozen=True)
class Desk:
    """What was read once for many cells."""

    heads: Mapping[tuple[int, int, bool], FindingFacts]
    before: Mapping[Key, FindingFacts]
    explained: Collection[int]
    sheets: Mapping[int, SubmissionState]
    returned: Mapping[Key, ReturnedCell] = field(default_factory=dict)


def read_desk(
    unit_ids: Collection[int], indicator_ids: Collection[int], period: PeriodFacts, today: dt.date
) -> dict[Key, DeskCell]:
    """Every cell of these places and indicators that either side has spoken of. Nine queries for any number."""
    as_of = min(period.ends_on, today)
    desk = _read(unit_ids, indicator_ids, period, as_of)
    book = read_book()
    places, settings = places_of(tuple(unit_ids)), settings_at()
    targets = targets_of(indicator_ids, places.values())
    cells = {}
    for unit_id in unit_ids:
        spoken = [pk for pk in indicator_ids if (unit_id, pk, True) in desk.heads]
        totals = disagreeing_totals((book.indicators[pk], desk.heads[unit_id, pk, True]) for pk in spoken)
        for pk in indicator_ids:
            facts = _facts(desk, unit_id, pk)
            figure = facts.own or facts.verified
            target = target_for(targets.get(pk, ()), places[unit_id], figure.figure_year if figure else as_of.year)
            found = _cautions(desk, unit_id, book.indicators[pk], target, facts, settings, as_of)
            found += [totals[pk]] if pk in totals else []
            cells[unit_id, pk] = DeskCell(
                unit_id, book.indicators[pk], target, facts, waiting_for(facts), tuple(found),
                desk.returned.get((unit_id, pk)),
            )  # fmt: skip
    return cells


def _read(unit_ids, indicator_ids, period: PeriodFacts, as_of: dt.date) -> Desk:
    heads = {
        (unit_id, pk, facts.stage == Stage.SELF): facts
        for unit_id, pk, facts in Finding.objects.heads(unit_ids, indicator_ids, as_of).facts()
    }
    earlier = Finding.objects.heads(unit_ids, indicator_ids, period.begins_on - dt.timedelta(days=1)).facts()
    own = [facts.id for (_, _, by_self), facts in heads.items() if by_self]
    words = Finding.objects.filter(pk__in=own).exclude(note="", reason="").values_list("pk", flat=True)
    sheets = Submission.objects.filter(unit__in=unit_ids, period=period.id).values_list("unit_id", "state")
    returned = ReturnedCell.objects.filter(submission__unit__in=unit_ids, submission__period=period.id)
    rows = returned.select_related("submission", "finding", "returned_by", "returned_by__department").order_by("pk")
    return Desk(
        heads,
        {(unit_id, pk): facts for unit_id, pk, facts in earlier if facts.stage == Stage.SELF},
        set(words),
        {unit_id: SubmissionState(state) for unit_id, state in sheets},
        {(row.submission.unit_id, row.indicator_id): row for row in rows},
    )


def _facts(desk: Desk, unit_id: int, pk: int) -> CellFacts:
    last = desk.returned.get((unit_id, pk))
    return CellFacts(
        desk.heads.get((unit_id, pk, True)), desk.heads.get((unit_id, pk, False)),
        desk.sheets.get(unit_id, SubmissionState.DRAFT),
        is_returned=last is not None and last.answered_at is None,
        answered_at=last.answered_at if last else None,
    )  # fmt: skip


def _cautions(desk, unit_id, indicator, target, facts: CellFacts, settings, as_of) -> list[Caution]:
    if facts.own is None:
        return []
    before = desk.before.get((unit_id, indicator.id))
    before = None if before and before.id == facts.own.id else before
    claim = Claim(facts.own, before, facts.verified, facts.own.id in desk.explained)
    return cautions(claim, indicator, target, settings, as_of)
