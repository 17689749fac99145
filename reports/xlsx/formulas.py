"""Live totals: the references of a table turned into the cells of a sheet."""

import re

from openpyxl.utils import get_column_letter

from reports.tables.base import Table

REFERENCE = re.compile(r"\[(?P<key>\w*)(?:(?P<all>:)|@(?P<row>\w+))?\]")


class References:
    """Where the columns and named rows of one table stand in its sheet."""

    def __init__(self, table: Table, first_row: int):
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(table.columns, 1)}
        self._named = {row.name: first_row + at for at, row in enumerate(table.rows) if row.name}
        body = [first_row + at for at, row in enumerate(table.rows) if row.kind.is_body] or [first_row]
        self._first, self._last = body[0], body[-1]

    def formula(self, written: str, row: int, column: int, sheet: str = "") -> str:
        """ "=SUM(V12:V31)" from "SUM([:])"; on another sheet "='Biểu 04'!C12" from "[count@b1]"."""

        def cells(match: re.Match) -> str:
            letter = self._letters[match["key"]] if match["key"] else get_column_letter(column)
            if match["all"]:
                return f"{sheet}{letter}{self._first}:{letter}{self._last}"
            return f"{sheet}{letter}{self._named[match['row']] if match['row'] else row}"

        return "=" + REFERENCE.sub(cells, written)
