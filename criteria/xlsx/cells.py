"""The cells of one sheet, as exact text: 14.1 is 14.1 and no neighbour of it, a day is a day."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from criteria.rules.imports.grid import DAY, ERROR, FORMULA, NUMBER, TEXT, Grid, Written, column_number, position
from criteria.xlsx.book import IS_DAY, IS_PERCENT, PLAIN, Book
from criteria.xlsx.limits import LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TooMuch
from criteria.xlsx.parts import Elements

# Excel shows fifteen digits of what it keeps; what lies behind them is noise of binary numbers.
DIGITS_SHOWN = 15
FIRST_DAY, FIRST_DAY_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
LAST_SERIAL = 73_415  # 31/12/2100
MOST_MERGED = 5_000
BEYOND = MOST_COLUMNS + 1  # where a cell with an impossible name is taken to stand


class Cells(Elements):
    """Listens to a sheet and keeps what is written in it; empty cells and formulas' results are not kept."""

    def __init__(self, grid: Grid, book: Book, room: int = MOST_CELLS):
        super().__init__()
        self.grid, self.book, self.room = grid, book, room
        self.row = self.column = self.count = 0
        self.kind = self.look = ""
        self.parts: list[str] = []
        self.length = 0
        self.inside = self.is_formula = self.aside = False

    def begin(self, name, attrs):
        if name == "c":
            self.begin_cell(attrs)
        elif name == "row":
            self.begin_row(attrs.get("r", ""))
        elif name == "f":
            self.is_formula = True
        elif name in ("v", "t"):
            self.inside = not self.aside
        elif name == "rPh":
            self.aside = True
        elif name == "mergeCell":
            self.merge(attrs.get("ref", ""))

    def begin_row(self, number: str) -> None:
        """Rows usually say which they are; the others follow one another."""
        self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
        self.column = 0
        if self.row > MOST_ROWS:
            raise TooMuch("dòng")

    def begin_cell(self, attrs) -> None:
        """The same for cells."""
        place = attrs.get("r")
        self.column = column_number(place.rstrip("0123456789")) or BEYOND if place else self.column + 1
        self.kind, look = attrs.get("t", NUMBER), attrs.get("s", "")
        index = int(look) if look.isdecimal() and len(look) < 7 else 0
        self.look = self.book.looks[index] if index < len(self.book.looks) else PLAIN
        self.parts, self.length = [], 0
        self.is_formula = False

    def words(self, text):
        if self.inside and self.length <= LONGEST_TEXT:
            self.length += len(text)
            self.parts.append(text)

    def end(self, name):
        if name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.aside = False
        elif name == "c":
            self.end_cell()

    def end_cell(self) -> None:
        """Keep the cell if anything is written in it."""
        text = "".join(self.parts)[:LONGEST_TEXT]
        written = Written(FORMULA, "") if self.is_formula else self.written(text)
        if written is None:
            return
        self.count += 1
        if self.column > MOST_COLUMNS:
            raise TooMuch("cột")
        if self.count > self.room:
            raise TooMuch("ô")
        self.grid.rows.setdefault(self.row, {})[self.column] = written

    def written(self, text: str) -> Written | None:
        """What the cell means by its kind."""
        if not text.strip():
            return None
        if self.kind == "s":
            at = int(text) if text.isdecimal() and len(text) < 8 else len(self.book.words)
            words = self.book.words[at] if at < len(self.book.words) else ""
            return Written(TEXT, words) if words.strip() else None
        if self.kind in ("str", "inlineStr"):
            return Written(TEXT, text)
        if self.kind == "e":
            return Written(ERROR, text)
        if self.kind == "b":
            return Written(TEXT, "TRUE" if text == "1" else "FALSE")
        return day_of_iso(text) if self.kind == "d" else self.number(text)

    def number(self, text: str) -> Written:
        """A number as it is shown, a day where its format shows one, a percentage as the figure before its sign."""
        try:
            figure = shown(Decimal(text))
        except InvalidOperation:
            return Written(ERROR, text)
        if self.look == IS_DAY and (day := day_of(figure, self.book.from_1904)):
            return Written(DAY, day.isoformat())
        if self.look == IS_PERCENT:
            figure = figure.scaleb(2)
        return Written(NUMBER, f"{figure:f}")

    def merge(self, block: str) -> None:
        """A block of cells that shows only what stands in its first."""
        first, _, last = block.partition(":")
        corners = (*position(first), *position(last))
        if 0 not in corners and len(self.grid.merged) < MOST_MERGED:
            self.grid.merged.append(corners)


def shown(figure: Decimal) -> Decimal:
    """The fifteen digits that Excel shows of a number it keeps in binary."""
    if not figure.is_finite() or abs(figure.adjusted()) > 40:
        raise InvalidOperation
    places = DIGITS_SHOWN - 1 - figure.adjusted()
    return round(figure, places).normalize() if figure else Decimal(0)


def day_of(serial: Decimal, from_1904: bool) -> dt.date | None:
    """The day a serial number stands for; the hours after the comma are left out. None outside 1900 to 2100."""
    days = int(serial)
    if not 1 <= days <= LAST_SERIAL:
        return None
    if from_1904:
        return FIRST_DAY_1904 + dt.timedelta(days)
    # Excel believes in a 29/02/1900, so the days before it are one off.
    return FIRST_DAY + dt.timedelta(days + (days < 60))


def day_of_iso(text: str) -> Written:
    """A day written as text in the file format itself: "2017-09-25T00:00:00"."""
    try:
        return Written(DAY, dt.date.fromisoformat(text[:10]).isoformat())
    except ValueError:
        return Written(ERROR, text)
