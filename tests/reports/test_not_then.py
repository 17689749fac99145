"""The address of a commune there was not on the day asked for: what became of it, and for whom."""

import datetime as dt
import re

import pytest
from django.test import Client

from communes.enums import ChangeKind
from communes.models import UnitChange
from ntm_portal.kept import forget_readings
from tests import build

MERGED_ON = dt.date(2017, 9, 1)
ENDED = "Xã Xuân Tân đã nhập vào xã Xuân Mới từ 01/9/2017"
PAGE = "/xa/xuan-tan/"


def end(unit, *became, kind=ChangeKind.MERGED):
    """The unit has its last day on 31/8/2017 and becomes others."""
    type(unit).objects.filter(pk=unit.pk).update(valid_to=MERGED_ON - dt.timedelta(days=1))
    for new in became:
        UnitChange.objects.create(
            from_unit=unit,
            to_unit=new,
            kind=kind,
            effective_on=MERGED_ON,
            act="99/NQ-HĐND",
            act_date=dt.date(2017, 7, 1),
        )


@pytest.fixture
def new(district):
    return build.unit(parent=district, valid_from=MERGED_ON, name="Xuân Mới", slug="xuan-moi")


@pytest.fixture
def merged(xuan_tan, new):
    end(xuan_tan, new)
    return new


def heading(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def ways(response) -> list[tuple[str, str]]:
    return [(way.label, way.href) for way in response.context["told"].ways]


@pytest.mark.parametrize("who", ["hanh", "lao_dong", "party_office", "leader", "front", "admin"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}dien-bien/", "/cap-nhat/xuan-tan/", "/ke-hoach/xuan-tan/"])
def test_who_reads_the_district_is_told_what_became_of_a_commune(who, path, sign_in, merged):
    browser = sign_in(who)
    response = browser.get(path)
    assert (response.status_code, heading(response)) == (404, ENDED)
    assert ways(response) == [
        ("Xã Xuân Mới", "/xa/xuan-moi/"),
        ("Xã Xuân Tân ngày 31/8/2017", "/xa/xuan-tan/?den=2017-08-31"),
    ]
    assert "Văn bản: 99/NQ-HĐND ngày 01/7/2017." in response.text
    assert "Tài khoản này" not in response.text
    assert [browser.get(href).status_code for _, href in ways(response)] == [200, 200]


def test_a_day_of_the_lens_goes_with_the_link_to_the_new_commune(sign_in, merged):
    response = sign_in("hanh").get(f"{PAGE}?den=2017-09-10")
    assert ways(response)[0] == ("Xã Xuân Mới ngày 10/9/2017", "/xa/xuan-moi/?den=2017-09-10")


def test_a_page_of_today_says_so_whatever_the_lens_asks(sign_in, merged):
    response = sign_in("hanh").get("/cap-nhat/xuan-tan/?den=2017-08-28")
    assert (response.status_code, heading(response)) == (404, ENDED)


def test_an_account_of_an_ended_commune_lands_there_and_learns_whom_to_ask(client, tan, merged):
    response = client.post("/dang-nhap/", {"username": "tan", "password": build.PASSWORD}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert heading(response) == ENDED
    assert "Tài khoản này thuộc xã Xuân Tân nên không ghi số liệu được nữa." in response.text
    assert "Để làm việc ở xã Xuân Mới, đề nghị Văn phòng điều phối NTM huyện chuyển tài khoản." in response.text
    assert ways(response) == [("Xã Xuân Tân ngày 31/8/2017", "/xa/xuan-tan/?den=2017-08-31")]
    assert client.get("/xa/xuan-tan/?den=2017-08-31").status_code == 200


@pytest.mark.parametrize("path", ["/cap-nhat/", "/bao-cao/", "/nguon-luc/", "/no-dong/", "/ke-hoach/", "/ho-so/"])
def test_every_line_of_its_menu_says_the_same(path, sign_in, tan, merged):
    response = sign_in("tan").get(path, follow=True)
    assert (response.status_code, heading(response)) == (404, ENDED)


def test_an_account_moved_to_the_new_commune_works_there(client, tan, merged):
    tan.unit = merged
    tan.save()
    response = client.post("/dang-nhap/", {"username": "tan", "password": build.PASSWORD}, follow=True)
    assert (response.redirect_chain, response.status_code) == ([("/xa/xuan-moi/", 302)], 200)


def test_a_stranger_finds_no_page(sign_in, chau, merged):
    assert heading(sign_in("chau").get(PAGE)) == "Không có trang này"


def test_a_visitor_is_asked_to_sign_in_and_a_wrong_address_stays_one(sign_in, merged):
    assert Client().get(PAGE).url == f"/dang-nhap/?next={PAGE}"
    browser = sign_in("hanh")
    assert {heading(browser.get(path)) for path in ("/xa/khong-co/", "/khong/co/", "/chi-tieu/99.9/")} == {
        "Không có trang này"
    }


def test_a_commune_that_is_not_there_yet_says_since_when_it_is(sign_in, merged, xuan_tan):
    response = sign_in("hanh").get("/xa/xuan-moi/?den=2017-08-28")
    assert heading(response) == "Xã Xuân Mới chưa có vào 28/8/2017"
    assert "Đơn vị này có từ 01/9/2017, lập từ xã Xuân Tân." in response.text
    assert ways(response) == [
        ("Xã Xuân Tân ngày 28/8/2017", "/xa/xuan-tan/?den=2017-08-28"),
        ("Xã Xuân Mới ngày 01/9/2017", "/xa/xuan-moi/?den=2017-09-01"),
    ]


def test_a_commune_of_a_day_to_come_cannot_be_opened_yet(sign_in, hanh):
    response = sign_in("hanh").get("/xa/tra-lu/")
    assert heading(response) == "Xã Trà Lũ chưa có vào 25/9/2017"
    assert "có từ 01/9/2024, lập từ xã Xuân Bắc, xã Xuân Phương và xã Xuân Trung." in response.text
    assert ("Xã Trà Lũ ngày 01/9/2024", "/xa/tra-lu/?den=2024-09-01") not in ways(response)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (ChangeKind.RENAMED, "Xã Xuân Tân đã đổi tên thành xã Xuân Mới từ 01/9/2017"),
        (ChangeKind.CONTINUED, "Xã Xuân Tân đã tổ chức lại thành xã Xuân Mới từ 01/9/2017"),
    ],
)
def test_the_words_follow_what_was_decided(kind, title, sign_in, xuan_tan, new):
    end(xuan_tan, new, kind=kind)
    assert heading(sign_in("hanh").get(PAGE)) == title


def test_an_end_without_a_recorded_change_is_said_plainly(sign_in, hanh, xuan_tan, tan):
    xuan_tan.became.all().delete()
    end(xuan_tan)
    assert heading(sign_in("hanh").get(PAGE)) == "Xã Xuân Tân không còn từ 01/9/2017"
    assert "Để làm việc ở đơn vị mới, đề nghị" in sign_in("tan").get(PAGE).text


def test_an_address_taken_over_is_told_by_the_unit_that_ended_last(sign_in, district, xuan_tan, new):
    end(xuan_tan, new)
    again = dt.date(2017, 9, 20)
    build.unit(parent=district, valid_from=again, name="Xuân Tân", slug="xuan-tan")
    browser = sign_in("hanh")
    assert heading(browser.get(f"{PAGE}?den=2017-09-10")) == ENDED
    assert browser.get(PAGE).status_code == 200


def test_no_way_leads_to_a_day_without_a_set_of_criteria(sign_in, xuan_tan, hanh, settings):
    settings.PINNED_TODAY = dt.date(2025, 7, 10)
    response = sign_in("hanh").get(PAGE)
    assert heading(response) == "Xã Xuân Tân đã nhập vào xã Xuân Giang từ 01/7/2025"
    assert (ways(response), "Về trang chính" in response.text) == ([], True)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_as_much_for_one_successor_as_for_three(
    count, sign_in, district, xuan_tan, hanh, django_assert_num_queries
):
    names = [build.unit(parent=district, valid_from=MERGED_ON) for _ in range(count)]
    end(xuan_tan, *names)
    browser = sign_in("hanh")
    browser.get(PAGE)
    forget_readings()
    with django_assert_num_queries(19):
        assert len(ways(browser.get(PAGE))) == count + 1
