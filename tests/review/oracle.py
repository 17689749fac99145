"""The rules told a second time, day by day and without spans: what the portal says must equal this."""

import datetime as dt
from dataclasses import dataclass

from criteria.enums import FallKind, Stage, Track, Verdict
from criteria.models import Finding
from criteria.models.cells import Book, targets_of
from criteria.rules.facts import Place
from criteria.rules.targets import target_for
from criteria.rules.timeline import at as span_at
from criteria.rules.verdicts import judge

ONE_DAY = dt.timedelta(days=1)
RANK = {Stage.SELF: 0, Stage.VERIFIED: 1, Stage.APPRAISED: 2, Stage.RECHECK: 3}
HEIGHT = [Verdict.UNASSESSED, Verdict.NOT_MET, Verdict.NEARLY, Verdict.MET]
GOOD = (Verdict.MET, Verdict.NEARLY)


@dataclass(frozen=True)
class Said:
    """What one side (or the official word) says of a cell on a day."""

    verdict: Verdict
    by_self: bool


@dataclass
class Oracle:
    """One place as known at a moment."""

    book: Book
    place: Place
    ends: dt.date
    findings: dict
    targets: dict

    @classmethod
    def of(cls, unit, book: Book, place: Place, known_at: dt.datetime):
        findings = {pk: [] for pk in book.indicators}
        for _, indicator_id, facts in Finding.objects.filter(unit=unit, recorded_at__lte=known_at).facts():
            findings[indicator_id].append(facts)
        return cls(book, place, unit.valid_to, findings, targets_of(list(book.indicators), [place], known_at))

    def head(self, pk: int, track: Track, day: dt.date):
        """The finding that speaks for a cell on a day."""
        gone = {f.corrects_id for f in self.findings[pk]}
        until = [f for f in self.findings[pk] if f.assessed_on <= day and f.id not in gone and not f.is_void]
        checked = [f for f in until if f.stage != Stage.SELF]
        own = [f for f in until if f.stage == Stage.SELF]
        side = {Track.SELF: own, Track.VERIFIED: checked, Track.OFFICIAL: checked or own}[track]
        return max(side, key=lambda f: (f.assessed_on, RANK[f.stage], f.recorded_at, f.id), default=None)

    def target(self, pk: int, finding):
        return target_for(self.targets.get(pk, ()), self.place, finding.figure_year)

    def over(self, criterion_id: int, day: dt.date) -> bool:
        return day > min(self.book.ends[criterion_id], self.ends)

    def cell(self, pk: int, track: Track, day: dt.date) -> Said | None:
        """One indicator (or a parent of parts); None where nothing was ever said."""
        facts = self.book.indicators[pk]
        if self.over(facts.criterion_id, day):
            return None
        if pk in self.book.parts:
            return self.worst([self.cell(part, track, day) for part in self.book.parts[pk]])
        head = self.head(pk, track, day)
        if head is None:
            return None
        return Said(judge(head, facts, self.target(pk, head)), head.stage == Stage.SELF)

    def criterion(self, pk: int, track: Track, day: dt.date) -> Said | None:
        return self.worst([self.cell(member, track, day) for member in self.book.members[pk]])

    @staticmethod
    def worst(said: list) -> Said | None:
        if not any(said):
            return None
        verdicts = [one.verdict if one else Verdict.UNASSESSED for one in said]
        asked = [verdict for verdict in verdicts if verdict != Verdict.NA]
        by_self = any(one.by_self for one in said if one and one.verdict != Verdict.NA)
        for verdict in (Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NEARLY, Verdict.MET):
            if verdict in asked:
                return Said(verdict, by_self)
        return Said(Verdict.NA, by_self)

    def fall_of_whole(self, members: list[int], track: Track, day: dt.date) -> FallKind:
        """Whether a criterion (or a parent of parts) fell, the passing of a word to those who verify left out."""
        before = [self.cell(pk, track, day - ONE_DAY) for pk in members]
        now = [self.cell(pk, track, day) for pk in members]
        pairs = list(zip(members, before, now, strict=True))
        held = [was if was and has and was.by_self != has.by_self else has for _, was, has in pairs]
        was, has, kept = self.worst(before), self.worst(now), self.worst(held)
        if (
            was is None
            or has is None
            or not is_lower(was.verdict, has.verdict)
            or not is_lower(was.verdict, kept.verdict)
        ):
            return FallKind.NONE
        same_side = [row for row in pairs if row[1] and row[2] and row[1].by_self == row[2].by_self]
        lost = [self.fall(pk, track, day) for pk, was_so, is_so in same_side if is_lower(was_so.verdict, is_so.verdict)]
        opened = [pk for pk, was_so, is_so in same_side if was_so.verdict == Verdict.NA != is_so.verdict]
        if not opened and set(lost) == {FallKind.SET_CHANGED}:
            return FallKind.SET_CHANGED
        return plain(was.verdict, has.verdict)

    def fall(self, pk: int, track: Track, day: dt.date) -> FallKind:
        """Whether a cell that carries figures fell on this very day, and why."""
        if pk in self.book.parts:
            return self.fall_of_whole(self.book.parts[pk], track, day)
        before, now = self.cell(pk, track, day - ONE_DAY), self.cell(pk, track, day)
        if before is None or now is None or before.by_self != now.by_self or not is_lower(before.verdict, now.verdict):
            return FallKind.NONE
        old, new = self.head(pk, track, day - ONE_DAY), self.head(pk, track, day)
        measure = self.target(pk, old)
        has_changed = measure is not None and measure != self.target(pk, new)
        if has_changed and judge(new, self.book.indicators[pk], measure) == Verdict.MET:
            return FallKind.SET_CHANGED
        return plain(before.verdict, now.verdict)


def is_lower(before: Verdict, now: Verdict) -> bool:
    """MET or NEARLY to something lower; not applicable is nothing."""
    return before in GOOD and now != Verdict.NA and HEIGHT.index(now) < HEIGHT.index(before)


def plain(before: Verdict, now: Verdict) -> FallKind:
    """The kind of a fall that no risen level explains."""
    if now == Verdict.UNASSESSED:
        return FallKind.NO_DATA
    return FallKind.LOST if before == Verdict.MET else FallKind.SLIPPED


def assert_told(oracle: Oracle, spans: dict, book: Book, days: list) -> None:
    """Every day, every track: verdict, whose word, since when, and the falls of that day."""
    for kind, pk in [("I", pk) for pk in book.indicators] + [("C", pk) for pk in book.members]:
        for track in Track:
            assert_track(oracle, spans.get((kind, pk, track), []), kind, pk, track, days)


def assert_track(oracle: Oracle, found: list, kind: str, pk: int, track: Track, days: list) -> None:
    run, before = None, None
    for day in days:
        where = (kind, pk, track, day)
        now = oracle.cell(pk, track, day) if kind == "I" else oracle.criterion(pk, track, day)
        span = span_at(found, day)
        assert (now is None) == (span is None), where
        if now is not None:
            run = run if before and before.verdict == now.verdict else day
            assert (span.verdict, span.by_self, span.since) == (now.verdict, now.by_self, run), where
            members = oracle.book.members
            told = oracle.fall(pk, track, day) if kind == "I" else oracle.fall_of_whole(members[pk], track, day)
            assert (span.fall if span.valid_from == day else FallKind.NONE) == told, where
        before = now
