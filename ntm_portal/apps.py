from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from ntm_portal import triggers


def put_triggers_back(using: str, **_):
    """The one signal of the portal: a migration on SQLite may have dropped a trigger."""
    triggers.install(connections[using])


class NtmPortalConfig(AppConfig):
    name = "ntm_portal"
    verbose_name = "Cổng nông thôn mới"

    def ready(self):
        post_migrate.connect(put_triggers_back, sender=self, dispatch_uid="triggers")
