"""Sơ đồ: every commune in its place, coloured by its count, by one criterion or by one indicator."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit, UnitShape
from criteria.enums import Verdict
from criteria.models.rulebook import IndicatorQuerySet
from criteria.rules.communes import UNTOLD, Tally, band_of
from criteria.status import EMPTY_CELL, Cell, read_criteria, read_indicators, settings_at
from criteria.templatetags.verdicts import CSS
from ntm_portal.vietnamese import lower_first
from reports.tables.board import (
    CommuneFacts,
    CriteriaBook,
    CriterionFacts,
    Period,
    communes_in_order,
    criteria_in_order,
    names_of,
)
from reports.tables.criterion import IndicatorFace, indicator_faces, is_split
from reports.tables.custom import COUNT as WHOLE_COLUMN

COUNT, CRITERION, INDICATOR = "", "tc-", "ct-"
NOT_TOLD = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the map may be coloured by: how the address names it, and its words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One commune of the map: its colour, what is written on it, and the same in words."""

    commune: CommuneFacts
    css: str
    shown: str
    words: str
    href: str

    @property
    def place_css(self) -> str:
        """The colour, and the cell of the tile map."""
        grid = self.commune.grid
        return f"{self.css} r{grid[0]} c{grid[1]}" if grid else self.css

    @property
    def title(self) -> str:
        return f"{self.commune.label}: {self.words}"


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """All communes, what they are coloured by, and what else they may be coloured by.

    `bands`: colour and words of each group, where the number of criteria met is drawn; a verdict explains itself.
    """

    by: Choice
    page: str
    spots: tuple[Spot, ...]
    criteria: tuple[Choice, ...]
    indicators: tuple[Choice, ...]
    shapes: Mapping[int, dict]
    source: str
    bands: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """What is drawn as a table in Excel: Bảng tự chọn with the one column that colours the map."""
        return f"/bang.xlsx?cot={self.by.code or WHOLE_COLUMN}"

    @property
    def unshaped(self) -> str:
        """The communes that no loaded outline shows: a new one after a merger, or one missing in the file."""
        return names_of([spot.commune for spot in self.spots if spot.commune.id not in self.shapes])

    @property
    def are_placed(self) -> bool:
        return all(spot.commune.grid for spot in self.spots)


def read_map(district: Unit, period: Period, indicators: IndicatorQuerySet, code: str) -> DistrictMap | None:
    """The map coloured by what `code` names; None where it names nothing that the reader sees."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    faces = indicator_faces(indicators, book.ids)
    seen = {face.criterion_id for face in faces}
    criteria = [criterion for criterion in book.criteria if criterion.id in seen]
    shown = [face for face in faces if not is_split(face, faces)]
    communes = communes_in_order(district, period.as_of)
    named = {f"{CRITERION}{criterion.number}": criterion for criterion in criteria}
    measured = {f"{INDICATOR}{face.number}": face for face in shown}
    whole = Choice(COUNT, "Số tiêu chí đạt")
    if code == COUNT and len(criteria) == len(book.criteria):
        by, page, spots = whole, "", _by_count(communes, book, period)
    elif code in named:
        by, page = Choice(code, words_of(named[code])), named[code].page
        spots = _by_criterion(communes, named[code], period)
    elif code in measured:
        by, page = Choice(code, f"{measured[code].number} {measured[code].short_name}"), measured[code].page
        spots = _by_indicator(communes, measured[code], period)
    else:
        return None
    shapes, source = outlines_of([commune.id for commune in communes])
    choices = tuple(Choice(key, words_of(criterion)) for key, criterion in named.items())
    if len(criteria) == len(book.criteria):
        choices = (whole, *choices)
    return DistrictMap(
        by=by,
        page=page,
        spots=spots,
        criteria=choices,
        indicators=tuple(Choice(key, f"{face.number} {face.short_name}") for key, face in measured.items()),
        shapes=shapes,
        source=source,
        bands=_bands(period, spots) if by is whole else (),
    )


def _bands(period: Period, spots: Sequence[Spot]) -> tuple[tuple[str, str], ...]:
    """Colour and words of each group, and of no data where a commune has none."""
    bands = tuple((band_css(at), band.label) for at, band in enumerate(settings_at(period.known_at).bands))
    untold = any(spot.words == NOT_TOLD for spot in spots)
    return (*bands, (CSS[Verdict.UNASSESSED], UNTOLD.label)) if untold else bands


def band_css(at: int) -> str:
    """The colour of a group by its place among the groups; those behind the fifth share one."""
    return f"b{min(at + 1, 5)}"


def words_of(criterion: CriterionFacts) -> str:
    """ "15. Y tế"."""
    return f"{criterion.number}. {criterion.short_name}"


def _by_count(communes: Sequence[CommuneFacts], book: CriteriaBook, period: Period) -> tuple[Spot, ...]:
    cells = read_criteria([commune.id for commune in communes], book.ids, period.as_of, period.known_at)
    settings = settings_at(period.known_at)
    spots = []
    for commune in communes:
        tally = Tally.of(cells.get((commune.id, pk), EMPTY_CELL).verdict for pk in book.ids)
        if not tally.is_told:
            spots.append(Spot(commune, CSS[Verdict.UNASSESSED], "…", NOT_TOLD, f"/xa/{commune.slug}/"))
            continue
        at = settings.bands.index(band_of(tally, settings.bands, settings.band_counts_na))
        words = f"{tally.printed} tiêu chí"
        spots.append(Spot(commune, band_css(at), str(tally.met), words, f"/xa/{commune.slug}/"))
    return tuple(spots)


def _by_criterion(communes: Sequence[CommuneFacts], criterion: CriterionFacts, period: Period) -> tuple[Spot, ...]:
    cells = read_criteria([commune.id for commune in communes], [criterion.id], period.as_of, period.known_at)
    found = [(commune, cells.get((commune.id, criterion.id), EMPTY_CELL)) for commune in communes]
    return tuple(
        Spot(
            commune,
            CSS[cell.verdict] + by_self(cell),
            cell.verdict.letter,
            said(cell),
            f"/xa/{commune.slug}/#tc-{criterion.number}",
        )
        for commune, cell in found
    )


def _by_indicator(communes: Sequence[CommuneFacts], face: IndicatorFace, period: Period) -> tuple[Spot, ...]:
    statuses = read_indicators([commune.id for commune in communes], [face.id], period.as_of, period.known_at)
    criterion = face.number.partition(".")[0]
    found = [(commune, statuses[commune.id, face.id]) for commune in communes]
    return tuple(
        Spot(
            commune,
            CSS[status.cell.verdict] + by_self(status.cell),
            f"{status.cell.verdict.letter} {status.shown}" if status.official else status.cell.verdict.letter,
            f"{said(status.cell)}, {lower_first(status.shown)}" if status.official else said(status.cell),
            f"/xa/{commune.slug}/#tc-{criterion}",
        )
        for commune, status in found
    )


def by_self(cell: Cell) -> str:
    """What only the commune says is drawn hollow, as everywhere."""
    return " by-self" if cell.by_self else ""


def said(cell: Cell) -> str:
    """ "chưa đạt", "đạt, xã tự đánh giá"."""
    return f"{lower_first(cell.verdict.label)}{', xã tự đánh giá' if cell.by_self else ''}"


def outlines_of(unit_ids: Collection[int]) -> tuple[dict[int, dict], str]:
    """Unit id → its outline, and where the outlines come from. One query."""
    rows = list(UnitShape.objects.filter(unit__in=unit_ids).values_list("unit_id", "geometry", "source"))
    sources = sorted({source for _, _, source in rows})
    return {unit_id: geometry for unit_id, geometry, _ in rows}, ", ".join(sources)
