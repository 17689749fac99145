"""Every write to an account goes through an action and leaves one line."""

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError

from accounts import actions
from accounts.enums import Role
from accounts.models import AuditEntry, User
from tests import build

NEW = "lúa chín đồng xa 2017"


def trail() -> list[tuple]:
    """Who did what to whom, oldest first, without what the loaders did."""
    return list(AuditEntry.objects.exclude(by=None).order_by("pk").values_list("by__username", "action", "subject"))


def test_an_account_is_created_with_a_temporary_password(admin, xuan_tan):
    user = actions.create_user(
        username=" Xuantan.NTM ",
        full_name="Vũ Văn E",
        role=Role.COMMUNE_OFFICER,
        password=NEW,
        by=admin,
        unit=xuan_tan,
    )
    assert (user.username, user.check_password(NEW), user.must_change_password) == ("xuantan.ntm", True, True)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert trail() == [("admin", "Cấp tài khoản", "xuantan.ntm")]


def test_an_administrator_enters_the_administration_pages(admin):
    made = actions.create_user(username="qt2", full_name="Quản trị hai", role=Role.ADMIN, password=NEW, by=admin)
    assert (made.is_staff, made.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "ngắn"}, "Mật khẩu quá ngắn. Cần ít nhất 10 ký tự."),
        ({"role": Role.COMMUNE_CHAIR}, "Tài khoản cấp xã phải gắn với một xã, thị trấn."),
        ({"username": "tên có dấu"}, "Chỉ dùng chữ thường không dấu, chữ số và các dấu . _ -"),
    ],
)
def test_an_account_that_breaks_a_rule_is_not_created(change, sentence, admin):
    given = {"username": "moi", "full_name": "Người mới", "role": Role.FRONT, "password": NEW, "by": admin}
    with pytest.raises(ValidationError) as refused:
        actions.create_user(**given | change)
    assert refused.value.messages == [sentence]
    assert (User.objects.filter(full_name="Người mới").exists(), trail()) == (False, [])


def test_ones_own_password_is_changed_for_good(hanh):
    hanh.must_change_password = True
    actions.change_password(user=hanh, password=NEW, by=hanh)
    hanh.refresh_from_db()
    assert (hanh.check_password(NEW), hanh.must_change_password) == (True, False)
    assert trail() == [("hanh", "Đổi mật khẩu", "hanh")]


def test_a_password_given_by_someone_else_is_temporary(hanh, admin):
    actions.change_password(user=hanh, password=NEW, by=admin)
    hanh.refresh_from_db()
    assert hanh.must_change_password


def test_the_new_password_differs_from_the_old(hanh):
    with pytest.raises(ValidationError) as refused:
        actions.change_password(user=hanh, password=build.PASSWORD, by=hanh)
    assert refused.value.messages == ["Mật khẩu mới phải khác mật khẩu đang dùng."]


def test_an_account_is_closed_and_opened_again(hanh, admin):
    actions.deactivate(user=hanh, by=admin)
    hanh.refresh_from_db()
    assert hanh.is_active is False
    actions.reactivate(user=hanh, by=admin)
    hanh.refresh_from_db()
    assert hanh.is_active is True
    assert trail() == [("admin", "Khóa tài khoản", "hanh"), ("admin", "Mở lại tài khoản", "hanh")]


def test_nobody_closes_his_own_account(admin):
    with pytest.raises(ValidationError) as refused:
        actions.deactivate(user=admin, by=admin)
    assert refused.value.messages == ["Không tự khóa tài khoản của chính mình."]


def test_an_account_locked_by_failures_is_unlocked(hanh, admin):
    AccessAttempt.objects.create(username="hanh", ip_address="127.0.0.1", user_agent="", failures_since_start=5)
    actions.unlock(user=hanh, by=admin)
    assert (AccessAttempt.objects.count(), trail()) == (0, [("admin", "Mở khóa đăng nhập", "hanh")])


@pytest.mark.parametrize(("role", "administers"), [(Role.ADMIN, True), (Role.LEADERSHIP, False)])
def test_rights_follow_the_role(role, administers, hanh, admin):
    hanh.role = role
    actions.amend_user(user=hanh, by=admin)
    hanh.refresh_from_db()
    assert (hanh.is_staff, hanh.is_superuser) == (administers, administers)


def test_a_sample_account_leaves_sample_lines(hanh):
    hanh.sample = True
    actions.audit(by=hanh, action="Thử", subject="x" * 300)
    actions.audit(by=hanh, action="Thử", subject="x", sample=False, at=build.moment("2017-09-01"))
    actions.audit(by=None, action="Thử", subject="x")
    actions.audit(by=None, action="Thử", subject="x", sample=True)
    own, given, nobody, marked = AuditEntry.objects.filter(action="Thử").order_by("pk")
    assert [entry.sample for entry in (own, given, nobody, marked)] == [True, True, False, True]
    assert (len(own.subject), own.by, own.detail, str(given)) == (200, hanh, {}, "Thử: x")
    assert given.at == build.moment("2017-09-01")


def test_history_keeps_accounts_but_no_passwords(hanh):
    actions.change_password(user=hanh, password=NEW, by=hanh)
    fields = {field.name for field in User.history.model._meta.fields}
    assert (hanh.history.count(), "password" in fields) == (2, False)
