"""The desk of those who verify: both sides of many cells, what each waits for and what speaks against it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from criteria.enums import Stage, SubmissionState, Waiting
from criteria.models.cells import beside, places_of, read_book, read_census, targets_of
from criteria.models.evidence import EvidenceLink
from criteria.models.finding import Finding
from criteria.models.movement import movements_of
from criteria.models.settings import settings_at
from criteria.models.submission import ReturnedCell, Submission
from criteria.rules.ages import months_back
from criteria.rules.cautions import Caution, Claim, heaviest_first, is_heavy
from criteria.rules.facts import FindingFacts, IndicatorFacts, MovementFacts, TargetFacts
from criteria.rules.periods import PeriodFacts
from criteria.rules.proofs import Proof, proof_of
from criteria.rules.settings import RuleSettings
from criteria.rules.targets import target_for
from criteria.rules.totals import NO_CENSUS, Census, disagreeing_totals, same_everywhere
from criteria.rules.verdicts import judge
from criteria.rules.verifying import CellFacts, difference, same_figure, waiting_for
from criteria.rules.warnings import cautions
from ntm_portal.clock import LOCAL
from ntm_portal.kept import kept_under

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
    """What was read once for many cells. `before` and `earlier` are the own figures one and two periods ago."""

    period: PeriodFacts
    as_of: dt.date
    settings: RuleSettings
    heads: Mapping[tuple[int, int, bool], FindingFacts]
    before: Mapping[Key, FindingFacts]
    earlier: Mapping[Key, FindingFacts]
    explained: Collection[int]
    papers: Mapping[int, Mapping[int, dt.date]]
    census: Mapping[int, Census]
    movements: Mapping[int, Sequence[MovementFacts]]
    sheets: Mapping[int, SubmissionState]
    returned: Mapping[Key, ReturnedCell] = field(default_factory=dict)


def read_desk(
    unit_ids: Collection[int], indicator_ids: Collection[int], period: PeriodFacts, today: dt.date
) -> dict[Key, DeskCell]:
    """Every cell of these places and indicators that either side has spoken of. Twelve queries for any number."""
    with kept_under():
        return _cells(unit_ids, indicator_ids, period, today)


def _cells(unit_ids, indicator_ids, period: PeriodFacts, today: dt.date) -> dict[Key, DeskCell]:
    as_of = min(period.ends_on, today)
    desk = _read(unit_ids, indicator_ids, period, as_of)
    book, places = read_book(), places_of(tuple(unit_ids))
    targets = targets_of(indicator_ids, places.values())
    across = _across(desk, unit_ids, indicator_ids)
    cells = {}
    for unit_id in unit_ids:
        for pk in indicator_ids:
            facts = _facts(desk, unit_id, pk)
            figure = facts.own or facts.verified
            target = target_for(targets.get(pk, ()), places[unit_id], figure.figure_year if figure else as_of.year)
            found = _cautions(desk, unit_id, book.indicators[pk], target, facts) + across.get((unit_id, pk), [])
            cells[unit_id, pk] = DeskCell(
                unit_id, book.indicators[pk], target, facts, waiting_for(facts), tuple(heaviest_first(found)),
                desk.returned.get((unit_id, pk)),
            )  # fmt: skip
    return cells


def _read(unit_ids, indicator_ids, period: PeriodFacts, as_of: dt.date) -> Desk:
    heads = {
        (unit_id, pk, facts.stage == Stage.SELF): facts
        for unit_id, pk, facts in Finding.objects.heads(unit_ids, beside(indicator_ids), as_of).facts()
    }
    before, earlier = _earlier(unit_ids, indicator_ids, period)
    own = [facts.id for (_, _, by_self), facts in heads.items() if by_self]
    words = Finding.objects.filter(pk__in=own).exclude(note="", reason="").values_list("pk", flat=True)
    sheets = Submission.objects.filter(unit__in=unit_ids, period=period.id).values_list("unit_id", "state")
    returned = ReturnedCell.objects.filter(submission__unit__in=unit_ids, submission__period=period.id)
    rows = returned.select_related("submission", "finding", "returned_by", "returned_by__department").order_by("pk")
    return Desk(
        period, as_of, settings_at(), heads, before, earlier, set(words), _papers(own), read_census(tuple(unit_ids)),
        _movements(unit_ids, indicator_ids, heads, as_of),
        {unit_id: SubmissionState(state) for unit_id, state in sheets},
        {(row.submission.unit_id, row.indicator_id): row for row in rows},
    )  # fmt: skip


def _movements(unit_ids, indicator_ids, heads: Mapping[tuple[int, int, bool], FindingFacts], as_of: dt.date):
    """How poor households moved, where a cell on the desk counts them. One query, or none."""
    counting = {pk for pk in indicator_ids if read_book().indicators[pk].poverty}
    years = {facts.figure_year for (_, pk, by_self), facts in heads.items() if by_self and pk in counting}
    return movements_of(unit_ids, years, as_of) if years else {}


def _earlier(unit_ids, indicator_ids, period: PeriodFacts) -> tuple[dict[Key, FindingFacts], dict[Key, FindingFacts]]:
    """The own figures at the end of the period before this one, and of the one before that. One query."""
    one_day = dt.timedelta(days=1)
    last = period.begins_on - one_day
    months = 12 * (period.ends_on.year - period.begins_on.year) + period.ends_on.month - period.begins_on.month + 1
    before_last = months_back(period.begins_on, months) - one_day
    asked = {last: indicator_ids, before_last: indicator_ids}
    found: tuple[dict, dict] = ({}, {})
    for unit_id, pk, facts in Finding.objects.heads_on(unit_ids, asked).facts():
        if facts.stage == Stage.SELF:
            for read, until in zip(found, asked, strict=True):
                if facts.assessed_on <= until and order(facts) > order(read.get((unit_id, pk))):
                    read[unit_id, pk] = facts
    return found


def order(facts: FindingFacts | None) -> tuple:
    """Which of two figures of one cell speaks later."""
    return () if facts is None else (facts.assessed_on, facts.recorded_at, facts.id)


def _papers(finding_ids: Collection[int]) -> dict[int, dict[int, dt.date]]:
    """Finding id → the documents that prove it, each with its day. One query."""
    found: dict[int, dict[int, dt.date]] = {}
    rows = EvidenceLink.objects.live().filter(finding__in=finding_ids)
    for finding_id, pk, issued_on in rows.values_list("finding", "evidence", "evidence__issued_on"):
        found.setdefault(finding_id, {})[pk] = issued_on
    return found


def _across(desk: Desk, unit_ids: Collection[int], indicator_ids: Collection[int]) -> dict[Key, list[Caution]]:
    """What is odd about cells beside each other: totals of a place that disagree, one number in every place."""
    indicators = read_book().indicators
    of_place, of_indicator = defaultdict(list), defaultdict(dict)
    for (unit_id, pk, by_self), facts in desk.heads.items():
        if by_self:
            of_place[unit_id].append((indicators[pk], facts))
            of_indicator[pk][unit_id] = facts
    found: dict[Key, list[Caution]] = defaultdict(list)
    for unit_id in unit_ids:
        census = desk.census.get(unit_id, NO_CENSUS)
        for pk, odd in disagreeing_totals(of_place[unit_id], census, desk.settings).items():
            found[unit_id, pk] += odd
    for pk in indicator_ids:
        if odd := same_everywhere(indicators[pk], of_indicator[pk]):
            for unit_id in of_indicator[pk]:
                found[unit_id, pk].append(odd)
    return found


def _facts(desk: Desk, unit_id: int, pk: int) -> CellFacts:
    last = desk.returned.get((unit_id, pk))
    return CellFacts(
        desk.heads.get((unit_id, pk, True)), desk.heads.get((unit_id, pk, False)),
        desk.sheets.get(unit_id, SubmissionState.DRAFT),
        is_returned=last is not None and last.answered_at is None,
        answered_at=last.answered_at if last else None,
    )  # fmt: skip


def _cautions(desk: Desk, unit_id: int, indicator, target, facts: CellFacts) -> list[Caution]:
    own = facts.own
    if own is None:
        return []
    key = (unit_id, indicator.id)
    before = desk.before.get(key)
    before = None if before and before.id == own.id else before
    claim = Claim(
        own, before, desk.earlier.get(key), facts.verified, own.id in desk.explained,
        _proof(desk, own, indicator, target), _asked_of(desk.period, own), desk.movements.get(unit_id, ()),
    )  # fmt: skip
    return cautions(claim, indicator, target, desk.settings, desk.as_of)


def _asked_of(period: PeriodFacts, own: FindingFacts) -> PeriodFacts | None:
    """The period whose days a figure must lie in; one that was told before the period is only carried over."""
    return period if own.recorded_at.astimezone(LOCAL).date() >= period.begins_on else None


def _proof(desk: Desk, own: FindingFacts, indicator, target) -> Proof:
    days = list(desk.papers.get(own.id, {}).values())
    return proof_of(judge(own, indicator, target), days, desk.as_of, desk.settings)
