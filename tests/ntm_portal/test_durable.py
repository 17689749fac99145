"""What was said to be saved is on the disk (decision 12)."""

import pytest
from django.conf import settings
from django.db import connection

FULL = 2


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps it unless somebody turns it off")
def test_sqlite_waits_for_the_disk():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (FULL,)
    assert "journal_mode=WAL" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
