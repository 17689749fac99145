"""The named styles of a workbook: made once, so that a cell costs a number and not a set of style objects."""

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

FONT = "Times New Roman"
HEAD_GREY = "F0F0F0"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; each look becomes one named style."""

    size: int
    align: str = "center"
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    framed: str = ""
    fill: str = ""
    turned: bool = False
    wrapped: bool = True
    low: bool = False
    format: str = "General"

    def named(self, name: str) -> NamedStyle:
        """The look as Excel keeps it."""
        side = Side(self.framed) if self.framed else None
        return NamedStyle(
            name=name,
            font=Font(FONT, self.size, self.bold, self.italic, underline="single" if self.underlined else None),
            fill=PatternFill("solid", fgColor=self.fill) if self.fill else PatternFill(),
            border=Border(side, side, side, side),
            alignment=Alignment(
                horizontal=self.align,
                vertical="bottom" if self.turned or self.low else "center",
                text_rotation=90 if self.turned else 0,
                wrap_text=self.wrapped,
            ),
            number_format=self.format,
        )


class Styles:
    """The looks a workbook has used so far."""

    def __init__(self, book: Workbook):
        self._book = book
        self._made: dict[Look, StyleArray] = {}
        # The type of empty cells also sets the unit in which Excel counts column widths.
        book._fonts = IndexedList([Font(FONT, 11)])
        next(style for style in book._named_styles if style.name == "Normal").font = book._fonts[0]

    def __getitem__(self, look: Look) -> StyleArray:
        """What a cell is given. Naming the style anew for each cell would cost half as much as writing the cell."""
        if look not in self._made:
            named = look.named(f"NTM {len(self._made) + 1:02d}")
            self._book.add_named_style(named)
            pattern = ExcelCell(self._book.worksheets[0])
            pattern.style = named.name
            self._made[look] = pattern._style
        return self._made[look]
