"""Bộ tiêu chí on screen: what is required, where it comes from, who may change it."""

import re
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from criteria.actions.targets import confirm_target, correct_target, record_target, withdraw_target
from criteria.enums import Scope
from criteria.models import Target
from tests import build

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-25")
COMMUNE_SET = "/bo-tieu-chi/xa-2016-2020/"
OVERLAY = "/bo-tieu-chi/xa-2016-2020-nam-dinh/"


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def row(response, name: str) -> list[str]:
    """The cells of the table row that names something."""
    found = next(row for row in re.findall(r"<tr>.*?</tr>", response.content.decode(), re.DOTALL) if f"{name}<" in row)
    return [" ".join(strip_tags(cell).split()) for cell in re.findall(r"<t[dh].*?</t[dh]>", found, re.DOTALL)]


def insurance() -> Target:
    return Target.objects.in_force().get(indicator=build.indicator("15.1"), scope_code="DBSH")


def provincial(by, number="15.1", value="90", **given) -> Target:
    plain = {"scope": Scope.PROVINCE, "scope_code": "36", "year_from": 2017, "source": "48/2016/QĐ-UBND", "at": AT}
    return record_target(indicator=build.indicator(number), value=Decimal(value), by=by, **plain | given)


# --- The register -----------------------------------------------------------------------------


def test_the_register_tells_what_replaced_what(client, hanh):
    client.force_login(hanh)
    page = client.get("/bo-tieu-chi/")
    assert row(page, "1980/QĐ-TTg</a>")[1:] == [
        "Xã",
        "từ 01/12/2016 đến 07/3/2022",
        "491/QĐ-TTg",
        "318/QĐ-TTg",
        "19 tiêu chí, 49 chỉ tiêu",
        "0/368",
        "Đang áp dụng",
    ]
    assert row(page, "48/2016/QĐ-UBND</a>")[3:] == ["chi tiết 1980/QĐ-TTg", "-", "-", "-", "Đang áp dụng"]
    assert row(page, "318/QĐ-TTg</a>")[2:] == [
        "từ 08/3/2022",
        "1980/QĐ-TTg",
        "-",
        "19 tiêu chí, 57 chỉ tiêu",
        "-",
        "Để tra cứu",
    ]


def test_the_register_counts_what_was_compared_with_the_text(client, admin):
    confirm_target(target=insurance(), by=admin, at=AT)
    client.force_login(admin)
    assert row(client.get("/bo-tieu-chi/"), "1980/QĐ-TTg</a>")[6] == "1/368"


@pytest.mark.parametrize(
    ("today", "words"),
    [("2016-11-30", "Chưa hiệu lực"), ("2016-12-01", "Đang áp dụng"), ("2022-03-08", "Hết hiệu lực")],
)
def test_the_register_knows_the_day(today, words, client, hanh, settings):
    settings.PINNED_TODAY = build.date(today)
    client.force_login(hanh)
    assert row(client.get("/bo-tieu-chi/"), "1980/QĐ-TTg</a>")[7] == words


# --- One set ----------------------------------------------------------------------------------


def test_a_set_shows_the_level_of_the_readers_region_with_its_mark(client, tan):
    client.force_login(tan)
    page = client.get(COMMUNE_SET)
    assert row(page, build.indicator("15.1").name + "</a>") == [
        "15.1",
        "Tỷ lệ người dân tham gia bảo hiểm y tế",
        "≥ 85%",
        "vùng",
        "hai nguồn khớp nhau",
        "chưa đối chiếu văn bản",
        "BHXH huyện",
    ]
    assert row(page, build.indicator("2.1").name + "</a>")[2:6] == ["Tỉnh quy định", "-", "-", "-"]
    assert row(page, build.indicator("17.1").name + "</a>")[2] == "xem từng phần"


@pytest.mark.parametrize(
    ("year", "level"),
    [
        ("2017", "Tỉnh quy định"),
        ("2020", "≥ 50 triệu đồng/người/năm"),
        ("abc", "Tỉnh quy định"),
        ("1990", "Tỉnh quy định"),
    ],
)
def test_a_set_shows_the_level_of_the_year_asked_for(year, level, client, hanh):
    client.force_login(hanh)
    page = client.get(COMMUNE_SET, {"nam": year})
    assert row(page, build.indicator("10").name + "</a>")[2] == level


def test_a_compared_level_says_who_compared_it_and_when(client, admin):
    confirm_target(target=insurance(), by=admin, at=AT)
    client.force_login(admin)
    page = client.get(COMMUNE_SET)
    assert row(page, build.indicator("15.1").name + "</a>")[5] == f"đã đối chiếu, {admin}, 25/9/2017"


def test_an_illustrative_level_is_marked_so(client, hanh):
    provincial(hanh, number="2.1", value="80", sample=True)
    client.force_login(hanh)
    assert row(client.get(COMMUNE_SET), build.indicator("2.1").name + "</a>")[2:6] == [
        "≥ 80%",
        "tỉnh",
        "số liệu minh họa",
        "mức minh họa",
    ]


def test_the_overlay_lists_what_the_province_has_not_said_yet(client, hanh):
    provincial(hanh)
    client.force_login(hanh)
    page = client.get(OVERLAY)
    assert row(page, build.indicator("15.1").name + "</a>")[2:6] == [
        "≥ 90%",
        "≥ 85%",
        "cơ quan nhập",
        "chưa đối chiếu văn bản",
    ]
    assert row(page, build.indicator("11").name + "</a>")[2:4] == ["Nhập mức chỉ tiêu 11", "≤ 2%"]
    assert row(page, build.indicator("17.1").name + "</a>")[2:4] == ["xem từng phần", "-"]


def test_a_reader_of_the_overlay_is_not_asked_to_type(client, tan):
    client.force_login(tan)
    assert row(client.get(OVERLAY), build.indicator("11").name + "</a>")[2:4] == ["chưa nhập", "≤ 2%"]


def test_the_district_set_has_no_groups_and_nine_criteria(client, hanh):
    client.force_login(hanh)
    page = client.get("/bo-tieu-chi/huyen-2016-2020/")
    assert row(page, build.indicator("5.3", "DISTRICT").name + "</a>")[2:4] == ["≥ 60%", "chung"]
    assert "Chỉ đạo xây dựng nông thôn mới" in text(page)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("xa-2021-2025", "Chỉ có cấu trúc"), ("xa-2009-2015", "Chưa nạp bảng tiêu chí"), ("huyen-2009-2015", "75% số xã")],
)
def test_a_set_for_reference_says_so(code, sentence, client, hanh):
    client.force_login(hanh)
    assert sentence in text(client.get(f"/bo-tieu-chi/{code}/"))


# --- One indicator ----------------------------------------------------------------------------


def test_an_indicator_names_the_conflict_of_its_sources(client, hanh):
    client.force_login(hanh)
    page = text(client.get(f"{COMMUNE_SET}14.3/"))
    assert "Yêu cầu năm 2017 tại địa phương: ≥ 45% (Vùng Đồng bằng sông Hồng)" in page
    assert "Hai mức khác nhau" in page
    assert "các nguồn khác nhau" in page


def test_an_indicator_shows_every_level_and_what_became_of_it(client, hanh, admin):
    confirm_target(target=insurance(), by=admin, at=AT, note="Công báo, trang 4")
    correct_target(target=insurance(), value=Decimal(86), reason="Đọc nhầm", by=hanh, at=AT)
    withdraw_target(target=provincial(hanh), reason="Nhầm chỉ tiêu", by=hanh, at=AT)
    client.force_login(hanh)
    page = text(client.get(f"{COMMUNE_SET}15.1/"))
    for event in (
        "Nạp 8 mức theo văn bản đã ban hành",
        "Đối chiếu mức ≥ 85%, Vùng Đồng bằng sông Hồng Công báo, trang 4",
        "Sửa ≥ 85% thành ≥ 86%, Vùng Đồng bằng sông Hồng Đọc nhầm",
        "Nhập mức ≥ 90%, Tỉnh Nam Định, từ năm 2017 48/2016/QĐ-UBND",
        "Rút mức ≥ 90%, Tỉnh Nam Định Nhầm chỉ tiêu",
    ):
        assert event in page


def test_a_split_indicator_leads_to_its_parts(client, hanh):
    client.force_login(hanh)
    page = client.get(f"{COMMUNE_SET}17.1/")
    assert f"{COMMUNE_SET}17.1a/" in page.content.decode()
    assert "Nhập mức" not in text(page)
    assert "Là phần của 17.1" in text(client.get(f"{COMMUNE_SET}17.1b/"))


def test_an_indicator_without_a_level_says_that_the_province_decides(client, hanh):
    client.force_login(hanh)
    page = text(client.get(f"{COMMUNE_SET}2.1/"))
    assert "Tỉnh quy định" in page
    assert "Chưa ghi mức nào." in page


def test_the_ground_of_not_applicable_is_told(client, hanh):
    client.force_login(hanh)
    assert "Không có chợ trong quy hoạch" in text(client.get(f"{COMMUNE_SET}7/"))


def test_only_the_administrator_is_offered_to_confirm(client, hanh, admin, tan):
    offered = {}
    for user in (hanh, admin, tan):
        client.force_login(user)
        page = client.get(f"{COMMUNE_SET}15.1/").content.decode()
        offered[user.username] = [word for word in ("/sua/", "/rut/", "/doi-chieu/", "nhap/") if word in page]
    assert offered == {
        "hanh": ["/sua/", "/rut/", "nhap/"],
        "admin": ["/sua/", "/rut/", "/doi-chieu/", "nhap/"],
        "tan": [],
    }


# --- Cost and strangers -----------------------------------------------------------------------


@pytest.mark.parametrize("typed", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("/bo-tieu-chi/", 6), (COMMUNE_SET, 9), (OVERLAY, 9), (f"{COMMUNE_SET}15.1/", 9)]
)
def test_a_page_costs_the_same_however_much_was_typed(typed, path, queries, client, hanh, django_assert_num_queries):
    for year in range(2017, 2017 + typed):
        provincial(hanh, year_from=year)
    client.force_login(hanh)
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("who", ["tan", "officer", "lao_dong", "leader", "front", "member", "party_org"])
def test_everyone_reads_the_rulebook_and_only_the_office_changes_it(who, request, client):
    client.force_login(request.getfixturevalue(who))
    pk = insurance().pk
    for path in ("/bo-tieu-chi/", COMMUNE_SET, OVERLAY, f"{COMMUNE_SET}15.1/"):
        assert client.get(path).status_code == 200
    for path in (
        f"muc/{pk}/sua/",
        f"muc/{pk}/rut/",
        f"muc/{pk}/doi-chieu/",
        "xa-2016-2020/15.1/nhap/",
        "tuy-chon/",
        "tuy-chon/bands/",
    ):
        assert client.get(f"/bo-tieu-chi/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "xa-2016-2020/", "xa-2016-2020/15.1/", "tuy-chon/"])
def test_a_visitor_is_asked_to_sign_in(path, client):
    assert client.get(f"/bo-tieu-chi/{path}").status_code == 302


@pytest.mark.parametrize(
    "path", ["xa-1999/", "xa-2016-2020/99/", "muc/999999/sua/", "tuy-chon/mau-sac/", "xa-2016-2020/99/nhap/"]
)
def test_what_does_not_exist_is_not_found(path, client, hanh):
    client.force_login(hanh)
    assert client.get(f"/bo-tieu-chi/{path}").status_code == 404
