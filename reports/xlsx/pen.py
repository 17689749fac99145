"""A pen that writes a sheet from the top down."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reports.xlsx.styles import Look, Styles

LOOKS_LIKE_A_FORMULA = re.compile(r"[=+\-@].")


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
        """Write a text over a block of cells; each cell keeps the frame, so that the block prints whole."""
        style = self.styles[look]
        for down in range(levels):
            for right in range(columns):
                self.sheet.cell(row + down, column + right)._style = style
        self.text(row, column, text, style)
        self.cover(row, column, levels, columns)

    def cover(self, row: int, column: int, levels: int, columns: int) -> None:
        if levels > 1 or columns > 1:
            end = {"max_row": row + levels - 1, "max_col": column + columns - 1}
            self.sheet.merged_cells.add(CellRange(min_row=row, min_col=column, **end))

    def text(self, row: int, column: int, text: str, style: StyleArray) -> None:
        """Write words that stay words, whatever they begin with."""
        cell = self.sheet.cell(row, column)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        cell._style = style
        if LOOKS_LIKE_A_FORMULA.match(text):
            cell.quotePrefix = True
