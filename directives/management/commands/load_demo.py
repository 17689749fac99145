"""Load the demonstration into a database that has no findings yet."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from directives.actions.demo.loading import load_all


class Command(BaseCommand):
    help = "Nạp số liệu minh họa của huyện (31/12/2016 đến 25/9/2017)."

    def handle(self, **_):
        if not settings.DEMO_ALLOWED:
            raise CommandError("Chỉ nạp số liệu minh họa khi NTM_DEMO=on.")
        try:
            figures = load_all()
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from refused
        self.stdout.write(f"Đã nạp {figures} số liệu minh họa.")
