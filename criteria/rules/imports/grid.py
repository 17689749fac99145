"""A sheet of a file as plain cells, whatever program wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

TEXT, NUMBER, DAY, FORMULA, ERROR = "t", "n", "d", "f", "e"
LETTERS = re.compile("[A-Z]{1,3}")


class Written(NamedTuple):
    """One cell: what kind of thing stands in it, and the thing as exact text ("7204", "14.1", "2017-09-25")."""

    kind: str
    text: str


@dataclass(slots=True)
class Grid:
    """The cells of one sheet by row and column, both counted from 1; merged blocks as (row, column, row, column)."""

    name: str
    rows: dict[int, dict[int, Written]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    @property
    def columns(self) -> int:
        """The last column that holds anything."""
        return max((max(row) for row in self.rows.values() if row), default=0)

    def at(self, row: int, column: int) -> Written | None:
        """What stands in a cell; None where it is empty."""
        return self.rows.get(row, {}).get(column)

    def named(self, address: str) -> Written | None:
        """The same by the name Excel gives the cell."""
        return self.at(*position(address))

    def plain(self) -> list:
        """As it is stored in JSON, without a copy of each cell: a province has a hundred thousand."""
        return [self.name, self.rows, self.merged]

    @classmethod
    def of_plain(cls, stored: list) -> "Grid":
        """What JSON made of `plain`: numbers of rows and columns have become texts."""
        name, rows, merged = stored
        cells = {int(row): {int(at): Written(*cell) for at, cell in found.items()} for row, found in rows.items()}
        return cls(name, cells, [tuple(block) for block in merged])


def column_name(column: int) -> str:
    """ "A", "Z", "AA"."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def address(row: int, column: int) -> str:
    """ "F12"."""
    return f"{column_name(column)}{row}"


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Which column "AB" is; 0 for what is no name of a column."""
    if not LETTERS.fullmatch(letters):
        return 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def position(name: str) -> tuple[int, int]:
    """Row and column of "F12"; (0, 0), which no grid holds, for anything else."""
    letters = name.rstrip("0123456789")
    column, digits = column_number(letters), name[len(letters) :]
    if not column or not digits or digits[0] == "0" or len(digits) > 7:
        return 0, 0
    return int(digits), column


def texts_of(cells: dict[int, Written]) -> Iterator[tuple[int, str]]:
    """The words of a row with their columns."""
    for column, cell in cells.items():
        if cell.kind == TEXT and cell.text.strip():
            yield column, " ".join(cell.text.split())
