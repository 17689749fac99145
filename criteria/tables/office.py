"""The office grid: communes down, indicators across, each cell one figure at one stage."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import QuerySet

from communes.models import Unit
from criteria.enums import Stage
from criteria.models import Indicator
from criteria.rules.ages import AgeLevels
from criteria.status import read_indicators
from criteria.tables.sheet import Label, Line, label_of


class Only(StrEnum):
    """Which cells the grid is narrowed to."""

    ALL = ""
    MISSING = "thieu"
    OLD = "cu"
    DIFFERENT = "khac"


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator (or part) across all communes."""

    label: Label
    required: str
    opens: bool


@dataclass(slots=True)
class Group:
    """The columns of one criterion, which fold together."""

    number: int
    name: str
    columns: list[Column] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One commune: a cell for each column."""

    unit: Unit
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class OfficeGrid:
    """Everything the grid shows, narrowed to what was asked for; `wanted` are the cells that match."""

    groups: list[Group]
    rows: list[OfficeRow]
    wanted: Collection[tuple[int, int]] | None

    @property
    def columns(self) -> list[Column]:
        return [column for group in self.groups for column in group.columns]

    def is_wanted(self, row: OfficeRow, line: Line) -> bool:
        """Whether a cell is one of those asked for; without a filter all are."""
        return self.wanted is None or (row.unit.pk, line.indicator.id) in self.wanted


def office_grid(
    units: Sequence[Unit], indicators: QuerySet[Indicator], stage: Stage, ages: AgeLevels, only: Only = Only.ALL
) -> OfficeGrid:
    """The figures of all communes at one stage. Queries do not grow with communes or indicators."""
    found = in_order(indicators)
    lines = read_lines(units, found, stage, ages.as_of)
    rows = [OfficeRow(unit, [lines[unit.pk, row.pk] for row in found]) for unit in units]
    wanted = None
    if only != Only.ALL:
        wanted = set(_matching(rows, only, ages))
        rows = [row for row in rows if any((row.unit.pk, line.indicator.id) in wanted for line in row.lines)]
        kept = {indicator_id for _, indicator_id in wanted}
        found = [row for row in found if row.pk in kept]
        rows = [OfficeRow(row.unit, [line for line in row.lines if line.indicator.id in kept]) for row in rows]
    sample = {line.indicator.id: line for row in rows[:1] for line in row.lines}
    found = [row for row in found if row.pk in sample]
    return OfficeGrid(_groups(found, sample), rows, wanted)


def in_order(indicators: QuerySet[Indicator]) -> list[Indicator]:
    """The order of the official form."""
    return list(indicators.select_related("criterion").order_by("criterion__number", "display_order"))


def read_lines(
    units: Sequence[Unit], found: Sequence[Indicator], stage: Stage, today: dt.date
) -> dict[tuple[int, int], Line]:
    """(unit id, indicator id) → the cell. At most five queries."""
    statuses = read_indicators([unit.pk for unit in units], [row.pk for row in found], today)
    split = {row.part_of_id for row in found}
    labels = {row.pk: label_of(row, row.pk in split) for row in found}
    return {
        (unit_id, pk): Line(labels[pk], status.indicator, status, stage) for (unit_id, pk), status in statuses.items()
    }


def lines_of(
    units: Sequence[Unit], indicators: QuerySet[Indicator], stage: Stage, today: dt.date
) -> dict[tuple[int, str], Line]:
    """(unit id, number of the indicator) → the cell, for a rectangle laid over several places."""
    lines = read_lines(units, in_order(indicators), stage, today)
    return {(unit_id, line.label.number): line for (unit_id, _), line in lines.items()}


def _matching(rows: Iterable[OfficeRow], only: Only, ages: AgeLevels) -> Iterator[tuple[int, int]]:
    for row in rows:
        for line in row.lines:
            if line.entered and _matches(line, only, ages):
                yield row.unit.pk, line.indicator.id


def _matches(line: Line, only: Only, ages: AgeLevels) -> bool:
    """Nothing recorded on the writing side; or an old figure; or the two sides disagree."""
    before = line.before
    if only == Only.MISSING:
        return before is None
    if only == Only.OLD:
        return before is not None and ages.is_old(before.assessed_on)
    return line.status.cell.differs


def _groups(found: Iterable[Indicator], sample: dict[int, Line]) -> list[Group]:
    groups: dict[int, Group] = {}
    for row in found:
        criterion = row.criterion
        opens = criterion.pk not in groups
        group = groups.setdefault(criterion.pk, Group(criterion.number, criterion.short_name or criterion.name))
        line = sample[row.pk]
        group.columns.append(Column(line.label, line.status.required if line.entered else "", opens))
    return list(groups.values())
