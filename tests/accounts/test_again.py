"""Signing in without leaving the page: the same person comes back, nobody else does."""

import pytest
from django.test import Client

from tests import build

pytestmark = pytest.mark.django_db
DOOR = "/dang-nhap/lai/"
JSON = {"HTTP_ACCEPT": "application/json"}


def come_back(browser, user, who, password=build.PASSWORD):
    return browser.post(DOOR, {"user": user.pk, "username": who, "password": password}, **JSON)


def test_the_same_person_is_signed_in_again(tan, client):
    answer = come_back(client, tan, "tan")
    assert (answer.status_code, answer.json(), client.get(DOOR).json()) == (200, {"user": tan.pk}, {"user": tan.pk})
    assert "nguoi_nhap" in answer.cookies


def test_somebody_else_is_turned_away_and_not_signed_in(tan, chau, client):
    answer = come_back(client, tan, "chau")
    assert (answer.status_code, answer.json()["code"], client.get(DOOR).json()) == (409, "other", {"user": None})


def test_a_wrong_password_is_said_in_words(tan, client):
    answer = come_back(client, tan, "tan", "nhầm rồi")
    assert (answer.status_code, answer.json()["code"]) == (422, "password")
    assert answer.json()["sentences"] == [
        "Tên đăng nhập hoặc mật khẩu chưa đúng.Còn 04 lần thử; sau đó tài khoản tạm khóa 15 phút."
    ]


def test_five_failures_lock_this_door_too(tan, client):
    answers = [come_back(client, tan, "tan", "nhầm rồi") for _ in range(5)]
    assert answers[-1].status_code == 429


def test_the_door_gives_a_token(client):
    assert "csrftoken" in client.get(DOOR).cookies


def test_an_old_token_is_said_in_the_language_of_scripts(tan):
    strict = Client(enforce_csrf_checks=True)
    answer = come_back(strict, tan, "tan")
    assert (answer.status_code, answer.json()["code"]) == (401, "token")


def test_a_temporary_password_is_changed_before_any_figure(tan, client):
    tan.must_change_password = True
    tan.save()
    client.force_login(tan, backend="accounts.backends.PortalBackend")
    answer = client.post("/cap-nhat/xuan-tan/o/", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "password")
