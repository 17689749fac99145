"""The state of every task in every place on a day, whatever page asks."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.gaps import Gap, gap_words
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, read_cells, read_criteria, read_indicators
from directives.enums import AppliesTo, DeadlineState
from directives.models import Obligation
from directives.rules.deadlines import Deadline, Standing, deadline_state, words

LEVEL_OF = {AppliesTo.COMMUNES: Level.COMMUNE, AppliesTo.DISTRICT: Level.DISTRICT}
# Who confirms the word of a place: the district that of its communes, the province that of the district.
WAITS_FOR = {AppliesTo.COMMUNES: "chờ thẩm tra", AppliesTo.DISTRICT: "chờ thẩm định"}
WITH_NAMES = ("directive", "indicator", "criterion")


@dataclass(frozen=True, slots=True)
class ObligationState:
    """One task in one place: its deadline, the verdict it rests on, and what is still to be done."""

    obligation: Obligation
    unit: Unit
    deadline: Deadline
    cell: Cell
    status: IndicatorStatus | None

    @property
    def words(self) -> str:
        """ "Còn 5 ngày", "Hoàn thành 14/9/2017, chờ thẩm tra"."""
        return words(self.deadline, WAITS_FOR[self.obligation.applies_to])

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do: done, on whoever's word, or not asked here."""
        return self.deadline.is_met or self.deadline.state == DeadlineState.NOT_ASKED

    @property
    def gap(self) -> Gap | None:
        return self.status.gap if self.status else None

    @property
    def gap_words(self) -> str:
        """ "còn thiếu 106 người"; empty where nothing is missing or no number says how much."""
        return gap_words(self.gap) if self.gap else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A task and a place it is asked of."""

    obligation: Obligation
    unit: Unit

    @property
    def key(self) -> tuple[int, int]:
        return self.unit.pk, self.obligation.indicator_id or self.obligation.criterion_id


def obligation_states(
    unit_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    obligations: QuerySet[Obligation] | None = None,
) -> list[ObligationState]:
    """Every task given by a day and every place it is asked of, in the order of the document, then of the tables.

    The number of queries depends on how many different due days are past, never on places or tasks.
    """
    units = list(Unit.objects.filter(pk__in=unit_ids).select_related("parent").in_order())
    return states_of(pairs_asked(units, as_of, obligations), as_of, known_at)


def states_of(
    pairs: Sequence[Pair],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    read: Mapping[tuple[int, int], IndicatorStatus] = MappingProxyType({}),
) -> list[ObligationState]:
    """The states of some tasks in some places; what the page has read already is not read again."""
    figures = _figures(pairs, as_of, known_at, read)
    now = _cells_with(figures, pairs, as_of, known_at)
    at_due = _cells_at_due(pairs, as_of, known_at)
    return [_state(pair, as_of, now[pair], at_due.get(pair), figures.get(pair)) for pair in pairs]


def pairs_asked(units: Sequence[Unit], as_of: dt.date, obligations: QuerySet[Obligation] | None = None) -> list[Pair]:
    """Which task is asked of which place: a district's document only of its own places. One query."""
    rows = Obligation.objects.all() if obligations is None else obligations
    asked = rows.begun_by(as_of).select_related(*WITH_NAMES).in_order()
    return [Pair(obligation, unit) for obligation in asked for unit in units if _is_asked(obligation, unit)]


def _is_asked(obligation: Obligation, unit: Unit) -> bool:
    district_id = obligation.directive.district_id
    own = unit.pk if unit.level == Level.DISTRICT else unit.parent_id
    return unit.level == LEVEL_OF[obligation.applies_to] and district_id in (None, own)


def _of_indicators(pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.obligation.indicator_id]


def _units_and_owners(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    keys = [pair.key for pair in pairs]
    return list(dict.fromkeys(unit for unit, _ in keys)), list(dict.fromkeys(owner for _, owner in keys))


def _figures(
    pairs: Sequence[Pair],
    as_of: dt.date,
    known_at: dt.datetime | None,
    read: Mapping[tuple[int, int], IndicatorStatus],
) -> dict[Pair, IndicatorStatus]:
    measured = _of_indicators(pairs)
    unread = [pair for pair in measured if pair.key not in read]
    statuses = {**read, **read_indicators(*_units_and_owners(unread), as_of, known_at)}
    return {pair: statuses[pair.key] for pair in measured}


def _cells_with(
    figures: dict[Pair, IndicatorStatus], pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None
) -> dict[Pair, Cell]:
    judged = [pair for pair in pairs if not pair.obligation.indicator_id]
    found = read_criteria(*_units_and_owners(judged), as_of, known_at)
    by_criterion = {pair: found.get(pair.key, EMPTY_CELL) for pair in judged}
    return by_criterion | {pair: status.cell for pair, status in figures.items()}


def cells_on(pairs: Sequence[Pair], day: dt.date, known_at: dt.datetime | None) -> dict[Pair, Cell]:
    """The verdicts the tasks rest on, without figures. Two queries."""
    measured = _of_indicators(pairs)
    judged = [pair for pair in pairs if not pair.obligation.indicator_id]
    indicators = read_cells(*_units_and_owners(measured), day, known_at)
    criteria = read_criteria(*_units_and_owners(judged), day, known_at)
    return {pair: indicators.get(pair.key, EMPTY_CELL) for pair in measured} | {
        pair: criteria.get(pair.key, EMPTY_CELL) for pair in judged
    }


def _cells_at_due(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> dict[Pair, Cell]:
    past = sorted({pair.obligation.due_on for pair in pairs if pair.obligation.due_on < as_of})
    found: dict[Pair, Cell] = {}
    for due_on in past:
        found |= cells_on([pair for pair in pairs if pair.obligation.due_on == due_on], due_on, known_at)
    return found


def _state(
    pair: Pair, as_of: dt.date, now: Cell, at_due: Cell | None, status: IndicatorStatus | None
) -> ObligationState:
    deadline = deadline_state(
        as_of=as_of,
        begins_on=pair.obligation.begins_on,
        due_on=pair.obligation.due_on,
        now=Standing(now.verdict, now.by_self, now.since, _is_claimed(now, status)),
        at_due=Standing(at_due.verdict, at_due.by_self, at_due.since) if at_due else None,
    )
    return ObligationState(pair.obligation, pair.unit, deadline, now, status)


def _is_claimed(now: Cell, status: IndicatorStatus | None) -> bool:
    """The place says it is met, on figures newer than those verified otherwise."""
    if now.own != Verdict.MET or status is None or status.own is None or status.verified is None:
        return False
    return status.own.assessed_on > status.verified.assessed_on
