"""Findings, targets and settings cannot be changed or deleted, not even from a database shell."""

import pytest
from django.db import IntegrityError, connection, transaction

from criteria.enums import Stage
from criteria.models import Finding, Target
from ntm_portal import triggers
from ntm_portal.apps import put_triggers_back, take_triggers_away
from tests import build


@pytest.mark.django_db
@pytest.mark.parametrize("sample", [True, False])
def test_a_finding_is_never_updated(sample, xuan_tan):
    found = build.finding(xuan_tan, sample=sample)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm, không được sửa"), transaction.atomic():
        Finding.objects.filter(pk=found.pk).update(numerator=91)
    assert Finding.objects.get().numerator == 90


@pytest.mark.django_db
def test_only_sample_findings_are_deleted(xuan_tan):
    real, sample = build.finding(xuan_tan), build.finding(xuan_tan, sample=True)
    with pytest.raises(IntegrityError, match="không được xóa"), transaction.atomic():
        Finding.objects.filter(pk=real.pk).delete()
    Finding.objects.filter(pk=sample.pk).delete()
    assert list(Finding.objects.all()) == [real]


@pytest.mark.django_db
def test_the_rulebook_levels_are_append_only_too(xuan_tan):
    with pytest.raises(IntegrityError, match="Mức yêu cầu"), transaction.atomic():
        Target.objects.update(value=1)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_truncate():
    with pytest.raises(IntegrityError, match="không được xóa"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE criteria_finding CASCADE")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans and knows no table that is empty")
def test_a_plan_made_while_the_table_was_empty_does_not_read_it_whole_for_each_new_row(xuan_tan):
    build.finding(xuan_tan)
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
        # As over an empty table: reading it whole costs nothing.
        for price in ("seq_page_cost", "cpu_tuple_cost", "cpu_operator_cost"):
            cursor.execute(f"SET LOCAL {price} = 0")
        read = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'criteria_finding'"
        cursor.execute(read)
        before = cursor.fetchone()
        build.finding(xuan_tan, stage=Stage.VERIFIED)
        cursor.execute(read)
        assert cursor.fetchone() == before


@pytest.mark.django_db
def test_a_missing_trigger_is_noticed_and_put_back():
    assert triggers.missing(connection) == []
    on = " ON criteria_finding" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER criteria_finding_no_update{on}")
    assert triggers.missing(connection) == ["criteria_finding_no_update"]
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_lifted_for_a_flush_they_come_back(xuan_tan):
    found = build.finding(xuan_tan)
    with triggers.lifted(connection):
        Finding.objects.filter(pk=found.pk).delete()
    assert triggers.missing(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("plan", "gone"), [(["một bước"], True), ([], False)])
def test_a_migration_on_sqlite_goes_without_triggers_and_ends_with_all_of_them(plan, gone):
    everything = sorted(trigger.name for trigger in triggers.all_triggers() if getattr(trigger, connection.vendor)())
    take_triggers_away(using="default", plan=plan)
    assert triggers.missing(connection) == (everything if gone and connection.vendor == "sqlite" else [])
    put_triggers_back(using="default")
    assert triggers.missing(connection) == []
