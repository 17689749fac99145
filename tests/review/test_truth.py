"""Whatever is written in whatever order, every reader says what the rules say of each day."""

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.actions.findings import RowFaults, record_findings, void_finding
from criteria.actions.spans import respan_targets, span_differences, true_spans
from criteria.enums import Direction, Scope, SourceStatus, Stage, ValueKind, Verdict
from criteria.models import Finding, Indicator, Target
from criteria.models.cells import places_of, read_book
from criteria.rules.admission import FigureRow
from criteria.status import EMPTY_CELL, falls_between, read_cells, read_criteria, read_indicators
from tests import build
from tests.review.oracle import Oracle, assert_told

FIRST, TODAY = dt.date(2016, 12, 20), dt.date(2017, 1, 20)
DAYS = [FIRST + dt.timedelta(days=n) for n in range((TODAY - FIRST).days + 4)]
SET_ENDS, UNIT_ENDS = dt.date(2017, 1, 17), dt.date(2017, 1, 14)
START = build.moment("2017-01-20", 0)
NAMES = ("share", "most", "word", "market", "pa", "pb", "money")

writes = st.fixed_dictionaries(
    {
        "what": st.sampled_from(["record"] * 6 + ["correct", "correct", "void", "target", "untarget"]),
        "name": st.sampled_from(NAMES),
        "stage": st.sampled_from(list(Stage)),
        "day": st.integers(0, (TODAY - FIRST).days),
        "figure": st.sampled_from([0, 1, 49, 50, 51, 79, 80, 81, 100]),
        "declared": st.sampled_from([None, None, None, Verdict.MET, Verdict.NOT_MET, Verdict.NEARLY, Verdict.NA]),
        "empty": st.booleans(),
        "year": st.sampled_from([None, None, 2016, 2017]),
        "pick": st.integers(0, 30),
    }
)


def book_of_three() -> dict[str, Indicator]:
    """Three criteria: an open set with parts, words and shares, and one that ends in the middle."""
    ending = build.criterion(build.criteria_set(effective_to=SET_ENDS), 1)
    lasting = build.criteria_set()
    first, second = build.criterion(lasting, 1), build.criterion(lasting, 2)

    def indicator(criterion, number, kind, direction, **given):
        plain = {"name": number, "short_name": number, "unit_of_measure": "%", "display_order": len(made)}
        made[number] = Indicator.objects.create(
            criterion=criterion, number=number, kind=kind, direction=direction, **plain | given
        )
        return made[number]

    made: dict[str, Indicator] = {}
    ratio = {"keeps_ratio": True, "counted": "hộ"}
    indicator(first, "share", ValueKind.PERCENT, Direction.AT_LEAST, **ratio)
    indicator(first, "most", ValueKind.PERCENT, Direction.AT_MOST, **ratio)
    indicator(first, "word", ValueKind.YES_NO, Direction.YES)
    indicator(second, "market", ValueKind.YES_NO, Direction.YES, na_allowed=True)
    parent = indicator(second, "p", ValueKind.PERCENT, Direction.AT_LEAST, **ratio)
    indicator(second, "pa", ValueKind.PERCENT, Direction.AT_LEAST, part_of=parent, na_allowed=True, **ratio)
    indicator(second, "pb", ValueKind.PERCENT, Direction.AT_LEAST, part_of=parent, **ratio)
    indicator(ending, "money", ValueKind.MONEY, Direction.AT_LEAST)
    for number, value, scope, code in [
        ("share", 80, Scope.COMMON, ""), ("most", 50, Scope.REGION, "DBSH"), ("pa", 80, Scope.COMMON, ""),
        ("pb", 50, Scope.COMMON, ""),
    ]:  # fmt: skip
        build.target(made[number], str(value), scope, code, recorded_at=build.moment("2016-10-18"))
    return made


def figures_of(step, indicator) -> dict:
    """Figures of the right shape; whether they are admitted is for the rules."""
    given = {"figure_year": step["year"]}
    if indicator.keeps_ratio:
        given |= {"numerator": Decimal(step["figure"]), "denominator": Decimal(100)}
        if step["empty"] and not step["figure"]:
            given["denominator"] = Decimal(0)
    elif indicator.kind == ValueKind.MONEY:
        given["value"] = Decimal(step["figure"])
    declared = step["declared"]
    if indicator.kind == ValueKind.YES_NO:
        declared = declared or Verdict.MET
    if declared:
        given |= {"declared": declared, "reason": "Thử"}
        given["finish_by"] = TODAY if declared == Verdict.NEARLY else None
    if declared == Verdict.NA:
        given |= {"numerator": None, "denominator": None, "value": None}
    return given


def write(step, at, unit, by, book):
    """One step of a history; what the rules refuse changes nothing."""
    indicator = book[step["name"]]
    day = FIRST + dt.timedelta(days=step["day"])
    stage, corrects, reason = step["stage"], None, {}
    if step["what"] in ("target", "untarget"):
        write_target(step, at, indicator)
        return
    live = list(Finding.objects.live().filter(unit=unit).select_related("indicator").order_by("pk"))
    if step["what"] != "record" and live:
        chosen = live[step["pick"] % len(live)]
        if step["what"] == "void":
            void_finding(finding=chosen, reason="Rút", by=by, at=at, today=TODAY)
            return
        indicator, stage, corrects, reason = chosen.indicator, Stage(chosen.stage), chosen.pk, {"reason": "Đính chính"}
    row = FigureRow(indicator.pk, stage, day, corrects_id=corrects, **figures_of(step, indicator) | reason)
    with suppress(RowFaults):
        record_findings(unit=unit, rows=[row], by=by, at=at, today=TODAY, trust_seen=True)


def write_target(step, at, indicator):
    """A level of the province: typed, corrected, or withdrawn again."""
    year = step["year"] or 2016
    newest = Target.objects.filter(indicator=indicator, scope=Scope.PROVINCE, corrected_by=None, year_from=year).first()
    value = None if step["what"] == "untarget" else Decimal(step["figure"])
    if indicator.kind == ValueKind.YES_NO or (value is None and (newest is None or newest.value is None)):
        return
    Target.objects.create(
        indicator=indicator, scope=Scope.PROVINCE, scope_code="36", year_from=year, value=value, source="Thử",
        source_status=SourceStatus.OFFICE, recorded_at=at, corrects=newest, reason="Thử" if newest else "",
    )  # fmt: skip
    respan_targets([indicator.pk])


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(writes, min_size=1, max_size=14))
def test_every_day_is_told_as_the_rules_tell_it(history, hanh, xuan_tan):
    with build.rolled_back():
        made = book_of_three()
        xuan_tan.__class__.objects.filter(pk=xuan_tan.pk).update(
            valid_to=UNIT_ENDS if len(history) % 3 == 0 else xuan_tan.valid_to
        )
        xuan_tan.refresh_from_db()
        book = read_book().around([indicator.pk for indicator in made.values()])
        place = places_of([xuan_tan.pk])[xuan_tan.pk]
        snapshots = []
        for hour, step in enumerate(history):
            at = START + dt.timedelta(hours=hour)
            write(step, at, xuan_tan, hanh, made)
            assert span_differences(xuan_tan) == []
            snapshots.append((at, true_spans([xuan_tan])[xuan_tan.pk], matrix(xuan_tan, book)))
        for at, spans, cells in snapshots:
            assert true_spans([xuan_tan], at)[xuan_tan.pk] == spans
            assert matrix(xuan_tan, book, at) == cells
        assert_told(Oracle.of(xuan_tan, book, place, at), spans, book, DAYS)


def matrix(unit, book, known_at=None) -> list:
    """Everything the status reader says on some days."""
    units, found = [unit.pk], []
    for day in (dt.date(2017, 1, 2), TODAY):
        criteria = read_criteria(units, list(book.members), day, known_at)
        cells = read_cells(units, list(book.indicators), day, known_at)
        found += [criteria, cells, read_indicators(units, list(book.indicators), day, known_at)]
        assert all(criteria.get((unit.pk, pk), EMPTY_CELL) for pk in book.members)
        found.append(set(falls_between(units, FIRST, day, known_at)))
    return found
