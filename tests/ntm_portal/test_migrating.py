"""An office moves a portal full of data to the next version: tables are rebuilt, rows stay, triggers stand again."""

import pytest
from django.db import connection, models

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
    if connection.vendor == "sqlite":
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
