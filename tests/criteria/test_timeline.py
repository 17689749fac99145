"""The timeline as a table of cases: stages, days, falls."""

import datetime as dt
from decimal import Decimal

import pytest

from criteria.enums import Direction, FallKind, Scope, Stage, Track, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.timeline import at, combined, timeline

ENDS = dt.date(2020, 12, 31)
INSURED = IndicatorFacts(1, 15, "15.1", ValueKind.PERCENT, Direction.AT_LEAST, True, "người")
INCOME = IndicatorFacts(2, 10, "10", ValueKind.MONEY, Direction.AT_LEAST, False, whole=False)
LEVEL = [TargetFacts(1, 1, Scope.COMMON, "", 2016, None, Decimal(85))]
RISING = [
    TargetFacts(2, 2, Scope.COMMON, "", 2016, None, Decimal(33)),
    TargetFacts(3, 2, Scope.COMMON, "", 2017, None, Decimal(36)),
]
S, V, A, R = Stage.SELF, Stage.VERIFIED, Stage.APPRAISED, Stage.RECHECK
MET, NEARLY, NOT_MET, NONE, NA = Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NA


def day(number):
    return dt.date(2017, 1, number)


def finding(pk, stage, on, per_cent=None, **given):
    figures = {"numerator": Decimal(per_cent), "denominator": Decimal(100)} if per_cent is not None else {}
    at_moment = dt.datetime(2017, 1, on, 9, pk % 60, tzinfo=dt.UTC)
    return FindingFacts(pk, stage, day(on), given.pop("recorded_at", at_moment), 2017, **figures | given)


def verdicts(findings, track=Track.OFFICIAL, indicator=INSURED, targets=LEVEL):
    spans = timeline(indicator, findings, targets, Place(), ENDS)[track]
    return [(span.valid_from.day, span.verdict, span.by_self) for span in spans]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], []),
        ([finding(1, S, 5, 90)], [(5, MET, True)]),
        ([finding(1, S, 5, 90), finding(2, V, 9, 80)], [(5, MET, True), (9, NOT_MET, False)]),
        ([finding(1, S, 5, 90), finding(2, V, 9, 88)], [(5, MET, True), (9, MET, False)]),
        ([finding(1, V, 5, 80), finding(2, S, 9, 90)], [(5, NOT_MET, False)]),
        (
            [finding(1, V, 5, 80), finding(2, A, 9, 90), finding(3, V, 12, 70)],
            [(5, NOT_MET, False), (9, MET, False), (12, NOT_MET, False)],
        ),
        ([finding(1, R, 5, 80), finding(2, A, 5, 90), finding(3, V, 5, 95)], [(5, NOT_MET, False)]),
        ([finding(1, A, 5, 80), finding(2, V, 5, 90)], [(5, NOT_MET, False)]),
        ([finding(2, V, 5, 80), finding(1, V, 5, 90)], [(5, NOT_MET, False)]),
        ([finding(1, V, 5, 80), finding(2, V, 6, 81), finding(3, V, 7, 90)], [(5, NOT_MET, False), (7, MET, False)]),
        ([finding(1, V, 5, 90), finding(2, V, 5, 80, corrects_id=1)], [(5, NOT_MET, False)]),
        (
            [finding(1, V, 5, 90), finding(2, V, 7, 80), finding(3, V, 7, corrects_id=2, is_void=True)],
            [(5, MET, False)],
        ),
        ([finding(1, V, 5, 90), finding(2, V, 5, corrects_id=1, is_void=True)], []),
        ([finding(1, V, 5, numerator=Decimal(9), denominator=Decimal(0))], [(5, NONE, False)]),
    ],
)  # fmt: skip
def test_the_official_track(findings, expected):
    assert verdicts(findings) == expected


def test_a_verification_that_confirms_keeps_the_day_it_was_met():
    spans = timeline(INSURED, [finding(1, S, 5, 90), finding(2, V, 9, 88)], LEVEL, Place(), ENDS)[Track.OFFICIAL]
    assert [(span.valid_from, span.since) for span in spans] == [(day(5), day(5)), (day(9), day(5))]


@pytest.mark.parametrize(
    ("findings", "falls"),
    [
        ([finding(1, V, 5, 90), finding(2, V, 9, 80)], [FallKind.NONE, FallKind.LOST]),
        ([finding(1, S, 5, 90), finding(2, S, 9, 80)], [FallKind.NONE, FallKind.LOST]),
        ([finding(1, S, 5, 90), finding(2, V, 9, 80)], [FallKind.NONE, FallKind.NONE]),
        ([finding(1, V, 5, 84, declared=NEARLY), finding(2, V, 9, 80)], [FallKind.NONE, FallKind.SLIPPED]),
        ([finding(1, V, 5, 90), finding(2, V, 9, 84, declared=NEARLY)], [FallKind.NONE, FallKind.LOST]),
        (
            [finding(1, V, 5, 90), finding(2, V, 9, numerator=Decimal(1), denominator=Decimal(0))],
            [FallKind.NONE, FallKind.NO_DATA],
        ),
        ([finding(1, V, 5, 80), finding(2, V, 9, 90)], [FallKind.NONE, FallKind.NONE]),
    ],
)  # fmt: skip
def test_a_fall_has_a_kind(findings, falls):
    spans = timeline(INSURED, findings, LEVEL, Place(), ENDS)[Track.OFFICIAL]
    assert [span.fall for span in spans] == falls


def test_met_to_not_applicable_is_no_fall():
    market = IndicatorFacts(3, 7, "7", ValueKind.YES_NO, Direction.YES, False, na_allowed=True)
    history = [finding(1, V, 5, declared=MET), finding(2, V, 9, declared=NA)]
    spans = timeline(market, history, [], Place(), ENDS)[Track.OFFICIAL]
    assert [(span.verdict, span.fall) for span in spans] == [(MET, FallKind.NONE), (NA, FallKind.NONE)]


@pytest.mark.parametrize(("second", "kind"), [("35.2", FallKind.SET_CHANGED), ("32.5", FallKind.LOST)])
def test_a_risen_target_is_no_fault(second, kind):
    first = FindingFacts(1, V, day(5), dt.datetime(2017, 1, 5, tzinfo=dt.UTC), 2016, value=Decimal("34"))
    later = FindingFacts(2, V, day(9), dt.datetime(2017, 1, 9, tzinfo=dt.UTC), 2017, value=Decimal(second))
    spans = timeline(INCOME, [first, later], RISING, Place(), ENDS)[Track.OFFICIAL]
    assert [(span.verdict, span.fall, span.target_id) for span in spans] == [
        (MET, FallKind.NONE, 2),
        (NOT_MET, kind, 3),
    ]


def test_a_new_year_alone_changes_nothing():
    first = FindingFacts(1, V, day(5), dt.datetime(2017, 1, 5, tzinfo=dt.UTC), 2016, value=Decimal("34"))
    spans = timeline(INCOME, [first], RISING, Place(), ENDS)[Track.OFFICIAL]
    assert [(span.valid_from, span.valid_to, span.verdict) for span in spans] == [(day(5), ENDS, MET)]


def members(*histories):
    return {pk: timeline(INSURED, found, LEVEL, Place(), ENDS)[Track.OFFICIAL] for pk, found in enumerate(histories)}


@pytest.mark.parametrize(
    ("histories", "expected"),
    [
        (([], []), []),
        (([finding(1, V, 5, 90)], []), [(5, NONE, FallKind.NONE)]),
        (([finding(1, V, 5, 90)], [finding(2, V, 7, 90)]), [(5, NONE, FallKind.NONE), (7, MET, FallKind.NONE)]),
        (
            ([finding(1, V, 5, 90), finding(3, V, 9, 80)], [finding(2, V, 5, 90)]),
            [(5, MET, FallKind.NONE), (9, NOT_MET, FallKind.LOST)],
        ),
        (
            ([finding(1, S, 5, 90), finding(3, V, 9, 80)], [finding(2, V, 5, 90)]),
            [(5, MET, FallKind.NONE), (9, NOT_MET, FallKind.NONE)],
        ),
        (
            (
                [finding(1, V, 5, 90), finding(3, V, 9, 84, declared=NEARLY)],
                [finding(2, V, 5, 90), finding(4, V, 11, 80)],
            ),
            [(5, MET, FallKind.NONE), (9, NEARLY, FallKind.LOST), (11, NOT_MET, FallKind.SLIPPED)],
        ),
        (
            ([finding(1, V, 5, 80), finding(3, V, 9, 70)], [finding(2, V, 5, 90), finding(4, V, 9, 70)]),
            [(5, NOT_MET, FallKind.NONE)],
        ),
        (
            ([finding(1, V, 5, 90), finding(3, V, 9, 80)], [finding(2, S, 5, 90), finding(4, V, 9, 90)]),
            [(5, MET, FallKind.NONE), (9, NOT_MET, FallKind.LOST)],
        ),
    ],
)  # fmt: skip
def test_a_criterion_over_its_indicators(histories, expected):
    spans = combined(members(*histories), ENDS)
    assert [(span.valid_from.day, span.verdict, span.fall) for span in spans] == expected


def test_a_criterion_is_hollow_while_one_indicator_is_only_claimed():
    histories = [finding(1, S, 5, 90), finding(3, V, 9, 90)], [finding(2, V, 5, 90)]
    spans = combined(members(*histories), ENDS)
    assert [(span.valid_from.day, span.verdict, span.by_self, span.since.day) for span in spans] == [
        (5, MET, True, 5),
        (9, MET, False, 5),
    ]


def test_a_criterion_lost_only_to_risen_targets_is_set_changed():
    first = FindingFacts(1, V, day(5), dt.datetime(2017, 1, 5, tzinfo=dt.UTC), 2016, value=Decimal("34"))
    later = FindingFacts(2, V, day(9), dt.datetime(2017, 1, 9, tzinfo=dt.UTC), 2017, value=Decimal("35"))
    own = timeline(INCOME, [first, later], RISING, Place(), ENDS)[Track.OFFICIAL]
    assert [span.fall for span in combined({1: own}, ENDS)] == [FallKind.NONE, FallKind.SET_CHANGED]


def test_the_span_of_a_day():
    spans = timeline(INSURED, [finding(1, V, 5, 90), finding(2, V, 9, 80)], LEVEL, Place(), ENDS)[Track.OFFICIAL]
    assert at(spans, day(4)) is None
    assert at(spans, day(8)).verdict == MET
    assert at(spans, day(9)).verdict == NOT_MET
