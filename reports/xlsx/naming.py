"""Named ranges and links between the sheets of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ntm_portal.vietnamese import fold
from reports.tables.base import RowKind, Table, unit_row
from reports.xlsx.styles import Look, Styles

LINK = Look(11, "left", underlined=True, wrapped=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form on its sheet, and where its rows begin."""

    table: Table
    sheet: Worksheet
    first: int


def stem(sheet: str) -> str:
    """ "Bieu03", "TomTat", "Bieu01XuanTan": the beginning of the names of one sheet."""
    return "".join(letter for letter in fold(sheet).title() if letter.isascii() and letter.isalnum())


def name_ranges(book: Workbook, sheet: str, table: Table, first: int) -> None:
    """The rows of data and the row of totals, so that a formula of the office need not count rows."""
    last_column = get_column_letter(len(table.columns))
    body = [first + at for at, row in enumerate(table.rows) if row.kind.is_body]
    totals = [first + at for at, row in enumerate(table.rows) if row.kind == RowKind.TOTAL]
    for word, rows in (("SoLieu", body), ("TongSo", totals)):
        if rows:
            name = f"{stem(sheet)}_{word}"
            place = f"'{sheet}'!$A${rows[0]}:${last_column}${rows[-1]}"
            book.defined_names[name] = DefinedName(name, attr_text=place)


def link_sheets(forms: Sequence[Filled], styles: Styles) -> None:
    """From each commune in the matrix to its first sheet, and back from beside the table of that sheet."""
    own: dict[str, str] = {}
    for form in forms:
        if form.table.place:
            own.setdefault(unit_row(form.table.place), form.sheet.title)
    home = ""
    for form in forms:
        leading = (
            []
            if form.table.place
            else [(at, own[row.name]) for at, row in enumerate(form.table.rows) if row.name in own]
        )
        for at, title in leading:
            home = home or form.sheet.title
            form.sheet.cell(form.first + at, form.table.pinned).hyperlink = _to(title)
    for form in forms:
        if home and form.table.place:
            _back(form, home, styles)


def lead_to_pages(forms: Sequence[Filled], pages: Mapping[str, str]) -> None:
    """From the communes of the matrix that have no sheet in the workbook to their pages in the portal, by row."""
    wide = (form for form in forms if not form.table.place)
    matrix = next((form for form in wide if any(row.name in pages for row in form.table.rows)), None)
    for at, row in enumerate(matrix.table.rows if matrix else ()):
        cell = matrix.sheet.cell(matrix.first + at, matrix.table.pinned)
        if row.name in pages and not cell.hyperlink:
            cell.hyperlink = Hyperlink(ref="A1", target=pages[row.name], tooltip="Mở trang của xã trên cổng")


def _back(form: Filled, home: str, styles: Styles) -> None:
    """Right of the table, outside what is printed."""
    cell = form.sheet.cell(1, len(form.table.columns) + 2, f"Về {home}")
    cell._style = styles[LINK]
    cell.hyperlink = _to(home)


def _to(sheet: str) -> Hyperlink:
    return Hyperlink(ref="A1", location=f"'{sheet}'!A1", tooltip=f"Xem {sheet}")
