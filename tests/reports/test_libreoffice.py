"""The workbook in the hands of another program: LibreOffice recalculates it, lays out its pages, and agrees with us.

Page counts hold with Liberation Serif, which has the metrics of Times New Roman (PACKAGES: fonts-liberation).
"""

import datetime as dt
import io
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest

from reports import xlsx
from reports.tables.base import Letter
from reports.tables.brief import Brief
from reports.tables.filled import FILLED, OF_PLACE, filled
from reports.tables.pieces import all_forms, pieces_of, together
from tests import build
from tests.criteria import money
from tests.reports import story

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried"),
]
A3, A4, A4_PORTRAIT = (1191, 842), (842, 595), (595, 842)


@pytest.fixture
def office(tmp_path):
    """Hands a workbook to LibreOffice and gives back the file it made."""

    def convert(content: bytes, kind: str) -> bytes:
        source, made = tmp_path / "bieu.xlsx", tmp_path / "made"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(made), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return (made / f"bieu.{kind}").read_bytes()

    return convert


@pytest.fixture
def tables(district, hanh):
    story.tell_among_all(district, hanh)
    for commune in build.home_communes(18):
        build.movement(commune, by=hanh)
    for commune in build.home_communes(3):
        money.sheet(commune, by=hanh)
        money.sheet(commune, money.funding(), by=hanh)
    return filled(Brief(district, story.PERIOD))


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page in points."""
    boxes = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf, re.DOTALL)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


@pytest.mark.parametrize(
    ("code", "sizes"),
    [
        ("tom-tat", [A4_PORTRAIT]),
        ("bieu-03", [A3]),
        ("bieu-04", [A4]),
        ("bieu-05", [A4, A4, A4]),
        ("bieu-06", [A3]),
        ("bieu-07", [A3]),
        ("bieu-08", [A3]),
        ("bieu-09", [A4]),
        ("bieu-10", [A4]),
        ("bieu-11", [A3]),
        ("bieu-12", [A4, A4]),
        ("bieu-13", [A4, A4, A4, A4]),
        ("bieu-14", [A4_PORTRAIT] * 22),
        ("bieu-15", [A4]),
    ],
)
def test_a_form_of_twenty_communes_fits_its_paper(code, sizes, tables, office):
    table = replace(tables[list(FILLED).index(code)], plots=())
    assert pages(office(xlsx.workbook([table], build.moment("2017-09-25")), "pdf")) == sizes


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


@pytest.mark.parametrize(("code", "leaves"), [("bieu-01", 4), ("bieu-02", 5)])
def test_a_commune_s_own_form_fits_its_paper(code, leaves, tables, district, xuan_tan, office):
    brief = Brief(district, story.PERIOD).of_place(xuan_tan)
    assert pages(office(xlsx.workbook([OF_PLACE[code](brief)], build.moment("2017-09-25")), "pdf")) == [A4] * leaves


def test_the_charts_take_one_upright_page_and_their_figures_another(tables, office):
    charted = [table for table in tables if table.plots]
    sizes = pages(office(xlsx.workbook(charted, build.moment("2017-09-25")), "pdf"))
    assert sizes[-2:] == [A4_PORTRAIT] * 2


def same(found, ours) -> bool:
    """Whether LibreOffice holds the value we print, computed or typed."""
    if isinstance(ours, (int, Decimal, Fraction)):
        return isinstance(found, (int, float)) and abs(Fraction(found) - Fraction(ours)) < Fraction(1, 10**9)
    if isinstance(ours, dt.date):
        return found.date() == ours
    return (found or "") == (str(ours) if isinstance(ours, Letter) else ours or "")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing: repeated heads are not looked for")
def test_heads_repeat_and_signatures_stay_with_the_last_rows(tables, office, tmp_path):
    table = tables[list(FILLED).index("bieu-05")]
    paper = tmp_path / "bieu.pdf"
    paper.write_bytes(office(xlsx.workbook([table], build.moment("2017-09-25")), "pdf"))
    text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True).stdout.decode()
    leaves = text.partition("BIỂU ĐỒ")[0].split("\f")[:-1]  # the charts have a sheet of their own behind
    assert leaves
    assert all("Tiêu chí" in leaf and "Cơ quan phụ trách" in leaf for leaf in leaves)
    last = leaves[-1]
    assert all(words in last for words in ("Quốc phòng và An ninh", "Tổng số lượt tiêu chí", "CHÁNH VĂN PHÒNG"))
