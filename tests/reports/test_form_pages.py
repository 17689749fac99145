"""Báo cáo: choosing a form and dates, the page to print, the files."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from ntm_portal.kept import forget_readings
from tests import build
from tests.reports import story

FORM_CODES = [
    "tom-tat",
    "bieu-03",
    "bieu-04",
    "bieu-05",
    "bieu-06",
    "bieu-07",
    "bieu-08",
    "bieu-09",
    "bieu-10",
    "bieu-11",
    "bieu-12",
    "bieu-13",
    "bieu-14",
    "bieu-15",
    "bieu-16",
]
SHEETS = [
    "Tóm tắt",
    "Biểu 03",
    "Biểu 04",
    "Biểu 05",
    "Biểu 06",
    "Biểu 07",
    "Biểu 08",
    "Biểu 09",
    "Biểu 10",
    "Biểu 11",
    "Biểu 12",
    "Biểu 13",
    "Biểu 14",
    "Biểu 15",
    "Biểu 16",
]
CHOSEN_FROM = ["tom-tat", "bieu-01", "bieu-02", *FORM_CODES[1:]]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATES = "den=25/9/2017&so_voi=28/8/2017"

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(district, hanh):
    story.tell(district, hanh)


def book(response):
    return openpyxl.load_workbook(io.BytesIO(response.content))


ADDRESSES = [
    "/bao-cao/?noi=huyen",
    "/bao-cao/bieu-03/?noi=huyen",
    "/bao-cao/tom-tat/",
    "/bao-cao/bieu-12.xlsx",
    "/bao-cao/tong-hop.xlsx",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hanh", 200),
        ("leader", 200),
        ("front", 200),
        ("member", 200),
        ("tan", 404),
        ("lao_dong", 404),
    ],
)
def test_forms_are_for_those_who_read_the_district(who, status, address, sign_in):
    assert sign_in(who).get(address).status_code == status


@pytest.mark.parametrize("address", ["/bao-cao/bieu-99/", "/bao-cao/bieu-99.xlsx", "/bao-cao/?bieu=bieu-99"])
def test_a_form_that_does_not_exist_is_not_found(address, sign_in):
    assert sign_in("hanh").get(address).status_code == 404


def test_the_chooser_shows_the_matrix_form_first(told, sign_in):
    response = sign_in("hanh").get("/bao-cao/")
    page = response.content.decode()
    assert [line.form.code for line in response.context["form_lines"]] == CHOSEN_FROM
    assert [line.form.code for line in response.context["form_lines"] if line.is_chosen] == ["bieu-03"]
    assert "TỔNG HỢP KẾT QUẢ THỰC HIỆN 19 TIÊU CHÍ XÃ NÔNG THÔN MỚI" in page
    assert "Bieu03_TongHop19TieuChi_XuanTruong_2017-09-25.xlsx" in page


@pytest.mark.parametrize(
    ("button", "address"),
    [("excel", "/bao-cao/bieu-05.xlsx"), ("ca-bo", "/bao-cao/tong-hop.xlsx"), ("in", "/bao-cao/bieu-05/")],
)
def test_a_button_takes_what_stands_in_the_fields_now(button, address, sign_in):
    response = sign_in("hanh").get(f"/bao-cao/?bieu=bieu-05&noi=huyen&{DATES}&xuat={button}")
    assert (response.status_code, response.url) == (302, f"{address}?den=2017-09-25&so_voi=2017-08-28")


def test_an_unknown_button_does_nothing(sign_in):
    assert sign_in("hanh").get("/bao-cao/?xuat=word").status_code == 200


@pytest.mark.parametrize(
    ("asked", "field", "typed", "fault"),
    [
        ("den=31/9/2017", "den", "31/9/2017", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ("den=26/9/2017", "den", "26/9/2017", "Ngày này chưa đến, hôm nay là 25/9/2017."),
        ("den=hôm qua", "den", "hôm qua", "Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
        ("den=1/9/2017&so_voi=2/9/2017", "so_voi", "02/9/2017", "Ngày so sánh phải từ 01/9/2017 trở về trước."),
        ("biet_den=1/1/2018", "biet_den", "01/01/2018", "Ngày này chưa đến, hôm nay là 25/9/2017."),
    ],
)
def test_a_bad_date_is_said_at_its_field_and_nothing_is_lost(asked, field, typed, fault, told, sign_in):
    response = sign_in("hanh").get(f"/bao-cao/?bieu=bieu-06&xuat=excel&{asked}")
    fields = {each.name: each for each in response.context["lens"].fields}
    assert (fields[field].fault, response.context["table"]) == (fault, None)
    page = response.content.decode()
    assert f'id="sai-{field}" role="alert">{fault}' in page
    assert f'name="{field}" value="' in page
    assert [line.form.code for line in response.context["form_lines"] if line.is_chosen] == ["bieu-06"]


@pytest.mark.parametrize("address", ["/bao-cao/bieu-06/", "/bao-cao/bieu-06.xlsx"])
def test_an_address_with_a_bad_date_leads_to_the_chooser(address, sign_in):
    response = sign_in("hanh").get(f"{address}?den=31/9/2017&so_voi=28/8/2017")
    assert response.url == "/bao-cao/?den=31%2F9%2F2017&so_voi=28%2F8%2F2017&bieu=bieu-06"


def test_the_whole_workbook_with_a_bad_date_leads_to_the_chooser_too(sign_in):
    response = sign_in("hanh").get("/bao-cao/tong-hop.xlsx?den=x")
    assert response.url == "/bao-cao/?den=x&bieu=bieu-03"


@pytest.mark.parametrize("code", FORM_CODES)
def test_the_page_to_print_is_the_paper_alone(code, told, sign_in):
    page = sign_in("hanh").get(f"/bao-cao/{code}/?{DATES}").content.decode()
    assert page.count('<table class="bieu') == 1
    assert ("TRƯỞNG BAN" if code == "bieu-14" else "CHÁNH VĂN PHÒNG") in page
    assert f'href="/bao-cao/{code}.xlsx?den=2017-09-25&amp;so_voi=2017-08-28"' in page
    assert '<nav class="rail' not in page


def test_paper_is_marked_while_the_demonstration_is_loaded(told, sign_in):
    build.user("minh-hoa", Role.LEADERSHIP, sample=True)
    page = sign_in("hanh").get("/bao-cao/bieu-04/").content.decode()
    assert '<p class="doc-demo">Số liệu minh họa, không phải số liệu thật</p>' in page


@pytest.mark.parametrize("code", FORM_CODES)
def test_each_form_is_a_file_of_one_sheet(code, told, sign_in):
    response = sign_in("hanh").get(f"/bao-cao/{code}.xlsx?{DATES}")
    assert (response["Content-Type"], response["Cache-Control"]) == (EXCEL, "no-store")
    assert response["Content-Disposition"].endswith('_XuanTruong_2017-09-25.xlsx"')
    charted = ["Biểu đồ"] * (code in ("bieu-04", "bieu-05", "bieu-06"))
    assert book(response).sheetnames == [SHEETS[FORM_CODES.index(code)], *charted]


def test_the_whole_workbook_holds_every_form(told, sign_in):
    response = sign_in("leader").get("/bao-cao/tong-hop.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="TongHop_NTM_XuanTruong_2017-09-25.xlsx"'
    assert book(response).sheetnames == [*(name for name in SHEETS if name != "Biểu 14"), "Biểu đồ"]


def test_any_two_dates_can_be_asked_for(told, sign_in):
    sheet = book(sign_in("hanh").get("/bao-cao/bieu-03.xlsx?den=28/8/2017&so_voi=1/8/2017&biet_den=20/9/2017")).active
    about = "(Số liệu tính đến ngày 28/8/2017, so với ngày 01/8/2017; theo QĐ 1980/QĐ-TTg và QĐ 48/2016/QĐ-UBND; "
    assert sheet["A5"].value == about + "theo số liệu đã ghi đến hết ngày 20/9/2017)"


def test_a_file_costs_the_same_queries_for_one_commune_as_for_three(told, district, sign_in):
    browser, counts = sign_in("hanh"), []
    browser.get("/bao-cao/tong-hop.xlsx")
    for codes in ((story.TOWN, story.TAN, story.CHAU), (story.TAN,)):
        story.leave_communes(district, *codes)
        forget_readings()
        counts.append([queries_of(browser, "/bao-cao/tong-hop.xlsx") for _ in range(2)])
    assert counts == [[63, 21], [63, 21]]


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)
