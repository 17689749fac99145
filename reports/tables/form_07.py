"""Biểu 07: how poor and nearly poor households moved within the year, towns first, then the countryside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from communes.enums import Kind, Level
from communes.models import Unit
from criteria.enums import Poverty
from criteria.models.movement import counted_in
from criteria.rules.facts import MovementFacts
from criteria.rules.movements import PREFIXES, same_month, total_of
from criteria.rules.verdicts import has_ratio
from criteria.tables.movements import official_of
from ntm_portal.vietnamese import counted, day, number
from reports.rules.phrases import first_of, lent_note
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, COUNT, NO_FIGURE, TEXT, on_day, rate_or_none
from reports.tables.paper import known_words

# What a kind of household shows: the part, and whether its share of all households stands beside it.
SHOWN = {"start": True, "escaped": True, "refallen": True, "new": True, "end": False, "minority": True}
HEADS = {"start": "Đầu năm", "escaped": "Thoát", "refallen": "Tái", "new": "Phát sinh"}
AREAS = {"urban": "Khu vực thành thị", "rural": "Khu vực nông thôn"}
NUMBERS = ("I", "II")
TOWNS = (Kind.THI_TRAN, Kind.PHUONG)


def table_07(brief: Brief) -> Table:
    """One row a commune under its area; whoever has counted nothing in the year of the form shows no figure."""
    as_of = brief.period.as_of
    units = brief.units
    counted_by = counted_in([unit.pk for unit in units], as_of.year, as_of, brief.period.known_at)
    book = criteria_in_order(Level.COMMUNE, brief.district, as_of)
    rows, notes = tuple(_rows(units, counted_by)), _notes(units, counted_by) + _told_otherwise(brief, counted_by)
    table = brief.table("bieu-07", _columns(), _heads(), rows, notes, book)
    about = f"(Số liệu tính đến ngày {day(as_of)}{known_words(brief.period.known_at)})"
    return replace(table, title=f"{table.title} NĂM {as_of.year}", about=about)


def _columns() -> tuple[Column, ...]:
    """The end is counted and not calculated, so its column carries no formula; the note says how it is checked."""
    columns = [Column("tt", "A", 9, CODE), Column("name", "B", 36, TEXT), Column("households", "1", 16)]
    for kind in Poverty:
        for part, has_share in SHOWN.items():
            at = len(columns) - 1
            columns.append(Column(_key(kind, part), str(at), 14 if part == "minority" else 11))
            if has_share:
                of = at - 1 if part == "minority" else at
                columns.append(Column(f"{_key(kind, part)}_rate", f"{at + 1}={of}/1", 15, rate_or_none()))
    return (*columns, Column("day", "C", 22, CODE))


def _key(kind: Poverty, part: str) -> str:
    return f"{PREFIXES[kind]}_{part}"


def _heads() -> tuple[tuple[Head, ...], ...]:
    first = [Head("TT", levels=3), Head("Đơn vị", levels=3), Head("Tổng số hộ dân cư", levels=3)]
    second, third = [], []
    for kind in Poverty:
        first.append(Head(kind.label.capitalize(), columns=11))
        second += [*(Head(text, columns=2) for text in HEADS.values()), Head("Cuối kỳ", columns=3)]
        third += [Head("Số hộ"), Head("%")] * len(HEADS) + [Head("Số hộ"), Head("Trong đó DTTS"), Head("%")]
    return (*first, Head("Ngày rà soát", levels=3)), tuple(second), tuple(third)


def _rows(units: Sequence[Unit], found: Mapping[int, MovementFacts]) -> Iterator[Row]:
    areas = _areas(units)
    for number_of, (area, own) in zip(NUMBERS, areas.items(), strict=False):
        yield _sum_row(number_of, AREAS[area], area, own, found)
        for at, unit in enumerate(own, 1):
            yield _row(at, unit, found.get(unit.pk), f"{area}{at}")
    yield _total(units, found, list(areas))


def _areas(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """Towns and countryside with their places; an area without places is left out, as in the form of one commune."""
    found = {area: [unit for unit in units if (unit.kind in TOWNS) == (area == "urban")] for area in AREAS}
    return {area: own for area, own in found.items() if own}


def _row(at: int, unit: Unit, movement: MovementFacts | None, name: str) -> Row:
    if movement is None:
        return Row((at, unit.short_label, *[NO_FIGURE] * 24), name=name)
    cells = [cell for kind in Poverty for cell in _flow(kind, movement, {})]
    on = Cell(movement.counted_on, kind=on_day(movement.counted_on))
    return Row((at, unit.short_label, movement.households, *cells, on), name=name)


def _flow(kind: Poverty, movement: MovementFacts, sums: Mapping[str, str]) -> Iterator[Cell]:
    """The numbers of one kind with their shares; `sums` holds the formula of a row that adds others up."""
    flow = movement.flow(kind)
    for part, has_share in SHOWN.items():
        count = getattr(flow, part)
        yield Cell(count, sums.get("count", ""), COUNT)
        if has_share:
            of, key = (flow.end, _key(kind, "end")) if part == "minority" else (count, _key(kind, part))
            share = Fraction(100 * of, movement.households) if movement.households else NO_FIGURE
            yield Cell(share, f"[{key}]/[households]*100" * bool(movement.households))


def _sum_of(units: Sequence[Unit], found: Mapping[int, MovementFacts]) -> MovementFacts | None:
    rows = [found[unit.pk] for unit in units if unit.pk in found]
    if not rows:
        return None
    households = sum(row.households for row in rows)
    poor, near = (total_of(row.flow(kind) for row in rows) for kind in Poverty)
    return MovementFacts(rows[0].year, rows[0].counted_on, households, poor, near)


def _sum_row(number_of: str, name: str, area: str, units: Sequence[Unit], found: Mapping[int, MovementFacts]) -> Row:
    """An area: the sum of its communes, live in Excel."""
    written = f"SUM([@{area}1]:[@{area}{len(units)}])"
    return Row((number_of, name, *_summed(_sum_of(units, found), written)), RowKind.GROUP, area)


def _total(units: Sequence[Unit], found: Mapping[int, MovementFacts], areas: Sequence[str]) -> Row:
    written = f"SUM({','.join(f'[@{area}]' for area in areas)})"
    return Row(("", "Tổng cộng", *_summed(_sum_of(units, found), written)), RowKind.TOTAL, "total")


def _summed(movement: MovementFacts | None, written: str) -> list:
    if movement is None:
        return [*[NO_FIGURE] * 23, ""]
    cells = [cell for kind in Poverty for cell in _flow(kind, movement, {"count": written})]
    return [Cell(movement.households, written), *cells, ""]


def _notes(units: Sequence[Unit], found: Mapping[int, MovementFacts]) -> tuple[str, ...]:
    """How the end is checked, who has counted nothing, and whose end does not follow from the rest."""
    notes = ["Ghi chú: cuối kỳ = đầu năm - thoát + tái + phát sinh; tỷ lệ (%) tính trên tổng số hộ dân cư."]
    missing = [unit.short_label for unit in units if unit.pk not in found]
    if missing:
        notes.append(f"{counted(len(missing))} đơn vị chưa ghi, không tính vào tổng: {first_of(missing)}.")
    notes += lent_note([(unit.short_label, found[unit.pk]) for unit in units if unit.pk in found], "số")
    odd = [
        f"{unit.short_label} ({kind.label}: ghi {number(flow.end)}, tính ra {number(flow.worked_out)})"
        for unit in units if unit.pk in found
        for kind in Poverty if not (flow := found[unit.pk].flow(kind)).adds_up
    ]  # fmt: skip
    if odd:
        notes.append(f"Cuối kỳ không khớp: {first_of(odd, 'trường hợp', between='; ')}.")
    return tuple(notes)


def _told_otherwise(brief: Brief, found: Mapping[int, MovementFacts]) -> tuple[str, ...]:
    """Whose end is not the official figure of the same month: Biểu 06 prints that one, and both are signed."""
    official = official_of(list(found), brief.period.as_of, brief.period.known_at)
    odd = [
        f"{unit.short_label} ({row.poverty.label}: ghi {number(end)}, chỉ tiêu {row.number} là {number(said)})"
        for unit in brief.units
        for row, figure in official.get(unit.pk, ())
        if has_ratio(figure) and same_month(found[unit.pk], figure)
        if (end := found[unit.pk].flow(row.poverty).end) != (said := figure.numerator)
    ]
    return (f"Khác kết quả chính thức cùng tháng: {first_of(odd, 'trường hợp', between='; ')}.",) if odd else ()
