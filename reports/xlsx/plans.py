"""Biểu 11 of a commune as a workbook that can be loaded back: the form, and the hidden sheet beside it."""

import datetime as dt
import io

from openpyxl import Workbook

from directives.rules.plan_file import HIDDEN
from reports.tables.form_11 import CommuneSheet
from reports.xlsx.sheet import draw
from reports.xlsx.styles import Styles


def plan_workbook(form: CommuneSheet, made_at: dt.datetime) -> bytes:
    """Nothing is locked, because lines are added; what names the measures is hidden and protected."""
    book = Workbook()
    sheet = book.active
    sheet.title = form.table.form.sheet
    draw(sheet, form.table, Styles(book))
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    for at, row in enumerate(form.carried.rows(), 1):
        for column, text in enumerate(row, 1):
            hidden.cell(at, column, text).data_type = "s"
    book.properties.title = f"{form.table.form.label} {form.table.title}"
    book.properties.creator = ", ".join(form.table.issuer)
    book.properties.created = made_at.astimezone(dt.UTC).replace(tzinfo=None)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
