"""The rows of a form: real numbers and dates, live totals, letters that carry their own weight."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter

from criteria.enums import Verdict
from reports.tables.base import FELL, Cell, Column, Letter, Row, Table
from reports.tables.kinds import VERDICT, Figure, Kind, on_day
from reports.xlsx.formulas import References
from reports.xlsx.measure import lines_needed, row_height
from reports.xlsx.pen import Pen
from reports.xlsx.styles import Look

NEARLY_FILL, NOT_MET_FILL = "E2E2E2", "FBE6E4"


def draw_rows(pen: Pen, table: Table) -> None:
    """All rows between the head and the notes."""
    painter = Painter(pen, table)
    for row in table.rows:
        painter.draw(row)
    painter.tint(table)


class Painter:
    """Draws the rows of one table with the styles it needs."""

    def __init__(self, pen: Pen, table: Table):
        self.pen = pen
        self.columns = table.columns
        self.size = table.form.size
        self.first = pen.row
        self.references = References(table, pen.row)

    def draw(self, row: Row) -> None:
        """One row: every cell framed, group heads and totals bold, as high as its longest text."""
        lines = 1
        for at, cell in row.placed():
            column = self.columns[at]
            style = self.style(cell, column, bold=is_bold(cell, row))
            self.write(at + 1, cell, style)
            if isinstance(cell.value, str):
                wide = sum(covered.width for covered in self.columns[at : at + cell.span])
                lines = max(lines, lines_needed(cell.value, wide, self.size, row.kind.is_bold))
        self.pen.end(row_height(lines, self.size))

    def style(self, cell: Cell, column: Column, bold: bool) -> StyleArray:
        letter = cell.value if isinstance(cell.value, Letter) else None
        if letter:
            return self.pen.styles[letter_look(letter, self.size, bold)]
        kind = kind_of(cell, column)
        align = kind.align if cell.span > 1 else column.side
        return self.pen.styles[Look(self.size, align, bold=bold, framed="thin", format=kind.excel)]

    def write(self, at: int, cell: Cell, style: StyleArray) -> None:
        row, sheet = self.pen.row, self.pen.sheet
        for right in range(cell.span):
            sheet.cell(row, at + right)._style = style
        if cell.formula:
            sheet.cell(row, at).value = self.references.formula(cell.formula, row, at)
        elif isinstance(cell.value, (str, Letter)):
            self.pen.text(row, at, str(cell.value), style)
        else:
            sheet.cell(row, at).value = plain(cell.value)
        self.pen.cover(row, at, 1, cell.span)

    def tint(self, table: Table) -> None:
        """Light fills that follow the letter, also when somebody changes it in the file."""
        last = max(self.pen.row - 1, self.first)
        for at, column in enumerate(table.columns, 1):
            if column.kind is VERDICT:
                letter = get_column_letter(at)
                for rule in letter_rules(f"{letter}{self.first}"):
                    self.pen.sheet.conditional_formatting.add(f"{letter}{self.first}:{letter}{last}", rule)


def is_bold(cell: Cell, row: Row) -> bool:
    return row.kind.is_bold if cell.bold is None else cell.bold


def plain(value: Figure | dt.date | None) -> int | Decimal | dt.date | None:
    """Excel knows no fractions."""
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def kind_of(cell: Cell, column: Column) -> Kind:
    """How the cell is formatted: its own way, else the column's; a date by the zeros of its month."""
    if isinstance(cell.value, dt.date):
        return on_day(cell.value)
    return cell.kind or column.kind


def letter_look(letter: Letter, size: int, bold: bool) -> Look:
    """Đ plain, CB bold italic, C bold in a frame, underlined where only the commune says so."""
    nearly, not_met = letter.verdict == Verdict.NEARLY, letter.verdict == Verdict.NOT_MET
    return Look(
        size,
        bold=bold or nearly or not_met,
        italic=nearly,
        underlined=letter.by_self,
        framed="medium" if not_met else "thin",
    )


def letter_rules(cell: str) -> tuple[FormulaRule, FormulaRule]:
    """Cơ bản đạt and chưa đạt in tints that print grey; the letter stays readable without them."""
    nearly = f'LEFT({cell},2)="{Verdict.NEARLY.letter}"'
    not_met = f'OR({cell}="{Verdict.NOT_MET.letter}",{cell}="{Verdict.NOT_MET.letter}{FELL}")'
    return (
        FormulaRule([nearly], fill=PatternFill("solid", bgColor=NEARLY_FILL)),
        FormulaRule([not_met], fill=PatternFill("solid", bgColor=NOT_MET_FILL)),
    )
