"""Falls of official verdicts: what fell, what brought it, and whether it recovered."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from communes.models import Unit
from criteria.actions.spans import Key, true_spans
from criteria.enums import FallKind, Track, Verdict
from criteria.models import Finding, VerdictSpan
from criteria.models.finding import ids_in_sql
from criteria.rules.timeline import Span
from criteria.status.cells import as_day


@dataclass(frozen=True, slots=True)
class Fall:
    """One event on which an official verdict fell, and when it recovered, if it did."""

    unit_id: int
    indicator_id: int | None
    criterion_id: int | None
    on: dt.date
    kind: FallKind
    previous: Verdict
    verdict: Verdict
    finding_id: int | None
    target_id: int | None
    recovered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Cause:
    """The finding that brought a fall, as it was recorded."""

    indicator_id: int
    number: str
    words: str
    source: str
    assessed_on: dt.date


def falls_between(
    unit_ids: Collection[int], after: dt.date, until: dt.date, known_at: dt.datetime | None = None
) -> list[Fall]:
    """Every fall of an official verdict after one day and until another, oldest first, recovered or not."""
    if known_at:
        truth = true_spans(Unit.objects.filter(pk__in=unit_ids), known_at)
        found = [fall for unit_id, spans in truth.items() for fall in _falls_of(unit_id, spans, after, until)]
        return sorted(found, key=lambda fall: (fall.on, fall.unit_id))
    rows = VerdictSpan.objects.filter(unit__in=unit_ids, track=Track.OFFICIAL, valid_from__gt=after)
    rows = rows.filter(valid_from__lte=until).exclude(fall=FallKind.NONE).order_by("valid_from", "unit_id", "pk")
    columns = (
        "unit_id",
        "indicator_id",
        "criterion_id",
        "valid_from",
        "fall",
        "previous",
        "verdict",
        "finding_id",
        "target_id",
    )
    falls = list(rows.values_list(*columns))
    back = _recoveries(falls, until) if falls else {}
    return [
        Fall(unit, ind, crit, on, FallKind(kind), Verdict(before), Verdict(now), finding, target,
             recovered(back.get((unit, ind, crit), ()), on, Verdict(before)))
        for unit, ind, crit, on, kind, before, now, finding, target in falls
    ]  # fmt: skip


# Read after every write, so it is never compiled.
LOST_SQL = """
SELECT f.unit_id, f.valid_from FROM criteria_verdictspan f
WHERE f.unit_id IN ({units}) AND f.indicator_id IS NULL AND f.track = 'OFFICIAL' AND f.valid_from > %(after)s
  AND f.valid_from <= %(until)s AND NOT f.fall = '' AND f.fall <> 'SET_CHANGED'
  AND NOT EXISTS (
    SELECT 1 FROM criteria_verdictspan b
    WHERE b.unit_id = f.unit_id AND b.criterion_id = f.criterion_id AND b.indicator_id IS NULL
      AND b.track = 'OFFICIAL' AND b.valid_from > f.valid_from AND b.valid_from <= %(until)s
      AND (b.verdict = 'MET' OR b.verdict = 'NEARLY' AND f.previous <> 'MET'))
"""


def lost_between(
    unit_ids: Collection[int], after: dt.date, until: dt.date, known_at: dt.datetime | None = None
) -> list[tuple[int, dt.date]]:
    """(place, day) of each criterion that somebody answers for, lost in that time and not back at its end. One query.

    See also `falls_between`: a fall that only a changed level brought is nobody's.
    """
    if not unit_ids:
        return []
    if known_at:
        falls = [fall for fall in falls_between(unit_ids, after, until, known_at) if fall.criterion_id]
        lost = [fall for fall in falls if fall.kind != FallKind.SET_CHANGED and fall.recovered_on is None]
        return [(fall.unit_id, fall.on) for fall in lost]
    with connection.cursor() as cursor:
        cursor.execute(LOST_SQL.format(units=ids_in_sql(unit_ids)), {"after": after, "until": until})
        return [(unit_id, as_day(on)) for unit_id, on in cursor.fetchall()]


def _recoveries(falls: list[tuple], until: dt.date) -> dict[tuple, list[tuple[dt.date, Verdict]]]:
    """Later official spans of the cells that fell, in order, to see when a verdict came back."""
    rows = VerdictSpan.objects.filter(
        Q(indicator__in={fall[1] for fall in falls}) | Q(criterion__in={fall[2] for fall in falls}),
        unit__in={fall[0] for fall in falls},
        track=Track.OFFICIAL,
        valid_from__gt=falls[0][3],
        valid_from__lte=until,
        verdict__in=[Verdict.MET, Verdict.NEARLY],
    ).order_by("valid_from")
    found: dict[tuple, list] = {}
    for *cell, day, verdict in rows.values_list("unit_id", "indicator_id", "criterion_id", "valid_from", "verdict"):
        found.setdefault(tuple(cell), []).append((day, Verdict(verdict)))
    return found


def recovered(later, on: dt.date, before: Verdict) -> dt.date | None:
    """The first day after the fall on which the verdict was back where it had been."""
    good = (Verdict.MET,) if before == Verdict.MET else (Verdict.MET, Verdict.NEARLY)
    return next((day for day, verdict in later if day > on and verdict in good), None)


def _falls_of(unit_id: int, spans: dict[Key, list[Span]], after: dt.date, until: dt.date):
    for (kind, owner, track), found in spans.items():
        if track != Track.OFFICIAL:
            continue
        later = [(span.valid_from, span.verdict) for span in found if span.valid_from <= until]
        for span in found:
            if span.fall and after < span.valid_from <= until:
                indicator_id, criterion_id = (owner, None) if kind == "I" else (None, owner)
                yield Fall(
                    unit_id, indicator_id, criterion_id, span.valid_from, span.fall, span.previous, span.verdict,
                    span.finding_id, span.target_id, recovered(later, span.valid_from, span.previous),
                )  # fmt: skip


def causes_of(finding_ids: Collection[int]) -> dict[int, Cause]:
    """Finding id → its words: its note, or its reason where nothing was noted. One query, none without findings."""
    if not finding_ids:
        return {}
    rows = Finding.objects.filter(pk__in=finding_ids).values_list(
        "pk", "indicator_id", "indicator__number", "note", "reason", "source_document", "assessed_on"
    )
    return {
        pk: Cause(indicator_id, number, note or reason, source, assessed_on)
        for pk, indicator_id, number, note, reason, source, assessed_on in rows
    }
