"""The district's own criteria: nine of them, fourteen indicators, both sides, deadlines and conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.communes import Condition, Tally, district_conditions
from criteria.status import (
    EMPTY_CELL,
    Cell,
    Cells,
    IndicatorStatus,
    read_criteria_on,
    read_indicators,
    recognised_on,
    settings_at,
)
from directives.enums import AppliesTo
from directives.rules.deadlines import Deadline, Standing, deadline_state, words
from dossiers.tables.reading import DossierReading, read_dossier
from ntm_portal.vietnamese import day
from reports.tables.arrears import Arrears, read_arrears
from reports.tables.board import (
    CommuneFacts,
    CriterionFacts,
    Period,
    communes_in_order,
    criteria_in_order,
    names_of,
)
from reports.tables.criterion import IndicatorFace, indicator_faces
from reports.tables.due import Task, tasks_of
from reports.tables.indicator import age_words

WAITS = "chờ tỉnh thẩm định"


@dataclass(frozen=True, slots=True)
class DistrictIndicator:
    """One of the fourteen, with what both sides say and how far it is."""

    face: IndicatorFace
    status: IndicatorStatus

    @property
    def own(self) -> Verdict | None:
        own = self.status.cell.own
        return None if own == Verdict.UNASSESSED else own

    @property
    def reason(self) -> str:
        """Why it is not met, or nothing."""
        verdict = self.status.cell.verdict
        return "" if verdict in (Verdict.MET, Verdict.NA) else self.status.sentence or "Chưa có số liệu."

    @property
    def age(self) -> str:
        return age_words(self.status.age_days)


@dataclass(frozen=True, slots=True)
class DistrictCriterion:
    """One of the nine with its indicators and its deadline."""

    criterion: CriterionFacts
    cell: Cell
    before: Cell
    indicators: tuple[DistrictIndicator, ...]
    task: Task | None
    deadline: Deadline | None

    @property
    def own(self) -> Verdict | None:
        return None if self.cell.own == Verdict.UNASSESSED else self.cell.own

    @property
    def is_met(self) -> bool:
        return self.cell.verdict == Verdict.MET

    @property
    def href(self) -> str:
        """Its place on the page of the district."""
        return f"/huyen/#tc-{self.criterion.number}"

    @property
    def departments(self) -> str:
        """Who leads its indicators, each once."""
        return ", ".join(dict.fromkeys(line.face.department for line in self.indicators if line.face.department))

    @property
    def has_changed(self) -> bool:
        return self.cell.verdict != self.before.verdict

    @property
    def single(self) -> DistrictIndicator | None:
        """The only indicator of a criterion that is one and the same thing."""
        return self.indicators[0] if len(self.indicators) == 1 else None

    @property
    def deadline_words(self) -> str:
        return words(replace(self.deadline, waits_verification=False)) if self.deadline else ""

    @property
    def waits(self) -> str:
        return WAITS if self.deadline and self.deadline.waits_verification else ""

    @property
    def due_words(self) -> str:
        return day(self.task.due_on) if self.task else ""


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """The page of the district."""

    decisions: str
    criteria: tuple[DistrictCriterion, ...]
    tally: Tally
    before: Tally
    conditions: tuple[Condition, ...]
    waiting: tuple[CommuneFacts, ...]
    outside: tuple[CommuneFacts, ...]
    dossier: DossierReading
    arrears: Arrears

    @property
    def change(self) -> int:
        return self.tally.met - self.before.met

    @property
    def indicator_count(self) -> int:
        return sum(len(criterion.indicators) for criterion in self.criteria)

    @property
    def open_numbers(self) -> str:
        """ "5, 7": the criteria that are not met."""
        return ", ".join(
            str(c.criterion.number) for c in self.criteria if c.cell.verdict not in (Verdict.MET, Verdict.NA)
        )

    @property
    def waiting_names(self) -> str:
        return names_of(self.waiting)

    @property
    def outside_names(self) -> str:
        return names_of(self.outside)


def read_district(
    district: Unit, period: Period, indicators: IndicatorQuerySet, year: int | None = None
) -> DistrictPage:
    """Everything on the page, in a fixed number of queries; the dossier is that of the year of the day."""
    book = criteria_in_order(Level.DISTRICT, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    communes = communes_in_order(district, period.as_of)
    statuses = read_indicators([district.pk], [face.id for face in faces], period.as_of, period.known_at)
    tasks = [
        task for task in tasks_of(district, period.as_of, period.known_at) if task.applies_to == AppliesTo.DISTRICT
    ]
    due_days = {min(task.due_on, period.as_of) for task in tasks}
    days = {period.as_of, period.compared, *due_days}
    cells_at = read_criteria_on([district.pk], book.ids, days, period.known_at)
    criteria = tuple(
        district_criterion(criterion, district.pk, period, cells_at, faces, statuses, tasks)
        for criterion in book.criteria
    )
    recognised = recognised_on([commune.id for commune in communes], period.as_of, period.known_at)
    asked = [commune for commune in communes if commune.counts]
    tally = Tally.of(criterion.cell.verdict for criterion in criteria)
    counts = sum(commune.id in recognised for commune in asked)
    decided = (counts, len(asked))
    dossier = read_dossier(district, year or period.as_of.year, period.as_of, period.known_at, decided)
    registered = True if dossier.planned_on else None
    conditions = district_conditions(tally, counts, len(asked), settings_at(period.known_at), registered)
    arrears = read_arrears([commune.id for commune in communes], period.as_of, period.known_at)
    return DistrictPage(
        decisions=book.decisions,
        criteria=criteria,
        tally=tally,
        before=Tally.of(criterion.before.verdict for criterion in criteria),
        conditions=arrears.put_into(conditions),
        arrears=arrears,
        waiting=tuple(commune for commune in asked if commune.id not in recognised),
        outside=tuple(commune for commune in communes if not commune.counts),
        dossier=dossier,
    )


def district_criterion(
    criterion: CriterionFacts,
    district_id: int,
    period: Period,
    cells_at: Mapping[object, Cells],
    faces: Sequence[IndicatorFace],
    statuses: Mapping[tuple[int, int], IndicatorStatus],
    tasks: Sequence[Task],
) -> DistrictCriterion:
    """One criterion with its deadline, by the newest directive that asks for it."""
    key = (district_id, criterion.id)
    cell = cells_at[period.as_of].get(key, EMPTY_CELL)
    task = next((task for task in tasks if task.criterion_id == criterion.id), None)
    at_due = cells_at[min(task.due_on, period.as_of)].get(key, EMPTY_CELL) if task else EMPTY_CELL
    return DistrictCriterion(
        criterion=criterion,
        cell=cell,
        before=cells_at[period.compared].get(key, EMPTY_CELL),
        indicators=tuple(
            DistrictIndicator(face, statuses[district_id, face.id])
            for face in faces
            if face.criterion_id == criterion.id
        ),
        task=task,
        deadline=deadline_of(task, cell, at_due, period) if task else None,
    )


def deadline_of(task: Task, cell: Cell, at_due: Cell, period: Period) -> Deadline:
    """Where the criterion stands against its day."""
    return deadline_state(
        as_of=period.as_of,
        begins_on=task.begins_on,
        due_on=task.due_on,
        now=standing(cell),
        at_due=standing(at_due),
    )


def standing(cell: Cell) -> Standing:
    """A cell as the rules of deadlines read it."""
    return Standing(cell.verdict, cell.by_self, cell.since)
