"""Biểu 08: what was raised for the new countryside, by content and by source, and what is planned next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from communes.enums import Level
from criteria.enums import Money
from criteria.models import FundingContent
from criteria.models.money import contents_in_order
from criteria.rules.imports.money_file import HIDDEN, label_of, rows_of_funds
from criteria.rules.money import (
    NONE,
    SOURCES,
    Amounts,
    FundingFacts,
    SheetFacts,
    added_up,
    amounts_in,
    decimals_of,
    sum_of,
)
from ntm_portal.vietnamese import day, number
from reports.tables.base import Carrying, Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, NO_FIGURE, TEXT, Kind, money
from reports.tables.money import MoneyFacts, MoneyOnDay, lent_notes, older_note, silent_note

SIDES = {"result": "Kết quả từ đầu năm", "plan": "Kế hoạch kỳ sau"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HOW_TO = (
    "Nạp lại: gõ vào các cột nguồn vốn và khối lượng, không thêm, bớt, đổi tên dòng; tổng là công thức. Bảng cũng dán "
    "được vào trang Nguồn lực."
)


def table_08(brief: Brief) -> Table:
    """One row a content under its group; a form without any table shows no figure."""
    period = brief.period
    facts = brief.money
    sheets = list(facts.now.funds.values())
    contents = contents_in_order({line.content for sheet in sheets for line in sheet.lines})
    places = decimals_of(figure for sheet in sheets for figure in amounts_in(sheet))
    rows = tuple(_rows(contents, _sums(sheets) if sheets else None))
    book = criteria_in_order(Level.COMMUNE, brief.district, period.as_of)
    table = brief.table("bieu-08", columns(money(places)), heads(), rows, _notes(brief, facts), book)
    table = replace(table, about=brief.about(""), pinned=2)
    return replace(table, carrying=_carrying(brief, facts.now, contents)) if brief.place else table


def _sums(sheets: Sequence[SheetFacts]) -> Mapping[str, FundingFacts]:
    """Content → what all tables say of it."""
    return {line.content: line for line in added_up(line for sheet in sheets for line in sheet.lines)}


def columns(kind: Kind) -> tuple[Column, ...]:
    """Numbered through from the volume on; a total says what it adds up."""
    columns = [Column("tt", "A", 8, CODE), Column("name", "B", 38, TEXT), Column("volume", "1", 14)]
    at = 2
    for side in SIDES:
        first = at + 2
        columns.append(Column(key(side, "total"), f"{at}={at + 1}+{first + 5}…{first + 10}", 22, kind))
        columns.append(Column(key(side, "direct"), f"{at + 1}={first}…{first + 4}", 17, kind))
        columns += [Column(key(side, name), str(first + step), 15, kind) for step, name in enumerate(SOURCES)]
        at = first + len(SOURCES)
    return (*columns, Column("note", "C", 20, TEXT))


def key(side: str, name: str) -> str:
    """How a column of one side is called in formulas."""
    return f"{side}_{name}"


def heads(*, with_place: bool = False) -> tuple[tuple[Head, ...], ...]:
    """Four levels, as the official form has them; with the column of a commune where there are many."""
    places = [Head("Xã, thị trấn", levels=4)] * with_place
    first = [Head("TT", levels=4), *places, Head("Nội dung", levels=4), Head("Khối lượng", levels=4)]
    second, third, fourth = [], [], []
    for words in SIDES.values():
        first.append(Head(words, columns=13))
        second += [Head("Tổng số", levels=3), Head("Vốn trực tiếp", columns=6)]
        second += [Head(text, levels=3) for text in ("Lồng ghép", "Tín dụng", "Doanh nghiệp")]
        second.append(Head("Dân góp", columns=3))
        third += [Head("Tổng số", levels=2), Head("NSTW", columns=2), Head("NSĐP", columns=3)]
        third += [Head(text, levels=2) for text in ("Tiền", "Ngày công", "Hiến đất, hiện vật")]
        fourth += [Head(text) for text in ("ĐTPT", "SN", "Tỉnh", "Huyện", "Xã")]
    return (*first, Head("Ghi chú", levels=4)), tuple(second), tuple(third), tuple(fourth)


def _rows(contents: Sequence[FundingContent], sums: Mapping[str, FundingFacts] | None) -> Iterator[Row]:
    groups: dict[str, list[FundingContent]] = {}
    for content in contents:
        groups.setdefault(content.heading, []).append(content)
    for at, (heading, members) in enumerate(groups.items()):
        yield _group(at, heading, members, sums)
        for number_of, content in enumerate(members, 1):
            yield _row(f"g{at}_{number_of}", number_of, content, sums)
    names = ",".join(f"[@g{at}]" for at in range(len(groups)))
    yield Row(("", "Tổng cộng", "", *_added(contents, sums, names), ""), RowKind.TOTAL, "total")


def _group(at: int, heading: str, members: Sequence[FundingContent], sums: Mapping[str, FundingFacts] | None) -> Row:
    """A group: the sum of its contents, live in Excel."""
    cells = f"[@g{at}_1]:[@g{at}_{len(members)}]"
    return Row((ROMAN[at % len(ROMAN)], heading, "", *_added(members, sums, cells), ""), RowKind.GROUP, f"g{at}")


def _added(members: Sequence[FundingContent], sums: Mapping[str, FundingFacts] | None, cells: str) -> list[Cell]:
    if sums is None:
        return [_live(NO_FIGURE, cells)] * 2 * (len(SOURCES) + 2)
    found = [sums[content.code] for content in members if content.code in sums]
    added = [sum_of(getattr(one, side) for one in found) for side in SIDES]
    return [_live(getattr(amounts, name), cells) for amounts in added for name in ("total", "direct", *SOURCES)]


def _live(value: Decimal | str, cells: str) -> Cell:
    """A sum that follows the cells; while none of them holds a number it says so, as the form does."""
    return Cell(value, f'IF(COUNT({cells})=0,"{NO_FIGURE}",SUM({cells}))' if value == NO_FIGURE else f"SUM({cells})")


def _row(name: str, at: int, content: FundingContent, sums: Mapping[str, FundingFacts] | None) -> Row:
    label = label_of(content.name, content.measure)
    if sums is None:
        return Row((at, label, NO_FIGURE, *(cell for side in SIDES for cell in side_cells(side, None)), ""), name=name)
    told = sums.get(content.code, FundingFacts(content.code))
    volume = Cell(told.volume or NONE, kind=money(decimals_of([told.volume or NONE])))
    cells = [cell for side in SIDES for cell in side_cells(side, getattr(told, side))]
    return Row((at, label, volume, *cells, told.note), name=name)


def side_cells(side: str, amounts: Amounts | None) -> list:
    """The two sums of a line and its sources; no figure in any of them where nothing was told."""
    keys = [key(side, name) for name in SOURCES]
    every, direct = f"[{keys[0]}]:[{keys[-1]}]", f"[{keys[0]}]:[{keys[4]}]"
    if amounts is None:
        return [_live(NO_FIGURE, every), _live(NO_FIGURE, direct), *[NO_FIGURE] * len(SOURCES)]
    figures = (getattr(amounts, name) for name in SOURCES)
    return [_live(amounts.total, every), _live(amounts.direct, direct), *figures]


def _notes(brief: Brief, facts: MoneyFacts) -> tuple[str, ...]:
    """What the columns mean, who is missing, how it stood on the other day."""
    notes = [
        "Ghi chú: vốn trực tiếp là ngân sách các cấp; NSTW: trung ương, NSĐP: địa phương, ĐTPT: đầu tư phát triển, SN: "
        "sự nghiệp. Nội dung theo danh mục của văn phòng, chưa đối chiếu mẫu của cấp trên."
    ]
    now, kind = facts.now, Money.FUNDING
    notes += silent_note(now, kind) + lent_notes(now, kind) + older_note(now, kind) + _compared(facts)
    return tuple(notes)


def _compared(facts: MoneyFacts) -> list[str]:
    then = facts.then
    if not then.funds:
        return []
    whose = f"Từ đầu năm đến ngày {day(then.on)}" if facts.is_same_year else f"Năm {then.on.year}, đến {day(then.on)}"
    return [
        f"{whose}: tổng số {number(then.raised.total)} triệu đồng, trong đó dân góp {number(then.people)} triệu đồng."
    ]


def _carrying(brief: Brief, now: MoneyOnDay, contents: Sequence[FundingContent]) -> Carrying:
    sheet = now.funds.get(brief.place.pk)
    labels = [(content.code, label_of(content.name, content.measure)) for content in contents]
    return Carrying(HIDDEN, rows_of_funds(brief.place.code, brief.period.as_of, sheet and sheet.id, labels), HOW_TO)
