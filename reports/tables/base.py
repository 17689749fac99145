"""A form before it is drawn: screen, print and Excel only draw it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from criteria.enums import FileKind, Part, Stage, Verdict
from reports.tables.kinds import COUNT, Kind, Written
from reports.tables.plots import Plot

FELL = "▼"
# Short and long side of the papers, and the margins inside which everything is printed, in mm.
PAPERS = {"A3": (297, 420), "A4": (210, 297)}
LEFT, RIGHT, TOP, BOTTOM = 20, 15, 15, 15
LAST_ROWS = 2
SAMPLE_MARK = "Số liệu minh họa, không phải số liệu thật"


class RowKind(Enum):
    """What a row is in the table, which decides its weight and whether formulas count it."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"
    FOOT = "foot"

    @property
    def is_body(self) -> bool:
        return self in (RowKind.DATA, RowKind.GROUP)

    @property
    def is_bold(self) -> bool:
        return self in (RowKind.GROUP, RowKind.TOTAL)


@dataclass(frozen=True, slots=True)
class Letter:
    """A verdict in a form: Đ, CB, C, … or KX, underlined where only the commune says so, ▼ where it fell."""

    verdict: Verdict
    by_self: bool = False
    fell: bool = False

    def __str__(self) -> str:
        return self.verdict.letter + FELL * self.fell


class Allowed(Enum):
    """What may be typed into a cell of a form in Excel."""

    WHOLE = "whole"
    NUMBER = "number"
    SHARE = "share"
    VERDICT = "verdict"
    VERDICT_OR_NA = "verdict or na"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that is typed in Excel and loaded back: a part of the figure of one indicator of one commune."""

    unit: str
    indicator: str
    part: Part
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to say: the live formula behind it, its own way of writing, the columns and rows it covers.

    In a formula `[key]` is this row's cell of a column, `[key:]` the rows of data in it, `[key@name]` its cell in a
    named row; without a key the column of the cell itself is meant.
    """

    value: Written | Letter | None
    formula: str = ""
    kind: Kind | None = None
    span: int = 1
    bold: bool | None = None  # otherwise than its row
    down: int = 1
    covered: bool = False  # lies under a cell that reaches down
    blank: Blank | None = None
    link: str = ""  # the whole address that it opens from a file


COVERED = Cell("", covered=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `cells` hold plain values, letters or cells, and together cover every column."""

    cells: tuple
    kind: RowKind = RowKind.DATA
    name: str = ""
    joined: bool = False  # no page begins between this row and the next
    begins_page: bool = False

    def placed(self) -> Iterator[tuple[int, Cell]]:
        """Each cell with the position of its first column."""
        at = 0
        for value in self.cells:
            cell = value if isinstance(value, Cell) else Cell(value)
            yield at, cell
            at += cell.span


def unit_row(unit_id: int) -> str:
    """The name of the row of a commune in a form that leads on to the commune's own sheets."""
    return f"unit{unit_id}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its figures are written, how wide it is on paper (mm), and its number under the head."""

    key: str
    number: str
    width: int
    kind: Kind = COUNT
    align: str = ""

    @property
    def side(self) -> str:
        return self.align or self.kind.align


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of the head, over one or more columns and levels; `turned` stands on its side."""

    text: str
    columns: int = 1
    levels: int = 1
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs under the table; the name stays blank until the office fills it."""

    post: str
    how: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed part of a form: its number, title, paper, who issues and who signs it."""

    code: str
    number: str
    sheet: str
    name: str
    title: str
    file: str
    paper: str
    portrait: bool
    size: int
    measured_in: str
    issuer: tuple[str, ...]
    signers: tuple[Signer, ...]
    spread: bool = False  # too wide for one page: printed on as many beside each other as it needs
    apart: bool = False  # about persons: not in the common workbook, and only for those who judge heads
    place_line: str = ""  # place and day above the right signature; without one that of all forms
    place_title: str = ""  # the title when it is filled for one commune; without one it is not

    @property
    def room(self) -> tuple[int, int]:
        """Width and height inside the margins, in mm."""
        short, long = PAPERS[self.paper]
        wide, high = (short, long) if self.portrait else (long, short)
        return wide - LEFT - RIGHT, high - TOP - BOTTOM

    @property
    def paper_words(self) -> str:
        """ "A3 ngang"."""
        return f"{self.paper} {'dọc' if self.portrait else 'ngang'}"

    @property
    def label(self) -> str:
        return f"Biểu số {self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form must carry to be loaded back: its stage and day, and the figures it was filled from.

    `seen` holds the finding in force by commune code and indicator; `mark` is the column that names each row.
    """

    kind: FileKind
    stage: Stage
    as_of: dt.date
    mark: str
    seen: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carrying:
    """A hidden sheet beside a form that lines are added to: its name and its rows, all text.

    How the file comes back is said in the file alone: what is printed from the page is signed.
    """

    sheet: str
    rows: tuple[tuple[str, ...], ...]
    how_to: str


@dataclass(frozen=True, slots=True)
class Table:
    """A filled form: what one function of places and dates returns."""

    form: Form
    title: str
    issuer: tuple[str, ...]
    about: str
    place_line: str
    columns: tuple[Column, ...]
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sample: bool = False
    pinned: int = 2  # columns that stay when Excel is scrolled sideways
    draft: Draft | None = None
    carrying: Carrying | None = None
    place: int | None = None  # the commune it is filled for, if it is one
    plots: tuple[Plot, ...] = ()

    @property
    def width(self) -> int:
        return sum(column.width for column in self.columns)

    @property
    def is_wide(self) -> bool:
        """Wider than its paper: printed smaller, all columns on one page."""
        return self.width > self.form.room[0]

    @property
    def is_dense(self) -> bool:
        """So much wider than its paper that only a smaller type keeps its figures apart."""
        return 4 * self.width > 5 * self.form.room[0]

    @property
    def tail(self) -> int:
        """The position of the first row that stays on the page of the signatures.

        The last two rows go with them; no heading and no cell that reaches down is parted from its rows.
        """
        last = max((at for at, row in enumerate(self.rows) if row.kind.is_body), default=0)
        first = max(last - LAST_ROWS + 1, 0)
        while first and (self.rows[first - 1].kind == RowKind.GROUP or self._hangs_on(first)):
            first -= 1
        return first

    @property
    def blocks(self) -> list[list[Row]]:
        """The rows before the tail; a heading stands with the row below it, rows under one cell stand together."""
        blocks: list[list[Row]] = []
        for at, row in enumerate(self.rows[: self.tail]):
            if not at or not (self.rows[at - 1].kind == RowKind.GROUP or self._hangs_on(at)):
                blocks.append([])
            blocks[-1].append(row)
        return blocks

    def _hangs_on(self, at: int) -> bool:
        """Whether the row is one with the row above it."""
        return self.rows[at - 1].joined or any(isinstance(cell, Cell) and cell.covered for cell in self.rows[at].cells)

    @property
    def edge(self) -> int:
        """Where letterhead, titles and notes begin; not in columns that a spread form repeats on every page."""
        return self.pinned + 1 if self.form.spread else 1

    @property
    def front(self) -> int:
        """The last column that letterhead and titles stand over: of all, or of the first page of a spread form."""
        if not self.form.spread:
            return len(self.columns)
        fitting, used = 0, 0
        for column in self.columns:
            used += column.width
            fitting += 100 * used <= 97 * self.form.room[0]
        return fitting

    def placed_heads(self) -> Iterator[tuple[int, int, Head]]:
        """Each head cell with its level and first column, as HTML lays out spans."""
        taken = set()
        for level, heads in enumerate(self.heads):
            at = 0
            for head in heads:
                while (level, at) in taken:
                    at += 1
                taken.update((level + down, at + right) for down in range(head.levels) for right in range(head.columns))
                yield level, at, head
                at += head.columns
