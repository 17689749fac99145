"""Tìm: names are found however they are typed, and only what the reader may see."""

import pytest

from directives.models import Directive
from ntm_portal.kept import forget_readings


def found(client, asked) -> dict[str, list[tuple[str, str]]]:
    kinds = client.get("/tim/", {"q": asked}).context["kinds"]
    return {kind.title: [(hit.words, hit.href) for hit in kind.hits] for kind in kinds}


@pytest.mark.parametrize("asked", ["xuan thuy", "XUÂN THUỶ", "X. Xuân Thủy", "Xuân Thủy", " xã  xuân thủy "])
def test_a_commune_is_found_however_it_is_typed(asked, sign_in):
    assert found(sign_in("leader"), asked)["Xã, thị trấn"] == [("Xã Xuân Thủy", "/xa/xuan-thuy/")]


@pytest.mark.parametrize("asked", ["bao hiem y te", "BẢO HIỂM Y TẾ", "bhyt 15.1"])
def test_an_indicator_is_found_without_marks(asked, sign_in):
    assert found(sign_in("hanh"), asked) == {
        "Tiêu chí, chỉ tiêu xã": [("15.1 Tỷ lệ người dân tham gia bảo hiểm y tế", "/chi-tieu/15.1/")]
    }


def test_a_number_finds_its_criterion_and_no_longer_number(sign_in):
    kinds = found(sign_in("hanh"), "11")
    assert kinds["Tiêu chí, chỉ tiêu xã"] == [
        ("11 Hộ nghèo", "/tieu-chi/11/"),
        ("11 Tỷ lệ hộ nghèo đa chiều giai đoạn 2016-2020", "/chi-tieu/11/"),
    ]


def test_criteria_of_the_district_are_read_on_its_page(sign_in):
    hits = found(sign_in("leader"), "thuy loi")["Tiêu chí, chỉ tiêu huyện"]
    assert {href for _, href in hits} == {"/huyen/#tc-3"}


def test_the_directive_is_found_by_its_day(sign_in):
    assert found(sign_in("front"), "chi thi 28/8/2017")["Văn bản"] == [
        ("Chỉ thị ngày 28/8/2017", f"/van-ban/{Directive.objects.asking().get().pk}/")
    ]


def test_people_of_a_commune_find_their_own_page_only(sign_in, xuan_tan):
    client = sign_in("tan")
    assert found(client, "xuan")["Xã, thị trấn"] == [("Xã Xuân Tân", "/xa/xuan-tan/")]
    assert found(client, "15.1")["Tiêu chí, chỉ tiêu xã"] == [
        ("15.1 Tỷ lệ người dân tham gia bảo hiểm y tế", "/xa/xuan-tan/#tc-15")
    ]
    assert "Tiêu chí, chỉ tiêu huyện" not in found(client, "thuy loi")


def test_a_department_finds_its_own_indicators(sign_in):
    client = sign_in("lao_dong")
    assert found(client, "15.1") == {}
    assert found(client, "viec lam")["Tiêu chí, chỉ tiêu xã"][0] == ("12 Lao động có việc làm", "/tieu-chi/12/")


@pytest.mark.parametrize(("asked", "said"), [("", False), ("zzz khong", True), ("<b>", True), ("\x00", False)])
def test_nothing_found_is_said(asked, said, sign_in):
    response = sign_in("leader").get("/tim/", {"q": asked})
    assert response.context["kinds"] == []
    assert ("Không tìm thấy" in response.text) is said
    assert f"“{asked}”" not in response.text or "<" not in asked


def test_a_visitor_signs_in_first(client, db):
    assert client.get("/tim/").status_code == 302


def test_searching_costs_the_same_whatever_is_found(sign_in, django_assert_num_queries):
    client = sign_in("leader")
    for asked in ("xuan", "zzz khong"):
        forget_readings()
        with django_assert_num_queries(11):
            client.get("/tim/", {"q": asked})
