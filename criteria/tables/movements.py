"""Biến động hộ nghèo: all communes of a year, and one commune with everything it ever counted of that year."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Poverty, Stage
from criteria.models import Finding, Movement
from criteria.models.cells import read_book
from criteria.models.movement import histories_of
from criteria.rules.cautions import Caution, heaviest_first, is_heavy, movement_path
from criteria.rules.facts import FindingFacts, Flow, IndicatorFacts, MovementFacts
from criteria.rules.movements import PARTS, last_of_year, own_cautions, total_of
from ntm_portal.vietnamese import number

Spoken = tuple[IndicatorFacts, FindingFacts]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one commune counted in a year and the one before, the movement in force, and what speaks against it."""

    unit: Unit
    year: int
    movement: MovementFacts | None
    movements: Sequence[MovementFacts]
    cautions: Sequence[Caution]

    @property
    def year_before(self) -> MovementFacts | None:
        """What the year before ended with, as far as it was counted."""
        return last_of_year(self.movements, self.year - 1)

    @property
    def address(self) -> str:
        """The page of the commune."""
        return movement_path(self.unit.slug, self.year)

    @property
    def is_heavy(self) -> bool:
        """Somebody must look at it again."""
        return is_heavy(self.cautions)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The other pages the warnings speak of, each once."""
        return ways_about(self.cautions, self.unit.slug, self.address)

    @property
    def cells(self) -> list["FlowCell"]:
        """The numbers of both kinds of household, the poor first."""
        return flow_cells(self.movement.poor, self.movement.near)


def ways_about(cautions: Iterable[Caution], place: str, own: str) -> list[tuple[str, str]]:
    """The pages some warnings speak of, each once; not the page itself."""
    found: dict[str, str] = {}
    for caution in cautions:
        figure = [(f"chỉ tiêu {caution.number}", caution.address(place))] if caution.number else []
        for label, address in (*figure, *caution.others(place)):
            found.setdefault(address, label)
    return [(label, address) for address, label in found.items() if address != own]


@dataclass(frozen=True, slots=True)
class CountedList:
    """The communes of a year, with the district's sum."""

    lines: Sequence[Counted]

    @property
    def counted(self) -> list[Counted]:
        return [line for line in self.lines if line.movement]

    @property
    def missing(self) -> list[Counted]:
        """Communes that have counted nothing yet."""
        return [line for line in self.lines if not line.movement]

    @property
    def odd(self) -> list[Counted]:
        """Communes that must look again."""
        return [line for line in self.lines if line.is_heavy]

    @property
    def households(self) -> int:
        return sum(line.movement.households for line in self.counted)

    @property
    def cells(self) -> list["FlowCell"]:
        """Both kinds of household over all communes."""
        return flow_cells(*(total_of(line.movement.flow(kind) for line in self.counted) for kind in Poverty))


@dataclass(frozen=True, slots=True)
class FlowCell:
    """One number of the list: its label on a phone, the number, and what it should be where that is another one."""

    label: str
    text: str
    worked_out: str = ""
    is_end: bool = False
    is_extra: bool = False  # left to the page of the commune on a phone


def flow_cells(poor: Flow, near: Flow) -> list[FlowCell]:
    """The cells of both kinds; "-" is none."""
    return [
        FlowCell(
            f"{kind.label.capitalize()}, đầu năm" if part == "start" else word,
            number(getattr(flow, part)) if getattr(flow, part) else "-",
            number(flow.worked_out) if part == "end" and not flow.adds_up else "",
            is_end=part == "end",
            is_extra=part not in ("start", "end"),
        )
        for kind, flow in zip(Poverty, (poor, near), strict=True)
        for part, word in PARTS.items()
    ]


def last_day(year: int, today: dt.date) -> dt.date:
    """Until when a year is asked: its end, or today."""
    return min(today, dt.date(year, 12, 31))


def counted_list(units: Sequence[Unit], year: int, today: dt.date) -> CountedList:
    """Every commune of a year, with or without figures. Four queries for any number of communes."""
    movements, spoken = read_year([unit.pk for unit in units], year, today)
    return CountedList([counted_of(unit, year, movements, spoken) for unit in units])


def read_year(unit_ids: Sequence[int], year: int, today: dt.date) -> tuple[Mapping, Mapping]:
    """Unit id → movements of the year and the one before; unit id → what is said of poor households in it."""
    as_of = last_day(year, today)
    return histories_of(unit_ids, (year - 1, year), as_of), spoken_of(unit_ids, as_of)


def spoken_of(unit_ids: Sequence[int], as_of: dt.date) -> dict[int, list[Spoken]]:
    """Unit id → the figures of the indicators that count poor households: the place's own, else the verified."""
    return _figures(unit_ids, as_of, None, prefers_own=True)


def official_of(unit_ids: Sequence[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[int, list[Spoken]]:
    """Unit id → the same figures as they count: the verified where there is one, else the place's own."""
    return _figures(unit_ids, as_of, known_at, prefers_own=False)


def _figures(
    unit_ids: Sequence[int], as_of: dt.date, known_at: dt.datetime | None, *, prefers_own: bool
) -> dict[int, list[Spoken]]:
    """One figure of each indicator, of the side that is preferred where both have spoken."""
    indicators = {pk: row for pk, row in read_book().indicators.items() if row.poverty}
    found: dict[tuple[int, int], FindingFacts] = {}
    for unit_id, pk, facts in Finding.objects.heads(unit_ids, indicators, as_of, known_at).facts():
        if (facts.stage == Stage.SELF) == prefers_own or (unit_id, pk) not in found:
            found[unit_id, pk] = facts
    said: dict[int, list[Spoken]] = {}
    for (unit_id, pk), facts in found.items():
        said.setdefault(unit_id, []).append((indicators[pk], facts))
    return said


def counted_of(unit: Unit, year: int, movements: Mapping, spoken: Mapping) -> Counted:
    """One commune of the list."""
    own = movements.get(unit.pk, ())
    movement = last_of_year(own, year)
    is_own = movement and not movement.lent_by
    return Counted(unit, year, movement, own, odd_about(movement, own, spoken.get(unit.pk, ())) if is_own else ())


def odd_about(movement: MovementFacts, others: Sequence[MovementFacts], spoken: Sequence[Spoken]) -> list[Caution]:
    """What speaks against a movement, the heaviest first."""
    return heaviest_first(own_cautions(movement, others, spoken))


@dataclass(frozen=True, slots=True)
class PastLine:
    """One movement ever recorded for a commune and year, and what became of it."""

    row: Movement
    in_force: bool
    may_change: bool

    @property
    def is_gone(self) -> bool:
        """Corrected or taken back: it no longer counts."""
        return self.corrected_by is not None

    @property
    def corrected_by(self) -> Movement | None:
        return getattr(self.row, "corrected_by", None)

    @property
    def state(self) -> str:
        """What it is, in a word."""
        if self.corrected_by:
            return "Đã rút" if self.corrected_by.is_void else "Đã đính chính"
        if self.row.is_void:
            return "Rút số liệu"
        return "Đang dùng" if self.in_force else "Số trước"

    @property
    def flows(self) -> list[str]:
        """ "61 - 14 + 1 + 2 → 50", the poor first."""
        return [flow_words(self.row.facts.flow(kind)) for kind in Poverty]


def flow_words(flow: Flow) -> str:
    """The line of a movement as it is read: start - gone + back + new → end."""
    start, gone, back, new, end = (number(getattr(flow, part)) for part in list(PARTS)[:5])
    return f"{start} - {gone} + {back} + {new} → {end}"


def past_lines(unit: Unit, year: int, changeable: Iterable[int]) -> list[PastLine]:
    """Everything recorded for a commune and year, the newest day first. One query."""
    related = ("entered_by", "on_behalf_of__officer", "corrected_by")
    rows = list(Movement.objects.filter(unit=unit, year=year).select_related(*related))
    rows.sort(key=lambda row: (row.counted_on, row.recorded_at, row.pk), reverse=True)
    live = [row for row in rows if not row.is_void and getattr(row, "corrected_by", None) is None]
    may = set(changeable)
    return [PastLine(row, row in live[:1], row.pk in may) for row in rows]
