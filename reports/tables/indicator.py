"""One indicator across all communes, the farthest from the required level first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Direction, ValueKind, Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.facts import FindingFacts, TargetFacts
from criteria.rules.gaps import gap_words
from criteria.rules.verdicts import has_ratio, is_share, level, measured
from criteria.status import EMPTY_CELL, IndicatorStatus, read_cells, read_indicators
from ntm_portal.vietnamese import counted, name_list, number
from reports.tables.board import CommuneFacts, CriterionFacts, Period, communes_on_days, criteria_in_order
from reports.tables.criterion import URGENCY, IndicatorFace, indicator_faces
from reports.tables.due import district_rate, met_count, total_gap, verb_of
from reports.tables.pace import PaceTable, read_pace


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One commune: its result, how far it is, whose word it is, how old and from where the figure is."""

    commune: CommuneFacts
    status: IndicatorStatus
    before: Verdict
    share: Fraction
    parts: tuple[IndicatorStatus, ...] = ()

    @property
    def own(self) -> Verdict | None:
        """The commune's own word, if it has spoken."""
        own = self.status.cell.own
        return None if own == Verdict.UNASSESSED else own

    @property
    def href(self) -> str:
        criterion = self.status.indicator.number.partition(".")[0]
        return f"/xa/{self.commune.slug}/#tc-{criterion}"

    @property
    def result(self) -> str:
        """ "83,77%"; of an indicator with parts "17.1a 99,13%, 17.1b 71,01%"."""
        if self.parts:
            return name_list(f"{part.indicator.number} {part.shown}" for part in self.parts)
        return self.status.shown

    @property
    def found(self) -> FindingFacts | None:
        """The figure whose day and source stand in the line: of parts the oldest."""
        known = [part.official for part in self.parts or (self.status,) if part.official]
        return min(known, key=attrgetter("assessed_on"), default=None)

    @property
    def source(self) -> str:
        return self.found.source if self.found else ""

    @property
    def age(self) -> str:
        known = [part.age_days for part in self.parts or (self.status,) if part.age_days is not None]
        return age_words(max(known, default=None))

    @property
    def pair(self) -> str:
        """ "7.204/8.600" where both numbers are known."""
        found = self.status.official
        if found is None or not has_ratio(found):
            return ""
        return f"{number(found.numerator)}/{number(found.denominator)}"

    @property
    def gap(self) -> str:
        """ "còn thiếu 106 người"; a dash where there is nothing to do, words where it cannot be counted."""
        if self.status.gap:
            return gap_words(self.status.gap)
        if any(part.official is None for part in self.parts or (self.status,)):
            return "chưa có số liệu"
        if self.parts:
            return name_list(f"{part.indicator.number} {gap_words(part.gap)}" for part in self.parts if part.gap)
        return "" if self.status.cell.verdict in (Verdict.MET, Verdict.NA) else "không tính được phần còn thiếu"


@dataclass(frozen=True, slots=True)
class Dot:
    """One commune on the line of all results."""

    name: str
    value: Fraction
    words: str
    verdict: Verdict
    by_self: bool


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator: what is required, by which source, and where every commune stands."""

    face: IndicatorFace
    criterion: CriterionFacts
    decisions: str
    required: str
    target: TargetFacts | None
    threshold: str
    lines: tuple[IndicatorLine, ...]
    dots: tuple[Dot, ...]
    verb: str
    total: Decimal
    counted: str
    met: int
    met_change: int
    rate: str
    left_out: tuple[str, ...]
    parts: tuple[IndicatorFace, ...]
    previous: IndicatorFace | None
    following: IndicatorFace | None
    pace: PaceTable | None = None

    @property
    def has_pairs(self) -> bool:
        """Whether any result stands on two numbers."""
        return any(line.pair for line in self.lines)

    @property
    def short(self) -> int:
        """How many communes have a gap that can be counted."""
        return sum(line.status.gap is not None for line in self.lines)


def read_indicator(district: Unit, period: Period, indicators: IndicatorQuerySet, asked: str) -> IndicatorPage | None:
    """The page of one indicator; None where there is no such indicator among the reader's."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    at = next((at for at, face in enumerate(faces) if face.number == asked), None)
    if at is None:
        return None
    face = faces[at]
    communes, those_before = communes_on_days(district, period.as_of, period.compared)
    units = [commune.id for commune in communes]
    parts = [other.id for other in faces if other.part_of_id == face.id]
    now = read_indicators(units, [face.id, *parts], period.as_of, period.known_at)
    before = read_cells([one.id for one in those_before], [face.id], period.compared, period.known_at)
    statuses = {commune.id: now[commune.id, face.id] for commune in communes}
    earlier = {one.id: before.get((one.id, face.id), EMPTY_CELL).verdict for one in those_before}
    of_parts = {commune.id: tuple(now[commune.id, part] for part in parts) for commune in communes}
    lines = indicator_lines(communes, statuses, earlier, of_parts)
    criterion = next(criterion for criterion in book.criteria if criterion.id == face.criterion_id)
    page = page_of(face, criterion, book.decisions, lines, faces, list(earlier.values()))
    return replace(page, pace=read_pace(district, face.id, period, statuses, communes))


def indicator_lines(
    communes: Sequence[CommuneFacts],
    statuses: dict[int, IndicatorStatus],
    before: dict[int, Verdict],
    parts: dict[int, tuple[IndicatorStatus, ...]],
) -> tuple[IndicatorLine, ...]:
    """The communes by distance to the required level, the farthest first."""
    largest = max((status.gap.amount for status in statuses.values() if status.gap), default=Decimal(0))
    lines = [
        IndicatorLine(
            commune=commune,
            status=status,
            before=before.get(commune.id, status.cell.verdict),  # one that was not there then has not changed since
            share=Fraction(status.gap.amount) / Fraction(largest) if status.gap and largest else Fraction(0),
            parts=parts[commune.id],
        )
        for commune in communes
        for status in [statuses[commune.id]]
    ]
    return tuple(sorted(lines, key=lambda line: (URGENCY[line.status.cell.verdict], -distance(line.status))))


def distance(status: IndicatorStatus) -> Fraction:
    """How far the result is on the wrong side of the required level; negative on the good side."""
    figure = measured(status.official) if status.official else None
    if figure is None or status.target is None:
        return Fraction(0)
    short = Fraction(status.target.value) - figure
    return -short if status.indicator.direction == Direction.AT_MOST else short


def page_of(
    face: IndicatorFace,
    criterion: CriterionFacts,
    decisions: str,
    lines: tuple[IndicatorLine, ...],
    faces: Sequence[IndicatorFace],
    before: Sequence[Verdict],
) -> IndicatorPage:
    """Put together from facts alone; `before` are the verdicts of the communes there were on the compared day."""
    statuses = [line.status for line in lines]
    parts = tuple(other for other in faces if other.part_of_id == face.id)
    first = statuses[0] if statuses and not parts else None
    rate, left_out = ("", ()) if parts else district_rate(statuses)
    met = met_count(statuses)
    at = faces.index(face)
    return IndicatorPage(
        face=face,
        criterion=criterion,
        decisions=decisions,
        required=first.required if first else f"theo {counted(len(parts))} phần" if parts else "",
        target=first.target if first and first.indicator.kind != ValueKind.YES_NO else None,
        threshold=level(first.indicator, first.target) if first and first.target else "",
        lines=lines,
        dots=dots_of((line.commune, line.status) for line in lines),
        verb=verb_of(first),
        total=total_gap(statuses),
        counted=first.indicator.counted or first.indicator.unit_of_measure if first else "",
        met=met,
        met_change=met - before.count(Verdict.MET),
        rate=rate if first and is_share(first.indicator) else "",
        left_out=left_out,
        parts=parts,
        previous=faces[at - 1] if at else None,
        following=faces[at + 1] if at + 1 < len(faces) else None,
    )


def dots_of(results: Iterable[tuple[CommuneFacts, IndicatorStatus]]) -> tuple[Dot, ...]:
    """The results that can be placed on one line, least first."""
    figures = [(commune, status, measured(status.official) if status.official else None) for commune, status in results]
    placed = [
        Dot(commune.name, figure, status.shown, status.cell.verdict, status.cell.by_self)
        for commune, status, figure in figures
        if figure is not None
    ]
    return tuple(sorted(placed, key=lambda dot: dot.value))


def age_words(days: int | None) -> str:
    """Tuổi số liệu: "3 ngày", "8 tháng"."""
    if days is None:
        return ""
    return f"{days} ngày" if days < 60 else f"{days // 30} tháng"
