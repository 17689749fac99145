"""Two people at once, each on a connection of his own: nothing is lost, nothing is judged by an old level."""

import threading
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from criteria.actions.batch import Batch
from criteria.actions.findings import RowFaults, void_finding
from criteria.actions.settings import record_setting
from criteria.actions.spans import rebuild_spans, span_differences
from criteria.actions.targets import correct_target, record_target, withdraw_target
from criteria.enums import Scope, Stage
from criteria.models import Finding, RuleSetting, Target
from tests import build

AT = build.moment("2017-09-25")


def at_once(*works) -> list:
    """Run each in a thread of its own; what each returned, or the fault it met."""
    answers = [None] * len(works)

    def run(place, work):
        try:
            answers[place] = work()
        except Exception as fault:
            answers[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def slow_officer(monkeypatch):
    """Whoever records a figure has read everything, then waits for the other one before storing it."""
    read, go_on = threading.Event(), threading.Event()
    as_rows = Batch.as_rows

    def wait_and_store(batch, *args, **given):
        if threading.current_thread() is not threading.main_thread():
            read.set()
            go_on.wait(1)
        return as_rows(batch, *args, **given)

    monkeypatch.setattr(Batch, "as_rows", wait_and_store)
    return read, go_on


def province(value="85", **given) -> Target:
    return build.target(value=value, scope=Scope.PROVINCE, scope_code="36", **given)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["first level", "corrected", "withdrawn"])
@pytest.mark.parametrize("has_figures", [True, False])
def test_a_level_that_changes_meanwhile_judges_the_figure(what, has_figures, slow_officer, hanh, xuan_tan):
    read, go_on = slow_officer
    target = None if what == "first level" else province("80")
    if has_figures:
        build.record(xuan_tan, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)

    def office():
        read.wait(5)
        try:
            if what == "first level":
                return record_target(
                    indicator=build.indicator(), scope=Scope.PROVINCE, scope_code="36", year_from=2017,
                    value=Decimal(90), source="Thử", by=hanh, at=AT,
                )  # fmt: skip
            if what == "corrected":
                return correct_target(target=target, value=Decimal(90), reason="Thử", by=hanh, at=AT)
            return withdraw_target(target=target, reason="Thử", by=hanh, at=AT)
        finally:
            go_on.set()

    answers = at_once(lambda: build.record(xuan_tan, build.row("15.1", 82, 100), by=hanh), office)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert span_differences(xuan_tan) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_saving_one_row_the_second_is_told(slow_officer, hanh, xuan_tan):
    _, go_on = slow_officer
    (seen,) = build.record(xuan_tan, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)
    go_on.set()
    rows = [build.row("15.1", figure, 100, seen_finding_id=seen.pk) for figure in (82, 83)]
    answers = at_once(*(lambda row=row: build.record(xuan_tan, row, by=hanh, trust_seen=False) for row in rows))
    (refused,) = [answer for answer in answers if isinstance(answer, RowFaults)]
    (stored,) = next(answer for answer in answers if not isinstance(answer, RowFaults))
    assert refused.stale == {stored.indicator_id: stored}
    assert Finding.objects.count() == 2
    assert span_differences(xuan_tan) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_one_figure_do_not_both_succeed(slow_officer, hanh, xuan_tan):
    _, go_on = slow_officer
    (wrong,) = build.record(xuan_tan, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)
    go_on.set()
    fixed = build.row("15.1", 71, 100, "2017-08-02", corrects_id=wrong.pk, reason="Thử")
    answers = at_once(
        lambda: build.record(xuan_tan, fixed, by=hanh),
        lambda: void_finding(finding=wrong, reason="Thử", by=hanh, at=AT, today=AT.date()),
    )
    (refused,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert "đã có người đính chính" in refused.messages[0]
    assert span_differences(xuan_tan) == []


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_beside_a_write_loses_nothing(slow_officer, hanh, xuan_tan):
    read, go_on = slow_officer
    build.record(xuan_tan, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)

    def rebuild():
        read.wait(5)
        try:
            rebuild_spans([xuan_tan])
        finally:
            go_on.set()

    answers = at_once(lambda: build.record(xuan_tan, build.row("15.1", 99, 100), by=hanh), rebuild)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert span_differences(xuan_tan) == []


@pytest.mark.django_db(transaction=True)
def test_two_levels_changed_at_once_leave_the_truth(hanh, xuan_tan, xuan_chau):
    first, second = province("80"), province("50", indicator=build.indicator("15.3"))
    for unit in (xuan_tan, xuan_chau):
        build.record(unit, build.row("15.1", 70, 100, "2017-08-01"), by=hanh)
        build.record(unit, build.row("15.3", 20, 100, "2017-08-01", Stage.SELF), by=hanh)
    answers = at_once(
        *(
            lambda target=target: correct_target(target=target, value=Decimal(60), reason="Thử", by=hanh, at=AT)
            for target in (first, second)
        )
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert span_differences(xuan_tan) == span_differences(xuan_chau) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_choice_the_second_is_told(hanh):
    seen = RuleSetting.objects.newest_of("stale_months")
    answers = at_once(
        *(
            lambda value=value: record_setting(
                key="stale_months", value=value, reason="Thử", by=hanh, at=AT, seen_id=seen.pk
            )
            for value in (9, 10)
        )
    )
    (refused,) = [answer for answer in answers if isinstance(answer, ValidationError)]
    assert "vừa được" in refused.messages[0]
    assert RuleSetting.objects.filter(key="stale_months").count() == 2
