"""The looks of a workbook: made once, so that a cell costs a number and not a set of style objects."""

from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

FONT = "Times New Roman"
HEAD_GREY = "F0F0F0"
TYPED_LIGHT = "FFF8DC"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

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


# Looks share their parts, each made once for all workbooks.
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


@cache
def protection(open: bool) -> Protection:
    return Protection(locked=not open)


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
        self._numbers: dict[int, int] = {}
        # The type of empty cells also sets the unit in which Excel counts column widths.
        book._fonts = IndexedList([Font(FONT, 11)])
        next(style for style in book._named_styles if style.name == "Normal").font = book._fonts[0]

    def __getitem__(self, look: Look) -> StyleArray:
        """What a cell is given. Working it out anew for each cell would cost half as much as writing the cell."""
        if look not in self._made:
            pattern = ExcelCell(self._book.worksheets[0], style_array=StyleArray())
            pattern.number_format = look.format
            pattern.protection = protection(look.open)
            style = pattern._style
            style.fontId = self._number(self._book._fonts, font(look.size, look.bold, look.italic, look.underlined))
            style.fillId = self._number(self._book._fills, fill(look.fill))
            style.borderId = self._number(self._book._borders, border(look.framed))
            style.alignmentId = self._number(self._book._alignments, alignment(look.align, look.turned, look.wrapped))
            self._made[look] = Worn(style)
        return self._made[look]

    def resized(self, style: StyleArray, size: int) -> StyleArray:
        """The same look in another type size, for the one cell whose words have no room otherwise."""
        face, made = self._book._fonts[style.fontId], StyleArray(style)
        made.fontId = self._number(self._book._fonts, font(size, bool(face.b), bool(face.i), bool(face.u)))
        return Worn(made)

    def _number(self, parts: IndexedList, part: object) -> int:
        """Under which number a workbook keeps a part; openpyxl would compare it field by field each time."""
        if id(part) not in self._numbers:
            self._numbers[id(part)] = parts.add(part)
        return self._numbers[id(part)]
