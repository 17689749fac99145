"""The criteria of places between two days, read in a fixed number of queries whatever happened in between."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import connection

from communes.models import Unit
from criteria.actions.spans import true_spans
from criteria.enums import FallKind, Track, Verdict
from criteria.models.finding import ids_in_sql
from criteria.rules.timeline import at
from criteria.status.cells import EMPTY_CELL, Cell, as_day, assemble
from criteria.status.falls import Cause, Fall, causes_of, falls_between, recovered


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One place between two days, its criteria by their ids.

    Compared by identity: two readings are never taken for each other, and what is drawn from one can be kept.
    `nearly`: the indicators that are nearly met at the end; each carries a day by which it is to be finished.
    """

    now: Mapping[int, Cell] = field(default_factory=dict)
    before: Mapping[int, Cell] = field(default_factory=dict)
    falls: tuple[Fall, ...] = ()
    causes: Mapping[int, Cause] = field(default_factory=dict)
    nearly: tuple[int, ...] = ()

    def cell(self, criterion_id: int) -> Cell:
        """The verdict at the end."""
        return self.now.get(criterion_id, EMPTY_CELL)


@dataclass(slots=True)
class Reading:
    """What the rows of one place add up to."""

    rows: list[tuple] = field(default_factory=list)
    falls: list[Fall] = field(default_factory=list)
    causes: dict[int, Cause] = field(default_factory=dict)
    nearly: set[int] = field(default_factory=set)

    def add_fall(self, unit_id: int, criterion_id: int, on: dt.date, verdict: str, row: list) -> None:
        """One fall with the finding that brought it."""
        kind, previous, finding_id, target_id, indicator_id, number, note, reason, source, assessed_on = row
        fall = Fall(
            unit_id, None, criterion_id, on, FallKind(kind), Verdict(previous), Verdict(verdict), finding_id, target_id,
            None,
        )  # fmt: skip
        self.falls.append(fall)
        if indicator_id is not None:
            self.causes[finding_id] = Cause(indicator_id, number, note or reason, source, as_day(assessed_on))

    def window(self, after: dt.date, until: dt.date) -> Window:
        """Verdicts on both days, and each fall with the day on which it recovered."""
        return Window(
            now=cells_at(self.rows, until),
            before=cells_at(self.rows, after),
            falls=self.told_falls(until),
            causes=self.causes,
            nearly=tuple(sorted(self.nearly)),
        )

    def told_falls(self, until: dt.date) -> tuple[Fall, ...]:
        """The falls, oldest first, each with the day on which its criterion was back."""
        later: dict[int, list] = {fall.criterion_id: [] for fall in self.falls}
        for owner, track, verdict, _, _, begin, _ in self.rows:
            if owner in later and track == Track.OFFICIAL and begin <= until:
                later[owner].append((begin, Verdict(verdict)))
        told = [
            replace(fall, recovered_on=recovered(sorted(later[fall.criterion_id]), fall.on, fall.previous))
            for fall in self.falls
        ]
        return tuple(sorted(told, key=lambda fall: fall.on))


def cells_at(rows: Iterable[tuple], day: dt.date) -> dict[int, Cell]:
    """Criterion id → its verdicts on a day."""
    found = assemble((0, *row) for *row, begin, end in rows if begin <= day <= end)
    return {owner: cell for (_, owner), cell in found.items()}


# What a page compares of a place, in one statement that is never compiled: it is read after every write.
# Each branch has an index of its own; the casts tell PostgreSQL what the empty columns are.
NO_CAUSE = "CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS bigint), '', '', '', '', CAST(NULL AS date)"
SPAN = "s.track, s.verdict, s.by_self, s.since, s.valid_from, s.valid_to"
STORED_SQL = """
SELECT 'C', s.unit_id, s.criterion_id, {span}, '', '', {no_cause} FROM criteria_verdictspan s
WHERE s.unit_id IN ({units}) AND s.criterion_id IN ({criteria}) AND s.indicator_id IS NULL
  AND s.valid_from <= %(until)s AND s.valid_to >= %(after)s
UNION ALL
SELECT 'N', s.unit_id, s.indicator_id, {span}, '', '', {no_cause} FROM criteria_verdictspan s
JOIN criteria_indicator i ON i.id = s.indicator_id
WHERE s.unit_id IN ({units}) AND i.criterion_id IN ({criteria}) AND s.criterion_id IS NULL
  AND s.track = 'OFFICIAL' AND s.verdict = 'NEARLY' AND s.valid_from <= %(until)s AND s.valid_to >= %(until)s
UNION ALL
SELECT 'F', s.unit_id, s.criterion_id, {span}, s.fall, s.previous, s.finding_id, s.target_id,
  f.indicator_id, i.number, f.note, f.reason, f.source_document, f.assessed_on
FROM criteria_verdictspan s
LEFT JOIN criteria_finding f ON f.id = s.finding_id LEFT JOIN criteria_indicator i ON i.id = f.indicator_id
WHERE s.unit_id IN ({units}) AND s.indicator_id IS NULL AND s.track = 'OFFICIAL' AND s.fall <> ''
  AND s.valid_from > %(after)s AND s.valid_from <= %(until)s
"""


def read_windows(
    unit_ids: Collection[int],
    criterion_ids: Collection[int],
    after: dt.date,
    until: dt.date,
    known_at: dt.datetime | None = None,
) -> dict[int, Window]:
    """Unit id → its criteria between two days. One query; more where an earlier state of knowledge is asked for."""
    read = {unit_id: Reading() for unit_id in unit_ids}
    if not unit_ids or not criterion_ids:
        return {unit_id: Window() for unit_id in unit_ids}
    if known_at:
        _add_known(read, criterion_ids, after, until, known_at)
    else:
        _add_stored(read, criterion_ids, after, until)
    return {unit_id: found.window(after, until) for unit_id, found in read.items()}


def _add_stored(read: dict[int, Reading], criterion_ids: Collection[int], after: dt.date, until: dt.date) -> None:
    sql = STORED_SQL.format(span=SPAN, no_cause=NO_CAUSE, units=ids_in_sql(read), criteria=ids_in_sql(criterion_ids))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"after": after, "until": until})
        for kind, unit_id, owner, track, verdict, by_self, since, begin, end, *cause in cursor.fetchall():
            place, begin = read[unit_id], as_day(begin)
            if kind == "C":
                place.rows.append((owner, track, verdict, bool(by_self), as_day(since), begin, as_day(end)))
            elif kind == "N":
                place.nearly.add(owner)
            else:
                place.add_fall(unit_id, owner, begin, verdict, cause)


def _add_known(read: dict[int, Reading], criterion_ids, after: dt.date, until: dt.date, known_at: dt.datetime) -> None:
    """The same from what was known at a moment."""
    for unit_id, cells in true_spans(Unit.objects.filter(pk__in=read), known_at, criterion_ids).items():
        for (kind, owner, track), spans in cells.items():
            if kind == "C":
                read[unit_id].rows += [
                    (owner, track, span.verdict, span.by_self, span.since, span.valid_from, span.valid_to)
                    for span in spans
                ]
            elif track == Track.OFFICIAL and (span := at(spans, until)) and span.verdict == Verdict.NEARLY:
                read[unit_id].nearly.add(owner)
    falls = [fall for fall in falls_between(read, after, until, known_at) if fall.criterion_id]
    causes = causes_of({fall.finding_id for fall in falls if fall.finding_id})
    for fall in falls:
        read[fall.unit_id].falls.append(fall)
        if fall.finding_id in causes:
            read[fall.unit_id].causes[fall.finding_id] = causes[fall.finding_id]
