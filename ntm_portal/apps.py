from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from ntm_portal import checks, triggers


def take_triggers_away(using: str, **_):
    """Before migrations: SQLite cannot rename a rebuilt table while the trigger of another table names it."""
    triggers.take_away(connections[using])


def put_triggers_back(using: str, **_):
    """After migrations: every trigger stands again, those of new tables too."""
    triggers.install(connections[using])


class NtmPortalConfig(AppConfig):
    name = "ntm_portal"
    verbose_name = "Cổng nông thôn mới"

    def ready(self):
        # The one use of signals in the portal: the two ends of a migration.
        pre_migrate.connect(take_triggers_away, sender=self, dispatch_uid="triggers away")
        post_migrate.connect(put_triggers_back, sender=self, dispatch_uid="triggers")
        register(checks.pinned_day_is_for_the_demonstration)
        register(checks.no_sample_rows_in_production, Tags.database)
        register(checks.append_only_tables_are_guarded, Tags.database)
