"""The criteria seen across all communes: the list of them, and one with its indicators as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit
from criteria.enums import ValueKind, Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.communes import Tally
from criteria.rules.facts import TargetFacts
from criteria.status import EMPTY_CELL, Cell, Cells, IndicatorStatus, read_criteria, read_indicators
from ntm_portal.vietnamese import counted
from reports.tables.board import (
    CommuneFacts,
    CriterionFacts,
    Period,
    communes_on_days,
    criteria_in_order,
    names_of,
)
from reports.tables.due import Statuses

# Worst first: what asks for action stands on top.
URGENCY = {Verdict.NOT_MET: 0, Verdict.UNASSESSED: 1, Verdict.NEARLY: 2, Verdict.MET: 3, Verdict.NA: 4}


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of the list: how many communes have which verdict, and which are not there yet."""

    criterion: CriterionFacts
    tally: Tally
    before: Tally
    short: str
    departments: str

    @property
    def change(self) -> int:
        return self.tally.met - self.before.met

    @property
    def fell(self) -> bool:
        return self.change < 0

    @property
    def href(self) -> str:
        return self.criterion.page

    @property
    def opens_group(self) -> str:
        return f"{self.criterion.group}. {self.criterion.group_name}" if self.criterion.group else ""


@dataclass(frozen=True, slots=True)
class CriterionList:
    """The page of all criteria, in the groups of the decision."""

    decisions: str
    lines: tuple[CriterionLine, ...]
    units: int
    indicators: int

    def groups(self) -> list[tuple[str, list[CriterionLine]]]:
        """The lines under the name of their group."""
        groups: list[tuple[str, list[CriterionLine]]] = []
        for line in self.lines:
            if not groups or groups[-1][0] != line.opens_group:
                groups.append((line.opens_group, []))
            groups[-1][1].append(line)
        return groups


@dataclass(frozen=True, slots=True)
class IndicatorFace:
    """An indicator as pages name it."""

    id: int
    criterion_id: int
    number: str
    name: str
    short_name: str
    department: str
    part_of_id: int | None

    @property
    def page(self) -> str:
        return f"/chi-tieu/{self.number}/"


def indicator_faces(indicators: IndicatorQuerySet, criterion_ids: Collection[int]) -> list[IndicatorFace]:
    """The indicators (a query set, as far as the reader may see them) of some criteria, in order. One query."""
    rows = indicators.filter(criterion__in=criterion_ids).order_by("criterion__number", "display_order")
    columns = (
        "id", "criterion_id", "number", "name", "short_name", "lead_department__short_name", "part_of_id",
    )  # fmt: skip
    return [
        IndicatorFace(*face, department or "", part_of) for *face, department, part_of in rows.values_list(*columns)
    ]


def read_criterion_list(district: Unit, period: Period, indicators: IndicatorQuerySet) -> CriterionList:
    """All criteria the reader has indicators of."""
    communes, earlier = communes_on_days(district, period.as_of, period.compared)
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    seen = {face.criterion_id for face in faces}
    criteria = [criterion for criterion in book.criteria if criterion.id in seen]
    ids = [criterion.id for criterion in criteria]
    now = read_criteria([commune.id for commune in communes], ids, period.as_of, period.known_at)
    before = read_criteria([commune.id for commune in earlier], ids, period.compared, period.known_at)
    return CriterionList(
        decisions=book.decisions,
        lines=tuple(criterion_line(criterion, (communes, earlier), now, before, faces) for criterion in criteria),
        units=len(communes),
        indicators=sum(face.part_of_id is None for face in faces),
    )


def criterion_line(
    criterion: CriterionFacts,
    both: tuple[Sequence[CommuneFacts], Sequence[CommuneFacts]],
    now: Cells,
    before: Cells,
    faces: Sequence[IndicatorFace],
) -> CriterionLine:
    """One line of the list, from the cells of all communes there are and of those of the compared day."""
    communes, those_before = both
    cells = {commune.id: now.get((commune.id, criterion.id), EMPTY_CELL) for commune in communes}
    earlier = (before.get((commune.id, criterion.id), EMPTY_CELL).verdict for commune in those_before)
    short = [commune for commune in communes if cells[commune.id].verdict not in (Verdict.MET, Verdict.NA)]
    departments = dict.fromkeys(face.department for face in faces if face.criterion_id == criterion.id)
    return CriterionLine(
        criterion=criterion,
        tally=Tally.of(cell.verdict for cell in cells.values()),
        before=Tally.of(earlier),
        short=names_of(short) if short and len(short) < len(communes) else "tất cả" if short else "",
        departments=", ".join(filter(None, departments)),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator of the criterion, with what is required of it here."""

    face: IndicatorFace
    required: str
    target: TargetFacts | None
    met: int


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """One commune under one criterion: the verdicts of the whole and of each indicator."""

    commune: CommuneFacts
    cell: Cell
    before: Verdict
    statuses: tuple[IndicatorStatus, ...]
    href: str

    @property
    def own(self) -> Verdict | None:
        """The commune's own word, if it has spoken."""
        return None if self.cell.own == Verdict.UNASSESSED else self.cell.own

    @property
    def gaps(self) -> list[str]:
        """The reasons of what is not met, with the number of the indicator; yes and no speak for themselves."""
        return [
            f"{status.indicator.number} {status.sentence}"
            for status in self.statuses
            if status.cell.verdict in (Verdict.NOT_MET, Verdict.NEARLY) and status.indicator.kind != ValueKind.YES_NO
        ]


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion across all communes."""

    criterion: CriterionFacts
    decisions: str
    columns: tuple[Column, ...]
    lines: tuple[CommuneLine, ...]
    tally: Tally
    before: Tally
    previous: CriterionFacts | None
    following: CriterionFacts | None

    @property
    def change(self) -> int:
        return self.tally.met - self.before.met

    @property
    def others(self) -> list[str]:
        """ "02 cơ bản đạt", "04 chưa đạt": what is not met, in words, without the empty ones."""
        tally = self.tally
        counts = (tally.nearly, tally.not_met, tally.unassessed, tally.na)
        verdicts = (Verdict.NEARLY, Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NA)
        pairs = zip(counts, verdicts, strict=True)
        return [f"{counted(count)} {verdict.label.lower()}" for count, verdict in pairs if count]

    @property
    def width(self) -> int:
        """Columns to the right of the name."""
        return len(self.columns) + 1


def read_criterion(district: Unit, period: Period, indicators: IndicatorQuerySet, number: int) -> CriterionPage | None:
    """The page of one criterion; None where there is no such criterion among the reader's."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    seen = {face.criterion_id for face in faces}
    criteria = [criterion for criterion in book.criteria if criterion.id in seen]
    at = next((at for at, criterion in enumerate(criteria) if criterion.number == number), None)
    if at is None:
        return None
    criterion = criteria[at]
    communes, earlier = communes_on_days(district, period.as_of, period.compared)
    units = [commune.id for commune in communes]
    shown = [face for face in faces if face.criterion_id == criterion.id and not is_split(face, faces)]
    statuses = read_indicators(units, [face.id for face in shown], period.as_of, period.known_at)
    now = read_criteria(units, [criterion.id], period.as_of, period.known_at)
    before = read_criteria([commune.id for commune in earlier], [criterion.id], period.compared, period.known_at)
    # A commune that was not there then has not changed since.
    new = {key: cell for key, cell in now.items() if key[0] not in {commune.id for commune in earlier}}
    lines = commune_lines(communes, criterion, (now, before | new), shown, statuses)
    return CriterionPage(
        criterion=criterion,
        decisions=book.decisions,
        columns=columns(shown, units, statuses),
        lines=lines,
        tally=Tally.of(line.cell.verdict for line in lines),
        before=Tally.of(before.get((commune.id, criterion.id), EMPTY_CELL).verdict for commune in earlier),
        previous=criteria[at - 1] if at else None,
        following=criteria[at + 1] if at + 1 < len(criteria) else None,
    )


def is_split(face: IndicatorFace, faces: Sequence[IndicatorFace]) -> bool:
    """Whether the figures stand on its parts (17.1)."""
    return any(other.part_of_id == face.id for other in faces)


def columns(shown: Sequence[IndicatorFace], units: Sequence[int], statuses: Statuses) -> tuple[Column, ...]:
    """The heads of the indicators: the level required here, and how many communes meet it."""
    found = []
    for face in shown:
        mine = [statuses[unit, face.id] for unit in units]
        first = mine[0] if mine else None
        found.append(
            Column(
                face=face,
                required=first.required if first else "",
                target=first.target if first and first.indicator.kind != ValueKind.YES_NO else None,
                met=sum(status.cell.verdict == Verdict.MET for status in mine),
            )
        )
    return tuple(found)


def commune_lines(
    communes: Sequence[CommuneFacts],
    criterion: CriterionFacts,
    cells: tuple[Cells, Cells],
    shown: Sequence[IndicatorFace],
    statuses: Statuses,
) -> tuple[CommuneLine, ...]:
    """The communes, those that ask for action first; `cells` are those of the day and of the compared day."""
    now, before = cells
    lines = [
        CommuneLine(
            commune=commune,
            cell=now.get((commune.id, criterion.id), EMPTY_CELL),
            before=before.get((commune.id, criterion.id), EMPTY_CELL).verdict,
            statuses=tuple(statuses[commune.id, face.id] for face in shown),
            href=f"/xa/{commune.slug}/#tc-{criterion.number}",
        )
        for commune in communes
    ]
    return tuple(sorted(lines, key=lambda line: URGENCY[line.cell.verdict]))
