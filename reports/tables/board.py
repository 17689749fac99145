"""What the office knows of a district between two days: read once, then only looked at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from communes.enums import Level
from communes.models import Unit
from criteria.enums import FallKind, Track, Verdict
from criteria.models import Criterion
from criteria.rules.communes import CommuneLabel, Tally, band_of, label_by_count
from criteria.rules.settings import Band, RuleSettings
from criteria.status import (
    EMPTY_CELL,
    Cell,
    Fall,
    falls_between,
    read_criteria,
    recognised_on,
    settings_at,
)
from ntm_portal.vietnamese import counted, name_list


@dataclass(frozen=True, slots=True)
class Period:
    """The day asked for, the day it is compared with, and the moment whose knowledge counts (None: now)."""

    as_of: dt.date
    compared: dt.date
    known_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """A commune as tables name and place it."""

    id: int
    slug: str
    name: str
    label: str
    is_xa: bool = True
    counts: bool = True
    grid: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion as the heads of tables name it."""

    id: int
    number: int
    name: str
    short_name: str
    group: str = ""
    group_name: str = ""

    @property
    def href(self) -> str:
        """Seen from the overview, whose links are relative."""
        return f"tieu-chi/{self.number}/"

    @property
    def page(self) -> str:
        return f"/tieu-chi/{self.number}/"


@dataclass(frozen=True, slots=True)
class CriteriaBook:
    """The criteria that judge a level on a day, in order, the decision that lists them, and what a province added."""

    decision: str
    criteria: tuple[CriterionFacts, ...]
    overlays: tuple[str, ...] = ()

    @property
    def named(self) -> list[str]:
        """ "QĐ 1980/QĐ-TTg", "QĐ 48/2016/QĐ-UBND"."""
        return [f"QĐ {decision}" for decision in (self.decision, *self.overlays) if decision]

    @property
    def decisions(self) -> str:
        """As every page and form says it: "QĐ 1980/QĐ-TTg và QĐ 48/2016/QĐ-UBND"."""
        return " và ".join(self.named)

    @property
    def ids(self) -> list[int]:
        return [criterion.id for criterion in self.criteria]


NO_BOOK = CriteriaBook("", ())
Cells = Mapping[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class Board:
    """A district at two dates: places, criteria, verdicts, falls, recognitions, and the office's settings."""

    district_id: int
    period: Period
    communes: tuple[CommuneFacts, ...]
    commune_book: CriteriaBook
    district_book: CriteriaBook
    now: Cells
    before: Cells
    falls: tuple[Fall, ...]
    recognised: Mapping[int, int]
    settings: RuleSettings

    def verdicts(self, unit_id: int, book: CriteriaBook, track: Track = Track.OFFICIAL) -> list[Verdict]:
        """The verdicts of a place on the day asked for."""
        return [self.now.get((unit_id, pk), EMPTY_CELL).on(track) for pk in book.ids]

    def tally(self, unit_id: int, track: Track = Track.OFFICIAL) -> Tally:
        return Tally.of(self.verdicts(unit_id, self.commune_book, track))

    def district_tally(self) -> Tally:
        return Tally.of(self.verdicts(self.district_id, self.district_book))

    def district_tally_before(self) -> Tally:
        cells = (self.before.get((self.district_id, pk), EMPTY_CELL) for pk in self.district_book.ids)
        return Tally.of(cell.verdict for cell in cells)

    def band(self, tally: Tally) -> Band:
        return band_of(tally, self.settings.bands, self.settings.band_counts_na)

    def label(self, unit_id: int) -> CommuneLabel:
        """What today's count says of the commune, whatever was decided before."""
        return label_by_count(self.tally(unit_id), self.settings)

    def criterion_falls(self) -> list[Fall]:
        """Falls of whole criteria in the communes, oldest first."""
        ids = {commune.id for commune in self.communes}
        return [fall for fall in self.falls if fall.criterion_id and fall.unit_id in ids]


def books_on(district: Unit, as_of: dt.date) -> dict[str, CriteriaBook]:
    """The set that judges each level on a day, with its criteria in the order of the decision. One query."""
    of_province = Q(
        criteria_set__overlaid_by__province_code=district.province.code if district.province else "",
        criteria_set__overlaid_by__effective_from__lte=as_of,
        criteria_set__overlaid_by__effective_to__gte=as_of,
    )
    rows = Criterion.objects.annotate(overlay=FilteredRelation("criteria_set__overlaid_by", condition=of_province))
    rows = rows.filter(
        criteria_set__overlays=None,
        criteria_set__structure_only=False,
        criteria_set__effective_from__lte=as_of,
        criteria_set__effective_to__gte=as_of,
    ).order_by("criteria_set__effective_from", "criteria_set_id", "number", "overlay__effective_from")
    columns = (
        "criteria_set__level", "criteria_set__decision", "overlay__decision", "id", "number", "name", "short_name",
        "group__code", "group__name",
    )  # fmt: skip
    found: dict[str, dict[str, tuple[dict, dict]]] = {}
    for level, decision, overlay, *face, group, group_name in rows.values_list(*columns):
        # A criterion comes once for each overlay, and the keys of a dictionary keep their order.
        criteria, overlays = found.setdefault(level, {}).setdefault(decision, ({}, {}))
        criteria[CriterionFacts(*face, group or "", group_name or "")] = True
        overlays |= {overlay: True} if overlay else {}
    newest = {level: list(books.items())[-1] for level, books in found.items()}
    return {level: CriteriaBook(decision, *map(tuple, parts)) for level, (decision, parts) in newest.items()}


def criteria_in_order(level: Level, district: Unit, as_of: dt.date) -> CriteriaBook:
    """The criteria that judge one level on a day, as the district's province applies them."""
    return books_on(district, as_of).get(level, NO_BOOK)


def commune_facts(unit: Unit) -> CommuneFacts:
    """One commune of the tables."""
    grid = None if unit.grid_row is None else (unit.grid_row, unit.grid_col)
    return CommuneFacts(
        unit.pk, unit.slug, unit.short_label, unit.label, unit.kind == "XA", unit.counts_for_district, grid
    )


def communes_in_order(district: Unit, as_of: dt.date) -> tuple[CommuneFacts, ...]:
    """The communes a district had on a day, in the order of the official tables."""
    units = Unit.objects.in_district(district).valid_on(as_of).in_order()
    return tuple(commune_facts(unit) for unit in units)


def read_board(district: Unit, period: Period) -> Board:
    """Everything the overview and the district page compare, in a fixed number of queries."""
    communes = communes_in_order(district, period.as_of)
    books = books_on(district, period.as_of)
    commune_book, district_book = books.get(Level.COMMUNE, NO_BOOK), books.get(Level.DISTRICT, NO_BOOK)
    units = [commune.id for commune in communes]
    places, criteria = [*units, district.pk], commune_book.ids + district_book.ids
    return Board(
        district_id=district.pk,
        period=period,
        communes=communes,
        commune_book=commune_book,
        district_book=district_book,
        now=read_criteria(places, criteria, period.as_of, period.known_at),
        before=read_criteria(places, criteria, period.compared, period.known_at),
        falls=tuple(falls_between(places, period.compared, period.as_of, period.known_at)),
        recognised=years_of_recognition(units, period.as_of),
        settings=settings_at(period.known_at),
    )


def years_of_recognition(unit_ids: Sequence[int], day: dt.date) -> dict[int, int]:
    """The year printed as "Công nhận" of each commune with a decision in force on the day."""
    return {unit_id: row.year for unit_id, row in recognised_on(unit_ids, day).items()}


def counted_places(communes: Sequence[CommuneFacts]) -> str:
    """ "03 xã", or "03 đơn vị" where the township is among them."""
    return f"{counted(len(communes))} {'xã' if all(commune.is_xa for commune in communes) else 'đơn vị'}"


def names_of(communes: Sequence[CommuneFacts]) -> str:
    return name_list(commune.name for commune in communes)


def is_fault(fall: Fall) -> bool:
    """A fall that someone answers for: not one that only a risen target brought (RULES, regressions)."""
    return fall.kind != FallKind.SET_CHANGED
