"""The workbook as a package: charts, names and links, and nothing that a program would want to repair."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from defusedxml import ElementTree

from reports import xlsx
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED, filled
from reports.tables.pieces import all_forms, pieces_of, together
from tests import build
from tests.reports import hand, package, story

pytestmark = pytest.mark.django_db
MADE_AT = build.moment("2017-09-25")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def brief(district, hanh):
    story.tell(district, hanh)
    return Brief(district, story.PERIOD)


@pytest.fixture
def many(brief, xuan_tan, xuan_chau) -> bytes:
    """All forms of the district and of two communes in one workbook."""
    pieces = pieces_of(all_forms(), [brief.district, xuan_tan, xuan_chau])
    return xlsx.workbook(list(together(brief, pieces)), MADE_AT)


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("code", FILLED)
def test_the_file_of_a_form_is_whole(code, brief):
    assert package.faults(xlsx.workbook([FILLED[code](brief)], MADE_AT)) == []


@pytest.mark.parametrize("code", FILLED)
def test_the_file_of_a_day_before_the_first_criteria_set_is_whole(code, district):
    early = Brief(district, Period(dt.date(2016, 4, 15), dt.date(2016, 4, 5)))
    assert (bool(early.units), len(early.matrix.criteria)) == (True, 0)
    assert package.faults(xlsx.workbook([FILLED[code](early)], MADE_AT)) == []


def test_a_workbook_of_many_places_is_whole(many):
    assert package.faults(many) == []


def broken(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with one fault."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(old.encode(), new.encode(), 1) if name == part else text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("xl/_rels/workbook.xml.rels", "styles.xml", "style.xml", "leads to nothing"),
        ("xl/workbook.xml", "Bieu05_SoLieu", "B5", "name 'B5'"),
        ("xl/workbook.xml", "'Biểu 05'!$A$11", "'Biểu 5'!$A$11", "is nowhere"),
        ("xl/worksheets/sheet1.xml", 'ref="C8:F8"', 'ref="A8:F8"', "overlaps"),
        ("xl/worksheets/sheet1.xml", "<printOptions", "<drawing/><printOptions", "parts out of order"),
        ("xl/worksheets/sheet1.xml", 'ht="16.5"', 'ht="412.5"', "is 412.5 high"),
        ("xl/worksheets/sheet1.xml", "SUM(", "TEXTJOIN(", "function TEXTJOIN"),
        ("xl/worksheets/sheet1.xml", 'dxfId="0"', 'dxfId="7"', "without its look"),
        ("[Content_Types].xml", "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet7.xml", "not there"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_the_check_sees_what_a_program_would_refuse(part, old, new, fault, monkeypatch):
    monkeypatch.setattr(package, "load_workbook", lambda content: None)
    found = package.faults(broken(xlsx.workbook([hand.table()], MADE_AT), part, old, new))
    assert [words for words in found if fault in words]


def test_each_form_has_its_named_ranges(many):
    names = book(many).defined_names
    assert {"Bieu03_SoLieu", "Bieu03_TongSo", "TomTat_SoLieu", "Bieu01XuanTan_SoLieu"} <= set(names)
    assert names["Bieu03_SoLieu"].attr_text == "'Biểu 03'!$A$11:$AA$13"
    assert names["Bieu03_TongSo"].attr_text == "'Biểu 03'!$A$14:$AA$14"


def test_the_matrix_leads_to_the_commune_s_sheet_and_back(many):
    made = book(many)
    matrix = made["Biểu 03"]
    assert {cell.value: cell.hyperlink.location for row in matrix["B11:B13"] for cell in row if cell.hyperlink} == {
        "Xuân Tân": "'Biểu 01 Xuân Tân'!A1",
        "Xuân Châu": "'Biểu 01 Xuân Châu'!A1",
    }
    back = made["Biểu 05 Xuân Tân"]["K1"]
    assert (back.value, back.hyperlink.location) == ("Về Biểu 03", "'Biểu 03'!A1")
    assert "K" not in made["Biểu 05 Xuân Tân"].print_area


def test_a_workbook_without_sheets_of_communes_has_no_links(brief):
    made = book(xlsx.workbook(filled(brief), MADE_AT))
    assert [cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []


def test_the_charts_point_at_the_figures_of_the_forms(brief):
    content = xlsx.workbook(filled(brief), MADE_AT)
    sheet = book(content)["Biểu đồ"]
    heads = [row[0].value for row in sheet.iter_rows(min_row=55, max_row=90) if row[0].font.b and row[0].value]
    assert heads == [
        "Số xã, thị trấn theo nhóm tiêu chí đạt (Biểu 04)", "Nhóm",
        "Số xã, thị trấn đạt, cơ bản đạt, chưa đạt từng tiêu chí (Biểu 05)", "Tiêu chí",
        "Chỉ tiêu hoàn thành trong tháng 9/2017 so với yêu cầu (Biểu 06)", "Chỉ tiêu",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[57]][:3] == ["19 tiêu chí", "='Biểu 04'!C9", "='Biểu 04'!E9"]
    assert series_of(content, 1) == {
        "Đến 25/9/2017": "'Biểu đồ'!$B$57:$B$61",
        "Đến 28/8/2017": "'Biểu đồ'!$C$57:$C$61",
    }
    assert list(series_of(content, 2)) == ["Đạt", "Cơ bản đạt", "Chưa đạt", "Chưa đủ số liệu, không xét"]
    assert list(series_of(content, 3)) == ["Toàn huyện (%)", "Yêu cầu (%)"]


def series_of(content: bytes, number: int) -> dict[str, str]:
    """The name of each series of a chart, and where its figures stand."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = ElementTree.fromstring(parts.read(f"xl/charts/chart{number}.xml"))
    return {
        node.find(f"{CHART}tx/{CHART}v").text: node.find(f"{CHART}val//{CHART}f").text
        for node in chart.iter(f"{CHART}ser")
    }


def test_bars_are_told_apart_without_colour(brief):
    content = xlsx.workbook([FILLED["bieu-05"](brief)], MADE_AT)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert (chart.count('prst="ltUpDiag"'), chart.count('prst="pct10"')) == (1, 1)
    assert chart.count('<showVal val="1"') == 4


def test_the_figures_of_few_charts_stand_on_the_page_of_the_charts(brief):
    alone, many = (
        book(xlsx.workbook(tables, MADE_AT))["Biểu đồ"] for tables in (filled(brief, ["bieu-05"]), filled(brief))
    )
    assert ([mark.id for mark in alone.row_breaks.brk], [mark.id for mark in many.row_breaks.brk]) == ([], [54])


def test_a_letter_changed_in_the_file_has_its_weight(brief):
    sheet = book(xlsx.workbook([FILLED["bieu-03"](brief)], MADE_AT)).worksheets[0]
    rules = next(iter(sheet.conditional_formatting)).rules
    assert [(rule.dxf.font.b, bool(rule.dxf.font.i)) for rule in rules] == [(True, True), (True, False)]


def test_a_form_of_one_commune_has_no_chart(brief, xuan_tan):
    made = book(xlsx.workbook([FILLED["bieu-05"](brief.of_place(xuan_tan))], MADE_AT))
    assert made.sheetnames == ["Biểu 05"]


def test_a_workbook_of_many_forms_has_a_title_of_its_own(brief):
    about = book(xlsx.workbook(filled(brief), MADE_AT)).properties
    assert (about.title, about.creator) == (
        "Các biểu kết quả xây dựng nông thôn mới",
        "UBND HUYỆN XUÂN TRƯỜNG, VĂN PHÒNG ĐIỀU PHỐI NTM",
    )
