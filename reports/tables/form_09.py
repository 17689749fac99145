"""Biểu 09: the works that are not paid in full, commune by commune, with what is owed worked out."""

from collections.abc import Iterator
from dataclasses import replace

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Money
from criteria.rules.imports.money_file import HIDDEN, NO_DEBT, rows_of_debts
from criteria.rules.money import NONE, DebtFacts, amounts_in, decimals_of
from ntm_portal.vietnamese import counted, day, number
from reports.tables.base import Carrying, Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, NO_FIGURE, TEXT, Kind, money
from reports.tables.money import MoneyFacts, lent_notes, older_note, silent_note

SUMMED = ("investment", "done", "paid", "owed")
HOW_TO = (
    "Nạp lại: mỗi dòng một công trình; thêm công trình thì thêm dòng trên dòng Tổng cộng. Còn nợ là công thức. Bảng "
    "cũng dán được vào trang Nợ đọng XDCB."
)
HEADS = (
    (
        Head("TT", levels=2), Head("Xã, thị trấn", levels=2), Head("Công trình", levels=2),
        Head("Quyết định phê duyệt", levels=2), Head("Tổng mức đầu tư", levels=2),
        Head("Giá trị khối lượng hoàn thành", levels=2), Head("Đã thanh toán", levels=2), Head("Còn nợ", levels=2),
        Head("Kế hoạch trả", columns=2), Head("Ghi chú", levels=2),
    ),
    (Head("Thời gian"), Head("Nguồn")),
)  # fmt: skip


def table_09(brief: Brief) -> Table:
    """One row a work of every commune, then the sum; communes that owe nothing are counted in the note."""
    period = brief.period
    facts = brief.money
    sheets = facts.now.debts
    kind = money(decimals_of(figure for sheet in sheets.values() for figure in amounts_in(sheet)))
    told = [(unit, line) for unit in brief.units if unit.pk in sheets for line in sheets[unit.pk].lines]
    rows = tuple(_rows(told, _nothing(facts)))
    book = criteria_in_order(Level.COMMUNE, brief.district, period.as_of)
    table = brief.table("bieu-09", columns(kind), HEADS, rows, _notes(brief, facts), book)
    table = replace(table, about=brief.about(""), pinned=3)
    if not brief.place:
        return table
    sheet = sheets.get(brief.place.pk)
    carried = rows_of_debts(brief.place.code, period.as_of, sheet and sheet.id)
    return replace(table, carrying=Carrying(HIDDEN, carried, HOW_TO))


def _nothing(facts: MoneyFacts) -> str:
    """What stands in the form where no work is told of."""
    return NO_DEBT if facts.now.debts else "Chưa có số liệu"


def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of the form."""
    return (
        Column("tt", "A", 9, CODE), Column("place", "B", 28, TEXT), Column("work", "C", 50, TEXT),
        Column("decision", "D", 44, TEXT), Column("investment", "1", 22, kind), Column("done", "2", 22, kind),
        Column("paid", "3", 22, kind), Column("owed", "4=2-3", 22, kind), Column("pay_when", "E", 25, TEXT),
        Column("pay_from", "F", 30, TEXT), Column("note", "G", 25, TEXT),
    )  # fmt: skip


def _rows(told: list[tuple[Unit, DebtFacts]], nothing: str) -> Iterator[Row]:
    for at, (unit, line) in enumerate(told, 1):
        yield row_of(at, unit, line)
    if not told:
        yield Row(("", "", nothing, "", *[""] * 4, "", "", ""))
    sums = (Cell(sum((getattr(line, part) for _, line in told), NONE), "SUM([:])") for part in SUMMED)
    if not told and nothing != NO_DEBT:
        sums = (Cell(NO_FIGURE, f'IF(COUNT([:])=0,"{NO_FIGURE}",SUM([:]))') for _ in SUMMED)
    yield Row(("", Cell("Tổng cộng", span=3), *sums, "", "", ""), RowKind.TOTAL)


def row_of(at: int, unit: Unit, line: DebtFacts) -> Row:
    """One work; what is owed is a formula."""
    money_cells = (line.investment, line.done, line.paid, Cell(line.owed, "[done]-[paid]"))
    words = (line.pay_when, line.pay_from, line.note)
    return Row((at, unit.short_label, line.work, line.decision, *money_cells, *words))


def _notes(brief: Brief, facts: MoneyFacts) -> tuple[str, ...]:
    """Who owes and who does not, who is missing, how it was on the other day."""
    notes = ["Ghi chú: còn nợ = giá trị khối lượng hoàn thành - đã thanh toán."]
    if not brief.place and facts.now.debts:
        notes[0] += (
            f" {counted(len(facts.now.indebted))} đơn vị còn nợ, {counted(len(facts.now.free))} đơn vị không nợ."
        )
    now, kind = facts.now, Money.DEBT
    notes += silent_note(now, kind) + lent_notes(now, kind) + older_note(now, kind) + _compared(brief, facts)
    return tuple(notes)


def _compared(brief: Brief, facts: MoneyFacts) -> list[str]:
    """What was owed on the other day."""
    then = facts.then
    if not then.debts:
        return []
    places = "" if brief.place else f", {counted(len(then.indebted))} đơn vị còn nợ"
    return [f"Ngày {day(then.on)}: nợ {number(then.owed)} triệu đồng{places}."]
