"""A timeline that goes on from what stands is the timeline of everything that was ever found."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Scope, Stage, Track
from criteria.rules.facts import FindingFacts, Place, TargetFacts
from criteria.rules.targets import target_for
from criteria.rules.timeline import Head, combined, heads, repeats, timeline
from criteria.rules.verdicts import judge
from tests.criteria.rules.facts import INSURED, NOON

FIRST = dt.date(2016, 12, 20)
ENDS = dt.date(2022, 3, 7)
LEVELS = [
    TargetFacts(1, 1, Scope.COMMON, "", 2016, None, Decimal(50)),
    TargetFacts(2, 1, Scope.COMMON, "", 2017, None, Decimal(60)),
]
# Few days and few figures, so that findings meet on one day and repeat each other.
facts = st.tuples(st.sampled_from(Stage), st.integers(0, 25), st.sampled_from([40, 55, 70, None]))


def finding(pk, stage, number, per_cent):
    day = FIRST + dt.timedelta(days=number)
    figures = {} if per_cent is None else {"numerator": Decimal(per_cent), "denominator": Decimal(100)}
    return FindingFacts(pk, stage, day, NOON + dt.timedelta(minutes=pk), day.year, **figures)


histories = st.lists(facts, max_size=8).map(lambda rows: [finding(n + 1, *row) for n, row in enumerate(rows)])


def spans(findings, standing=()):
    return timeline(INSURED, findings, LEVELS, Place(), ENDS, standing)


def newest_of(findings, by_self):
    """The head of one side, judged."""
    found = heads(findings, INSURED, LEVELS, Place())[0 if by_self else 1]
    return found[-1] if found else None


@given(histories, facts)
def test_what_only_repeats_changes_no_track(findings, row):
    added = finding(99, *row)
    stands = newest_of(findings, added.stage == Stage.SELF)
    verdict = judge(added, INSURED, target_for(LEVELS, Place(), added.figure_year))
    if stands and repeats(added, verdict, stands.day, stands.verdict):
        assert spans([*findings, added]) == spans(findings)


@given(histories, st.lists(facts, min_size=1, max_size=3))
def test_later_findings_go_on_from_the_heads_that_stand(findings, rows):
    since = max((f.assessed_on for f in findings), default=FIRST) + dt.timedelta(days=1)
    later = [finding(90 + n, stage, number, figure) for n, (stage, number, figure) in enumerate(rows)]
    later = [f for f in later if f.assessed_on >= since]
    standing = [
        Head(head.day, head.finding_id, head.verdict, head.target, head.by_self)
        for head in (newest_of(findings, by_self) for by_self in (True, False))
        if head
    ]
    truth, quick = spans([*findings, *later]), spans(later, standing)
    for track in Track:
        assert said_from(since, quick[track]) == said_from(since, truth[track])


def said_from(day, found):
    """What a track says from a day on; the span that covers the eve without what came before it."""
    return [
        (span.valid_from, span.valid_to, span.verdict, span.by_self, span.previous, span.fall, span.finding_id)
        if span.valid_from >= day
        else (span.valid_to, span.verdict, span.by_self)
        for span in found
        if span.valid_to >= day - dt.timedelta(days=1)
    ]


@given(st.lists(histories, min_size=1, max_size=3), st.integers(0, 25))
def test_a_criterion_combined_from_a_day_on_says_the_same_as_from_the_beginning(members, number):
    start = FIRST + dt.timedelta(days=number)
    tracks = {key: spans(findings)[Track.OFFICIAL] for key, findings in enumerate(members)}
    late = {key: [span for span in found if span.valid_to >= start] for key, found in tracks.items()}
    from_there, whole = combined(late, ENDS, start), combined(tracks, ENDS)
    since = start + dt.timedelta(days=1)
    assert said_from(since, from_there) == said_from(since, whole)
