"""The rows of a form: real numbers and dates, live totals, letters that carry their own weight."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openpyxl.formatting.rule import DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter

from criteria.enums import Verdict
from reports.tables.base import FELL, Blank, Cell, Letter, Row, Table
from reports.tables.kinds import VERDICT, Figure, Kind, Written, on_day
from reports.xlsx.formulas import Formula, References
from reports.xlsx.measure import fitting_size, lines_needed, row_height
from reports.xlsx.pen import Pen
from reports.xlsx.styles import TYPED_LIGHT, Look

NEARLY_FILL, NOT_MET_FILL = "E2E2E2", "FBE6E4"
BAR_GREY = "BFBFBF"
MOST_LINES = 20  # in whatever type, so many lines still have room in the highest row


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell that may be typed: what it is, where it stands, what it holds now, and the words that name its row."""

    blank: Blank
    row: int
    column: int
    held: str


def draw_rows(pen: Pen, table: Table) -> list[TypedCell]:
    """All rows between the head and the notes; returns the cells that may be typed."""
    painter = Painter(pen, table)
    for row in table.rows:
        painter.draw(row)
    painter.tint(table)
    return painter.typed


class Painter:
    """Draws the rows of one table; how a cell looks is worked out once for each column, weight and way of writing."""

    def __init__(self, pen: Pen, table: Table):
        self.pen = pen
        self.columns = table.columns
        self.size = table.form.size
        self.first = pen.row
        self.references = References(table, pen.row)
        self.known: dict[tuple, StyleArray] = {}
        self.typed: list[TypedCell] = []
        self.reaching = Reaching()

    def draw(self, row: Row) -> None:
        """One row: every cell framed, group heads and totals bold, as high as its longest text."""
        bold, lines, at = row.kind.is_bold, 1, 0
        for value in row.cells:
            if isinstance(value, Cell):
                needed = self.special(at, value, bold if value.bold is None else value.bold)
                lines = max(lines, self.reaching.begin(needed, value.down))
                at += value.span
            else:
                lines = max(lines, self.plain(at, value, bold))
                at += 1
        self.pen.end(row_height(self.reaching.end(lines), self.size))

    def plain(self, at: int, value: Written | Letter | None, bold: bool) -> int:
        """A value written as its column is; returns how many lines it takes."""
        if isinstance(value, Letter):
            self.pen.mark(at + 1, str(value), self.letter_style(value, bold))
            return 1
        style = self.style(at, on_day(value) if isinstance(value, dt.date) else self.columns[at].kind, bold)
        return self.write(at, value, style, self.columns[at].width, bold)

    def special(self, at: int, cell: Cell, bold: bool) -> int:
        """A cell with a formula, its own way of writing, or room over several columns."""
        kind = on_day(cell.value) if isinstance(cell.value, dt.date) else cell.kind or self.columns[at].kind
        style = self.style(at, kind, bold, wide=cell.span > 1, open=cell.blank is not None, leads=bool(cell.link))
        if cell.covered:
            self.pen.blank(at + 1, style)
            return 1
        for right in range(1, cell.span):
            self.pen.blank(at + 1 + right, style)
        self.pen.cover(self.pen.row, at + 1, cell.down, cell.span)
        if cell.blank is not None:
            self.typed.append(TypedCell(cell.blank, self.pen.row, at + 1, held(cell.value)))
        if cell.formula:
            formula = self.references.formula(cell.formula, self.pen.row, at + 1)
            self.pen.reckon(at + 1, Formula(formula, cell.value), style)
            return 1
        if isinstance(cell.value, Letter):
            self.pen.mark(at + 1, str(cell.value), style if cell.blank else self.letter_style(cell.value, bold))
            return 1
        width = sum(column.width for column in self.columns[at : at + cell.span])
        lines = self.write(at, cell.value, style, width, bold)
        if cell.link:
            self.pen.lead(at + 1, cell.link)
        return lines

    def write(self, at: int, value: Written | None, style: StyleArray, width: int, bold: bool) -> int:
        if isinstance(value, str):
            lines = lines_needed(value, width, self.size, bold)
            if lines > MOST_LINES:
                style = self.pen.styles.resized(style, fitting_size(value, width, self.size, bold))
            self.pen.say(at + 1, value, style)
            return lines
        self.pen.count(at + 1, plain(value), style)
        return 1

    def style(
        self, at: int, kind: Kind, bold: bool, wide: bool = False, open: bool = False, leads: bool = False
    ) -> StyleArray:
        key = (at, kind.name, bold, wide, open, leads)
        if key not in self.known:
            align = kind.align if wide else self.columns[at].side
            written = padded(kind.excel) if align == "right" else kind.excel
            fill = TYPED_LIGHT if open else ""
            look = Look(
                self.size, align, bold=bold, underlined=leads, framed="thin", fill=fill, format=written, open=open
            )  # fmt: skip
            self.known[key] = self.pen.styles[look]
        return self.known[key]

    def letter_style(self, letter: Letter, bold: bool) -> StyleArray:
        key = (letter, bold)
        if key not in self.known:
            self.known[key] = self.pen.styles[letter_look(letter, self.size, bold)]
        return self.known[key]

    def tint(self, table: Table) -> None:
        """Light fills that follow the letter, bars that follow the share, also when somebody changes it in the file."""
        last = max(self.pen.row - 1, self.first)
        for at, column in enumerate(table.columns, 1):
            if column.kind.bar:
                letter = get_column_letter(at)
                self.pen.sheet.conditional_formatting.add(f"{letter}{self.first}:{letter}{last}", hundred_bar())
            if column.kind is VERDICT:
                letter = get_column_letter(at)
                for rule in letter_rules(f"{letter}{self.first}"):
                    self.pen.sheet.conditional_formatting.add(f"{letter}{self.first}:{letter}{last}", rule)


class Reaching:
    """Words of cells that reach over several rows: the last of these rows makes room for what the others lack."""

    def __init__(self):
        self.rows, self.lines = 0, 0

    def begin(self, lines: int, down: int) -> int:
        """How many lines the row itself must have for the cell."""
        if down == 1:
            return lines
        self.rows, self.lines = down, max(lines, self.lines if self.rows == down else 0)
        return 1

    def end(self, lines: int) -> int:
        """The lines of a row that ends, more when it is the last under a cell that needs them."""
        if not self.rows:
            return lines
        self.rows -= 1
        if not self.rows:
            lines = max(lines, self.lines)
        self.lines = max(self.lines - lines, 0)
        return lines


def held(value: Written | Letter | None) -> str:
    """What a cell holds when the form leaves the portal, as exact text."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def padded(written: str) -> str:
    """A format that keeps figures a bracket's width off the line to their right; an indent Calc draws unevenly."""
    return written if written == "General" else ";".join(f"{section}_)" for section in written.split(";"))


def plain(value: Figure | dt.date | None) -> int | Decimal | dt.date | None:
    """Excel knows no fractions."""
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value


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


def hundred_bar() -> Rule:
    """A grey bar from 0 to 100 behind a percentage, whatever the others in its column are."""
    return DataBarRule("num", 0, "num", 100, BAR_GREY)


def letter_rules(cell: str) -> tuple[FormulaRule, FormulaRule]:
    """Cơ bản đạt and chưa đạt in tints that print grey, in the weight that tells them apart without a tint."""
    nearly = f'LEFT({cell},2)="{Verdict.NEARLY.letter}"'
    not_met = f'OR({cell}="{Verdict.NOT_MET.letter}",{cell}="{Verdict.NOT_MET.letter}{FELL}")'
    return (
        FormulaRule([nearly], font=Font(bold=True, italic=True), fill=PatternFill("solid", bgColor=NEARLY_FILL)),
        FormulaRule([not_met], font=Font(bold=True), fill=PatternFill("solid", bgColor=NOT_MET_FILL)),
    )
