"""Filled forms as a workbook that can be printed and signed as it is."""

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from reports.tables.base import Table
from reports.xlsx.carrying import carry, hide
from reports.xlsx.charts import draw_charts
from reports.xlsx.naming import Filled, lead_to_pages, link_sheets, name_ranges
from reports.xlsx.pen import clean
from reports.xlsx.sheet import draw
from reports.xlsx.steady import saved
from reports.xlsx.styles import Styles

MANY = "Các biểu kết quả xây dựng nông thôn mới"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(tables: Sequence[Table], made_at: dt.datetime, pages: Mapping[str, str] | None = None) -> bytes:
    """One sheet for each form, in the order given; `pages` are the addresses of communes by the names of their rows."""
    book = Workbook()
    sheets = [book.active, *(book.create_sheet() for _ in tables[1:])]
    styles = Styles(book)
    forms = []
    for sheet, table in zip(sheets, tables, strict=True):
        sheet.title = table.form.sheet
        drawn = draw(sheet, table, styles)
        name_ranges(book, sheet.title, table, drawn.first)
        forms.append(Filled(table, sheet, drawn.first))
        if table.draft:
            carry(book, sheet, table, drawn)
        if table.carrying:
            hide(book, table.carrying)
    link_sheets(forms, styles)
    lead_to_pages(forms, pages or {})
    draw_charts(book, forms, styles)
    describe(book, tables)
    return saved(book, made_at)


def describe(book: Workbook, tables: Sequence[Table]) -> None:
    """What Excel shows under File, Properties."""
    about, table = book.properties, tables[0]
    about.title = clean(f"{table.form.label} {table.title}".strip()) if len(tables) == 1 else MANY
    about.subject = table.about.strip("()")
    about.creator = about.lastModifiedBy = clean(", ".join(table.issuer))
    about.category = "Nông thôn mới"
    about.language = "vi"
