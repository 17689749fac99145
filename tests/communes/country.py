"""A small country of its own, so that no test needs the real list."""

import csv
import gzip
from pathlib import Path

COLUMNS = "level,code,name,kind,parent_code,province_code,district_code,region_code,population_2019,households_2019"
KINDS = {"1": "Tỉnh", "2": "Huyện", "3": "Xã"}


def line(level: str, code: str, name: str, parent: str = "", **given) -> dict:
    """One line of a list, as the statistics office writes it."""
    kind = given.pop("kind", KINDS[level])
    plain = {
        "level": level,
        "code": code,
        "name": f"{kind} {name}",
        "kind": kind,
        "parent_code": parent,
        "region_code": "TDMNPB",
        "population_2019": "5000",
        "households_2019": "1300",
    }
    return dict.fromkeys(COLUMNS.split(","), "") | plain | given


def small_country(districts: int = 2, communes: int = 3) -> list[dict]:
    """One province with districts of a few communes each; in every district two names that fold alike."""
    lines = [line("1", "99", "Thử Nghiệm")]
    for district in range(districts):
        parent = f"{980 + district}"
        lines.append(line("2", parent, f"Vùng {district}", "99"))
        lines += [line("3", f"{99000 + district * 100 + n}", f"Bản {n}", parent) for n in range(communes)]
        lines.append(line("3", f"{99000 + district * 100 + 50}", "Đồng Thành", parent))
        lines.append(line("3", f"{99000 + district * 100 + 51}", "Đông Thạnh", parent, kind="Thị trấn"))
    return lines


def xuan_truong() -> list[dict]:
    """Lines for places that are loaded already, as the real list has them."""
    red_river = {"region_code": "DBSH"}
    return [
        line("1", "36", "Nam Định", **red_river),
        line("2", "364", "Xuân Trường", "36", **red_river),
        line("3", "14089", "Xuân Trường", "364", kind="Thị trấn", **red_river),
        line("3", "14113", "Xuân Thuỷ", "364", **red_river),
    ]


def write(path: Path, lines: list[dict], columns: str = COLUMNS, encoding: str = "utf-8") -> str:
    """Write a list as CSV, gzipped when the name says so."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns.split(","), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return str(path)
