"""The stored spans equal the truth after every kind of write, in any order."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.enums import DAWN
from criteria.actions.findings import RowFaults, record_findings, void_finding
from criteria.actions.spans import rebuild_spans, respan_targets, span_differences
from criteria.enums import Scope, SourceStatus, Stage, Track
from criteria.models import Finding, Target, VerdictSpan
from tests import build

FIRST = dt.date(2016, 12, 31)
TODAY = dt.date(2017, 9, 25)
NUMBERS = ("15.1", "15.3", "17.1a", "17.1b")

days = st.integers(0, (TODAY - FIRST).days).map(lambda n: FIRST + dt.timedelta(days=n))
writes = st.fixed_dictionaries(
    {
        "what": st.sampled_from(["record", "record", "sheet", "sheet", "correct", "void", "target"]),
        "number": st.sampled_from(NUMBERS),
        "stage": st.sampled_from(list(Stage)),
        "day": days,
        "per_cent": st.integers(0, 100),
        "pick": st.integers(0, 20),
        # More rows for the same sheet: the number, the stage, how many days after "day", the figure.
        "more": st.lists(
            st.tuples(
                st.sampled_from(NUMBERS), st.sampled_from(list(Stage)), st.integers(0, 2), st.sampled_from([10, 90])
            ),
            max_size=5,
        ),
    }
)


def write(step, unit, verifier, officer):
    """Do one step of a generated history: the commune's word by its officer, the others' by the office."""
    by = officer if step["stage"] == Stage.SELF else verifier
    row = build.row(step["number"], step["per_cent"], 100, step["day"], step["stage"])
    at = build.moment(TODAY)
    live = list(Finding.objects.live().filter(unit=unit).order_by("pk"))
    if step["what"] == "target":
        change_target(row.indicator_id, step["per_cent"])
        return
    if step["what"] == "sheet":
        rows = sheet(step, row)
        own, others = ([row for row in rows if (row.stage == Stage.SELF) == own] for own in (True, False))
        record_findings(unit=unit, rows=own, by=officer, at=at, today=TODAY, trust_seen=True)
        record_findings(unit=unit, rows=others, by=verifier, at=at, today=TODAY, trust_seen=True)
        return
    if step["what"] == "record" or not live:
        record_findings(unit=unit, rows=[row], by=by, at=at, today=TODAY, trust_seen=True)
        return
    chosen = live[step["pick"] % len(live)]
    by = officer if chosen.stage == Stage.SELF else verifier
    if step["what"] == "void":
        void_finding(finding=chosen, reason="Thử rút", by=by, at=at, today=TODAY)
        return
    fixed = build.row(
        chosen.indicator.number, step["per_cent"], 100, step["day"], Stage(chosen.stage),
        corrects_id=chosen.pk, reason="Thử đính chính",
    )  # fmt: skip
    record_findings(unit=unit, rows=[fixed], by=by, at=at, today=TODAY, trust_seen=True)


def sheet(step, first):
    """Several rows of one save, no two of the same cell, stage and day."""
    rows = {(first.indicator_id, first.stage, first.assessed_on): first}
    for number, stage, later, per_cent in step["more"]:
        day = min(step["day"] + dt.timedelta(days=later), TODAY)
        row = build.row(number, per_cent, 100, day, stage)
        rows.setdefault((row.indicator_id, row.stage, row.assessed_on), row)
    return list(rows.values())


def change_target(indicator_id, value):
    """A level of the province typed later."""
    newest = Target.objects.filter(indicator=indicator_id, scope=Scope.PROVINCE, corrected_by=None).first()
    Target.objects.create(
        indicator_id=indicator_id, scope=Scope.PROVINCE, scope_code="36", year_from=2016, value=Decimal(value),
        source="Thử", source_status=SourceStatus.OFFICE, recorded_at=build.moment(TODAY), corrects=newest,
        reason="Thử" if newest else "",
    )  # fmt: skip
    respan_targets([indicator_id])


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets=st.lists(writes, min_size=2, max_size=8))
def test_spans_equal_the_truth_while_the_days_go_on(sheets, hanh, officer, xuan_tan):
    with build.rolled_back():
        for step, day in zip(sheets, sorted(step["day"] for step in sheets), strict=True):
            write(step | {"what": "sheet", "day": day}, xuan_tan, hanh, officer)
            assert span_differences(xuan_tan) == []
        assert_unbroken(xuan_tan)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(writes, min_size=1, max_size=12))
def test_spans_equal_the_truth_after_any_history(history, hanh, officer, xuan_tan):
    with build.rolled_back():
        for step in history:
            write(step, xuan_tan, hanh, officer)
            assert span_differences(xuan_tan) == []
        assert_unbroken(xuan_tan)


def assert_unbroken(unit):
    """Spans of a cell follow each other without gap or overlap, and neighbours differ."""
    rows = VerdictSpan.objects.filter(unit=unit).order_by("indicator", "criterion", "track", "valid_from")
    cells = {}
    for span in rows:
        cells.setdefault((span.indicator_id, span.criterion_id, span.track), []).append(span)
    for spans in cells.values():
        for before, after in pairwise(spans):
            assert before.valid_to + dt.timedelta(days=1) == after.valid_from
            assert (before.verdict, before.by_self) != (after.verdict, after.by_self)
            assert after.previous == before.verdict


@pytest.mark.django_db
def test_a_history_that_changes_no_verdict_adds_no_span(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-01-31"), by=hanh)
    before = VerdictSpan.objects.count()
    for month in range(2, 9):
        build.record(xuan_tan, build.row("15.1", 7400 + month, 8600, dt.date(2017, month, 28)), by=hanh)
    assert VerdictSpan.objects.count() == before


@pytest.mark.django_db
def test_a_figure_found_later_takes_its_place_in_the_past(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7000, 8600, "2017-01-31"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-07-31"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-04-30"), by=hanh, at=build.moment(TODAY))
    spans = VerdictSpan.objects.filter(indicator__number="15.1", track=Track.OFFICIAL).order_by("valid_from")
    assert list(spans.values_list("valid_from", "valid_to", "verdict", "since")) == [
        (dt.date(2017, 1, 31), dt.date(2017, 4, 29), "NOT_MET", dt.date(2017, 1, 31)),
        (dt.date(2017, 4, 30), dt.date(2022, 3, 7), "MET", dt.date(2017, 4, 30)),
    ]


@pytest.mark.django_db
def test_the_finding_named_as_the_cause_does_not_depend_on_who_spoke_first(hanh, officer, xuan_tan):
    build.record(xuan_tan, build.row("15.3", 0, 100, "2016-12-31", Stage.SELF), by=officer)
    build.record(xuan_tan, build.row("15.1", 0, 100, "2017-01-01", Stage.SELF), by=officer)
    both = build.row("15.3", 14, 100, "2017-01-02"), build.row("15.1", 10, 100, "2017-01-02")
    build.record(xuan_tan, *both, by=hanh)
    assert span_differences(xuan_tan) == []


@pytest.mark.django_db
def test_the_check_finds_a_span_that_lies_and_the_rebuild_mends_it(hanh, xuan_tan, capsys):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    call_command("check_spans")
    VerdictSpan.objects.filter(indicator__number="15.1").update(verdict="MET")
    with pytest.raises(CommandError, match="2 chỗ lệch"):
        call_command("check_spans")
    call_command("rebuild_spans")
    call_command("check_spans")
    assert "khớp với số liệu" in capsys.readouterr().out


@pytest.mark.django_db
def test_rebuilding_gives_the_same_spans(hanh, officer, xuan_tan):
    for month in range(1, 9):
        day = dt.date(2017, month, 28)
        build.record(xuan_tan, build.row("15.1", 7100 + 40 * month, 8600, day), by=hanh)
        build.record(xuan_tan, build.row("15.3", 100 - month, 654, day, Stage.SELF), by=officer)
    before = list(VerdictSpan.objects.order_by("pk").values_list("unit", "indicator", "track", "valid_from", "verdict"))
    rebuild_spans([xuan_tan])
    after = list(VerdictSpan.objects.values_list("unit", "indicator", "track", "valid_from", "verdict"))
    assert sorted(map(str, before)) == sorted(map(str, after))
    assert min(row[3] for row in after) > DAWN


@pytest.mark.django_db
def test_a_refused_write_leaves_the_spans_alone(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    with pytest.raises(RowFaults):
        build.record(xuan_tan, build.row("15.1", 9000, 8600, "2017-09-21"), by=hanh)
    assert span_differences(xuan_tan) == []
