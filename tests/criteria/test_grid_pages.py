"""The two grids as pages: what they hold for whom, what they cost, what the filters leave."""

import re

import pytest

from criteria.enums import Stage, Verdict
from tests import build

pytestmark = pytest.mark.django_db
OFFICE = "/cap-nhat/luoi/"


def rows_of(response) -> list[str]:
    """The communes of the office grid, in order."""
    return re.findall(r'<tr data-u="[^"]+" data-n="([^"]+)"', response.content.decode())


def columns_of(response) -> list[str]:
    return re.findall(r'<th scope="col"[^>]* data-i="([^"]+)"', response.content.decode())


def cell_of(response, place: str, number: str) -> str:
    """The HTML of one cell of the office grid."""
    row = re.search(rf'<tr data-u="{place}".*?</tr>', response.content.decode())[0]
    return re.findall(r"<td.*?</td>", row)[columns_of(response).index(number)]


def test_the_sheet_holds_every_indicator_with_what_is_known(hanh, xuan_tan, sign_in):
    finding = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)[0]
    page = sign_in("hanh").get("/cap-nhat/xuan-tan/luoi/").content.decode()
    rows = re.findall(r'data-i="([^"]+)" data-k="([^"]+)"', page)
    assert len([number for number, _ in rows if not number.endswith(("a", "b"))]) == 49
    assert dict(rows)["17.1"] == "parts"
    row = re.search(r'<tr class="irow" role="row" id="i-15.1".*?</tr>', page)[0]
    assert f'data-seen="{finding.pk}" data-t="7204/8600" data-d="20/9/2017" data-a="05 ngày"' in row
    assert re.findall(r'data-b="(\w+)"[^>]*>([^<]*)<', row) == [("tu", "7.204"), ("mau", "8.600"), ("kq", "83,77%")]
    assert "còn thiếu 106 người" in row


def test_the_other_side_stands_beside_ones_own(hanh, tan, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7400, 8600, stage=Stage.SELF), by=tan)
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    page = sign_in("hanh").get("/cap-nhat/xuan-tan/luoi/").content.decode()
    assert ("Xã tự đánh giá" in page, "86,05%" in page) == (True, True)
    own = sign_in("tan").get("/cap-nhat/xuan-tan/luoi/").content.decode()
    assert (">Thẩm tra<" in own, "83,77%" in own) == (True, True)


def test_the_district_has_a_grid_of_its_fourteen(sign_in):
    page = sign_in("hanh").get("/cap-nhat/huyen/luoi/").content.decode()
    assert (len(re.findall(r'<tr class="irow"', page)), "Huyện tự đánh giá" in page) == (14, False)


def test_a_stage_that_is_not_ones_own_does_not_exist(sign_in):
    assert sign_in("tan").get("/cap-nhat/xuan-tan/luoi/?buoc=tham-tra").status_code == 404
    assert sign_in("lao_dong").get(f"{OFFICE}?buoc=phuc-tra").status_code == 404


def test_the_office_grid_holds_all_communes_and_indicators(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    response = sign_in("hanh").get(OFFICE)
    assert (len(rows_of(response)), len([n for n in columns_of(response) if n[-1] not in "ab"])) == (20, 49)
    cell = cell_of(response, "xuan-tan", "15.1")
    assert ('data-t="7204/8600"' in cell, "83,77" in cell, "is-notmet" in cell) == (True, True, True)
    assert "chưa có số liệu" in cell_of(response, "xuan-chau", "15.1")


def test_a_claim_of_the_commune_looks_like_one(tan, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7400, 8600, stage=Stage.SELF), by=tan)
    cell = cell_of(sign_in("hanh").get(OFFICE), "xuan-tan", "15.1")
    assert ("claimed" in cell, "data-seen" in cell, "86,05" in cell) == (True, False, True)


def test_a_verdict_in_words_is_told_once(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("7", declared=Verdict.NA, reason="Chưa có quy hoạch"), by=hanh)
    cell = cell_of(sign_in("hanh").get(OFFICE), "xuan-tan", "7")
    assert ("KX" in cell, "<i>" in cell) == (True, False)


def test_a_department_sees_its_own_columns(sign_in):
    assert columns_of(sign_in("lao_dong").get(OFFICE)) == ["11", "12", "14.3"]


@pytest.mark.parametrize(
    ("asked", "columns"),
    [("tc=11", ["11"]), ("phong=lao-dong", ["11", "12", "14.3"]), ("tc=x&phong=", None), ("tc=99", [])],
)
def test_the_columns_are_those_of_a_criterion_or_a_department(asked, columns, sign_in):
    found = columns_of(sign_in("hanh").get(f"{OFFICE}?{asked}"))
    assert found == columns if columns is not None else len(found) > 49


def test_only_what_is_missing_old_or_different(hanh, tan, xuan_tan, xuan_chau, sign_in):
    build.record(xuan_tan, build.row("11", 61, 2470, assessed_on="2016-12-31"), by=hanh)
    build.record(xuan_chau, build.row("11", 40, 2470), build.row("12", 2400, 2470), by=hanh)
    build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=tan)
    browser = sign_in("hanh")
    assert rows_of(browser.get(f"{OFFICE}?loc=cu")) == ["Xuân Tân"]
    assert columns_of(browser.get(f"{OFFICE}?loc=khac")) == ["11"]
    assert len(rows_of(browser.get(f"{OFFICE}?loc=thieu&tc=11"))) == 18
    both = browser.get(f"{OFFICE}?loc=thieu&phong=lao-dong")
    assert ("aside" in cell_of(both, "xuan-tan", "11"), "aside" in cell_of(both, "xuan-tan", "12")) == (True, False)


def test_a_filter_that_leaves_nothing_says_so(sign_in):
    page = sign_in("hanh").get(f"{OFFICE}?loc=khac").content.decode()
    assert "Không có ô nào như vậy" in page


@pytest.mark.parametrize("findings", [1, 3])
@pytest.mark.parametrize("path", [OFFICE, f"{OFFICE}?loc=cu", "/cap-nhat/xuan-tan/luoi/"])
def test_a_grid_costs_at_most_twelve_queries(findings, path, hanh, xuan_tan, sign_in, django_assert_max_num_queries):
    for number in ("11", "12", "15.1")[:findings]:
        build.record(xuan_tan, build.row(number, 61, 2470, assessed_on="2017-01-10"), by=hanh)
    browser = sign_in("hanh")
    browser.get(path)
    with django_assert_max_num_queries(12):
        browser.get(path)


@pytest.mark.parametrize(("asked", "css"), [("", "egrid"), ("?xem=tuoi", "egrid ages")])
def test_the_age_of_every_figure_can_be_shown(asked, css, sign_in):
    assert f'<table class="{css}" role="grid"' in sign_in("hanh").get(f"{OFFICE}{asked}").content.decode()


def test_people_of_a_commune_are_led_to_their_own_sheet(sign_in):
    assert sign_in("tan").get(OFFICE).url == "/cap-nhat/"


def test_ages_are_told_in_days_then_in_months(hanh, xuan_tan, sign_in):
    days = {"11": "2017-09-25", "12": "2017-09-16", "15.1": "2017-01-10"}
    for number, day in days.items():
        build.record(xuan_tan, build.row(number, 61, 2470, assessed_on=day), by=hanh)
    page = sign_in("hanh").get("/cap-nhat/xuan-tan/luoi/").content.decode()
    told = {number: re.search(rf'id="i-{number}".*?data-a="([^"]+)"', page)[1] for number in days}
    assert told == {"11": "hôm nay", "12": "09 ngày", "15.1": "08 tháng"}


@pytest.mark.parametrize(
    ("who", "address", "leads"),
    [
        ("officer", "/cap-nhat/xuan-tan/luoi/", True),
        ("tan", "/cap-nhat/xuan-tan/luoi/", True),
        ("hanh", "/cap-nhat/xuan-tan/luoi/?buoc=tham-tra", False),
        ("hanh", "/cap-nhat/huyen/luoi/", False),
        ("hanh", OFFICE, False),
    ],
)
def test_the_grid_of_a_commune_leads_to_its_sending(who, address, leads, request, xuan_tan, sign_in):
    request.getfixturevalue(who)
    assert ('href="/gui-huyen/xuan-tan/"' in sign_in(who).get(address).content.decode()) is leads
