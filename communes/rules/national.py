"""A list of a whole country, as the statistics office gives it out: one line a unit."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from communes.enums import KINDS_OF, Kind, Level, Region
from communes.rules.names import slug_of, split_kind
from communes.rules.own_country import CENSUS, CENSUS_DAY
from communes.rules.rows import FileFault, Key, UnitRow, kind_named

COLUMNS = {"level", "code", "name", "kind", "parent_code", "region_code", "population_2019", "households_2019"}
LEVELS = {"1": Level.PROVINCE, "2": Level.DISTRICT, "3": Level.COMMUNE}
DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
ABOVE = {Level.DISTRICT: Level.PROVINCE, Level.COMMUNE: Level.DISTRICT}
# The lists call one region by another code than the portal; no other difference is accepted.
REGIONS = {region.value: region for region in Region} | {"TDMNPB": Region.TDMN}
MOST_LINES = 100_000
MOST_DIGITS = 9


@dataclass
class NationalList:
    """The units of a list, parents first, and the lines whose kind column contradicts the name."""

    rows: dict[Key, UnitRow] = field(default_factory=dict)
    regions: dict[Key, Region] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)


def read_national(columns: Iterable[str] | None, lines: Iterable[dict], last_day: dt.date) -> NationalList:
    """Read a list strictly: anything that does not fit stops it, with the line named.

    `last_day` is the last day of the district level, and so of these districts and communes.
    """
    if missing := COLUMNS - set(columns or ()):
        raise FileFault(f"Tệp không phải danh mục đơn vị hành chính: thiếu cột {', '.join(sorted(missing))}.")
    country = NationalList()
    for number, line in _parents_first(lines):
        _add(country, _row(line, f"Dòng {number}", last_day), line, number)
    if not country.rows:
        raise FileFault("Tệp không có đơn vị nào.")
    country.rows = {row.key: row for row in _addressed(_ordered(country.rows.values()))}
    return country


def _parents_first(lines: Iterable[dict]) -> list[tuple[int, dict]]:
    numbered = []
    for number, line in enumerate(lines, 2):
        if number > MOST_LINES + 1:
            raise FileFault(f"Tệp có hơn {MOST_LINES} dòng.")
        if None in line or None in line.values():
            raise FileFault(f"Dòng {number}: số cột không khớp với dòng tiêu đề.")
        if line["level"] not in LEVELS:
            raise FileFault(f"Dòng {number}: cấp “{line['level']}” không phải 1, 2 hoặc 3.")
        numbered.append((number, line))
    return sorted(numbered, key=lambda pair: (pair[1]["level"], pair[1]["code"]))


def _row(line: dict, where: str, last_day: dt.date) -> UnitRow:
    level = LEVELS[line["level"]]
    if not (_is_number(line["code"]) and len(line["code"]) == DIGITS[level]):
        raise FileFault(f"{where}: mã “{line['code']}” phải có {DIGITS[level]} chữ số.")
    kind, name = _kind_and_name(level, line, where)
    row = UnitRow(
        Key(level, line["code"]),
        name,
        kind,
        population=_count(line["population_2019"], where),
        households=_count(line["households_2019"], where),
        counts_for_district=kind == Kind.XA,
    )
    if row.population is not None or row.households is not None:
        row = replace(row, figures_source=CENSUS, figures_date=CENSUS_DAY)
    return (
        row
        if level == Level.PROVINCE
        else replace(row, parent=Key(ABOVE[level], line["parent_code"]), valid_to=last_day)
    )


def _kind_and_name(level: Level, line: dict, where: str) -> tuple[Kind, str]:
    """The word in the name decides; the column only where the name has none."""
    listed = kind_named(line["kind"], where)
    if listed not in KINDS_OF[level]:
        raise FileFault(f"{where}: loại “{line['kind']}” không thuộc cấp {level.label.lower()}.")
    kind, name = split_kind(level, line["name"])
    if not (0 < len(name) <= 80 and name.isprintable()):
        raise FileFault(f"{where}: tên đơn vị trống, quá dài hoặc có ký tự lạ.")
    return kind or listed, name


def _count(text: str, where: str) -> int | None:
    if not text:
        return None
    if not _is_number(text) or len(text) > MOST_DIGITS:
        raise FileFault(f"{where}: “{text}” không phải số người, số hộ.")
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _add(country: NationalList, row: UnitRow, line: dict, number: int) -> None:
    if row.key in country.rows:
        raise FileFault(f"Dòng {number}: mã {row.key.code} có hai lần.")
    if row.parent is not None and row.parent not in country.rows:
        raise FileFault(f"Dòng {number}: đơn vị cấp trên “{line['parent_code']}” không có trong tệp.")
    region = REGIONS.get(line["region_code"])
    if region is None:
        raise FileFault(f"Dòng {number}: vùng “{line['region_code']}” không có trong danh mục.")
    if row.parent is not None and region != country.regions[row.parent]:
        raise FileFault(f"Dòng {number}: vùng khác với vùng của đơn vị cấp trên.")
    if row.kind != kind_named(line["kind"], ""):
        country.doubtful.append(f"{line['name']} ({row.key.code})")
    country.regions[row.key] = region
    country.rows[row.key] = replace(row, region=region) if row.parent is None else row


def _ordered(rows: Iterable[UnitRow]) -> Iterator[UnitRow]:
    """Number the units of one parent by their code, as the official tables list them."""
    places: Counter = Counter()
    for row in rows:
        places[row.parent] += 1
        yield replace(row, display_order=places[row.parent])


def _addressed(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Two units of one parent whose names fold alike get their code into the address."""
    named = [(row, slug_of(row.kind, row.name)) for row in rows]
    times = Counter((row.parent, slug) for row, slug in named)
    return [
        replace(row, slug=slug if times[row.parent, slug] == 1 else f"{slug}-{row.key.code}") for row, slug in named
    ]
