"""Keeping the verdict spans equal to the timeline, inside the transaction that changes a finding."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

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
from criteria.rules.facts import FindingFacts, Place
from criteria.rules.timeline import ONE_DAY, Span, combined, timeline

# A stored span is kept under ("I", indicator id, track) or ("C", criterion id, track).
Key = tuple[str, int, Track]
SPAN_COLUMNS = (
    "valid_from", "valid_to", "verdict", "by_self", "since", "previous", "fall", "finding_id", "target_id",
)  # fmt: skip


def computed_spans(
    book: Book,
    leaves: Iterable[int],
    findings: dict[int, list[FindingFacts]],
    targets: dict,
    place: Place,
    until: dt.date,
) -> dict[Key, list[Span]]:
    """The timelines of cells that carry figures."""
    spans = {}
    for pk in leaves:
        facts = book.indicators[pk]
        ends = min(book.ends[facts.criterion_id], until)
        tracks = timeline(facts, findings.get(pk, ()), targets.get(pk, ()), place, ends)
        spans |= {("I", pk, track): found for track, found in tracks.items()}
    return spans


def combine_upwards(book: Book, spans: dict[Key, list[Span]], until: dt.date) -> None:
    """Add the spans of parents with parts, then of the criteria, to the spans of the cells."""
    for track in Track:
        for parent, parts in book.parts.items():
            ends = min(book.ends[book.indicators[parent].criterion_id], until)
            spans["I", parent, track] = combined({pk: spans.get(("I", pk, track), []) for pk in parts}, ends)
        for criterion, members in book.members.items():
            ends = min(book.ends[criterion], until)
            spans["C", criterion, track] = combined({pk: spans.get(("I", pk, track), []) for pk in members}, ends)


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
        spans = computed_spans(book, book.leaves & set(cells), cells, targets, place, unit.valid_to)
        combine_upwards(book, spans, unit.valid_to)
        result[unit.pk] = {key: found for key, found in spans.items() if found}
    return result


def stored_spans(unit: Unit, since: dt.date, book: Book | None = None) -> dict[Key, list[tuple[int, Span]]]:
    """(primary key, span) of what is stored for one unit and reaches the day before `since` or later."""
    rows = VerdictSpan.objects.filter(unit=unit, valid_to__gte=since - ONE_DAY).order_by("valid_from")
    # Two reads, because each kind of span has an index of its own.
    of_indicators, of_criteria = rows.filter(criterion=None), rows.filter(indicator=None)
    if book is not None:
        of_indicators = of_indicators.filter(indicator__in=book.indicators)
        of_criteria = of_criteria.filter(criterion__in=book.members)
    stored = defaultdict(list)
    for kind, column, found in (("I", "indicator_id", of_indicators), ("C", "criterion_id", of_criteria)):
        for pk, owner, track, *rest in found.values_list("id", column, "track", *SPAN_COLUMNS):
            rest[2] = Verdict(rest[2])
            rest[5] = Verdict(rest[5]) if rest[5] else None
            rest[6] = FallKind(rest[6])
            stored[kind, owner, Track(track)].append((pk, Span(*rest)))
    return stored


class Respan:
    """One rewrite of a unit's spans from a day on; spans that end before it are never read."""

    def __init__(self, unit: Unit, indicator_ids: Collection[int], since: dt.date, known: Surroundings):
        self.unit, self.since = unit, since
        self.known = known
        self.book = self.known.book
        self.touched = self.book.leaves & set(indicator_ids)
        self.stored = stored_spans(unit, since, self.book)
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

    def compute(self, findings: dict[int, list[FindingFacts]]) -> None:
        """What must stand from the day on: touched cells anew, their neighbours as stored."""
        until, known = self.unit.valid_to, self.known
        fresh = computed_spans(self.book, self.touched, findings, known.targets, known.place, until)
        cells = {key: [span for _, span in rows] for key, rows in self.stored.items() if key[0] == "I"}
        cells |= {key: self.joined(key, spans) for key, spans in fresh.items()}
        upward = {key: [self.clipped(span) for span in spans] for key, spans in cells.items()}
        combine_upwards(self.book, upward, until)
        above = {("I", pk) for pk in self.book.parts} | {("C", pk) for pk in self.book.members}
        self.wanted = {key: cells[key] for key in fresh}
        self.wanted |= {key: self.joined(key, spans) for key, spans in upward.items() if key[:2] in above}

    def clipped(self, span: Span) -> Span:
        """A neighbour's span that began earlier, cut to the eve, so that all members start together."""
        eve = self.since - ONE_DAY
        if span.valid_from >= eve:
            return span
        return replace(span, valid_from=eve, since=eve, previous=None, fall=FallKind.NONE)

    def joined(self, key: Key, spans: list[Span]) -> list[Span]:
        """The computed spans from the day on, tied to the stored one that covers the day before."""
        bridge = next((span for _, span in self.stored.get(key, ()) if span.valid_from < self.since), None)
        result = []
        for span in spans:
            if span.valid_from >= self.since:
                result.append(replace(span, since=bridge.since) if bridge and span.since < self.since else span)
            elif bridge and span.valid_to >= self.since - ONE_DAY:
                result.append(replace(bridge, valid_to=span.valid_to))
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
                if old and replace(old, valid_to=span.valid_to) == span:
                    moved[span.valid_to].append(pk)
                    continue
                if old:
                    gone.append(pk)
                added.append(self.row(key, span))
            gone += [pk for pk, _ in stored.values()]
        VerdictSpan.objects.filter(pk__in=gone).delete()
        for valid_to, pks in moved.items():
            VerdictSpan.objects.filter(pk__in=pks).update(valid_to=valid_to)
        VerdictSpan.objects.bulk_create(added, batch_size=500)

    def row(self, key: Key, span: Span) -> VerdictSpan:
        """The stored form of one span."""
        kind, pk, track = key
        values = {name: getattr(span, name) for name in SPAN_COLUMNS}
        values["previous"] = span.previous or ""
        place = {"indicator_id": pk} if kind == "I" else {"criterion_id": pk}
        return VerdictSpan(unit=self.unit, track=track, **place, **values)


def respan(
    unit: Unit,
    indicator_ids: Collection[int],
    since: dt.date = DAWN,
    known: Surroundings | None = None,
    findings: dict[int, list[FindingFacts]] | None = None,
) -> None:
    """Rewrite the spans of one unit's cells from a day on; what ended before it stays as it is.

    Call it inside the transaction that changed a finding or target. `known` and `findings` (what
    speaks in the cells from that day on) spare a caller who has them from reading twice.
    """
    work = Respan(unit, indicator_ids, since, known or surroundings_of(unit, indicator_ids))
    work.compute(work.read_findings() if findings is None else findings)
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
