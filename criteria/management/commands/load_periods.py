"""Plan the reporting periods of a year for the district of this portal."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from communes.models import Unit
from criteria.actions.periods import plan_year


class Command(BaseCommand):
    help = "Lập lịch các kỳ báo cáo của một năm; chạy lại chỉ thêm kỳ còn thiếu."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, default=2017, help="năm cần lập lịch")

    def handle(self, *, year: int, **_):
        if not 2009 <= year <= 2100:
            raise CommandError("Năm phải từ 2009 đến 2100.")
        district = Unit.objects.districts().order_by("valid_from").get(code=settings.HOME_DISTRICT)
        added = plan_year(district=district, year=year, by=None)
        self.stdout.write(f"Kỳ báo cáo năm {year}: thêm {added} kỳ.")
