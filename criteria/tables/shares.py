"""How full and how timely the cells of a period are: by place, criterion and department, against the rulebook."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from communes.models import Unit
from criteria.enums import Stage
from criteria.models.expected import reading_day
from criteria.models.finding import head_facts
from criteria.rules.facts import FindingFacts
from criteria.rules.periods import PeriodFacts, is_filled
from criteria.rules.submissions import cell_sending
from criteria.rules.verifying import is_settled
from criteria.status.version import newest_findings
from ntm_portal.clock import LOCAL
from ntm_portal.kept import Shelf

# Each place under its newest finding and what happened to its sheet, for a few periods and readers.
STATES = Shelf(512)


@dataclass(frozen=True, slots=True)
class Share:
    """Of the expected cells: with a figure, verified; sent in time, sent late; verified after the day of verifying."""

    label: str
    expected: int
    filled: int
    verified: int
    timely: int = 0
    late: int = 0
    verified_late: int = 0

    @property
    def filled_width(self) -> int:
        """Per cent of the bar, rounded down so that only a full one looks full."""
        return self._width(self.filled)

    @property
    def verified_width(self) -> int:
        return self._width(self.verified)

    @property
    def timely_width(self) -> int:
        return self._width(self.timely)

    @property
    def arrived_width(self) -> int:
        """In time and late together."""
        return self._width(self.timely + self.late)

    @property
    def full_words(self) -> str:
        """What the bar of completeness says to those who cannot see it."""
        return f"{self.filled_width}% có số liệu, {self.verified_width}% đã thẩm tra"

    @property
    def timely_words(self) -> str:
        """What the bar of timeliness says to those who cannot see it."""
        return f"{self.timely_width}% gửi đúng hạn, {self._width(self.late)}% gửi chậm"

    def _width(self, count: int) -> int:
        return 100 * count // self.expected if self.expected else 0


class CellState(NamedTuple):
    """One cell of a period, or one indicator over all its parts."""

    filled: bool = False
    verified: bool = False
    timely: bool = False
    late: bool = False
    verified_late: bool = False


NO_FIGURE = CellState()
Cells = Mapping[int, Mapping[int, CellState]]


@dataclass(frozen=True)
class Sent:
    """When the sheets of a period came in, which cells were then still empty, and what was given more time."""

    on: Mapping[int, dt.date] = field(default_factory=dict)
    empty: Mapping[int, Collection[int]] = field(default_factory=dict)
    until: Mapping[tuple[int, int | None], dt.date] = field(default_factory=dict)

    def longest(self, unit_id: int, indicator_id: int) -> dt.date | None:
        """The day a cell was given: its own or that of the whole sheet, whichever is later."""
        granted = [self.until.get((unit_id, cell)) for cell in (None, indicator_id)]
        return max((day for day in granted if day), default=None)

    def of(self, unit_id: int) -> tuple:
        """All that is told of one place, as a key."""
        given = ((cell, day) for (unit, cell), day in self.until.items() if unit == unit_id)
        return self.on.get(unit_id), tuple(sorted(self.empty.get(unit_id, ()))), frozenset(given)


def cells_of(
    period: PeriodFacts,
    units: Sequence[Unit],
    ids: Collection[int],
    sent: Sent,
    today: dt.date,
    known_at: dt.datetime | None = None,
) -> Cells:
    """Unit → indicator → whether its figure answers for the period, came in time, was verified. Two queries."""
    wanted = tuple(ids)
    keys = {
        unit_id: (unit_id, newest, wanted, period, today, known_at, sent.of(unit_id))
        for unit_id, newest in newest_findings([unit.pk for unit in units]).items()
    }
    return STATES.take(keys, lambda places: _states(period, places, wanted, sent, today, known_at))


def _states(
    period: PeriodFacts,
    places: Sequence[int],
    ids: Collection[int],
    sent: Sent,
    today: dt.date,
    known_at: dt.datetime | None,
) -> dict[int, dict[int, CellState]]:
    """The cells of some places that have a figure of their own, from what each side last said. One query."""
    sides: dict[tuple[int, int], dict[bool, FindingFacts]] = defaultdict(dict)
    for unit_id, pk, facts in head_facts(places, {reading_day(period, today): ids}, known_at):
        sides[unit_id, pk][facts.stage == Stage.SELF] = facts
    states: dict[int, dict[int, CellState]] = {place: {} for place in places}
    for (unit_id, pk), of_cell in sides.items():
        if True in of_cell:
            states[unit_id][pk] = _state(period, (unit_id, pk), of_cell[True], of_cell.get(False), sent, today)
    return states


def _state(
    period: PeriodFacts, key: tuple[int, int], own: FindingFacts, verified: FindingFacts | None, sent: Sent, today
) -> CellState:
    if not is_filled(period, own.assessed_on):
        return NO_FIGURE
    unit_id, pk = key
    typed_on = _local(own) if pk in sent.empty.get(unit_id, ()) else None
    came = cell_sending(period.send_on, sent.longest(unit_id, pk), sent.on.get(unit_id), typed_on, today)
    settled = is_settled(own, verified)
    return CellState(
        filled=True,
        verified=settled,
        timely=came.sent_on is not None and not came.is_late,
        late=came.is_late,
        verified_late=settled and _local(verified) > period.verify_on,
    )


def _local(facts: FindingFacts) -> dt.date:
    return facts.recorded_at.astimezone(LOCAL).date()


def wholes_of(rows: Iterable[tuple]) -> list[list[int]]:
    """The cells of each whole indicator: itself, or its parts."""
    whole = defaultdict(list)
    for pk, part_of, *_ in rows:
        whole[part_of or pk].append(pk)
    return list(whole.values())


def share_of(label: str, wholes: Sequence[Sequence[int]], places: Iterable[Mapping[int, CellState]]) -> Share:
    """Whole indicators of some places under one name; one in parts counts once all its parts do."""
    states = [
        _whole([cells.get(pk, NO_FIGURE) for pk in parts]) if len(parts) > 1 else cells.get(parts[0], NO_FIGURE)
        for cells in places
        for parts in wholes
    ]
    # One that adds nothing, so that no cell at all is counted too.
    return Share(label, len(states), *(sum(told) for told in zip(NO_FIGURE, *states, strict=True)))


def _whole(parts: Sequence[CellState]) -> CellState:
    """The last part to come decides."""
    verified, timely = all(part.verified for part in parts), all(part.timely for part in parts)
    return CellState(
        filled=all(part.filled for part in parts),
        verified=verified,
        timely=timely,
        late=not timely and all(part.timely or part.late for part in parts),
        verified_late=verified and any(part.verified_late for part in parts),
    )


def shares_of(
    rows: Iterable[tuple], cells: Cells, units: Sequence[Unit], named: Callable[[tuple], tuple]
) -> list[Share]:
    """The cells of all places, heaped under a name: a criterion, a department."""
    grouped = defaultdict(list)
    for row in rows:
        grouped[named(row)].append(row)
    places = [cells.get(unit.pk, {}) for unit in units]
    return [share_of(label, wholes_of(members), places) for (_, label), members in sorted(grouped.items()) if units]


def total_of(label: str, shares: Sequence[Share]) -> Share:
    """Several shares as one; nothing expected where there is none."""
    columns = ((s.expected, s.filled, s.verified, s.timely, s.late, s.verified_late) for s in shares)
    summed = [sum(column) for column in zip(*columns, strict=True)]
    return Share(label, *(summed or [0, 0, 0]))
