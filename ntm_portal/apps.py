from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from ntm_portal import checks, triggers


def put_triggers_back(using: str, **_):
    """The one signal of the portal: a migration on SQLite may have dropped a trigger."""
    triggers.install(connections[using])


class NtmPortalConfig(AppConfig):
    name = "ntm_portal"
    verbose_name = "Cổng nông thôn mới"

    def ready(self):
        post_migrate.connect(put_triggers_back, sender=self, dispatch_uid="triggers")
        register(checks.pinned_day_is_for_the_demonstration)
        register(checks.no_sample_rows_in_production, Tags.database)
        register(checks.append_only_tables_are_guarded, Tags.database)
