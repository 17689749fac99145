"""Remind everybody of what is due; meant to run every morning, safe to run again."""

from django.core.management.base import BaseCommand, CommandError

from directives.actions.reminding import faults_of, planned, remind
from directives.models import Reminder
from directives.tables.inbox import dues_of
from ntm_portal import clock
from ntm_portal.vietnamese import counted


class Command(BaseCommand):
    help = "Nhắc việc đến hạn: trong cổng và qua thư điện tử. Chạy mỗi sáng; chạy lại không nhắc hai lần."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Chỉ in ra ai sẽ được nhắc việc gì, không gửi.")

    def handle(self, *, dry_run, **_):
        today = clock.today()
        if dry_run:
            self.foretell(today)
            return
        made = remind(today=today, at=clock.now(), dues_of=dues_of)
        self.stdout.write(f"Đã nhắc {counted(len(made))} người.")
        if faults := faults_of(Reminder.objects.failed().select_related("user")):
            raise CommandError("Chưa gửi được thư điện tử, lần chạy sau gửi lại:\n  " + "\n  ".join(faults))

    def foretell(self, today) -> None:
        """What a run would say, and to whom."""
        plans = planned(today, dues_of)
        for plan in plans:
            where = plan.user.email or "chỉ trong cổng"
            self.stdout.write(f"{plan.user.username} ({where}): {plan.subject(today)}")
            for item in plan.items:
                self.stdout.write(f"  {item.step}: {item.due.title}")
        self.stdout.write(f"Sẽ nhắc {counted(len(plans))} người. Chưa gửi gì.")
