"""A pen that writes a sheet from the top down."""

import datetime as dt
import re
from copy import copy
from decimal import Decimal

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.xlsx.formulas import Formula
from reports.xlsx.styles import Look, Styles

# Excel keeps no longer text in a cell.
LONGEST = 32_767
# What XML 1.0 cannot hold; openpyxl lets the last two through, and Excel then calls the file damaged.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """As much of a text as a cell can hold."""
    return (text if text.isprintable() else UNWRITABLE.sub("", text))[:LONGEST]


class Pen:
    """The sheet, the row the pen stands in, and the heights of the rows above it."""

    def __init__(self, sheet: Worksheet, styles: Styles):
        self.sheet = sheet
        self.styles = styles
        self.heights: list[float] = []
        self.row = 1

    def cell(self, row: int, column: int) -> ExcelCell:
        """A cell of the sheet; what is put into it is of a kind we know, so openpyxl need not look at it again."""
        cells = self.sheet._cells
        found = cells.get((row, column))
        if found is None:
            found = cells[row, column] = ExcelCell(self.sheet, row, column)
        return found

    def end(self, height: float) -> None:
        """Finish the row with a height in points."""
        # The attributes of a row are all that is written of it; openpyxl's object for them costs as much as the cells.
        self.sheet.row_dimensions[self.row] = {"ht": f"{height:g}", "customHeight": "1"}
        self.heights.append(height)
        self.row += 1

    def put(self, column: int, text: str, look: Look, columns: int = 1) -> None:
        """Write a text in the present row, over one or more columns."""
        self.box(self.row, column, text, look, columns=columns)

    def box(self, row: int, column: int, text: str, look: Look, levels: int = 1, columns: int = 1) -> None:
        """Write a text over a block of cells; in a frame each cell keeps it, so that the block prints whole."""
        style = self.styles[look]
        for down in range(levels if look.framed else 0):
            for right in range(columns):
                self.cell(row + down, column + right)._style = style
        self.text(row, column, text, style)
        self.cover(row, column, levels, columns)

    def number(self, row: int, column: int) -> None:
        """A written number of our own heads as a number, so that Excel does not warn of digits kept as text."""
        cell = self.sheet.cell(row, column)
        if str(cell.value).isdigit():
            cell.value = int(cell.value)

    def cover(self, row: int, column: int, levels: int, columns: int) -> None:
        if levels > 1 or columns > 1:
            # Only its words are written; openpyxl's object for a block costs as much as its cells.
            first, last = (
                f"{get_column_letter(column)}{row}",
                f"{get_column_letter(column + columns - 1)}{row + levels - 1}",
            )
            self.sheet.merged_cells.ranges.add(f"{first}:{last}")

    def text(self, row: int, column: int, text: str, style: StyleArray) -> None:
        """Write words that stay words, whatever they begin with."""
        cell = self.cell(row, column)
        cell._style = style
        text = clean(text)
        if not text:
            return
        cell._value = text
        cell.data_type = "s"
        if text[0] in "=+-@" and len(text) > 1:
            cell._style = copy(style)
            cell.quotePrefix = True

    def say(self, column: int, text: str, style: StyleArray) -> None:
        """Words in the present row."""
        self.text(self.row, column, text, style)

    def mark(self, column: int, text: str, style: StyleArray) -> None:
        """A letter of our own: it cannot be mistaken for something an officer typed."""
        cell = self.cell(self.row, column)
        cell._value, cell._style, cell.data_type = text, style, "s"

    def reckon(self, column: int, formula: Formula, style: StyleArray) -> None:
        """A live formula, with what it gives."""
        cell = self.cell(self.row, column)
        cell._value, cell._style, cell.data_type = formula, style, "f"

    def count(self, column: int, figure: int | Decimal | dt.date | None, style: StyleArray) -> None:
        """A number or a day, as Excel counts them."""
        cell = self.cell(self.row, column)
        cell._value, cell._style = figure, style
        if isinstance(figure, dt.date):
            cell.data_type = "d"

    def lead(self, column: int, address: str) -> None:
        """Let a written cell open a page of the portal."""
        self.cell(self.row, column).hyperlink = address

    def blank(self, column: int, style: StyleArray) -> None:
        """An empty cell that keeps the frame."""
        self.cell(self.row, column)._style = style
