"""What the office knows of a district between two days: read once, then only looked at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from communes.enums import Level
from communes.models import Unit
from criteria.enums import FallKind, Track
from criteria.models import Criterion
from criteria.rules.communes import CommuneLabel, Tally, band_of, label_by_count
from criteria.rules.settings import Band, RuleSettings
from criteria.status import EMPTY_CELL, Cell, Fall, Window, recognised_on
from ntm_portal.kept import kept
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


@dataclass(frozen=True, slots=True, eq=False)
class CriteriaBook:
    """The criteria that judge a level on a day, in order, the decision that lists them, and what a province added.

    Compared by identity, like the windows of the places it judges.
    """

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

    def groups(self) -> list[tuple[str, str, int]]:
        """(code, name, number of criteria) of each group of criteria, in order."""
        groups: list[tuple[str, str, int]] = []
        for criterion in self.criteria:
            if groups and groups[-1][0] == criterion.group:
                groups[-1] = (*groups[-1][:2], groups[-1][2] + 1)
            else:
                groups.append((criterion.group, criterion.group_name, 1))
        return groups

    def heads(self) -> list[tuple[CriterionFacts, bool]]:
        """Each criterion, and whether it opens a group."""
        return list(zip(self.criteria, self.opens_group(), strict=True))

    def opens_group(self) -> list[bool]:
        """Whether a criterion is the first of its group."""
        codes = [criterion.group for criterion in self.criteria]
        return [at == 0 or codes[at - 1] != code for at, code in enumerate(codes)]


NO_BOOK = CriteriaBook("", ())
NO_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class Board:
    """A district at two dates: places, criteria, verdicts, falls, recognitions, and the office's settings."""

    district_id: int
    period: Period
    communes: tuple[CommuneFacts, ...]
    communes_before: tuple[CommuneFacts, ...]  # those of the compared day, with what has been merged since
    commune_book: CriteriaBook
    district_book: CriteriaBook
    windows: Mapping[int, Window]
    recognised: Mapping[int, int]
    settings: RuleSettings

    def window(self, unit_id: int) -> Window:
        """What happened in one place between the two days."""
        return self.windows.get(unit_id, NO_WINDOW)

    def tally(self, unit_id: int, track: Track = Track.OFFICIAL) -> Tally:
        window = self.window(unit_id)
        return Tally.of(window.cell(pk).on(track) for pk in self.commune_book.ids)

    def district_cell(self, criterion_id: int) -> Cell:
        """The verdict of the district itself on one of its own criteria."""
        return self.window(self.district_id).cell(criterion_id)

    def district_tally(self) -> Tally:
        return Tally.of(self.district_cell(pk).verdict for pk in self.district_book.ids)

    def district_tally_before(self) -> Tally:
        before = self.window(self.district_id).before
        return Tally.of(before.get(pk, EMPTY_CELL).verdict for pk in self.district_book.ids)

    @property
    def has_findings(self) -> bool:
        """Whether anything has been recorded by the day."""
        return any(window.now for window in self.windows.values())

    def band(self, tally: Tally) -> Band:
        return band_of(tally, self.settings.bands, self.settings.band_counts_na)

    def label(self, unit_id: int) -> CommuneLabel:
        """What today's count says of the commune, whatever was decided before."""
        return label_by_count(self.tally(unit_id), self.settings)

    def criterion_falls(self) -> list[Fall]:
        """Falls of whole criteria in the communes, oldest first."""
        falls = [fall for commune in self.communes for fall in self.window(commune.id).falls]
        return sorted(falls, key=lambda fall: fall.on)


@kept
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


@kept
def communes_ever(district: Unit) -> tuple[tuple[dt.date, dt.date, CommuneFacts], ...]:
    """Every commune a district ever had, with its first and its last day, in the order of the official tables."""
    units = Unit.objects.in_district(district).in_order()
    return tuple((unit.valid_from, unit.valid_to, commune_facts(unit)) for unit in units)


def communes_on_days(district: Unit, *days: dt.date) -> list[tuple[CommuneFacts, ...]]:
    """The communes a district had on each day, in the order of the official tables. One query for all days."""
    ever = communes_ever(district)
    return [tuple(commune for first, last, commune in ever if first <= day <= last) for day in days]


def communes_in_order(district: Unit, day: dt.date) -> tuple[CommuneFacts, ...]:
    """The communes a district had on one day, in the order of the official tables."""
    return communes_on_days(district, day)[0]


@kept
def years_of_recognition(
    unit_ids: tuple[int, ...], day: dt.date, known_at: dt.datetime | None = None
) -> dict[int, int]:
    """The year printed as "Công nhận" of each commune with a decision in force on the day."""
    return {unit_id: row.year for unit_id, row in recognised_on(unit_ids, day, known_at).items()}


def counted_places(communes: Sequence[CommuneFacts]) -> str:
    """ "03 xã", or "03 đơn vị" where the township is among them."""
    return f"{counted(len(communes))} {'xã' if all(commune.is_xa for commune in communes) else 'đơn vị'}"


def names_of(communes: Sequence[CommuneFacts]) -> str:
    return name_list(commune.name for commune in communes)


def is_fault(fall: Fall) -> bool:
    """A fall that someone answers for: not one that only a risen target brought (RULES, regressions)."""
    return fall.kind != FallKind.SET_CHANGED
