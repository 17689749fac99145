"""Accounts in the administration pages: created, amended, closed, never deleted; the trail is only read."""

import pytest
from axes.models import AccessAttempt

from accounts.models import AuditEntry, User
from tests import build

NEW = "lúa chín đồng xa 2017"
USERS = "/quan-tri/accounts/user/"
SEARCH = {"app_label": "accounts", "model_name": "user", "field_name": "officer"}


def last_line() -> tuple:
    return AuditEntry.objects.order_by("-pk").values_list("by__username", "action", "subject").first()


def account(user, **change) -> dict:
    """What the form of an account sends."""
    return {
        "username": user.username,
        "full_name": user.full_name,
        "role": user.role,
        "unit": user.unit_id or "",
        "department": user.department_id or "",
        "_save": "1",
    } | change


def test_an_account_is_joined_to_its_person_and_the_history_says_so(sign_in, admin, tan, xuan_tan):
    browser, held = sign_in("admin"), build.appointment(xuan_tan, name="Vũ Văn Hải")
    found = browser.get("/quan-tri/autocomplete/", SEARCH | {"term": "vu van hai"}).json()["results"]
    assert [row["text"] for row in found] == ["Vũ Văn Hải"]
    assert browser.post(f"{USERS}{tan.pk}/change/", account(tan, officer=held.officer.pk)).status_code == 302
    assert [row.officer_id for row in tan.history.order_by("history_id")] == [None, held.officer.pk]
    line = AuditEntry.objects.order_by("-pk").first()
    assert line.detail == {"role": "COMMUNE_SECRETARY", "officer": held.officer.pk}


@pytest.mark.parametrize("who", ["tan", "lao_dong", "hanh", "leader", "front"])
@pytest.mark.parametrize(
    "path", ["/quan-tri/", USERS, "/quan-tri/accounts/auditentry/", "/quan-tri/login/?next=/quan-tri/"]
)
def test_a_stranger_finds_nothing(path, who, sign_in):
    assert sign_in(who).get(path, follow=True).status_code == 404


def test_a_visitor_signs_in_at_the_portals_own_door(client, db):
    assert client.get(USERS).url == f"/dang-nhap/?next={USERS}"
    assert client.get(f"/quan-tri/login/?next={USERS}").url == f"/dang-nhap/?next={USERS}"
    assert client.get("/quan-tri/login/").url == "/dang-nhap/?next=/quan-tri/"


def test_an_account_is_created_with_a_temporary_password(sign_in, admin, xuan_tan):
    browser = sign_in("admin")
    sent = {
        "username": "xuantan.ntm",
        "full_name": "Vũ Văn E",
        "role": "COMMUNE_OFFICER",
        "unit": xuan_tan.pk,
        "department": "",
        "password1": NEW,
        "password2": NEW,
        "_save": "1",
    }
    assert browser.post(f"{USERS}add/", sent).status_code == 302
    made = User.objects.get(username="xuantan.ntm")
    assert (made.check_password(NEW), made.must_change_password, made.unit) == (True, True, xuan_tan)
    assert last_line() == ("admin", "Cấp tài khoản", "xuantan.ntm")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"unit": ""}, "Tài khoản cấp xã phải gắn với một xã, thị trấn."),
        ({"password1": "ngắn", "password2": "ngắn"}, "Mật khẩu quá ngắn. Cần ít nhất 10 ký tự."),
        ({"username": "Xuân Tân"}, "Chỉ dùng chữ thường không dấu, chữ số và các dấu . _ -"),
    ],
)
def test_an_account_that_breaks_a_rule_is_refused(change, fault, sign_in, admin, xuan_tan):
    sent = {"username": "moi", "full_name": "Người mới", "role": "COMMUNE_CHAIR", "unit": xuan_tan.pk}
    response = sign_in("admin").post(f"{USERS}add/", sent | {"password1": NEW, "password2": NEW} | change)
    assert fault in response.content.decode()
    assert not User.objects.filter(full_name="Người mới").exists()


@pytest.mark.parametrize(("role", "administers"), [("ADMIN", True), ("LEADERSHIP", False)])
def test_rights_follow_the_role(role, administers, sign_in, hanh):
    response = sign_in("admin").post(f"{USERS}{hanh.pk}/change/", account(hanh, role=role))
    hanh.refresh_from_db()
    assert (response.status_code, hanh.is_superuser, hanh.is_staff) == (302, administers, administers)
    assert last_line() == ("admin", "Sửa tài khoản", "hanh")


def test_an_amended_account_keeps_its_history(sign_in, hanh):
    browser = sign_in("admin")
    browser.post(f"{USERS}{hanh.pk}/change/", account(hanh, full_name="Trần Thị Hạnh"))
    assert [entry.full_name for entry in hanh.history.all()] == ["Trần Thị Hạnh", "Người thử hanh"]
    assert browser.get(f"{USERS}{hanh.pk}/history/").status_code == 200


def test_a_password_given_again_is_temporary(sign_in, hanh):
    sent = {"password1": NEW, "password2": NEW}
    assert sign_in("admin").post(f"{USERS}{hanh.pk}/password/", sent).status_code == 302
    hanh.refresh_from_db()
    assert (hanh.check_password(NEW), hanh.must_change_password) == (True, True)
    assert last_line() == ("admin", "Cấp lại mật khẩu tạm", "hanh")


@pytest.mark.parametrize(
    ("action", "line", "active"),
    [
        ("close", "Khóa tài khoản", False),
        ("reopen", "Mở lại tài khoản", True),
        ("unlock", "Mở khóa đăng nhập", True),
    ],
)
def test_accounts_are_closed_opened_and_unlocked_from_the_list(action, line, active, sign_in, hanh):
    AccessAttempt.objects.create(username="hanh", ip_address="127.0.0.1", user_agent="", failures_since_start=5)
    sign_in("admin").post(USERS, {"action": action, "_selected_action": [hanh.pk]})
    hanh.refresh_from_db()
    assert (hanh.is_active, last_line()) == (active, ("admin", line, "hanh"))


def test_an_administrator_does_not_close_his_own_account(sign_in, admin):
    page = sign_in("admin").post(USERS, {"action": "close", "_selected_action": [admin.pk]}, follow=True)
    admin.refresh_from_db()
    assert admin.is_active
    assert "Không tự khóa tài khoản của chính mình." in page.content.decode()


@pytest.mark.parametrize("path", ["user", "auditentry"])
def test_nothing_here_can_be_deleted(path, sign_in, admin, hanh):
    entry = AuditEntry.objects.first() or AuditEntry.objects.create(at=build.moment("2017-09-01"), action="Thử")
    pk = hanh.pk if path == "user" else entry.pk
    assert sign_in("admin").post(f"/quan-tri/accounts/{path}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_trail_is_read_and_searched(sign_in, admin):
    browser = sign_in("admin")
    entry = AuditEntry.objects.create(at=build.moment("2017-09-01"), by=admin, action="Thử", subject="một việc")
    assert "một việc" in browser.get("/quan-tri/accounts/auditentry/?q=một").content.decode()
    assert browser.get(f"/quan-tri/accounts/auditentry/{entry.pk}/change/").status_code == 200
    assert browser.get("/quan-tri/accounts/auditentry/add/").status_code == 403


def test_signing_out_and_changing_passwords_lead_to_the_portals_own_pages(sign_in):
    browser = sign_in("admin")
    assert browser.get("/quan-tri/password_change/").url == "/doi-mat-khau/"
    assert browser.post("/quan-tri/logout/").url == "/dang-nhap/"
    assert browser.get("/quan-tri/").url == "/dang-nhap/?next=/quan-tri/"
