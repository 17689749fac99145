"""Filled forms as a workbook that can be printed and signed as it is."""

import datetime as dt
from collections.abc import Sequence

from openpyxl import Workbook

from reports.tables.base import Table
from reports.xlsx.carrying import carry, hide
from reports.xlsx.sheet import draw
from reports.xlsx.steady import saved
from reports.xlsx.styles import Styles

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(tables: Sequence[Table], made_at: dt.datetime) -> bytes:
    """One sheet for each form, in the order given."""
    book = Workbook()
    sheets = [book.active, *(book.create_sheet() for _ in tables[1:])]
    styles = Styles(book)
    for sheet, table in zip(sheets, tables, strict=True):
        sheet.title = table.form.sheet
        drawn = draw(sheet, table, styles)
        if table.draft:
            carry(book, sheet, table, drawn)
        if table.carrying:
            hide(book, table.carrying)
    describe(book, tables[0])
    return saved(book, made_at)


def describe(book: Workbook, table: Table) -> None:
    """What Excel shows under File, Properties."""
    about = book.properties
    about.title = f"{table.form.label} {table.title}".strip()
    about.subject = table.about.strip("()")
    about.creator = about.lastModifiedBy = ", ".join(table.issuer)
    about.category = "Nông thôn mới"
    about.language = "vi"
