"""The units that come with the portal, from its own tables: provinces, Nam Định, Xuân Trường, mergers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from communes.enums import FAR, ChangeKind, Kind, Level, Region
from communes.rules.rows import ChangeRow, FileFault, Key, UnitRow, kind_named

CENSUS = "Tổng điều tra dân số và nhà ở 1/4/2019"
CENSUS_DAY = dt.date(2019, 4, 1)
# What the tables must hold; a table cut short or doubled stops the loading.
EXPECTED = {Level.PROVINCE: 63, Level.DISTRICT: 10, Level.COMMUNE: 20}
EXPECTED_COUNTED = 19


@dataclass
class Country:
    """All units ever, those still living at the point the history has come to, and the changes so far."""

    rows: dict[Key, UnitRow] = field(default_factory=dict)
    living: dict[tuple[Level, str], Key] = field(default_factory=dict)
    changes: list[ChangeRow] = field(default_factory=list)

    def add(self, row: UnitRow) -> None:
        where = f"Đơn vị {row.key.code}"
        if (row.key.level, row.key.code) in self.living:
            raise FileFault(f"{where} có hai lần trong cùng thời gian.")
        if row.parent is not None and row.parent not in self.rows:
            raise FileFault(f"{where}: đơn vị cấp trên {row.parent.code} không có trong danh sách.")
        self.rows[row.key] = row
        self.living[row.key.level, row.key.code] = row.key

    def find(self, level: Level, code: str) -> Key:
        if (level, code) not in self.living:
            raise FileFault(f"Không có đơn vị {code} cấp {Level(level).label.lower()} vào thời điểm thay đổi.")
        return self.living[level, code]

    def count(self, level: Level) -> int:
        return sum(1 for living, _ in self.living if living == level)

    def end(self, key: Key, last_day: dt.date) -> UnitRow:
        """Close a unit; it stays in the list as it was."""
        self.rows[key] = replace(self.rows[key], valid_to=last_day)
        del self.living[key.level, key.code]
        return self.rows[key]


def build(provinces: Iterable[dict], districts: Iterable[dict], communes: Iterable[dict], history: dict) -> Country:
    """The whole history of the units that come with the portal."""
    country = Country()
    until = dt.date.fromisoformat(history["districts_until"])
    for place, row in enumerate(provinces, 1):
        country.add(_province(place, row))
    for place, row in enumerate(districts, 1):
        country.add(_district(place, row, until))
    for place, row in enumerate(communes, 1):
        country.add(_commune(place, row))
    _check_counts(country)
    for step in history["steps"]:
        _apply(country, step)
    return country


def _census(row: dict) -> dict:
    return {
        "population": int(row["population"]),
        "households": int(row["households"]),
        "figures_source": CENSUS,
        "figures_date": CENSUS_DAY,
    }


def _province(place: int, row: dict) -> UnitRow:
    if row["region"] not in Region.values:
        raise FileFault(f"Tỉnh {row['code']}: vùng “{row['region']}” không có trong danh mục.")
    kind = kind_named(row["kind"], f"Tỉnh {row['code']}")
    key = Key(Level.PROVINCE, row["code"])
    return UnitRow(key, row["name"], kind, region=row["region"], display_order=place, **_census(row))


def _district(place: int, row: dict, until: dt.date) -> UnitRow:
    kind = kind_named(row["kind"], f"Huyện {row['code']}")
    parent = Key(Level.PROVINCE, row["province"])
    key = Key(Level.DISTRICT, row["code"])
    return UnitRow(key, row["name"], kind, parent, valid_to=until, display_order=place, **_census(row))


def _commune(place: int, row: dict) -> UnitRow:
    kind = kind_named(row["kind"], f"Xã {row['code']}")
    return UnitRow(
        Key(Level.COMMUNE, row["code"]),
        row["name"],
        kind,
        Key(Level.DISTRICT, row["district"]),
        area_km2=Decimal(row["area_km2"]),
        display_order=place,
        grid_row=int(row["grid_row"]),
        grid_col=int(row["grid_col"]),
        counts_for_district=kind == Kind.XA,
        **_census(row) | {"figures_source": f"{CENSUS}; diện tích: {row['area_source']}"},
    )


def _check_counts(country: Country) -> None:
    for level, expected in EXPECTED.items():
        if (found := country.count(level)) != expected:
            raise FileFault(f"Cấp {level.label.lower()}: có {found} đơn vị, phải là {expected}.")
    counted = sum(row.counts_for_district for row in country.rows.values())
    if counted != EXPECTED_COUNTED:
        raise FileFault(f"Có {counted} xã tính vào điều kiện của huyện, phải là {EXPECTED_COUNTED}.")


def _apply(country: Country, step: dict) -> None:
    """One act: some units end the day before, others begin on the day."""
    level = Level(step["level"])
    _check_step(country, level, step, "units_before")
    for becomes in step["becomes"]:
        _become(country, level, step, becomes)
    _check_step(country, level, step, "units_after")


def _check_step(country: Country, level: Level, step: dict, when: str) -> None:
    if (found := country.count(level)) != step[when]:
        raise FileFault(f"{step['act']}: có {found} đơn vị cấp {level.label.lower()}, phải là {step[when]}.")


def _become(country: Country, level: Level, step: dict, becomes: dict) -> None:
    day = dt.date.fromisoformat(step["effective"])
    old = [country.end(country.find(level, code), day - dt.timedelta(days=1)) for code in becomes["from"]]
    within = step.get("within")
    parent = country.find(Level(within["level"]), within["code"]) if within else None
    new = _successor(becomes, Key(level, becomes["code"], day), parent, old, step["act"])
    country.add(new)
    for row in old:
        kind = _change_kind(row, new, alone=len(old) == 1)
        act_date = dt.date.fromisoformat(step["act_date"])
        country.changes.append(ChangeRow(row.key, new.key, kind, day, step["act"], act_date))


def _successor(becomes: dict, key: Key, parent: Key | None, old: list[UnitRow], act: str) -> UnitRow:
    """The new unit stands in the tables where the first of the old ones stood."""
    regions = {row.region for row in old}
    kind = kind_named(becomes["kind"], f"{act}, mã {key.code}")
    area, people = becomes.get("area_km2"), becomes.get("population")
    return UnitRow(
        key,
        becomes["name"],
        kind,
        parent,
        valid_to=FAR,
        region=regions.pop() if len(regions) == 1 else "",
        area_km2=Decimal(area) if area else None,
        population=people,
        figures_source=f"Nghị quyết {act}" if area or people else "",
        figures_date=dt.date.fromisoformat(becomes["figures_date"]) if people else None,
        display_order=min(row.display_order for row in old),
        counts_for_district=kind == Kind.XA and parent is not None and parent.level == Level.DISTRICT,
    )


def _change_kind(old: UnitRow, new: UnitRow, *, alone: bool) -> ChangeKind:
    if old.key.code != new.key.code:
        return ChangeKind.MERGED
    return ChangeKind.RENAMED if alone else ChangeKind.CONTINUED
