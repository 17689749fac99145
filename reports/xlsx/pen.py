"""A pen that writes a sheet from the top down."""

from copy import copy

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reports.xlsx.styles import Look, Styles


class Pen:
    """The sheet, the row the pen stands in, and the heights of the rows above it."""

    def __init__(self, sheet: Worksheet, styles: Styles):
        self.sheet = sheet
        self.styles = styles
        self.heights: list[float] = []

    @property
    def row(self) -> int:
        return len(self.heights) + 1

    def end(self, height: float) -> None:
        """Finish the row with a height in points."""
        self.sheet.row_dimensions[self.row].height = height
        self.heights.append(height)

    def put(self, column: int, text: str, look: Look, columns: int = 1) -> None:
        """Write a text in the present row, over one or more columns."""
        self.box(self.row, column, text, look, columns=columns)

    def box(self, row: int, column: int, text: str, look: Look, levels: int = 1, columns: int = 1) -> None:
        """Write a text over a block of cells; in a frame each cell keeps it, so that the block prints whole."""
        style = self.styles[look]
        for down in range(levels if look.framed else 0):
            for right in range(columns):
                self.sheet.cell(row + down, column + right)._style = style
        self.text(row, column, text, style)
        self.cover(row, column, levels, columns)

    def number(self, row: int, column: int) -> None:
        """A written number of our own heads as a number, so that Excel does not warn of digits kept as text."""
        cell = self.sheet.cell(row, column)
        if str(cell.value).isdigit():
            cell.value = int(cell.value)

    def cover(self, row: int, column: int, levels: int, columns: int) -> None:
        if levels > 1 or columns > 1:
            end = {"max_row": row + levels - 1, "max_col": column + columns - 1}
            self.sheet.merged_cells.add(CellRange(min_row=row, min_col=column, **end))

    def text(self, row: int, column: int, text: str, style: StyleArray) -> None:
        """Write words that stay words, whatever they begin with."""
        cell = self.sheet.cell(row, column)
        cell._style = style
        if not text:
            return
        cell.value = text if text.isprintable() else ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        if text[0] in "=+-@" and len(text) > 1:
            cell._style = copy(style)
            cell.quotePrefix = True

    def say(self, column: int, text: str, style: StyleArray) -> None:
        """Words in the present row."""
        self.text(self.row, column, text, style)

    def mark(self, column: int, text: str, style: StyleArray, formula: bool = False) -> None:
        """A letter of our own, or a formula: neither can be mistaken for something an officer typed."""
        cell = self.sheet.cell(self.row, column, text)
        cell._style = style
        cell.data_type = "f" if formula else "s"

    def count(self, column: int, figure, style: StyleArray) -> None:
        """A number or a day, as Excel counts them."""
        self.sheet.cell(self.row, column, figure)._style = style

    def blank(self, column: int, style: StyleArray) -> None:
        """An empty cell that keeps the frame."""
        self.sheet.cell(self.row, column)._style = style
