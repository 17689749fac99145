"""What the rules must be told to judge a cell: indicators, places and targets, read in bulk."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from communes.models import Unit
from criteria.enums import Direction, Poverty, Scope, SourceStatus, Total, ValueKind
from criteria.models.rulebook import Indicator
from criteria.models.target import Target
from criteria.rules.facts import IndicatorFacts, Place, TargetFacts
from criteria.rules.targets import target_for
from criteria.rules.totals import Census
from ntm_portal.kept import kept

TOTALS = {"": None} | {total.value: total for total in Total}
POVERTIES = {"": None} | {poverty.value: poverty for poverty in Poverty}


@dataclass(frozen=True, slots=True)
class Book:
    """The indicators of some whole criteria, and how they hang together."""

    indicators: dict[int, IndicatorFacts]
    parts: dict[int, list[int]]
    members: dict[int, list[int]]
    begins: dict[int, dt.date]
    ends: dict[int, dt.date]

    @property
    def leaves(self) -> set[int]:
        """Indicators that carry figures: all but those split into parts."""
        return set(self.indicators) - set(self.parts)

    def around(self, indicator_ids: Iterable[int]) -> "Book":
        """The whole criteria that some indicators belong to, and nothing else."""
        criteria = {self.indicators[pk].criterion_id for pk in indicator_ids if pk in self.indicators}
        indicators = {pk: facts for pk, facts in self.indicators.items() if facts.criterion_id in criteria}
        return Book(
            indicators,
            {pk: parts for pk, parts in self.parts.items() if pk in indicators},
            {pk: members for pk, members in self.members.items() if pk in criteria},
            self.begins,
            self.ends,
        )


@kept
def read_book() -> Book:
    """Every indicator of every criteria set; validity days come from its set. One query."""
    rows = Indicator.objects.order_by("criterion_id", "display_order")
    columns = (
        "id", "criterion_id", "number", "kind", "direction", "keeps_ratio", "counted", "whole", "na_allowed",
        "part_of_id", "unit_of_measure", "total", "poverty", "criterion__criteria_set__effective_from",
        "criterion__criteria_set__effective_to",
    )  # fmt: skip
    indicators, parts, members, begins, ends = {}, defaultdict(list), defaultdict(list), {}, {}
    for pk, criterion_id, number, kind, direction, *rest, total, poverty, begin, end in rows.values_list(*columns):
        facts = IndicatorFacts(
            pk, criterion_id, number, ValueKind(kind), Direction(direction), *rest, TOTALS[total], POVERTIES[poverty]
        )
        indicators[pk] = facts
        begins[criterion_id], ends[criterion_id] = begin, end
        if facts.part_of_id:
            parts[facts.part_of_id].append(pk)
        else:
            members[criterion_id].append(pk)
    return Book(indicators, dict(parts), dict(members), begins, ends)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What judges the cells of one unit: whole criteria, the place, and the targets known now."""

    book: Book
    place: Place
    targets: dict[int, list[TargetFacts]]

    def around(self, indicator_ids: Iterable[int]) -> "Surroundings":
        """The same for the whole criteria of some of the indicators."""
        return Surroundings(self.book.around(indicator_ids), self.place, self.targets)


def surroundings_of(unit: Unit, indicator_ids: Collection[int]) -> Surroundings:
    """Three queries for any number of indicators."""
    place = places_of((unit.pk,))[unit.pk]
    return Surroundings(read_book().around(indicator_ids), place, targets_of(indicator_ids, [place]))


def beside(indicator_ids: Collection[int]) -> set[int]:
    """The indicators themselves, and those of their sets that must name the same total."""
    known = read_book()
    rows = [known.indicators[pk] for pk in indicator_ids if pk in known.indicators]
    begins = {(row.total, known.begins[row.criterion_id]) for row in rows if row.total}
    same = {row.id for row in known.indicators.values() if (row.total, known.begins[row.criterion_id]) in begins}
    return {*indicator_ids, *same}


@kept
def read_census(unit_ids: tuple[int, ...]) -> dict[int, Census]:
    """Unit id → what the census counted there. One query."""
    columns = ("pk", "population", "households", "figures_source", "figures_date")
    rows = Unit.objects.filter(pk__in=unit_ids).values_list(*columns)
    return {
        pk: Census({Total.PEOPLE: people, Total.HOUSEHOLDS: households}, source, on)
        for pk, people, households, source, on in rows
    }


@kept
def places_of(unit_ids: tuple[int, ...]) -> dict[int, Place]:
    """Where each unit looks its targets up: its province and that province's region. One query."""
    columns = (
        "id",
        "region",
        "code",
        "parent__region",
        "parent__code",
        "parent__parent__region",
        "parent__parent__code",
    )
    places = {}
    for pk, *chain in Unit.objects.filter(pk__in=unit_ids).values_list(*columns):
        region, code = next(((r, c) for r, c in zip(chain[::2], chain[1::2], strict=True) if r), ("", ""))
        places[pk] = Place(province_code=code, region=region)
    return places


def targets_of(
    indicator_ids: Collection[int], places: Iterable[Place], known_at: dt.datetime | None = None
) -> dict[int, list[TargetFacts]]:
    """The target rows that could judge these indicators in these places. One query."""
    near = targets_near(frozenset(places), known_at)
    return {pk: near[pk] for pk in indicator_ids if pk in near}


@kept
def targets_near(places: frozenset[Place], known_at: dt.datetime | None) -> dict[int, list[TargetFacts]]:
    """Indicator id → the target rows that could judge it in these places, as known at a moment. One query."""
    near = (
        Q(scope=Scope.COMMON)
        | Q(scope=Scope.REGION, scope_code__in={p.region for p in places})
        | Q(scope=Scope.GROUP, scope_code__in={p.group for p in places})
        | Q(scope=Scope.PROVINCE, scope_code__in={p.province_code for p in places})
    )
    rows = Target.objects.filter(near)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    found = defaultdict(list)
    columns = (
        "id", "indicator_id", "scope", "scope_code", "year_from", "year_to", "value", "corrects_id", "source_status",
        "check_record__checked_at",
    )  # fmt: skip
    for pk, indicator_id, scope, *rest, status, checked_at in rows.order_by("pk").values_list(*columns):
        is_checked = checked_at is not None and (known_at is None or checked_at <= known_at)
        facts = TargetFacts(pk, indicator_id, Scope(scope), *rest, SourceStatus(status), is_checked)
        found[indicator_id].append(facts)
    return dict(found)


@kept
def levels_of(place: Place, year: int) -> dict[int, TargetFacts | None]:
    """Indicator id → the level that judges a figure of this year in this place, as known now. One query."""
    rows = targets_near(frozenset({place}), None)
    return {indicator_id: target_for(near, place, year) for indicator_id, near in rows.items()}
