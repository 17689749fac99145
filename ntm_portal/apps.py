from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from ntm_portal import checks, triggers


def take_triggers_away(using: str, plan=(), **_):
    """SQLite cannot rebuild a table while a trigger of another table names it."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        triggers.take_away(connection)


def put_triggers_back(using: str, **_):
    """The one pair of signals of the portal: a migration on SQLite goes without triggers, and may have dropped some."""
    triggers.install(connections[using])


class NtmPortalConfig(AppConfig):
    name = "ntm_portal"
    verbose_name = "Cổng nông thôn mới"

    def ready(self):
        pre_migrate.connect(take_triggers_away, sender=self, dispatch_uid="no triggers")
        post_migrate.connect(put_triggers_back, sender=self, dispatch_uid="triggers")
        register(checks.pinned_day_is_for_the_demonstration, checks.START)
        register(checks.no_sample_rows_in_production, Tags.database)
        register(checks.append_only_tables_are_guarded, checks.TRIGGERS)
