"""A table inside a Word file over two pages: no row of it stands alone before or after the break."""

import datetime as dt
import io
import re
import shutil

import pytest
from docx import Document

from reports.docx.body import write_grid
from reports.enums import Family
from reports.rules.papers import Grid, rules_for
from tests.reports.writer import leaves, set_as_pdf

ROW = re.compile(r"Hàng (\d+)")
FILLED = range(36, 50)


def grid(rows: int) -> Grid:
    return Grid((("TT", 15), ("Nhiệm vụ", 100)), tuple((str(at), f"Hàng {at}") for at in range(1, rows + 1)))


def drawn(rows: int, lines: int = 0):
    """A page with so many lines of text before the table."""
    document = Document()
    for at in range(lines):
        shape = document.add_paragraph(f"Dòng {at}").paragraph_format
        shape.space_after, shape.line_spacing = 0, 1
    write_grid(document, grid(rows), rules_for(Family.STATE, dt.date(2017, 9, 25)).about)
    return document


def kept(rows: int) -> list[bool]:
    """Of each row, the head first, whether it stays with the next."""
    table = drawn(rows).tables[0]
    return [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows]


@pytest.mark.parametrize(
    ("rows", "stays"),
    [
        (0, [True]),
        (1, [True, False]),
        (2, [True, True, False]),
        (3, [True, True, True, False]),
        (6, [True, True, False, False, False, True, False]),
    ],
)
def test_the_head_stays_with_two_rows_and_the_last_row_with_the_one_before(rows, stays):
    assert kept(rows) == stays


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: page breaks are not tried")
def test_libreoffice_leaves_no_row_alone_wherever_the_page_ends(tmp_path):
    for lines in FILLED:
        file = io.BytesIO()
        drawn(6, lines).save(file)
        (tmp_path / f"{lines}.docx").write_bytes(file.getvalue())
    shares = set()
    for made in set_as_pdf(tmp_path, "*.docx"):
        pages = leaves(made.read_bytes(), tmp_path)
        shares.add(tuple(count for page in pages if (count := len(ROW.findall(page)))))
    assert shares == {(6,), (4, 2), (3, 3), (2, 4)}
