"""Keeping the verdict spans equal to the timeline, inside the transaction that changes a finding."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction

from communes.enums import DAWN
from communes.models import Unit
from criteria.enums import FallKind, Track, Verdict
from criteria.models import CriteriaSet, Finding, VerdictSpan
from criteria.models.cells import (
    Book,
    Surroundings,
    places_of,
    read_book,
    surroundings_of,
    targets_of,
)
from criteria.models.span import SPAN_COLUMNS, end_spans, read_spans
from criteria.rules.facts import FindingFacts, Place
from criteria.rules.timeline import ONE_DAY, Head, Span, combined, timeline
from ntm_portal.kept import renew_revision
from ntm_portal.rows import add_rows

# A stored span is kept under ("I", indicator id, track) or ("C", criterion id, track).
Key = tuple[str, int, Track]
VERDICTS = {"": None} | {verdict.value: verdict for verdict in Verdict}
FALLS = {fall.value: fall for fall in FallKind}
TRACKS = {track.value: track for track in Track}
ALL_TRACKS = tuple(Track)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speaks in some cells from a day on: heads judged before it, and the findings of that day and later."""

    findings: dict[int, list[FindingFacts]]
    standing: dict[int, list[Head]] = field(default_factory=dict)
    tracks: tuple[Track, ...] = ALL_TRACKS


def computed_spans(
    book: Book, leaves: Iterable[int], spoken: Spoken, targets: dict, place: Place, until: dt.date
) -> dict[Key, list[Span]]:
    """The timelines of cells that carry figures."""
    spans = {}
    for pk in leaves:
        facts = book.indicators[pk]
        ends = min(book.ends[facts.criterion_id], until)
        findings, standing = spoken.findings.get(pk, ()), spoken.standing.get(pk, ())
        tracks = timeline(facts, findings, targets.get(pk, ()), place, ends, standing)
        spans |= {("I", pk, track): tracks[track] for track in spoken.tracks}
    return spans


def combine_upwards(
    book: Book,
    spans: dict[Key, list[Span]],
    until: dt.date,
    tracks: Iterable[Track] = ALL_TRACKS,
    start: dt.date = DAWN,
) -> None:
    """Add the spans of parents with parts, then of the criteria, to the spans of the cells."""
    for track in tracks:
        for parent, parts in book.parts.items():
            ends = min(book.ends[book.indicators[parent].criterion_id], until)
            members = {pk: spans.get(("I", pk, track), []) for pk in parts}
            spans["I", parent, track] = combined(members, ends, start)
        for criterion, members in book.members.items():
            ends = min(book.ends[criterion], until)
            members = {pk: spans.get(("I", pk, track), []) for pk in members}
            spans["C", criterion, track] = combined(members, ends, start)


def true_spans(
    units: Collection[Unit], known_at: dt.datetime | None = None, criterion_ids: Collection[int] | None = None
) -> dict[int, dict[Key, list[Span]]]:
    """Unit id → the whole truth about it, from the findings and targets alone (as known at a moment).

    Four queries for any number of units.
    """
    rows = Finding.objects.filter(unit__in=[unit.pk for unit in units]).known_at(known_at)
    if criterion_ids is not None:
        rows = rows.filter(indicator__criterion__in=criterion_ids)
    findings: dict[int, dict[int, list[FindingFacts]]] = defaultdict(lambda: defaultdict(list))
    for unit_id, indicator_id, facts in rows.facts():
        findings[unit_id][indicator_id].append(facts)
    book = read_book().around({pk for cells in findings.values() for pk in cells})
    places = places_of(tuple(findings))
    targets = targets_of(list(book.indicators), places.values(), known_at)
    result = {}
    for unit in units:
        cells, place = findings.get(unit.pk, {}), places.get(unit.pk, Place())
        spans = computed_spans(book, book.leaves & set(cells), Spoken(cells), targets, place, unit.valid_to)
        combine_upwards(book, spans, unit.valid_to)
        result[unit.pk] = {key: found for key, found in spans.items() if found}
    return result


def stored_spans(
    unit: Unit, since: dt.date, book: Book | None = None, tracks: Collection[Track] = ALL_TRACKS
) -> dict[Key, list[tuple[int, Span]]]:
    """(primary key, span) of what is stored for one unit and reaches the day before `since` or later."""
    stored = defaultdict(list)
    kinds = (("I", "indicator_id", book and book.indicators), ("C", "criterion_id", book and book.members))
    for kind, owner, ids in kinds:
        for row in read_spans(unit.pk, owner, since - ONE_DAY, ids, tracks):
            pk, owner_id, track, begins, ends, verdict, by_self, kept_since, previous, fall, finding, target = row
            span = Span(
                begins, ends, VERDICTS[verdict], by_self, kept_since, VERDICTS[previous], FALLS[fall], finding, target
            )
            stored[kind, owner_id, TRACKS[track]].append((pk, span))
    return stored


class Respan:
    """One rewrite of a unit's spans from a day on; spans that end before it are never read."""

    def __init__(
        self,
        unit: Unit,
        indicator_ids: Collection[int],
        since: dt.date,
        known: Surroundings,
        spoken: Spoken | None = None,
    ):
        self.unit, self.since = unit, since
        self.known = known
        self.book = self.known.book
        self.touched = self.book.leaves & set(indicator_ids)
        self.spoken = spoken or Spoken(self.read_findings())
        self.stored = stored_spans(unit, since, self.book, self.spoken.tracks)
        self.wanted: dict[Key, list[Span]] = {}

    def read_findings(self) -> dict[int, list[FindingFacts]]:
        """Live findings from the day on, and the heads that spoke before it."""
        rows = Finding.objects.live()
        later = rows.filter(unit=self.unit, indicator__in=self.touched, assessed_on__gte=self.since)
        found = defaultdict(list)
        for _, indicator_id, facts in later.facts():
            found[indicator_id].append(facts)
        before = Finding.objects.heads([self.unit.pk], self.touched, self.since - ONE_DAY)
        for _, indicator_id, facts in before.facts():
            found[indicator_id].append(facts)
        return found

    def compute(self) -> None:
        """What must stand from the day on: touched cells anew, their neighbours as stored."""
        until, known = self.unit.valid_to, self.known
        fresh = computed_spans(self.book, self.touched, self.spoken, known.targets, known.place, until)
        cells = {key: [span for _, span in rows] for key, rows in self.stored.items() if key[0] == "I"}
        cells |= {key: self.joined(key, spans) for key, spans in fresh.items()}
        self.wanted = {key: cells[key] for key in fresh}
        # All members start together on the eve: what was before is stored.
        combine_upwards(self.book, cells, until, self.spoken.tracks, self.since - ONE_DAY)
        above = {("I", pk) for pk in self.book.parts} | {("C", pk) for pk in self.book.members}
        self.wanted |= {key: self.joined(key, spans) for key, spans in cells.items() if key[:2] in above}

    def joined(self, key: Key, spans: list[Span]) -> list[Span]:
        """The computed spans from the day on, tied to the stored one that covers the day before."""
        bridge = next((span for _, span in self.stored.get(key, ()) if span.valid_from < self.since), None)
        result = []
        for span in spans:
            if span.valid_from >= self.since:
                result.append(replace(span, since=bridge.since) if bridge and span.since < self.since else span)
            elif bridge and span.valid_to >= self.since - ONE_DAY:
                result.append(bridge if bridge.valid_to == span.valid_to else bridge.until(span.valid_to))
        return result

    def write(self) -> None:
        """Delete, shorten and add only what differs."""
        gone, added, moved = [], [], defaultdict(list)
        for key, spans in self.wanted.items():
            stored = {span.valid_from: (pk, span) for pk, span in self.stored.get(key, ())}
            for span in spans:
                pk, old = stored.pop(span.valid_from, (None, None))
                if old == span:
                    continue
                if old and old.until(span.valid_to) == span:
                    moved[span.valid_to].append(pk)
                    continue
                if old:
                    gone.append(pk)
                added.append(self.row(key, span))
            gone += [pk for pk, _ in stored.values()]
        if gone:
            VerdictSpan.objects.filter(pk__in=gone).delete()
        for valid_to, pks in moved.items():
            end_spans(pks, valid_to)
        add_rows(VerdictSpan, ("unit_id", "indicator_id", "criterion_id", "track", *SPAN_COLUMNS), added)

    def row(self, key: Key, span: Span) -> tuple:
        """The stored form of one span."""
        kind, pk, track = key
        indicator, criterion = (pk, None) if kind == "I" else (None, pk)
        return (
            self.unit.pk, indicator, criterion, track, span.valid_from, span.valid_to, span.verdict, span.by_self,
            span.since, span.previous or "", span.fall, span.finding_id, span.target_id,
        )  # fmt: skip


def respan(
    unit: Unit,
    indicator_ids: Collection[int],
    since: dt.date = DAWN,
    known: Surroundings | None = None,
    spoken: Spoken | None = None,
) -> None:
    """Rewrite the spans of one unit's cells from a day on; what ended before it stays as it is.

    Call it inside the transaction that changed a finding or target. `known` and `spoken` spare a caller who
    has them from reading twice; tracks on which nobody spoke are left alone.
    """
    work = Respan(unit, indicator_ids, since, known or surroundings_of(unit, indicator_ids), spoken)
    work.compute()
    work.write()


@transaction.atomic
def respan_targets(indicator_ids: Collection[int]) -> int:
    """After a target changed: rewrite every cell it may judge. Returns how many units were rewritten.

    Every place is held first, those without a figure too: somebody may be recording the first one by the old level.
    """
    levels = CriteriaSet.objects.filter(criteria__indicators__in=indicator_ids).values("level")
    list(Unit.objects.filter(level__in=levels).held().values_list("pk"))
    units = Unit.objects.filter(pk__in=Finding.objects.filter(indicator__in=indicator_ids).values("unit"))
    for unit in units:
        respan(unit, indicator_ids)
    return len(units)


@transaction.atomic
def rebuild_spans(units: Iterable[Unit]) -> None:
    """Throw the stored spans of these units away and compute them again from the findings."""
    for unit in Unit.objects.filter(pk__in=[unit.pk for unit in units]).held():
        VerdictSpan.objects.filter(unit=unit).delete()
        touched = set(Finding.objects.filter(unit=unit).values_list("indicator_id", flat=True))
        respan(unit, touched)
    renew_revision()


def span_differences(unit: Unit) -> list[str]:
    """Where the stored spans of a unit differ from the truth; an empty list when all is well."""
    stored = {key: [span for _, span in rows] for key, rows in stored_spans(unit, DAWN).items()}
    truth = true_spans([unit])[unit.pk]
    return [
        f"{unit} {kind}{pk} {track}: đang lưu {stored.get(key, [])}, đúng ra {truth.get(key, [])}"
        for key in sorted(stored.keys() | truth.keys())
        if stored.get(key, []) != truth.get(key, [])
        for kind, pk, track in [key]
    ]
