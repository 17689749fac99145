"""Loads the criteria sets with their levels, and the default settings of the rules."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import criteria
from criteria.management.contents_load import store_contents
from criteria.management.rulebook_file import RulebookFault
from criteria.management.rulebook_load import read_rulebook, store_rulebook, store_settings

DATA = Path(criteria.__file__).parent / "data"


class Command(BaseCommand):
    """Nạp bộ tiêu chí; may be run again at any time."""

    help = "Nạp các bộ tiêu chí và mức yêu cầu; chạy lại không làm thay đổi mức cơ quan đã sửa hoặc đối chiếu."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA, help="thư mục tệp bộ tiêu chí")

    def handle(self, *args, folder: Path, **options):
        try:
            with transaction.atomic():
                loaded = store_rulebook(read_rulebook(folder / "sets"))
                settings = store_settings(folder / "settings.json")
                contents = store_contents(folder / "funding_contents.json")
        except RulebookFault as fault:
            raise CommandError("Chưa nạp gì:\n- " + "\n- ".join(fault.faults)) from fault
        self.stdout.write(
            f"Đã nạp {loaded.sets} bộ tiêu chí: thêm {loaded.added} dòng, sửa {loaded.changed} dòng, "
            f"thêm {loaded.targets} mức yêu cầu, {settings} tùy chọn mặc định, {contents} nội dung huy động."
        )
        for line in loaded.differing:
            self.stdout.write(f"Mức đang lưu khác với tệp, giữ nguyên: {line}")
