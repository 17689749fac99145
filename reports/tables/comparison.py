"""One commune beside another, or beside the middle of its district: criterion by criterion, figure by figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from communes.enums import Level
from communes.models import Unit
from criteria.enums import ValueKind, Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.communes import Tally
from criteria.rules.verdicts import is_share, measured
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, Statuses, read_criteria, read_indicators
from ntm_portal.vietnamese import counted, number, percent, rounded
from reports.rules.comparing import Lead, lead, median, rank
from reports.tables.board import (
    CommuneFacts,
    CriterionFacts,
    Period,
    communes_in_order,
    criteria_in_order,
)
from reports.tables.criterion import IndicatorFace, indicator_faces, is_split

NOT_TOLD = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class CriterionPair:
    """One criterion on both sides; of a district how many communes meet it."""

    criterion: CriterionFacts
    own: Cell
    other: Cell | None
    met: int
    units: int

    @property
    def met_words(self) -> str:
        return f"{self.met}/{self.units} đơn vị đạt"

    @property
    def differs(self) -> bool:
        """The two verdicts differ; beside a district: the commune is not where most are."""
        if self.other is not None:
            return self.own.verdict != self.other.verdict
        return (self.own.verdict == Verdict.MET) != (2 * self.met > self.units)


@dataclass(frozen=True, slots=True)
class FigurePair:
    """One measured indicator on both sides, how they differ, and the rank among all communes."""

    face: IndicatorFace
    own: IndicatorStatus
    other: IndicatorStatus | None
    beside: Fraction | None
    lead: Lead
    rank: int | None
    ranked: int

    @property
    def other_words(self) -> str:
        """The figure beside its own: that of the other commune, or the middle of the district."""
        if self.other:
            return self.other.shown
        if self.beside is None:
            return "…"
        return percent(self.beside) if is_share(self.own.indicator) else number(rounded(self.beside, 2))

    @property
    def rank_words(self) -> str:
        """ "3/20": the best first."""
        return f"{self.rank}/{self.ranked}" if self.rank else "…"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, ready to be drawn; `other` is None beside the district."""

    own: CommuneFacts
    other: CommuneFacts | None
    own_tally: Tally
    other_tally: Tally | None
    middle: str
    criteria: tuple[CriterionPair, ...]
    figures: tuple[FigurePair, ...]
    communes: tuple[CommuneFacts, ...]

    @property
    def beside(self) -> str:
        """How an address names the other side; empty for the middle of the district."""
        return self.other.slug if self.other else ""

    @property
    def other_name(self) -> str:
        return self.other.name if self.other else "Trung vị huyện"

    @property
    def units(self) -> int:
        """How many communes the middle and the ranks are taken from."""
        return len(self.communes) + 1

    @property
    def compared(self) -> int:
        """How many indicators have a figure on both sides."""
        return sum(bool(pair.lead.words) for pair in self.figures)

    @property
    def sentence(self) -> str:
        """ "Xuân Tân đạt 17/19 tiêu chí, Xuân Hòa đạt 19/19. Trong 24 chỉ tiêu so được: 10 tốt hơn, 12 kém hơn"."""
        own = f"đạt {self.own_tally.printed} tiêu chí" if self.own_tally.is_told else NOT_TOLD
        if self.other_tally:
            beside = f"đạt {self.other_tally.printed}" if self.other_tally.is_told else NOT_TOLD
            beside = f"{self.other_name} {beside}"
        else:
            beside = f"trung vị của {counted(self.units)} đơn vị {f'là {self.middle}' if self.middle else NOT_TOLD}"
        if not self.compared:
            return f"{self.own.name} {own}, {beside}. Chưa có chỉ tiêu nào so được."
        moved = f"{counted(self.better)} tốt hơn, {counted(self.worse)} kém hơn"
        return f"{self.own.name} {own}, {beside}. Trong {counted(self.compared)} chỉ tiêu so được: {moved}."

    @property
    def better(self) -> int:
        return sum(pair.lead.side > 0 for pair in self.figures)

    @property
    def worse(self) -> int:
        return sum(pair.lead.side < 0 for pair in self.figures)


def read_comparison(
    unit: Unit, district: Unit, other: str, period: Period, indicators: IndicatorQuerySet
) -> Comparison | None:
    """`other` is the slug of a commune, or "" for the middle of the district; None where there is no such commune."""
    communes = communes_in_order(district, period.as_of)
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    seen = {face.criterion_id for face in faces}
    criteria = [criterion for criterion in book.criteria if criterion.id in seen]
    chosen = next((commune for commune in communes if commune.slug == other), None)
    own = next((commune for commune in communes if commune.id == unit.pk), None)
    if own is None or (other and (chosen is None or chosen == own)):
        return None
    units = [commune.id for commune in communes]
    shown = [face for face in faces if not is_split(face, faces)]
    cells = read_criteria(units, [criterion.id for criterion in criteria], period.as_of, period.known_at)
    statuses = read_indicators(units, [face.id for face in shown], period.as_of, period.known_at)
    tallies = {
        commune.id: Tally.of(cells.get((commune.id, criterion.id), EMPTY_CELL).verdict for criterion in criteria)
        for commune in communes
    }
    middle = median([Fraction(tally.met) for tally in tallies.values() if tally.is_told])
    return Comparison(
        own=own,
        other=chosen,
        own_tally=tallies[own.id],
        other_tally=tallies[chosen.id] if chosen else None,
        middle="" if middle is None else number(middle, 0 if middle.denominator == 1 else 1),
        criteria=tuple(criterion_pair(criterion, communes, own, chosen, cells) for criterion in criteria),
        figures=figure_pairs(shown, communes, own, chosen, statuses),
        communes=tuple(commune for commune in communes if commune != own),
    )


def criterion_pair(
    criterion: CriterionFacts,
    communes: Sequence[CommuneFacts],
    own: CommuneFacts,
    other: CommuneFacts | None,
    cells: Mapping[tuple[int, int], Cell],
) -> CriterionPair:
    """One line of the first table."""
    found = {commune.id: cells.get((commune.id, criterion.id), EMPTY_CELL) for commune in communes}
    met = sum(cell.verdict == Verdict.MET for cell in found.values())
    return CriterionPair(criterion, found[own.id], found[other.id] if other else None, met, len(communes))


def figure_pairs(
    faces: Collection[IndicatorFace],
    communes: Sequence[CommuneFacts],
    own: CommuneFacts,
    other: CommuneFacts | None,
    statuses: Statuses,
) -> tuple[FigurePair, ...]:
    """The lines of the second table: what is measured by a number."""
    numeric = [face for face in faces if statuses[own.id, face.id].indicator.kind != ValueKind.YES_NO]
    return tuple(_figure_pair(face, communes, own, other, statuses) for face in numeric)


def _figure_pair(face, communes, own, other, statuses) -> FigurePair:
    status = statuses[own.id, face.id]
    figures = {commune.id: _measured(statuses[commune.id, face.id]) for commune in communes}
    known = [figure for figure in figures.values() if figure is not None]
    mine = figures[own.id]
    beside = figures[other.id] if other else median(known)
    facts = status.indicator
    return FigurePair(
        face=face,
        own=status,
        other=statuses[other.id, face.id] if other else None,
        beside=beside,
        lead=lead(mine, beside, facts),
        rank=None if mine is None else rank(mine, known, facts.direction),
        ranked=len(known),
    )


def _measured(status: IndicatorStatus) -> Fraction | None:
    return measured(status.official) if status.official else None
