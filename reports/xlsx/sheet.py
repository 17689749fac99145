"""One form drawn on one sheet, in the order of an official table: letterhead, head, rows, notes, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.tables.base import SAMPLE_MARK, RowKind, Table
from reports.tables.kinds import on_day
from reports.xlsx import paging
from reports.xlsx.body import TypedCell, draw_rows
from reports.xlsx.measure import POINTS_PER_MM, lines_needed, row_height
from reports.xlsx.pen import Pen
from reports.xlsx.styles import HEAD_GREY, TYPED_LIGHT, Look, Styles

LETTERHEAD = Look(12, "left", bold=True, wrapped=False)
NUMBER = Look(12, "right", bold=True, wrapped=False)
TITLE = Look(14, bold=True)
ABOUT = Look(12, italic=True)
SAMPLE = Look(11, italic=True)
MEASURE = Look(12, "right", italic=True, wrapped=False)
NOTE = Look(11, "left", italic=True)
SIGNER, HOW, NAME = Look(12, bold=True), Look(12, italic=True), Look(12, bold=True)
TURNED_MM = 38
ROOM_TO_SIGN = 4
PIXELS_PER_MM = 96 / 25.4
# A file counts widths in digits of the Normal style; one of Times New Roman 11 is 7 pixels wide.
DIGIT_PIXELS = 7
DAY_LABEL_MM, DAY_MM = 28, 24


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where the things stand that are loaded back: the day, the numbers of the columns, the cells to be typed."""

    day_cell: str
    numbers_row: int
    typed: Sequence[TypedCell]

    @property
    def first(self) -> int:
        """The row of the first line of the table."""
        return self.numbers_row + 1


def draw(sheet: Worksheet, table: Table, styles: Styles) -> Drawn:
    """Draw a filled form on an empty sheet, ready to print and sign; returns what may be typed, and where."""
    pen = Pen(sheet, styles)
    set_widths(sheet, table)
    day_cell = draw_letterhead(pen, table)
    heads = draw_heads(pen, table)
    first = pen.row
    typed = draw_rows(pen, table)
    headings = frozenset(first + at for at, row in enumerate(table.rows) if row.kind == RowKind.GROUP or row.joined)
    starts = frozenset(first + at for at, row in enumerate(table.rows) if row.begins_page)
    kept = paging.Kept(headings, first + table.tail, starts)
    draw_notes(pen, table)
    draw_signatures(pen, table)
    sheet.freeze_panes = sheet.cell(first, table.pinned + 1)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 80 if table.form.paper == "A3" else 100
    paging.set_up(sheet, table, heads, pen.row - 1)
    paging.break_pages(sheet, table, heads, kept, pen.heights)
    return Drawn(day_cell, heads[1], typed)


def set_widths(sheet: Worksheet, table: Table) -> None:
    for at, column in enumerate(table.columns, 1):
        width = column.width * PIXELS_PER_MM / DIGIT_PIXELS
        # The number is all that is written of it; openpyxl's object for a column costs as much as a row.
        sheet.column_dimensions[get_column_letter(at)] = round(width, 2)


def draw_letterhead(pen: Pen, table: Table) -> str:
    """Issuing body left, number of the form right; then title, days, unit of measure; returns the cell of the day."""
    last = table.front
    pen.put(last, table.form.label, NUMBER)
    for line in table.issuer:
        pen.put(table.edge, line, LETTERHEAD)
        pen.end(16.5)
    pen.end(6)
    _across(pen, table, table.title, TITLE)
    _across(pen, table, table.about, ABOUT)
    if table.sample:
        _across(pen, table, SAMPLE_MARK, SAMPLE)
    pen.put(last, f"Đơn vị tính: {table.form.measured_in}" * (not table.form.spread), MEASURE)
    day_cell = draw_day(pen, table) if table.draft else ""
    pen.end(16.5)
    return day_cell


def draw_day(pen: Pen, table: Table) -> str:
    """The day of the figures, which may be typed over; a cell as wide as a date."""
    label = columns_for(table, table.edge, DAY_LABEL_MM)
    at = table.edge + label
    pen.put(table.edge, "Ngày số liệu:", MEASURE, columns=label)
    look = Look(12, "left", framed="thin", fill=TYPED_LIGHT, format=on_day(table.draft.as_of).excel, open=True)
    pen.box(pen.row, at, "", look, columns=columns_for(table, at, DAY_MM))
    pen.sheet.cell(pen.row, at).value = table.draft.as_of
    return pen.sheet.cell(pen.row, at).coordinate


def columns_for(table: Table, first: int, wanted: int) -> int:
    """How many columns from the first one (counted from 1) are so many mm wide."""
    wide = accumulate(column.width for column in table.columns[first - 1 :])
    return next((count for count, reached in enumerate(wide, 1) if reached >= wanted), 1)


def _across(pen: Pen, table: Table, text: str, look: Look) -> None:
    wide = sum(column.width for column in table.columns[table.edge - 1 : table.front])
    pen.put(table.edge, text, look, columns=table.front - table.edge + 1)
    pen.end(row_height(lines_needed(text, wide, look.size, look.bold), look.size))


def draw_heads(pen: Pen, table: Table) -> tuple[int, int]:
    """The levels of the head and the numbers of the columns; returns the first and last row."""
    first, size = pen.row, table.form.size
    grey = Look(size, bold=True, framed="thin", fill=HEAD_GREY)
    turned = Look(size, bold=True, framed="thin", fill=HEAD_GREY, turned=True)
    for level, at, head in table.placed_heads():
        pen.box(first + level, at + 1, head.text, turned if head.turned else grey, head.levels, head.columns)
        pen.number(first + level, at + 1)
    for height in head_heights(table):
        pen.end(height)
    number = Look(size - 1, italic=True, framed="thin")
    for at, column in enumerate(table.columns, 1):
        pen.put(at, column.number, number)
        pen.number(pen.row, at)
    pen.end(row_height(1, size - 1))
    return first, pen.row - 1


def head_heights(table: Table) -> list[float]:
    """Points for each level: as many lines as the fullest cell of that level needs."""
    heights = [row_height(1, table.form.size)] * len(table.heads)
    spread = []
    for level, at, head in table.placed_heads():
        wide = sum(column.width for column in table.columns[at : at + head.columns])
        lines = lines_needed(head.text, wide, table.form.size, bold=True)
        needed = TURNED_MM * POINTS_PER_MM if head.turned else row_height(lines, table.form.size)
        if head.levels == 1:
            heights[level] = max(heights[level], needed)
        else:
            spread.append((level, head.levels, needed))
    for level, levels, needed in spread:
        missing = needed - sum(heights[level : level + levels])
        heights[level + levels - 1] += max(missing, 0)
    return heights


def draw_notes(pen: Pen, table: Table) -> None:
    pen.end(6)
    how_to = [table.carrying.how_to] if table.carrying else []
    for note in (*table.notes, *how_to):
        _across(pen, table, note, NOTE)


def draw_signatures(pen: Pen, table: Table) -> None:
    """Who made the form left, who signs it right, with room for both hands."""
    if not table.form.signers:
        return
    left, right = table.form.signers
    pen.end(6)
    _pair(pen, table, "", table.place_line, ABOUT)
    _pair(pen, table, left.post, right.post, SIGNER)
    _pair(pen, table, left.how, right.how, HOW)
    for _ in range(ROOM_TO_SIGN - bool(left.name or right.name)):
        pen.end(13.5)
    if left.name or right.name:
        _pair(pen, table, left.name, right.name, NAME)


def _pair(pen: Pen, table: Table, left: str, right: str, look: Look) -> None:
    half = middle(table)
    pen.put(1, left, look, columns=half)
    pen.put(half + 1, right, look, columns=len(table.columns) - half)
    pen.end(row_height(1, look.size))


def middle(table: Table) -> int:
    """How many columns make the left half of the paper."""
    used, best = 0, (table.width, 1)
    for at, column in enumerate(table.columns[:-1], 1):
        used += column.width
        best = min(best, (abs(table.width / 2 - used), at))
    return best[1]
