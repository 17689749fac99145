"""Signing in, being locked out, signing out."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from tests import build

WRONG = "không phải mật khẩu"


def enter(client, username, password=build.PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def callouts(response) -> list[str]:
    """What the page says in its coloured boxes, as plain words."""
    boxes = re.findall(r'class="callout[^"]*"[^>]*>(.*?)</(?:div|p)>\s*(?=<)', response.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", box).split()) for box in boxes]


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("hanh", "/"),
        ("leader", "/"),
        ("admin", "/"),
        ("lao_dong", "/tieu-chi/"),
        ("tan", "/xa/xuan-tan/"),
        ("chau", "/xa/xuan-chau/"),
    ],
)
def test_signing_in_leads_to_ones_own_work(who, home, request, client):
    request.getfixturevalue(who)
    response = enter(client, who)
    assert (response.status_code, response.url) == (302, home)


def test_a_phone_may_begin_the_name_with_a_capital(client, hanh):
    assert enter(client, " Hanh ").status_code == 302


@pytest.mark.parametrize(
    ("next_page", "onward"),
    [
        ("/xa/xuan-tan/?den=2017-09-25", "/xa/xuan-tan/?den=2017-09-25"),
        ("https://example.com/", "/"),
        ("//example.com/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_only_pages_of_the_portal_are_next(next_page, onward, client, hanh):
    assert enter(client, "hanh", next=next_page).url == onward


def test_a_page_asks_for_sign_in_and_remembers_itself(client, db):
    response = client.get("/xa/xuan-tan/?den=2017-09-25")
    assert response.url == "/dang-nhap/?next=/xa/xuan-tan/%3Fden%3D2017-09-25"
    assert 'name="next" value="/xa/xuan-tan/?den=2017-09-25"' in client.get(response.url).content.decode()


@pytest.mark.parametrize(("next_page", "onward"), [("/chi-thi/", "/chi-thi/"), ("//example.com", "/")])
def test_whoever_has_signed_in_goes_on(next_page, onward, sign_in):
    assert sign_in("hanh").get("/dang-nhap/", {"next": next_page}).url == onward


@pytest.mark.parametrize(
    ("username", "password", "faults"),
    [("", "", ["Nhập tên đăng nhập.", "Nhập mật khẩu."]), ("hanh", "", ["Nhập mật khẩu."])],
)
def test_both_fields_are_needed(username, password, faults, client, hanh):
    response = enter(client, username, password)
    assert [fault for field in response.context["form"].errors.values() for fault in field] == faults


def test_each_failure_says_how_many_tries_are_left(client, hanh):
    said = [callouts(enter(client, "hanh", WRONG)) for _ in range(4)]
    assert said == [
        [f"Tên đăng nhập hoặc mật khẩu chưa đúng. Còn {left:02d} lần thử; sau đó tài khoản tạm khóa 15 phút."]
        for left in (4, 3, 2, 1)
    ]


@pytest.mark.parametrize("who", ["hanh", "khong-co-ai"])
def test_the_fifth_failure_locks_the_account_known_or_not(who, client, hanh):
    statuses = [enter(client, who, WRONG).status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]


def test_the_lock_says_until_when_and_holds_against_the_right_password(client, hanh):
    for _ in range(5):
        enter(client, "hanh", WRONG)
    newest = AccessAttempt.objects.get(username="hanh").attempt_time
    opens = timezone.localtime(newest + dt.timedelta(minutes=15))
    response = enter(client, "Hanh")
    assert response.status_code == 429
    assert callouts(response) == [
        f"Nhập sai mật khẩu quá nhiều lần. Đăng nhập lại được từ {opens:%H:%M}. "
        "Cần gấp: liên hệ quản trị của đơn vị để mở khóa."
    ]


def test_trying_while_locked_does_not_prolong_the_lock(client, hanh):
    for _ in range(5):
        enter(client, "hanh", WRONG)
    before = AccessAttempt.objects.get().attempt_time
    enter(client, "hanh", WRONG)
    assert AccessAttempt.objects.get().attempt_time == before


def test_after_a_quarter_of_an_hour_the_account_opens(client, hanh):
    for _ in range(5):
        enter(client, "hanh", WRONG)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=15, seconds=1))
    assert enter(client, "hanh").status_code == 302


def test_others_behind_the_same_address_still_sign_in(client, hanh, tan):
    for _ in range(5):
        enter(client, "hanh", WRONG)
    assert enter(client, "tan").status_code == 302


def test_another_address_does_not_give_five_more_tries(client, hanh):
    for number in range(5):
        client.post("/dang-nhap/", {"username": "hanh", "password": WRONG}, REMOTE_ADDR=f"10.0.0.{number}")
    response = client.post("/dang-nhap/", {"username": "hanh", "password": build.PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert response.status_code == 429


def test_signing_in_forgets_earlier_failures(client, hanh):
    for _ in range(4):
        enter(client, "hanh", WRONG)
    enter(client, "hanh")
    client.post("/dang-xuat/")
    assert "Còn 04 lần thử" in callouts(enter(client, "hanh", WRONG))[0]


def test_a_closed_account_looks_like_a_wrong_password(client, hanh):
    hanh.is_active = False
    hanh.save()
    assert "chưa đúng" in callouts(enter(client, "hanh"))[0]


def test_a_closed_account_loses_its_open_session(sign_in, hanh):
    browser = sign_in("hanh")
    hanh.is_active = False
    hanh.save()
    assert browser.get("/doi-mat-khau/").url == "/dang-nhap/?next=/doi-mat-khau/"


def test_passwords_are_not_kept_in_the_log_of_failures(client, hanh):
    enter(client, "hanh", WRONG, kept="chữ đã gõ")
    attempt = AccessAttempt.objects.get()
    assert (WRONG in attempt.post_data, "chữ đã gõ" in attempt.post_data) == (False, False)


def test_signing_out_takes_a_press_of_the_button(sign_in):
    browser = sign_in("hanh")
    assert browser.get("/dang-xuat/").status_code == 405
    assert browser.post("/dang-xuat/").url == "/dang-nhap/"
    assert browser.get("/doi-mat-khau/").status_code == 302


def test_a_page_costs_one_query_for_its_user(sign_in, django_assert_num_queries):
    browser = sign_in("tan")
    browser.get("/doi-mat-khau/")
    # the user with unit and district; whether sample accounts are present; what waits for him
    with django_assert_num_queries(3):
        browser.get("/doi-mat-khau/")


def test_the_sign_in_page_shows_the_communes_at_their_places(client, district):
    page = client.get("/dang-nhap/").content.decode()
    assert re.findall(r'<span class="r(\d) c(\d)">', page)[:2] == [("4", "1"), ("0", "1")]
    assert page.count('<span class="r') == 20


def test_the_sign_in_page_stands_without_any_unit(client, db, settings):
    settings.HOME_DISTRICT = "000"
    assert client.get("/dang-nhap/").status_code == 200
