"""Print the demonstration accounts, one for each role."""

from django.core.management.base import BaseCommand

from criteria.actions.demo.people import PASSWORD, printed_accounts


class Command(BaseCommand):
    help = "In danh sách tài khoản minh họa."

    def handle(self, **_):
        rows = printed_accounts()
        if not rows:
            self.stdout.write("Không có tài khoản minh họa.")
            return
        self.stdout.write(f"Tài khoản minh họa (mật khẩu chung: {PASSWORD})")
        for username, role in rows:
            self.stdout.write(f"  {username:<18} {role}")
