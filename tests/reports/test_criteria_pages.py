"""Criteria and indicators across all communes: what stands first, who sees which, what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models import Indicator
from ntm_portal.kept import forget_readings
from reports.tables.indicator import age_words
from tests import build
from tests.reports.story import leave_communes, tell


@pytest.fixture
def told(district, hanh):
    """Three communes between the two days."""
    tell(district, hanh)


def table(response):
    """The rows of the page's table, as texts."""
    body = response.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def words(fragment):
    shown = re.sub(r'<span class="visually-hidden">.*?</span>', "", fragment)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def links(response):
    return re.findall(r'<a[^>]* href="([^"]*)"', response.content.decode().split("<main")[1].split("</main>")[0])


# --- /tieu-chi/ -----------------------------------------------------------------------------


def test_the_list_counts_communes_for_each_criterion(sign_in, told):
    rows = {row[0]: row[1:] for row in table(sign_in("hanh").get("/tieu-chi/")) if len(row) > 1}
    assert len(rows) == 19
    assert rows["11"] == ["Hộ nghèo", "3", "-", "-", "-", "-", "+1", "-", "Phòng LĐ-TB&amp;XH"]
    assert rows["15"][:8] == ["Y tế", "1", "1", "1", "-", "-", "-1", "Xuân Châu, Xuân Tân"]
    assert rows["7"][1:8] == ["-", "-", "-", "2", "1", "-", "TT. Xuân Trường, Xuân Tân"]
    assert rows["1"][1:8] == ["-", "-", "-", "3", "-", "-", "tất cả"]


def test_the_list_stands_in_the_groups_of_the_decision(sign_in, told):
    heads = [row[0] for row in table(sign_in("hanh").get("/tieu-chi/")) if len(row) == 1]
    assert heads == [
        "I. Quy hoạch",
        "II. Hạ tầng kinh tế - xã hội",
        "III. Kinh tế và tổ chức sản xuất",
        "IV. Văn hóa - xã hội - môi trường",
        "V. Hệ thống chính trị",
    ]


def test_a_department_sees_the_criteria_of_its_indicators(sign_in, told):
    page = sign_in("lao_dong").get("/tieu-chi/")
    assert [row[0] for row in table(page) if len(row) > 1] == ["11", "12", "14"]
    assert "do Phòng Lao động" in words(page.content.decode())


def test_a_department_without_indicators_is_told_who_can_give_it_some(sign_in, lao_dong):
    Indicator.objects.filter(lead_department=lao_dong.department).update(lead_department=None)
    assert "Phòng, ban chưa được giao phụ trách chỉ tiêu nào của xã." in words(
        sign_in("lao_dong").get("/tieu-chi/").content.decode()
    )


def test_a_district_without_communes_says_so(sign_in, district):
    leave_communes(district)
    page = words(sign_in("hanh").get("/tieu-chi/").content.decode())
    assert "Huyện chưa có xã, thị trấn nào trong danh mục đơn vị vào ngày này." in page


def test_without_a_criteria_set_the_list_says_so(sign_in, district, monkeypatch):
    monkeypatch.setattr("reports.tables.board.books_on", lambda district, as_of: {})
    page = words(sign_in("hanh").get("/tieu-chi/").content.decode())
    assert "Chưa có bộ tiêu chí nào có hiệu lực vào ngày này." in page


# --- /tieu-chi/<number>/ --------------------------------------------------------------------


def test_one_criterion_puts_what_asks_for_action_first(sign_in, told):
    assert table(sign_in("hanh").get("/tieu-chi/15/")) == [
        ["Xuân Tân", "C", "C 83,77%", "Đ Đạt", "Đ 11,19%"],
        ["", "15.1 7.204/8.600 người, đạt 83,77%; cần 7.310 người để đủ 85%, còn thiếu 106 người."],
        ["Xuân Châu", "CB", "CB 83,51%", "Đ Đạt", "Đ 10,27%"],
        [
            "",
            "15.1 3.215/3.850 người, đạt 83,51%; cần 3.273 người để đủ 85%, còn thiếu 58 người. "
            "Ghi nhận cơ bản đạt, hạn hoàn thành 31/12/2017.",
        ],
        ["TT. Xuân Trường", "Đ", "Đ 89,27%", "Đ Đạt", "Đ 10,17%"],
    ]


def test_one_criterion_is_summed_up_in_words(sign_in, told):
    page = words(sign_in("hanh").get("/tieu-chi/15/").content.decode())
    assert "Đến 25/9/2017, 01 trong 03 đơn vị đạt (-1 so với 28/8/2017), 01 cơ bản đạt, 01 chưa đạt. QĐ 1980" in page


def test_one_criterion_leads_on_with_the_dates_of_the_page(sign_in, told):
    found = links(sign_in("hanh").get("/tieu-chi/15/?den=2017-09-24"))
    columns = "cot=tc-15%2Cct-15.1%2Cct-15.2%2Cct-15.3&amp;xep=tc-15"
    assert found[:9] == [
        "/tieu-chi/?den=2017-09-24",
        "/tieu-chi/14/?den=2017-09-24",
        "/tieu-chi/16/?den=2017-09-24",
        f"/bang/?den=2017-09-24&amp;{columns}",
        "/tieu-chi/15.xlsx?den=2017-09-24",
        "/chi-tieu/15.1/?den=2017-09-24",
        "/chi-tieu/15.2/?den=2017-09-24",
        "/chi-tieu/15.3/?den=2017-09-24",
        "/xa/xuan-tan/?den=2017-09-24#tc-15",
    ]


def test_the_split_indicator_shows_the_figures_of_its_parts(sign_in, told, xuan_tan, hanh):
    build.record(xuan_tan, build.row("17.1a", 990, 1000), build.row("17.1b", 600, 1000), by=hanh)
    page = words(sign_in("hanh").get("/chi-tieu/17.1/").content.decode())
    assert "Yêu cầu theo 02 phần ;" in page
    assert "Xuân Tân 17.1a 99,00%, 17.1b 60,00%" in page
    assert "17.1b còn thiếu 50 hộ" in page
    assert "Xuân Châu 17.1a …, 17.1b …" in page


def test_the_front_reads_results_without_the_history(sign_in, told):
    assert "/lich-su/xuan-tan/15.1/" in links(sign_in("leader").get("/chi-tieu/15.1/"))
    assert not any("lich-su" in link for link in links(sign_in("front").get("/chi-tieu/15.1/")))


@pytest.mark.parametrize(
    ("days", "shown"), [(None, ""), (0, "0 ngày"), (3, "3 ngày"), (59, "59 ngày"), (60, "2 tháng"), (400, "13 tháng")]
)
def test_the_age_of_a_figure_is_told_in_days_then_in_months(days, shown):
    assert age_words(days) == shown


# --- The charts of a criterion --------------------------------------------------------------


def charts(response):
    """Title of each chart → its words, as the keyboard reads them."""
    drawn = re.findall(r"<svg[^>]*data-points.*?</svg>", response.content.decode(), re.S)
    return {
        re.search("<title>(.*?)</title>", one).group(1): re.findall('<text class="tip"[^>]*>(.*?)</text>', one)
        for one in drawn
    }


def test_a_criterion_shows_how_it_moved_and_how_the_communes_lie(sign_in, told):
    page = sign_in("hanh").get("/tieu-chi/15/")
    assert charts(page) == {
        "Số đơn vị đạt tiêu chí 15": ["31/8/2017: 2 đơn vị", "25/9/2017: 1 đơn vị"],
        "Người dân tham gia BHYT: kết quả của 3 đơn vị": [
            "Xuân Châu: 83,51%", "Xuân Tân: 83,77%", "TT. Xuân Trường: 89,27%",
        ],
        "Trẻ dưới 5 tuổi thấp còi: kết quả của 3 đơn vị": [
            "TT. Xuân Trường: 10,17%", "Xuân Châu: 10,27%", "Xuân Tân: 11,19%",
        ],
    }  # fmt: skip
    course, insured, _ = page.content.decode().split("Xem số liệu")[1:]
    assert behind(course) == [("25/9/2017", "1"), ("31/8/2017", "2")]
    assert behind(insured) == [("Xuân Châu", "83,51%"), ("Xuân Tân", "83,77%"), ("TT. Xuân Trường", "89,27%")]


def behind(fold):
    """(place, result) of the table folded below a distribution."""
    return re.findall(r'<th scope="row">(.*?)</th><td class="n">(.*?)</td>', fold.split("</details>")[0])


def test_the_distribution_of_an_indicator_has_its_figures_behind_it(sign_in, told):
    page = sign_in("hanh").get("/chi-tieu/15.1/").content.decode()
    assert behind(page.split("Xem số liệu")[1]) == [
        ("Xuân Châu", "83,51%"), ("Xuân Tân", "83,77%"), ("TT. Xuân Trường", "89,27%"),
    ]  # fmt: skip
    assert "Xem số liệu" not in sign_in("hanh").get("/chi-tieu/15.2/").content.decode()


def test_a_result_nobody_has_verified_is_a_hollow_dot(sign_in, officer, hanh, xuan_tan, xuan_chau):
    build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=officer)
    build.record(xuan_chau, build.row("15.1", 80, 100), by=hanh)
    page = sign_in("hanh").get("/chi-tieu/15.1/").content.decode()
    assert re.findall(r'<circle class="(is-[^"]+)"', page) == ["is-notmet", "is-met by-self"]
    assert "chấm đậm chưa đạt" in page
    assert "viền đứt là số xã tự đánh giá" in page


def test_a_criterion_without_figures_says_so_instead_of_drawing(sign_in, told):
    page = sign_in("hanh").get("/tieu-chi/1/")
    assert charts(page) == {}
    assert "Chưa có kết quả nào đến ngày này." in page.content.decode()
    assert "Tiêu chí này không có chỉ tiêu nào đo bằng số" in page.content.decode()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/chi-tieu/15.1/", "cot=tc-15,ct-15.1&xep=ct-15.1"),
        ("/chi-tieu/17.1/", "cot=tc-17,ct-17.1a,ct-17.1b&xep=ct-17.1a"),
    ],
)
def test_the_view_goes_to_excel_with_its_own_columns(path, asked, sign_in, told):
    browser = sign_in("hanh")
    written = asked.replace(",", "%2C").replace("&", "&amp;")
    assert f'href="/bang.xlsx?{written}"' in browser.get(path).content.decode()
    assert browser.get(f"/bang.xlsx?{asked}").status_code == 200


# --- What it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 3, 20])
@pytest.mark.parametrize(("path", "cost"), [("/tieu-chi/", 16), ("/tieu-chi/15/", 23), ("/chi-tieu/15.1/", 23)])
def test_pages_cost_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost


def test_the_pages_are_kept_by_the_browser_until_something_changes(sign_in, told, hanh, xuan_tan, copy_holds):
    browser = sign_in("hanh")
    assert copy_holds(browser, "/chi-tieu/15.1/")
    held = {"If-None-Match": browser.get("/chi-tieu/15.1/").headers["ETag"]}
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-09-22"), by=hanh)
    assert browser.get("/chi-tieu/15.1/", headers=held).status_code == 200
