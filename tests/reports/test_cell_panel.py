"""The side panel of the grids: what a cell means, where its level comes from, its last figures."""

import pytest

from criteria.enums import Stage, Verdict
from tests import build

pytestmark = pytest.mark.django_db
CELL = "/chi-tiet/xuan-tan/15.1/"
NEWEST = "/chi-tiet/xuan-tan/15.1/so-gan-nhat/"


def fill(unit, by, months, stage=Stage.VERIFIED):
    for month in months:
        build.record(unit, build.row("15.1", 7000 + month, 8600, assessed_on=f"2017-{month:02}-05", stage=stage), by=by)


def test_the_panel_says_what_is_required_and_how_far_it_is(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, source_document="Báo cáo 45"), by=hanh)
    page = sign_in("hanh").get(CELL).content.decode()
    for words in ("15.1 ", "≥\u00a085%", "QĐ 1980/QĐ-TTg", "còn thiếu 106 người", "20/9/2017 (5 ngày)", "Báo cáo 45"):
        assert words in page
    assert 'data-from="/chi-tiet/xuan-tan/15.1/so-gan-nhat/"' in page


def test_an_empty_cell_says_so(sign_in):
    browser = sign_in("hanh")
    assert "Chưa có số liệu." in browser.get(CELL).content.decode()
    assert "Chưa có số liệu nào." in browser.get(NEWEST).content.decode()


def test_the_last_twelve_figures_are_drawn_with_the_level(hanh, tan, xuan_tan, sign_in):
    fill(xuan_tan, hanh, range(1, 10))
    fill(xuan_tan, tan, range(1, 8), Stage.SELF)
    page = sign_in("hanh").get(NEWEST).content.decode()
    assert page.count("<tr><td>") == 12
    assert ("Yêu cầu ≥\u00a085%" in page, page.count("<polyline")) == (True, 2)


def test_what_was_taken_back_is_not_drawn(hanh, xuan_tan, sign_in):
    found = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)[0]
    build.record(xuan_tan, build.row("15.1", 7205, 8600, corrects_id=found.pk, reason="Nhầm"), by=hanh)
    page = sign_in("hanh").get(NEWEST).content.decode()
    assert (page.count("<tr><td>"), "7.205/8.600" in page) == (1, True)


def test_an_indicator_in_words_has_a_list_and_no_chart(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("1.1", declared=Verdict.MET), by=hanh)
    page = sign_in("hanh").get("/chi-tiet/xuan-tan/1.1/so-gan-nhat/").content.decode()
    assert (page.count("<tr><td>"), "<svg class" in page) == (1, False)


@pytest.mark.parametrize("findings", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [(CELL, 11), (NEWEST, 13)])
def test_a_part_costs_the_same_for_any_history(
    findings, path, cost, hanh, xuan_tan, sign_in, django_assert_max_num_queries
):
    fill(xuan_tan, hanh, range(1, 1 + findings))
    browser = sign_in("hanh")
    with django_assert_max_num_queries(cost):
        browser.get(path)
