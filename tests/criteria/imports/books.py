"""Workbooks made by hand for the tests, and what the portal makes of them."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.rules.imports.grid import Grid
from criteria.xlsx import read_file

HEAD = ["TT", "Đơn vị", "Số người có thẻ", "Dân số", "Ngày", "Văn bản"]
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_of(rows: Iterable[Iterable], sheet: str = "Tháng 9") -> bytes:
    """One sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def grid_of(rows: Iterable[Iterable]) -> Grid:
    """The rows as the portal reads them."""
    return read_file("bang.xlsx", book_of(rows))[0]


def by_hand(sheet: str, parts: dict[str, str] | None = None, **texts: str) -> bytes:
    """An .xlsx file put together from its parts; `sheet` is the inside of the first worksheet."""
    given = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{texts.get("about", "")}'
        '<sheets><sheet name="Một" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{DOCUMENT}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{texts.get("before", "")}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    } | (parts or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in given.items():
            archive.writestr(name, text)
    return file.getvalue()


def upload(client, content: bytes, name: str = "bang.xlsx", **given):
    """Send a file to the page of uploads."""
    return client.post("/nhap-tep/", {"tep": SimpleUploadedFile(name, content)}, **given)
