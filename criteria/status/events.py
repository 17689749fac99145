"""Falls as events: each where it began, with what it took down and the day on which it was back.

One event is one case (docs/decisions/0027-cases.md). Without `known_at` the stored spans are read, their falls by the
index that holds nothing else; with it the same events are computed from the findings known then.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from communes.enums import DAWN
from criteria.enums import FallKind, Verdict
from criteria.models.cells import read_book
from criteria.models.finding import ids_in_sql
from criteria.rules.facts import IndicatorFacts
from criteria.rules.regressions import Owner, lowest
from criteria.status.cells import as_day
from criteria.status.falls import Fall, falls_between
from criteria.status.version import newest_findings
from ntm_portal.kept import Shelf

# A province at a few pairs of days.
FALLS = Shelf(1024)

# A fall and the day it was back. NOT (fall = '') and not <>: SQLite knows its partial index by the very words.
FALLS_SQL = """
SELECT s.unit_id, s.indicator_id, s.criterion_id, s.valid_from, s.fall, s.previous, s.verdict, s.finding_id,
  s.target_id, CASE WHEN s.criterion_id IS NULL THEN (
    SELECT MIN(r.valid_from) FROM criteria_verdictspan r
    WHERE r.unit_id = s.unit_id AND r.indicator_id = s.indicator_id AND r.criterion_id IS NULL AND {back}
  ) ELSE (
    SELECT MIN(r.valid_from) FROM criteria_verdictspan r
    WHERE r.unit_id = s.unit_id AND r.criterion_id = s.criterion_id AND r.indicator_id IS NULL AND {back}
  ) END AS back_on, s.id
FROM criteria_verdictspan s
WHERE NOT (s.fall = '') AND s.track = 'OFFICIAL' AND s.unit_id IN ({units}) AND s.valid_from <= %(until)s
"""
BACK = """r.track = 'OFFICIAL' AND r.valid_from > s.valid_from AND r.valid_from <= %(until)s
  AND (r.verdict = 'MET' OR (r.verdict = 'NEARLY' AND s.previous = 'NEARLY'))"""
# Nothing below fell there on that day.
LOWEST = """
 AND NOT EXISTS (SELECT 1 FROM criteria_verdictspan l JOIN criteria_indicator i ON i.id = l.indicator_id
  WHERE NOT (l.fall = '') AND l.track = 'OFFICIAL' AND l.unit_id = s.unit_id AND l.valid_from = s.valid_from
    AND (i.part_of_id = s.indicator_id OR i.criterion_id = s.criterion_id))
"""
ON_DAYS = " AND s.valid_from IN ({days})"
LEFT = "SELECT * FROM ({falls}) f WHERE f.back_on IS NULL OR f.back_on > %(since)s"


@dataclass(frozen=True, slots=True)
class Event:
    """One fall where it began, and the falls of the same day above it: the whole of its part, its criterion."""

    fall: Fall
    took: tuple[Fall, ...] = ()

    @property
    def key(self) -> tuple[int, int | None, int | None, dt.date]:
        """What names the event, however often it is computed: place, indicator or criterion, day."""
        return self.fall.unit_id, self.fall.indicator_id, self.fall.criterion_id, self.fall.on


def events_until(
    unit_ids: Collection[int], until: dt.date, since: dt.date | None = None, known_at: dt.datetime | None = None
) -> list[Event]:
    """What fell by a day, oldest first; with `since` only what had not come back by that day. Three queries."""
    if known_at:
        found = events_of(falls_between(unit_ids, DAWN, until, known_at), read_book().indicators)
        return [event for event in found if _is_left(event.fall, since)]
    if not unit_ids:
        return []
    falls = _left(unit_ids, until, since)
    return joined(falls, _above(unit_ids, {fall.on for fall in falls}, until))


def events_on(unit_ids: Collection[int], days: Collection[dt.date], until: dt.date) -> set[tuple]:
    """The keys of all events of some days, whatever became of them. One query, none for no day."""
    if not unit_ids or not days:
        return set()
    return {Event(fall).key for fall in _stored(unit_ids, until, LOWEST, days)}


def events_of(falls: Iterable[Fall], indicators: Mapping[int, IndicatorFacts]) -> list[Event]:
    """The events behind the falls of any places and days, oldest first."""
    by_place: dict[tuple[dt.date, int], dict[Owner, Fall]] = {}
    for fall in falls:
        by_place.setdefault((fall.on, fall.unit_id), {})[owner_of(fall)] = fall
    return [
        Event(fallen[owner], tuple(fallen[up] for up in took))
        for _, fallen in sorted(by_place.items())
        for owner, took in lowest(fallen, indicators).items()
    ]


def joined(falls: Iterable[Fall], above: Iterable[Fall]) -> list[Event]:
    """Events that are known to be the lowest, with what was taken down."""
    indicators = read_book().indicators
    upper: dict[tuple[dt.date, int], list[Fall]] = {}
    for fall in above:
        upper.setdefault((fall.on, fall.unit_id), []).append(fall)
    found = []
    for fall in falls:
        fallen = {owner_of(one): one for one in (fall, *upper.get((fall.on, fall.unit_id), ()))}
        took = lowest(fallen, indicators).get(owner_of(fall), ())
        found.append(Event(fall, tuple(fallen[owner] for owner in took)))
    return found


def owner_of(fall: Fall) -> Owner:
    """ "I" and its indicator, or "C" and its criterion."""
    return ("I", fall.indicator_id) if fall.criterion_id is None else ("C", fall.criterion_id)


def _left(unit_ids: Collection[int], until: dt.date, since: dt.date | None) -> list[Fall]:
    """The stored falls where they began, kept place by place: those of a place stand until its next figure."""

    def read(places: Collection[int]) -> dict[int, list[Fall]]:
        found: dict[int, list[Fall]] = {place: [] for place in places}
        for fall in _stored(places, until, LOWEST, since=since):
            found[fall.unit_id].append(fall)
        return found

    keys = {place: (place, newest, until, since) for place, newest in newest_findings(unit_ids).items()}
    by_place = FALLS.take(keys, read)
    return sorted(chain.from_iterable(by_place.values()), key=lambda fall: (fall.on, fall.unit_id))


def _is_left(fall: Fall, since: dt.date | None) -> bool:
    return since is None or fall.recovered_on is None or fall.recovered_on > since


def _above(unit_ids: Collection[int], days: Collection[dt.date], until: dt.date) -> list[Fall]:
    """The falls of criteria, and of indicators in parts, on some days."""
    if not days:
        return []
    wholes = read_book().parts
    upper = f" AND (s.criterion_id IS NOT NULL OR s.indicator_id IN ({ids_in_sql(wholes) or 'NULL'}))"
    return list(_stored(unit_ids, until, upper, days))


def _stored(
    unit_ids: Collection[int],
    until: dt.date,
    only: str,
    days: Collection[dt.date] = (),
    since: dt.date | None = None,
) -> Iterable[Fall]:
    """Stored falls, oldest first; with `since` only what had not come back by that day."""
    named = {f"day{at}": day for at, day in enumerate(sorted(days))}
    on_days = ON_DAYS.format(days=", ".join(f"%({name})s" for name in named)) if named else ""
    sql = FALLS_SQL.format(back=BACK, units=ids_in_sql(unit_ids)) + only + on_days
    if since:
        sql, named = LEFT.format(falls=sql), {**named, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY valid_from, unit_id, id", {"until": until, **named})
        for unit, indicator, criterion, on, kind, before, now, finding, target, back, _ in cursor.fetchall():
            yield Fall(
                unit, indicator, criterion, as_day(on), FallKind(kind), Verdict(before), Verdict(now), finding,
                target, as_day(back) if back else None,
            )  # fmt: skip
