"""Verdicts of indicators and criteria at any date, as known at any moment.

Without `known_at` the stored spans are read (one query for a matrix of any size); with it the same
timeline is computed from the findings known then.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Count, QuerySet, Value

from communes.enums import Level
from communes.models import Unit
from criteria.actions.spans import true_spans
from criteria.enums import Track, Verdict
from criteria.models import CriteriaSet, Criterion, Recognition, VerdictSpan
from criteria.models.finding import ids_in_sql
from criteria.rules.facts import Place
from criteria.rules.timeline import at


@dataclass(frozen=True, slots=True)
class Cell:
    """The verdict of one place on one criterion or indicator, on the three tracks.

    `by_self`: the official verdict rests on the place's own word. `since`: first day of the unbroken
    run of the official verdict. `verified` is None where nobody verified anything yet.
    """

    verdict: Verdict = Verdict.UNASSESSED
    by_self: bool = False
    since: dt.date | None = None
    own: Verdict = Verdict.UNASSESSED
    verified: Verdict | None = None

    @property
    def differs(self) -> bool:
        """The place says otherwise than those who verify (chênh lệch); who has not judged does not differ."""
        unjudged = (None, Verdict.UNASSESSED)
        return self.own not in unjudged and self.verified not in unjudged and self.own != self.verified

    def on(self, track: Track) -> Verdict:
        """The verdict on one track."""
        if track == Track.SELF:
            return self.own
        return (self.verified or Verdict.UNASSESSED) if track == Track.VERIFIED else self.verdict


EMPTY_CELL = Cell()
Cells = Mapping[tuple[int, int], Cell]
# A matrix turns a thousand stored words into verdicts; a look-up is much cheaper than a call.
VERDICTS = {verdict.value: verdict for verdict in Verdict}


def current_set(level: Level, as_of: dt.date) -> CriteriaSet | None:
    """The criteria set by which places of a level were judged on a day; overlays only add targets."""
    return CriteriaSet.objects.judging(level, as_of).order_by("-effective_from").first()


def place_of(unit: Unit) -> Place:
    """Where the targets of a unit are looked up: its province and that province's region."""
    province = unit.province
    return Place(province.code, province.region) if province and province.region else Place()


def assemble(rows: Iterable) -> dict[tuple[int, int], Cell]:
    """Cells from (unit, owner, track, verdict, by_self, since); the official track comes last."""
    parts: dict[tuple[int, int], list] = {}
    for unit_id, owner, track, verdict, by_self, since in rows:
        slot = parts.setdefault((unit_id, owner), [Verdict.UNASSESSED, False, None, Verdict.UNASSESSED, None])
        if track == Track.OFFICIAL:
            slot[:3] = VERDICTS[verdict], by_self, since
        else:
            slot[3 if track == Track.SELF else 4] = VERDICTS[verdict]
    return {key: Cell(*slot) for key, slot in parts.items()}


@lru_cache(maxsize=8192)
def as_day(stored: str | dt.date) -> dt.date:
    """A date as it comes from a bare statement: SQLite keeps it as text."""
    return dt.date.fromisoformat(stored) if isinstance(stored, str) else stored


def spans_on(column: str, unit_ids: Collection[int], owner_ids: Collection[int], days: Collection[dt.date]) -> QuerySet:
    """The spans of a day, or of the time between several days, as `assemble` reads them."""
    return VerdictSpan.objects.filter(
        **{"unit__in": unit_ids, f"{column}__in": owner_ids, "valid_from__lte": max(days), "valid_to__gte": min(days)},
        **{"indicator" if column == "criterion" else "criterion": None},
    ).values_list("unit_id", f"{column}_id", "track", "verdict", "by_self", "since")


def _known_rows(
    kind: str,
    unit_ids: Collection[int],
    owner_ids: Collection[int],
    days: Collection[dt.date],
    known_at: dt.datetime,
) -> dict[dt.date, list[tuple]]:
    """Day → the rows of `spans_on`, all days computed at once from what was known at a moment."""
    wanted = set(owner_ids)
    if kind == "C":
        criteria = wanted
    else:
        criteria = set(Criterion.objects.filter(indicators__in=wanted).values_list("pk", flat=True))
    found: dict[dt.date, list[tuple]] = {day: [] for day in days}
    for unit_id, cells in true_spans(Unit.objects.filter(pk__in=unit_ids), known_at, criteria).items():
        for (span_kind, owner, track), spans in cells.items():
            if span_kind != kind or owner not in wanted:
                continue
            for day, rows in found.items():
                if span := at(spans, day):
                    rows.append((unit_id, owner, track, span.verdict, span.by_self, span.since))
    return found


# Read after every write, so it is never compiled; the dates are those of a page, a few months apart.
STORED_SQL = """
SELECT unit_id, {column}_id, track, verdict, by_self, since, valid_from, valid_to FROM criteria_verdictspan
WHERE unit_id IN ({units}) AND {column}_id IN ({owners}) AND {other}_id IS NULL
  AND valid_from <= %s AND valid_to >= %s
"""


def _stored_on(
    column: str, unit_ids: Collection[int], owner_ids: Collection[int], days: Collection[dt.date]
) -> dict[dt.date, Cells]:
    other = "indicator" if column == "criterion" else "criterion"
    sql = STORED_SQL.format(column=column, other=other, units=ids_in_sql(unit_ids), owners=ids_in_sql(owner_ids))
    with connection.cursor() as cursor:
        cursor.execute(sql, [max(days), min(days)])
        rows = [
            (unit_id, owner, track, verdict, bool(by_self), as_day(since), as_day(begin), as_day(end))
            for unit_id, owner, track, verdict, by_self, since, begin, end in cursor.fetchall()
        ]
    return {day: assemble(row for *row, begin, end in rows if begin <= day <= end) for day in days}


def _cells_on(
    kind: str,
    unit_ids: Collection[int],
    owner_ids: Collection[int],
    days: Collection[dt.date],
    known_at: dt.datetime | None,
) -> dict[dt.date, Cells]:
    if not unit_ids or not owner_ids or not days:
        return {day: {} for day in days}
    if known_at:
        known = _known_rows(kind, unit_ids, owner_ids, days, known_at)
        return {day: assemble(rows) for day, rows in known.items()}
    return _stored_on("criterion" if kind == "C" else "indicator", unit_ids, owner_ids, days)


def read_criteria_on(
    unit_ids: Collection[int],
    criterion_ids: Collection[int],
    days: Collection[dt.date],
    known_at: dt.datetime | None = None,
) -> dict[dt.date, Cells]:
    """Day → what `read_criteria` says of it. One query for any number of days, none where nothing is asked."""
    return _cells_on("C", unit_ids, criterion_ids, days, known_at)


def read_cells_on(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    days: Collection[dt.date],
    known_at: dt.datetime | None = None,
) -> dict[dt.date, Cells]:
    """Day → what `read_cells` says of it. One query for any number of days, none where nothing is asked."""
    return _cells_on("I", unit_ids, indicator_ids, days, known_at)


def read_criteria(
    unit_ids: Collection[int],
    criterion_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> dict[tuple[int, int], Cell]:
    """(unit id, criterion id) → cell at the end of a day; a key that is missing is EMPTY_CELL."""
    if known_at:
        return read_criteria_on(unit_ids, criterion_ids, [as_of], known_at)[as_of]
    return assemble(spans_on("criterion", unit_ids, criterion_ids, [as_of]))


def read_cells(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> dict[tuple[int, int], Cell]:
    """(unit id, indicator id) → cell, without the figures behind it; a key that is missing is EMPTY_CELL."""
    if known_at:
        return read_cells_on(unit_ids, indicator_ids, [as_of], known_at)[as_of]
    return assemble(spans_on("indicator", unit_ids, indicator_ids, [as_of]))


def count_met(
    unit_ids: Collection[int], criterion_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None = None
) -> Counter[int]:
    """Criterion id → how many of the places meet it. One query."""
    if known_at:
        cells = read_criteria(unit_ids, criterion_ids, as_of, known_at)
        return Counter(owner for (_, owner), cell in cells.items() if cell.verdict == Verdict.MET)
    rows = spans_on("criterion", unit_ids, criterion_ids, [as_of]).filter(track=Track.OFFICIAL, verdict=Verdict.MET)
    return Counter(dict(rows.order_by().values_list("criterion_id").annotate(Count("pk"))))


def read_place_on(
    unit: Unit,
    criterion_ids: Collection[int],
    indicator_ids: Collection[int],
    days: Collection[dt.date],
    known_at: dt.datetime | None = None,
) -> dict[dt.date, dict[tuple[str, int], Cell]]:
    """Day → the verdicts of one place, under ("C", criterion id) and ("I", indicator id). One query."""
    if known_at:
        rows = [
            (*key, span.verdict, span.by_self, span.since, span.valid_from, span.valid_to)
            for key, spans in true_spans([unit], known_at, criterion_ids)[unit.pk].items()
            for span in spans
        ]
    else:
        columns = ("track", "verdict", "by_self", "since", "valid_from", "valid_to")
        criteria = spans_on("criterion", [unit.pk], criterion_ids, days)
        cells = spans_on("indicator", [unit.pk], indicator_ids, days)
        rows = list(
            criteria.values_list(Value("C"), "criterion_id", *columns).union(
                cells.values_list(Value("I"), "indicator_id", *columns), all=True
            )
        )
    return {day: assemble(row for *row, begin, end in rows if begin <= day <= end) for day in set(days)}


def recognised_on(
    unit_ids: Collection[int], day: dt.date, known_at: dt.datetime | None = None
) -> dict[int, Recognition]:
    """The recognition in force in each unit on a day; the newest where there are several."""
    rows = Recognition.objects.in_force(day, known_at).filter(unit__in=unit_ids)
    return {row.unit_id: row for row in rows}
