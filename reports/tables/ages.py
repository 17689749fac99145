"""Tuổi số liệu: for each commune and criterion, how old the figures are that speak on a day, and what has none."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from communes.enums import Level
from communes.models import Unit
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.ages import AgeLevels
from criteria.status import Statuses, read_indicators, settings_at
from ntm_portal.vietnamese import counted, day
from reports.tables.board import CommuneFacts, CriterionFacts, Period, communes_in_order, criteria_in_order
from reports.tables.commune_lines import AgeBand, age_bands
from reports.tables.criterion import IndicatorFace, indicator_faces, is_split
from reports.tables.indicator import age_words


class Show(StrEnum):
    """Which cells are listed, as the address names it."""

    DUE = ""
    MISSING = "thieu"
    OLD = "cu"
    STALE = "qua-cu"
    ALL = "tat-ca"


def show_words(levels: AgeLevels) -> dict[Show, str]:
    """What each filter is called: by the levels of the settings."""
    return {
        Show.DUE: f"Thiếu hoặc trên {levels.recent_months} tháng",
        Show.MISSING: "Thiếu số liệu",
        Show.OLD: f"Trên {levels.old_months} tháng",
        Show.STALE: f"Trên {levels.stale_months} tháng",
        Show.ALL: "Tất cả",
    }


@dataclass(frozen=True, slots=True)
class Told:
    """The newest figure of one indicator that speaks: which indicator, of which day, how old by which levels."""

    number: str
    on: dt.date
    levels: AgeLevels

    @property
    def days(self) -> int:
        """How many days ago."""
        return (self.levels.as_of - self.on).days

    @property
    def words(self) -> str:
        """ "2 tháng"."""
        return age_words(self.days)

    @property
    def is_old(self) -> bool:
        """Older than the office wants to see it."""
        return self.levels.is_old(self.on)


@dataclass(frozen=True, slots=True)
class AgeCell:
    """One commune under one criterion: its indicators with a figure, the oldest and newest of them, those without.

    `of` and `known` count whole indicators; one that is split into parts is known when each part is.
    """

    commune: CommuneFacts
    criterion: CriterionFacts
    of: int
    known: int
    oldest: Told | None
    newest: Told | None
    missing: tuple[str, ...]

    @property
    def href(self) -> str:
        """The criterion on the page of its commune."""
        return f"/xa/{self.commune.slug}/#tc-{self.criterion.number}"

    @property
    def days(self) -> int:
        """Age of the oldest figure; none at all is older than any."""
        return self.oldest.days if self.oldest else dt.date.max.toordinal()

    def shown_by(self, show: Show) -> bool:
        """Whether the filter lets it through."""
        oldest = self.oldest
        if show in (Show.OLD, Show.STALE):
            return bool(oldest) and (oldest.is_old if show == Show.OLD else oldest.levels.is_stale(oldest.on))
        aged = show == Show.DUE and bool(oldest) and not oldest.levels.is_recent(oldest.on)
        return show == Show.ALL or bool(self.missing) or aged


@dataclass(frozen=True, slots=True)
class AgeSum:
    """Cells of one commune, one criterion or all: indicators with a figure, of how many, and the oldest figure."""

    cells: tuple[AgeCell, ...]

    @property
    def known(self) -> int:
        return sum(cell.known for cell in self.cells)

    @property
    def of(self) -> int:
        return sum(cell.of for cell in self.cells)

    @property
    def oldest(self) -> Told | None:
        return max((cell.oldest for cell in self.cells if cell.oldest), key=lambda told: told.days, default=None)


@dataclass(frozen=True, slots=True)
class AgeCounts:
    """How many indicators of all communes have a figure of which age (each whole one once, by its oldest part)."""

    bands: tuple[AgeBand, ...]
    missing: int

    @property
    def of(self) -> int:
        return self.known + self.missing

    @property
    def known(self) -> int:
        return sum(band.count for band in self.bands)


@dataclass(frozen=True, slots=True)
class AgesAsked:
    """What the address asks for: which cells, of which commune and criterion, sorted by what."""

    show: Show = Show.DUE
    commune: str = ""
    criterion: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class AgesPage:
    """All cells as a table of communes and criteria, and those that were asked for as a list."""

    asked: AgesAsked
    decisions: str
    criteria: tuple[CriterionFacts, ...]
    communes: tuple[CommuneFacts, ...]
    cells: tuple[AgeCell, ...]
    counts: AgeCounts
    rows: tuple[AgeCell, ...]
    levels: AgeLevels

    @property
    def lines(self) -> list[tuple[CommuneFacts, AgeSum]]:
        """Each commune with its cells in the order of the criteria."""
        wide = len(self.criteria)
        return [(commune, AgeSum(self.cells[at * wide : (at + 1) * wide])) for at, commune in enumerate(self.communes)]

    @property
    def columns(self) -> list[AgeSum]:
        """The cells under each criterion."""
        return [AgeSum(self.cells[at :: len(self.criteria)]) for at in range(len(self.criteria))]

    @property
    def whole(self) -> AgeSum:
        return AgeSum(self.cells)

    @property
    def commune(self) -> CommuneFacts | None:
        """The one the list is narrowed to."""
        return next((one for one in self.communes if one.slug == self.asked.commune), None)

    @property
    def criterion(self) -> CriterionFacts | None:
        """The one the list is narrowed to."""
        return next((one for one in self.criteria if str(one.number) == self.asked.criterion), None)

    @property
    def sentence(self) -> str:
        """What the district has and lacks, and the day of the oldest figure in use."""
        counts = self.counts
        has = "đủ số liệu" if not counts.missing else f"thiếu {counted(counts.missing)} trong {counts.of} số liệu"
        oldest = self.whole.oldest
        aged = f"; số liệu cũ nhất đang dùng là của ngày {day(oldest.on)}" if oldest else ""
        return f"{counted(len(self.communes))} xã, thị trấn {has}{aged}."


SORTS: dict[str, Callable[[AgeCell], object]] = {
    "xa": lambda cell: 0,  # the list comes commune by commune
    "tc": lambda cell: cell.criterion.number,
    "du": lambda cell: Fraction(cell.known, cell.of),
    "tuoi": lambda cell: -cell.days,
    "moi": lambda cell: cell.newest.on if cell.newest else dt.date.min,
}


def read_ages(district: Unit, period: Period, indicators: IndicatorQuerySet, asked: AgesAsked) -> AgesPage:
    """The figures in force on a day, of what the reader may see. A fixed number of queries."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    leaves = [face for face in faces if not is_split(face, faces)]
    communes = communes_in_order(district, period.as_of)
    units = [commune.id for commune in communes]
    statuses = read_indicators(units, [face.id for face in leaves], period.as_of, period.known_at)
    seen = {face.criterion_id for face in leaves}
    criteria = tuple(criterion for criterion in book.criteria if criterion.id in seen)
    levels = AgeLevels.on(period.as_of, settings_at(period.known_at))
    return ages_page(communes, criteria, leaves, statuses, levels, asked, book.decisions)


def ages_page(
    communes: tuple[CommuneFacts, ...],
    criteria: tuple[CriterionFacts, ...],
    leaves: Sequence[IndicatorFace],
    statuses: Statuses,
    levels: AgeLevels,
    asked: AgesAsked,
    decisions: str = "",
) -> AgesPage:
    """Put together from what was read."""
    of_criterion = {one.id: [face for face in leaves if face.criterion_id == one.id] for one in criteria}
    cells = tuple(
        age_cell(commune, one, of_criterion[one.id], statuses, levels) for commune in communes for one in criteria
    )
    return AgesPage(
        asked=asked,
        decisions=decisions,
        criteria=criteria,
        communes=communes,
        cells=cells,
        counts=counts_of(communes, leaves, statuses, levels),
        rows=tuple(in_order((cell for cell in cells if answers(cell, asked)), asked.sort)),
        levels=levels,
    )


def age_cell(
    commune: CommuneFacts,
    criterion: CriterionFacts,
    leaves: Sequence[IndicatorFace],
    statuses: Statuses,
    levels: AgeLevels,
) -> AgeCell:
    """One cell; figures of one day are told by the first indicator in order."""
    found = [(face, told(face, commune, statuses, levels)) for face in leaves]
    spoken = [figure for _, figure in found if figure]
    missing = [face for face, figure in found if not figure]
    wholes = {whole_of(face) for face in leaves}
    return AgeCell(
        commune=commune,
        criterion=criterion,
        of=len(wholes),
        known=len(wholes - {whole_of(face) for face in missing}),
        oldest=max(spoken, key=lambda figure: figure.days, default=None),
        newest=min(spoken, key=lambda figure: figure.days, default=None),
        missing=tuple(face.number for face in missing),
    )


def told(face: IndicatorFace, commune: CommuneFacts, statuses: Statuses, levels: AgeLevels) -> Told | None:
    """The figure in force; None where there is none."""
    status = statuses[commune.id, face.id]
    return Told(face.number, status.official.assessed_on, levels) if status.official else None


def whole_of(face: IndicatorFace) -> int:
    """The indicator that a part belongs to, or itself."""
    return face.part_of_id or face.id


def counts_of(
    communes: Iterable[CommuneFacts], leaves: Sequence[IndicatorFace], statuses: Statuses, levels: AgeLevels
) -> AgeCounts:
    """Every whole indicator of every commune once, as old as the oldest of its parts."""
    oldest: dict[tuple[int, int], list[dt.date | None]] = {}
    for commune in communes:
        for face in leaves:
            official = statuses[commune.id, face.id].official
            oldest.setdefault((commune.id, whole_of(face)), []).append(official.assessed_on if official else None)
    known = [min(days) for days in oldest.values() if None not in days]
    return AgeCounts(age_bands(known, levels), len(oldest) - len(known))


def answers(cell: AgeCell, asked: AgesAsked) -> bool:
    """Whether the address asks for it."""
    here = asked.commune in ("", cell.commune.slug) and asked.criterion in ("", str(cell.criterion.number))
    return here and cell.shown_by(asked.show)


def in_order(cells: Iterable[AgeCell], sort: str) -> list[AgeCell]:
    """By one column, with a minus the other way round; without one what lacks most, then the oldest first."""
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return sorted(cells, key=lambda cell: (-len(cell.missing), -cell.days))
    return sorted(cells, key=key, reverse=sort.startswith("-"))
