"""Compare evidence files with the records that name them; a missing or altered file ends with an error."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from criteria.actions.stored_files import remove_orphans
from criteria.tables.stored_files import check_files
from ntm_portal.clock import LOCAL
from ntm_portal.integrity import Severity


class Command(BaseCommand):
    help = "Đối chiếu tệp minh chứng trên đĩa với cơ sở dữ liệu: thiếu, bị thay đổi, thừa."

    def add_arguments(self, parser):
        parser.add_argument("--remove-orphans", action="store_true", help="xóa tệp thừa đã quá một ngày")

    def handle(self, *, remove_orphans: bool, **_):
        if remove_orphans:
            self.tidy()
        results = check_files()
        for result in results:
            label = Severity(result.check.severity).label
            self.stdout.write(f"{result.check.title}: {len(result.found)} ({label}, {result.check.code})")
            for words in result.found:
                self.stdout.write(f"  {words}")
            if result.found:
                self.stdout.write(f"  {result.check.remedy}")
        if any(result.found for result in results if result.check.severity == Severity.ERROR):
            raise CommandError("Có tệp minh chứng bị mất hoặc bị thay đổi.")

    def tidy(self):
        # The true hour, not the pinned day of a demonstration: files carry the time of the machine.
        for name in remove_orphans(at=dt.datetime.now(LOCAL)):
            self.stdout.write(f"Đã xóa tệp thừa {name}.")
