"""Kiểm tra, giám sát for the pages that list visits: the list itself, the directive, a commune, what is overdue."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from communes.models import Unit
from directives.enums import InspectionKind, InspectionState, RequestState
from directives.models import Inspection, InspectionRequest
from directives.rules.inspections import open_words, pill_of
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day_month, month_year, name_list

# A day, and the moment whose knowledge counts (None: now).
Known = tuple[dt.date, dt.datetime | None]
STATE_TAGS = {
    InspectionState.PLANNED: "plain",
    InspectionState.HELD: "draft",
    InspectionState.DRAFTED: "soon",
    InspectionState.SIGNED: "act",
    InspectionState.CLOSED: "done",
    InspectionState.CANCELLED: "plain",
}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in a list: what came of it, how its requests stand, and the nearest deadline."""

    inspection: Inspection
    states: tuple[RequestState, ...]
    nearest: InspectionRequest | None
    pill: tuple[str, str] | None
    overdue: int

    @property
    def requests_words(self) -> str:
        """ "1 xong, 1 chưa xong"."""
        return open_words(self.states)

    @property
    def left(self) -> int:
        """How many requests nobody has accepted yet."""
        return sum(state != RequestState.ACCEPTED for state in self.states)

    @property
    def state_tag(self) -> str:
        """How the pill of its state looks."""
        return STATE_TAGS[InspectionState(self.inspection.state)]

    @property
    def kind_words(self) -> str:
        """What kind of visit it was, where it was no plain inspection: "giám sát"."""
        kind = InspectionKind(self.inspection.kind)
        return "" if kind == InspectionKind.CHECK else kind.label[:1].lower() + kind.label[1:]

    @property
    def short_words(self) -> str:
        """ "18/9, 2 kiến nghị", as the table of communes has it."""
        said = day_month(self.inspection.day)
        return f"{said}, {self.left} kiến nghị" if self.left else said


def visit_lines(
    inspections: Collection[Inspection], day: dt.date, known_at: dt.datetime | None = None
) -> list[VisitLine]:
    """The lines of visits as they stood on a day, as known at a moment. One query, for the requests of them all."""
    by_inspection: dict[int, list[InspectionRequest]] = {}
    made = InspectionRequest.objects.standing_on(day, known_at).with_left(day, known_at)
    rows = made.filter(inspection__in=[row.pk for row in inspections])
    for request in rows.nearest_first():
        by_inspection.setdefault(request.inspection_id, []).append(request)
    return [_line(row, by_inspection.get(row.pk, []), day) for row in inspections]


def _line(inspection: Inspection, requests: Sequence[InspectionRequest], day: dt.date) -> VisitLine:
    left = [row for row in requests if row.is_left]
    states = tuple(RequestState.OPEN if row in left else RequestState.ACCEPTED for row in requests)
    nearest = left[0] if left else None
    overdue = sum(row.due_on < day for row in left)
    return VisitLine(inspection, states, nearest, pill_of(nearest.clock_known(day)) if nearest else None, overdue)


def overdue_first(lines: Sequence[VisitLine]) -> list[VisitLine]:
    """Visits with overdue requests on top, otherwise as they came."""
    return sorted(lines, key=lambda line: not line.overdue)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how many visits took place, and where."""

    words: str
    count: int
    places: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which places were visited since a day, which were not, and how many visits there were by month."""

    since: dt.date
    visited: int
    units: int
    left: tuple[Unit, ...]
    months: tuple[Month, ...]


def coverage(
    units: Sequence[Unit],
    inspections: QuerySet[Inspection],
    since: dt.date,
    until: dt.date,
    known_at: dt.datetime | None = None,
) -> Coverage:
    """Visits of these places between two days, the later included, as known at a moment. One query."""
    rows = inspections.counted_by(until, known_at).filter(visited_on__gte=since).order_by("visited_on", "pk")
    found = list(rows.values_list("unit_id", "visited_on"))
    visited = {unit_id for unit_id, _ in found}
    left = tuple(unit for unit in units if unit.pk not in visited)
    return Coverage(since, len(units) - len(left), len(units), left, _months(units, found))


def _months(units: Sequence[Unit], found: Sequence[tuple[int, dt.date]]) -> tuple[Month, ...]:
    names = {unit.pk: unit.short_label for unit in units}
    by_month: dict[tuple[int, int], list[int]] = {}
    for unit_id, visited_on in found:
        by_month.setdefault((visited_on.year, visited_on.month), []).append(unit_id)
    return tuple(
        Month(f"tháng {month_year(year, month)}", len(places), _places(places, names))
        for (year, month), places in sorted(by_month.items(), reverse=True)
    )


def _places(places: Sequence[int], names: Mapping[int, str]) -> str:
    """ "Xuân Tân (02), Xuân Phú"."""
    times = Counter(place for place in places if place in names)
    return name_list(f"{names[pk]} ({counted(count)})" if count > 1 else names[pk] for pk, count in times.items())


def last_visits(units: Collection[int], day: dt.date, known_at: dt.datetime | None = None) -> Mapping[int, VisitLine]:
    """Place → its last visit with signed minutes on a day, as known at a moment.

    Two queries, none while no visit changes.
    """
    return _last_visits(tuple(sorted(units)), day, known_at)


@kept
def _last_visits(units: tuple[int, ...], day: dt.date, known_at: dt.datetime | None) -> dict[int, VisitLine]:
    rows = Inspection.objects.filter(unit__in=units).held_by(day, known_at).order_by("unit_id", "visited_on", "pk")
    newest = {row.unit_id: row for row in rows.select_related("unit")}
    return {line.inspection.unit_id: line for line in visit_lines(list(newest.values()), day, known_at)}


@dataclass(frozen=True, slots=True, eq=False)
class DirectiveVisits:
    """What the page of a directive says of inspections: the last ones, and how many places were visited since.

    Compared by identity: read anew, it is another. `may_plan`: whether the reader plans visits himself.
    """

    lines: tuple[VisitLine, ...]
    more: int
    coverage: Coverage
    left: int
    may_plan: bool


MOST_LINES = 6


def directive_visits(
    inspections: QuerySet[Inspection], units: Sequence[Unit], since: dt.date, moment: Known, *, may_plan: bool
) -> DirectiveVisits:
    """Signed visits since a document was issued, the newest first, as known at a moment. Three queries."""
    as_of, known_at = moment
    held = inspections.held_by(as_of, known_at).filter(visited_on__gte=since)
    lines = visit_lines(list(held.select_related("unit").newest_first()), as_of, known_at)
    left = sum(line.left for line in lines)
    shown = tuple(lines[:MOST_LINES])
    visited = coverage(units, inspections, since, as_of, known_at)
    return DirectiveVisits(shown, len(lines) - len(shown), visited, left, may_plan)


@dataclass(frozen=True, slots=True)
class LateRequests:
    """Overdue requests of a district: how many, and the one that has waited longest."""

    count: int
    place: str
    words: str
    due_on: dt.date
    days: int
    href: str


@kept
def late_requests(district: Unit, as_of: dt.date, known_at: dt.datetime | None = None) -> LateRequests | None:
    """The overdue requests of a district's communes on a day, as known at a moment when given.

    One query, none while no request changes.
    """
    rows = InspectionRequest.objects.overdue_on(as_of, known_at).filter(inspection__unit__parent=district)
    found = list(rows.select_related("inspection__unit").nearest_first())
    if not found:
        return None
    first = found[0]
    days = (as_of - first.due_on).days
    return LateRequests(len(found), first.inspection.unit.name, first.text, first.due_on, days, first.inspection.href)
