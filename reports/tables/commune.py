"""One commune: what it meets, what it still lacks, how old its figures are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.models import Indicator, Recognition
from criteria.models.cells import targets_of
from criteria.rules.ages import AgeLevels
from criteria.rules.communes import CommuneLabel, Tally, label_by_count
from criteria.rules.proofs import Proof
from criteria.rules.settings import RuleSettings
from criteria.status import (
    EMPTY_CELL,
    Cell,
    IndicatorStatus,
    Judging,
    count_met,
    place_of,
    read_indicators,
    read_place_on,
    recognised_on,
    settings_at,
)
from criteria.tables.proofs import official, read_proofs
from directives.tables.risks import risks_of
from ntm_portal.vietnamese import counted, day_month, rounded
from reports.tables.board import (
    CommuneFacts,
    CriteriaBook,
    Period,
    communes_in_order,
    criteria_in_order,
)
from reports.tables.commune_figures import NO_FIGURES, Figures, read_figures
from reports.tables.commune_lines import CriterionLine, IndicatorLine, age_of

# Under ("C", criterion id) and ("I", indicator id).
NO_PROOF = Proof()
Verdicts = Mapping[tuple[str, int], Cell]


@dataclass(frozen=True, slots=True)
class CommuneRead:
    """What the page of a commune is made of, read in a fixed number of queries."""

    unit: Unit
    period: Period
    book: CriteriaBook
    communes: Sequence[CommuneFacts]
    indicators: Sequence[Indicator]
    now: Verdicts
    before: Verdicts
    statuses: Mapping[tuple[int, int], IndicatorStatus]
    met: Counter[int]
    figures: Mapping[int, Figures]
    judging: Judging
    recognition: Recognition | None
    settings: RuleSettings
    proofs: Mapping[int, Proof]
    risks: Mapping[int, str]

    @property
    def ages(self) -> AgeLevels:
        """From when on a figure is old, as the office chose."""
        return AgeLevels.on(self.period.as_of, self.settings)

    def of_criteria(self, verdicts: Verdicts) -> Tally:
        """All criteria on one of the two days."""
        return Tally.of(verdicts.get(("C", pk), EMPTY_CELL).verdict for pk in self.book.ids)

    def of_indicators(self, verdicts: Verdicts) -> Tally:
        """The indicators that count, on one of the two days: parts do not."""
        whole = (row.pk for row in self.indicators if row.part_of_id is None)
        return Tally.of(verdicts.get(("I", pk), EMPTY_CELL).verdict for pk in whole)


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
    decisions: list[str]
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
        indicators = sum(not line.is_part for line in self.lines)
        return f"{counted(len(self.criteria))} tiêu chí, {counted(indicators)} chỉ tiêu"

    @property
    def falls_href(self) -> str:
        """What fell here, on the page of falls."""
        return f"/suy-giam/?xa={self.unit.slug}"

    @property
    def previous_href(self) -> str:
        return f"/xa/{self.previous.slug}/"

    @property
    def following_href(self) -> str:
        return f"/xa/{self.following.slug}/"


def read_commune(unit: Unit, indicators: QuerySet[Indicator], period: Period) -> CommuneRead:
    """The state of one commune beside its district."""
    book = criteria_in_order(Level.COMMUNE, unit.district, period.as_of)
    communes = communes_in_order(unit.district, period.as_of)
    rows = indicators.filter(criterion__in=book.ids).select_related("lead_department")
    rows = list(rows.order_by("criterion__number", "display_order"))
    ids = [row.pk for row in rows]
    units, days, known_at = [commune.id for commune in communes], (period.as_of, period.compared), period.known_at
    judging = judging_of(unit, units, rows, period)
    verdicts = read_place_on(unit, book.ids, ids, days, known_at)
    cells = {(unit.pk, pk): verdicts[period.as_of].get(("I", pk), EMPTY_CELL) for pk in ids}
    statuses = read_indicators([unit.pk], ids, period.as_of, known_at, judging, cells)
    settings = settings_at(known_at)
    split = {row.part_of_id for row in rows}
    judged = {key: status for key, status in statuses.items() if key[1] not in split}
    risks = risks_of([unit.pk], judged, period.as_of, known_at)[unit.pk]
    return CommuneRead(
        unit=unit,
        period=period,
        book=book,
        communes=communes,
        indicators=rows,
        now=verdicts[period.as_of],
        before=verdicts[period.compared],
        statuses=statuses,
        met=count_met(units, book.ids, period.as_of, known_at),
        figures=read_figures(unit.pk, ids, period),
        judging=judging,
        recognition=recognised_on([unit.pk], period.as_of, known_at).get(unit.pk),
        settings=settings,
        proofs=read_proofs(official(statuses.values()), period.as_of, settings, known_at),
        risks={pk: words for pk, _, words in risks.towards},
    )


def judging_of(unit: Unit, unit_ids: Sequence[int], rows: Sequence[Indicator], period: Period) -> Judging:
    """What judges the commune, from the rows just read; its neighbours lie in the same province. One query."""
    place = place_of(unit)
    targets = targets_of([row.pk for row in rows], [place], period.known_at)
    return Judging({row.pk: row.facts for row in rows}, dict.fromkeys(unit_ids, place), targets)


def commune_page(read: CommuneRead) -> CommunePage:
    """Put together from what was read."""
    at = next(at for at, commune in enumerate(read.communes) if commune.id == read.unit.pk)
    of_criteria = Count(read.of_criteria(read.now), read.of_criteria(read.before))
    return CommunePage(
        unit=read.unit,
        of_criteria=of_criteria,
        of_indicators=Count(read.of_indicators(read.now), read.of_indicators(read.before)),
        recognition=read.recognition,
        label=label_by_count(of_criteria.tally, read.settings),
        decisions=read.book.named,
        mean_met=rounded(Fraction(read.met.total(), len(read.communes)), 1),
        units=len(read.communes),
        criteria=criterion_lines(read),
        previous=read.communes[at - 1] if at else None,
        following=read.communes[at + 1] if at + 1 < len(read.communes) else None,
    )


def criterion_lines(read: CommuneRead) -> tuple[CriterionLine, ...]:
    """The criteria that hold an indicator the reader may see, in the order of the decision."""
    lines: dict[int, list[IndicatorLine]] = {}
    levels = read.ages
    split = {row.part_of_id for row in read.indicators}
    for row in read.indicators:
        lines.setdefault(row.criterion_id, []).append(_indicator_line(read, row, row.pk in split, levels))
    return tuple(
        CriterionLine(
            facts=criterion,
            cell=read.now.get(("C", criterion.id), EMPTY_CELL),
            before=read.before.get(("C", criterion.id), EMPTY_CELL).verdict,
            compared=day_month(read.period.compared),
            lines=tuple(lines[criterion.id]),
            met_in_district=read.met[criterion.id],
        )
        for criterion in read.book.criteria
        if criterion.id in lines
    )


def _indicator_line(read: CommuneRead, row: Indicator, has_parts: bool, levels: AgeLevels) -> IndicatorLine:
    status = read.statuses[read.unit.pk, row.pk]
    return IndicatorLine(
        number=row.number,
        name=row.name,
        is_part=row.part_of_id is not None,
        has_parts=has_parts,
        department=row.lead_department.short_name if row.lead_department else "",
        status=status,
        source=status.official.source if status.official else "",
        marks=read.figures.get(row.pk, NO_FIGURES).official,
        proof=NO_PROOF if has_parts else read.proofs[row.pk],
        age=age_of(status, levels),
        risk=read.risks.get(row.pk, ""),
    )
