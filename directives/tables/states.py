"""The state of every task in every place on a day, whatever page asks."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.db.models import QuerySet

from communes.models import Department, Unit
from criteria.enums import Verdict
from criteria.rules.gaps import Gap, gap_words
from criteria.status import (
    EMPTY_CELL,
    Cell,
    IndicatorStatus,
    Statuses,
    read_cells_on,
    read_criteria_on,
    read_indicators_on,
    read_judging,
)
from directives.enums import AppliesTo, DeadlineState, JudgedBy
from directives.models import Obligation
from directives.rules.deadlines import (
    Deadline,
    Deed,
    Standing,
    deadline_state,
    deed_state,
    falls_state,
    report_state,
    words,
)
from directives.rules.recurrence import allotted, due_days, first_due, instance_on
from directives.tables.asked import Pair, pairs_asked
from directives.tables.shares import Share, share_of
from directives.tables.work import Work, read_work
from ntm_portal.vietnamese import day

# Who confirms the word of a place: the district that of its communes, the province that of the district.
WAITS_FOR = {AppliesTo.COMMUNES: "chờ thẩm tra", AppliesTo.DISTRICT: "chờ thẩm định", AppliesTo.BODIES: "chờ xác nhận"}


@dataclass(frozen=True, slots=True)
class ObligationState:
    """One task in one place: its deadline, what it rests on, and what is still to be done.

    `due_on` is the day of the document (of a report: the one that counts now), `until` the day of this place.
    """

    obligation: Obligation
    unit: Unit
    deadline: Deadline
    cell: Cell
    status: IndicatorStatus | None
    body: Department | None = None
    due_on: dt.date | None = None
    until: dt.date | None = None
    quantity: int = 0
    deeds: tuple[Deed, ...] = ()

    @property
    def pair(self) -> Pair:
        return Pair(self.obligation, self.unit, self.body)

    @property
    def share(self) -> Share:
        """What its place adds to the progress of the task."""
        return share_of(self.deadline, self.quantity, self.due_on)

    @property
    def words(self) -> str:
        """ "Còn 5 ngày", "Hoàn thành 14/9/2017, chờ thẩm tra"."""
        return words(self.deadline, waits_for(self.obligation))

    @property
    def minutes(self) -> str:
        """Where the signed minutes of the last visit that counts are read; empty where no visit decides."""
        return self.deeds[-1].minutes if self.deeds else ""

    @property
    def moved_words(self) -> str:
        """ "gia hạn đến 10/10/2017", where this place was given more time."""
        return f"gia hạn đến {day(self.until)}" if self.until and self.until != self.due_on else ""

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


def waits_for(obligation: Obligation) -> str:
    """Whose word is still to come."""
    if obligation.judged == JudgedBy.VISIT:
        return "chờ ký biên bản"
    return WAITS_FOR[obligation.applies_to] if obligation.judged == JudgedBy.MEASURE else "chờ xác nhận"


def obligation_states(
    unit_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    obligations: QuerySet[Obligation] | None = None,
) -> list[ObligationState]:
    """Every task given by a day and every place it is asked of, in the order of the document, then of the tables.

    The number of queries never depends on places, tasks or days.
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
    work = read_work(pairs, as_of, known_at)
    verdicts = Verdicts(pairs, work, as_of, known_at, read)
    return [state_of(pair, as_of, work, verdicts) for pair in pairs]


def state_of(pair: Pair, as_of: dt.date, work: Work, verdicts: "Verdicts") -> ObligationState:
    """One task in one place, from what was read."""
    if pair.obligation.judged == JudgedBy.MEASURE:
        return _measured(pair, as_of, work, verdicts)
    return _recorded(pair, as_of, work)


def _past_due(due_on: dt.date | None, as_of: dt.date) -> dt.date | None:
    """The due day, once it is over."""
    return due_on if due_on and due_on < as_of else None


class Verdicts:
    """The verdicts some measured tasks rest on, today and at the end of each due day gone by; `also` on another day.

    Three queries whatever the days, none for what no task asks.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        work: Work,
        as_of: dt.date,
        known_at: dt.datetime | None,
        read: Mapping[tuple[int, int], IndicatorStatus] = MappingProxyType({}),
        also: dt.date | None = None,
    ):
        self.as_of, self.read = as_of, read
        measured = [pair for pair in pairs if pair.obligation.judged == JudgedBy.MEASURE]
        self.past = {pair: _past_due(work.until(pair, pair.obligation.due_on), as_of) for pair in measured}
        days = {as_of, also, *self.past.values()} - {None}
        units, owners = _units_and_owners([pair for pair in measured if pair.obligation.indicator_id])
        unread = [pk for pk in owners if any((unit, pk) not in read for unit in units)]
        self.indicators = read_cells_on(units, owners, days if unread else days - {as_of}, known_at)
        self.statuses = self._read_statuses(units, unread, known_at)
        criteria = _units_and_owners([pair for pair in measured if not pair.obligation.indicator_id])
        self.criteria = read_criteria_on(*criteria, days, known_at)

    def _read_statuses(self, units: list[int], indicators: list[int], known_at: dt.datetime | None) -> Statuses:
        if not indicators:
            return {}
        judging = read_judging(units, indicators, known_at)
        return read_indicators_on(units, {self.as_of: indicators}, judging, known_at, self.indicators)[self.as_of]

    def status(self, pair: Pair) -> IndicatorStatus | None:
        """The figures behind the task today; none where a whole criterion decides."""
        if not pair.obligation.indicator_id:
            return None
        return self.read.get(pair.key) or self.statuses[pair.key]

    def cell(self, pair: Pair, day: dt.date) -> Cell:
        """The verdict at the end of a day."""
        if not pair.obligation.indicator_id:
            return self.criteria[day].get(pair.key, EMPTY_CELL)
        return self.status(pair).cell if day == self.as_of else self.indicators[day].get(pair.key, EMPTY_CELL)


def _units_and_owners(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    keys = [pair.key for pair in pairs]
    return list(dict.fromkeys(unit for unit, _ in keys)), list(dict.fromkeys(owner for _, owner in keys))


def _measured(pair: Pair, as_of: dt.date, work: Work, verdicts: Verdicts) -> ObligationState:
    """What a verdict decides."""
    obligation, past = pair.obligation, verdicts.past[pair]
    until, now, status = work.until(pair, obligation.due_on), verdicts.cell(pair, as_of), verdicts.status(pair)
    at_due = verdicts.cell(pair, past) if past else None
    deadline = deadline_state(
        as_of=as_of,
        begins_on=obligation.begins_on,
        due_on=until,
        now=Standing(now.verdict, now.by_self, now.since, _is_claimed(now, status)),
        at_due=Standing(at_due.verdict, at_due.by_self, at_due.since) if at_due else None,
        opens_on=obligation.opens_on,
    )
    return ObligationState(obligation, pair.unit, deadline, now, status, due_on=obligation.due_on, until=until)


def _is_claimed(now: Cell, status: IndicatorStatus | None) -> bool:
    """The place says it is met, on figures newer than those verified otherwise."""
    if now.own != Verdict.MET or status is None or status.own is None or status.verified is None:
        return False
    return status.own.assessed_on > status.verified.assessed_on


def _recorded(pair: Pair, as_of: dt.date, work: Work) -> ObligationState:
    """What falls, the book of dissemination, visits or deeds decide."""
    obligation = pair.obligation
    if obligation.rhythm:
        return _waiting(_again(pair, as_of, work), work)
    until = work.until(pair, obligation.due_on)
    if obligation.judged == JudgedBy.NO_FALL:
        deeds, deadline = [], falls_state(work.fallen.get((pair.unit.pk, obligation.begins_on), 0))
    else:
        deeds = _deeds(pair, work)
        deadline = deed_state(as_of, obligation.term(until), deeds, obligation.wanted)
    return _waiting(_with_deeds(pair, deadline, obligation.due_on, until, deeds), work)


def _waiting(state: ObligationState, work: Work) -> ObligationState:
    """Somebody went there: what is left is that both sides sign."""
    by_visits = state.obligation.judged == JudgedBy.VISIT and not state.deadline.is_met
    if not by_visits or not work.waits_for_signatures(state.pair):
        return state
    return replace(state, deadline=replace(state.deadline, waits_verification=True))


def _deeds(pair: Pair, work: Work):
    if pair.obligation.judged == JudgedBy.SPREAD:
        made_known = work.spread.get((pair.obligation.directive_id, pair.unit.pk))
        return [made_known] if made_known else []
    return work.visits_of(pair) if pair.obligation.judged == JudgedBy.VISIT else work.deeds_of(pair, None)


def _deeds_by_due(pair: Pair, work: Work, dues: Collection[dt.date]) -> Mapping[dt.date, Sequence[Deed]]:
    """What was done for each due day: as it was recorded, or as the days of the visits tell."""
    asked = pair.obligation
    if asked.judged == JudgedBy.VISIT:
        return allotted(asked.rhythm, dues, work.visits_of(pair), asked.wanted)
    return {due_on: work.deeds_of(pair, due_on) for due_on in dues}


def _again(pair: Pair, as_of: dt.date, work: Work) -> ObligationState:
    """A task that comes again: the oldest report never sent, else the one whose time it is, else the first to come."""
    obligation, rhythm = pair.obligation, pair.obligation.rhythm
    done = _deeds_by_due(pair, work, {*due_days(rhythm, as_of), instance_on(rhythm, as_of)} - {None})
    states = {
        due_on: deed_state(as_of, obligation.term(work.until(pair, due_on)), deeds, obligation.wanted)
        for due_on, deeds in done.items()
    }
    missed = sorted(due_on for due_on, state in states.items() if state.state == DeadlineState.OVERDUE)
    current = missed[0] if missed else instance_on(rhythm, as_of)
    deadline = report_state(as_of, [work.until(pair, due_on) for due_on in missed], states.get(current))
    shown = current or first_due(rhythm)
    return _with_deeds(pair, deadline, shown, work.until(pair, shown), done.get(current, ()))


def _with_deeds(pair: Pair, deadline: Deadline, due_on, until, deeds) -> ObligationState:
    quantity = sum(deed.quantity for deed in deeds)
    return ObligationState(
        pair.obligation, pair.unit, deadline, EMPTY_CELL, None, pair.body, due_on, until, quantity, tuple(deeds)
    )
