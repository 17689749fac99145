"""The workbook in the hands of another program: LibreOffice recalculates it, lays out its pages, and agrees with us.

Page counts hold with Liberation Serif, which has the metrics of Times New Roman (PACKAGES: fonts-liberation).
"""

import datetime as dt
import io
import re
import shutil
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import openpyxl
import pytest

from reports import xlsx
from reports.tables.base import Letter, RowKind
from reports.tables.brief import Brief
from reports.tables.filled import OF_PLACE, filled
from reports.tables.pieces import all_forms, pieces_of, together
from tests import build
from tests.criteria import money
from tests.directives import visits
from tests.reports import story
from tests.reports.writer import leaves, office_at, pages

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried"),
]
A3, A4, A4_PORTRAIT = (1191, 842), (842, 595), (595, 842)


@pytest.fixture
def office(tmp_path):
    """Hands a workbook to LibreOffice and gives back the file it made."""
    return office_at(tmp_path)


@pytest.fixture
def tables(district, hanh):
    story.tell_among_all(district, hanh)
    for commune in build.home_communes(18):
        build.movement(commune, by=hanh)
    for commune in build.home_communes(3):
        money.sheet(commune, by=hanh)
        money.sheet(commune, money.funding(), by=hanh)
        visits.signed(commune, hanh, requests=2)
    return filled(Brief(district, story.PERIOD))


PAPER = {
    "tom-tat": [A4_PORTRAIT], "bieu-03": [A3], "bieu-04": [A4], "bieu-05": [A4] * 3, "bieu-06": [A3],
    "bieu-07": [A3], "bieu-08": [A3], "bieu-09": [A4], "bieu-10": [A4], "bieu-11": [A3], "bieu-12": [A4] * 2,
    "bieu-13": [A4] * 4, "bieu-14": [A4_PORTRAIT] * 20, "bieu-15": [A4], "bieu-16": [A4] * 2,
}  # fmt: skip


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing: the words of pages are not read")
def test_every_form_of_twenty_communes_on_paper(tables, office, tmp_path):
    """Its paper and number of pages; on each page its heads and a number; totals and signatures with the last rows."""
    pdf = office(xlsx.workbook(tables, build.moment("2017-09-25")), "pdf")
    sizes, words = pages(pdf), leaves(pdf, tmp_path)
    assert sizes[-2:] == [A4_PORTRAIT] * 2  # the charts, and their figures
    begins = [0, *(at for at, text in enumerate(words) if "Biểu số " in text)]
    papers = dict(zip([table.form.code for table in tables], pairwise([*begins, len(words) - 2]), strict=True))
    assert {code: sizes[first:last] for code, (first, last) in papers.items()} == PAPER
    for table in tables:
        first, last = papers[table.form.code]
        check_leaves(table, words[first:last])


def check_leaves(table, own: list[str]) -> None:
    """The pages of one form, one by one; a reader of PDF may set a space inside a word."""
    flat = ["".join(text.split()) for text in own]
    heads = {word for head in table.heads[0] if not head.turned for word in head.text.split()}
    for number, text in enumerate(flat, 1):
        assert [word for word in heads if word not in text] == [], (table.form.code, number)
        assert text.endswith(str(number)), (table.form.code, number)
    last = [row for row in table.rows if row.kind.is_body][-1]
    named = next(str(cell.value) for _, cell in last.placed() if isinstance(cell.value, str) and len(cell.value) > 3)
    for words in (named.split()[0], table.form.signers[-1].post, table.place_line[:9]):
        assert "".join(words.split()) in flat[-1], (table.form.code, words)
    totals = [str(cell.value) for row in table.rows if row.kind == RowKind.TOTAL for _, cell in row.placed()][:2]
    for word in " ".join(totals).split()[:1]:
        assert any(word in text for text in flat), (table.form.code, word)


# LibreOffice writes bars a second time in an extension that openpyxl leaves out and says so.
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_live_totals_are_the_numbers_on_our_screens(tables, office):
    ours = xlsx.workbook(tables, build.moment("2017-09-25"))
    written = openpyxl.load_workbook(io.BytesIO(ours))
    counted = openpyxl.load_workbook(io.BytesIO(office(ours, "xlsx")), data_only=True)
    for table in tables:
        sheet, result = written[table.form.sheet], counted[table.form.sheet]
        first = sheet.freeze_panes and int(re.sub(r"\D", "", sheet.freeze_panes))
        for down, row in enumerate(table.rows):
            for at, cell in row.placed():
                found = result.cell(first + down, at + 1).value
                assert same(found, cell.value), (table.form.sheet, first + down, at + 1)
    bars = counted["Biểu đồ"]
    bands = {row[0].value: row[1].value for row in bars.iter_rows(min_row=55, max_row=66) if row[0].value}
    at = [column.key for column in tables[2].columns].index("count")
    for row in tables[2].rows:
        if row.name.startswith("b"):
            assert bands[row.cells[1]] == row.cells[at]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_live_totals_of_one_commune_are_the_numbers_on_our_screens(tables, district, xuan_tan, office):
    narrow = Brief(district, story.PERIOD).of_place(xuan_tan)
    own = list(together(Brief(district, story.PERIOD), pieces_of(all_forms(), [xuan_tan])))
    assert {table.place for table in own} == {narrow.place.pk}
    ours = xlsx.workbook(own, build.moment("2017-09-25"))
    written = openpyxl.load_workbook(io.BytesIO(ours))
    counted = openpyxl.load_workbook(io.BytesIO(office(ours, "xlsx")), data_only=True)
    for table in own:
        first = int(re.sub(r"\D", "", written[table.form.sheet].freeze_panes))
        for down, row in enumerate(table.rows):
            for at, cell in row.placed():
                if cell.formula:
                    found = counted[table.form.sheet].cell(first + down, at + 1).value
                    assert same(found, cell.value), (table.form.sheet, row.name, cell.formula)


@pytest.mark.parametrize(("code", "leaves"), [("bieu-01", 4), ("bieu-02", 4)])
def test_a_commune_s_own_form_fits_its_paper(code, leaves, tables, district, xuan_tan, office):
    brief = Brief(district, story.PERIOD).of_place(xuan_tan)
    assert pages(office(xlsx.workbook([OF_PLACE[code](brief)], build.moment("2017-09-25")), "pdf")) == [A4] * leaves


def same(found, ours) -> bool:
    """Whether LibreOffice holds the value we print, computed or typed."""
    if isinstance(ours, (int, Decimal, Fraction)):
        return isinstance(found, (int, float)) and abs(Fraction(found) - Fraction(ours)) < Fraction(1, 10**9)
    if isinstance(ours, dt.date):
        return found.date() == ours
    return (found or "") == (str(ours) if isinstance(ours, Letter) else ours or "")
