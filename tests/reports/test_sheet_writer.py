"""The rows we write ourselves are those that openpyxl would write."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from reports.xlsx.formulas import Formula
from reports.xlsx.pen import Pen
from reports.xlsx.steady import saved
from reports.xlsx.styles import Look, Styles
from tests.reports.test_xlsx import MADE_AT

LOOKS = [Look(12), Look(12, "left", bold=True), Look(11, framed="thin", format="0.00"), Look(11, framed="medium")]
GIVEN = [19, Decimal("95.5"), "…", None]
words = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [" hai đầu ", "=1+1", "a\r\nb", "x\ty", "<&>\"'", "]]>", "-", "+84"]
)
figures = (
    st.integers(-(10**12), 10**12)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4)
    | st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
    | st.none()
)
cells = st.tuples(
    st.sampled_from(["say", "count", "mark", "formula", "blank", "box"]), words, figures, st.integers(0, 3)
)


def drawn(rows):
    """A sheet with one cell after the other, as the forms draw theirs."""
    book = Workbook()
    styles = Styles(book)
    pen = Pen(book.active, styles)
    for row in rows:
        for at, (how, text, figure, look) in enumerate(row, 1):
            style = styles[LOOKS[look]]
            if how == "say":
                pen.say(at, text, style)
            elif how == "count":
                pen.count(at, figure, style)
            elif how == "mark":
                pen.mark(at, "Đ▼", style)
            elif how == "formula":
                pen.reckon(at, Formula(f'=IF(A{pen.row}<>"&",SUM(A1:B2),0)', GIVEN[look]), style)
            elif how == "blank":
                pen.blank(at, style)
            else:
                pen.box(pen.row, 10 + 4 * at, text, LOOKS[look], levels=1, columns=3)
        pen.end(13.5 + len(row))
    return book


def seen(content):
    """All that a reader of the file could see of its cells."""
    sheet = load_workbook(io.BytesIO(content)).active
    shown = {
        cell.coordinate: (
            same_number(cell.value), cell.data_type, cell.number_format, cell.quotePrefix, cell.font.b, cell.font.sz,
            cell.border.left and cell.border.left.style, cell.alignment.horizontal,
            cell.hyperlink and cell.hyperlink.location,
        )
        for row in sheet.iter_rows() for cell in row
    }  # fmt: skip
    heights = {row: found.height for row, found in sheet.row_dimensions.items()}
    return shown, heights, sorted(str(block) for block in sheet.merged_cells.ranges), sheet.dimensions


def same_number(value):
    """openpyxl writes sixteen digits, of which a reader of decimal figures sees fifteen."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def plainly_saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=4), max_size=5))
def test_whatever_is_drawn_is_read_back_as_openpyxl_writes_it(rows):
    assert seen(saved(drawn(rows), MADE_AT)) == seen(plainly_saved(drawn(rows)))


def test_a_link_and_a_cell_nobody_drew_are_written_as_openpyxl_writes_them():
    books = [drawn([[("say", "Xuân Tân", None, 1)]]) for _ in range(2)]
    for book in books:
        book.active.cell(1, 1).hyperlink = Hyperlink(ref="A1", location="'Biểu 01'!A1")
        book.active.cell(7, 2)
        book.active.cell(8, 2).value = "không có khung"
    ours, theirs = seen(saved(books[0], MADE_AT)), seen(plainly_saved(books[1]))
    assert ours == theirs
    assert ours[0]["A1"][-1] == "'Biểu 01'!A1"


@pytest.mark.parametrize("figure", [Decimal("85.4000"), Decimal("0.0001"), 10**11, -3])
def test_a_figure_is_written_to_its_last_digit(figure):
    content = saved(drawn([[("count", "", figure, 2)]]), MADE_AT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    written = sheet.split("<v>")[1].split("</v>")[0]
    assert Decimal(written) == figure
