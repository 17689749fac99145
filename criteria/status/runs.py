"""How the official verdicts of criteria followed each other, for charts over months and years."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from communes.models import Unit
from criteria.actions.spans import true_spans
from criteria.enums import Track, Verdict
from criteria.models import VerdictSpan


class Run(NamedTuple):
    """From `begin` to `end`, both included, the official verdict of a place on a criterion was this.

    `by_self`: it rested on the place's own word.
    """

    unit_id: int
    criterion_id: int
    verdict: Verdict
    begin: dt.date
    end: dt.date
    by_self: bool = False


def read_runs(
    unit_ids: Collection[int],
    criterion_ids: Collection[int],
    since: dt.date,
    until: dt.date,
    known_at: dt.datetime | None = None,
) -> list[Run]:
    """Every run that touches the time between two days. One query; five for an earlier state of knowledge."""
    if known_at:
        return _known_runs(unit_ids, criterion_ids, since, until, known_at)
    rows = VerdictSpan.objects.filter(
        unit__in=unit_ids,
        criterion__in=criterion_ids,
        indicator=None,
        track=Track.OFFICIAL,
        valid_from__lte=until,
        valid_to__gte=since,
    )
    columns = ("unit_id", "criterion_id", "verdict", "valid_from", "valid_to", "by_self")
    return [Run(unit, owner, Verdict(word), *rest) for unit, owner, word, *rest in rows.values_list(*columns)]


def _known_runs(unit_ids, criterion_ids, since, until, known_at) -> list[Run]:
    wanted = set(criterion_ids)
    return [
        Run(unit_id, owner, span.verdict, span.valid_from, span.valid_to, span.by_self)
        for unit_id, cells in true_spans(Unit.objects.filter(pk__in=unit_ids), known_at, criterion_ids).items()
        for (kind, owner, track), spans in cells.items()
        if kind == "C" and track == Track.OFFICIAL and owner in wanted
        for span in spans
        if span.valid_from <= until and span.valid_to >= since
    ]
