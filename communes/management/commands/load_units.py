"""Load the units that come with the portal; with --national also the list of a whole country."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from communes.actions.files import read_text
from communes.actions.units import (
    Stored,
    add_country,
    store_changes,
    store_departments,
    store_holders,
    store_units,
)
from communes.enums import DAWN, Level
from communes.models import Unit
from communes.rules.national import read_national
from communes.rules.own_country import build
from communes.rules.rows import FileFault

DATA = Path(__file__).resolve().parents[2] / "data"
HOME_DISTRICT = "364"
MOST_MEGABYTES = 20
NOTHING = "Không có gì thay đổi."


def table(name: str) -> list[dict]:
    """One of the lists that come with the portal."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def history() -> dict:
    """The acts by which units ended and began."""
    return json.loads((DATA / "changes.json").read_text(encoding="utf-8"))


class Command(BaseCommand):
    help = "Nạp danh mục tỉnh, huyện, xã, các lần sáp nhập và phòng, ban; chạy lại không tạo bản ghi trùng."

    def add_arguments(self, parser):
        parser.add_argument("--national", metavar="TỆP", help="danh mục cả nước, CSV hoặc CSV nén gzip")

    def handle(self, *args, **options):
        try:
            with transaction.atomic():
                lines = load_own()
                if options["national"]:
                    lines += load_national(options["national"])
        except FileFault as fault:
            raise CommandError(f"{fault} Chưa có gì được lưu.") from fault
        except csv.Error as fault:
            raise CommandError("Tệp CSV không đọc được. Chưa có gì được lưu.") from fault
        if options["verbosity"]:
            self.stdout.write("\n".join(lines) or NOTHING)


def load_own() -> list[str]:
    """What comes with the portal."""
    country = build(table("provinces.csv"), table("districts.csv"), table("communes.csv"), history())
    stored = store_units(list(country.rows.values()), reason="Nạp danh mục kèm phần mềm")
    home = Unit.objects.get(level=Level.DISTRICT, code=HOME_DISTRICT, valid_from=DAWN)
    added = {
        "Sáp nhập, đổi tên": store_changes(country.changes),
        "Phòng, ban": store_departments(table("departments.csv"), district=home),
        "Người giữ chức vụ": store_holders(table("holders.csv")),
    }
    return [*told(stored), *(f"{what}: thêm {count}." for what, count in added.items() if count)]


def load_national(path: str) -> list[str]:
    """The rest of the country, from a list the office has."""
    reader = csv.DictReader(io.StringIO(read_text(path, megabytes=MOST_MEGABYTES), newline=""))
    country = read_national(reader.fieldnames, reader, dt.date.fromisoformat(history()["districts_until"]))
    lines = told(add_country(country, reason="Nạp danh mục cả nước"))
    if lines and country.doubtful:
        lines.append(f"Loại ghi khác với tên, đã lấy theo tên: {', '.join(country.doubtful)}.")
    return lines


def told(stored: Stored) -> list[str]:
    """What a loading did, for the person who ran it."""
    lines = [f"Cấp {level.label.lower()}: thêm {count} đơn vị." for level, count in stored.created.items()]
    if stored.updated:
        lines.append(f"Cập nhật {stored.updated} đơn vị.")
    if stored.kept:
        lines.append(f"Giữ nguyên vì đã sửa trên trang quản trị: {', '.join(stored.kept)}.")
    return lines
