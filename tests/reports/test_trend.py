"""Diễn biến: which days are looked at, what is counted on them, and what is drawn."""

import datetime as dt
import re
from fractions import Fraction

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.status import Run, read_criteria, read_runs
from ntm_portal.clock import end_of_day
from ntm_portal.kept import forget_readings
from reports.charts import multiple
from reports.charts.course import levels_of, named
from reports.rules.sampling import MOST_POINTS, months_before, sample_days
from reports.tables.board import CriteriaBook
from reports.tables.trend import Series, commune_sentence, commune_trend, district_sentence, district_trend, known_days
from reports.templatetags.trends import course, small
from tests import build
from tests.reports.facts import CHAU, HEALTH, MET, NONE, NOT_MET, POOR, TAN
from tests.reports.story import leave_communes, tell

JUNE, JULY, AUGUST, DAY = dt.date(2017, 6, 30), dt.date(2017, 7, 31), dt.date(2017, 8, 31), dt.date(2017, 9, 25)
DAYS = (JUNE, JULY, AUGUST, DAY)
TWO = [2] * len(DAYS)
BOOK = CriteriaBook("1980/QĐ-TTg", (POOR, HEALTH))
EVER = dt.date(9999, 12, 31)


def run(commune, criterion, verdict, begin, end=EVER):
    return Run(commune.id, criterion.id, verdict, begin, end)


RUNS = [
    run(TAN, POOR, MET, dt.date(2017, 6, 1)),
    run(TAN, HEALTH, NOT_MET, JULY, dt.date(2017, 8, 30)),
    run(TAN, HEALTH, MET, AUGUST),
    run(CHAU, POOR, NOT_MET, JULY, JULY),
    run(CHAU, POOR, MET, dt.date(2017, 8, 1), dt.date(2017, 9, 24)),
    run(CHAU, POOR, NOT_MET, DAY),
]


# --- Which days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "until", "days"),
    [
        ("2017-07-31", "2017-09-25", ["2017-07-31", "2017-08-31", "2017-09-25"]),
        ("2017-08-01", "2017-08-31", ["2017-08-31"]),
        ("2017-09-25", "2017-09-25", ["2017-09-25"]),
        ("2016-02-01", "2016-03-15", ["2016-02-29", "2016-03-15"]),
        ("2014-01-01", "2017-01-15", ["2014-03-31", "2014-06-30", "2014-09-30", "2014-12-31"]),
        ("2009-06-01", "2017-09-25", ["2009-06-30", "2009-12-31", "2010-06-30", "2010-12-31"]),
        ("1990-01-01", "2017-09-25", ["1990-12-31", "1991-12-31", "1992-12-31", "1993-12-31"]),
    ],
)
def test_days_are_ends_of_months_of_quarters_or_of_years(begin, until, days):
    found = [moment.isoformat() for moment in sample_days(build.date(begin), build.date(until))]
    assert found[: len(days)] == days
    assert found[-1] == until


DATES = st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31))


@given(DATES, st.integers(0, 24 * 365))
def test_days_rise_end_with_the_day_of_the_page_and_stay_few(begin, length):
    until = begin + dt.timedelta(days=length)
    days = sample_days(begin, until)
    assert list(days) == sorted(set(days))
    assert days[-1] == until
    assert days[0] >= begin
    assert len(days) <= MOST_POINTS
    assert all((moment + dt.timedelta(days=1)).day == 1 for moment in days[:-1])


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [("2017-09-25", 12, "2016-09-30"), ("2017-03-31", 1, "2017-02-28"), ("2017-01-01", 1, "2016-12-31")],
)
def test_months_are_counted_back_to_their_last_day(day, months, end):
    assert months_before(build.date(day), months) == build.date(end)


# --- What is counted ------------------------------------------------------------------------


def test_a_district_is_counted_on_each_day():
    trend = district_trend((TAN, CHAU), BOOK, DAYS, RUNS, TWO)
    complete, mean = trend.lines
    assert complete.written == ["0", "0", "1", "1"]
    assert mean.written == ["0,5", "0,5", "1,5", "1,0"]
    assert [line.series.written for line in trend.criteria] == [["1", "1", "2", "1"], ["…", "0", "1", "1"]]
    assert district_sentence(trend) == (
        "Từ 30/6/2017 đến 25/9/2017: số đơn vị đủ 2/2 tiêu chí từ 0 lên 1; "
        "bình quân từ 0,5 lên 1,0 tiêu chí mỗi đơn vị."
    )


def test_the_table_behind_the_charts_holds_every_figure_newest_first():
    trend = district_trend((TAN, CHAU), BOOK, DAYS, RUNS, TWO)
    assert trend.rows == [(DAY, ["1", "1,0"]), (AUGUST, ["1", "1,5"]), (JULY, ["0", "0,5"]), (JUNE, ["0", "0,5"])]
    assert trend.criteria_rows == [(POOR, ["1", "1", "2", "1"]), (HEALTH, ["…", "0", "1", "1"])]


def test_no_data_is_not_nought():
    trend = district_trend((TAN, CHAU), BOOK, DAYS, [run(TAN, POOR, MET, AUGUST)], TWO)
    assert trend.lines[0].written == ["…", "…", "0", "0"]
    assert trend.lines[0].words == "giữ 0"
    assert not trend.is_empty
    nothing = district_trend((TAN, CHAU), BOOK, DAYS, [], TWO)
    assert nothing.is_empty
    assert (nothing.lines[0].words, nothing.lines[0].moved) == ("chưa có số liệu", 0)
    assert district_trend((), BOOK, DAYS, [], [0] * len(DAYS)).is_empty


def test_a_commune_shows_its_verdicts():
    trend = commune_trend(BOOK, DAYS, [one for one in RUNS if one.unit_id == TAN.id])
    assert trend.lines[0].written == ["1", "1", "2", "2"]
    assert [(line.verdicts, line.turned) for line in trend.criteria] == [
        ((MET,) * 4, False),
        ((NONE, NOT_MET, MET, MET), True),
    ]
    assert commune_sentence(trend) == (
        "Từ 30/6/2017 đến 25/9/2017: số tiêu chí đạt từ 1 lên 2; 01 tiêu chí thay đổi kết quả."
    )
    still = commune_trend(BOOK, (AUGUST, DAY), RUNS[:1])
    assert commune_sentence(still).endswith("số tiêu chí đạt giữ 1; không tiêu chí nào thay đổi kết quả.")


def test_criteria_stand_in_their_groups():
    names = [name for name, _ in commune_trend(BOOK, DAYS, RUNS[:2]).groups]
    assert names == ["III. Kinh tế và tổ chức sản xuất", "IV. Văn hóa - xã hội - môi trường"]


def test_days_before_the_first_verdict_are_left_out():
    assert known_days(DAYS, [run(TAN, POOR, MET, dt.date(2017, 7, 15))]) == DAYS[1:]
    assert known_days(DAYS, [run(TAN, POOR, NONE, JUNE)]) == (DAY,)
    assert known_days(DAYS, []) == (DAY,)


# --- What is drawn --------------------------------------------------------------------------


def series(*figures, places=0, of=20):
    return Series("Số đơn vị", DAYS, tuple(None if f is None else Fraction(f) for f in figures), of, places)


def tips(svg):
    return [part.text for part in ElementTree.fromstring(svg).iterfind(".//g[@class='pt']/text")]


def test_every_figure_is_said_at_its_point():
    told = ["30/6/2017: 3 đơn vị", "31/7/2017: 6 đơn vị", "31/8/2017: 6 đơn vị", "25/9/2017: 9 đơn vị"]
    assert tips(course(series(3, 6, 6, 9))) == told
    assert tips(small(series(3, 6, 6, 9))) == told
    assert tips(small(series(None, 6, 6, 9))) == told[1:]


def test_a_chart_says_its_course_to_who_cannot_see_it():
    said = [
        (chart.findtext("title"), chart.findtext("desc"))
        for chart in map(ElementTree.fromstring, (course(series(3, 6, 6, 9)), small(series(3, 6, 6, 9))))
    ]
    words = "từ 3 lên 9, từ 30/6/2017 đến 25/9/2017, thang từ 0 đến 20"
    assert said == [("Số đơn vị", words), ("Số đơn vị: số đơn vị đạt", words)]
    assert ElementTree.fromstring(course(series(3, 6, 6, 9), "Tiêu chí 15")).findtext("title") == "Tiêu chí 15"


@pytest.mark.parametrize(
    ("of", "levels"),
    [
        (9, [0, 3, 6, 9]),
        (14, [0, 5, 10, 14]),
        (19, [0, 5, 10, 15, 19]),
        (20, [0, 5, 10, 15, 20]),
        (49, [0, 10, 20, 30, 40, 49]),
        (229, [0, 50, 100, 150, 200, 229]),
        (1, [0, 1]),
        (0, [0, 1]),
    ],
)
def test_a_count_is_drawn_from_nought_to_all(of, levels):
    assert levels_of(of) == levels


def test_one_more_of_nine_rises_by_a_ninth():
    chart = ElementTree.fromstring(course(series(6, 6, 6, 7, of=9)))
    edge = chart.findall(".//g[@class='axis']/text")
    assert [part.text for part in edge] == ["0", "3", "6", "9", "6/17", "7/17", "8/17", "25/9"]
    heights = [float(dot.get("cy")) for dot in chart.iterfind(".//circle[@class='reach']")]
    assert heights[:3] == [heights[0]] * 3
    assert heights[0] - heights[3] == pytest.approx((150 - 20) / 9, abs=0.1)


def test_each_day_is_named_where_its_dot_stands():
    chart = ElementTree.fromstring(course(series(6, 6, 6, 7)))
    names = [part.get("x") for part in chart.iterfind(".//g[@class='axis']/text[@text-anchor='middle']")]
    assert names == [dot.get("cx") for dot in chart.iterfind(".//circle[@class='reach']")]


def test_of_many_days_the_newest_is_named():
    days = sample_days(dt.date(2015, 9, 30), DAY)
    assert [words for _, words in named(days)] == ["1/16", "6/16", "11/16", "4/17", "25/9"]


def test_small_charts_share_one_scale():
    heights = [
        [part.get("cy") for part in ElementTree.fromstring(small(line)).iterfind(".//circle[@r='2.5']")]
        for line in (series(0, 0, 0, 20), series(20, 20, 20, 20))
    ]
    assert heights == [["56", "56", "56", "14"], ["14"] * 4]
    assert multiple([], DAYS, 20, "Điện", "") == '<p class="note">chưa có số liệu</p>'
    assert 'cx="6"' in multiple([(DAY, Fraction(1), "một")], (DAY,), 20, "Điện", "")


# --- The pages ------------------------------------------------------------------------------


def main(response):
    text = re.sub(r"<(title|desc|text)[^>]*>.*?</\1>", " ", response.content.decode().split("<main")[1])
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def told(district, hanh):
    tell(district, hanh)


def test_the_district_page_tells_the_year(sign_in, told):
    page = main(sign_in("hanh").get("/dien-bien/"))
    assert "Từ 31/8/2017 đến 25/9/2017: số đơn vị đủ 19/19 tiêu chí giữ 0; bình quân" in page
    assert "25/9/2017 0" in page
    assert "11. Hộ nghèo +1" in page


def letters(page, number):
    """The verdicts in the row of one criterion."""
    row = page.split(f'#tc-{number}"')[1].split("</tr>")[0]
    shown = re.sub(r'<span class="visually-hidden">.*?</span>', "", row)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", shown)]


def test_the_page_of_a_commune_shows_each_criterion(sign_in, told):
    page = sign_in("tan").get("/xa/xuan-tan/dien-bien/").content.decode()
    behind, grid = page.split("Xem số liệu")[1].split("</details>", 1)
    assert re.findall(r'<th scope="row">(.*?)</th><td class="n">(.*?)</td>', behind) == [
        ("25/9/2017", "2"),
        ("31/8/2017", "2"),
    ]
    assert re.findall(r'<th scope="col">([^<]+)</th>', grid) == ["Tiêu chí", "31/8/2017", "25/9/2017"]
    assert (letters(page, 11), letters(page, 19), letters(page, 1)) == (["C", "Đ"], ["Đ", "C"], ["…", "…"])


def test_a_claim_is_hollow_where_nobody_has_verified_it(sign_in, hanh, officer, xuan_tan):
    build.record(xuan_tan, build.row("16", 10, 12, "2017-08-20", Stage.SELF), by=officer)
    build.record(xuan_tan, build.row("16", 10, 12, "2017-09-20"), by=hanh)
    page = sign_in("tan").get("/xa/xuan-tan/dien-bien/").content.decode()
    row = page.split('#tc-16"')[1].split("</tr>")[0]
    assert re.findall(r'class="v is-met([^"]*)"', row) == [" by-self", ""]


def test_the_district_tells_how_its_own_criteria_moved(sign_in, told, hanh, district):
    browser = sign_in("hanh")
    assert 'href="/huyen/dien-bien/?den=2017-09-24"' in browser.get("/huyen/?den=2017-09-24").content.decode()
    page = browser.get("/huyen/dien-bien/?den=2017-09-24").content.decode()
    assert "số tiêu chí đạt giữ 1; không tiêu chí nào thay đổi kết quả" in page
    assert (letters(page, 1), letters(page, 3), letters(page, 4)) == (["Đ"], ["C"], ["…"])
    assert 'href="/huyen/?den=2017-09-24#tc-1"' in page
    assert "by-self" in page
    assert "Chưa có gì để theo dõi" in main(browser.get("/huyen/dien-bien/?den=2016-12-05"))


def test_a_department_sees_only_its_criteria(sign_in, told):
    page = sign_in("lao_dong").get("/xa/xuan-tan/dien-bien/").content.decode()
    assert "#tc-11" in page
    assert "#tc-15" not in page


def test_before_any_figure_the_page_says_so(sign_in, district, hanh):
    assert "Chưa có gì để theo dõi" in main(sign_in("hanh").get("/dien-bien/"))
    assert "Đến 25/9/2017 chưa có kết quả nào." in main(sign_in("hanh").get("/xa/xuan-tan/dien-bien/"))
    assert "Chưa có gì để theo dõi" in main(sign_in("hanh").get("/dien-bien/?den=2016-05-01&thang=khong-co"))


def test_the_time_is_in_the_address(sign_in, told):
    page = sign_in("hanh").get("/dien-bien/?den=2017-09-24&thang=tat-ca").content.decode()
    assert '<a href="?den=2017-09-24">12 tháng</a>' in page
    assert '<a href="?den=2017-09-24&amp;thang=tat-ca" aria-current="true">Từ khi có bộ tiêu chí</a>' in page
    assert "24 tháng" not in page


@pytest.mark.parametrize("communes", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/dien-bien/", 15), ("/xa/{}/dien-bien/", 16), ("/huyen/dien-bien/", 14)])
def test_the_pages_cost_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    units = leave_communes(district, *codes)
    for unit in units:
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path.format(units[0].slug)).status_code == 200
    assert len(captured) == cost


def test_runs_as_known_now_are_the_stored_ones(told, district):
    units = list(Unit.objects.in_district(district).values_list("pk", flat=True))
    owners = [pk for (_, pk) in read_criteria(units, every_criterion(), DAY)]
    stored = read_runs(units, owners, JUNE, DAY)
    assert stored
    assert sorted(stored) == sorted(read_runs(units, owners, JUNE, DAY, end_of_day(DAY)))


def every_criterion():
    return [build.indicator(number).criterion_id for number in ("10", "11", "15.1", "16", "19.1")]
