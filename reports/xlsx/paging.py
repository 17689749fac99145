"""Paper: size, margins, repeated heads, and the signatures kept on the page of the last rows."""

from collections.abc import Sequence

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


def set_up(sheet: Worksheet, table: Table, heads: tuple[int, int], last_row: int) -> None:
    """One page wide, as many high as needed, head rows on every page."""
    form = table.form
    sheet.page_setup.paperSize = PAPER_CODES[form.paper]
    sheet.page_setup.orientation = "portrait" if form.portrait else "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
    margins = {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM, "header": FOOTER, "footer": FOOTER}
    for side, mm in margins.items():
        setattr(sheet.page_margins, side, round(mm / MM_PER_INCH, 4))
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
    sheet.print_area = f"A1:{get_column_letter(len(table.columns))}{last_row}"
    _footer(sheet, table)


def _footer(sheet: Worksheet, table: Table) -> None:
    centre = sheet.oddFooter.center
    centre.text, centre.font, centre.size = "&P", f"{FONT},Regular", 11
    if table.sample:
        left = sheet.oddFooter.left
        left.text, left.font, left.size = SAMPLE_MARK, f"{FONT},Italic", 10


def keep_together(sheet: Worksheet, table: Table, heads: tuple[int, int], tail: int, heights: Sequence[float]) -> None:
    """Break the page before the last rows if the signatures would otherwise stand without them."""
    wide, high = table.form.room
    scale = min(1, wide / table.width)
    row = break_before(heights, heads=heads, tail=tail, room=high * POINTS_PER_MM / scale * SLACK)
    if row:
        sheet.row_breaks.append(Break(id=row - 1))


def break_before(heights: Sequence[float], *, heads: tuple[int, int], tail: int, room: float) -> int | None:
    """The row that must begin a page so that rows from `tail` on stay together; None if they do anyway.

    Rows count from 1; the head rows are repeated on every page after the first.
    """
    repeated = sum(heights[heads[0] - 1 : heads[1]])
    used, page, pages = 0.0, 1, []
    for height in heights:
        if used + height > room:
            page, used = page + 1, repeated
        used += height
        pages.append(page)
    together = pages[tail - 1] == pages[-1] or sum(heights[tail - 1 :]) + repeated > room
    return None if together else tail
