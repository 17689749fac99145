"""Bảng tự chọn: the communes by whatever criteria and indicators somebody asks for, sorted and filtered by them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.communes import Tally
from criteria.rules.verdicts import is_share, measured
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, Statuses, read_criteria, read_indicators
from reports.tables.board import (
    CommuneFacts,
    CriterionFacts,
    Period,
    communes_in_order,
    criteria_in_order,
    years_of_recognition,
)
from reports.tables.criterion import URGENCY, IndicatorFace, indicator_faces, is_split

COUNT, YEAR, CRITERION, INDICATOR = "so", "cn", "tc-", "ct-"
USUAL = ("so", "tc-11", "tc-15", "ct-11", "ct-15.1", "ct-15.3")
MOST_COLUMNS = 20
LONGEST_NUMBER = 10
DONE = (Verdict.MET, Verdict.NA)


@dataclass(frozen=True, slots=True)
class Field:
    """One column that may be chosen: how the address names it, what stands above it, and what it shows."""

    code: str
    words: str
    head: str
    criterion: CriterionFacts | None = None
    face: IndicatorFace | None = None

    @property
    def label(self) -> str:
        """What stands beside the value on a telephone: "Tiêu chí 15", "15.1"."""
        if self.criterion:
            return f"Tiêu chí {self.criterion.number}"
        return self.face.number if self.face else self.head

    @property
    def page(self) -> str:
        shown = self.criterion or self.face
        return shown.page if shown else ""


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: the verdict if there is one, the result in words, and what it is sorted by (None: unknown, last)."""

    words: str = ""
    verdict: Verdict | None = None
    by_self: bool = False
    rank: Fraction | None = None
    status: IndicatorStatus | None = None


@dataclass(frozen=True, slots=True)
class CustomRow:
    """One commune with its cells in the order of the columns."""

    commune: CommuneFacts
    values: tuple[Value, ...]

    @property
    def href(self) -> str:
        return f"/xa/{self.commune.slug}/"

    @property
    def lacks(self) -> bool:
        """Something shown is not met."""
        return any(value.verdict not in (None, *DONE) for value in self.values)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: columns, the one that sorts (with a minus in front: the other way), and the filter."""

    columns: tuple[str, ...] = ()
    sort: str = ""
    only_lacking: bool = False


@dataclass(frozen=True, slots=True)
class CustomTable:
    """The table, and everything else that could be in it."""

    asked: Asked
    fields: tuple[Field, ...]
    rows: tuple[CustomRow, ...]
    units: int
    common: tuple[Field, ...]
    criteria: tuple[Field, ...]
    indicators: tuple[Field, ...]
    required: Mapping[str, str]
    left_out: int
    gone: tuple[str, ...]
    decisions: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(field.code for field in self.fields)

    @property
    def heads(self) -> list[tuple[Field, str, str]]:
        """(column, what is required, the sort its head leads to): worst first, then the other way round."""
        return [
            (
                field,
                self.required.get(field.code, ""),
                f"-{field.code}" if self.asked.sort == field.code else field.code,
            )
            for field in self.fields
        ]

    @property
    def lines(self) -> list[tuple[CustomRow, list[tuple[str, Value]]]]:
        """The rows, each value with the label of its column."""
        labels = [field.label for field in self.fields]
        return [(row, list(zip(labels, row.values, strict=True))) for row in self.rows]

    @property
    def met(self) -> list[tuple[str, str]]:
        """Under each column, with its label, how many of the rows meet it."""
        columns = zip(*(row.values for row in self.rows), strict=True)
        return [
            (
                field.label,
                "" if all(v.verdict is None for v in column) else str(sum(v.verdict == Verdict.MET for v in column)),
            )
            for field, column in zip(self.fields, columns, strict=True)
        ]


def read_custom(district: Unit, period: Period, indicators: IndicatorQuerySet, asked: Asked) -> CustomTable:
    """Only what the reader may see can be chosen. A fixed number of queries."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    seen = {face.criterion_id for face in faces}
    criteria = tuple(_of_criterion(one) for one in book.criteria if one.id in seen)
    measured_by = tuple(_of_indicator(face) for face in faces if not is_split(face, faces))
    whole = len(seen) == len(book.criteria)
    common = (Field(COUNT, "Số tiêu chí đạt", "Số TC đạt"), Field(YEAR, "Năm công nhận", "Công nhận")) if whole else ()
    offered = [*common, *criteria, *measured_by]
    fields, left_out = chosen(asked.columns, offered)
    communes = communes_in_order(district, period.as_of)
    units = [commune.id for commune in communes]
    own = {field.criterion.id for field in fields if field.criterion}
    counted = book.ids if any(field.code == COUNT for field in fields) else sorted(own)
    cells = read_criteria(units, counted, period.as_of, period.known_at)
    statuses = read_indicators(units, [f.face.id for f in fields if f.face], period.as_of, period.known_at)
    years = years_of_recognition(tuple(units), period.as_of, period.known_at)
    rows = [
        CustomRow(commune, tuple(_value(field, commune.id, book.ids, cells, statuses, years) for field in fields))
        for commune in communes
    ]
    return CustomTable(
        asked=asked,
        fields=fields,
        rows=tuple(kept(sorted_by(rows, fields, asked.sort), only_lacking=asked.only_lacking)),
        units=len(units),
        common=common,
        criteria=criteria,
        indicators=measured_by,
        required={f.code: statuses[units[0], f.face.id].required for f in fields if f.face and units},
        left_out=left_out,
        gone=gone(asked.columns, offered),
        decisions=book.decisions,
    )


def chosen(codes: Sequence[str], offered: Sequence[Field]) -> tuple[tuple[Field, ...], int]:
    """The columns asked for that exist, in the order asked, each once; the usual ones where none exists.

    With how many were left out because a table of more columns cannot be read.
    """
    by_code = {field.code: field for field in offered}
    found = [by_code[code] for code in dict.fromkeys(codes) if code in by_code]
    if not found:
        found = [by_code[code] for code in USUAL if code in by_code] or list(offered[:MOST_COLUMNS])
    return tuple(found[:MOST_COLUMNS]), max(len(found) - MOST_COLUMNS, 0)


def gone(codes: Sequence[str], offered: Sequence[Field]) -> tuple[str, ...]:
    """The numbers of the criteria and indicators asked for that are no more, or are not for the reader to see."""
    known = {field.code for field in offered}
    asked = (code for code in dict.fromkeys(codes) if code not in known and code.startswith((CRITERION, INDICATOR)))
    numbers = [code.removeprefix(CRITERION).removeprefix(INDICATOR)[:LONGEST_NUMBER] for code in asked]
    return tuple(numbers[:MOST_COLUMNS])


def sorted_by(rows: Sequence[CustomRow], fields: Sequence[Field], sort: str) -> list[CustomRow]:
    """By one column, least first, with a minus most first; in the order of the official tables where none is named."""
    at = next((at for at, field in enumerate(fields) if field.code == sort.removeprefix("-")), None)
    if at is None:
        return list(rows)
    known = [row for row in rows if row.values[at].rank is not None]
    unknown = [row for row in rows if row.values[at].rank is None]
    return sorted(known, key=lambda row: row.values[at].rank, reverse=sort.startswith("-")) + unknown


def kept(rows: Iterable[CustomRow], *, only_lacking: bool) -> list[CustomRow]:
    """All rows, or those in which something shown is not met."""
    return [row for row in rows if row.lacks or not only_lacking]


def _of_criterion(criterion: CriterionFacts) -> Field:
    words = f"{criterion.number}. {criterion.short_name}"
    return Field(f"{CRITERION}{criterion.number}", words, words, criterion=criterion)


def _of_indicator(face: IndicatorFace) -> Field:
    words = f"{face.number} {face.short_name}"
    return Field(f"{INDICATOR}{face.number}", words, words, face=face)


def _value(
    field: Field,
    unit_id: int,
    every: Collection[int],
    cells: Mapping[tuple[int, int], Cell],
    statuses: Statuses,
    years: Mapping[int, int],
) -> Value:
    if field.criterion:
        cell = cells.get((unit_id, field.criterion.id), EMPTY_CELL)
        return Value("", cell.verdict, cell.by_self, Fraction(URGENCY[cell.verdict]))
    if field.face:
        return _measured(statuses[unit_id, field.face.id])
    if field.code == YEAR:
        year = years.get(unit_id)
        return Value(str(year) if year else "-", rank=Fraction(year) if year else None)
    tally = Tally.of(cells.get((unit_id, pk), EMPTY_CELL).verdict for pk in every)
    return Value(tally.printed, rank=Fraction(tally.met))


def _measured(status: IndicatorStatus) -> Value:
    """Sorted by the figure; where a word decides, by what asks for action first."""
    figure = measured(status.official) if status.official else None
    if figure is None and not is_share(status.indicator):
        figure = Fraction(URGENCY[status.cell.verdict]) if status.cell.verdict != Verdict.UNASSESSED else None
    return Value(status.shown, status.cell.verdict, status.cell.by_self, figure, status)
