"""What a district's pages and forms are drawn from, read place by place and kept until a place changes."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from communes.enums import Level
from communes.models import Unit
from criteria.models.cells import read_book
from criteria.status import Statuses, Window, read_indicators_on, read_judging, read_windows, settings_at
from criteria.status.version import indicators_since, newest_findings
from directives.enums import AppliesTo
from directives.tables.plan_reading import PlanLine
from directives.tables.risks import NO_RISKS, PlaceRisks, leaves_of, risks_of
from ntm_portal.kept import Held, Ledger
from reports.tables.board import NO_BOOK, Board, Period, books_on, communes_on_days, years_of_recognition
from reports.tables.due import Standings, Task, dues_of, tasks_of
from reports.tables.plans import open_plans, plan_lines, planned_indicators

# A province of 229 communes at eight pairs of days.
LEDGER = Ledger(2048)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """One place: its criteria between the days, and the indicators that are asked for, on each of their days."""

    window: Window
    statuses: Mapping[dt.date, Statuses] = field(default_factory=dict)
    risks: PlaceRisks = NO_RISKS


NOT_READ = PlaceReading(Window())
# Day → the indicators that a page tells of a place on it.
Told = Mapping[dt.date, Collection[int]]


@dataclass(frozen=True, slots=True)
class DistrictReading:
    """A district between two days: what holds, and what its directives want."""

    board: Board
    standings: Standings
    plans: tuple[PlanLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is read of every place of a district."""

    communes: tuple[int, ...]
    criteria: tuple[int, ...]
    tasks: tuple[Task, ...]
    period: Period
    planned: frozenset[int] = frozenset()
    leaves: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()  # communes that were merged after the compared day: nothing is told of them but that day

    @property
    def begins_on(self) -> dt.date:
        """The day from which the work of the directive is counted; without one, the day itself."""
        dues = dues_of(self.tasks)
        return min(dues[0].begins_on, self.period.as_of) if dues else self.period.as_of

    def days(self) -> dict[dt.date, set[int]]:
        """Day → the indicators that a directive makes interesting on it."""
        wanted = {task.indicator_id for task in self.tasks if task.applies_to == AppliesTo.COMMUNES}
        dues = {due.indicator_id for due in dues_of(self.tasks)}
        days = {self.period.as_of: wanted | self.planned}
        for day in (self.period.compared, self.begins_on) if dues else ():
            days[day] = days.get(day, set()) | dues
        return days

    def read(self, behind: Mapping[int, Held | None]) -> dict[int, PlaceReading]:
        """The places that are behind: those never read as a whole, the others from where they stand."""
        anew = [place for place, held in behind.items() if held is None]
        held = {place: known for place, known in behind.items() if known}
        since = indicators_since({place: known.newest for place, known in held.items()})
        before = {place: known.reading for place, known in held.items()}
        # Parts of an indicator decide it: what was added to one concerns its whole criterion.
        changed = frozenset(read_book().around(since).indicators) if since else frozenset()
        return {**self._read(dict.fromkeys(anew, NOT_READ), frozenset(self.leaves)), **self._read(before, changed)}

    def _read(self, before: Mapping[int, PlaceReading], changed: frozenset[int]) -> dict[int, PlaceReading]:
        """Some places; of what is held of them only the `changed` indicators are read again. At most four queries.

        Every indicator is read on the day itself, because any may be at risk; those that no page tells are not kept.
        """
        if not before:
            return {}
        period, days, looked = self.period, self.days(), changed.intersection(self.leaves)
        windows = read_windows(before, self.criteria, period.compared, period.as_of, period.known_at)
        told = {
            place: days | {period.as_of: days[period.as_of] | _also(windows[place])}
            for place in before
            if place in self.communes
        }
        then = {day: days[day] for day in days if day == period.compared}
        told |= {place: then for place in before if place in self.gone}
        asked = {day: set().union(*(_new(told[place], before[place], changed, day) for place in told)) for day in days}
        asked[period.as_of] |= looked
        places = (*self.communes, *self.gone)
        judging = read_judging(places, sorted(set().union(*asked.values())), period.known_at)
        found = read_indicators_on(told, {day: sorted(ids) for day, ids in asked.items()}, judging, period.known_at)
        judged = {
            (place, pk): status
            for (place, pk), status in found[period.as_of].items()
            if pk in looked and place not in self.gone
        }
        risks = risks_of(told, judged, period.as_of, period.known_at)
        return {
            place: PlaceReading(
                window=windows[place],
                statuses=_brought_up(place, told.get(place, {}), reading, found),
                risks=reading.risks.renewed(risks.get(place, NO_RISKS), looked),
            )
            for place, reading in before.items()
        }


def _also(window: Window) -> set[int]:
    """Indicators whose figures a page tells beside those of a directive: nearly met, and what brought a fall."""
    return {*window.nearly, *(cause.indicator_id for cause in window.causes.values())}


def _new(told: Told, before: PlaceReading, changed: frozenset[int], day: dt.date) -> set[int]:
    """Of the indicators told of a place on a day: those that changed, and those not told before."""
    known = {pk for _, pk in before.statuses.get(day, ())}
    return {pk for pk in told.get(day, ()) if pk in changed or pk not in known}


def _brought_up(place: int, told: Told, before: PlaceReading, found: Mapping[dt.date, Statuses]) -> dict:
    """What a page tells of a place, day by day: what was read now goes before what is held."""
    statuses = {}
    for day, wanted in told.items():
        read, held = found[day], before.statuses.get(day, {})
        statuses[day] = {(place, pk): read.get((place, pk)) or held[place, pk] for pk in wanted}
    return statuses


def read_district(district: Unit, period: Period) -> DistrictReading:
    """Everything that the overview and the forms compare, in a fixed number of queries."""
    communes, communes_before = communes_on_days(district, period.as_of, period.compared)
    books = books_on(district, period.as_of)
    commune_book, district_book = books.get(Level.COMMUNE, NO_BOOK), books.get(Level.DISTRICT, NO_BOOK)
    units = tuple(commune.id for commune in communes)
    gone = tuple(commune.id for commune in communes_before if commune.id not in units)
    plans = open_plans(units, period)
    criteria, tasks = (*commune_book.ids, *district_book.ids), tasks_of(district, period.as_of, period.known_at)
    planned, leaves = frozenset(planned_indicators(plans)), leaves_of(commune_book.ids)
    asked = Asked(units, criteria, tasks, period, planned, leaves, gone)
    places = LEDGER.take(newest_findings((*units, *gone, district.pk)), (district.pk, period), asked.read)
    board = Board(
        district_id=district.pk,
        period=period,
        communes=communes,
        communes_before=communes_before,
        commune_book=commune_book,
        district_book=district_book,
        windows={place: reading.window for place, reading in places.items()},
        recognised=years_of_recognition(units, period.as_of, period.known_at),
        settings=settings_at(period.known_at),
    )
    standings = _standings(asked, places)
    return DistrictReading(board, standings, plan_lines(board, plans, standings.now))


def of_place(reading: DistrictReading, unit_id: int) -> DistrictReading:
    """The same reading for one commune alone."""
    now, before = (
        tuple(commune for commune in communes if commune.id == unit_id)
        for communes in (reading.board.communes, reading.board.communes_before)
    )
    plans = tuple(line for line in reading.plans if line.plan.unit_id == unit_id)
    return replace(reading, board=replace(reading.board, communes=now, communes_before=before), plans=plans)


def _standings(asked: Asked, places: Mapping[int, PlaceReading]) -> Standings:
    now, before, begun = (
        {key: status for reading in places.values() for key, status in reading.statuses.get(day, {}).items()}
        for day in (asked.period.as_of, asked.period.compared, asked.begins_on)
    )
    return Standings(asked.tasks, now, before, begun, {place: reading.risks for place, reading in places.items()})
