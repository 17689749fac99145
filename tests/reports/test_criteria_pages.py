"""Criteria and indicators across all communes: what stands first, who sees which, what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Indicator
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
    assert found[:7] == [
        "/tieu-chi/?den=2017-09-24",
        "/tieu-chi/14/?den=2017-09-24",
        "/tieu-chi/16/?den=2017-09-24",
        "/chi-tieu/15.1/?den=2017-09-24",
        "/chi-tieu/15.2/?den=2017-09-24",
        "/chi-tieu/15.3/?den=2017-09-24",
        "/xa/xuan-tan/?den=2017-09-24#tc-15",
    ]


def test_the_split_indicator_shows_its_parts(sign_in, told):
    heads = sign_in("hanh").get("/tieu-chi/17/").content.decode().split("<thead>")[1].split("</thead>")[0]
    numbers = [name.split()[0] for name in re.findall(r'<a class="plain"[^>]*>([^<]*)', heads)]
    assert numbers[:3] == ["17.1a", "17.1b", "17.2"]


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("hanh", "/tieu-chi/15/", 200),
        ("hanh", "/tieu-chi/20/", 404),
        ("hanh", "/tieu-chi/0/", 404),
        ("lao_dong", "/tieu-chi/11/", 200),
        ("lao_dong", "/tieu-chi/15/", 404),
        ("tan", "/tieu-chi/11/", 404),
        ("hanh", "/chi-tieu/15.1/", 200),
        ("hanh", "/chi-tieu/17.1/", 200),
        ("hanh", "/chi-tieu/17.1a/", 200),
        ("hanh", "/chi-tieu/99.1/", 404),
        ("lao_dong", "/chi-tieu/11/", 200),
        ("lao_dong", "/chi-tieu/15.1/", 404),
        ("tan", "/chi-tieu/11/", 404),
    ],
)
def test_each_reader_finds_the_criteria_of_his_work(who, path, status, sign_in, told):
    assert sign_in(who).get(path).status_code == status


# --- /chi-tieu/<number>/ --------------------------------------------------------------------


def test_one_indicator_is_sorted_by_distance_to_the_required_level(sign_in, told):
    assert table(sign_in("hanh").get("/chi-tieu/15.1/")) == [
        ["Xuân Tân", "83,77%", "7.204/8.600", "C", "còn thiếu 106 người", "20/8/2017 (36 ngày)", "…", "Lịch sử"],
        ["Xuân Châu", "83,51%", "3.215/3.850", "CB", "còn thiếu 58 người", "20/9/2017 (5 ngày)", "…", "Lịch sử"],
        ["TT. Xuân Trường", "89,27%", "7.630/8.547", "Đ", "-", "20/8/2017 (36 ngày)", "…", "Lịch sử"],
    ]


def test_within_one_verdict_the_farthest_stands_first(sign_in, district, hanh):
    first, second, third = leave_communes(district, "14089", "14110", "14092")
    for unit, share in ((first, 84), (second, 60), (third, 80)):
        build.record(unit, build.row("15.1", share, 100), by=hanh)
    rows = table(sign_in("hanh").get("/chi-tieu/15.1/"))
    assert [row[1] for row in rows] == ["60,00%", "80,00%", "84,00%"]


def test_a_share_without_its_numbers_and_a_missing_figure_say_so(sign_in, district, hanh):
    alone, nothing = leave_communes(district, "14089", "14110")
    build.record(alone, build.row("15.1", value=70, source_document="Công văn 12"), by=hanh)
    assert table(sign_in("hanh").get("/chi-tieu/15.1/")) == [
        [
            alone.short_label, "70,00%", "C", "không tính được phần còn thiếu", "20/9/2017 (5 ngày)", "Công văn 12",
            "Lịch sử",
        ],
        [nothing.short_label, "…", "…", "chưa có số liệu", "…", "…", "Lịch sử"],
    ]  # fmt: skip


def test_the_whole_district_is_summed_up(sign_in, told):
    page = words(sign_in("hanh").get("/chi-tieu/15.1/").content.decode())
    assert "Còn thiếu 164 người ở 02 đơn vị 1/3 đơn vị đạt (-1 so với 28/8); toàn huyện 85,96%" in page
    assert "Yêu cầu ≥ 85% chưa đối chiếu văn bản ; QĐ 1980/QĐ-TTg và QĐ 48/2016/QĐ-UBND; BHXH huyện phụ trách." in page


def test_all_communes_stand_on_one_line_with_the_threshold(sign_in, told):
    page = sign_in("hanh").get("/chi-tieu/15.1/").content.decode()
    chart = page.split('<svg class="spread"')[1].split("</svg>")[0]
    assert re.findall(r'<circle class="([^"]*)"', chart) == ["is-nearly", "is-notmet", "is-met"]
    assert re.findall(r"<text[^>]*>([^<]*)", chart) == ["≥\u00a085%", "Xuân Châu 83,51%", "TT. Xuân Trường 89,27%"]


def test_a_yes_or_no_indicator_has_no_line_and_no_numbers(sign_in, told):
    page = sign_in("hanh").get("/chi-tieu/19.2/").content.decode()
    assert 'class="spread"' not in page
    assert "Tử số/mẫu số" not in page
    assert "đối chiếu văn bản" not in page


def test_the_split_indicator_leads_to_its_parts(sign_in, told):
    page = sign_in("hanh").get("/chi-tieu/17.1/")
    assert "Chỉ tiêu có 02 phần, kết quả chung là kết quả thấp nhất:" in words(page.content.decode())
    assert {"/chi-tieu/17.1a/", "/chi-tieu/17.1b/"} <= set(links(page))


def test_the_front_reads_results_without_the_history(sign_in, told):
    assert "/lich-su/xuan-tan/15.1/" in links(sign_in("leader").get("/chi-tieu/15.1/"))
    assert not any("lich-su" in link for link in links(sign_in("front").get("/chi-tieu/15.1/")))


@pytest.mark.parametrize(
    ("days", "shown"), [(None, ""), (0, "0 ngày"), (3, "3 ngày"), (59, "59 ngày"), (60, "2 tháng"), (400, "13 tháng")]
)
def test_the_age_of_a_figure_is_told_in_days_then_in_months(days, shown):
    assert age_words(days) == shown


# --- What it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 3, 20])
@pytest.mark.parametrize(("path", "cost"), [("/tieu-chi/", 9), ("/tieu-chi/15/", 14), ("/chi-tieu/15.1/", 13)])
def test_pages_cost_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost


def test_the_pages_are_kept_by_the_browser_until_something_changes(sign_in, told, hanh, xuan_tan, copy_holds):
    browser = sign_in("hanh")
    assert copy_holds(browser, "/chi-tieu/15.1/")
    held = {"If-None-Match": browser.get("/chi-tieu/15.1/").headers["ETag"]}
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-09-22"), by=hanh)
    assert browser.get("/chi-tieu/15.1/", headers=held).status_code == 200
