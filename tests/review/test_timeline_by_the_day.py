"""The timeline against the rules told day by day, on generated histories; no database."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.enums import Direction, Scope, Stage, Track, ValueKind, Verdict
from criteria.models.cells import Book
from criteria.rules.facts import FindingFacts, IndicatorFacts, Place, TargetFacts
from criteria.rules.timeline import combined, timeline
from tests.review.oracle import Oracle, assert_told

FIRST, LAST = dt.date(2016, 12, 27), dt.date(2017, 1, 6)
DAYS = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 3)]
HERE = Place(province_code="36", region="DBSH")
RATIO = {"kind": ValueKind.PERCENT, "keeps_ratio": True, "na_allowed": True}
INDICATORS = {
    1: IndicatorFacts(1, 1, "1.1", direction=Direction.AT_LEAST, **RATIO),
    2: IndicatorFacts(2, 1, "1.2", direction=Direction.AT_MOST, **RATIO),
    3: IndicatorFacts(3, 2, "2", direction=Direction.AT_LEAST, **RATIO),
    4: IndicatorFacts(4, 2, "2a", direction=Direction.AT_LEAST, part_of_id=3, **RATIO),
    5: IndicatorFacts(5, 2, "2b", direction=Direction.AT_LEAST, part_of_id=3, **RATIO),
    6: IndicatorFacts(6, 2, "2.2", ValueKind.YES_NO, Direction.YES, keeps_ratio=False),
}
BOOK = Book(INDICATORS, {3: [4, 5]}, {1: [1, 2], 2: [3, 6]}, {1: FIRST, 2: FIRST}, {1: LAST, 2: LAST})

said = st.tuples(
    st.sampled_from(sorted(BOOK.leaves)),
    st.sampled_from(list(Stage)),
    st.integers(0, (LAST - FIRST).days),
    st.sampled_from([0, 49, 50, 79, 80, 100]),
    st.sampled_from([100, 100, 100, 100, 0]),
    st.sampled_from([None] * 5 + [Verdict.NEARLY, Verdict.NA]),
    st.sampled_from([2016, 2017]),
    st.sampled_from([None, None, None, 0, 1, 2]),
    st.booleans(),
)
levels = st.tuples(
    st.sampled_from([1, 2, 4, 5]),
    st.sampled_from([(Scope.COMMON, ""), (Scope.REGION, "DBSH"), (Scope.REGION, "TN"), (Scope.PROVINCE, "36")]),
    st.sampled_from([2016, 2017]),
    st.sampled_from([None, None, 2016]),
    st.sampled_from([50, 80]),
)


def facts_of(history) -> dict[int, list[FindingFacts]]:
    """Findings as recorded one after another; some correct or take back an earlier one of their cell."""
    found: dict[int, list[FindingFacts]] = {pk: [] for pk in INDICATORS}
    for pk, (indicator, stage, day, part, whole, declared, year, back, is_void) in enumerate(history, 1):
        gone = {f.corrects_id for f in found[indicator]}
        live = [f for f in found[indicator] if f.id not in gone and not f.is_void]
        corrected = live[back % len(live)] if back is not None and live else None
        on, at = FIRST + dt.timedelta(days=day), dt.datetime(2017, 1, 9, pk // 60, pk % 60, tzinfo=dt.UTC)
        is_void, chain = is_void and corrected is not None, corrected.id if corrected else None
        figures = {"numerator": Decimal(min(part, whole)), "denominator": Decimal(whole), "declared": declared}
        if INDICATORS[indicator].kind == ValueKind.YES_NO:
            figures = {"declared": declared or (Verdict.MET if part > 49 else Verdict.NOT_MET)}
        given = {} if is_void else figures
        side = corrected.stage if corrected else stage
        found[indicator].append(FindingFacts(pk, side, on, at, year, corrects_id=chain, is_void=is_void, **given))
    return found


def targets_of(rows) -> dict[int, list[TargetFacts]]:
    found: dict[int, list[TargetFacts]] = {}
    for pk, (indicator, (scope, code), year, until, value) in enumerate(rows, 1):
        ends = max(until, year) if until else None
        found.setdefault(indicator, []).append(TargetFacts(pk, indicator, scope, code, year, ends, Decimal(value)))
    return found


@settings(max_examples=300)
@given(history=st.lists(said, min_size=1, max_size=24), rows=st.lists(levels, max_size=8))
def test_the_timeline_tells_every_day_as_the_rules_do(history, rows):
    findings, targets = facts_of(history), targets_of(rows)
    spans = {}
    for pk in BOOK.leaves:
        tracks = timeline(INDICATORS[pk], findings[pk], targets.get(pk, ()), HERE, LAST)
        spans |= {("I", pk, track): found for track, found in tracks.items()}
    for track in Track:
        spans["I", 3, track] = combined({pk: spans["I", pk, track] for pk in (4, 5)}, LAST)
        for criterion, members in BOOK.members.items():
            spans["C", criterion, track] = combined({pk: spans["I", pk, track] for pk in members}, LAST)
    assert_told(Oracle(BOOK, HERE, LAST, findings, targets), spans, BOOK, DAYS)
