"""An office moves a portal full of data to the next version: tables are rebuilt, rows stay, triggers stand again."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.models.signals import post_migrate, pre_migrate

from directives.models import Inspection
from ntm_portal.triggers import install, missing, take_away
from tests.directives import visits

RULE = models.CheckConstraint(condition=models.Q(pk__gt=0), name="probe_of_a_migration")


@pytest.fixture
def visited(transactional_db, request):
    """A visit with notes, whose tables have triggers that name the table of visits."""
    return visits.ids(request.getfixturevalue("xuan_tan"), request.getfixturevalue("hanh"))


def test_a_table_that_other_triggers_name_is_rebuilt_with_its_rows(visited):
    before = list(Inspection.objects.order_by("pk").values())
    assert len(before) == 3
    take_away(connection)
    try:
        with connection.schema_editor() as editor:
            editor.add_constraint(Inspection, RULE)
        with connection.schema_editor() as editor:
            editor.remove_constraint(Inspection, RULE)
    finally:
        install(connection)
    assert list(Inspection.objects.order_by("pk").values()) == before
    assert missing(connection) == []


def test_migrating_takes_triggers_away_and_puts_them_back(transactional_db):
    portal = apps.get_app_config("ntm_portal")
    seen = []
    pre_migrate.connect(lambda **_: seen.append(bool(missing(connection))), sender=portal, weak=False, dispatch_uid="a")
    post_migrate.connect(
        lambda **_: seen.append(bool(missing(connection))), sender=portal, weak=False, dispatch_uid="b"
    )
    try:
        call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(sender=portal, dispatch_uid="a")
        post_migrate.disconnect(sender=portal, dispatch_uid="b")
    assert seen == [connection.vendor == "sqlite", False]
