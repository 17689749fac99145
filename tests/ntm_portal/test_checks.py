"""The portal refuses to start with invented data in production, or without its triggers."""

import datetime as dt
import runpy
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from ntm_portal.checks import refuse_unsafe_start, sample_rows
from ntm_portal.management.commands.serve import behind_proxy
from ntm_portal.triggers import all_triggers, lifted, missing
from tests import build


@pytest.fixture
def production(settings):
    settings.DEMO_ALLOWED = False
    settings.PINNED_TODAY = None


def test_production_starts_without_sample_rows(db, production):
    refuse_unsafe_start()


def test_production_refuses_a_demonstration_account_and_says_how_to_remove_it(db, production):
    build.user(sample=True)
    with pytest.raises(ImproperlyConfigured, match=r"tài khoản: 1(.|\n)*remove_demo"):
        refuse_unsafe_start()


def test_the_demonstration_may_have_its_accounts(db):
    build.user(sample=True)
    refuse_unsafe_start()


def test_production_refuses_a_clock_that_stands_still(db, production, settings):
    settings.PINNED_TODAY = dt.date(2017, 9, 25)
    with pytest.raises(ImproperlyConfigured, match="NTM_TODAY"):
        refuse_unsafe_start()


def test_sample_rows_are_counted_by_the_name_of_their_kind(db):
    build.user(sample=True)
    build.appointment(unit=build.unit(), sample=True)
    assert sample_rows(connection) == {"cán bộ": 1, "chức vụ": 1, "tài khoản": 1}


def test_a_missing_trigger_stops_the_start_and_is_named(transactional_db):
    with lifted(connection), pytest.raises(ImproperlyConfigured, match=all_triggers()[0].name):
        refuse_unsafe_start()
    refuse_unsafe_start()


def test_serving_is_refused_as_a_command_too(db, production):
    build.user(sample=True)
    with pytest.raises(CommandError, match="remove_demo"):
        call_command("serve", stdout=StringIO())


@pytest.mark.parametrize(
    ("header", "trusted"), [(None, None), (("HTTP_X_FORWARDED_PROTO", "https"), "127.0.0.1")], ids=["alone", "proxy"]
)
def test_only_a_proxy_on_this_machine_is_believed(header, trusted, settings):
    settings.SECURE_PROXY_SSL_HEADER = header
    assert behind_proxy().get("trusted_proxy") == trusted


def test_any_other_server_is_held_to_the_same(db, production):
    assert callable(runpy.run_module("ntm_portal.wsgi")["application"])
    build.user(sample=True)
    with pytest.raises(ImproperlyConfigured, match="remove_demo"):
        runpy.run_module("ntm_portal.wsgi")


def test_migrating_puts_a_missing_trigger_back_where_every_check_refuses(transactional_db, settings):
    settings.SILENCED_SYSTEM_CHECKS = ["templates.E002"]  # the suite's own way of failing on unknown variables
    on = " ON criteria_finding" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER criteria_finding_no_update{on}")
    for command in (("check", "--database", "default"), ("serve",)):
        with pytest.raises(CommandError, match="criteria_finding_no_update"):
            call_command(*command, stdout=StringIO())
    call_command("migrate", skip_checks=False, verbosity=0)
    assert missing(connection) == []
    call_command("check", "--database", "default", stdout=StringIO())


def test_migrating_is_still_held_to_every_other_check(db, settings):
    settings.DEMO_ALLOWED = False
    settings.PINNED_TODAY = dt.date(2017, 9, 25)
    with pytest.raises(SystemCheckError, match="NTM_TODAY"):
        call_command("migrate", skip_checks=False, verbosity=0, stderr=StringIO())
