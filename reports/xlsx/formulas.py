"""Live totals: the references of a table turned into the cells of a sheet, and what they give today."""

import re
from decimal import Decimal
from fractions import Fraction

from openpyxl.utils import get_column_letter

from reports.tables.base import Letter, Table
from reports.tables.kinds import Figure, Written

REFERENCE = re.compile(r"\[(?P<key>\w*)(?:(?P<all>:)|@(?P<row>\w+))?\]")


class Formula(str):
    """A formula with what it gives: telephones, previews and Excel's Protected View show it and reckon nothing."""

    __slots__ = ("gives",)

    def __new__(cls, written: str, gives: Written | Letter | None) -> "Formula":
        """The letters of the formula, with its result beside them."""
        made = super().__new__(cls, written)
        made.gives = gives
        return made


class References:
    """Where the columns and named rows of one table stand in its sheet."""

    def __init__(self, table: Table, first_row: int):
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(table.columns, 1)}
        self._named = {row.name: first_row + at for at, row in enumerate(table.rows) if row.name}
        body = [first_row + at for at, row in enumerate(table.rows) if row.kind.is_body] or [first_row]
        self._first, self._last = body[0], body[-1]
        self._table = table

    def formula(self, written: str, row: int, column: int, sheet: str = "") -> str:
        """ "=SUM(V12:V31)" from "SUM([:])"; on another sheet "='Biểu 04'!C12" from "[count@b1]"."""

        def cells(match: re.Match) -> str:
            letter = self._letters[match["key"]] if match["key"] else get_column_letter(column)
            if match["all"]:
                return f"{sheet}{letter}{self._first}:{letter}{self._last}"
            return f"{sheet}{letter}{self._named[match['row']] if match['row'] else row}"

        return "=" + REFERENCE.sub(cells, written)

    def difference(self, written: str) -> Figure | None:
        """What "[count@b1]" or "20-[met@c1]-[nearly@c1]" gives: the figures of charts are no more than that."""
        first, *rest = (self._figure(term) for term in written.split("-"))
        return None if first is None or None in rest else first - sum(rest)

    def _figure(self, term: str) -> Figure | None:
        """A number as it is written, or the one in the cell that is meant."""
        match = REFERENCE.fullmatch(term)
        if match is None:
            return int(term)
        keys = [column.key for column in self._table.columns]
        row = next(row for row in self._table.rows if row.name == match["row"])
        value = dict(row.placed())[keys.index(match["key"])].value
        return value if isinstance(value, (int, Decimal, Fraction)) else None
