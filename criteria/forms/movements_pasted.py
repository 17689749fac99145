"""A table of movements: every line read, held against what is in force, and stored together."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from communes.models import Unit
from criteria.actions.movements import WHY
from criteria.models.movement import movements_of
from criteria.rules.cautions import Caution, movement_path
from criteria.rules.facts import MovementFacts
from criteria.rules.imports.movements import TableLine, Terms, read_table
from criteria.rules.imports.places import Matcher, Named
from criteria.rules.imports.shown import shown_words
from criteria.rules.movements import movement_faults
from criteria.tables.movements import odd_about, read_year, ways_about
from ntm_portal.vietnamese import day

SHOWN = ("Tổng số hộ", "Hộ nghèo cuối kỳ", "Hộ cận nghèo cuối kỳ")
TWICE = "Có hai dòng của cùng một đơn vị: cả hai bị từ chối."


@dataclass(slots=True)
class PastedMovement:
    """One line of the table with the place it names and what becomes of it."""

    line: TableLine
    unit: Unit | None
    stands: MovementFacts | None = None
    faults: list[str] = field(default_factory=list)
    cautions: Sequence[Caution] = ()
    is_same: bool = False

    @property
    def will_be_stored(self) -> bool:
        return self.line.typed is not None and not self.faults and not self.is_same

    @property
    def numbers(self) -> list[tuple[str, int | None]]:
        """What a reader compares with the page behind: all households and both ends; none of an unreadable line."""
        typed = self.line.typed
        read = (typed.households, typed.poor.end, typed.near.end) if typed else (None, None, None)
        return list(zip(SHOWN, read, strict=True))

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The other pages its warnings speak of."""
        return ways_about(self.cautions, self.unit.slug, movement_path(self.unit.slug, self.line.typed.year))


class PastedMovements:
    """Everything a table says about the communes somebody records for."""

    def __init__(self, text: str, units: Sequence[Unit], district: str, terms: Terms, reason: str, today: dt.date):
        self.places, self.units = units, {unit.code: unit for unit in units}
        self.terms, self.reason, self.today = terms, reason, today
        places = tuple(Named(unit.code, unit.kind, unit.name, unit.label) for unit in units)
        lines = read_table(text, Matcher(places, district), terms)
        movements, spoken = read_year([unit.pk for unit in units], terms.year, today)
        self.newest = newest_of([unit.pk for unit in units], terms.year)
        twice = Counter(line.place.code for line in lines if line.place)
        self.rows = [self._row(line, twice, movements, spoken) for line in lines]

    def _row(self, line: TableLine, twice: Counter, movements: Mapping, spoken: Mapping) -> PastedMovement:
        unit = self.units[line.place.code] if line.place else None
        row = PastedMovement(line, unit, faults=list(line.faults))
        if unit is None or line.typed is None:
            return row
        row.stands = self.newest.get(unit.pk)
        of_places = movements.get(unit.pk, ())
        if twice[unit.code] > 1:
            row.faults.append(TWICE)
        for sentences in movement_faults(line.typed, self.today, unit.valid_from, unit.valid_to).values():
            row.faults += sentences
        on_this_day = next((m for m in reversed(of_places) if m.counted_on == self.terms.counted_on), None)
        row.is_same = on_this_day is not None and on_this_day.figures == line.typed.figures
        if on_this_day and not row.is_same and not self.reason:
            row.faults.append(WHY.format(day=day(self.terms.counted_on)))
        if not row.faults:
            row.cautions = odd_about(line.typed, of_places, spoken.get(unit.pk, ()))
        return row

    @property
    def accepted(self) -> list[PastedMovement]:
        """The lines that would be stored."""
        return [row for row in self.rows if row.will_be_stored]

    @property
    def refused(self) -> list[PastedMovement]:
        return [row for row in self.rows if row.faults]

    @property
    def same(self) -> list[PastedMovement]:
        """Lines that say what is in force for that day."""
        return [row for row in self.rows if row.is_same and not row.faults]

    @property
    def odd(self) -> list[PastedMovement]:
        return [row for row in self.accepted if row.cautions]

    def by_unit(self) -> dict[Unit, MovementFacts]:
        """What is to be stored, by place."""
        return {row.unit: replace(row.line.typed) for row in self.accepted}

    @property
    def shown(self) -> str:
        """What this preview would store, as the page carries it to the next step."""
        return shown_words({unit.pk: facts for unit, facts in self.by_unit().items()})

    @property
    def seen(self) -> str:
        """What was in force when the table was looked at, as the page carries it to the next step."""
        return " ".join(f"{pk}:{movement.id}" for pk, movement in self.newest.items())


def newest_of(unit_ids: Sequence[int], year: int) -> dict[int, MovementFacts]:
    """Unit id → the movement of the year in force, whatever its day. One query."""
    return {pk: found[-1] for pk, found in movements_of(unit_ids, (year,)).items()}
