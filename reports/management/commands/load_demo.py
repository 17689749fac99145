"""Load the demonstration into a database that has no findings yet."""

import datetime as dt
from functools import partial
from io import StringIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from criteria.actions.demo.loading import at_nine
from directives.actions.reminding import remind
from directives.tables.inbox import dues_of
from reports.actions.demo.loading import load_all
from reports.docx.periodic import periodic_docx
from reports.enums import PaperKind
from reports.tables.issuing import contents_for
from reports.xlsx import workbook

# The day the demonstration's clock stands at.
REMINDED_ON = dt.date(2017, 9, 25)


class Command(BaseCommand):
    help = "Nạp số liệu minh họa của huyện (31/12/2016 đến 25/9/2017)."

    def handle(self, **_):
        if not settings.DEMO_ALLOWED:
            raise CommandError("Chỉ nạp số liệu minh họa khi NTM_DEMO=on.")
        try:
            with transaction.atomic():
                call_command("load_procedures", stdout=StringIO())
                figures = load_all(
                    partial(contents_for, draw={PaperKind.EXCEL: workbook, PaperKind.WORD: periodic_docx})
                )
                remind(today=REMINDED_ON, at=at_nine(REMINDED_ON), dues_of=dues_of)
                if connection.vendor == "postgresql":
                    # What it does by itself within a minute; until then it plans as if all tables were empty.
                    connection.cursor().execute("ANALYZE")
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from refused
        self.stdout.write(f"Đã nạp {figures} số liệu minh họa.")
