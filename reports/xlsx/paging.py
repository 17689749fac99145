"""Paper: size, margins, repeated heads, and the signatures kept on the page of the last rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.tables.base import BOTTOM, LEFT, RIGHT, SAMPLE_MARK, TOP, Table
from reports.xlsx.measure import POINTS_PER_MM
from reports.xlsx.styles import FONT

PAPER_CODES = {"A3": 8, "A4": 9}
FOOTER = 7
MM_PER_INCH = 25.4
# Renderers differ by a few points a page; a break is set rather too early than too late.
SLACK = 0.97


@dataclass(frozen=True, slots=True)
class Kept:
    """What pages may not part: headings from the row below them, and all rows from the tail on; `starts` begin one."""

    headings: frozenset[int]
    tail: int
    starts: frozenset[int] = frozenset()


def set_up(sheet: Worksheet, table: Table, heads: tuple[int, int], last_row: int) -> None:
    """One page wide, as many high as needed, head rows on every page."""
    form = table.form
    sheet.page_setup.paperSize = PAPER_CODES[form.paper]
    sheet.page_setup.orientation = "portrait" if form.portrait else "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = not form.spread
    if form.spread:
        sheet.print_title_cols = f"A:{get_column_letter(table.pinned)}"
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    _set_margins(sheet)
    sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
    sheet.print_area = f"A1:{get_column_letter(len(table.columns))}{last_row}"
    _footer(sheet, table)


def set_chart_page(sheet: Worksheet, table: Table, area: str) -> None:
    """The charts of the forms on upright A4, one page wide."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = PAPER_CODES["A4"], "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_view.showGridLines = False
    sheet.print_area = area
    _set_margins(sheet)
    _footer(sheet, table)


def _set_margins(sheet: Worksheet) -> None:
    """In the middle of the paper, pages counted from one."""
    sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
    margins = {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM, "header": FOOTER, "footer": FOOTER}
    for side, mm in margins.items():
        setattr(sheet.page_margins, side, round(mm / MM_PER_INCH, 4))
    sheet.print_options.horizontalCentered = True


def _footer(sheet: Worksheet, table: Table) -> None:
    centre = sheet.oddFooter.center
    centre.text, centre.font, centre.size = "&P", f"{FONT},Regular", 11
    if table.sample:
        left = sheet.oddFooter.left
        left.text, left.font, left.size = SAMPLE_MARK, f"{FONT},Italic", 10


def break_pages(sheet: Worksheet, table: Table, heads: tuple[int, int], kept: Kept, heights: Sequence[float]) -> None:
    """Say where each page begins, because every renderer would find another place."""
    if table.form.spread:
        break_columns(sheet, table)
    wide, high = table.form.room
    scale = 1 if table.form.spread else min(1, wide / table.width)
    for row in page_starts(heights, heads=heads, kept=kept, room=high * POINTS_PER_MM / scale * SLACK):
        sheet.row_breaks.append(Break(id=row - 1))


def break_columns(sheet: Worksheet, table: Table) -> None:
    """Pages beside each other begin where a head of the second level does: no indicator is torn."""
    widths = [column.width for column in table.columns]
    begins = sorted({at for level, at, _ in table.placed_heads() if level == 1} | {len(widths)})
    repeated = sum(widths[: table.pinned])
    page, room = table.pinned, table.form.room[0] * SLACK
    for begin, end in pairwise(begins):
        if repeated + sum(widths[page:end]) > room:
            sheet.col_breaks.append(Break(id=begin))
            page = begin


def page_starts(heights: Sequence[float], *, heads: tuple[int, int], kept: Kept, room: float) -> list[int]:
    """The rows that begin a page after the first: no heading ends one, and the tail stays in one piece if it can.

    Rows count from 1; the head rows are repeated on every page after the first.
    """
    repeated = sum(heights[heads[0] - 1 : heads[1]])
    starts, used = [], 0.0
    for row, height in enumerate(heights, 1):
        used += height
        if row in kept.starts or used > room:
            starts.append(row if row in kept.starts else _with_headings(row, kept.headings))
            used = repeated + sum(heights[starts[-1] - 1 : row])
    torn = starts and not kept.starts and starts[-1] > kept.tail and sum(heights[kept.tail - 1 :]) + repeated <= room
    return [*(row for row in starts if row < kept.tail), kept.tail] if torn else starts


def _with_headings(row: int, headings: Collection[int]) -> int:
    """The row, or the first of the headings right above it."""
    while row - 1 in headings:
        row -= 1
    return row
