"""The one status reader: verdicts of indicators and criteria at any date, as known at any moment.

Without `known_at` it reads the stored spans (one query for a matrix of any size); with it the same
timeline is computed from the findings known then.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Value

from communes.enums import Level
from communes.models import Unit
from criteria.actions.spans import Key, true_spans
from criteria.enums import FallKind, Stage, Track, Verdict
from criteria.models import CriteriaSet, Criterion, Finding, Recognition, VerdictSpan
from criteria.models.cells import places_of, read_book, targets_of
from criteria.models.settings import settings_at
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.gaps import Gap, gap, sentence
from criteria.rules.targets import target_for
from criteria.rules.timeline import Span, at
from criteria.rules.verdicts import required, shown

__all__ = [
    "EMPTY_CELL",
    "Cell",
    "Fall",
    "IndicatorStatus",
    "Judging",
    "count_met",
    "current_set",
    "falls_between",
    "place_of",
    "read_cells",
    "read_criteria",
    "read_indicators",
    "read_judging",
    "read_place_on",
    "recognised_on",
    "settings_at",
]


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
# A matrix turns a thousand stored words into verdicts; a look-up is much cheaper than a call.
VERDICTS = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True)
class IndicatorStatus:
    """All a page shows of one indicator in one place: verdicts, the figures behind them, the gap.

    What has to be worked out is worked out when a page asks for it, once.
    """

    cell: Cell
    indicator: IndicatorFacts
    target: TargetFacts | None
    own: FindingFacts | None
    verified: FindingFacts | None
    age_days: int | None

    @property
    def official(self) -> FindingFacts | None:
        """The verified finding where there is one, else the place's own."""
        return self.verified or self.own

    @cached_property
    def gap(self) -> Gap | None:
        """The way still to go, in people, households or the indicator's own unit."""
        return gap(self.official, self.indicator, self.target)

    @cached_property
    def sentence(self) -> str:
        """Why the verdict is what it is; empty without a figure."""
        return sentence(self.official, self.indicator, self.target) if self.official else ""

    @cached_property
    def shown(self) -> str:
        """The result as printed."""
        return shown(self.official, self.indicator, self.target)

    @cached_property
    def required(self) -> str:
        """The required level as printed."""
        return required(self.indicator, self.target)


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


def current_set(level: Level, as_of: dt.date) -> CriteriaSet | None:
    """The criteria set by which places of a level were judged on a day; overlays only add targets."""
    return CriteriaSet.objects.judging(level, as_of).order_by("-effective_from").first()


def place_of(unit: Unit) -> Place:
    """Where the targets of a unit are looked up: its province and that province's region."""
    province = unit.province
    return Place(province.code, province.region) if province and province.region else Place()


def _assemble(rows) -> dict[tuple[int, int], Cell]:
    """Cells from (unit, owner, track, verdict, by_self, since); the official track comes last."""
    parts: dict[tuple[int, int], list] = {}
    for unit_id, owner, track, verdict, by_self, since in rows:
        slot = parts.setdefault((unit_id, owner), [Verdict.UNASSESSED, False, None, Verdict.UNASSESSED, None])
        if track == Track.OFFICIAL:
            slot[:3] = VERDICTS[verdict], by_self, since
        else:
            slot[3 if track == Track.SELF else 4] = VERDICTS[verdict]
    return {key: Cell(*slot) for key, slot in parts.items()}


def _spans_on(
    column: str, unit_ids: Collection[int], owner_ids: Collection[int], days: Collection[dt.date]
) -> QuerySet:
    """The spans of a day, or of the time between several days, as `_assemble` reads them."""
    return VerdictSpan.objects.filter(
        **{"unit__in": unit_ids, f"{column}__in": owner_ids, "valid_from__lte": max(days), "valid_to__gte": min(days)},
        **{"indicator" if column == "criterion" else "criterion": None},
    ).values_list("unit_id", f"{column}_id", "track", "verdict", "by_self", "since")


def _known_rows(
    kind: str, unit_ids: Collection[int], owner_ids: Collection[int], as_of: dt.date, known_at: dt.datetime
):
    """The rows of `_spans_on`, computed from what was known at a moment."""
    wanted = set(owner_ids)
    if kind == "C":
        criteria = wanted
    else:
        criteria = set(Criterion.objects.filter(indicators__in=wanted).values_list("pk", flat=True))
    units = Unit.objects.filter(pk__in=unit_ids)
    for unit_id, cells in true_spans(units, known_at, criteria).items():
        for (span_kind, owner, track), spans in cells.items():
            span = at(spans, as_of)
            if span_kind == kind and owner in wanted and span:
                yield unit_id, owner, track, span.verdict, span.by_self, span.since


def read_criteria(
    unit_ids: Collection[int],
    criterion_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> dict[tuple[int, int], Cell]:
    """(unit id, criterion id) → cell at the end of a day; a key that is missing is EMPTY_CELL."""
    if known_at:
        return _assemble(_known_rows("C", unit_ids, criterion_ids, as_of, known_at))
    return _assemble(_spans_on("criterion", unit_ids, criterion_ids, [as_of]))


def read_cells(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> dict[tuple[int, int], Cell]:
    """(unit id, indicator id) → cell, without the figures behind it; a key that is missing is EMPTY_CELL."""
    if known_at:
        return _assemble(_known_rows("I", unit_ids, indicator_ids, as_of, known_at))
    return _assemble(_spans_on("indicator", unit_ids, indicator_ids, [as_of]))


def count_met(
    unit_ids: Collection[int], criterion_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None = None
) -> Counter[int]:
    """Criterion id → how many of the places meet it. One query."""
    if known_at:
        cells = read_criteria(unit_ids, criterion_ids, as_of, known_at)
        return Counter(owner for (_, owner), cell in cells.items() if cell.verdict == Verdict.MET)
    rows = _spans_on("criterion", unit_ids, criterion_ids, [as_of]).filter(track=Track.OFFICIAL, verdict=Verdict.MET)
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
        criteria = _spans_on("criterion", [unit.pk], criterion_ids, days)
        cells = _spans_on("indicator", [unit.pk], indicator_ids, days)
        rows = list(
            criteria.values_list(Value("C"), "criterion_id", *columns).union(
                cells.values_list(Value("I"), "indicator_id", *columns), all=True
            )
        )
    return {day: _assemble(row for *row, begin, end in rows if begin <= day <= end) for day in set(days)}


@dataclass(frozen=True, slots=True)
class Judging:
    """What judges some indicators in some places: read once for a page that asks about several days."""

    indicators: Mapping[int, IndicatorFacts]
    places: Mapping[int, Place]
    targets: Mapping[int, Sequence[TargetFacts]]


def read_judging(
    unit_ids: Collection[int], indicator_ids: Collection[int], known_at: dt.datetime | None = None
) -> Judging:
    """Indicators, places and the targets that could judge them. Three queries, none for no indicator."""
    if not indicator_ids:
        return Judging({}, {}, {})
    places = places_of(tuple(unit_ids))
    return Judging(read_book().indicators, places, targets_of(indicator_ids, places.values(), known_at))


def read_indicators(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    judging: Judging | None = None,
    cells: Mapping[tuple[int, int], Cell] | None = None,
) -> dict[tuple[int, int], IndicatorStatus]:
    """(unit id, indicator id) → everything about the cell, for every pair asked.

    At most five queries; one where the page has read already what judges, and the verdicts.
    """
    if cells is None:
        cells = read_cells(unit_ids, indicator_ids, as_of, known_at)
    heads: dict[tuple[int, int, bool], FindingFacts] = {}
    for unit_id, indicator_id, facts in Finding.objects.heads(unit_ids, indicator_ids, as_of, known_at).facts():
        heads[unit_id, indicator_id, facts.stage == Stage.SELF] = facts
    judging = judging or read_judging(unit_ids, indicator_ids, known_at)
    return {
        (unit_id, pk): _status(
            cells.get((unit_id, pk), EMPTY_CELL),
            judging.indicators[pk],
            heads.get((unit_id, pk, True)),
            heads.get((unit_id, pk, False)),
            judging.targets.get(pk, ()),
            judging.places[unit_id],
            as_of,
        )
        for unit_id in unit_ids
        for pk in indicator_ids
    }


def _status(cell, indicator, own, verified, targets, place, as_of) -> IndicatorStatus:
    official = verified or own
    target = target_for(targets, place, official.figure_year if official else as_of.year)
    return IndicatorStatus(
        cell=cell,
        indicator=indicator,
        target=target,
        own=own,
        verified=verified,
        age_days=(as_of - official.assessed_on).days if official else None,
    )


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
             _recovered(back.get((unit, ind, crit), ()), on, Verdict(before)))
        for unit, ind, crit, on, kind, before, now, finding, target in falls
    ]  # fmt: skip


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


def _recovered(later, on: dt.date, before: Verdict) -> dt.date | None:
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
                    span.finding_id, span.target_id, _recovered(later, span.valid_from, span.previous),
                )  # fmt: skip


def recognised_on(unit_ids: Collection[int], day: dt.date) -> dict[int, Recognition]:
    """The recognition in force in each unit on a day; the newest where there are several."""
    rows = Recognition.objects.filter(unit__in=unit_ids, decided_on__lte=day, withdrawn_on__gt=day)
    return {row.unit_id: row for row in rows.order_by("decided_on", "pk")}
