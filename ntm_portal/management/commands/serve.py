"""Serve the portal with waitress, on every system and behind any proxy."""

import waitress
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from ntm_portal.checks import refuse_unsafe_start
from ntm_portal.memory import collect_rarely
from ntm_portal.uploads import most_bytes

ROOM_TO_EXPLAIN = 3


class Command(BaseCommand):
    help = "Phục vụ cổng thông tin bằng waitress."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *, host, port, threads, **options):
        try:
            refuse_unsafe_start()
        except ImproperlyConfigured as fault:
            raise CommandError(str(fault)) from fault
        if settings.DEMO_ALLOWED:
            call_command("demo_accounts", stdout=self.stdout)
        self.stdout.write(f"\nĐịa chỉ: http://{host}:{port}/   (dừng: Ctrl+C)\n")
        self.stdout.flush()
        application = get_wsgi_application()
        collect_rarely()
        waitress.serve(
            application,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=most_body_bytes(),
            **behind_proxy(),
        )


def most_body_bytes() -> int:
    """Beyond this nothing is read at all; up to it the page that says what is too large can still be shown."""
    return ROOM_TO_EXPLAIN * most_bytes()


def behind_proxy() -> dict:
    """Believe the TLS proxy of this machine, and nobody else, about the scheme and the caller."""
    if not settings.SECURE_PROXY_SSL_HEADER:
        return {}
    return {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
