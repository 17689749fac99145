"""Tuổi số liệu: which figure is the oldest, what has none, which cells a filter lists; and the same as Excel."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.ages import AgeLevels
from criteria.rules.settings import DEFAULTS
from ntm_portal.kept import forget_readings
from reports.tables.ages import AgeCell, AgesAsked, Show, Told, ages_page, counts_of, in_order
from reports.tables.criterion import IndicatorFace
from reports.templatetags.ages import short_day, square, told_words
from tests import build
from tests.reports.facts import CHAU, HEALTH, POOR, TAN
from tests.reports.story import leave_communes, tell

DAY = dt.date(2017, 9, 25)
LEVELS = AgeLevels.on(DAY, DEFAULTS)


def told(number: str, on: str) -> Told:
    return Told(number, dt.date.fromisoformat(on), LEVELS)


def cell(commune=TAN, criterion=HEALTH, *, of=2, known=2, oldest=None, newest=None, missing=()):
    return AgeCell(commune, criterion, of, known, oldest, newest or oldest, missing)


FRESH = cell(oldest=told("15.1", "2017-06-25"))
AGED = cell(CHAU, oldest=told("15.1", "2017-06-24"))
OLD = cell(CHAU, POOR, of=1, known=1, oldest=told("11", "2017-03-24"))
PART = cell(TAN, POOR, of=2, known=1, oldest=told("11", "2017-09-22"), missing=("12",))
EMPTY = cell(CHAU, of=2, known=0, missing=("15.1", "15.2"))
EVERY = [FRESH, AGED, OLD, PART, EMPTY]
STALE = cell(oldest=told("15.1", "2016-09-24"))


@pytest.mark.parametrize(
    ("show", "listed"),
    [
        (Show.DUE, [AGED, OLD, PART, EMPTY, STALE]),
        (Show.MISSING, [PART, EMPTY]),
        (Show.OLD, [OLD, STALE]),
        (Show.STALE, [STALE]),
        (Show.ALL, [*EVERY, STALE]),
    ],
)
def test_a_filter_lists_what_it_says(show, listed):
    assert [one for one in [*EVERY, STALE] if one.shown_by(show)] == listed


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", [EMPTY, PART, OLD, AGED, FRESH]),
        ("xa", EVERY),
        ("tc", [OLD, PART, FRESH, AGED, EMPTY]),
        ("du", [EMPTY, PART, FRESH, AGED, OLD]),
        ("-du", [FRESH, AGED, OLD, PART, EMPTY]),
        ("tuoi", [EMPTY, OLD, AGED, FRESH, PART]),
        ("-tuoi", [PART, FRESH, AGED, OLD, EMPTY]),
        ("moi", [EMPTY, OLD, AGED, FRESH, PART]),
    ],
)
def test_the_list_is_sorted_by_a_column(sort, order):
    assert in_order(EVERY, sort) == order


@pytest.mark.parametrize(
    ("days", "bands", "missing"),
    [
        ((0, 92), (1, 0, 0, 0), 0),
        ((3, 93), (0, 1, 0, 0), 0),
        ((3, 184), (0, 1, 0, 0), 0),
        ((3, 185), (0, 0, 1, 0), 0),
        ((366, 1), (0, 0, 0, 1), 0),
        ((1, None), (0, 0, 0, 0), 1),
    ],
)
def test_a_whole_indicator_is_as_old_as_its_oldest_part(days, bands, missing):
    leaves = [IndicatorFace(at, HEALTH.id, f"17.1{at}", "", "", "", 17) for at in (171, 172)]
    statuses = {(TAN.id, face.id): status(age) for face, age in zip(leaves, days, strict=True)}
    counts = counts_of((TAN,), leaves, statuses, LEVELS)
    assert (tuple(band.count for band in counts.bands), counts.missing) == (bands, missing)


def test_a_day_of_another_year_is_told_by_month_and_year():
    assert (short_day(dt.date(2017, 6, 30), 2017), short_day(dt.date(2016, 12, 31), 2017)) == ("30/6", "12/2016")
    assert (short_day(dt.date(2017, 9, 5), 2017), short_day(dt.date(2016, 1, 31), 2017)) == ("05/9", "01/2016")


def test_an_old_figure_says_its_age_and_a_lacking_one_what_lacks():
    assert told_words(OLD.oldest, 2017) == '<span class="age old">24/3<small>6 tháng</small></span>'
    assert told_words(None, 2017) == "…"
    drawn = square(PART, 2017, "?den=2017-09-25")
    assert 'href="/xa/xuan-tan/?den=2017-09-25#tc-11"' in drawn
    assert 'title="Xuân Tân, tiêu chí 11: cũ nhất 11 ngày 22/9/2017 (3 ngày), chưa có số liệu 12"' in drawn
    assert "thiếu 1" in drawn
    assert "thiếu" not in square(EMPTY, 2017, "")


def test_a_split_indicator_counts_once_and_is_known_when_each_part_is():
    leaves = [
        IndicatorFace(171, HEALTH.id, "15.1a", "", "", "", 17),
        IndicatorFace(172, HEALTH.id, "15.1b", "", "", "", 17),
        IndicatorFace(18, HEALTH.id, "15.2", "", "", "", None),
    ]
    known, none = status(5), status(None)
    statuses = {(TAN.id, 171): known, (TAN.id, 172): none, (TAN.id, 18): known}
    page = ages_page((TAN,), (HEALTH,), leaves, statuses, LEVELS, AgesAsked())
    (found,) = page.cells
    assert (found.known, found.of, found.missing) == (1, 2, ("15.1b",))
    assert (page.counts.bands[0].count, page.counts.missing, page.counts.known, page.counts.of) == (1, 1, 1, 2)


class Spoken:
    """What the table asks of a status."""

    def __init__(self, days):
        self.official = None if days is None else self
        self.assessed_on = DAY - dt.timedelta(days=days or 0)


def status(days):
    return Spoken(days)


# --- The page and the file ------------------------------------------------------------------


@pytest.fixture
def spoken(district, hanh):
    tell(district, hanh)


def rows(response, after="danh-sach"):
    """The rows of the list, as texts."""
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", response.content.decode().split(f'id="{after}"')[1])
    found = re.findall(r"<tr>(.*?)</tr>", text, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in found]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_of_how_many_stands_below_how_many_so_that_two_columns_are_not_one_number(sign_in, district, hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    foot = sign_in("hanh").get("/tuoi-so-lieu/").content.decode().split("<tfoot>")[1]
    cells = re.findall(r"<td>(.*?)</td>", foot.split("</tr>")[0])
    assert (cells[14], set(cells[:14])) == ("1<small>/60</small>", {f"0<small>/{n}</small>" for n in (20, 40, 60, 80)})


def test_one_cell_says_what_is_oldest_and_what_has_no_figure(sign_in, spoken):
    page = sign_in("hanh").get("/tuoi-so-lieu/?xa=xuan-chau&loc=tat-ca&xep=tc")
    found = {row[1]: row for row in rows(page)[1:]}
    assert found["15. Y tế"] == [
        "Xuân Châu", "15. Y tế", "3/3 chỉ tiêu", "", "15.2 ngày 20/8/2017, 36 ngày", "20/9/2017",
    ]  # fmt: skip
    assert found["5. Trường học"][2:] == ["0/1 chỉ tiêu", "5", "…", "…"]
    assert {row[0] for row in rows(page)[1:]} == {"Xuân Châu"}


def test_everything_asked_for_stays_in_every_link(sign_in, spoken):
    address = "/tuoi-so-lieu/?den=2017-09-24&loc=thieu&xa=xuan-tan&tc=5&xep=tuoi"
    page = sign_in("hanh").get(address).content.decode()
    same = "?den=2017-09-24&amp;loc=thieu&amp;xa=xuan-tan&amp;tc=5"
    assert f'href="/tuoi-so-lieu.xlsx{same}&amp;xep=tuoi"' in page
    assert f'href="{same}&amp;xep=-tuoi#danh-sach"' in page
    assert f'href="{same}#danh-sach">Ô cần số liệu trước' in page
    assert 'aria-sort="ascending"' in page
    assert '<option value="xuan-tan" selected>' in page
    assert 'href="/xa/xuan-tan/?den=2017-09-24#tc-5"' in page


@pytest.mark.parametrize("nonsense", ["loc=gi&xep=gi", "loc=%00&xep=-", f"xep={'x' * 500}"])
def test_what_the_address_does_not_know_is_not_asked(nonsense, sign_in, spoken):
    browser = sign_in("hanh")
    assert rows(browser.get(f"/tuoi-so-lieu/?{nonsense}")) == rows(browser.get("/tuoi-so-lieu/"))


def test_a_filter_that_lists_nothing_leads_on(sign_in, spoken):
    page = sign_in("hanh").get("/tuoi-so-lieu/?loc=cu").content.decode()
    assert "Không có ô nào theo cách lọc này." in page
    assert 'href="?loc=tat-ca#danh-sach">Xem tất cả các ô' in page


def test_a_past_day_knows_only_its_figures(sign_in, spoken):
    """On 24/8 Xuân Châu's figure of 20/9 did not exist."""
    page = sign_in("hanh").get("/tuoi-so-lieu/?den=2017-08-24&xa=xuan-chau&tc=15&loc=tat-ca")
    assert rows(page)[1][4:] == ["15.1 ngày 20/8/2017, 4 ngày", "20/8/2017"]


def test_a_department_sees_its_own_indicators(sign_in, spoken):
    page = sign_in("lao_dong").get("/tuoi-so-lieu/?loc=tat-ca").content.decode()
    assert "Chỉ tính các chỉ tiêu do phòng, ban phụ trách." in page
    assert {row[1] for row in rows(sign_in("lao_dong").get("/tuoi-so-lieu/?loc=tat-ca"))[1:]} <= {
        "11. Hộ nghèo", "12. Lao động", "14. Giáo dục, ĐT",
    }  # fmt: skip
    assert "/dien-bien/" not in page


def test_who_sees_results_only_is_not_led_to_the_history(sign_in, spoken):
    browser = sign_in("front")
    assert "/lich-su/" not in browser.get("/tuoi-so-lieu/?loc=tat-ca").content.decode()
    assert "/lich-su/xuan-chau/15.2/" in sign_in("hanh").get("/tuoi-so-lieu/?loc=tat-ca").content.decode()


def values(row):
    """The cells of a row, days in short."""
    return [str(one.value)[:10] if hasattr(one.value, "date") else one.value for one in row]


def test_the_file_holds_the_district_and_the_list_of_the_screen(sign_in, spoken):
    answer = sign_in("hanh").get("/tuoi-so-lieu.xlsx?xa=xuan-chau&loc=tat-ca&xep=tc")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Tuổi số liệu", "Danh sách"]
    listed = [values(row) for row in book["Danh sách"].iter_rows() if row[2].value in ("15. Y tế", "16. Văn hóa")]
    assert listed == [
        [15, "Xã Xuân Châu", "15. Y tế", 3, 3, None, "15.2", "2017-08-20", 36, "2017-09-20"],
        [16, "Xã Xuân Châu", "16. Văn hóa", 1, 0, "16", None, "…", None, "…"],
    ]
    whole = [values(row) for row in book["Tuổi số liệu"].iter_rows()]
    (chau,) = (row for row in whole if row[1] == "Xã Xuân Châu")
    assert (chau[16], chau[6]) == ("2017-08-20", "…")
    assert chau[-2:] == [6, 49]
    (total,) = (row for row in whole if row[1] == "Cũ nhất")
    assert str(total[-1]).startswith("=SUM(")


def test_a_wrong_day_leads_back_to_the_page(sign_in, spoken):
    answer = sign_in("hanh").get("/tuoi-so-lieu.xlsx?loc=cu&den=31/9/2017")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tuoi-so-lieu/?loc=cu#danh-sach")


def test_it_is_reached_from_the_overview_the_tabs_and_the_list_of_criteria(sign_in, spoken):
    browser = sign_in("hanh")
    assert 'href="tuoi-so-lieu/"' in browser.get("/").content.decode()
    for path in ("/dien-bien/", "/so-do/", "/tieu-chi/"):
        assert 'href="/tuoi-so-lieu/"' in browser.get(path).content.decode()
    menu = browser.get("/tuoi-so-lieu/").content.decode().split('id="menu"')[1].split("</nav>")[0]
    assert '<a href="/dien-bien/" aria-current="page">' in menu


@pytest.mark.parametrize("communes", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/tuoi-so-lieu/?loc=tat-ca", 20), ("/tuoi-so-lieu.xlsx", 13)])
def test_the_page_costs_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost


def test_a_page_that_nothing_changed_is_not_drawn_again(sign_in, spoken, copy_holds):
    assert copy_holds(sign_in("hanh"), "/tuoi-so-lieu/")


def test_without_communes_there_is_nothing_to_age(sign_in, district):
    leave_communes(district)
    assert "Chưa có gì để xem tuổi số liệu" in sign_in("hanh").get("/tuoi-so-lieu/").content.decode()
