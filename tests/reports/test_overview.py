"""The overview as a page: who gets it, what its address says, what it costs."""

import re

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Stage
from ntm_portal.kept import forget_readings
from reports.views.fresh import page_tag
from tests import build
from tests.reports.story import leave_communes, tell

LEVELS = ("", "tham-tra", "tu-danh-gia", "khac")


@pytest.fixture
def told(district, hanh):
    """Three communes between the two days."""
    tell(district, hanh)


def text(response):
    """The page as it is read: without tags, one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows(response):
    """The rows of the matrix as (commune, letters)."""
    body = response.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    found = []
    for row in body.split("</tr>")[:-1]:
        name = re.search(r"<i>\d+</i>([^<]+)", row)[1]
        found.append((name, re.findall(r"title=\"[^\"]*\">(?:<svg.*?</svg>)?([^<]+)", row)))
    return found


# --- Who ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["hanh", "party_office", "party_org", "member", "leader", "front", "admin"])
def test_the_district_reads_the_overview(who, sign_in, told):
    assert text(sign_in(who).get("/")).count("3 xã, thị trấn theo 19 tiêu chí") == 1


@pytest.mark.parametrize(
    ("who", "where"),
    [("tan", "/xa/xuan-tan/"), ("officer", "/xa/xuan-tan/"), ("chau", "/xa/xuan-chau/"), ("lao_dong", "/tieu-chi/")],
)
def test_others_are_led_to_their_own_work(who, where, sign_in):
    assert sign_in(who).get("/").url == where
    dates = "den=2017-06-30&so_voi=2016-12-31&biet_den=2017-07-01"
    assert sign_in(who).get(f"/?{dates}&loc=thay-doi").url == f"{where}?{dates}"


# --- What -----------------------------------------------------------------------------------


def test_the_matrix_shows_every_commune_with_its_letters(sign_in, told):
    letters = dict(rows(sign_in("hanh").get("/")))
    assert list(letters) == ["TT. Xuân Trường", "Xuân Châu", "Xuân Tân"]
    assert {name: (found[10], found[14], found[15], found[18]) for name, found in letters.items()} == {
        "TT. Xuân Trường": ("Đ", "Đ", "Đ", "Đ"),
        "Xuân Châu": ("Đ", "CB", "…", "…"),
        "Xuân Tân": ("Đ", "C", "Đ", "C"),
    }


def test_the_page_tells_what_is_urgent_and_why(sign_in, told):
    page = text(sign_in("hanh").get("/"))
    for words in (
        "Ba chỉ tiêu phải hoàn thành trong tháng 9/2017 Còn 5 ngày hạn 30/9/2017",
        "Xuân Tân tụt tiêu chí 19 từ 20/9, chưa báo cáo nguyên nhân.",
        "Phân nhóm theo số tiêu chí đạt",
        "Thay đổi từ 28/8",
        "Xuân Tân, 19 QP và an ninh",
    ):
        assert words in page


def test_the_level_of_the_matrix_stands_in_the_address(sign_in, told):
    browser = sign_in("hanh")
    seen = {level: dict(rows(browser.get(f"/?muc={level}")))["Xuân Tân"][14:16] for level in LEVELS}
    assert seen == {"": ["C", "Đ"], "tham-tra": ["C", "…"], "tu-danh-gia": ["…", "Đ"], "khac": ["C", "Đ"]}


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/?loc=chua-du", ["TT. Xuân Trường", "Xuân Châu", "Xuân Tân"]),
        ("/?loc=thay-doi", ["Xuân Châu", "Xuân Tân"]),
        ("/?loc=qua-han", []),
        ("/?loc=khac", ["TT. Xuân Trường", "Xuân Châu", "Xuân Tân"]),
    ],
)
def test_the_filter_of_the_matrix_stands_in_the_address(address, names, sign_in, told):
    assert [name for name, _ in rows(sign_in("hanh").get(address))] == names


def test_an_empty_filter_says_so_and_offers_the_way_back(sign_in, told):
    page = sign_in("hanh").get("/?loc=qua-han&den=2017-09-24")
    assert "Không có đơn vị nào theo cách lọc này. Xem tất cả" in text(page)
    assert 'href="./?den=2017-09-24#ma-tran"' in page.content.decode()


def test_the_switches_keep_dates_and_each_other(sign_in, told):
    page = sign_in("hanh").get("/?den=2017-09-24&muc=tham-tra&loc=thay-doi").content.decode()
    switches = re.findall(r'<a href="([^"]*)"( aria-current="true")?>([^<]+)</a>', page.split('class="seg')[1])
    assert switches == [
        ("?den=2017-09-24&amp;loc=thay-doi#ma-tran", "", "Chính thức"),
        ("?den=2017-09-24&amp;muc=tham-tra&amp;loc=thay-doi#ma-tran", ' aria-current="true"', "Thẩm tra"),
        ("?den=2017-09-24&amp;muc=tu-danh-gia&amp;loc=thay-doi#ma-tran", "", "Tự đánh giá"),
    ]


def test_another_day_gives_the_figures_of_that_day(sign_in, told):
    letters = dict(rows(sign_in("hanh").get("/?den=2017-08-28")))
    assert (letters["Xuân Tân"][10], letters["Xuân Tân"][18]) == ("C", "Đ")


def test_before_the_directive_nothing_is_due(sign_in, told):
    page = text(sign_in("hanh").get("/?den=2017-08-25"))
    assert "Chỉ tiêu có thời hạn Đến ngày này chưa có chỉ thị nào giao thời hạn cho các xã." in page
    assert "Cần cho ý kiến" in page


def test_the_work_done_counts_from_the_directive_whatever_day_is_compared(sign_in, told, hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7257, 8600, "2017-09-22"), by=hanh)
    plain, other = (text(sign_in("hanh").get(address)) for address in ("/", "/?so_voi=2017-09-21"))
    done = re.search(r"Còn thiếu [\d.]+ người ở 02 xã (.*?), thời gian đã qua 85%", plain)[1]
    assert done == "Phần còn thiếu tăng 5%"
    assert f"{done}, thời gian đã qua 85%" in other


def test_a_fault_in_the_address_stays_at_its_field(sign_in, told):
    page = sign_in("hanh").get("/?den=31/9/2017").content.decode()
    assert 'value="31/9/2017"' in page
    assert 'aria-describedby="sai-den"' in page
    assert "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017." in page
    assert "Đến 25/9/2017, " in page


def test_what_was_known_on_an_earlier_day_is_marked_as_such(sign_in, told):
    browser = sign_in("hanh")
    assert "Theo số liệu đã biết đến" not in text(browser.get("/"))
    page = browser.get("/?biet_den=2017-09-10")
    assert "Theo số liệu đã biết đến 10/9/2017" in text(page)
    assert dict(rows(page))["Xuân Tân"][18] == "Đ"
    assert 'href="xa/xuan-tan/?biet_den=2017-09-10#tc-19"' in page.content.decode()


def test_a_district_without_figures_says_what_to_do_next(sign_in, district):
    page = text(sign_in("hanh").get("/"))
    assert "Đến 25/9/2017, 0 trong 20 xã, thị trấn đủ 19/19 tiêu chí." in page
    assert "Chưa có số liệu nào đến ngày này." in page


def test_a_district_without_communes_says_why_it_is_empty(sign_in, district):
    leave_communes(district)
    assert "Huyện chưa có xã, thị trấn nào trong danh mục đơn vị vào ngày này." in text(sign_in("hanh").get("/"))


def test_without_a_criteria_set_the_page_says_so(sign_in, district, monkeypatch):
    monkeypatch.setattr("reports.tables.reading.books_on", lambda district, as_of: {})
    page = text(sign_in("hanh").get("/"))
    assert "Chưa có bộ tiêu chí nào có hiệu lực vào ngày này." in page
    assert "tiêu chí." not in page.split("Tổng quan")[1].split("Chưa có gì")[0]


# --- What it costs --------------------------------------------------------------------------


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("communes", [1, 3, 20])
def test_a_page_costs_the_same_for_any_number_of_communes(communes, district, hanh, sign_in):
    everyone = Unit.objects.in_district(district).in_order()
    codes = [unit.code for unit in everyone[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100, "2017-08-20"), by=hanh)
        build.record(unit, build.row("15.1", 80, 100, "2017-09-20"), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    first, again = (queries_of(browser, "/") for _ in range(2))
    build.record(everyone[0], build.row("15.1", 95, 100, "2017-09-21"), by=hanh)
    after_a_figure = queries_of(browser, "/")
    assert (first, after_a_figure) == (28, 8)
    # On PostgreSQL any session that writes meanwhile gives the state of the data another name.
    assert again == 3 or (again in {4, 5} and connection.vendor == "postgresql")


def test_a_new_figure_is_on_the_page_at_once(sign_in, told, hanh, xuan_tan):
    browser = sign_in("hanh")
    before = dict(rows(browser.get("/")))["Xuân Tân"][18]
    again = build.row("19.2", assessed_on="2017-09-24", declared="MET")
    build.record(xuan_tan, again, by=hanh)
    assert (before, dict(rows(browser.get("/")))["Xuân Tân"][18]) == ("C", "Đ")


# --- The browser's copy ---------------------------------------------------------------------


def test_the_browser_is_told_that_its_copy_still_holds(sign_in, told, copy_holds):
    browser = sign_in("hanh")
    assert browser.get("/").headers["Cache-Control"] == "private, no-cache"
    assert copy_holds(browser, "/")


def test_a_copy_does_not_outlive_the_day_the_data_the_reader_or_the_address(sign_in, told, hanh, xuan_tan, settings):
    browser = sign_in("hanh")
    held = {"If-None-Match": browser.get("/").headers["ETag"]}
    assert sign_in("leader").get("/", headers=held).status_code == 200
    assert browser.get("/?loc=thay-doi", headers=held).status_code == 200
    settings.PINNED_TODAY = build.date("2017-09-26")
    assert browser.get("/", headers=held).status_code == 200
    settings.PINNED_TODAY = build.date("2017-09-25")
    held = {"If-None-Match": browser.get("/").headers["ETag"]}
    build.record(xuan_tan, build.row("16", 12, 12, "2017-09-24", Stage.SELF), by=hanh)
    assert browser.get("/", headers=held).status_code == 200


def test_a_message_that_waits_is_never_held_back_by_a_copy(hanh):
    request = RequestFactory().get("/")
    request.user, request.session = hanh, SessionStore()
    request._messages = CookieStorage(request)
    assert page_tag(request)
    messages.success(request, "Đã lưu.")
    assert page_tag(request) is None
