"""Remove the demonstration; the rulebook, the units and every real record stay."""

from django.core.management.base import BaseCommand, CommandError

from criteria.actions.demo.removing import RealRecordsDepend
from reports.actions.demo.removing import remove_all


class Command(BaseCommand):
    help = "Xóa toàn bộ số liệu, người và tài khoản minh họa."
    # The refusal to start with sample data must not stop the command that removes them.
    requires_system_checks = ()

    def handle(self, **_):
        try:
            removed = remove_all()
        except RealRecordsDepend as refused:
            listed = "\n  ".join(refused.records)
            raise CommandError(f"Chưa xóa gì: số liệu thật còn gắn với số liệu minh họa:\n  {listed}") from refused
        for name, rows in removed.items():
            self.stdout.write(f"Đã xóa {rows} {name}.")
