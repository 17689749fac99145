"""The timeline: from which day until which day a verdict held, and because of which finding."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from criteria.enums import FallKind, Stage, Track, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.regressions import falls, kind_of_fall, plain_kind
from criteria.rules.targets import target_for
from criteria.rules.verdicts import criterion_verdict, judge

STAGE_RANK = {Stage.SELF: 0, Stage.VERIFIED: 1, Stage.APPRAISED: 2, Stage.RECHECK: 3}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of days, both ends included, with the same verdict resting on the same side's word.

    `since` is the first day of the unbroken run of this verdict: a verification that confirms a
    self-assessment opens a new span but keeps that day.
    """

    valid_from: dt.date
    valid_to: dt.date
    verdict: Verdict
    by_self: bool
    since: dt.date
    previous: Verdict | None = None
    fall: FallKind = FallKind.NONE
    finding_id: int | None = None
    target_id: int | None = None

    def until(self, day: dt.date) -> "Span":
        """The same span with another last day; written out, because a save asks for dozens."""
        return Span(
            self.valid_from, day, self.verdict, self.by_self, self.since, self.previous, self.fall,
            self.finding_id, self.target_id,
        )  # fmt: skip


class Dated(Protocol):
    """A finding, or a row that is to become one."""

    assessed_on: dt.date
    corrects_id: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The finding that speaks for a track from its day on, and what it was judged by.

    Its figures are left out where it stood before: it is not judged again.
    """

    day: dt.date
    finding_id: int
    verdict: Verdict
    target: TargetFacts | None
    by_self: bool
    figures: FindingFacts | None = None


def live(findings: Iterable[FindingFacts]) -> list[FindingFacts]:
    """The findings that still count: not corrected, and not a withdrawal."""
    findings = list(findings)
    corrected = {f.corrects_id for f in findings if f.corrects_id is not None}
    return [f for f in findings if f.id not in corrected and not f.is_void]


def order(finding: FindingFacts) -> tuple:
    """Later day first; on one day RECHECK over APPRAISED over VERIFIED; then what was learnt last."""
    return (finding.assessed_on, STAGE_RANK[finding.stage], finding.recorded_at, finding.id)


def heads(
    findings: Iterable[FindingFacts], indicator: IndicatorFacts, targets: Sequence[TargetFacts], place: Place
) -> tuple[list[Head], list[Head]]:
    """The heads of the self side and of the verified side, one for each day, in order."""
    sides: tuple[dict, dict] = ({}, {})
    for finding in sorted(live(findings), key=order):
        by_self = finding.stage == Stage.SELF
        target = target_for(targets, place, finding.figure_year)
        verdict = judge(finding, indicator, target)
        head = Head(finding.assessed_on, finding.id, verdict, target, by_self, finding)
        sides[0 if by_self else 1][finding.assessed_on] = head
    return list(sides[0].values()), list(sides[1].values())


def repeats(row: Dated, verdict: Verdict, newest_day: dt.date, said: Verdict | None) -> bool:
    """Whether a row only says once more, of a later day, what its side said last in the cell: no track changes.

    Its own track goes on as it was. The official one too: it goes on with the verified side, which already speaks
    there, or with the place's own word up to the day on which the verified side first speaks.
    """
    return row.corrects_id is None and row.assessed_on > newest_day and verdict == said


def spans_of(heads_in_order: Iterable[Head], indicator: IndicatorFacts, ends: dt.date) -> list[Span]:
    """Stretch the heads until the next one that changes the verdict or the side that speaks."""
    spans: list[Span] = []
    last: Head | None = None
    for head in heads_in_order:
        day = head.day
        if last is None or (head.verdict, head.by_self) != (last.verdict, last.by_self):
            previous = spans[-1] if spans else None
            if previous:
                spans[-1] = previous.until(day - ONE_DAY)
            spans.append(_opened(head, last, previous, indicator, ends))
        last = head
    return spans


def _opened(head: Head, last: Head | None, previous: Span | None, indicator: IndicatorFacts, ends: dt.date) -> Span:
    day = head.day
    fall = FallKind.NONE
    if last and last.by_self == head.by_self:
        fall = kind_of_fall(last.verdict, head.verdict, indicator, head.figures, last.target, head.target)
    unbroken = previous is not None and previous.verdict == head.verdict
    return Span(
        valid_from=day,
        valid_to=ends,
        verdict=head.verdict,
        by_self=head.by_self,
        since=previous.since if unbroken else day,
        previous=previous.verdict if previous else None,
        fall=fall,
        finding_id=head.finding_id,
        target_id=head.target.id if head.target else None,
    )


def timeline(
    indicator: IndicatorFacts,
    findings: Iterable[FindingFacts],
    targets: Sequence[TargetFacts],
    place: Place,
    ends: dt.date,
    standing: Iterable[Head] = (),
) -> dict[Track, list[Span]]:
    """The spans of one cell on the three tracks, until the last day of its criteria set.

    `standing` are heads judged already, at most one of each side, that spoke before all the findings.
    """
    own, verified = heads(findings, indicator, targets, place)
    for head in standing:
        (own if head.by_self else verified).insert(0, head)
    first = verified[0].day if verified else None
    official = [head for head in own if first is None or head.day < first] + verified
    return {
        Track.SELF: spans_of(own, indicator, ends),
        Track.VERIFIED: spans_of(verified, indicator, ends),
        Track.OFFICIAL: spans_of(official, indicator, ends),
    }


def combined(members: Mapping[int, Sequence[Span]], ends: dt.date, start: dt.date = dt.date.min) -> list[Span]:
    """The spans of a criterion over its indicators (or of 17.1 over its parts) on one track.

    `members` holds every counted indicator, those without a span too. A fall of the criterion is a
    lower verdict that would stand even if no member's word had passed to those who verify on that day;
    it is SET_CHANGED only if all members that fell did so. What began before `start` is taken to begin there.
    """
    days = sorted({max(span.valid_from, start) for spans in members.values() for span in spans})
    result: list[Span] = []
    current: dict[int, Span] = {}
    following = {key: iter(spans) for key, spans in members.items()}
    waiting = {key: next(spans, None) for key, spans in following.items()}
    for day in days:
        before = current
        current = dict(current)
        for key, span in waiting.items():
            if span is not None and span.valid_from <= day:
                current[key], waiting[key] = span, next(following[key], None)
        # In the order of the members: the span that is named as the cause must not depend on who spoke first.
        current = {key: current[key] for key in members if key in current}
        _append(result, day, ends, Moment(before, current, len(members)))
    return result


@dataclass(frozen=True, slots=True)
class Moment:
    """The members of a criterion on a day on which something changed: as they were, and as they are."""

    before: Mapping[int, Span]
    now: Mapping[int, Span]
    size: int

    @property
    def verdict(self) -> Verdict:
        return self._worst([span.verdict for span in self.now.values()])

    @property
    def by_self(self) -> bool:
        return any(span.by_self for span in self.now.values() if span.verdict != Verdict.NA)

    @property
    def opened(self) -> list[Span]:
        """The spans that begin on the day."""
        return [span for key, span in self.now.items() if span is not self.before.get(key)]

    def cause(self) -> Span:
        """The span that made the verdict what it is, as far as it began on the day."""
        opened, verdict = self.opened, self.verdict
        return next((span for span in opened if span.verdict == verdict), opened[0])

    def fall(self, previous: Verdict) -> FallKind:
        """Why the criterion fell on the day, if it did."""
        verdict = self.verdict
        if not falls(previous, verdict) or not falls(previous, self._worst(self._without_passing())):
            return FallKind.NONE
        kinds = {span.fall for key, span in self.now.items() if span is not self.before.get(key) and self._lost(key)}
        return FallKind.SET_CHANGED if kinds == {FallKind.SET_CHANGED} else plain_kind(previous, verdict)

    def _without_passing(self) -> list[Verdict]:
        """The verdicts of the day, but the earlier ones of members whose word passed to another side."""
        return [self.before[key].verdict if self._passed(key) else span.verdict for key, span in self.now.items()]

    def _passed(self, key: int) -> bool:
        return key in self.before and self.before[key].by_self != self.now[key].by_self

    def _lost(self, key: int) -> bool:
        """Lower than before on the same side's word, or asked for now where it was not."""
        if key not in self.before or self._passed(key):
            return False
        return bool(self.now[key].fall) or self.before[key].verdict == Verdict.NA

    def _worst(self, verdicts: list[Verdict]) -> Verdict:
        return criterion_verdict(verdicts + [Verdict.UNASSESSED] * (self.size - len(verdicts)))


def _append(result: list[Span], day: dt.date, ends: dt.date, moment: Moment) -> None:
    previous = result[-1] if result else None
    verdict, by_self = moment.verdict, moment.by_self
    if previous and (previous.verdict, previous.by_self) == (verdict, by_self):
        return
    if previous:
        result[-1] = previous.until(day - ONE_DAY)
    cause = moment.cause()
    result.append(
        Span(
            valid_from=day,
            valid_to=ends,
            verdict=verdict,
            by_self=by_self,
            since=previous.since if previous and previous.verdict == verdict else day,
            previous=previous.verdict if previous else None,
            fall=moment.fall(previous.verdict) if previous else FallKind.NONE,
            finding_id=cause.finding_id,
            target_id=cause.target_id,
        )
    )


def at(spans: Sequence[Span], day: dt.date) -> Span | None:
    """The span that covers a day, if any."""
    return next((span for span in spans if span.valid_from <= day <= span.valid_to), None)
