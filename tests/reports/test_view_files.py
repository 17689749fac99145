"""Diễn biến and So sánh as Excel: cell by cell what the page shows, with its dates, and charts from nought to all."""

import html
import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl.chart import BarChart, LineChart

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Stage, Verdict
from ntm_portal.kept import forget_readings
from tests import build
from tests.reports import story
from tests.reports.story import leave_communes, tell
from tests.reports.view_files import book_of, links_of, page_tables, sheet_rows
from tests.reports.writer import leaves, office_at, pages

A4, A4_PORTRAIT = (842, 595), (595, 842)


@pytest.fixture
def told(district, hanh, officer, xuan_tan):
    tell(district, hanh)
    build.record(xuan_tan, build.row("12", 95, 100, "2017-09-10", Stage.SELF), by=officer)


STATES = ["", "?thang=tat-ca", "?den=2017-09-24", "?biet_den=2017-09-24&den=2017-09-23"]


@pytest.mark.parametrize("state", STATES)
def test_the_district_s_file_holds_what_its_page_shows(state, sign_in, told):
    browser = sign_in("hanh")
    together, criteria = page_tables(browser.get(f"/dien-bien/{state}"))
    book = book_of(browser.get(f"/dien-bien.xlsx{state}"))
    assert book.sheetnames == ["Diễn biến chung", "Từng tiêu chí", "Biểu đồ"]
    assert sheet_rows(book["Diễn biến chung"]) == together[1:]
    assert sheet_rows(book["Từng tiêu chí"]) == criteria[1:]
    assert [cell.value for cell in heads_of(book["Từng tiêu chí"])] == criteria[0]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("who", "path"),
    [("tan", "/xa/xuan-tan/dien-bien"), ("hanh", "/huyen/dien-bien"), ("hanh", "/xa/xuan-chau/dien-bien")],
)
def test_the_file_of_one_place_holds_what_its_page_shows(who, path, state, sign_in, told):
    browser = sign_in(who)
    *_, shown = page_tables(browser.get(f"{path}/{state}"))  # before it what the course says, folded
    book = book_of(browser.get(f"{path}.xlsx{state}"))
    assert book.sheetnames == ["Diễn biến", "Biểu đồ"]
    assert sheet_rows(book["Diễn biến"]) == shown[1:]
    assert [cell.value for cell in heads_of(book["Diễn biến"])] == shown[0]


def heads_of(sheet):
    """The row above the numbers of the columns."""
    at = next(row[0].row for row in sheet.iter_rows() if row[0].value == "A")
    return [cell for cell in sheet[at - 1] if cell.value is not None]


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("tan", ""),
        ("hanh", "?voi=xuan-chau"),
        ("hanh", "?voi=xuan-chau&den=2017-09-01"),
        ("hanh", "?biet_den=2017-09-24"),
        ("lao_dong", "?voi=xuan-chau"),
    ],
)
def test_the_file_of_a_comparison_holds_what_its_page_shows(who, state, sign_in, told):
    browser = sign_in(who)
    figures, criteria = page_tables(browser.get(f"/xa/xuan-tan/so-sanh/{state}"))
    book = book_of(browser.get(f"/xa/xuan-tan/so-sanh.xlsx{state}"))
    assert book.sheetnames == ["Chỉ tiêu có số đo", "Từng tiêu chí"]
    assert [as_on_page(row) for row in sheet_rows(book["Chỉ tiêu có số đo"])] == [row_of(row) for row in figures[1:]]
    found = sheet_rows(book["Từng tiêu chí"])
    assert [[*row[:-2], f"{row[-2]}/{row[-1]} đơn vị đạt"] for row in found] == criteria[1:]


def as_on_page(row):
    """Result and verdict, rank and number of ranked in one cell; the rank of nobody is none."""
    name, required, *figures, apart, rank = row if row[-1] == "…" else [*row[:-2], f"{row[-2]}/{row[-1]}"]
    return [name, required, " ".join(figures), apart, rank]


def row_of(row):
    name, required, *figures, apart, rank = row
    return [name, required, " ".join(figures), apart, rank]


def test_what_differs_is_heavy_and_a_claim_is_underlined(sign_in, told):
    book = book_of(sign_in("hanh").get("/xa/xuan-tan/so-sanh.xlsx?voi=xuan-chau"))
    rows = {row[0].value: row for row in book["Từng tiêu chí"].iter_rows()}
    assert (rows["15. Y tế"][0].font.b, rows["11. Hộ nghèo"][0].font.b) == (True, False)
    (own,) = (row for row in book["Chỉ tiêu có số đo"].iter_rows() if row[0].value == "12 Lao động có việc làm")
    assert (own[3].value, own[3].font.u) == ("Đ", "single")


def test_the_file_says_as_of_when_and_beside_whom(sign_in, told):
    browser = sign_in("hanh")
    book = book_of(browser.get("/xa/xuan-tan/so-sanh.xlsx?voi=xuan-chau&den=2017-09-22&biet_den=2017-09-24"))
    about = "Số liệu tính đến ngày 22/9/2017; theo số liệu đã ghi đến hết ngày 24/9/2017, so với xã Xuân Châu"
    assert (book.properties.subject, book.properties.language) == (about, "vi")
    book = book_of(browser.get("/xa/xuan-tan/so-sanh.xlsx"))
    assert book.properties.subject == "Số liệu tính đến ngày 25/9/2017, so với trung vị của 3 đơn vị trong huyện"
    book = book_of(browser.get("/dien-bien.xlsx"))
    assert book.properties.subject == "Số liệu tính đến ngày 25/9/2017, từ ngày 31/8/2017"
    answer = browser.get("/xa/xuan-tan/dien-bien.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="DienBien_XuanTan_2017-09-25.xlsx"'


def test_the_sheets_are_set_up_to_be_read_and_printed(sign_in, told):
    book = book_of(sign_in("hanh").get("/dien-bien.xlsx"))
    sheet = book["Từng tiêu chí"]
    assert (sheet.freeze_panes[0], sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("B", "landscape", 1)
    assert sheet.print_title_rows
    assert book["Diễn biến chung"].page_setup.orientation == "portrait"


def test_the_file_of_a_criterion_holds_its_communes_and_how_it_moved(sign_in, told):
    browser = sign_in("hanh")
    page = browser.get("/tieu-chi/11/?den=2017-09-24")
    assert 'href="/tieu-chi/11.xlsx?den=2017-09-24"' in page.content.decode()
    answer = browser.get("/tieu-chi/11.xlsx?den=2017-09-24")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="TieuChi11_XuanTruong_2017-09-24.xlsx"'
    book = book_of(answer)
    assert book.sheetnames == ["Bảng tự chọn", "Diễn biến", "Biểu đồ"]
    communes, course, _ = page_tables(page)
    assert sheet_rows(book["Diễn biến"]) == course[1:]
    found = {row[1].removeprefix("Xã "): row[2:] for row in sheet_rows(book["Bảng tự chọn"])[:3]}
    shown = {row[0]: row[2].split() for row in communes[1:] if len(row) == 3 and row[0] in found}
    assert {name: [f"{row[1]}%", row[2]] for name, row in found.items()} == {n: r[::-1] for n, r in shown.items()}
    spread, course = book["Biểu đồ"]._charts
    assert (spread.y_axis.scaling.max, course.y_axis.scaling.max) == (None, 3)


def test_each_measured_indicator_is_drawn_beside_its_level_least_first(sign_in, told):
    """One dot for each commune that has a figure, from the cells of the table, and the level asked drawn across."""
    browser = sign_in("hanh")
    book = book_of(browser.get("/bang.xlsx?cot=so,tc-11,ct-11,ct-15.2&xep=-ct-11"))
    (chart,) = book["Biểu đồ"]._charts
    results, level = chart.series
    assert (results.graphicalProperties.line.noFill, results.marker.symbol, results.dLbls.showVal) == (
        True,
        "circle",
        True,
    )
    assert (level.graphicalProperties.line.prstDash, level.marker.symbol, level.dLbls) == ("sysDash", None, None)
    rows = [row[:3] for row in book["Biểu đồ"].iter_rows(values_only=True) if row[0]]
    at = next(at for at, row in enumerate(rows) if row[0] == "Xã, thị trấn")
    assert rows[at - 1][0].startswith("11 Hộ nghèo đa chiều: kết quả của ")
    assert rows[at] == ("Xã, thị trấn", "Kết quả", "Mức yêu cầu (≤\xa02%)")
    table = book["Bảng tự chọn"]
    drawn = [(name, table[where.rpartition("!")[2]].value, asked) for name, where, asked in rows[at + 1 :]]
    of_table = [
        (row[1].removeprefix("Xã "), row[4]) for row in table.iter_rows(values_only=True) if row[0] in (1, 2, 3)
    ]
    assert [row[:2] for row in drawn] == sorted((row for row in of_table if row[1] != "…"), key=lambda row: row[1])
    assert len(drawn) >= 2
    assert {asked for *_, asked in drawn} == {2}


def test_one_figure_makes_no_distribution_and_words_are_not_drawn(sign_in, told):
    browser = sign_in("hanh")
    assert book_of(browser.get("/bang.xlsx?cot=tc-15,ct-15.2,ct-12")).sheetnames == ["Bảng tự chọn"]


def test_a_criterion_of_which_nothing_is_known_has_no_course(sign_in, told):
    browser = sign_in("hanh")
    assert book_of(browser.get("/tieu-chi/3.xlsx")).sheetnames == ["Bảng tự chọn"]
    assert browser.get("/tieu-chi/99.xlsx").status_code == 404
    assert browser.get("/tieu-chi/11.xlsx?den=31/9/2017").headers["Location"] == "/tieu-chi/11/"


@pytest.mark.parametrize(
    ("path", "wholes"),
    [("/dien-bien.xlsx", [3, 19, 3]), ("/huyen/dien-bien.xlsx", [9]), ("/xa/xuan-tan/dien-bien.xlsx", [19])],
)
def test_every_chart_runs_from_nought_to_all(path, wholes, sign_in, told):
    charts = book_of(sign_in("hanh").get(path))["Biểu đồ"]._charts
    assert [(one.y_axis.scaling.min, one.y_axis.scaling.max) for one in charts] == [(0, whole) for whole in wholes]
    assert [type(one) for one in charts] == [LineChart, LineChart, BarChart][: len(charts)]
    assert all(one.display_blanks == "gap" for one in charts)


def test_a_day_without_a_figure_is_left_out_of_the_chart(sign_in, told):
    """Before 10/9 nothing was known of criterion 12, which is no nought."""
    rows = list(book_of(sign_in("hanh").get("/dien-bien.xlsx"))["Biểu đồ"].iter_rows(values_only=True))
    (work,) = (row for row in rows if row[0] == "12")
    assert work[1] is None
    assert work[2].startswith("='Từng tiêu chí'!C")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/dien-bien.xlsx?den=31/9/2017&thang=24", "/dien-bien/?thang=24"),
        ("/huyen/dien-bien.xlsx?den=31/9/2017", "/huyen/dien-bien/"),
        ("/xa/xuan-tan/dien-bien.xlsx?den=31/9/2017", "/xa/xuan-tan/dien-bien/"),
        ("/xa/xuan-tan/so-sanh.xlsx?den=31/9/2017&voi=xuan-chau", "/xa/xuan-tan/so-sanh/?voi=xuan-chau"),
        ("/dien-bien.xlsx?den=2016-05-01", "/dien-bien/?den=2016-05-01"),
        ("/huyen/dien-bien.xlsx?den=2016-12-05", "/huyen/dien-bien/?den=2016-12-05"),
    ],
)
def test_a_wrong_day_or_an_empty_one_leads_back_to_the_page(path, page, sign_in, told):
    answer = sign_in("hanh").get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("tan", "/xa/xuan-tan/so-sanh.xlsx?voi=xuan-chau"),
        ("tan", "/xa/xuan-chau/dien-bien.xlsx"),
        ("chau", "/xa/xuan-tan/so-sanh.xlsx"),
        ("hanh", "/xa/xuan-tan/so-sanh.xlsx?voi=khong-co"),
        ("tan", "/dien-bien.xlsx"),
        ("lao_dong", "/huyen/dien-bien.xlsx"),
    ],
)
def test_whoever_may_not_see_the_page_has_no_file(who, path, sign_in, told):
    assert sign_in(who).get(path).status_code == 404


def test_the_page_leads_to_its_file_with_everything_asked_for(sign_in, told):
    browser = sign_in("hanh")
    for page, state in (
        ("/dien-bien", "?den=2017-09-24&amp;thang=tat-ca"),
        ("/huyen/dien-bien", "?den=2017-09-24"),
        ("/xa/xuan-tan/dien-bien", "?den=2017-09-24&amp;thang=60"),
        ("/xa/xuan-tan/so-sanh", "?den=2017-09-24&amp;voi=xuan-chau"),
    ):
        shown = browser.get(f"{page}/{state.replace('&amp;', '&')}").content.decode()
        assert f'href="{page}.xlsx{state}"' in shown
    assert ".xlsx" not in browser.get("/dien-bien/?den=2016-05-01").content.decode().split("<main")[1]


@pytest.mark.parametrize("communes", [1, 3])
@pytest.mark.parametrize(
    ("path", "cost"),
    [
        ("/dien-bien.xlsx", 8),
        ("/huyen/dien-bien.xlsx", 6),
        ("/xa/{}/dien-bien.xlsx", 8),
        ("/xa/{}/so-sanh.xlsx", 14),
        ("/tieu-chi/11.xlsx", 22),
    ],
)
def test_a_file_costs_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    units = leave_communes(district, *codes)
    build.record(district, build.row("1", declared=Verdict.MET, stage=Stage.SELF, level=Level.DISTRICT), by=hanh)
    for unit in units:
        build.record(unit, build.row("11", 1, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path.format(units[0].slug)).status_code == 200
    assert len(captured) == cost


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried")
def test_another_program_prints_them(sign_in, told, tmp_path):
    browser, office = sign_in("hanh"), office_at(tmp_path)
    pdf = office(browser.get("/dien-bien.xlsx").content, "pdf")
    assert pages(pdf) == [A4_PORTRAIT, A4, A4_PORTRAIT, A4_PORTRAIT]
    words = leaves(pdf, tmp_path)
    assert "DIỄN BIẾN KẾT QUẢ CÁC XÃ, THỊ TRẤN HUYỆN XUÂN TRƯỜNG" in words[0]
    assert "31/8/2017" in words[1].split("Tiêu chí")[1]
    pdf = office(browser.get("/xa/xuan-tan/so-sanh.xlsx").content, "pdf")
    assert pages(pdf) == [A4, A4, A4_PORTRAIT]


MATRIX_STATES = ["", "?muc=tham-tra", "?muc=tu-danh-gia&loc=chua-du", "?loc=thay-doi&den=2017-09-24", "?loc=qua-han"]


@pytest.mark.parametrize("state", MATRIX_STATES)
def test_the_file_of_the_matrix_holds_the_level_and_the_rows_of_the_screen(state, sign_in, told):
    browser = sign_in("hanh")
    page = browser.get(f"/{state}")
    _, _, *shown = next(table for table in page_tables(page) if len(table) > 4 and "Công nhận" in table[1])
    links = re.findall(r'href="(ma-tran\.xlsx[^"]*)"', page.content.decode())
    assert len(links) == (len(shown) > 3)
    rows = sheet_rows(
        book_of(browser.get(f"/{html.unescape(links[0])}" if links else f"/ma-tran.xlsx{state}"))["Ma trận"]
    )
    lines, (met, shares, changes) = rows[:-3], rows[-3:]
    assert [[f"{line[0]} {line[1]}", *map(plain, line[2:])] for line in lines] == [
        [row[0], *map(plain, row[1:])] for row in shown[:-3]
    ]
    *sums, recognised = met[20:]
    columns = [str(sum(int(line[21 + at]) for line in lines)) for at in range(len(sums))]
    summed = [column if told[0] == "=" else told for column, told in zip(columns, sums, strict=True)]
    assert [*met[:20], *map(plain, summed), recognised] == [*shown[-3][:20], *map(plain, shown[-3][20:])]
    assert [float(share.replace(",", ".")) for share in shares[1:]] == pytest.approx(
        [int(share) for share in shown[-2][1:20]], abs=0.5
    )
    assert [plain(moved) for moved in changes[1:]] == [plain(moved) for moved in shown[-1][1:20]]


def plain(told):
    """A letter without what is marked at it, a figure without its sign; a dash is none."""
    return "0" if told == "-" else told.strip("▼ +")


def test_each_commune_of_the_matrix_leads_to_its_page_on_the_days_of_the_file(sign_in, told):
    browser = sign_in("hanh")
    page = "http://testserver/xa/xuan-tan/?den=2017-09-24&so_voi=2017-08-28"
    for path, sheet in (("/ma-tran.xlsx", "Ma trận"), ("/bao-cao/tong-hop.xlsx", "Biểu 03")):
        assert links_of(book_of(browser.get(f"{path}?den=24/9/2017"))[sheet])[-1] == page
    known = book_of(browser.get("/bao-cao/tong-hop.xlsx?biet_den=24/9/2017"))["Biểu 03"]
    assert len(links_of(known)) == 3
    assert links_of(known)[-1].endswith("&biet_den=2017-09-24")
    chosen = "/bao-cao/chon.xlsx?bieu=bieu-03&bieu=bieu-01&noi=huyen&noi=xuan-tan"
    matrix = book_of(browser.get(chosen))["Biểu 03"]
    assert [bool(cell.hyperlink.target) for row in matrix.iter_rows() for cell in row if cell.hyperlink] == [
        True, True, False,
    ]  # fmt: skip


def test_the_file_of_the_matrix_says_which_level_and_rows_it_holds(sign_in, told):
    browser = sign_in("hanh")
    sheet = book_of(browser.get("/ma-tran.xlsx?muc=tham-tra&loc=chua-du"))["Ma trận"]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert ", mức thẩm tra, chỉ các đơn vị chưa đủ tiêu chí)" in words
    assert "Đang hiện 3 trong 3 đơn vị; các dòng tổng tính cả 3 đơn vị." in words
    assert browser.get("/ma-tran.xlsx?den=31/9/2017&loc=chua-du").headers["Location"] == "/?loc=chua-du"


def test_a_district_without_communes_has_no_matrix_to_take_away(district, sign_in, told):
    leave_communes(district)
    assert sign_in("hanh").get("/ma-tran.xlsx?muc=tham-tra").headers["Location"] == "/?muc=tham-tra"


def test_the_file_of_the_matrix_costs_the_same_queries_for_one_commune_as_for_three(district, sign_in, told):
    browser, counts = sign_in("hanh"), []
    for codes in (None, (story.TAN,)):
        if codes:
            leave_communes(district, *codes)
        forget_readings()
        with CaptureQueriesContext(connection) as captured:
            browser.get("/ma-tran.xlsx")
        counts.append(len(captured))
    assert counts == [22, 22]
