"""The tables of money of all communes on one sheet, to be typed over in Excel and read back: Biểu 08 and 09, long."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Money
from criteria.models import FundingContent
from criteria.models.money import contents_in_order
from criteria.rules.imports.money_file import label_of
from criteria.rules.money import Amounts, FundingFacts, SheetFacts, amounts_in, decimals_of
from ntm_portal.vietnamese import day
from reports.tables import form_08, form_09
from reports.tables.base import Cell, Column, Row, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import TEXT, money
from reports.tables.money import MoneyOnDay

TITLES = {
    Money.FUNDING: "BẢNG NHẬP HUY ĐỘNG NGUỒN LỰC CÁC XÃ, THỊ TRẤN",
    Money.DEBT: "BẢNG NHẬP NỢ ĐỌNG XÂY DỰNG CƠ BẢN CÁC XÃ, THỊ TRẤN",
}
NONE_WORDS = {Money.FUNDING: "không huy động", Money.DEBT: "không nợ"}
HOW_TO = {
    Money.FUNDING: "không bớt, đổi tên nội dung; đơn vị không huy động gì ghi “không huy động” ở cột nội dung, "
    "để trống các dòng của đơn vị",
    Money.DEBT: "thêm công trình thì thêm dòng dưới đơn vị; đơn vị hết nợ ghi “không nợ” ở cột công trình",
}  # fmt: skip


def table_of_all(kind: Money, brief: Brief) -> Table:
    """What every commune has told by the day, one below the other, with empty lines for those that told nothing."""
    period = brief.period
    now = brief.money.now
    sheets = now.sheets(kind)
    money_kind = money(decimals_of(figure for sheet in sheets.values() for figure in amounts_in(sheet)))
    if kind == Money.FUNDING:
        contents = contents_in_order({line.content for sheet in sheets.values() for line in sheet.lines})
        tt, name, *others = form_08.columns(money_kind)
        columns = (tt, Column("place", "B", 30, TEXT), replace(name, number="C"), *others)
        heads, rows = form_08.heads(with_place=True), _funds(now, contents)
    else:
        columns, heads, rows = form_09.columns(money_kind), form_09.HEADS, _debts(now)
    note = f"Nạp lại ở trang Dán bảng: gõ số rồi tải tệp lên, hoặc chép cả bảng dán vào ô; {HOW_TO[kind]}."
    book = criteria_in_order(Level.COMMUNE, brief.district, period.as_of)
    table = brief.table(kind.form, columns, heads, tuple(rows), (note,), book)
    about = f"(Bảng đang dùng đến ngày {day(period.as_of)})"
    return replace(table, title=TITLES[kind], about=about, pinned=3)


def _funds(now: MoneyOnDay, contents: Sequence[FundingContent]) -> Iterator[Row]:
    """Every content of every commune; a formula adds up what is typed."""
    for unit in now.units:
        sheet = now.funds.get(unit.pk)
        if sheet and not sheet.lines:
            yield _none(unit, Money.FUNDING, 28)
        told = {line.content: line for line in sheet.lines} if sheet else {}
        for at, content in enumerate(contents, 1):
            name = f"u{unit.pk}_{content.pk}"
            yield Row((at, unit.short_label, *_content(content, told.get(content.code))), name=name)


def _content(content: FundingContent, line: FundingFacts | None) -> list:
    """The cells of one content; what is not told stays empty, its sums say so."""
    label = label_of(content.name, content.measure)
    if line is None:
        sums = {side: form_08.side_cells(side, None)[:2] for side in form_08.SIDES}
        return [label, "", *sums["result"], *[""] * 11, *sums["plan"], *[""] * 11, ""]
    cells = [cell for side in form_08.SIDES for cell in form_08.side_cells(side, getattr(line, side) or Amounts())]
    return [label, _volume(line.volume), *cells, line.note]


def _volume(volume: Decimal | None) -> Cell | str:
    return Cell(volume, kind=money(decimals_of([volume]))) if volume else ""


def _debts(now: MoneyOnDay) -> Iterator[Row]:
    """Every work of every commune; one line where there is none."""
    at = 0
    for unit in now.units:
        sheet: SheetFacts | None = now.debts.get(unit.pk)
        for line in sheet.lines if sheet else ():
            at += 1
            yield form_09.row_of(at, unit, line)
        if sheet is None:
            yield Row(("", unit.short_label, "", "", "", "", "", "", "", "", ""))
        elif not sheet.lines:
            yield _none(unit, Money.DEBT, 8)


def _none(unit: Unit, kind: Money, others: int) -> Row:
    """A commune that said there is nothing."""
    return Row(("", unit.short_label, NONE_WORDS[kind], *[""] * others))
