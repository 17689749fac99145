"""Sơ đồ: what each commune is coloured by, where it lies, and what is said where nothing was loaded."""

import io
import re

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from communes.models import Unit, UnitShape
from criteria.enums import Stage, Verdict
from ntm_portal.kept import forget_readings
from reports.charts.outlines import Area, Projection, middle, outlines, surface
from tests import build
from tests.reports.story import leave_communes, tell

SQUARE = [[106.0, 20.0], [106.2, 20.0], [106.2, 20.2], [106.0, 20.2], [106.0, 20.0]]
WEST = {"type": "Polygon", "coordinates": [SQUARE]}
EAST = {
    "type": "MultiPolygon",
    "coordinates": [[[[x + 0.2, y] for x, y in SQUARE]], [[[x + 0.5, y] for x, y in SQUARE]]],
}


def area(geometry=WEST, name="Xuân Tân", **given):
    plain = {"shown": "C", "words": f"Xã {name}: chưa đạt", "href": "/xa/xuan-tan/", "css": "is-notmet"}
    return Area(geometry, name, **plain | given)


def parts(svg, path):
    return list(ElementTree.fromstring(svg).iterfind(path))


# --- The drawing ----------------------------------------------------------------------------


def test_each_place_is_a_link_with_its_name_over_all_lines():
    drawn = outlines([area(), area(EAST, "Xuân <Hòa>", shown="Đ", css="is-met")], "Sơ đồ")
    assert [link.get("aria-label") for link in parts(drawn, "a")] == [
        "Xã Xuân Tân: chưa đạt",
        "Xã Xuân <Hòa>: chưa đạt",
    ]
    assert [path.get("d").count("M") for path in parts(drawn, "a/path")] == [1, 2]
    assert ["".join(text.itertext()) for text in parts(drawn, "text")] == ["Xuân TânC", "Xuân <Hòa>Đ"]
    assert [part.tag for part in ElementTree.fromstring(drawn)] == ["desc", "a", "a", "text", "text"]
    assert parts(drawn, "desc")[0].text.startswith("2 đơn vị, mỗi hình ghi tên và kết quả")


def test_without_an_outline_nothing_is_drawn():
    assert outlines([], "Sơ đồ") == ""
    assert outlines([area({"type": "Polygon", "coordinates": []})], "Sơ đồ") == ""


def test_a_place_without_lines_is_left_out_beside_others():
    assert len(parts(outlines([area(), area({"type": "Polygon", "coordinates": []})], "Sơ đồ"), "a")) == 1


def test_north_is_above_and_a_degree_east_is_shorter_than_one_north():
    place = Projection.around([(106.0, 20.0), (106.2, 20.2)])
    assert place.at((106.0, 20.2)) == ("8.0", "8.0")
    assert place.at((106.2, 20.0))[0] == "632.0"
    assert place.height > 640


def test_the_name_stands_in_the_middle_of_the_surface():
    x, y = middle([(x, y) for x, y in SQUARE])
    assert (round(x, 6), round(y, 6)) == (106.1, 20.1)
    flat = [(1.0, 2.0), (1.0, 2.0)]
    assert (surface(flat), middle(flat)) == (0, (1.0, 2.0))


# --- The page -------------------------------------------------------------------------------


@pytest.fixture
def told(district, hanh):
    tell(district, hanh)


def tiles(response):
    """Commune → (classes, what is written on its tile)."""
    found = re.findall(
        r'<a class="([^"]*)" href="[^"]*" title="[^"]*">([^<]*)<b>([^<]*)</b>', response.content.decode()
    )
    return {name: (css.split(" r")[0], shown) for css, name, shown in found}


def test_tiles_are_coloured_by_the_count_by_a_criterion_or_by_an_indicator(sign_in, told):
    browser = sign_in("hanh")
    assert {shown for _, shown in tiles(browser.get("/so-do/")).values()} <= {str(number) for number in range(20)}
    assert tiles(browser.get("/so-do/?theo=tc-15")) == {
        "TT. Xuân Trường": ("is-met", "Đ"),
        "Xuân Tân": ("is-notmet", "C"),
        "Xuân Châu": ("is-nearly", "CB"),
    }
    assert tiles(browser.get("/so-do/?theo=ct-11"))["Xuân Tân"] == ("is-met", "Đ 1,98%")
    assert tiles(browser.get("/so-do/?theo=ct-1.1"))["Xuân Tân"] == ("is-none", "…")


def test_without_data_there_is_no_colour_of_a_group_and_no_nought(sign_in, district):
    leave_communes(district, "14110")
    browser = sign_in("hanh")
    page = browser.get("/so-do/")
    assert tiles(page) == {"Xuân Tân": ("is-none", "…")}
    assert '<span class="sw is-none"></span>Chưa có số liệu' in page.text
    assert 'title="Xã Xuân Tân: chưa có số liệu"' in page.text


def test_the_colours_are_explained(sign_in, told):
    browser = sign_in("hanh")
    bands = re.findall(r'<span class="sw (b\d)"></span>([^<]+)</span>', browser.get("/so-do/").text)
    assert bands == [
        ("b1", "19 tiêu chí"), ("b2", "15-18 tiêu chí"), ("b3", "10-14 tiêu chí"), ("b4", "5-9 tiêu chí"),
        ("b5", "Dưới 5 tiêu chí"),
    ]  # fmt: skip
    page = browser.get("/so-do/?theo=tc-15").text
    assert ('class="sw ' in page, "Viền đứt: xã tự đánh giá" in page) == (False, True)


@pytest.mark.parametrize(("by", "column"), [("", "so"), ("tc-15", "tc-15"), ("ct-15.1", "ct-15.1")])
def test_what_is_drawn_is_taken_away_as_a_table(by, column, sign_in, told):
    browser = sign_in("hanh")
    page = browser.get(f"/so-do/?den=2017-09-24&theo={by}").content.decode()
    file = f"/bang.xlsx?den=2017-09-24&amp;cot={column}"
    assert f'<a class="btn btn-sm btn-plain" href="{file}">' in page
    sheet = load_workbook(io.BytesIO(browser.get(file.replace("&amp;", "&")).content)).worksheets[0]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert [commune for commune in tiles(browser.get(f"/so-do/?theo={by}")) if commune not in words] == []


def test_what_only_the_commune_says_is_hollow(sign_in, told, xuan_tan, hanh):
    build.record(xuan_tan, build.row("16", 12, 12, stage=Stage.SELF), by=hanh)
    browser = sign_in("hanh")
    assert tiles(browser.get("/so-do/?theo=tc-16"))["Xuân Tân"] == ("is-met by-self", "Đ")
    assert "đạt, xã tự đánh giá, 100,00%" in browser.get("/so-do/?theo=ct-16").content.decode()


@pytest.mark.parametrize("code", ["tc-20", "ct-99", "ct-17.1", "tc-", "15", "tc-15'"])
def test_what_is_not_there_is_not_found(code, sign_in, told):
    assert sign_in("hanh").get("/so-do/", {"theo": code}).status_code == 404


def test_the_outlines_are_drawn_where_the_office_loaded_them(sign_in, told, xuan_tan):
    browser = sign_in("hanh")
    assert "Người quản trị nạp tệp GeoJSON" in browser.get("/so-do/").content.decode()
    assert "manage.py load_shapes" in sign_in("admin").get("/so-do/").content.decode()
    UnitShape.objects.create(unit=xuan_tan, geometry=WEST, source="tệp thử")
    page = browser.get("/so-do/?theo=tc-15&den=2017-09-24").content.decode()
    assert "Hình vẽ phác theo tệp thử, không phải bản đồ địa giới." in page
    assert "Chưa có hình: TT. Xuân Trường, Xuân Châu." in page
    assert '<a class="is-notmet" href="/xa/xuan-tan/?den=2017-09-24#tc-15" aria-label="Xã Xuân Tân: chưa đạt">' in page


def test_a_unit_without_a_cell_is_named(sign_in, told, xuan_tan):
    Unit.objects.filter(pk=xuan_tan.pk).update(grid_row=None, grid_col=None)
    assert "chưa có ô trên sơ đồ" in sign_in("hanh").get("/so-do/").content.decode()


def test_a_district_without_communes_says_so(sign_in, district):
    leave_communes(district)
    assert "Chưa có gì để vẽ" in sign_in("hanh").get("/so-do/").content.decode()


@pytest.mark.parametrize("communes", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/so-do/", 17), ("/so-do/?theo=tc-15", 16), ("/so-do/?theo=ct-15.1", 20)])
def test_the_page_costs_the_same_for_any_number_of_communes(path, cost, communes, district, hanh, sign_in):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), build.row("15.2", declared=Verdict.MET), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost
