"""The public page: off until switched on, verified results alone, nobody's name, and the same for every cache."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from communes.models import Unit
from criteria.enums import Stage
from ntm_portal.kept import forget_readings
from reports.actions.publishing import switch_public
from reports.views.public import drawn_public
from tests import build
from tests.reports.story import leave_communes, tell


@pytest.fixture
def shown(district, admin):
    at = build.moment("2017-09-20")
    switch_public(district=district, shown=True, reason="Thông báo 12-TB/HU", seen=None, by=admin, at=at)
    drawn_public.cache_clear()


@pytest.fixture
def told(district, hanh):
    tell(district, hanh)


def rows(page):
    """Commune → its count, its year and its letters."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1].split("</tbody>")[0], re.S):
        shown = re.sub(r'<span class="visually-hidden">.*?</span>', "", row)
        name, *cells = (
            re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", shown)
        )
        found[name] = cells
    return found


def test_it_is_not_there_until_the_office_switches_it_on(client, district):
    assert client.get("/cong-khai/").status_code == 404


def test_a_visitor_reads_what_the_district_has_verified(client, shown, told):
    page = client.get("/cong-khai/").content.decode()
    found = rows(page)
    assert list(found) == ["TT. Xuân Trường", "Xã Xuân Châu", "Xã Xuân Tân"]
    assert [found["Xã Xuân Tân"][at] for at in (12, 16, 20)] == ["Đ", "C", "C"]
    assert found["Xã Xuân Châu"][16] == "CB"
    # A telephone shows the result before the squares.
    assert found["Xã Xuân Châu"][:2] == ["1/18 (01 không xét)", "2015"]
    assert "Đến 25/9/2017, 0 trong 03 xã, thị trấn đạt đủ các tiêu chí" in page


def test_the_word_of_a_commune_alone_is_not_published(client, shown, district, xuan_tan, tan, hanh):
    build.record(xuan_tan, build.row("11", 20, 2470, stage=Stage.SELF), by=tan)
    page = client.get("/cong-khai/").content.decode()
    assert "Chưa có kết quả nào để công bố." in page
    assert ("<table" in page, "0 trong" in page) == (False, False), "squares without data say nothing to the public"
    build.record(xuan_tan, build.row("16", 12, 12), by=hanh)
    assert rows(client.get("/cong-khai/").content.decode())["Xã Xuân Tân"][12] == "…"


def test_no_person_is_named(client, shown, told, hanh):
    page = client.get("/cong-khai/").content.decode()
    assert "Nguyễn Văn A" not in page
    assert hanh.full_name not in page
    assert "/xa/" not in page


def test_any_cache_may_keep_it_for_everybody(client, shown, told, hanh, xuan_tan):
    answer = client.get("/cong-khai/")
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
    held = {"If-None-Match": answer.headers["ETag"]}
    assert Client().get("/cong-khai/", headers=held).status_code == 304
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    assert client.get("/cong-khai/", headers=held).status_code == 200


def test_before_units_and_criteria_there_is_nothing_to_publish(client, shown, district):
    leave_communes(district)
    assert "Chưa có kết quả nào để công bố." in client.get("/cong-khai/").content.decode()
    Unit.objects.filter(pk=district.pk).update(code="999")
    drawn_public.cache_clear()
    assert client.get("/cong-khai/").status_code == 404


@pytest.mark.parametrize("communes", [1, 3])
def test_it_costs_the_same_for_any_number_of_communes(communes, client, shown, district, hanh):
    codes = [unit.code for unit in Unit.objects.in_district(district).in_order()[:communes]]
    for unit in leave_communes(district, *codes):
        build.record(unit, build.row("15.1", 90, 100), by=hanh)
    forget_readings()
    drawn_public.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/cong-khai/").status_code == 200
    assert len(captured) == 12
    with CaptureQueriesContext(connection) as captured:
        client.get("/cong-khai/")
    assert len(captured) == 3, "the revision and the state of the places"
