"""Throw the stored verdict spans away and compute them again."""

from django.core.management.base import BaseCommand

from communes.models import Unit
from criteria.actions.spans import rebuild_spans
from criteria.models import Finding


class Command(BaseCommand):
    help = "Tính lại toàn bộ đoạn kết quả từ số liệu và mức yêu cầu."

    def handle(self, **_):
        units = Unit.objects.filter(pk__in=Finding.objects.values("unit"))
        rebuild_spans(units)
        self.stdout.write(f"Đã tính lại kết quả của {len(units)} đơn vị.")
