"""One commune: what it meets, what it still lacks, how old its figures are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import CriteriaSet, Indicator, Recognition
from criteria.rules.communes import CommuneLabel, Tally, label_by_count
from criteria.rules.settings import RuleSettings
from criteria.status import (
    EMPTY_CELL,
    Cell,
    IndicatorStatus,
    read_cells,
    read_criteria,
    read_indicators,
    recognised_on,
    settings_at,
)
from ntm_portal.vietnamese import day_month, name_list, rounded
from reports.tables.board import (
    Cells,
    CommuneFacts,
    CriteriaBook,
    CriterionFacts,
    Period,
    communes_in_order,
    criteria_in_order,
)
from reports.tables.commune_figures import NO_FIGURES, Figures, read_figures
from reports.tables.commune_lines import CriterionLine, IndicatorLine
from reports.tables.indicator import sources_of


@dataclass(frozen=True, slots=True)
class CommuneRead:
    """What the page of a commune is made of, read in a fixed number of queries."""

    unit: Unit
    period: Period
    book: CriteriaBook
    communes: Sequence[CommuneFacts]
    indicators: Sequence[Indicator]
    cells: Cells
    cells_before: Cells
    statuses: Mapping[tuple[int, int], IndicatorStatus]
    statuses_before: Cells
    figures: Mapping[int, Figures]
    sources: Mapping[int, str]
    recognition: Recognition | None
    decisions: str
    settings: RuleSettings

    @property
    def whole(self) -> list[int]:
        """The indicators that count: parts do not."""
        return [row.pk for row in self.indicators if row.part_of_id is None]

    def cell(self, unit_id: int, criterion: CriterionFacts) -> Cell:
        return self.cells.get((unit_id, criterion.id), EMPTY_CELL)

    def tally(self, unit_id: int) -> Tally:
        return Tally.of(self.cell(unit_id, criterion).verdict for criterion in self.book.criteria)


@dataclass(frozen=True, slots=True)
class Count:
    """Đạt … trên …, and what changed since the compared day."""

    tally: Tally
    before: Tally

    @property
    def change(self) -> int:
        return self.tally.met - self.before.met

    @property
    def mark(self) -> str:
        """Which way it moved."""
        return "" if not self.change else "up" if self.change > 0 else "down"


@dataclass(frozen=True, slots=True)
class CommunePage:
    """The commune as the page draws it: facts that are never mixed, then its criteria."""

    unit: Unit
    of_criteria: Count
    of_indicators: Count
    recognition: Recognition | None
    label: CommuneLabel
    decisions: str
    mean_met: Decimal
    units: int
    criteria: tuple[CriterionLine, ...]
    previous: CommuneFacts | None
    following: CommuneFacts | None

    @property
    def lines(self) -> list[IndicatorLine]:
        """Every indicator of the page, parts included."""
        return [line for criterion in self.criteria for line in criterion.lines]

    @property
    def size(self) -> str:
        """ "19 tiêu chí, 49 chỉ tiêu": what the set holds, for this reader."""
        return f"{len(self.criteria)} tiêu chí, {sum(not line.is_part for line in self.lines)} chỉ tiêu"

    @property
    def previous_href(self) -> str:
        return f"/xa/{self.previous.slug}/"

    @property
    def following_href(self) -> str:
        return f"/xa/{self.following.slug}/"


def read_commune(unit: Unit, indicators: QuerySet[Indicator], period: Period) -> CommuneRead:
    """The state of one commune beside its district."""
    book = criteria_in_order(Level.COMMUNE, period.as_of)
    communes = communes_in_order(unit.district, period.as_of)
    rows = indicators.filter(criterion__in=book.ids).select_related("lead_department")
    rows = list(rows.order_by("criterion__number", "display_order"))
    ids = [row.pk for row in rows]
    statuses = read_indicators([unit.pk], ids, period.as_of, period.known_at)
    return CommuneRead(
        unit=unit,
        period=period,
        book=book,
        communes=communes,
        indicators=rows,
        cells=read_criteria([commune.id for commune in communes], book.ids, period.as_of, period.known_at),
        cells_before=read_criteria([unit.pk], book.ids, period.compared, period.known_at),
        statuses=statuses,
        statuses_before=read_cells([unit.pk], ids, period.compared, period.known_at),
        figures=read_figures(unit.pk, ids, period),
        sources=sources_of([status.official for status in statuses.values()]),
        recognition=recognised_on([unit.pk], period.as_of).get(unit.pk),
        decisions=decisions_of(unit, book, period),
        settings=settings_at(period.known_at),
    )


def decisions_of(unit: Unit, book: CriteriaBook, period: Period) -> str:
    """The decision that judges, and what the province decided on top of it."""
    province = unit.province.code if unit.province else ""
    rows = CriteriaSet.objects.filter(overlays__decision=book.decision, province_code=province)
    in_force = rows.filter(effective_from__lte=period.as_of, effective_to__gte=period.as_of)
    decisions = [book.decision, *in_force.order_by("effective_from").values_list("decision", flat=True)]
    return name_list(f"QĐ {decision}" for decision in decisions)


def commune_page(read: CommuneRead) -> CommunePage:
    """Put together from what was read."""
    unit = read.unit.pk
    met = [read.tally(commune.id).met for commune in read.communes]
    at = next(at for at, commune in enumerate(read.communes) if commune.id == unit)
    before = (read.cells_before.get((unit, pk), EMPTY_CELL).verdict for pk in read.book.ids)
    indicators_before = (read.statuses_before.get((unit, pk), EMPTY_CELL).verdict for pk in read.whole)
    return CommunePage(
        unit=read.unit,
        of_criteria=Count(read.tally(unit), Tally.of(before)),
        of_indicators=Count(
            Tally.of(read.statuses[unit, pk].cell.verdict for pk in read.whole), Tally.of(indicators_before)
        ),
        recognition=read.recognition,
        label=label_by_count(read.tally(unit), read.settings),
        decisions=read.decisions,
        mean_met=rounded(Fraction(sum(met), len(met)), 1),
        units=len(read.communes),
        criteria=criterion_lines(read),
        previous=read.communes[at - 1] if at else None,
        following=read.communes[at + 1] if at + 1 < len(read.communes) else None,
    )


def criterion_lines(read: CommuneRead) -> tuple[CriterionLine, ...]:
    """The criteria that hold an indicator the reader may see, in the order of the decision."""
    lines: dict[int, list[IndicatorLine]] = {}
    split = {row.part_of_id for row in read.indicators}
    for row in read.indicators:
        lines.setdefault(row.criterion_id, []).append(_indicator_line(read, row, row.pk in split))
    return tuple(
        CriterionLine(
            facts=criterion,
            cell=read.cell(read.unit.pk, criterion),
            before=read.cells_before.get((read.unit.pk, criterion.id), EMPTY_CELL).verdict,
            compared=day_month(read.period.compared),
            lines=tuple(lines[criterion.id]),
            met_in_district=sum(read.cell(c.id, criterion).verdict == Verdict.MET for c in read.communes),
        )
        for criterion in read.book.criteria
        if criterion.id in lines
    )


def _indicator_line(read: CommuneRead, row: Indicator, has_parts: bool) -> IndicatorLine:
    status = read.statuses[read.unit.pk, row.pk]
    return IndicatorLine(
        number=row.number,
        name=row.name,
        is_part=row.part_of_id is not None,
        has_parts=has_parts,
        department=row.lead_department.short_name if row.lead_department else "",
        status=status,
        source=read.sources.get(status.official.id, "") if status.official else "",
        marks=read.figures.get(row.pk, NO_FIGURES).official,
    )
