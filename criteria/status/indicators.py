"""The figures behind a verdict: what both sides said, the level that judges it, and the gap."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from criteria.enums import Stage
from criteria.models.cells import places_of, read_book, targets_of
from criteria.models.finding import head_facts
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.gaps import Gap, gap, sentence
from criteria.rules.targets import target_for
from criteria.rules.timeline import order
from criteria.rules.verdicts import required, shown
from criteria.status.cells import EMPTY_CELL, Cell, Cells, read_cells, read_cells_on


@dataclass(frozen=True)
class IndicatorStatus:
    """All a page shows of one indicator in one place: verdicts, the figures behind them, the gap.

    What has to be worked out is worked out when a page asks for it, once.
    """

    cell: Cell
    indicator: IndicatorFacts
    target: TargetFacts | None
    own: FindingFacts | None
    verified: FindingFacts | None
    age_days: int | None

    @property
    def official(self) -> FindingFacts | None:
        """The verified finding where there is one, else the place's own."""
        return self.verified or self.own

    @cached_property
    def gap(self) -> Gap | None:
        """The way still to go, in people, households or the indicator's own unit."""
        return gap(self.official, self.indicator, self.target)

    @cached_property
    def sentence(self) -> str:
        """Why the verdict is what it is; empty without a figure."""
        return sentence(self.official, self.indicator, self.target) if self.official else ""

    @cached_property
    def shown(self) -> str:
        """The result as printed."""
        return shown(self.official, self.indicator, self.target)

    @cached_property
    def required(self) -> str:
        """The required level as printed."""
        return required(self.indicator, self.target)


Statuses = Mapping[tuple[int, int], IndicatorStatus]


@dataclass(frozen=True, slots=True)
class Judging:
    """What judges some indicators in some places: read once for a page that asks about several days."""

    indicators: Mapping[int, IndicatorFacts]
    places: Mapping[int, Place]
    targets: Mapping[int, Sequence[TargetFacts]]


def read_judging(
    unit_ids: Collection[int], indicator_ids: Collection[int], known_at: dt.datetime | None = None
) -> Judging:
    """Indicators, places and the targets that could judge them. Three queries, none for no indicator."""
    if not indicator_ids:
        return Judging({}, {}, {})
    places = places_of(tuple(unit_ids))
    return Judging(read_book().indicators, places, targets_of(indicator_ids, places.values(), known_at))


def read_indicators(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    judging: Judging | None = None,
    cells: Cells | None = None,
) -> Statuses:
    """(unit id, indicator id) → everything about the cell, for every pair asked.

    At most five queries; one where the page has read already what judges, and the verdicts.
    """
    if cells is None:
        cells = read_cells(unit_ids, indicator_ids, as_of, known_at)
    judging = judging or read_judging(unit_ids, indicator_ids, known_at)
    heads = Heads(head_facts(unit_ids, {as_of: indicator_ids}, known_at))
    return _statuses(product(unit_ids, indicator_ids), as_of, cells, heads, judging)


def read_indicators_on(
    unit_ids: Collection[int],
    asked: Mapping[dt.date, Collection[int]],
    judging: Judging,
    known_at: dt.datetime | None = None,
    cells: Mapping[dt.date, Cells] | None = None,
    only: Collection[tuple[int, int]] = (),
) -> dict[dt.date, Statuses]:
    """Day → what `read_indicators` says of the indicators asked for that day; with `only` of those cells alone.

    Two queries for any number of days; one where the page has read the verdicts already.
    """
    if cells is None:
        every = {pk for wanted in asked.values() for pk in wanted}
        cells = read_cells_on(unit_ids, every, list(asked), known_at)
    heads = Heads(head_facts(unit_ids, asked, known_at, only=only))
    return {
        day: _statuses(only or product(unit_ids, wanted), day, cells[day], heads, judging)
        for day, wanted in asked.items()
    }


class Heads:
    """The findings in force in some cells, on any of the days they were read for."""

    def __init__(self, found: Iterable[tuple[int, int, FindingFacts]]):
        self.sides: dict[tuple[int, int, bool], list[FindingFacts]] = {}
        for unit_id, indicator_id, facts in found:
            self.sides.setdefault((unit_id, indicator_id, facts.stage == Stage.SELF), []).append(facts)

    def on(self, unit_id: int, indicator_id: int, day: dt.date, *, by_self: bool) -> FindingFacts | None:
        """What one side said last by the end of a day."""
        spoken = [facts for facts in self.sides.get((unit_id, indicator_id, by_self), ()) if facts.assessed_on <= day]
        return max(spoken, key=order, default=None)


def _statuses(
    wanted: Iterable[tuple[int, int]],
    as_of: dt.date,
    cells: Cells,
    heads: Heads,
    judging: Judging,
) -> Statuses:
    return {
        (unit_id, pk): _status(
            cells.get((unit_id, pk), EMPTY_CELL),
            judging.indicators[pk],
            heads.on(unit_id, pk, as_of, by_self=True),
            heads.on(unit_id, pk, as_of, by_self=False),
            judging.targets.get(pk, ()),
            judging.places[unit_id],
            as_of,
        )
        for unit_id, pk in wanted
    }


def _status(cell, indicator, own, verified, targets, place, as_of) -> IndicatorStatus:
    official = verified or own
    target = target_for(targets, place, official.figure_year if official else as_of.year)
    return IndicatorStatus(
        cell=cell,
        indicator=indicator,
        target=target,
        own=own,
        verified=verified,
        age_days=(as_of - official.assessed_on).days if official else None,
    )
