"""The frame around every page: menu by role, phone bar, demonstration band, gallery."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests import build

PAGE = "/doi-mat-khau/"
DISTRICT_MENU = ["/", "/chi-thi/", "/van-ban/", "/xa/", "/tieu-chi/", "/huyen/", "/dien-bien/"]
ENTRY = ["/cap-nhat/", "/nhap-tep/"]
POOR, PERIODS, HEADS, DOSSIERS = "/bien-dong-ho-ngheo/", "/ky-bao-cao/", "/trach-nhiem/", "/ho-so/"
MONEY = ["/nguon-luc/", "/no-dong/"]
FOLLOWED = ["/ke-hoach/", "/kiem-tra/", "/suy-giam/"]
REMINDED = [*FOLLOWED, "/nhac-viec/", PERIODS]
COMMUNE_MENU = [
    "/xa/xuan-tan/", "/chi-thi/", "/van-ban/", "/viec-cua-toi/", "/nguoi/toi/", *ENTRY, POOR, *MONEY, *REMINDED,
]  # fmt: skip
DEPARTMENT_MENU = [
    "/chi-thi/", "/van-ban/", "/xa/", "/tieu-chi/", "/viec-cua-toi/", "/nguoi/toi/", *ENTRY, *MONEY, "/tham-tra/",
    *REMINDED,
]  # fmt: skip
READER_MENU = [*DISTRICT_MENU, "/viec-cua-toi/", *MONEY, *REMINDED, DOSSIERS, HEADS, "/bao-cao/", "/bo-tieu-chi/"]
MENU = {
    "officer": [*COMMUNE_MENU, DOSSIERS, "/bao-cao/", "/bo-tieu-chi/"],
    "tan": [*COMMUNE_MENU, DOSSIERS, HEADS, "/bao-cao/", "/bo-tieu-chi/"],
    "chair": [*COMMUNE_MENU, DOSSIERS, HEADS, "/bao-cao/", "/bo-tieu-chi/"],
    "lao_dong": [*DEPARTMENT_MENU, DOSSIERS, "/bao-cao/", "/bo-tieu-chi/"],
    "hanh": [
        *DISTRICT_MENU, "/viec-cua-toi/", *ENTRY, POOR, *MONEY, "/tham-tra/", *REMINDED, DOSSIERS, HEADS, "/bao-cao/",
        "/bo-tieu-chi/",
    ],
    "party_office": READER_MENU,
    "party_org": READER_MENU,
    "member": READER_MENU,
    "leader": READER_MENU,
    "front": [*DISTRICT_MENU, *FOLLOWED, DOSSIERS, "/bao-cao/", "/bo-tieu-chi/"],
    "admin": [
        *DISTRICT_MENU, *MONEY, *FOLLOWED, PERIODS, DOSSIERS, "/bao-cao/", "/bo-tieu-chi/", "/quan-tri/toan-ven/",
        "/quan-tri/trang-cong-khai/",
        "/quan-tri/",
    ],
}  # fmt: skip
TABS = {
    "tan": ["/xa/xuan-tan/", "/cap-nhat/", "/chi-thi/", "/viec-cua-toi/"],
    "lao_dong": ["/xa/", "/cap-nhat/", "/chi-thi/", "/viec-cua-toi/"],
    "hanh": ["/", "/xa/", "/cap-nhat/", "/chi-thi/"],
    "leader": ["/", "/xa/", "/chi-thi/", "/bao-cao/"],
}


def part(page: str, start: str, end: str) -> str:
    return page.partition(start)[2].partition(end)[0]


def links(markup: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a href="(/[^"]*)"', markup)]


@pytest.mark.parametrize("who", MENU)
def test_the_menu_lists_only_what_the_role_may_use(who, sign_in):
    rail = part(sign_in(who).get(PAGE).content.decode(), '<nav class="rail', "</nav>")
    own = {"/tim/", PAGE, "/cach-xem/", "/cach-xem/?trang=%2Fdoi-mat-khau%2F"}
    assert [link for link in links(rail) if link not in own] == MENU[who]


@pytest.mark.parametrize("who", TABS)
def test_a_phone_keeps_four_lines_in_reach(who, sign_in):
    bar = part(sign_in(who).get(PAGE).content.decode(), '<nav class="tabbar"', "</nav>")
    assert links(bar) == TABS[who]


def framed(path: str, user, **context) -> str:
    request = RequestFactory().get(path)
    request.user = user
    return render_to_string("base.html", {"messages": []} | context, request)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/xa/", "/xa/"),
        ("/xa/xuan-tan/", "/xa/"),
        ("/cap-nhat/huyen/", "/cap-nhat/"),
        ("/doi-mat-khau/", None),
    ],
)
def test_the_menu_shows_where_one_is(path, current, hanh):
    rail = part(framed(path, hanh), '<nav class="rail', "</nav>")
    marked = re.findall(r'<a href="([^"]*)" aria-current="page">', rail)
    assert marked == ([current] if current else [])


def test_the_bar_names_the_person_and_the_post(tan):
    page = framed("/", tan)
    assert f"<b>{tan.full_name}</b>Bí thư Đảng ủy xã Xuân Tân" in page


@pytest.mark.parametrize(
    ("sample", "pinned", "says"),
    [
        (False, False, []),
        (True, False, ["Số liệu minh họa."]),
        (False, True, ["25/9/2017"]),
        (True, True, ["Số liệu minh họa.", "25/9/2017"]),
    ],
)
def test_invented_figures_and_a_clock_that_stands_still_are_announced(sample, pinned, says, hanh, settings):
    settings.PINNED_TODAY = settings.PINNED_TODAY if pinned else None
    build.user(sample=sample)
    page = framed("/", hanh)
    assert re.findall(r"<b>(Số liệu minh họa\.|25/9/2017)</b>", page) == says
    assert ('<body class="has-demo ' in page) == bool(says)


def test_without_leave_for_a_demonstration_nothing_is_asked(hanh, settings, django_assert_num_queries):
    settings.DEMO_ALLOWED = False
    build.user(sample=True)
    assert hanh.unit.district is not None
    assert framed("/", hanh)
    with django_assert_num_queries(1):  # whether the count of the menu still holds
        assert "Số liệu minh họa" not in framed("/", hanh)


@pytest.mark.parametrize("who", ["hanh", "admin"])
def test_the_gallery_shows_every_verdict_and_state(who, sign_in):
    page = sign_in(who).get("/thanh-phan/").content.decode()
    assert set(re.findall(r"is-(met|nearly|notmet|none|na)\b", page)) == {"met", "nearly", "notmet", "none", "na"}
    assert set(re.findall(r"demo-cell (cs-\w+)", page)) == {
        f"cs-{state}" for state in ("saved", "sending", "wait", "fail", "invalid", "warn", "locked")
    }
    assert "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017." in page


@pytest.mark.parametrize("who", ["tan", "lao_dong", "leader", "front"])
def test_the_gallery_is_for_those_who_build(who, sign_in):
    assert sign_in(who).get("/thanh-phan/").status_code == 404
