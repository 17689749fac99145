"""The named styles of a workbook: made once, so that a cell costs a number and not a set of style objects."""

from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

FONT = "Times New Roman"
HEAD_GREY = "F0F0F0"
TYPED_LIGHT = "FFF8DC"


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
    format: str = "General"
    open: bool = False  # may be typed in while the sheet is protected

    def named(self, name: str) -> NamedStyle:
        """The look as Excel keeps it."""
        return NamedStyle(
            name=name,
            font=font(self.size, self.bold, self.italic, self.underlined),
            fill=fill(self.fill),
            border=border(self.framed),
            alignment=alignment(self.align, self.turned, self.wrapped),
            number_format=self.format,
            protection=Protection(locked=not self.open),
        )


# Looks share their parts: openpyxl compares parts field by field, but the same object at a glance.
@cache
def font(size: int, bold: bool, italic: bool, underlined: bool) -> Font:
    return Font(FONT, size, bold, italic, underline="single" if underlined else None)


@cache
def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour) if colour else PatternFill()


@cache
def border(framed: str) -> Border:
    side = Side(framed) if framed else None
    return Border(side, side, side, side)


@cache
def alignment(align: str, turned: bool, wrapped: bool) -> Alignment:
    vertical = "bottom" if turned else "center"
    return Alignment(horizontal=align, vertical=vertical, text_rotation=90 if turned else 0, wrap_text=wrapped)


class Worn(StyleArray):
    """The style of many cells: openpyxl looks its number up for each of them, so it is hashed once."""

    def __new__(cls, style: StyleArray):
        made = super().__new__(cls, style)
        made.hashed = StyleArray.__hash__(made)
        return made

    def __hash__(self) -> int:
        return self.hashed


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
            self._made[look] = Worn(pattern._style)
        return self._made[look]
