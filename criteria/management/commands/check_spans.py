"""Compare the stored verdict spans with the truth computed from the findings."""

from django.core.management.base import BaseCommand, CommandError

from communes.models import Unit
from criteria.actions.spans import span_differences
from criteria.models import Finding


class Command(BaseCommand):
    help = "So đoạn kết quả đang lưu với kết quả tính lại từ số liệu."

    def handle(self, **_):
        units = Unit.objects.filter(pk__in=Finding.objects.values("unit"))
        differences = [line for unit in units for line in span_differences(unit)]
        for line in differences:
            self.stderr.write(line)
        if differences:
            raise CommandError(f"{len(differences)} chỗ lệch. Chạy: manage.py rebuild_spans")
        self.stdout.write(f"Kết quả của {len(units)} đơn vị khớp với số liệu.")
