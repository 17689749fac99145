"""Load the outlines of units from any GeoJSON file keyed by unit code."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from communes.actions.files import read_text
from communes.actions.shapes import store_shapes
from communes.rules.outlines import read_outlines
from communes.rules.rows import FileFault
from ntm_portal.clock import today
from ntm_portal.vietnamese import DayFault, day, parse_day

MOST_MEGABYTES = 30
NOTHING = "Không có gì thay đổi."


class Command(BaseCommand):
    help = "Nạp hình của các đơn vị từ tệp GeoJSON có mã đơn vị; chỉ để vẽ sơ đồ, không phải bản đồ địa giới."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="TỆP", help="GeoJSON (FeatureCollection), có thể nén gzip")
        parser.add_argument(
            "--day", metavar="NGÀY", help="ngày đơn vị có hiệu lực, ví dụ 25/9/2017 (mặc định: hôm nay)"
        )
        parser.add_argument("--source", metavar="NGUỒN", help="nguồn của hình (mặc định: tên tệp)")

    def handle(self, *args, **options):
        source = options["source"] or Path(options["file"]).name
        try:
            valid_on = parse_day(options["day"]) if options["day"] else today()
            outlines = read_outlines(read_text(options["file"], megabytes=MOST_MEGABYTES))
            changed = store_shapes(outlines, day=valid_on, source=source[:200])
        except (DayFault, FileFault) as fault:
            raise CommandError(f"{fault} Chưa có gì được lưu.") from fault
        if options["verbosity"]:
            self.stdout.write(
                f"Đã lưu hình của {changed} đơn vị, tính đến ngày {day(valid_on)}." if changed else NOTHING
            )
