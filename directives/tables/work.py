"""What the portal knows beside figures: deeds, visits, moved days, dissemination, falls. Each read once for a page."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q

from criteria.status import lost_between
from directives.enums import JudgedBy
from directives.models import Dissemination, ExtensionRequest, Fulfilment, Inspection
from directives.rules.deadlines import Deed
from directives.tables.asked import Pair
from ntm_portal.kept import kept

Asked = tuple[int, int, int]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Done:
    """A deed with the due day it was done for."""

    deed: Deed
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit as a task counts it: to which commune of which district, in whose name, and the minutes."""

    pk: int
    unit_id: int
    district_id: int | None
    team_of: str
    deed: Deed

    def counts_for(self, pair: Pair) -> bool:
        """Whether the task asks for it: a visit to the commune, or to any commune of the district or body asked."""
        asked = pair.obligation
        is_there = pair.unit.pk in (self.unit_id, self.district_id)
        return is_there and asked.visits_of in ("", self.team_of) and self.deed.done_on >= asked.visits_from


@dataclass(frozen=True, slots=True)
class Work:
    """Everything recorded for some tasks by the end of a day."""

    deeds: Mapping[Asked, Sequence[Done]] = field(default_factory=dict)
    moved: Mapping[tuple[Asked, dt.date], dt.date] = field(default_factory=dict)
    spread: Mapping[tuple[int, int], Deed] = field(default_factory=dict)
    visits: Sequence[Visited] = ()
    fallen: Mapping[tuple[int, dt.date], int] = field(default_factory=dict)

    def deeds_of(self, pair: Pair, due_on: dt.date | None) -> list[Deed]:
        """What was done for one due day (None where the task comes once)."""
        found = [done.deed for done in self.deeds.get(pair.asked, ()) if done.due_on == due_on]
        if pair.obligation.judged.asks_confirmation:
            return found
        return [replace(deed, confirmed=True) for deed in found]

    def visits_of(self, pair: Pair) -> list[Deed]:
        """The visits that count for a task in a place, in the order of their days: those with signed minutes."""
        return [visit.deed for visit in self.visits if visit.deed.confirmed and visit.counts_for(pair)]

    def waits_for_signatures(self, pair: Pair) -> bool:
        """Whether somebody went there and both sides have not signed yet."""
        return any(not visit.deed.confirmed and visit.counts_for(pair) for visit in self.visits)

    def until(self, pair: Pair, due_on: dt.date | None) -> dt.date | None:
        """The day that counts for the place: the one of the document, or the one granted to it."""
        return self.moved.get((pair.asked, due_on), due_on) if due_on else None


def read_work(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> Work:
    """At most six queries for any number of tasks and places, none for what no task asks."""
    return with_falls(read_recorded(pairs, as_of, known_at), pairs, as_of, known_at)


def read_recorded(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> Work:
    """All but the falls: what no figure changes. At most five queries."""
    judged = {pair.obligation.judged for pair in pairs}
    ids = tuple(sorted({pair.obligation.pk for pair in pairs}))
    documents = tuple(sorted({pair.obligation.directive_id for pair in pairs}))
    takes_deeds = any(way.takes_deeds for way in judged)
    return Work(
        deeds=deeds_by(ids, as_of, known_at) if takes_deeds else {},
        moved=moved_days(ids, known_at) if ids else {},
        spread=spread_by(documents, as_of, known_at) if JudgedBy.SPREAD in judged else {},
        visits=visits_for(pairs, as_of, known_at),
    )


def with_falls(work: Work, pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> Work:
    """The same with what was lost in the places of some tasks. One query, none where no task asks."""
    watching = [pair for pair in pairs if pair.obligation.judged == JudgedBy.NO_FALL]
    return replace(work, fallen=_fallen(watching, as_of, known_at))


@kept
def deeds_by(ids: tuple[int, ...], as_of: dt.date, known_at: dt.datetime | None) -> dict[Asked, list[Done]]:
    """Task, unit and body → what was recorded by a day and stands. One query."""
    rows = Fulfilment.objects.standing(known_at).filter(obligation__in=ids, done_on__lte=as_of)
    columns = ("obligation_id", "unit_id", "body_id", "due_on", "done_on", "quantity", "confirmation__confirmed_at")
    found = defaultdict(list)
    for task, unit, body, due_on, done_on, quantity, confirmed_at in rows.order_by("pk").values_list(*columns):
        confirmed = confirmed_at is not None and (known_at is None or confirmed_at <= known_at)
        found[task, unit or 0, body or 0].append(Done(Deed(done_on, quantity, confirmed), due_on))
    return dict(found)


@kept
def moved_days(ids: tuple[int, ...], known_at: dt.datetime | None) -> dict[tuple[Asked, dt.date], dt.date]:
    """Task, place and day of the document → the day granted last. One query."""
    rows = ExtensionRequest.objects.granted_by(known_at).filter(obligation__in=ids)
    columns = ("obligation_id", "unit_id", "body_id", "due_on", "moved_to")
    return {
        ((task, unit or 0, body or 0), due_on): moved_to for task, unit, body, due_on, moved_to in
        rows.values_list(*columns)
    }  # fmt: skip


@kept
def spread_by(documents: tuple[int, ...], as_of: dt.date, known_at: dt.datetime | None) -> dict[tuple[int, int], Deed]:
    """Document and commune → the day on which its committee made the document known. One query."""
    rows = Dissemination.objects.filter(directive__in=documents, body__unit__isnull=False, confirmed_on__lte=as_of)
    rows = rows if known_at is None else rows.filter(confirmed_at__lte=known_at)
    columns = ("directive_id", "body__unit_id", "confirmed_on")
    return {(document, unit): Deed(day) for document, unit, day in rows.values_list(*columns)}


def visits_for(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> tuple[Visited, ...]:
    """The visits to the places of tasks that visits decide; not read where there is none. One query."""
    asked = [pair for pair in pairs if pair.obligation.judged == JudgedBy.VISIT]
    if not asked:
        return ()
    since = min(pair.obligation.visits_from for pair in asked)
    return visits_by(tuple(sorted({pair.unit.pk for pair in asked})), since, as_of, known_at)


@kept
def visits_by(
    units: tuple[int, ...], since: dt.date, as_of: dt.date, known_at: dt.datetime | None
) -> tuple[Visited, ...]:
    """Visits to communes, or to any commune of a district, between two days; signed minutes confirm them. One query."""
    rows = Inspection.objects.counted_by(as_of, known_at).filter(visited_on__gte=since)
    rows = rows.filter(Q(unit__in=units) | Q(unit__parent__in=units)).order_by("visited_on", "pk")
    columns = ("pk", "unit_id", "unit__parent_id", "team_of", "visited_on", "is_signed")
    return tuple(
        Visited(pk, unit, district, team_of, Deed(visited_on, confirmed=is_signed, minutes=f"/kiem-tra/{pk}/"))
        for pk, unit, district, team_of, visited_on, is_signed in rows.values_list(*columns)
    )


def _fallen(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> dict[tuple[int, dt.date], int]:
    """Unit and day the task was given → criteria lost since that somebody answers for and that have not come back."""
    given = {(pair.unit.pk, pair.obligation.begins_on) for pair in pairs}
    if not given:
        return {}
    units, first = {unit for unit, _ in given}, min(begins_on for _, begins_on in given)
    lost = lost_between(units, first - ONE_DAY, as_of, known_at)
    return {key: sum(unit == key[0] and on >= key[1] for unit, on in lost) for key in given}
