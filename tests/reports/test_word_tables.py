"""A table inside a Word file over two pages: no row of it stands alone before or after the break."""

import datetime as dt
import io
import re
import shutil
from dataclasses import replace

import pytest
from docx import Document

from reports.docx.body import write_grid
from reports.enums import Family
from reports.rules.papers import Grid, rules_for
from reports.rules.periodic_facts import DistrictFacts, DistrictLine
from reports.rules.periodic_tables import district_grid, heads_grid
from tests.reports import periodic_cases as cases
from tests.reports.writer import leaves, set_as_pdf

ROW = re.compile(r"Hàng (\d+)")
FILLED = range(36, 50)


def grid(rows: int, *, whole: bool = False) -> Grid:
    told = tuple((str(at), f"Hàng {at}") for at in range(1, rows + 1))
    return Grid((("TT", 15), ("Nhiệm vụ", 100)), told, whole=whole)


def drawn(rows: int, lines: int = 0, *, whole: bool = False):
    """A page with so many lines of text before the table."""
    document = Document()
    for at in range(lines):
        shape = document.add_paragraph(f"Dòng {at}").paragraph_format
        shape.space_after, shape.line_spacing = 0, 1
    write_grid(document, grid(rows, whole=whole), rules_for(Family.STATE, dt.date(2017, 9, 25)).about)
    return document


def kept(rows: int, *, whole: bool = False) -> list[bool]:
    """Of each row, the head first, whether it stays with the next."""
    table = drawn(rows, whole=whole).tables[0]
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


@pytest.mark.parametrize("rows", [1, 5])
def test_a_short_table_that_is_one_whole_is_not_divided(rows):
    assert kept(rows, whole=True) == [*[True] * rows, False]


def test_no_column_of_the_district_stands_empty():
    def heads(*lines: DistrictLine) -> list[str]:
        drawn = district_grid(DistrictFacts(1, 1, 1, lines))
        assert sum(width for _, width in drawn.heads) == 165
        return [head for head, _ in drawn.heads]

    plain = DistrictLine(1, "Quy hoạch", "đạt", True, None)
    assert heads(plain) == ["TT", "Tiêu chí", "Đánh giá"]
    assert heads(plain, replace(plain, papers="3/3"))[3:] == ["Hồ sơ"]
    assert heads(plain, replace(plain, due_on=dt.date(2017, 12, 31)))[3:] == ["Thời hạn"]


def test_of_a_province_the_heads_behind_are_not_all_listed():
    found = heads_grid(cases.heads(*(cases.place(at, f"Xã {at}") for at in range(1, 31)))).rows
    assert (len(found), found[19][0], found[20]) == (21, "Xã 20", ("và 10 đơn vị khác", "", "", "", ""))
    assert len(heads_grid(cases.heads(*cases.ALL)).rows) == 20


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
